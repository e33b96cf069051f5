"""Two figures compared by value: equal after exact conversion, in any permitted style (style section 9)."""

import re
from decimal import Decimal
from fractions import Fraction
from functools import cache

from pipeline.text.figure import Figure
from pipeline.text.times import same_time
from pipeline.text.units import SPEEDS, UNITS, Unit

_UNITS = {u.name: u for u in UNITS} | {
    "decade": Unit("decade", "duration", Fraction(315576000), (), ("decade",)),
    "century": Unit("century", "duration", Fraction(3155760000), (), ("century",)),
}
# Pairs of dimensions that may word the same value, and what a count may be.
_PERCENT_MULTIPLE, _LENGTH_SPEED = frozenset({"percent", "multiple"}), frozenset({"length", "speed"})
_AMOUNTS = (frozenset({"count", "money"}), frozenset({"money", "per-area-money"}))
_NUMBERED = frozenset({"ordinal", "count"})
_ALSO_COUNTED = frozenset({"multiple", "duration", "percent"})
TIMES = frozenset({"date", "period"})
# The dimensions, neither of them a count, of an owed and a found figure that may be equal though they differ.
_KINDRED = frozenset({("date", "period"), ("period", "date"), ("ordinal", "period"), ("percent", "multiple"),
                      ("multiple", "percent"), ("money", "per-area-money"), ("per-area-money", "money"),
                      ("length", "speed"), ("speed", "length"), ("mass", "money"), ("mass", "per-area-money")})
# So many years are a date rather than a span.
_AN_ERA = 100
# From so many years, months or days on it is told from 一年 and 两天, for which English has other words.
_LONG = 5
_BARE_DOLLAR = re.compile(r"(?<![A-Za-z.])\$|(?<!US )(?<!U\.S\. )(?<!American )(?<!Kong )\bdollars?\b")
_DOLLARS = frozenset({"USD", "HKD", "AUD", "CAD", "SGD", "NZD", "TWD", "MOP"})
# Words for what a thing became; `two times` and `twofold` are also said of what was added.
GROWN = re.compile("番|doubl|tripl|trebl|quadrupl", re.I)
# Dimensions of values that are equal where their numbers and units are.
_PLAIN = frozenset({"count", "money", "percent", "points", "area", "length", "mass", "duration", "power", "energy"})
# Units of counts that stand for each other: 人次 as passengers, 台 as vehicles, 列 as trips.
_ALIKE = (frozenset({"visit", "person", "household", "passenger"}), frozenset({"visit", "train", "flight"}),
          frozenset({"unit", "vehicle", "aircraft", "ship", "train", "flight", "TEU"}))


def equal(owed: Figure, found: Figure) -> bool:
    """Whether the English figure says what the Chinese one does, in any permitted style."""
    kind, other = owed.dimension, found.dimension
    if kind != other and kind != "count" != other and (kind, other) not in _KINDRED:
        return False
    mine, theirs = owed.value, found.value
    if kind == other and kind in _PLAIN and owed.unit == found.unit and mine is not None and theirs is not None:
        return (mine == theirs or mine == -theirs) and same_currency(owed, found)       # nearly all pairs
    if kind in TIMES or other in TIMES:
        return _same_time(owed, found)
    if kind == "plan" or other == "plan":
        return kind == other and owed.when == found.when
    if kind == "ordinal" or other == "ordinal":
        return mine is not None and mine == theirs and {kind, other} <= _NUMBERED and not found.unit
    if owed.unit == "lb" and found.currency == "GBP" and "£" not in found.text:
        return mine is not None and mine == theirs         # pounds that weigh
    if not same_currency(owed, found):
        return False
    if kind == other:
        return _same_amount(owed, found) or (bool(owed.when) and owed.when == found.when)
    return _same_across(owed, found)


def same_currency(owed: Figure, found: Figure) -> bool:
    """A bare $ may stand for any dollar; a currency that one side leaves out is not compared here."""
    if owed.currency is None or found.currency is None or owed.currency == found.currency:
        return True
    return found.currency == "USD" and owed.currency in _DOLLARS and bool(_BARE_DOLLAR.search(found.text))


def _same_time(owed: Figure, found: Figure) -> bool:
    if owed.when and found.when and owed.dimension in TIMES and found.dimension in TIMES:
        return same_time(owed.when, found.when)
    if owed.dimension == "ordinal" and found.dimension == "period":
        return found.when in (f"Q{owed.value}", f"H{owed.value}")       # 第三节 is the third quarter of a game
    date, count = (owed, found) if owed.dimension in TIMES else (found, owed)
    if count.dimension != "count" or count.unit or date.when is None:
        return False
    number = str(count.value) if count.value is not None else f"{count.low}/{count.high}"
    return date.when.removeprefix("-") == number        # in 1368, from 1271 to 1368, in 221 BC


def _same_amount(owed: Figure, found: Figure) -> bool:
    if owed.dimension == found.dimension == "per-area-money":
        return _same_price(owed, found)
    if owed.value is not None and found.value is not None:
        return same_value(abs(owed.value), owed.unit, abs(found.value), found.unit)
    ends = (owed.low, found.low), (owed.high, found.high)
    if owed.value is None and found.value is None:
        if all(a is None and b is None for a, b in ends):
            return False
        both = all((a is None) == (b is None) and (a is None or b is None or same_value(a, owed.unit, b, found.unit))
                   for a, b in ends)
        return both or _vague_alike(owed, found)
    return _near_range(owed, found)


def _same_price(owed: Figure, found: Figure) -> bool:
    """Money for a mu against money for a hectare: 15 times as much (M5)."""
    source, target = _UNITS.get(owed.unit), _UNITS.get(found.unit)
    if source is None or target is None:
        return owed.value == found.value
    ends = ((owed.value, found.value), (owed.low, found.low), (owed.high, found.high))
    return all((a is None) == (b is None) and (a is None or b is None or _near(
        Fraction(a) * target.factor / source.factor, b)) for a, b in ends)


def _near(exact: Fraction, printed: Decimal) -> bool:
    """Within the last printed digit and a tenth (a kilometre is no mile); of zeros at the end of a whole number only
    those behind the third digit are taken for rounding (53,300 stands for 53,250 to 53,350, 200 for 199.5 to 200.5)."""
    if not printed or abs(exact - Fraction(printed)) * 10 > exact:
        return exact == printed
    exponent = printed.as_tuple().exponent
    last = min(_last_digit(printed), max(printed.adjusted() - 2, exponent if isinstance(exponent, int) else 0))
    return abs(exact - Fraction(printed)) * 2 <= Fraction(10) ** last


def _vague_alike(owed: Figure, found: Figure) -> bool:
    """Millions for several million, thousands for tens of thousands only where the Chinese leaves it open."""
    return owed.hedge == found.hedge == "vague" and owed.low == found.low and (
        not owed.unit or not found.unit or owed.unit == found.unit)


def _near_range(owed: Figure, found: Figure) -> bool:
    """十几 as more than ten, 三四百 as about 350, 数百万 as several million: a hedged value inside a vague range."""
    if owed.value is None and found.value is not None and owed.low is not None and owed.high is not None:
        if owed.unit and found.unit and not _same_noun(owed.unit, found.unit):
            return False
        if owed.low == 11 and owed.high == 19:
            return found.value == 10 or owed.low <= found.value <= owed.high
        is_vague = owed.hedge == "vague" or "N5" in owed.rules
        told_vaguely = found.hedge is not None or found.value == owed.low
        return owed.low <= found.value < owed.high and is_vague and told_vaguely
    if found.hedge == "vague" and owed.value is not None and found.low is not None and found.high is not None:
        return owed.hedge is not None and found.low <= owed.value <= found.high
    return False


def _same_across(owed: Figure, found: Figure) -> bool:
    """Dimensions that word the same value: 2,000 families, a bare amount of money, 50% as half, tripled for 增长2倍."""
    if found.dimension == "count" and not found.unit and owed.dimension != "multiple":
        return _same_with_lent_unit(owed, found)
    pair = {owed.dimension, found.dimension}
    if pair == _PERCENT_MULTIPLE:
        return _percent_as_multiple(owed, found)
    if pair in _AMOUNTS:
        return found.dimension != "count" and _same_amount(owed, found)
    if owed.dimension == "count" and found.dimension == "duration" and found.unit != "year" and not (
            owed.text[-1:].isnumeric() and "N15" not in owed.rules):
        return False                            # 两组 is not two days; 4、5个小时 are hours; 15岁 not 15 months
    if "count" in pair and not _ALSO_COUNTED.isdisjoint(pair):
        unit = owed.unit if owed.dimension == "count" else found.unit
        return unit in ("", "time") and (_same_digits_plain(owed, found) or _near_range(owed, found))
    if pair == _LENGTH_SPEED:                   # 时速200公里: the hour stands before the figure
        return SPEEDS.get(owed.unit) == found.unit and _same_digits_plain(owed, found)
    return owed.dimension == "count" and not owed.unit and _same_digits_plain(owed, found)


def _same_with_lent_unit(owed: Figure, found: Figure) -> bool:
    """A number without a unit says 640亩 or 5000万元 only where a neighbour lends it one: 300, 400 and 640 hectares, up
    from 300. Ages stand alone (over 65), and so do early years (960年)."""
    if owed.dimension == "duration" and ("N15" in owed.rules or (owed.unit == "year" and largest(owed) >= _AN_ERA)):
        return _same_digits_plain(owed, found)
    return any(equal(owed, found._replace(dimension=dimension, unit=unit, currency=currency, lent=()))
               for dimension, unit, currency in found.lent)


def _same_digits_plain(owed: Figure, found: Figure) -> bool:
    if owed.value is not None and found.value is not None:
        return abs(owed.value) == abs(found.value)
    return owed.low is not None and (owed.low, owed.high) == (found.low, found.high)


def _percent_as_multiple(owed: Figure, found: Figure) -> bool:
    percent, multiple = (owed, found) if owed.dimension == "percent" else (found, owed)
    if percent.value is None:
        ends = ((percent.low, multiple.low), (percent.high, multiple.high))
        return all(a is not None and b is not None and a in (b * 100, (b - 1) * 100) for a, b in ends)
    if multiple.when:
        top, bottom = multiple.when.split("/")
        exact = Fraction(int(top) * 100, int(bottom))
        return abs(exact - Fraction(percent.value)) < Fraction(1, 2)
    if multiple.value is None:
        return False
    grown = (multiple.value - 1) * 100          # tripled is a growth by 200%
    if percent.direction == "up" and GROWN.search(multiple.text):
        return percent.value == grown
    return percent.value in (multiple.value * 100, grown) or (multiple.direction == "down" and percent.value == 50)


def same_value(owed: Decimal, owed_unit: str, found: Decimal, found_unit: str) -> bool:
    """Equal; after a conversion of units, within the last printed digit or three significant ones (U1, U8)."""
    source, target = _UNITS.get(owed_unit), _UNITS.get(found_unit)
    if source is None or target is None or source.name == target.name:
        return owed == found and _same_noun(owed_unit, found_unit)
    if source.dimension != target.dimension:
        return False
    ratio = _ratio(owed_unit, found_unit)
    (top, bottom), (other_top, other_bottom) = owed.as_integer_ratio(), found.as_integer_ratio()
    if top * ratio.numerator * other_bottom == other_top * bottom * ratio.denominator:
        return True
    if source.dimension in ("power", "energy") or _is_decimal_step(ratio):
        return False                            # only the scale changes: 450 MW is 0.45 GW to the digit
    return _near(Fraction(owed) * ratio, found)


def _same_noun(owed: str, found: str) -> bool:
    """Units that are no measures: equal, unsaid, or standing for each other."""
    return not owed or not found or owed == found or any({owed, found} <= alike for alike in _ALIKE)


@cache
def _ratio(source: str, target: str) -> Fraction:
    """How many of the one unit make one of the other."""
    return _UNITS[source].factor / _UNITS[target].factor


def _is_decimal_step(ratio: Fraction) -> bool:
    """Whether units differ by a power of ten only, as tonnes and kilograms do."""
    digits = str(max(ratio.numerator, ratio.denominator))
    return min(ratio.numerator, ratio.denominator) == 1 and digits.strip("0") == "1"


def _last_digit(value: Decimal) -> int:
    """The power of ten of the last printed digit; of a whole number, the last that is not zero."""
    return int(value.normalize().as_tuple().exponent)


def largest(figure: Figure) -> Decimal:
    """The value, or the upper end of a range."""
    ends = [v for v in (figure.value, figure.high, figure.low) if v is not None]
    return abs(ends[0]) if ends else Decimal(0)


def is_long_span(figure: Figure) -> bool:
    """Whether a figure is a span of time in words that a small model overlooks: 二十年, 五个月."""
    return figure.dimension == "duration" and not figure.text[:1].isdigit() and largest(figure) >= _LONG
