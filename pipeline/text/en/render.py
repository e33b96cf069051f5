"""A figure in English by the style rules, exact to the digit (N1-N15, M1-M5, U1-U8, D1-D5)."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from pipeline.text.en.dates import MONTHS, plan_years
from pipeline.text.en.numerals import ORDINALS, SMALL
from pipeline.text.figure import Figure
from pipeline.text.units import CURRENCIES, UNITS

_SCALES = ((12, "trillion"), (9, "billion"), (6, "million"))
_HEDGES = {"about": "about ", "nearly": "nearly ", "more-than": "more than ", "less-than": "less than ",
           "at-least": "at least ", "at-most": "up to "}
_PLURALS = {"visit": "visits", "household": "households", "unit": "units", "vehicle": "vehicles", "person": "people",
            "ship": "ships", "train": "trains", "flight": "flights", "time": "times", "country": "countries",
            "province": "provinces", "city": "cities", "county": "counties", "village": "villages"}
_UNITS = {u.name: u for u in UNITS}
_CURRENCIES = {c.code: c for c in CURRENCIES}
_QUARTERS = ("first", "second", "third", "fourth")


@dataclass(frozen=True)
class Style:
    """`money`: how yuan are written; `dates`: 16 June 2023 or June 16, 2023; `mu`: mu in brackets after hectares."""

    money: Literal["yuan", "RMB", "CNY"] = "yuan"
    dates: Literal["british", "american"] = "british"
    mu: bool = True


def render(figure: Figure, style: Style | None = None) -> str:
    """The English of a figure, hedge included; direction and base of comparison are the sentence's to say.

    A figure that has no rule of its own is printed as the source has it, its digits half width.
    """
    style = style or Style()
    if figure.when and figure.dimension in ("date", "period"):
        return _date(figure.when, style) or figure.text
    if figure.dimension == "plan" and figure.when:
        first, last = plan_years(int(figure.when))
        return f"{_ordinal(int(figure.when))} Five-Year Plan ({first}-{last})"
    if figure.hedge == "vague" and figure.low is not None:
        return _vague(figure, style)
    if figure.dimension == "multiple" and figure.when:
        return _fraction(figure.when)
    if figure.dimension == "ordinal" and figure.value is not None:
        return _ordinal(int(figure.value)) if figure.value >= 20 else ORDINALS[int(figure.value)] or figure.text
    if figure.value is None and (figure.low is None or figure.high is None):
        return figure.text
    words = _range(figure, style) if figure.value is None else _single(figure, figure.value, style)
    if figure.hedge == "level":
        return words.replace(" ", "-") + "-level"
    return _HEDGES.get(figure.hedge or "", "") + words


def number(value: Decimal) -> str:
    """Digits below a million, else trillion, billion or million; every significant digit kept (N1, N2)."""
    for power, word in _SCALES:
        if abs(value) >= Decimal(10) ** power:
            return f"{_plain(value.scaleb(-power), trim=True)} {word}"
    return _plain(value, trim=False)


def _plain(value: Decimal, trim: bool) -> str:
    """With commas in thousands; `trim` drops the zeros that a shift of the point left."""
    whole = value == value.to_integral_value()
    if whole and (trim or value.as_tuple().exponent >= 0):  # type: ignore[operator]
        return f"{int(value):,}"
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if trim and "." in text else text


def _single(figure: Figure, value: Decimal, style: Style) -> str:
    if figure.dimension in ("money", "per-area-money"):
        money = _money(number(value), figure.currency or "CNY", style)
        return f"{money} per {figure.unit}" if figure.unit else money
    if figure.dimension == "percent":
        return f"{_plain(value, trim=False)}%"
    if figure.dimension in ("points", "basis-points"):
        unit = "percentage point" if figure.dimension == "points" else "basis point"
        return f"{_plain(value, trim=False)} {unit}{'' if value == 1 else 's'}"
    if figure.dimension == "multiple":
        return f"{_plain(value, trim=False)} times"
    if figure.unit in _UNITS:
        return _measure(figure, value, style)
    noun = figure.unit if value == 1 else _PLURALS.get(figure.unit, figure.unit)
    return f"{number(value)} {noun}".strip()


def _measure(figure: Figure, value: Decimal, style: Style) -> str:
    unit = _UNITS[figure.unit]
    if unit.name == "mu":
        return _land(value, style)
    if unit.dimension == "power":
        return _watts(value * unit.factor.numerator / unit.factor.denominator)
    noun = unit.en[0] if value == 1 else unit.en[1]
    return f"{number(value)} {noun}"


def _land(mu: Decimal, style: Style) -> str:
    """Hectares, with mu in brackets; exact where the division ends, else three significant digits (U1)."""
    if mu < 3:
        return f"{_significant(mu * 2000 / 3)} square metres"
    hectares = mu / 15
    exact = hectares * 15 == mu and len(hectares.as_tuple().digits) < 12
    size = _plain(hectares.normalize(), trim=True) if exact else _significant(hectares)
    hectare = f"{_scaled(size, hectares)} hectares"
    return f"{hectare} ({number(mu)} mu)" if style.mu else hectare


def _scaled(size: str, value: Decimal) -> str:
    return number(Decimal(size.replace(",", ""))) if abs(value) >= 1_000_000 else size


def _significant(value: Decimal, digits: int = 3) -> str:
    places = digits - value.adjusted() - 1
    return _plain(value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP), trim=places > 0)


def _watts(watts: Decimal) -> str:
    for power, symbol in ((9, "GW"), (6, "MW"), (3, "kW")):
        if watts >= Decimal(10) ** power:
            return f"{_plain(watts.scaleb(-power), trim=True)} {symbol}"
    return f"{_plain(watts, trim=True)} W"


def _money(amount: str, code: str, style: Style) -> str:
    if code == "CNY":
        return f"{amount} yuan" if style.money == "yuan" else f"{style.money} {amount}"
    currency = _CURRENCIES[code]
    symbol = currency.symbols[0] if currency.symbols else ""
    if not symbol:
        return f"{amount} {currency.en[0]}"
    return f"{symbol} {amount}" if symbol.isalpha() else f"{symbol}{amount}"


def _range(figure: Figure, style: Style) -> str:
    """Both ends in full: 3 billion to 5 billion yuan (N4)."""
    assert figure.low is not None and figure.high is not None
    if figure.dimension == "money" and (figure.currency or "CNY") == "CNY":
        return _money(f"{number(figure.low)} to {number(figure.high)}", "CNY", style)
    if (figure.dimension == "count" and not figure.unit) or figure.unit in _PLURALS or (
            figure.unit in _UNITS and _UNITS[figure.unit].dimension not in ("power",) and figure.unit != "mu"):
        return f"{number(figure.low)} to {_single(figure, figure.high, style)}"
    return f"{_single(figure, figure.low, style)} to {_single(figure, figure.high, style)}"


def _vague(figure: Figure, style: Style) -> str:
    assert figure.low is not None
    power = figure.low.adjusted()
    scale, word = next(((p, w) for p, w in (*_SCALES, (3, "thousand")) if power >= p), (0, ""))
    few = ("", "tens of ", "hundreds of ")[power - scale]
    amount = f"{few}{word}s" if word else ("dozens", "dozens", "hundreds")[power]
    if figure.dimension == "money":
        currency = "yuan" if figure.currency == "CNY" else _CURRENCIES[figure.currency or "CNY"].en[0]
        return f"{amount} of {currency}"
    noun = _PLURALS.get(figure.unit) or (_UNITS[figure.unit].en[1] if figure.unit in _UNITS else "")
    return f"{amount} of {noun}" if noun else amount


def _fraction(when: str) -> str:
    top, _, bottom = when.partition("/")
    if bottom == "2":
        return "half"
    name = "quarter" if bottom == "4" else ORDINALS[int(bottom)] if int(bottom) < len(ORDINALS) else f"{bottom}th"
    count = SMALL[int(top)] if int(top) < len(SMALL) else top
    return f"{'one' if top == '1' else count}-{name}{'' if top == '1' else 's'}"


def _ordinal(n: int) -> str:
    suffix = "th" if 10 <= n % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{suffix}"


def _date(when: str, style: Style) -> str:
    """An ISO-like date or period in words; "" where there is no rule."""
    when = when.replace("---", "--", 1) if re.match(r"---\d\d-", when) else when
    if "/" in when:
        return _period(when, style)
    year, rest = (when[:4], when[5:]) if re.match(r"\d{4}", when) else ("", when.lstrip("-"))
    if not rest:
        return year
    if match := re.fullmatch(r"([QH])([1-4])", rest):
        name = "quarter" if match[1] == "Q" else "half"
        return f"the {_QUARTERS[int(match[2]) - 1]} {name}" + (f" of {year}" if year else "")
    if rest in ("early", "mid", "late", "end"):
        return f"the end of {year}" if rest == "end" else f"{'mid-' if rest == 'mid' else rest + ' '}{year}"
    parts = rest.split("-")
    month = MONTHS[int(parts[0]) - 1]
    if len(parts) == 1:
        return f"{month} {year}".strip()
    if parts[1] in ("early", "mid", "late", "end"):
        lead = {"early": "early ", "mid": "mid-", "late": "late ", "end": "the end of "}[parts[1]]
        return f"{lead}{month} {year}".strip()
    day = int(parts[1])
    if style.dates == "american":
        return f"{month} {day}" + (f", {year}" if year else "")
    return f"{day} {month} {year}".strip()


def _period(when: str, style: Style) -> str:
    first, last = when.split("/")
    if match := re.fullmatch(r"(?:(\d{4})-)?Q1/Q([2-4])", when):
        return f"the first {SMALL[int(match[2])]} quarters" + (f" of {match[1]}" if match[1] else "")
    if re.fullmatch(r"\d{4}", first):
        return f"{first} to {last}"
    start, end = _date(first, style), _date(last, style)
    year = last[:4]
    return f"{start.removesuffix(year).rstrip(', ')} to {end}" if year.isdigit() else f"{start} to {end}"
