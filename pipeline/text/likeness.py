"""How a delivered figure may be a promised one gone wrong: another scale, unit, currency, date or digit (N1, N2)."""

from decimal import Decimal

from pipeline.text.figure import Figure
from pipeline.text.times import covered, time_changed
from pipeline.text.values import GROWN, TIMES, same_currency

_MEASURED = frozenset({"money", "percent", "points", "area", "mass", "length", "power", "energy"})


def digits(value: Decimal) -> str:
    """The significant digits: 49.82 and 4982000 have the same."""
    return "".join(map(str, value.as_tuple().digits)).strip("0")


def likeness(owed: Figure, found: Figure) -> tuple[int, str] | None:
    """How a delivered figure may be a promised one gone wrong: (rank, kind), the lower the surer; None where it is
    another figure altogether."""
    if owed.dimension in TIMES and found.dimension in TIMES:
        return _time_likeness(owed.when or "", found.when or "")
    if owed.dimension == found.dimension == "plan":
        return 4, "date"
    if owed.unit == "year" and owed.value is not None and found.when and found.when.isdigit():
        return (4, "date") if _one_digit_off(owed.value, Decimal(found.when)) else None     # 1380 年 as 1980
    if owed.value is None or found.value is None:
        return _range_likeness(owed, found)
    if _is_part(owed) and found.dimension in ("count", "ordinal") and found.text.isdigit():
        return 8, "value"                       # 第7条 as section 5
    if "N12" in found.rules and found.dimension == "count" and owed.value != found.value:
        return None                             # the number of a name
    mine, theirs = abs(owed.value), abs(found.value)
    same_digits = digits(mine) == digits(theirs) != ""
    if {owed.dimension, found.dimension} <= {"percent", "points", "basis-points"} and owed.dimension != found.dimension:
        return (1, "points") if mine == theirs else None
    if (owed.dimension, found.dimension) == ("percent", "multiple") and owed.direction == "up" and (
            GROWN.search(found.text)):
        return 7, "value"                       # 增长一倍 as tripled
    if owed.dimension == found.dimension:
        return _same_dimension_likeness(owed, found, mine, theirs, same_digits)
    if "ordinal" in (owed.dimension, found.dimension):
        return None
    if same_digits and mine != theirs and len(digits(mine)) > 1:
        return 3, "scale"
    if mine == theirs and (mine >= 10 or "count" not in (owed.dimension, found.dimension)):
        return 3, "unit"
    if found.dimension == "count" and not found.unit and owed.dimension != "count" and _one_digit_off(mine, theirs):
        return 7, "value"
    return None


def _is_part(owed: Figure) -> bool:
    """The number of an article, a chapter or the like, which English tells in digits."""
    return owed.dimension == "ordinal" and owed.text.rstrip("条章款级号")[-1:].isdigit()


def _time_likeness(owed: str, found: str) -> tuple[int, str] | None:
    """A day, month or year changed; or a period of which only one end came over."""
    if time_changed(owed, found):
        return 4, "date"
    lost_end = "/" in owed and "/" not in found and covered(found, [owed])
    return (6, "date") if lost_end else None


def _same_dimension_likeness(
    owed: Figure, found: Figure, mine: Decimal, theirs: Decimal, same_digits: bool,
) -> tuple[int, str] | None:
    if not same_currency(owed, found):
        return (1, "currency") if mine == theirs else (2, "currency") if same_digits else None
    if same_digits and owed.unit != found.unit and mine == theirs:
        return 2, "unit"
    if same_digits and mine != theirs and (owed.dimension != "count" or len(digits(mine)) > 1 or mine >= 1000):
        return 0, "scale"
    if _one_digit_off(mine, theirs) and not (owed.text[0] == "一" and owed.unit != found.unit):
        return 5, "value"                       # 一家 is not 3 people
    if owed.unit != found.unit and owed.dimension not in _MEASURED:
        return None
    if digits(mine)[:1] == digits(theirs)[:1] and mine.adjusted() == theirs.adjusted():
        return 6, "value"
    return None if owed.dimension in ("count", "ordinal") and max(mine, theirs) >= 10 else (8, "value")


def _range_likeness(owed: Figure, found: Figure) -> tuple[int, str] | None:
    if owed.dimension != found.dimension and "count" not in (owed.dimension, found.dimension):
        return None
    ends = [{digits(abs(v)) for v in (f.value, f.low, f.high) if v is not None} for f in (owed, found)]
    if not ends[0] or not ends[1]:
        return None
    if owed.hedge == "vague" or found.hedge == "vague":
        vague = owed.hedge == found.hedge == "vague" and owed.dimension == found.dimension
        return (4, "scale") if vague else None
    shared = ends[0] & ends[1]
    if not same_currency(owed, found) and ends[0] == ends[1]:
        return 2, "currency"
    return (3, "scale" if ends[0] == ends[1] else "value") if shared else None


def _one_digit_off(a: Decimal, b: Decimal) -> bool:
    """The same number of digits before and after the point, one of them different."""
    first, second = format(a, "f"), format(b, "f")
    first, second = (s.rstrip("0").rstrip(".") if "." in s else s for s in (first, second))
    return len(first) == len(second) and sum(x != y for x, y in zip(first, second, strict=True)) == 1
