"""Quantities in Chinese: a numeral with its unit, bounds and denominator, alone or as a range (style rules N, M and U).

`quantity_at` reads what stands around the numeral; `_is_meant` says whether it is a quantity at all, `_meaning` what it
measures.
"""

import re
from decimal import Decimal

from pipeline.text.figure import Figure
from pipeline.text.units import SPEEDS, Unit
from pipeline.text.zh import proportions
from pipeline.text.zh.coins import COINS, coins_alone, with_coins
from pipeline.text.zh.counts import Meaning, count, rate
from pipeline.text.zh.followers import area_of, measure, per_of
from pipeline.text.zh.hedges import hedge_after, hedge_before, is_recent
from pipeline.text.zh.numerals import Numeral, Reading
from pipeline.text.zh.parts import (
    GOES_ON,
    HAN,
    LEADS,
    LEVEL_NOUNS,
    LIST_JOINTS,
    SIGNED,
    Part,
    currency_before,
    denominator,
    is_spelt_year,
    is_year,
    joined,
    land_before,
    lent,
    part_at,
    second_part,
    sign_before,
)
from pipeline.text.zh.senses import is_floor_space
from pipeline.text.zh.words import words

_PER_AREA = re.compile(r"(?:每(?P<per>亩|公顷|平方米|平米|平方公里)|(?P<mean>亩均|地均))(?:[^\d，。；,;、每]{0,8})$")
_PEOPLE_LEVEL = ("人口", "参数", "用户", "流量", "人次", "像素", "访问", "点击", "人")
# 一 before these is no count: 一种, 一批, 一次, 一方面.
_ONE_COUNTS = frozenset(words("""
个 家 项 名 位 座 条 台 套 辆 架 艘 户 所 处 份 笔 支 只 件 栋 幢 部 间 款 枚 篇 颗 株 册 本 根 岁 人 人次 标箱
"""))
_LARGE = frozenset("万亿兆")
_MEASURE_RULES = {"area": "U2", "power": "U3", "energy": "U4", "mass": "U5", "length": "U6", "duration": "N3"}
_CONVERTED = frozenset({"mu", "qing", "jin", "dan", "li", "chi", "zhang"})
_SEASONS = ("赛季", "财年", "学期", "学年", "季度", "交易日")
_STANDARD = re.compile("的(?:法定|目标|最低|最高|标准|要求|全国|全省|全市|平均|预期|水平|上限|下限|警戒|国际)")
_TEMPERATURE = re.compile("零下|气温|温度|高温|低温|水温|恒温|升温")
# In Hong Kong interest is quoted in 厘, a hundredth; by the month (月息) it is a thousandth, and stays as it stands.
_INTEREST = re.compile(r"(?:利率|孳息率?|收益率|基点|厘[^，。；]{0,4}|(?<!月)息)[^，。；]{0,24}$")
_FALLEN = words("降至 降到 降低至 降低到 下降至 下降到 跌至 跌到 下跌至 减至 减少至 减少到 回落至 回落到 压减至 压缩至")
_SPEED = re.compile(r"(?:时速|每小时)\s?(?:可达|达到?|为|最高|可|约)?\s?$")


def quantity_at(text: str, numeral: Numeral) -> Figure | None:
    """The quantity whose first numeral this is; None where the numeral counts nothing."""
    first = part_at(text, numeral)
    if first.spelling == "日" and first.follower.kind == "noun":
        return None                     # a day of a month that is not said
    second, per, end, after, after_rule = None, "", first.end, "", ""
    if text[end:end + 1] in GOES_ON:
        if text[end] in LIST_JOINTS:
            first = lent(text, first)
        second = second_part(text, first)
        if second and second.spelling == "日" and second.follower.kind == "noun":
            return None
        per, end = denominator(text, second or first)
        after, after_rule, end = hedge_after(text, end)
    last = second or first
    reading = joined(first, second) if second else first.reading
    sign, currency, before, before_rule, start = 0, "", "", "", numeral.start
    leader = text[start - 1:start]
    if leader in LEADS:
        if leader in SIGNED:
            sign = sign_before(text, start)
            currency, start = currency_before(text, start - sign)
        if (last.follower.kind == "money" or currency) and not per:
            per, start = land_before(text, start)
        before, before_rule, start = hedge_before(text, start, numeral.bare)
        if before == "nearly" and (text.startswith(_SEASONS, end) or (      # 近两个赛季: the last two seasons
                last.follower.measure and last.follower.measure.dimension == "duration"
                and is_recent(text, start, end))):
            before, before_rule, start = "", "", start + 1
        if before in ("more-than", "less-than") and _STANDARD.match(text, end):
            before, before_rule, start = "", "", numeral.start - sign       # 高于3%的法定要求: exactly 3%
    more = "more-than" if last.more in ("余", "多") else "about" if last.more else ""
    if not numeral.arabic and not _is_meant(
            text, last, first, before or more or (after if numeral.bare else ""), currency, per):
        return None
    if not (last.follower.kind or after or currency) and (is_year(numeral) or is_spelt_year(text, numeral)) and (
            years := _years(text, numeral, second, end, bool(before))):
        return years
    meaning = _meaning(text, reading.times(Decimal(-1)) if sign else reading, last, per, currency, start, end)
    if meaning is None:
        return None
    if meaning.end is not None and after:
        end = meaning.end
    elif meaning.end is not None:
        after, after_rule, end = hedge_after(text, meaning.end)
    if after == "at-most" and text[end - 1] == "下" and text.endswith(_FALLEN, 0, start):
        after = "less-than"                                                 # 降至50%以下: to less than 50%
    reading = meaning.reading
    rules = _numeral_rules(text, numeral, last, second is not None)
    for rule in (before_rule, "N7" if more else "", "" if before else after_rule, *meaning.rules):
        if rule and rule not in rules:
            rules.append(rule)
    return Figure(
        start, end, text[start:end], meaning.dimension, reading.value, reading.low, reading.high, meaning.unit,
        meaning.currency, before or more or after or meaning.hedge or ("vague" if numeral.vague else None),
        meaning.direction, None, None, tuple(rules) or ("N2",), None, None,
        "" if meaning.dimension == "per-area-money" else meaning.per or (per and per_of(per)))


def _years(text: str, numeral: Numeral, second: Part | None, end: int, is_hedged: bool) -> Figure | None:
    """The year, or the years, without 年 that may stand at `numeral`: 2018-2025, 2025全年."""
    start, year = numeral.start, numeral.reading.value
    if second and is_year(second.numeral):
        when = f"{year}/{second.numeral.reading.value}"
        return Figure(start, end, text[start:end], "period", when=when, rules=("D2",))
    if not second and (not is_hedged or text.startswith("全年", end)):
        return Figure(start, end, text[start:end], "date", when=str(year), rules=("D1",))
    return None


def _numeral_rules(text: str, numeral: Numeral, last: Part, is_range: bool) -> list[str]:
    rules: list[str] = []
    if is_range:
        rules.append("N4")
    elif numeral.vague or numeral.bare:
        rules.append("N6")
    elif numeral.reading.value is None:
        rules.append("N5")
    if last.numeral.scale and last.numeral.scale[-1] in _LARGE:
        rules.append("N1")
    printed = text[numeral.start:last.numeral.end]
    if "." in printed or "点" in printed:
        rules.append("N2")
    if not numeral.arabic:
        rules.append("N14")
    return rules


def _is_meant(text: str, last: Part, first: Part, hedge: str, currency: str, per: str) -> bool:
    """Whether a numeral in Chinese is a quantity at all (N13): it needs a unit, a counter or a scale of its own."""
    lends = last.numeral.scale and not first.numeral.arabic         # 三到十万
    numeral, follower = (last if lends else first).numeral, last.follower
    if numeral.arabic:
        return True
    word = text[numeral.start:numeral.end]
    if numeral.bare:
        if last.level or hedge or (follower.kind and (per or last.spelling in ("标箱", "人次", "标准箱"))):
            return True
        if follower.kind in ("counter", "noun") and len(word) > 1:
            return True                 # 百万辆, 千万人
        if follower.kind in ("", "counter", "noun", "times", "tenths"):
            return "亿" in numeral.scale and len(word) > 1 and (
                text.startswith(LEVEL_NOUNS, last.end) or not HAN.match(text, last.end))
        return follower.measure is None or follower.measure.dimension != "duration"
    if word in ("零", "〇", "拾", "佰", "仟") or (word == "二" and follower.kind in ("counter", "noun")):
        return False                    # things are counted with 两: 二手, 二级 are words
    if word == "一":
        if last.spelling == "个亿" or (last.spelling in ("块", "毛") and coins_alone(text, numeral, numeral.reading)):
            return True
        return bool(follower.kind) and (
            follower.kind not in ("counter", "noun") or last.spelling in _ONE_COUNTS) and (
            not text.startswith(last.spelling, last.end))       # 一个个
    if follower.kind or last.spelling or last.level or currency or is_spelt_year(text, numeral):
        return True
    value = numeral.reading.value if numeral.reading.value is not None else numeral.reading.low
    assert value is not None
    if numeral.vague or "几" in word or (len(word) > 1 and ("万" in word or "亿" in word)):
        return True
    alone = not HAN.match(text, last.end)
    return (value >= 20 and alone) or (value >= 10 and bool(hedge))


def _meaning(
    text: str, reading: Reading, part: Part, per: str, currency: str, start: int, end: int,
) -> Meaning | None:
    """What the figure at `start`..`end` measures, by what follows its numeral."""
    kind = part.follower.kind
    level = part.level or (not kind and part.numeral.bare and _is_class(text, part))
    if level:
        if not kind and "亿" in part.numeral.scale and not text.startswith(_PEOPLE_LEVEL, part.end):
            return Meaning("money", reading, ("N6", "M1"), currency=currency or "CNY", hedge="level")
        per = ""
    if kind in ("percent", "points", "basis-points"):
        return Meaning(kind, reading, ("N10",))
    if kind == "per-mille":
        return Meaning("percent", reading.times(Decimal("0.1")), ("N10",))
    if part.spelling == "厘" and _INTEREST.search(text, start - 32, start):
        return _interest(text, reading, part.end + 1, end)
    if kind == "tenths":
        told = proportions.tenths(text, reading, part, end)
        return Meaning("percent", told[0], ("N10",), end=told[1]) if told else None
    if kind == "discount":
        left, direction = proportions.discount(text, start, reading)
        return Meaning("percent", left, ("N10",), direction=direction)
    if kind == "times":
        dimension, reading, direction = proportions.times(text, reading, start, end)
        return Meaning(dimension, reading, ("N9",), direction=direction)
    hedge, rules = ("level", ("N6",)) if level else ("", ())
    if text[part.numeral.end:part.numeral.end + 1] in COINS and (coins := coins_alone(text, part.numeral, reading)):
        return Meaning("money", coins.reading, ("M1",), "", "CNY", end=coins.end, per=coins.per)
    if kind == "money" or currency:
        return _money(text, reading, part, per, currency, start, hedge, rules)
    if part.spelling == "度" and _TEMPERATURE.search(text, start - 10, end):
        return Meaning("temperature", reading, ("U7",), "degree Celsius", end=max(end, part.end + 1))
    if part.follower.measure:
        unit = _floor(text, part, _speed(text, start, part.follower.measure))
        rule = "U1" if unit.name in ("mu", "hectare") else _MEASURE_RULES.get(unit.dimension, "U7")
        converted = ("U8",) if unit.name in _CONVERTED else ()
        return Meaning(unit.dimension, reading, (*rules, rule, *converted, *rate(per)), unit.name, hedge=hedge)
    return count(text, reading, part, per, start, hedge, rules)


def _interest(text: str, reading: Reading, unit_end: int, end: int) -> Meaning:
    """0.5厘 is 0.5%; 3厘半 is 3.5%."""
    if text.startswith("半", unit_end) and reading.value is not None:
        reading, unit_end = Reading(reading.value + Decimal("0.5")), unit_end + 1
    return Meaning("percent", reading, ("N10",), end=max(end, unit_end))


def _is_class(text: str, part: Part) -> bool:
    """百亿产业: a class, not an amount."""
    return "亿" in part.numeral.scale and text.startswith(LEVEL_NOUNS, part.end)


def _speed(text: str, start: int, unit: Unit) -> Unit:
    """时速350公里 is a speed."""
    speed = SPEEDS.get(unit.name)
    return measure(speed) if speed and _SPEED.search(text, start - 8, start) else unit


def _floor(text: str, part: Part, unit: Unit) -> Unit:
    """总建筑面积12万方, 10万方标准厂房: square metres; 方 of anything else is a cubic metre."""
    return measure("square metre") if part.spelling == "方" and is_floor_space(text, part.numeral, part.end) else unit


def _area_before(text: str, start: int) -> Unit | None:
    """The land that an amount of money is for: 每亩投资不低于300万元."""
    before = text[max(0, start - 14):start]
    each = _PER_AREA.search(before) if "每" in before or "均" in before else None
    return area_of(each["per"] or "亩") if each else None


def _money(
    text: str, reading: Reading, part: Part, per: str, currency: str, start: int, hedge: str, rules: tuple[str, ...],
) -> Meaning:
    code = part.follower.name if part.follower.kind == "money" and (
        not currency or part.follower.name != "CNY") else currency
    rules = (*rules, "M1" if code == "CNY" else "M2")
    if code == "CNY" and (coins := with_coins(text, part.end, reading)):
        return Meaning("money", coins.reading, (*rules, *rate(per)), "", code, end=coins.end)
    land = area_of(per) if per else _area_before(text, start)
    if land:
        return Meaning("per-area-money", reading, (*rules, "M5", "U8"), land.name, code, hedge)
    return Meaning("money", reading, (*rules, *rate(per)), "", code, hedge)
