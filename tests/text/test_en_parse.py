"""English figures read: values, units, hedges, ranges, and what is no figure."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.en.parse import parse
from pipeline.text.figure import Figure


def only(text: str) -> Figure:
    (figure,) = parse(text)
    return figure


@pytest.mark.parametrize(("text", "value", "currency"), [
    ("49.82 billion yuan", "49820000000", "CNY"),
    ("RMB 49.82 billion", "49820000000", "CNY"),
    ("CNY49.82bn", "49820000000", "CNY"),
    ("¥5 million", "5000000", "CNY"),
    ("5 million renminbi", "5000000", "CNY"),
    ("US$50 million", "50000000", "USD"),
    ("$5m", "5000000", "USD"),
    ("50 million U.S. dollars", "50000000", "USD"),
    ("HK$3.2bn", "3200000000", "HKD"),
    ("€7,500", "7500", "EUR"),
    ("7.5 tn yuan", "7500000000000", "CNY"),
    ("two and a half billion dollars", "2500000000", "USD"),
    ("half a million yuan", "500000", "CNY"),
    ("5 hundred million yuan", "500000000", "CNY"),
    ("a hundred-billion-yuan industry", "100000000000", "CNY"),
    ("RMB 3.2 Bn", "3200000000", "CNY"), ("RMB3.2BN", "3200000000", "CNY"), ("$1.2 B", "1200000000", "USD"),
    ("US$1.2T", "1200000000000", "USD"), ("$5MM", "5000000", "USD"), ("30 m yuan", "30000000", "CNY"),
    ("CNY 30 mil", "30000000", "CNY"), (".5 billion yuan", "500000000", "CNY"), ("RMB300K", "300000", "CNY"),
    ("half-a-billion yuan", "500000000", "CNY"), ("a half-billion dollars", "500000000", "USD"),
    ("three quarters of a billion yuan", "750000000", "CNY"), ("one-and-a-half billion yuan", "1500000000", "CNY"),
    ("Rmb30,000", "30000", "CNY"), ("AU$12 million", "12000000", "AUD"), ("NTD 5 billion", "5000000000", "TWD"),
])
def test_money_is_read_with_its_scale_and_currency(text: str, value: str, currency: str) -> None:
    figure = only(text)
    assert (figure.dimension, figure.value, figure.currency) == ("money", Decimal(value), currency)


@pytest.mark.parametrize(("text", "dimension", "value", "unit"), [
    ("53.3 hectares", "area", "53.3", "hectare"),
    ("800 mu", "area", "800", "mu"),
    ("a 3,000-square-metre hall", "area", "3000", "square metre"),
    ("20 sq km", "area", "20", "square kilometre"),
    ("150 acres", "area", "150", "acre"),
    ("450 MW", "power", "450", "megawatt"),
    ("24.14 million kilowatts", "power", "24140000", "kilowatt"),
    ("1.2 billion kWh", "energy", "1200000000", "kilowatt-hour"),
    ("3 million metric tons", "mass", "3000000", "tonne"),
    ("12 km", "length", "12", "kilometre"),
    ("350 km/h", "speed", "350", "km/h"), ("a 350-kilometer-per-hour line", "speed", "350", "km/h"),
    ("1.2m sq m", "area", "1200000", "square metre"), ("2 sq. km", "area", "2", "square kilometre"),
    ("12,000 ㎡", "area", "12000", "square metre"), ("12,000 yuan/sq. m", "per-area-money", "12000", "square metre"),
    ("3 billion kW·h", "energy", "3000000000", "kilowatt-hour"), ("1.2 GWp", "power", "1.2", "gigawatt"),
    ("300 kt", "mass", "300000", "tonne"), ("3 mtpa", "mass", "3000000", "tonne"), ("30 catties", "mass", "30", "jin"),
    ("3 bcm", "volume", "3000000000", "cubic metre"), ("a 12-km-long tunnel", "length", "12", "kilometre"),
    ("100,000 deadweight tons", "mass", "100000", "tonne"), ("30 business days", "duration", "30", "day"),
    ("5,000 twenty-foot equivalent units", "count", "5000", "TEU"), ("300K users", "count", "300000", ""),
    ("two-and-a-half times", "multiple", "2.5", ""), ("three-and-a-half years", "duration", "3.5", "year"),
    ("8.5pp", "points", "8.5", ""), ("50bp", "basis-points", "50", ""), ("3.5pc", "percent", "3.5", ""),
    ("8.5 per mille", "percent", "0.85", ""), ("half a percentage point", "points", "0.5", ""),
    ("0.3 of a percentage point", "points", "0.3", ""), ("a year and a half", "duration", "1.5", "year"),
    ("#3", "ordinal", "3", ""), ("the 50 millionth parcel", "ordinal", "50000000", ""),
    ("the top 10 percent", "percent", "10", ""),
    ("350 kilometres per hour", "speed", "350", "km/h"),
    ("64,000 TEUs", "count", "64000", "TEU"),
    ("3.5 million visits", "count", "3500000", "visit"),
    ("1.58 million people", "count", "1580000", "person"),
    ("one and a half years", "duration", "1.5", "year"),
    ("a 16-month high", "duration", "16", "month"),
    ("two hundred and five thousand", "count", "205000", ""),
    ("a dozen firms", "count", "12", ""),
    ("8.5%", "percent", "8.5", ""),
    ("8.5 per cent", "percent", "8.5", ""),
    ("0.5 percentage points", "points", "0.5", ""),
    ("25 basis points", "basis-points", "25", ""),
    ("300,000 yuan per mu", "per-area-money", "300000", "mu"),
    ("three times", "multiple", "3", ""),
    ("No. 2 in China", "ordinal", "2", ""),
    ("the top ten", "ordinal", "10", ""),
    ("the 21st project", "ordinal", "21", ""),
])
def test_units_are_read(text: str, dimension: str, value: str, unit: str) -> None:
    figure = only(text)
    assert (figure.dimension, figure.value, figure.unit) == (dimension, Decimal(value), unit)


@pytest.mark.parametrize(("text", "hedge"), [
    ("about 300 firms", "about"), ("some 300 firms", "about"), ("300 or so", "about"),
    ("nearly RMB5bn", "nearly"), ("almost 10 per cent", "nearly"), ("close to 60%", "nearly"),
    ("more than 300 firms", "more-than"), ("over 300 firms", "more-than"), ("300-plus firms", "more-than"),
    ("300+ firms", "more-than"), ("in excess of US$5 million", "more-than"), ("more than a total of 300", "more-than"),
    ("at least 50 million yuan", "at-least"), ("no less than 5%", "at-least"), ("50 million yuan or more", "at-least"),
    ("up to 40%", "at-most"), ("no more than 40%", "at-most"), ("did not exceed 40%", "at-most"),
    ("less than 40%", "less-than"), ("40%", None), ("approx. 40%", "about"), ("c. 300 firms", "about"),
    ("≥300 firms", "at-least"), ("> 300 firms", "more-than"), ("300 firms or so", "about"),
    ("300 firms or more", "at-least"), ("in the region of 300 firms", "about"),
    ("broke the 300 million yuan mark", "more-than"), ("is to top 300 billion yuan", "more-than"),
    ("surged past the 300 mark", "more-than"), ("nearing 300", "nearly"), ("a ceiling of 300 yuan", "at-most"),
    ("300 yuan at most", "at-most"), ("300 people at least.", "at-least"),
])
def test_hedges_are_read_before_and_after(text: str, hedge: str | None) -> None:
    assert only(text).hedge == hedge


@pytest.mark.parametrize(("text", "low", "high"), [
    ("3-5 billion yuan", "3000000000", "5000000000"),
    ("3 billion to 5 billion yuan", "3000000000", "5000000000"),
    ("between 3 and 5 billion yuan", "3000000000", "5000000000"),
    ("US$3 billion to US$5 billion", "3000000000", "5000000000"),
    ("$3 to $5 billion", "3000000000", "5000000000"), ("$5-10m", "5000000", "10000000"),
    ("a 3-to-5-billion-yuan fund", "3000000000", "5000000000"), ("five to ten million dollars", "5000000", "10000000"),
    ("10-15,000 jobs", "10000", "15000"), ("three- to five-year loans", "3", "5"), ("one or two percent", "1", "2"),
    ("5 or 6 billion yuan", "5000000000", "6000000000"), ("one to two hundred", "100", "200"),
    ("3% to 5%", "3", "5"), ("3–5%", "3", "5"), ("three to five years", "3", "5"), ("three or four", "3", "4"),
    ("800 MW to 1.2 GW", "0.8", "1.2"), ("US$500 to US$2 million", "500", "2000000"),
    ("tens of billions of yuan", "10000000000", "100000000000"),
    ("several hundred million", "100000000", "1000000000"),
    ("hundreds of thousands of people", "100000", "1000000"),
])
def test_ranges_and_magnitudes_have_two_ends(text: str, low: str, high: str) -> None:
    figure = only(text)
    assert (figure.value, figure.low, figure.high) == (None, Decimal(low), Decimal(high))


@pytest.mark.parametrize(("text", "values"), [
    ("increased by 5 million acres to 89.1 million acres", ["5000000", "89100000"]),
    ("over 2000 service staff", ["2000"]), ("a half-metre-high car", ["0.5"]), ("in the 4 x 200m relay", []),
    ("1 minute and 30 seconds", []), ("5 cubic metres per second", ["5"]),
])
def test_numbers_that_stand_for_themselves(text: str, values: list[str]) -> None:
    assert [f.value for f in parse(text)] == [Decimal(v) for v in values]


@pytest.mark.parametrize(("text", "plain"), [
    ("RMB\u00a03\u202fbillion", "RMB 3 billion"), ("12\u00a0March\u00a02025", "12 March 2025"),
    ("more than\u00a0300 firms", "more than 300 firms"), ("a 500\u2011MW plant", "a 500-MW plant"),
    ("20\u2009000 people", "20,000 people"), ("3\u22125%", "3-5%"),
])
def test_unusual_spaces_and_hyphens_are_read_as_plain_ones(text: str, plain: str) -> None:
    figure, expected = only(text), only(plain)
    assert figure._replace(text="") == expected._replace(text="") and figure.text in text


def test_a_year_divides_nothing() -> None:
    assert [f.when or f.value for f in parse("from 30 in 2020 to 40 in 2025")] == [30, "2020", 40, "2025"]


def test_a_range_may_begin_like_a_year() -> None:
    assert (only("2000-3000 cubic metres").low, only("2000-2015").when) == (2000, "2000/2015")


@pytest.mark.parametrize(("text", "value", "when"), [
    ("a third of the land", None, "1/3"), ("two-thirds", None, "2/3"), ("half of them", "0.5", "1/2"),
    ("found that one-fifth of them", "0.2", "1/5"), ("one in five firms", "0.2", "1/5"),
    ("three-quarters", "0.75", "3/4"),
    ("one-fourth of the land", "0.25", "1/4"), ("1 in 10,000", "0.0001", "1/10000"),
    ("one in ten thousand", "0.0001", "1/10000"), ("a tenfold rise", "10", None), ("cut in half", "0.5", None),
    ("by a factor of three", "3", None), ("output doubled", "2", None),
    ("a twofold rise", "2", None), ("tripled", "3", None), ("costs halved", "0.5", None),
])
def test_fractions_and_multiples_told_in_words(text: str, value: str | None, when: str | None) -> None:
    figure = only(text)
    assert (figure.dimension, figure.value, figure.when) == ("multiple", Decimal(value) if value else None, when)


@pytest.mark.parametrize(("text", "when"), [
    ("12 March 2025", "2025-03-12"), ("March 12, 2025", "2025-03-12"), ("the 12th of March", "--03-12"),
    ("on 2025-03-12", "2025-03-12"), ("March 2025", "2025-03"), ("in March", "--03"), ("in 2015", "2015"),
    ("early March 2025", "2025-03-early"), ("mid-March", "--03-mid"), ("the end of October", "--10-end"),
    ("by the end of 2025", "2025-end"), ("from January to October", "--01/--10"),
    ("January to October 2025", "2025-01/2025-10"), ("the first ten months", "--01/--10"),
    ("the first quarter of 2025", "2025-Q1"), ("Q3 2025", "2025-Q3"), ("the first half of 2025", "2025-H1"),
    ("third-quarter sales", "Q3"), ("3Q25", "2025-Q3"), ("2025H1", "2025-H1"), ("1H 2025", "2025-H1"),
    ("9M25", "2025-01/2025-09"), ("Q1-Q3 2025", "2025-Q1/Q3"), ("FY2025", "2025"), ("a first-half loss", "H1"),
    ("the final quarter of 2025", "2025-Q4"), ("the latter half of 2025", "2025-H2"), ("13/3/2025", "2025-03-13"),
    ("the middle of 2027", "2027-mid"), ("the first ten days of March", "--03-early"), ("late in 2027", "2027-late"),
    ("the 14th Five-Year period (2021-25)", "14"), ("the 14th FYP", "14"),
    ("the second to fourth quarters", "Q2/Q4"), ("the second and third quarters of 2025", "2025-Q2/Q3"),
    ("from the second to the fourth quarter", "Q2/Q4"), ("mid-to-late March", "--03-mid/--03-late"),
    ("mid- to late March 2025", "2025-03-mid/2025-03-late"), ("2025.03", "2025-03"),
    ("1999.05 - 2000.12", "1999-05/2000-12"),
    ("the first three quarters", "Q1/Q3"), ("2021-2025", "2021/2025"), ("the 1990s", "1990/1999"),
    ("the early 90s", "1990/1999"),
    ("12 to 15 March 2025", "2025-03-12/2025-03-15"), ("March 12 to April 5, 2025", "2025-03-12/2025-04-05"),
    ("the 14th Five-Year Plan period (2021-2025)", "14"), ("the Fifteenth Five-year Plan", "15"),
])
def test_dates_periods_and_plans(text: str, when: str) -> None:
    assert only(text).when == when


@pytest.mark.parametrize(("text", "days"), [
    ("on 17, 21, and 22 December", ["17", "21", "22"]), ("August 3, 4, 5 and 6", ["03", "04", "05", "06"]),
    ("October 1st, 2nd, and 3rd.", ["01", "02", "03"]), ("On March 17, 21 companies signed", ["17"]),
    ("March 17, 50 and 60", ["17"]), ("a team of 12 on 9 May, 2 in all", ["09"]),
])
def test_days_share_the_month_of_their_list(text: str, days: list[str]) -> None:
    assert [f.when[-2:] for f in parse(text) if f.when] == days


@pytest.mark.parametrize("text", [
    "5G and G20", "a C919 airliner", "at 16:30", "call +86-10-12345678", "see www.example.com/2024", "May I march on",
    "one of the largest zones", "a first-class port", "open 24/7", "(2025) No. 16", "3D printing", "at 9 a.m.",
    "on the one hand", "second to none", "a Boeing 737MAX", "4K video", "the firm 3M", "58.com", "T+1 trading",
])
def test_what_only_looks_like_a_figure_is_left_alone(text: str) -> None:
    assert parse(text) == []


@pytest.mark.parametrize(("text", "direction", "base"), [
    ("sales rose 8.5% year on year", "up", "year-on-year"),
    ("a 3% decline from a year earlier", "down", "year-on-year"),
    ("exports fell by 0.9% month-on-month", "down", "sequential"),
    ("average annual growth of 6%", "up", "average-annual"),
    ("up 4% from the previous year", "up", "from-previous-year"),
    ("the rate was 4%", None, None),
])
def test_direction_and_base_come_from_the_clause(text: str, direction: str | None, base: str | None) -> None:
    figure = only(text)
    assert (figure.direction, figure.base) == (direction, base)


@pytest.mark.parametrize(("text", "modality", "stage"), [
    ("The firm will invest 5 billion yuan.", "planned", None),
    ("It plans to build 300 homes.", "planned", None),
    ("It could cost 5 billion yuan.", "possible", None),
    ("It invested 5 billion yuan. More will follow.", "fact", None),
    ("It cost 5 billion yuan.", None, None), ("It was expected, but sales reached 5 billion yuan.", "fact", None),
    ("Sales are expected to have reached 5 billion yuan.", "planned", None),
    ("A 5 billion yuan plant went into production.", None, "in-production"),
    ("A deal worth 5 billion yuan was signed.", None, "signed"),
    ("The 300 MW plant broke ground.", None, "broke-ground"),
    ("The 300 MW plant is under construction.", None, "under-construction"),
])
def test_plan_and_stage_come_from_sentence_and_clause(text: str, modality: str | None, stage: str | None) -> None:
    figure = only(text)
    assert (figure.modality, figure.stage) == (modality, stage)


@given(st.text(alphabet="0123456789.,-–%$¥ \nabemonilyur()/:tohfMWRB", max_size=80))
def test_any_text_gives_ordered_figures_that_stand_where_they_say(text: str) -> None:
    at = 0
    for figure in parse(text):
        assert at <= figure.start < figure.end and text[figure.start:figure.end] == figure.text
        at = figure.end


@pytest.mark.parametrize("text", [
    "9" * 50_000, "1," * 20_000, "one " * 10_000, "a hundred " * 5_000, "about " * 10_000, "3 to " * 10_000,
    "billion " * 10_000, "January " * 5_000, "US$" * 10_000, "1.2 billion yuan, " * 2_000,
])
def test_hostile_text_is_read_in_linear_time(text: str) -> None:
    import time

    start = time.process_time()
    parse(text)
    assert time.process_time() - start < 10     # generous: what is quadratic takes minutes


def test_a_formula_of_industries_is_no_figure() -> None:
    assert parse('the "5+1" industrial cluster and the 3+2+N system') == []
