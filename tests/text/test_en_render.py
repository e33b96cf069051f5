"""English figures written: the examples of the style rules, and nothing lost on the way back."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.text.en.parse import parse
from pipeline.text.en.render import Style, render
from pipeline.text.figure import Figure
from pipeline.text.units import CURRENCIES, UNITS
from pipeline.text.values import equal


def figure(dimension: str, value: str | None = None, **fields: object) -> Figure:
    bounds = {k: Decimal(str(fields.pop(k))) for k in ("low", "high") if k in fields}
    return Figure(0, 1, "x", dimension, Decimal(value) if value else None, **bounds, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(("given_figure", "expected"), [
    (figure("money", "49820000000", currency="CNY"), "49.82 billion yuan"),                     # N1, M1
    (figure("money", "3903810000000", currency="CNY"), "3.90381 trillion yuan"),
    (figure("count", "85000000"), "85 million"),
    (figure("count", "356000", unit="person"), "356,000 people"),
    (figure("percent", "5.0"), "5.0%"),                                                         # N2
    (figure("count", "3"), "three"),                                                            # N3
    (figure("money", low=3 * 10**9, high=5 * 10**9, currency="CNY"), "3 billion to 5 billion yuan"),    # N4
    (figure("multiple", low=5, high=8), "five to eight times"),
    (figure("multiple", low="1.5", high=2), "1.5 to 2 times"),
    (figure("duration", low="3.5", high=5, unit="year"), "3.5 to 5 years"),
    (figure("area", low=7, high=8, unit="square metre"), "7 to 8 square metres"),
    (figure("duration", low=3, high=5, unit="year"), "three to five years"),
    (figure("money", low=3 * 10**10, high=4 * 10**10, currency="CNY"), "30 billion to 40 billion yuan"),    # N5
    (figure("count", low=10**4, high=10**5, hedge="vague"), "tens of thousands"),               # N6
    (figure("money", low=10**9, high=10**10, hedge="vague", currency="CNY"), "billions of yuan"),
    (figure("money", "10000000000", hedge="more-than", currency="CNY"), "more than 10 billion yuan"),
    (figure("money", "10000000000", hedge="level", currency="CNY"), "10-billion-yuan-level"),
    (figure("count", "300", hedge="more-than"), "more than 300"),                               # N7
    (figure("money", "50000000", hedge="at-least", currency="CNY"), "at least 50 million yuan"),        # N8
    (figure("multiple", "2", direction="up"), "doubled"),                                       # N9
    (figure("multiple", "4", direction="up"), "quadrupled"),
    (figure("percent", "200"), "200%"),
    (figure("points", "0.5"), "0.5 percentage points"),                                         # N10
    (figure("points", "1"), "1 percentage point"),
    (figure("basis-points", "25"), "25 basis points"),
    (figure("ordinal", "2"), "second"),                                                         # N12
    (figure("ordinal", "10")._replace(text="前十"), "top ten"),
    (figure("count", "3500000", unit="visit"), "3.5 million visits"),                           # N15
    (figure("money", "50000000", currency="USD"), "US$50 million"),                             # M2
    (figure("money", "50000000", currency="HKD"), "HK$50 million"),
    (figure("money", "50000000", currency="JPY"), "JPY 50 million"),
    (figure("per-area-money", "300000", currency="CNY", unit="mu"),
     "300,000 yuan per mu (4.5 million yuan per hectare)"),                                     # M5
    (figure("area", "800", unit="mu"), "53.3 hectares (800 mu)"),                               # U1
    (figure("area", "150", unit="mu"), "10 hectares (150 mu)"),
    (figure("area", "2", unit="mu"), "1,330 square metres"),
    (figure("area", "500000", unit="square metre"), "500,000 square metres"),                   # U2
    (figure("power", "30000000", unit="kilowatt"), "30 GW"),                                    # U3
    (figure("power", "450000", unit="kilowatt"), "450 MW"),
    (figure("energy", "1200000000", unit="kilowatt-hour"), "1.2 billion kWh (1.2 TWh)"),        # U4
    (figure("mass", "100", unit="jin"), "50 kg"),                                               # U5
    (figure("length", "10", unit="li"), "5 kilometres"),                    # U6
    (figure("speed", "350", unit="km/h"), "350 km/h"),                                          # U7
    (figure("count", "10000", unit="vehicle", per="year"), "10,000 vehicles a year"),
    (figure("money", "3500", currency="CNY", per="tonne"), "3,500 yuan per tonne"),
    (figure("points", low=5, high=8), "5 to 8 percentage points"),
    (figure("date", when="2025-03-12"), "12 March 2025"),                                       # D1
    (figure("date", when="--03-12"), "12 March"),
    (figure("date", when="2025-03"), "March 2025"),
    (figure("period", when="2025-Q1"), "the first quarter of 2025"),                            # D2
    (figure("period", when="2025-H1"), "the first half of 2025"),
    (figure("period", when="Q1/Q3"), "the first three quarters"),
    (figure("period", when="--01/--10"), "January to October"),
    (figure("period", when="2025-03-early"), "early March 2025"),
    (figure("period", when="--10-end"), "the end of October"),
    (figure("plan", when="14"), "14th Five-Year Plan (2021-2025)"),                             # D5
    (figure("plan", when="15"), "15th Five-Year Plan (2026-2030)"),
    (figure("plan", when="13"), "13th Five-Year Plan (2016-2020)"),
])
def test_the_examples_of_the_style_rules(given_figure: Figure, expected: str) -> None:
    assert render(given_figure, Style()) == expected


@pytest.mark.parametrize(("style", "money", "date", "land"), [
    (Style(), "5 billion yuan", "12 March 2025", "53.3 hectares (800 mu)"),
    (Style(money="RMB", dates="american"), "RMB 5 billion", "March 12, 2025", "53.3 hectares (800 mu)"),
    (Style(money="CNY", mu=False), "CNY 5 billion", "12 March 2025", "53.3 hectares"),
])
def test_the_style_is_configured(style: Style, money: str, date: str, land: str) -> None:
    assert render(figure("money", "5000000000", currency="CNY"), style) == money
    assert render(figure("date", when="2025-03-12"), style) == date
    assert render(figure("area", "800", unit="mu"), style) == land


_styles = st.builds(
    Style, st.sampled_from(("yuan", "RMB", "CNY")), st.sampled_from(("british", "american")), st.booleans())
_values = st.builds(
    lambda digits, places, scale: Decimal(digits).scaleb(scale - places),
    st.integers(1, 10**7), st.integers(0, 4), st.sampled_from((0, 0, 2, 3, 4, 6, 7, 8, 10, 12)))
_hedges = st.sampled_from((None, "about", "nearly", "more-than", "less-than", "at-least", "at-most"))
_KINDS = (
    *(("money", "", c.code) for c in CURRENCIES), *((u.dimension, u.name, None) for u in UNITS),
    *((d, "", None) for d in ("percent", "points", "basis-points", "count", "multiple")),
    *(("count", unit, None) for unit in ("visit", "TEU", "household", "unit", "vehicle", "person")),
    ("per-area-money", "mu", "CNY"), ("per-area-money", "square metre", "USD"),
)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(_KINDS), _values, _hedges, st.sampled_from((None, "1.2", "3", "40")), _styles)
def test_what_is_written_is_read_back_exactly(
    kind: tuple[str, str, str | None], value: Decimal, hedge: str | None, spread: str | None, style: Style,
) -> None:
    dimension, unit, currency = kind
    if spread and dimension != "per-area-money":
        told = figure(
            dimension, None, low=value, high=value * Decimal(spread), unit=unit, currency=currency, hedge=hedge)
    else:
        told = figure(dimension, str(value), unit=unit, currency=currency, hedge=hedge)
    text = render(told, style)
    first, *brackets = parse(text)
    assert first.start == 0 and (first, *brackets)[-1].end >= len(text) - 1
    assert (first.hedge, first.currency) == (hedge, currency)
    assert all(equal(told, f) for f in (first, *brackets))
    if unit != "mu":        # hectares of mu are rounded, as rule U1 wants it
        assert [_base(v, first) for v in (first.value, first.low, first.high)] == [
            _base(v, told) for v in (told.value, told.low, told.high)]


def _base(value: Decimal | None, of: Figure) -> Fraction | None:
    factors = {u.name: u.factor for u in UNITS}
    return None if value is None else Fraction(value) * factors.get(of.unit, Fraction(1))


_years, _months, _days = st.integers(1950, 2090), st.integers(1, 12), st.integers(1, 28)
_whens = st.one_of(
    st.builds("{}-{:02d}-{:02d}".format, _years, _months, _days), st.builds("--{:02d}-{:02d}".format, _months, _days),
    st.builds("{}-{:02d}".format, _years, _months), st.builds("--{:02d}".format, _months),
    st.builds("{}-{}".format, _years, st.sampled_from(("Q1", "Q4", "H1", "H2", "Q1/Q3", "early", "mid", "end"))),
    st.builds("{}-{:02d}-{}".format, _years, _months, st.sampled_from(("early", "mid", "late", "end"))),
    st.builds("{0}-{1:02d}/{0}-{2:02d}".format, _years, st.integers(1, 6), st.integers(7, 12)),
    st.builds(lambda y, n: f"{y}/{y + n}", _years, st.integers(1, 9)),
)


@settings(max_examples=100, deadline=None)
@given(_whens, _styles)
def test_dates_are_read_back(when: str, style: Style) -> None:
    (found,) = parse("In " + render(figure("date", when=when), style))
    assert found.when == when
