"""Ranges in English: two numbers that a joint ties to one figure (style rules N4, N5), and scores, which are none."""

import re
from decimal import Decimal
from fractions import Fraction

from pipeline.text.en.affixes import SYMBOL_AHEAD
from pipeline.text.en.numerals import read_ordinal
from pipeline.text.en.quantities import Quantity, read_single
from pipeline.text.figure import Figure
from pipeline.text.units import UNITS

_JOINT = re.compile(
    r"(?:-(?:to|or)-|- (?:to|or) |\s?(?:[-−–—―~]|to|through|or)\s?)(?=[^\s])|\s?(?P<both>and)\s", re.I)
_BETWEEN = re.compile(r"\bbetween\s?$", re.I)
_CHANGED_BY = re.compile(
    r"\b(?:by|rose|fell|increased|decreased|grew|declined|dropped|up|down|gained|jumped|climbed|surged|raised|expanded)"
    r"(?: by)?\s?$")
_SCORE = re.compile(r" ?[-–] ?(?P<other>\d{1,3})(?!\d|[.,]\d|%)")
_DASHES = frozenset("-–")
_MOST_POINTS = 200
_FACTORS = {u.name: (u.dimension, u.factor) for u in UNITS}


def read_quantity(text: str, at: int) -> Figure | None:
    """The quantity or range whose number begins at `at`."""
    first = read_single(text, at)
    if first is None or _is_score(text, first):
        return None
    figure = first[1]
    second = _second(text, figure)
    joined = _joined(text, first, second[0], second[1]) if second is not None else None
    return joined or figure


def _is_score(text: str, first: Quantity) -> bool:
    """11-8 counts down: the result of a game."""
    number, figure = first
    if figure.dimension != "count" or number.words or _DASHES.isdisjoint(text[number.end:number.end + 2]):
        return False
    match = _SCORE.match(text, number.end)
    return match is not None and Decimal(match["other"]) <= number.value < _MOST_POINTS


def _second(text: str, figure: Figure) -> tuple[Quantity, str] | None:
    """The quantity that a joint ties to a figure, and the joint: 3 `to` 5; `between` 3 `and` 5."""
    joint = _JOINT.match(text, figure.end) if figure.value is not None else None
    if joint is None or (joint["both"] and not _BETWEEN.search(text, figure.start - 9, figure.start)):
        return None
    sign = SYMBOL_AHEAD.match(text, joint.end())
    at = sign.end() if sign else joint.end()
    if not text[at:at + 1].isalnum() or read_ordinal(text, at):
        return None
    second = read_single(text, at, joined=True, money=figure.currency is not None)
    if joint.group().strip(" -").lower() == "to" and figure.unit + (figure.currency or "") and _CHANGED_BY.search(
            text, figure.start - 24, figure.start):
        return None                                 # increased by 5 million acres to 89 million acres
    return (second, joint.group().strip("\u00a0 -").lower()) if second is not None else None


def _joined(text: str, first: Quantity, second: Quantity, joint: str) -> Figure | None:
    """One figure of two; the second lends its scale, unit and currency. None where the two are no range."""
    (number, told), (_, figure) = first, second
    low, high = _lent(text, first, second, joint), figure.value
    if low is None or high is None or figure.dimension == "date" or not _same_kind(told, figure):
        return None
    if told.currency and figure.currency and told.currency != figure.currency:
        return None                                 # RMB1 to RUB8.8352, a rate
    if told.unit not in ("", figure.unit):
        low = _converted(low, told.unit, figure.unit)
    if low is None or low >= high:
        return None
    if joint == "or" and (high > low * 2 or not (number.words or _are_neighbours(low, high))):
        return None                                 # three or four is a range, and so is 5 or 6; 5 or 50 is a choice
    kept = figure if figure.dimension != "count" or figure.unit else told
    return kept._replace(
        start=told.start, end=figure.end, text=text[told.start:figure.end], value=None, low=low, high=high,
        currency=figure.currency or told.currency, hedge=told.hedge or figure.hedge,
        rules=("N3", "N4") if "N3" in figure.rules else ("N4",))


def _are_neighbours(low: Decimal, high: Decimal) -> bool:
    """5 and 6, and 5 million and 6 million."""
    low, high = low.normalize(), high.normalize()
    return low.as_tuple().exponent == high.as_tuple().exponent and high.scaleb(-high.adjusted()) - low.scaleb(
        -high.adjusted()) == 1


def _lent(text: str, first: Quantity, second: Quantity, joint: str) -> Decimal | None:
    """3-5 billion begins at 3 billion, 500 yuan to 2 million yuan at 500."""
    (number, told), (other, figure) = first, second
    low, high = told.value, figure.value
    hundreds = number.scale == 2 < other.scale      # one hundred to two hundred million
    if low is None or high is None or (number.scale and not hundreds) or not 0 < low < 1000:
        return low
    lent = low.scaleb(other.scale)
    if text[number.end:told.end].strip():
        return low                                  # with a unit of its own
    in_thousands = joint in ("", "–", "—") and "," in text[other.start:other.end] and high % 1000 == 0
    if in_thousands and low.scaleb(3) < high < low.scaleb(3) * 5:
        return low.scaleb(3)                        # 10-15,000
    return lent if lent < high else low


def _same_kind(told: Figure, figure: Figure) -> bool:
    """The unit may stand at the second alone, the currency sign at the first alone."""
    if told.dimension == figure.dimension:
        return True
    return (told.dimension == "count" and not told.unit) or (told.dimension == "money" and figure.dimension == "count")


def _converted(value: Decimal, source: str, target: str) -> Decimal | None:
    """800 MW in GW; None where the units differ by more than a power of ten."""
    (dimension, factor), (other, divisor) = _FACTORS.get(source, ("", None)), _FACTORS.get(target, ("", None))
    if factor is None or divisor is None or dimension != other:
        return None
    ratio = factor / divisor
    power = len(str(max(ratio.numerator, ratio.denominator))) - 1
    power = power if ratio.denominator == 1 else -power
    return value.scaleb(power) if ratio == Fraction(10) ** power else None
