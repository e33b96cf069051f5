"""Proportions and multiples in Chinese: 百分之三十五, 三分之一, 三成五, 八折, 增长2倍, 翻两番, 一半 (style rules N9, N10)."""

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from pipeline.text.figure import Figure
from pipeline.text.zh.followers import measure
from pipeline.text.zh.hedges import hedge_after, hedge_before
from pipeline.text.zh.numerals import DIGITS, Numeral, Reading, numeral_at

_HUNDREDS = {"百": Decimal(100), "千": Decimal(1000), "万": Decimal(10000), "亿": Decimal(10) ** 8}
_GROWN = re.compile(r"(?:增长|增加|提高|提升|上升|扩大|上涨|增多|涨|增|高出|超出|多出|高|快|延长)(?:了|幅度|达到了|达|高达|至少|将)?\s?$")
_GROWTH_AFTER = re.compile(r"(?:的|以上的?|左右的?)?(?:增长|增幅|涨幅)")
_FALLEN = re.compile(r"(?:下降|减少|降低|缩小|缩减|下跌|减|缩短)(?:了)?\s?$")
_FRACTION_TO = re.compile(r"(?:-|—|–|~|至|到)(?:百分之)?")
_TWO_DIGITS = re.compile(r"(?P<n>[一二三四五六七八九]{2})折(?![叠射旧腰断合返算])")
_HALF_BEFORE = {"过": "more-than", "超": "more-than", "逾": "more-than", "近": "nearly", "达": "", "减": "", "占": ""}
_HALF_UNITS = {"年": (Decimal(6), "month"), "小时": (Decimal(30), "minute"), "个世纪": (Decimal(50), "year"), "个月": (Decimal("0.5"), "month"),
               "天": (Decimal("0.5"), "day"), "个小时": (Decimal(30), "minute"), **{word: (Decimal("0.5"), unit) for word, unit in (
                   ("米", "metre"), ("公里", "kilometre"), ("亩", "mu"), ("吨", "tonne"), ("斤", "jin"), ("公斤", "kilogram"))}}
_TENTHS = tuple("一二三四五六七八九")
_DOUBLED = re.compile(r"翻(?:了|上)?(?P<n>[一两二三四五\d])?(?:番|倍)")


def fraction_at(text: str, numeral: Numeral) -> Figure | None:
    """百分之三十五, 千分之五, 三分之一; None where no 分之 follows."""
    if not text.startswith("分之", numeral.end):
        return None
    top = numeral_at(text, numeral.end + 2)
    if top is None:
        return None
    bottom, end, reading = text[numeral.start:numeral.end], top.end, top.reading
    factor = _HUNDREDS.get(bottom)
    to = _FRACTION_TO.match(text, end) if factor else None
    if to and (second := numeral_at(text, to.end())) and reading.value is not None and second.reading.value is not None and (
            reading.value < second.reading.value):
        reading, end = Reading(None, reading.value, second.reading.value), second.end
    figure = _hedged(text, Figure(numeral.start, end, "", "percent", reading.value, reading.low, reading.high,
                                  rules=("N10", "N14")))
    if factor:
        return scaled(figure, Decimal(100) / factor)
    if reading.value is None or not numeral.reading.value or reading.value != reading.value.to_integral_value():
        return None
    return _fraction(figure, Fraction(int(reading.value), int(numeral.reading.value)))


def slashed_at(text: str, start: int, end: int) -> Figure | None:
    """1/3, 2/3以上."""
    match = re.compile(r"([1-9])/([2-9]|10)(?![\d/])").match(text, start)
    if match is None or int(match[1]) >= int(match[2]) or text[start - 1:start] == "/":
        return None
    return _fraction(_hedged(text, Figure(start, match.end(), "", "multiple", rules=("N10",))), Fraction(int(match[1]), int(match[2])))


def half_at(text: str, start: int) -> Figure | None:
    """The half that the 半 at `start` says: 一半, 过半, 半数, 半年, 半个月."""
    before = text[start - 1:start]
    if before == "一" or text.startswith("半数", start) or before in _HALF_BEFORE and not text.startswith(tuple(_HALF_UNITS), start + 1):
        begin = start - 1 if before == "一" or before in ("过", "超", "逾") else start
        hedge = _HALF_BEFORE.get(before, "")
        end = start + 1 + text.startswith("数", start + 1)
        if before not in ("一", *_HALF_BEFORE) and end == start + 1:
            return None
        figure = _hedged(text, Figure(begin, end, "", "multiple", rules=("N10", "N14")))
        if hedge:
            begin = min(begin, start - 1) if before != "减" else start
            figure = replace(figure, start=begin, text=text[begin:figure.end], hedge=hedge, rules=(*figure.rules, "N7"))
        direction = "down" if before == "减" else None
        return replace(_fraction(figure, Fraction(1, 2)), direction=direction)
    for spelling in sorted(_HALF_UNITS, key=len, reverse=True):
        if text.startswith(spelling, start + 1) and before not in ("上", "下", "多", "大") and not text.startswith(("报", "度"), start + 1 + len(spelling)):
            value, unit = _HALF_UNITS[spelling]
            end = start + 1 + len(spelling)
            more = text.startswith("多", end)
            return _hedged(text, Figure(start, end + more, "", measure(unit).dimension, value, unit=unit, hedge="more-than" if more else None, rules=("N14",)))
    return None


def doubled_at(text: str, start: int) -> Figure | None:
    """翻番, 翻一番, 翻两番, at the 翻."""
    match = _DOUBLED.match(text, start)
    if match is None:
        return None
    word = match["n"] or "一"
    n = int(word) if word.isdigit() else DIGITS[word]
    times = Decimal(2) ** n if match.group().endswith("番") else Decimal(2 if not match["n"] else n)
    return _hedged(text, Figure(start, match.end(), "", "multiple", times, direction="up", rules=("N9",)))


def discount_at(text: str, start: int) -> Figure | None:
    """八五折 -> 15% off."""
    match = _TWO_DIGITS.match(text, start)
    if match is None:
        return None
    kept = Decimal(10 * DIGITS[match["n"][0]] + DIGITS[match["n"][1]])
    return _hedged(text, Figure(start, match.end(), "", "percent", 100 - kept, rules=("N10", "N14")))


def discount(reading: Reading) -> Reading:
    """八折 -> 20% off; 85折 -> 15% off; 七至八折 -> 20% to 30% off."""
    def off(kept: Decimal | None) -> Decimal | None:
        return None if kept is None else 100 - kept * (10 if kept < 10 else 1)
    return Reading(off(reading.value), off(reading.high), off(reading.low))


def tenths(text: str, reading: Reading, unit_end: int, end: int) -> tuple[Reading, int] | None:
    """三成 -> 30%; 三成五 -> 35%; None for more than ten tenths."""
    if end == unit_end and reading.value is not None and text[end:end + 1] in _TENTHS:
        reading, end = Reading(reading.value + Decimal(DIGITS[text[end]]) / 10), end + 1
    largest = reading.value if reading.value is not None else reading.high
    return (reading.times(Decimal(10)), end) if largest is not None and largest <= 10 else None


def times(text: str, reading: Reading, start: int, end: int) -> tuple[str, Reading, str | None]:
    """Dimension, value and direction of a number of times.

    增长2倍 is up 200%; 增长到3倍, 是2倍, 1.5倍 are multiples. A fall by a multiple is an error of the source: kept as it stands.
    """
    before = text[max(0, start - 12):start]
    if _GROWN.search(before) or _GROWTH_AFTER.match(text, end):
        return "percent", reading.times(Decimal(100)), "up"
    return "multiple", reading, "down" if _FALLEN.search(before) else None


def scaled(figure: Figure, factor: Decimal) -> Figure:
    """The figure with every number multiplied."""
    numbers = Reading(figure.value, figure.low, figure.high).times(factor)
    return replace(figure, value=numbers.value, low=numbers.low, high=numbers.high)


def _fraction(figure: Figure, part: Fraction) -> Figure:
    """`when` holds the fraction; the value is set where it is finite."""
    ends = part.denominator in (1, 2, 4, 5, 8, 10, 16, 20, 25)
    return replace(figure, dimension="multiple", low=None, high=None, when=f"{part.numerator}/{part.denominator}",
                   value=Decimal(part.numerator) / part.denominator if ends else None)


def _hedged(text: str, figure: Figure) -> Figure:
    before, rule, start = hedge_before(text, figure.start, False)
    after, after_rule, end = hedge_after(text, figure.end)
    rules = tuple(r for r in (*figure.rules, rule or after_rule) if r)
    return replace(figure, start=start, end=end, text=text[start:end], hedge=before or figure.hedge or after or None, rules=rules)
