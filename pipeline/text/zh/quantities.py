"""Quantities in Chinese: a numeral with its unit, bounds and denominator, alone or as a range (style rules N, M and U).

`quantity_at` reads in the order in which the text stands: sign, currency and hedge before the numeral; the numeral; its unit;
a second numeral after 至 or a dash; a denominator; a bound after it. Whether it is a quantity at all is `_is_meant`.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.text.figure import Figure
from pipeline.text.units import CURRENCIES, Unit
from pipeline.text.zh import proportions
from pipeline.text.zh.followers import PER, Follower, area_of, follower_at, measure
from pipeline.text.zh.hedges import hedge_after, hedge_before, is_recent
from pipeline.text.zh.numerals import Numeral, Reading, numeral_at, scale_of

_TO = re.compile(r"\s?(?:[-—–~－]{1,2}|至|到)\s?(?=[\d〇零一二三四五六七八九十百千两几])")
_PREFIXES = {symbol: c.code for c in reversed(CURRENCIES) for symbol in c.symbols} | {
    "＄": "USD", "人民币": "CNY", "港币": "HKD", "新台币": "TWD", "美金": "USD", "欧元": "EUR", "美元": "USD", "日元": "JPY", "英镑": "GBP"}
_PER_AREA = re.compile(r"(?:每(?P<per>亩|公顷|平方米|平米|平方公里)|(?P<mean>亩均|地均))(?:[^\d，。；,;、每]{0,8})$")
_LEVEL_NOUNS = ("产业", "企业", "集群", "项目", "城市", "俱乐部", "园区", "县", "区", "市场", "规模", "赛道", "大关", "门槛", "斤", "投资", "工程", "目标", "能级", "板块", "市值",
                "产值", "GDP", "蓝海", "美元", "航母", "强市", "强县", "量级", "台阶", "元", "体量", "订单", "工业", "强镇")
_PEOPLE_LEVEL = ("人口", "参数", "用户", "流量", "人次", "像素", "访问", "点击", "人")
# 一 before these is no count: 一种, 一批, 一次, 一方面.
_ONE_COUNTS = frozenset("个 家 项 名 位 座 条 台 套 辆 架 艘 户 所 处 份 笔 支 只 件 栋 幢 部 间 款 枚 篇 颗 株 册 本 根 岁 人 人次 标箱".split())
_MEASURE_RULES = {"area": "U2", "power": "U3", "energy": "U4", "mass": "U5", "length": "U6", "speed": "U7"}
_CONVERTED = frozenset({"mu", "qing", "jin", "dan", "li"})
_HALVED = frozenset({"duration", "length", "mass", "area"})
_NOT_MORE = tuple("种样家元方次层功数项个维点国边重")       # 三年多种经营
_HAN = re.compile("[\u4e00-\u9fff]")
_ELECTRICITY = re.compile("电|度电|能耗|千瓦")
_TEMPERATURE = re.compile("零下|气温|温度|高温|低温|水温|恒温|升温")
_SPEED = re.compile(r"(?:时速|每小时)\s?(?:可达|达到?|为|最高|可|约)?\s?$")


@dataclass(frozen=True)
class _Part:
    """A numeral with its unit: where it ends, what it counts, whether 余 or 多 stands in it, whether 级 follows."""

    numeral: Numeral
    reading: Reading
    end: int
    follower: Follower | None = None
    spelling: str = ""
    more: str = ""
    level: bool = False


def quantity_at(text: str, numeral: Numeral) -> Figure | None:
    """The quantity whose first numeral this is; None where the numeral counts nothing."""
    first = _part(text, numeral)
    if first.spelling == "日" and first.follower and first.follower.kind == "noun":
        return None                     # a day of a month that is not said
    second = _second(text, first)
    last = second or first
    reading = _range(first, second) if second else first.reading
    per, end = _denominator(text, last)
    after, after_rule, end = hedge_after(text, end)
    if sign := _sign_before(text, numeral.start):
        numeral, reading = replace(numeral, start=numeral.start - sign), reading.times(Decimal(-1))
    currency, start = _currency_before(text, numeral.start)
    before, before_rule, start = hedge_before(text, start, numeral.bare)
    if start < numeral.start and last.follower and last.follower.kind == "measure" and is_recent(text, start, end) and (
            last.follower.measure and last.follower.measure.dimension == "duration"):
        before, before_rule, start = "", "", start + 1
    more = "more-than" if last.more in ("余", "多") else "about" if last.more else ""
    if not _is_meant(text, last, first, before or more, currency, per):
        return None
    hedge = before or more or after or ("vague" if numeral.vague else "")
    rules = [rule for rule, holds in (
        ("N4", second), ("N5", first.numeral.reading.value is None and not numeral.vague), ("N6", numeral.vague or numeral.bare),
        ("N1", last.numeral.scale.endswith(("万", "亿", "兆"))), ("N2", "." in text[numeral.start:last.end] or "点" in text[numeral.start:last.numeral.end]),
        ("N14", not numeral.arabic), (before_rule, before_rule), ("N7", more), (after_rule, after_rule and not before),
    ) if holds]
    figure = Figure(start, end, text[start:end], "count", reading.value, reading.low, reading.high, currency=currency or None,
                    hedge=hedge or None, rules=tuple(rules))
    return _dimensioned(text, figure, last, per)


def _part(text: str, numeral: Numeral) -> _Part:
    end, reading, more = numeral.end, numeral.reading, numeral.more
    if text.startswith("级", end) and not text.startswith("级别", end) and (numeral.bare or "亿" in numeral.scale or (
            "万" in numeral.scale)):
        return _Part(numeral, reading, end + 1, None, "", more, True)
    found = follower_at(text, end, numeral.arabic and not _is_year(text, numeral))
    if found is None:
        return _Part(numeral, reading, end, None, "", more)
    unit_end, follower, inner = found
    spelling = text[end:unit_end].strip()
    if follower.kind == "noun" or (follower.kind == "measure" and not _is_unit(text, numeral, spelling, unit_end)):
        return _Part(numeral, reading, end, Follower("noun"), spelling, more)
    if spelling == "个亿":
        return _Part(numeral, reading.times(Decimal(10) ** 8), unit_end, None, "", more)
    if inner == "半" or _is_halved(text, follower, spelling, unit_end):
        reading, unit_end = _plus(reading, Decimal("0.5")), unit_end + (inner != "半")
    more = more or (inner if inner in ("多", "余", "来") else "")
    if not more and follower.kind in ("measure", "times", "tenths", "counter", "money") and text.startswith("多", unit_end) and (
            not text.startswith(_NOT_MORE, unit_end + 1)) and follower.kind != "counter":
        more, unit_end = "多", unit_end + 1
    level = text.startswith("级", unit_end) and not text.startswith("级别", unit_end) and follower.kind in ("money", "measure")
    return _Part(numeral, reading, unit_end + level, follower, spelling, more, level)


def _is_halved(text: str, follower: Follower, spelling: str, end: int) -> bool:
    """Whether 半 adds a half to the unit before it: 一年半, 一个半; not 一个半导体."""
    if not text.startswith("半", end) or (spelling != "个" and follower.kind != "times" and (
            follower.measure is None or follower.measure.dimension not in _HALVED)):
        return False
    return spelling != "个" or not _HAN.match(text, end + 1)


def _plus(reading: Reading, more: Decimal) -> Reading:
    return Reading(*(v + more if v is not None else None for v in (reading.value, reading.low, reading.high)))


def _is_unit(text: str, numeral: Numeral, spelling: str, end: int) -> bool:
    """Whether a spelling that has other meanings is the unit here (日, 度, 里, 方)."""
    if spelling == "日":
        return text.startswith(("内", "以内", "之内", "游"), end)
    if spelling == "度":
        return bool(numeral.scale or _ELECTRICITY.search(text[max(0, numeral.start - 12):end + 1]))
    if spelling in ("里", "方", "担"):
        return numeral.arabic or bool(numeral.scale and not numeral.bare)
    if spelling in ("P", "伏"):
        return numeral.arabic
    return True


def _second(text: str, first: _Part) -> _Part | None:
    """The other end of a range, of the same unit or lending its own."""
    to = _TO.match(text, first.end)
    numeral = numeral_at(text, to.end()) if to else None
    if numeral is None or numeral.reading.value is None or first.reading.value is None or first.level:
        return None
    second = _part(text, numeral)
    if second.follower and second.follower.kind == "measure" and second.follower.name == "year" and _is_year(text, numeral):
        return None
    if first.follower and (second.follower is None or (second.follower.kind, second.follower.name) != (
            first.follower.kind, first.follower.name)):
        return None
    if second.follower is None and not second.level and not (numeral.arabic or numeral.scale):
        return None
    bounds = _range(first, second)
    return second if bounds.low is not None and bounds.high is not None and bounds.low < bounds.high else None


def _range(first: _Part, second: _Part) -> Reading:
    """30-50亿: the scale of the second numeral is the first one's too (N4)."""
    low, high = first.reading.value, second.reading.value
    if low is not None and first.follower is None and not first.numeral.scale and second.numeral.scale:
        low = low.scaleb(scale_of(second.numeral.scale).adjusted())
    return Reading(None, low, high)


def _denominator(text: str, part: _Part) -> tuple[str, int]:
    """Unit after a stroke (亩 of 30万元/亩) and where the figure ends: a unit of land belongs to it, another stays outside."""
    if part.follower is None or (match := PER.match(text, part.end)) is None:
        return "", part.end
    land = part.follower.kind == "money" and area_of(match["per"])
    return match["per"], match.end() if land else part.end


def _sign_before(text: str, start: int) -> int:
    """The length of the minus sign before a number, 0 where there is none: -0.2%, 负0.2%, 零下20度; not 负增长, 自负3%."""
    if text.startswith("零下", start - 2) and start > 1:
        return 2
    mark, before = text[start - 1:start], text[start - 2:start - 1] if start > 1 else ""
    if mark == "负":
        return int(before not in ("肩", "担", "自", "胜", "抱"))
    if mark not in ("-", "−"):
        return 0
    return int(not before or before in " \n(（，,、：:为是至到达率值在约长降")


def _currency_before(text: str, start: int) -> tuple[str, int]:
    at = start - 1 if text[start - 1:start] == " " else start
    for length in (4, 3, 2, 1):
        word = text[at - length:at] if at >= length else ""
        if word in _PREFIXES and not (word.isalpha() and word.isascii() and text[at - length - 1:at - length].isascii()
                                      and text[at - length - 1:at - length].isalpha()):
            return _PREFIXES[word], at - length
    return "", start


def _is_year(text: str, numeral: Numeral) -> bool:
    """Four digits that may be a year: a name begins with it as a rule (2025人工智能大会)."""
    value = numeral.reading.value
    return (numeral.arabic and numeral.end - numeral.start == 4 and not numeral.scale and value is not None
            and 1900 <= value < 2100 and value == value.to_integral_value())


def _is_meant(text: str, last: _Part, first: _Part, hedge: str, currency: str, per: str) -> bool:
    """Whether a numeral is a quantity at all (N13): a Chinese one needs a unit, a counter or a scale of its own."""
    numeral, follower = first.numeral, last.follower
    if numeral.arabic:
        return True
    word = text[numeral.start:numeral.end]
    if numeral.bare:
        if last.level or hedge or (follower and (per or last.spelling in ("标箱", "人次", "标准箱"))):
            return True
        if follower is not None and follower.kind in ("counter", "noun") and len(word) > 1:
            return True                 # 百万辆, 千万人
        if follower is None or follower.kind in ("counter", "noun", "times", "tenths"):
            return "亿" in numeral.scale and len(word) > 1 and (
                text.startswith(_LEVEL_NOUNS, last.end) or not _HAN.match(text, last.end))
        return follower.measure is None or follower.measure.dimension != "duration"
    if word in ("零", "〇") or (word == "二" and follower and follower.kind in ("counter", "noun")):
        return False                    # things are counted with 两: 二手, 二级 are words
    if word == "一":
        return follower is not None and (follower.kind not in ("counter", "noun") or last.spelling in _ONE_COUNTS) and (
            not text.startswith(last.spelling, last.end))       # 一个个
    if follower is not None or last.level or currency:
        return True
    value = numeral.reading.value if numeral.reading.value is not None else numeral.reading.low
    assert value is not None
    if numeral.vague or "几" in word or (len(word) > 1 and ("万" in word or "亿" in word)):
        return True
    alone = not _HAN.match(text, last.end)
    return value >= 20 and (bool(hedge) or alone) or (bool(hedge) and value >= 10)


def _dimensioned(text: str, figure: Figure, part: _Part, per: str) -> Figure | None:
    """`figure` with its dimension and unit, by what follows the numeral."""
    follower = part.follower
    kind = follower.kind if follower else ""
    if part.level or (not follower and part.numeral.bare and text.startswith(_LEVEL_NOUNS, part.end) and "亿" in part.numeral.scale):
        figure = _with(figure, "N6", hedge=figure.hedge or "level")
        if not follower and ("亿" in part.numeral.scale) and not text.startswith(_PEOPLE_LEVEL, part.end):
            return _with(figure, "M1", dimension="money", currency=figure.currency or "CNY")
    if kind in ("percent", "points", "basis-points"):
        return _with(figure, "N10", dimension=kind)
    if kind == "per-mille":
        return proportions.scaled(_with(figure, "N10", dimension="percent"), Decimal("0.1"))
    if kind == "tenths":
        return proportions.tenths(text, figure, part.end)
    if kind == "times":
        return proportions.times(text, figure)
    if kind == "discount":
        return proportions.discount(figure)
    if kind == "money" or figure.currency:
        return _money(text, figure, part, per)
    if part.spelling == "度" and _TEMPERATURE.search(text, max(0, figure.start - 10), figure.end):
        return _with(figure, "U7", dimension="temperature", unit="degree Celsius", end=part.end + 1,
                     text=text[figure.start:part.end + 1])
    if follower and follower.measure:
        unit = _speed(text, figure, follower.measure)
        rule = "U1" if unit.name in ("mu", "hectare") else _MEASURE_RULES.get(unit.dimension, "U7" if unit.dimension != "duration" else "N3")
        figure = _with(figure, rule, dimension=unit.dimension, unit=unit.name)
        figure = _with(figure, "U8") if unit.name in _CONVERTED else figure
        return _with(figure, "U7") if per else figure
    return _count(text, figure, part, per)


def _speed(text: str, figure: Figure, unit: Unit) -> Unit:
    """时速350公里 is a speed."""
    return measure("km/h") if unit.name == "kilometre" and _SPEED.search(text, max(0, figure.start - 8), figure.start) else unit


def _money(text: str, figure: Figure, part: _Part, per: str) -> Figure:
    code = figure.currency or ""
    if part.follower and part.follower.kind == "money" and (not code or code == "CNY" or part.follower.name != "CNY"):
        code = part.follower.name if part.follower.name != "CNY" or not code else code
    figure = _with(figure, "M1" if code == "CNY" else "M2", dimension="money", currency=code)
    land = area_of(per)
    if land is None and not per and (each := _PER_AREA.search(text, max(0, figure.start - 14), figure.start)):
        land = area_of(each["per"] or "亩")
        if each["per"] and each.end("per") == figure.start:
            figure = replace(figure, start=each.start(), text=text[each.start():figure.end])
    if land:
        return _with(figure, "M5", "U8", dimension="per-area-money", unit=land.name)
    return _with(figure, "U7") if per else figure


def _count(text: str, figure: Figure, part: _Part, per: str) -> Figure | None:
    """A count of things, or of nothing said; a lone four-digit year in a name is a date."""
    follower = part.follower
    unit = follower.name if follower and follower.kind == "counter" else ""
    if part.spelling == "家" and not _HAN.match(text, part.end):
        unit = "company"
    if (follower is None or not unit and follower.kind == "noun" and False) and figure.hedge is None and _is_year(text, part.numeral) and (
            figure.value is not None and figure.end - figure.start == 4):
        return replace(figure, dimension="date", value=None, when=figure.text, rules=("D1",))
    figure = _with(figure, *(("N15",) if follower else ()), *(("U7",) if per else ()), unit=unit)
    small = figure.value is not None and abs(figure.value) < 10 and not part.numeral.arabic
    if small:
        figure = _with(figure, "N3")
    return figure if figure.rules else _with(figure, "N2")


def _with(figure: Figure, *rules: str, **changes: object) -> Figure:
    return replace(figure, rules=tuple(dict.fromkeys((*figure.rules, *rules))), **changes)  # type: ignore[arg-type]
