"""Quantities in Chinese: a numeral with its unit, hedges and surroundings (style rules N, M and U)."""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from pipeline.text.figure import Figure
from pipeline.text.units import COUNTERS, CURRENCIES, UNITS
from pipeline.text.zh.numerals import ARABIC, CHINESE, SCALE, Reading, read, scale_of

_BEFORE = {
    "不低于": "at-least", "不少于": "at-least", "至少": "at-least", "最少": "at-least", "不超过": "at-most", "最多": "at-most",
    "至多": "at-most", "不足": "less-than", "不到": "less-than", "不满": "less-than", "低于": "less-than", "少于": "less-than",
    "将近": "nearly", "接近": "nearly", "近": "nearly", "大约": "about", "约": "about", "约为": "about", "超过": "more-than",
    "突破": "more-than", "高于": "more-than", "多达": None, "超": "more-than", "逾": "more-than", "上": "more-than",
}
_AFTER = {"左右": "about", "上下": "about", "以上": "at-least", "及以上": "at-least", "以下": "at-most", "以内": "at-most",
          "之内": "at-most", "之多": None, "多": "more-than", "余": "more-than"}
_MONEY = {spelling: c.code for c in CURRENCIES for spelling in c.zh}
_MEASURES = {spelling: u for u in UNITS for spelling in u.zh}
_PERCENT = {"%": "percent", "个百分点": "points", "百分点": "points", "个基点": "basis-points", "基点": "basis-points"}
_AREAS = {"亩": "mu", "公顷": "hectare", "平方米": "square metre", "平米": "square metre"}
# Words that begin with a counter or a unit and are something else (一条龙, 五年级, 三里屯, 30分钟 is longer already).
_NO_COUNTER = r"(?!体|致|直|时|般|样|切|旦|带|路|起|定|流|手|把|心|生|边|贯|律|向|并|同|系列)"


def _any(spellings: object) -> str:
    return "|".join(re.escape(s) for s in sorted(spellings, key=len, reverse=True))  # type: ignore[call-overload]


_NUMERAL = rf"(?:{ARABIC}(?:\s?{SCALE}(?:{ARABIC}\s?(?:千万|百万|万|千))?)?|十几|{CHINESE})"
_UNIT = (rf"(?:(?P<percent>{_any(_PERCENT)})|(?P<money>{_any(_MONEY)})|(?P<measure>{_any(_MEASURES)})"
         rf"|(?P<counter>{_any(COUNTERS)}|大(?=[\u4e00-\u9fff]))|(?P<times>倍)|(?P<tenths>成(?![立为功员长果本就都品交熟分绩型效人年套份规])))")
_QUANTITY = re.compile(
    rf"(?P<before>{_any(_BEFORE)})?\s?(?<![\dA-Za-z.:/+-])(?P<a>(?<!\d){_NUMERAL})(?:\s?(?P<mid>[余多几])\s?(?P<midscale>{SCALE})?)?"
    rf"(?:\s?(?P<unit0>%|{_any(_MONEY)}|{_any(_MEASURES)})?\s?(?:-|—|–|~|至|到)\s?(?P<b>{_NUMERAL}))?"
    rf"(?:\s?(?P<more>[余多])?\s?(?P<level>级(?!别)))?(?:\s?{_UNIT}{_NO_COUNTER})?"
    rf"(?:\s?[/每]\s?(?P<per>亩|公顷|平方米|平米|年|月|天|日|小时|吨|人|户|千瓦时|度))?"
    rf"(?P<after>{_any(_AFTER)})?")
_VAGUE = re.compile(rf"(?P<few>[数几])(?P<scale>{SCALE}|十(?!年|分)|百(?!分)|千(?!瓦|克|米))\s?(?:{_UNIT})?")
_PER_MU = re.compile(rf"每(?P<per>亩|公顷|平方米|平米)[^\d，。；]{{0,6}}(?P<a>{ARABIC}\s?{SCALE}?)元")
_FRACTION = re.compile(rf"(?P<d>百|千|万|[二三四五六七八九十])分之(?P<n>{ARABIC}|{CHINESE})")
_DOUBLINGS = re.compile(r"翻(?:了)?(?P<n>[一两二三四五])番")
_DISCOUNT = re.compile(r"(?P<n>[一二三四五六七八九]{1,2}|\d(?:\.\d)?)折(?![叠射旧腰断合返])")
_ORDINAL = re.compile(rf"第(?P<n>\d{{1,4}}|{CHINESE})(?!时间|线|三方|一产业|[三]产业)(?:届|期|批|位|名|次|个|轮|代|条|号|大)?")
_TOP = re.compile(r"(?:前(?P<n>\d{1,4}|[三五十百]|二十|五十)(?:名|强|位)?(?![年天次个期几季月日后来人往台沿])|(?P<m>\d{2,4}|[十百千])强(?![化大度力])(?:县|企业|镇|市)?)")
_UP = re.compile(r"增长|上升|提高|上涨|增加|提升|增幅|扩大|升至|增速|同比增")
_DOWN = re.compile(r"下降|减少|降低|回落|下滑|缩减|压减|降幅|减[至少]?$")
_BASES = (("同比", "year-on-year"), ("环比", "sequential"), ("年均", "average-annual"), ("比上年", "from-previous-year"),
          ("较上年", "from-previous-year"))
_GROWTH = re.compile(r"(?:增长|增加|提高|提升|上升|扩大|上涨)(?:了|近|超|超过|约|幅度)*$")
_RESULT = re.compile(r"(?:增长到|增加到|提高到|扩大到|是|为|达到|相当于|的)[^，。；]{0,12}$")


def find_quantities(text: str) -> list[Figure]:
    """The quantities of `text` (digits half width), unsorted and with overlaps."""
    found: list[Figure] = []
    for pattern, read_match in ((_VAGUE, _vague), (_PER_MU, _per_area), (_FRACTION, _fraction), (_DOUBLINGS, _doubled),
                                (_DISCOUNT, _discount), (_ORDINAL, _ordinal), (_TOP, _top)):
        found += [f for m in pattern.finditer(text) if (f := read_match(m))]
    found += _plain(text)
    return found


def _plain(text: str) -> Iterator[Figure]:
    at = 0
    while match := _QUANTITY.search(text, at):
        figure = _quantity(match)
        at = max(match.end(), match.start() + 1) if figure else match.end("a")
        if figure:
            yield figure


def _quantity(m: re.Match[str]) -> Figure | None:
    first = read((m["a"] or "").replace(" ", ""))
    if first is None:
        return None
    second = read(m["b"].replace(" ", "")) if m["b"] else None
    if m["b"] and (second is None or second.value is None):
        return None
    arabic = m["a"][0].isdigit()
    unit_said = any(m[name] for name in ("percent", "money", "measure", "counter", "times", "tenths", "unit0"))
    if not _meant(m, arabic, unit_said):
        return None
    first = _scaled(first, m["midscale"])
    reading = _range(first, second, m) if second else first
    rules = ["N4"] if second else ["N5"] if first.value is None else []
    if re.search("[万亿兆]", m["a"] + (m["b"] or "") + (m["midscale"] or "")):
        rules.append("N1")
    hedge = _hedge(m)
    if hedge:
        rules.append("N8" if hedge in ("at-least", "at-most", "less-than") else "N7")
    return _with_unit(m, reading, hedge, rules)


def _meant(m: re.Match[str], arabic: bool, unit_said: bool) -> bool:
    """Whether a numeral is a quantity at all (N13): Chinese ones need a unit or a scale, 百 alone is no hundred."""
    if arabic:
        return not (len(m["a"]) > 11 and m["a"].isdigit())          # a phone or account number
    if m["a"] in "百千万亿" or re.fullmatch("[百千万亿]+", m["a"]):
        return bool(m["level"] or (m["before"] and unit_said))
    if m["counter"] and m["a"] == "一" and m["counter"] in ("批", "种", "片", "次", "对", "大", "级", "期", "头", "面", "块", "班", "层"):
        return False
    return unit_said or bool(m["level"]) or (len(m["a"]) > 1 and m["a"][-1] in "万亿")


def _scaled(reading: Reading, scale: str | None) -> Reading:
    if not scale:
        return reading
    power = scale_of(scale).adjusted()
    value, low, high = (v.scaleb(power) if v is not None else None for v in (reading.value, reading.low, reading.high))
    return Reading(value, low, high)


def _range(first: Reading, second: Reading, m: re.Match[str]) -> Reading:
    """30-50亿: the scale of the second numeral is the first one's too (N4)."""
    low, high = first.value, second.value
    tail = re.search(rf"{SCALE}$", m["b"])
    if low is not None and tail and not re.search("[百千万亿兆]", m["a"]):
        low = low.scaleb(scale_of(tail.group()).adjusted())
    return Reading(None, low, high)


def _hedge(m: re.Match[str]) -> str | None:
    if m["before"]:
        return _BEFORE[m["before"]]
    if m["mid"] in ("余", "多") or m["more"]:
        return "more-than"
    return _AFTER.get(m["after"] or "")


def _with_unit(m: re.Match[str], reading: Reading, hedge: str | None, rules: list[str]) -> Figure | None:
    dimension, unit, currency = "count", "", None
    if m["percent"] or m["unit0"] == "%":
        dimension = _PERCENT[m["percent"] or "%"]
        rules.append("N10")
    elif m["money"]:
        if m["per"] in _AREAS:
            dimension, unit = "per-area-money", _AREAS[m["per"]]
            rules.append("M5")
        else:
            dimension = "money"
        currency = _MONEY[m["money"]]
        rules.append("M1" if currency == "CNY" else "M2")
    elif m["measure"]:
        measure = _MEASURES[m["measure"]]
        dimension, unit = measure.dimension, measure.name
        rules.append(_MEASURE_RULES.get(dimension, "U7"))
        if m["measure"] == "日" or (m["measure"] == "年" and _is_year(reading)) or m["measure"] in ("块", "方", "里", "米"):
            if m["measure"] == "日" or m["measure"] == "年":
                return None
    elif m["tenths"]:
        return _figure(m, _times(reading, Decimal(10)), "percent", "", None, hedge, [*rules, "N10"])
    elif m["times"]:
        return _multiple(m, reading, hedge, rules)
    elif m["level"]:
        currency = "CNY" if re.search("[亿万]", m["a"]) else None
        return _figure(m, reading, "money" if currency else "count", "", currency, "level", [*rules, "N6"])
    elif m["counter"]:
        unit = COUNTERS.get(m["counter"], "")
        rules.append("N15")
    if dimension == "count" and _is_small(reading) and not m["a"][0].isdigit():
        rules.append("N3")
    return _figure(m, reading, dimension, unit, currency, hedge, rules)


_MEASURE_RULES = {"area": "U2", "power": "U3", "energy": "U4", "mass": "U5", "length": "U6", "duration": "N3u"}


def _is_year(reading: Reading) -> bool:
    return reading.value is not None and 1800 <= reading.value < 2100


def _is_small(reading: Reading) -> bool:
    return reading.value is not None and reading.value < 10


def _times(reading: Reading, factor: Decimal) -> Reading:
    value, low, high = (v * factor if v is not None else None for v in (reading.value, reading.low, reading.high))
    return Reading(value, low, high)


def _multiple(m: re.Match[str], reading: Reading, hedge: str | None, rules: list[str]) -> Figure:
    before = m.string[max(0, m.start() - 16):m.start()]
    if _GROWTH.search(before) and not re.search(r"[到至为]$", before):
        figure = _figure(m, _times(reading, Decimal(100)), "percent", "", None, hedge, [*rules, "N9"])
        return Figure(**{**figure.__dict__, "direction": "up"})
    return _figure(m, reading, "multiple", "", None, hedge, [*rules, "N9"])


def _figure(m: re.Match[str], reading: Reading, dimension: str, unit: str, currency: str | None, hedge: str | None,
            rules: list[str]) -> Figure:
    text = m.group().strip()
    start = m.start() + (len(m.group()) - len(m.group().lstrip()))
    direction, base = _around(m.string, start, dimension)
    if dimension == "area" and unit == "mu":
        rules = ["U1" if r == "U2" else r for r in rules]
    return Figure(start, start + len(text), text, dimension, reading.value, reading.low, reading.high, unit, currency,
                  hedge, direction, base, None, tuple(dict.fromkeys("N3" if r == "N3u" else r for r in rules if r != "N3u")))


def _around(text: str, start: int, dimension: str) -> tuple[str | None, str | None]:
    """Direction and base of comparison, from the clause before a rate."""
    if dimension not in ("percent", "points", "basis-points", "multiple"):
        return None, None
    clause = re.split(r"[，。；,;]", text[max(0, start - 14):start])[-1]
    up, down = _UP.search(clause), _DOWN.search(clause)
    base = next((name for word, name in _BASES if word in clause), None)
    return ("down" if down else "up" if up else None), base


def _vague(m: re.Match[str]) -> Figure:
    low = scale_of(m["scale"])
    currency = _MONEY.get(m["money"] or "")
    measure = _MEASURES.get(m["measure"] or "")
    dimension = "money" if currency else measure.dimension if measure else "count"
    return Figure(m.start(), m.end(), m.group(), dimension, None, low, low * 10, measure.name if measure else "",
                  currency, "vague", rules=("N6",))


def _per_area(m: re.Match[str]) -> Figure | None:
    reading = read(m["a"].replace(" ", ""))
    if reading is None or reading.value is None:
        return None
    return Figure(m.start(), m.end(), m.group(), "per-area-money", reading.value, unit=_AREAS[m["per"]], currency="CNY",
                  rules=("M5",))


def _fraction(m: re.Match[str]) -> Figure | None:
    top = read(m["n"])
    if top is None or top.value is None:
        return None
    if m["d"] in "百千万":
        percent = top.value * 100 / scale_of(m["d"]) if m["d"] != "万" else top.value / 100
        direction, base = _around(m.string, m.start(), "percent")
        return Figure(m.start(), m.end(), m.group(), "percent", percent, direction=direction, base=base, rules=("N10",))
    bottom = read(m["d"])
    assert bottom is not None and bottom.value is not None
    part = Fraction(int(top.value), int(bottom.value))
    ends = part.denominator in (2, 4, 5, 8, 10)
    return Figure(m.start(), m.end(), m.group(), "multiple", Decimal(part.numerator) / part.denominator if ends else None,
                  when=f"{part.numerator}/{part.denominator}", rules=("N10",))


def _doubled(m: re.Match[str]) -> Figure:
    times = {"一": 2, "两": 4, "二": 4, "三": 8, "四": 16, "五": 32}[m["n"]]
    return Figure(m.start(), m.end(), m.group(), "multiple", Decimal(times), direction="up", rules=("N9",))


def _discount(m: re.Match[str]) -> Figure | None:
    digits = "".join(str("一二三四五六七八九".find(c) + 1) if c in "一二三四五六七八九" else c for c in m["n"])
    kept = Decimal(digits) * 10 if "." in digits or len(digits) == 1 else Decimal(digits)
    return Figure(m.start(), m.end(), m.group(), "percent", 100 - kept, rules=("N10",))


def _ordinal(m: re.Match[str]) -> Figure | None:
    reading = read(m["n"])
    if reading is None or reading.value is None:
        return None
    rules = ("N12", "N3") if reading.value < 10 else ("N12",)
    return Figure(m.start(), m.end(), m.group(), "ordinal", reading.value, rules=rules)


def _top(m: re.Match[str]) -> Figure | None:
    reading = read(m["n"] or m["m"])
    if reading is None or reading.value is None:
        return None
    return Figure(m.start(), m.end(), m.group(), "ordinal", reading.value, rules=("N12",))
