"""Proportions and multiples with a numeral: 百分之三十五, 三分之一, 三成五, 八折, 增长2倍 (style rules N9, N10)."""

import re
from decimal import Decimal
from fractions import Fraction

from pipeline.text.figure import Figure
from pipeline.text.zh.hedges import widened
from pipeline.text.zh.numerals import DIGITS, Numeral, Reading, numeral_at, read_numeral
from pipeline.text.zh.parts import Part
from pipeline.text.zh.words import words

_HUNDREDS = {"百": Decimal(100), "千": Decimal(1000), "万": Decimal(10000), "亿": Decimal(10) ** 8}
# Words after which a number of times is what was added; 增长到3倍 is not among them.
_GROWN = re.compile(
    r"(?:增长|增加|提高|提升|上升|扩大|上涨|增多|涨|增|高出|超出|多出|高|快|延长)"
    r"(?:了|幅度|达到了|达|高达|至少|将)?(?:整整|足足)?\s?$"
    r"|[增涨升]幅(?:[均都已也]|最高|一度)?(?:为|达到?|高达|是|在)?\s?$")
_GROWTH_AFTER = re.compile(r"(?:的|以上的?|左右的?)?(?:增长|增幅|涨幅)")
_FALLEN = re.compile(r"(?:下降|减少|降低|缩小|缩减|下跌|减|缩短)(?:了)?\s?$")
_TO = re.compile(r"(?:-|—|―|–|~|至|到)(?:百分之)?")
_OF_ADULTS = re.compile("人(?:礼|教育|用品|票|仪式|高考|组|社会)")
_OF_A_WHOLE = ("的", "按", "以", "价", "为")
_TWO_DIGITS = re.compile(r"(?P<n>[一二三四五六七八九]{2})折(?![叠射旧腰断合返算])")
_SOLD = words("优惠 出售 销售 促销 价 票 收费 收取 甩卖")
_SLASHED = re.compile(r"(?P<top>[1-9])/(?P<bottom>[2-9]|10)(?![\d/])")
# 三成五, 3成5, 三成半; not 三成5家, 三成四川人.
_HUNDREDTHS = re.compile(
    "[一二三四五六七八九](?!川|[十百千万亿])|[1-9](?![\\d.,%‰十百千万亿余多个家人户名项条种台套年月A-Za-z])|半(?!导)")


def fraction_at(text: str, numeral: Numeral) -> Figure | None:
    """百分之三十五, 千分之五, 三分之一, 百分百; None where no 分之 follows."""
    if not numeral.arabic and text.startswith("百分百", numeral.start):
        return Figure(numeral.start, numeral.start + 3, "百分百", "percent", Decimal(100), rules=("N10", "N14"))
    if text[numeral.end:numeral.end + 2] != "分之":
        return None
    top = numeral_at(text, numeral.end + 2)
    if top is None or text.startswith("决赛", top.end):      # 四分之一决赛 are the quarter-finals
        return None
    factor = _HUNDREDS.get(text[numeral.start:numeral.end])
    if factor:
        reading, end = _to_second(text, top)
        reading = reading.times(Decimal(100) / factor)
        percent = Figure(numeral.start, end, "", "percent", reading.value, reading.low, reading.high,
                         rules=("N10", "N14"))
        return widened(text, percent)
    share, parts = top.reading.value, numeral.reading.value
    if share is None or not parts or share != share.to_integral_value():
        return None
    return _fraction(text, numeral.start, top.end, Fraction(int(share), int(parts)), ("N10", "N14"))


def slashed_at(text: str, start: int) -> Figure | None:
    """1/3, 2/3以上."""
    match = _SLASHED.match(text, start)
    if match is None or int(match["top"]) >= int(match["bottom"]) or text[start - 1:start] == "/":
        return None
    return _fraction(text, start, match.end(), Fraction(int(match["top"]), int(match["bottom"])), ("N10",))


def discount_at(text: str, start: int) -> Figure | None:
    """八五折 -> 15% off."""
    match = _TWO_DIGITS.match(text, start)
    if match is None:
        return None
    kept = Decimal(10 * DIGITS[match["n"][0]] + DIGITS[match["n"][1]])
    reading, direction = discount(text, start, Reading(kept))
    return widened(text, Figure(start, match.end(), "", "percent", reading.value, direction=direction,
                                rules=("N10", "N14")))


def half_price_at(text: str, start: int) -> Figure | None:
    """打对折, 对折优惠 at the 对: 50% off; a sheet is folded in two, too."""
    if not text.startswith("对折", start) or not (
            text[start - 1:start] in ("打", "享") or text.startswith(_SOLD, start + 2)):
        return None
    return Figure(start, start + 2, "对折", "percent", Decimal(50), direction="down", rules=("N10", "N14"))


def discount(text: str, start: int, reading: Reading) -> tuple[Reading, str | None]:
    """What is taken off, so "down": 八折 is 20% off, 七至八折 20% to 30% off; or the share that is paid where the text
    names the whole (市场价的七折, 按七折收取: 70%)."""
    def kept(value: Decimal | None) -> Decimal | None:
        return value.scaleb(1) if value is not None and value < 10 else value
    low, value, high = kept(reading.low), kept(reading.value), kept(reading.high)
    if text[start - 1:start] in _OF_A_WHOLE:
        return Reading(value, low, high), None
    return Reading(*(None if v is None else 100 - v for v in (value, high, low))), "down"


def tenths(text: str, reading: Reading, part: Part, end: int) -> tuple[Reading, int] | None:
    """三成 -> 30%; 三成五, 3成5, 三成半 -> 35%; None for more than ten tenths, and for 2成人1儿童."""
    unit_end = part.end
    if text[unit_end:unit_end + 1] == "人" and (part.numeral.arabic or _OF_ADULTS.match(text, unit_end)):
        return None
    if end == unit_end and reading.value is not None and (tail := _HUNDREDTHS.match(text, end)):
        more = Decimal("0.5") if tail[0] == "半" else (read_numeral(tail[0]) or 0) / Decimal(10)
        reading, end = Reading(reading.value + more), tail.end()
    largest = reading.value if reading.value is not None else reading.high
    return (reading.times(Decimal(10)), end) if largest is not None and largest <= 10 else None


def times(text: str, reading: Reading, start: int, end: int) -> tuple[str, Reading, str | None]:
    """Dimension, value and direction of a number of times: 增长2倍 is up 200%; 增长到3倍, 是2倍, 1.5倍 are multiples.

    A fall by a multiple is an error of the source: it is kept as it stands.
    """
    before = text[max(0, start - 12):start]
    if _GROWN.search(before) or _GROWTH_AFTER.match(text, end):
        return "percent", reading.times(Decimal(100)), "up"
    return "multiple", reading, "down" if _FALLEN.search(before) else None


def _to_second(text: str, first: Numeral) -> tuple[Reading, int]:
    """百分之三至五, 百分之五到百分之十: the range and where it ends."""
    low = first.reading.value
    to = _TO.match(text, first.end)
    second = numeral_at(text, to.end()) if to else None
    if low is None or second is None or second.reading.value is None or second.reading.value <= low:
        return first.reading, first.end
    return Reading(None, low, second.reading.value), second.end


def _fraction(text: str, start: int, end: int, part: Fraction, rules: tuple[str, ...]) -> Figure:
    """`when` holds the fraction; the value is set where it is finite."""
    finite = part.denominator in (1, 2, 4, 5, 8, 10, 16, 20, 25)
    value = Decimal(part.numerator) / part.denominator if finite else None
    told = f"{part.numerator}/{part.denominator}"
    return widened(text, Figure(start, end, "", "multiple", value, when=told, rules=rules))
