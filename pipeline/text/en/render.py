"""A figure in English by the style rules, exact to the digit (N1-N15, M1-M5, U1-U8, D1-D5)."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from pipeline.text.en.numerals import ORDINALS, SMALL
from pipeline.text.en.render_dates import nth, render_date, render_plan
from pipeline.text.figure import Figure
from pipeline.text.units import CURRENCIES, UNITS

_SCALES = ((12, "trillion"), (9, "billion"), (6, "million"))
_SMALLEST_SCALED = 10**6
_HEDGES = {"about": "about ", "nearly": "nearly ", "more-than": "more than ", "less-than": "less than ",
           "at-least": "at least ", "at-most": "up to "}
_PLURALS = {"visit": "visits", "household": "households", "unit": "units", "company": "companies",
            "vehicle": "vehicles", "person": "people", "ship": "ships", "train": "trains", "flight": "flights",
            "time": "times", "country": "countries", "province": "provinces", "city": "cities", "county": "counties",
            "village": "villages", "tonne-kilometre": "tonne-kilometres", "passenger-kilometre": "passenger-kilometres",
            "passenger": "passengers"}
_UNITS = {u.name: u for u in UNITS}
_CURRENCIES = {c.code: c for c in CURRENCIES}
# Chinese units that are exact multiples of a metric one are converted; nobody abroad reads a jin or a li (U5, U6).
_CONVERTED = {"jin": ("kilogram", Decimal("0.5")), "dan": ("kilogram", Decimal(50)),
              "li": ("kilometre", Decimal("0.5"))}
_TIMES = frozenset({"year", "month", "day", "hour", "minute", "second", "time"})
_MULTIPLES = {2: "doubled", 3: "tripled", 4: "quadrupled"}


@dataclass(frozen=True)
class Style:
    """`money`: how yuan are written; `dates`: 16 June 2023 or June 16, 2023; `mu`: the second unit in brackets, as at a
    first mention: mu after hectares, hectares after a price per mu, TWh after kWh; `years`: those of a Five-Year Plan,
    in brackets, as at its first mention (D5); `hectares`: land in mu is told in hectares, unless the Chinese does so
    beside it (U1)."""

    money: Literal["yuan", "RMB", "CNY"] = "yuan"
    dates: Literal["british", "american"] = "british"
    mu: bool = True
    years: bool = True
    hectares: bool = True


def render(figure: Figure, style: Style | None = None) -> str:
    """The English of a figure, hedge included; direction and base of comparison are the sentence's to say.

    A figure that has no rule of its own is printed as the source has it.
    """
    style = style or Style()
    if figure.dimension in ("date", "period") and figure.when:
        return render_date(figure.when, style.dates) or figure.text
    if figure.dimension == "plan" and figure.when:
        return render_plan(int(figure.when), style.years)
    if figure.hedge == "vague" and figure.low is not None:
        return _vague(figure, figure.low)
    if figure.dimension == "multiple" and figure.when:
        return _HEDGES.get(figure.hedge or "", "") + _fraction(figure.when)
    if figure.dimension == "ordinal" and figure.value is not None:
        return _ordinal(figure, int(figure.value))
    if figure.value is not None:
        words = _single(figure, figure.value, style)
    elif figure.low is not None and figure.high is not None:
        words = _range(figure, figure.low, figure.high, style)
    else:
        return figure.text
    return _HEDGES.get(figure.hedge or "", "") + words + _rate(figure.per)


def _rate(per: str) -> str:
    """10,000 vehicles a year, 3,500 yuan per tonne (U7)."""
    if not per:
        return ""
    return f" {'an' if per == 'hour' else 'a'} {per}" if per in _TIMES else f" per {per}"


def number(value: Decimal) -> str:
    """Digits below a million, else trillion, billion or million; every significant digit kept (N1, N2)."""
    size = value.adjusted() if value else 0
    for power, word in _SCALES:
        if size >= power:
            return f"{_plain(value.scaleb(-power), trim=True)} {word}"
    return _plain(value)


def _plain(value: Decimal, trim: bool = False) -> str:
    """With commas in thousands; `trim` drops the zeros that a shift of the point left."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if trim and "." in text else text


def _count(value: Decimal) -> str:
    """Below ten in words (N3)."""
    whole = 0 < value < 10 and value == value.to_integral_value() and value.as_tuple().exponent == 0
    return SMALL[int(value)] if whole else number(value)


def _single(figure: Figure, value: Decimal, style: Style) -> str:
    match figure.dimension:
        case "money":
            if figure.hedge == "level":
                return _level(number(value).replace(" ", "-"), figure.currency or "CNY", style)
            return _money(number(value), figure.currency or "CNY", style)
        case "per-area-money":
            return _price(figure, value, style)
        case "percent":
            return f"{_plain(value)}%{' off' if figure.direction == 'down' and '折' in figure.text else ''}"
        case "points":
            return f"{_plain(value)} percentage point{'' if value == 1 else 's'}"
        case "basis-points":
            return f"{_plain(value)} basis point{'' if value == 1 else 's'}"
        case "multiple":
            doubled = _MULTIPLES.get(int(value)) if figure.direction == "up" and value == int(value) else None
            return doubled or f"{_count(value)} times"
    if figure.unit in _UNITS:
        return _measure(figure, value, style)
    noun = figure.unit if value == 1 else _PLURALS.get(figure.unit, figure.unit)
    return f"{_count(value)} {noun}".strip()


def _price(figure: Figure, value: Decimal, style: Style) -> str:
    """Money for an area; of a mu, that of a hectare too: 15 times as much (M5)."""
    price = f"{_money(number(value), figure.currency or 'CNY', style)} per {figure.unit}"
    if figure.unit != "mu" or not style.mu or figure.hedge == "level":
        return price
    return f"{price} ({_money(number(value * 15), figure.currency or 'CNY', style)} per hectare)"


def _measure(figure: Figure, value: Decimal, style: Style) -> str:
    name = figure.unit
    if name in _CONVERTED:
        name, factor = _CONVERTED[name]
        value = value * factor
        value = value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
    if name == "mu":
        return _land(value, style)
    unit = _UNITS[name]
    if unit.dimension == "power":
        return _watts(value * unit.factor.numerator / unit.factor.denominator)
    noun = unit.en[0] if value == 1 else unit.en[1]
    if "工作" in figure.text:
        noun = f"working {noun}"
    amount = f"{_count(value) if unit.dimension == 'duration' else number(value)} {noun}"
    if "岁" in figure.text:
        return amount + " old"
    if name == "kilowatt-hour" and value >= 10**9 and style.mu:
        return f"{amount} ({_plain(value.scaleb(-9), trim=True)} TWh)"
    return amount


def _land(mu: Decimal, style: Style) -> str:
    """Hectares, with mu in brackets; exact where the division ends, else three significant digits (U1)."""
    if not style.hectares:
        return f"{number(mu)} mu"
    if 0 < mu < 3:
        return f"{_significant(mu * 2000 / 3)} square metres"
    hectares = mu / 15
    exact = hectares * 15 == mu and len(hectares.as_tuple().digits) < 12
    size = number(hectares.normalize()) if exact else _significant(hectares)
    hectare = f"{size} hectare{'' if size == '1' else 's'}"
    return f"{hectare} ({number(mu)} mu)" if style.mu else hectare


def _significant(value: Decimal, digits: int = 3) -> str:
    """Rounded half up to `digits` significant digits."""
    last = value.adjusted() - digits + 1
    rounded = value.quantize(Decimal(1).scaleb(last), ROUND_HALF_UP)
    return number(Decimal(f"{rounded:f}")) if last >= 0 else _plain(rounded, trim=True)


def _watts(watts: Decimal) -> str:
    for power, symbol in ((9, "GW"), (6, "MW"), (3, "kW")):
        if abs(watts) >= Decimal(10) ** power:
            size = watts.scaleb(-power)
            return f"{number(size) if abs(size) >= _SMALLEST_SCALED else _plain(size, trim=True)} {symbol}"
    return f"{_plain(watts, trim=True)} W"


def _money(amount: str, code: str, style: Style) -> str:
    if code == "CNY":
        return f"{amount} yuan" if style.money == "yuan" else f"{style.money} {amount}"
    currency = _CURRENCIES[code]
    if not currency.symbols:
        return f"{amount} {currency.en[0]}"
    symbol = currency.symbols[0]
    return f"{symbol} {amount}" if symbol.isalpha() else f"{symbol}{amount}"


def _level(amount: str, code: str, style: Style) -> str:
    """A class of size, as an adjective: 10-billion-yuan-level (N6)."""
    if code == "CNY" and style.money == "yuan":
        return f"{amount}-yuan-level"
    return _money(amount, code, style) + "-level"


def _range(figure: Figure, low: Decimal, high: Decimal, style: Style) -> str:
    """Both ends in full: 3 billion to 5 billion yuan (N4); a unit that is a word stands once."""
    if figure.unit == "mu" and figure.dimension == "area" and low >= 3:
        return _land_range(low, high, style)
    whole = _single(figure, high, Style(style.money, style.dates, mu=False))
    if low != low.to_integral_value() and high < 10:
        whole = whole.replace(_count(high), _plain(high), 1)        # 1.5 to 2 times
    if _scale_would_be_lent(low, high):
        whole = whole.replace(number(high), _plain(high))
    if figure.dimension == "money" and (figure.currency or "CNY") == "CNY" and not _scale_would_be_lent(low, high):
        return _money(f"{number(low)} to {number(high)}", "CNY", style)
    unit = _UNITS.get(figure.unit)
    if whole.endswith(" times") or figure.dimension in ("count", "points", "basis-points") or (
            unit and unit.dimension in ("duration", "length", "mass", "volume", "area") and unit.name != "mu" and (
                unit.name not in _CONVERTED)):
        spell = _count if high < 10 and figure.dimension in ("count", "duration", "multiple") else number
        return f"{spell(low)} to {whole}"
    first = _single(figure, low, Style(style.money, style.dates, mu=False)).removesuffix(" off")
    return f"{first} to {whole}"


def _land_range(low: Decimal, high: Decimal, style: Style) -> str:
    if not style.hectares:
        return f"{number(low)} to {number(high)} mu"
    bare = Style(style.money, style.dates, mu=False)
    hectares = f"{_land(low, bare).removesuffix(' hectares').removesuffix(' hectare')} to {_land(high, bare)}"
    return f"{hectares} ({number(low)} to {number(high)} mu)" if style.mu else hectares


def _scale_would_be_lent(low: Decimal, high: Decimal) -> bool:
    """`3 to 5 million` begins at 3 million: where it begins at 3, the end is written in digits."""
    return low < 1000 and high >= 10**6 and low < Decimal(number(high).split()[0].replace(",", ""))


def _vague(figure: Figure, low: Decimal) -> str:
    """Tens of billions of yuan (N6)."""
    power = low.adjusted()
    if figure.unit == "year" and power == 1:
        return "decades"
    scale, word = next(((p, w) for p, w in (*_SCALES, (3, "thousand")) if power >= p), (0, ""))
    few = ("", "tens of ", "hundreds of ")[min(power - scale, 2)]
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
    return f"{count}-{name}{'' if top == '1' else 's'}"


def _ordinal(figure: Figure, n: int) -> str:
    """A rank in a list is `top ten`, in Chinese 前十 or 百强; all others are ordinals (N12)."""
    if figure.text.startswith("前") or "强" in figure.text or "佳" in figure.text:
        return f"top {SMALL[n] if n <= 10 else n}"
    if n >= _SMALLEST_SCALED:
        return f"{number(Decimal(n))}th"                # the 1 millionth
    return ORDINALS[n] if 0 < n < len(ORDINALS) else nth(n)
