"""Halves and doublings, which have no numeral before their word: 一半, 过半, 半年, 翻番 (style rules N9, N10, N14)."""

import re
from decimal import Decimal

from pipeline.text.figure import Figure
from pipeline.text.zh.followers import measure
from pipeline.text.zh.hedges import hedge_before, widened
from pipeline.text.zh.numerals import DIGITS, scale_of

# Words that end in 半 as a share, and the hedge that each brings.
_SHARES = {
    "一": "", "过": "more-than", "超": "more-than", "逾": "more-than", "近": "nearly", "达": "", "占": "", "减": "",
    "大": "more-than",
}
# 大半 with one of these is no share: 大半年, 大半个中国.
_NO_LARGE_HALF = tuple("年天夜生辈个日径程部导身")
# What a half of a unit is, in whole smaller units where there are any.
_HALF_UNITS = {
    "个世纪": ("50", "year"), "个小时": ("30", "minute"), "小时": ("30", "minute"), "个月": ("0.5", "month"),
    "年": ("6", "month"), "天": ("0.5", "day"), "米": ("0.5", "metre"), "公里": ("0.5", "kilometre"),
    "个百分点": ("0.5", "points"), "亩": ("0.5", "mu"), "吨": ("0.5", "tonne"), "公斤": ("0.5", "kilogram"),
    "斤": ("0.5", "jin"), "英寸": ("0.5", "inch"), "英里": ("0.5", "mile"), "厘米": ("0.5", "centimetre"),
    "公顷": ("0.5", "hectare"),
}
_SPELLINGS = tuple(_HALF_UNITS)
_HALF_AND_UNIT = re.compile(rf"半(?P<unit>{'|'.join(_SPELLINGS)})(?![报度])(?P<more>多(?![种个]))?")
# Hedges between 翻 and its number: 翻了近两倍.
_HEDGES_INSIDE = {"近": "nearly", "将近": "nearly", "约": "about", "大约": "about", "超": "more-than",
                  "超过": "more-than", "逾": "more-than"}
_DOUBLED = re.compile(
    rf"翻(?:了|上)?(?P<hedge>{'|'.join(_HEDGES_INSIDE)})?(?P<n>[一两二三四五\d])?(?P<word>番|倍)(?P<more>多|(?<=番)半(?!导))?")


_COUNTED_BY = re.compile(r"数以(?P<scale>百|千|万|十万|百万|千万|亿|十亿|百亿)计的?")


def counted_by_at(text: str, start: int) -> Figure | None:
    """数以千计的: thousands of, at the numeral behind 以."""
    match = _COUNTED_BY.match(text, start - 2) if text[start - 1:start] == "以" and start > 1 else None
    if match is None:
        return None
    low = scale_of(match["scale"])
    return Figure(match.start(), match.end(), match.group(), "count", None, low, low * 10, hedge="vague", rules=("N6",))


def half_at(text: str, start: int) -> Figure | None:
    """The half that the 半 at `start` says; 上半年 and 大半年 are none of one."""
    before = text[start - 1:start] if start else ""
    if match := _HALF_AND_UNIT.match(text, start):
        if before in ("上", "下", "多", "大"):
            return None
        value, unit = _HALF_UNITS[match["unit"]]
        dimension, unit = (unit, "") if unit == "points" else (measure(unit).dimension, unit)
        half = Figure(start, match.end(), "", dimension, Decimal(value), unit=unit, rules=("N14",))
        return widened(text, half._replace(hedge="more-than" if match["more"] else None))
    share = text.startswith("数", start + 1)
    if before not in _SHARES and not share and not text.startswith("价", start + 1):
        return None
    if before == "大" and text.startswith(_NO_LARGE_HALF, start + 1):
        return None
    hedge, begin = _SHARES.get(before, ""), start
    if before == "一" or hedge == "more-than":
        begin -= 1 + text.endswith("一大", 0, start)
    if hedge == "more-than" and before != "大" and hedge_before(text, start, False)[0]:
        hedge, begin = "", start                # 超 is found as a hedge of its own, 超过 as a longer one
    half = Figure(begin, start + 1 + share, "", "multiple", Decimal("0.5"), when="1/2", rules=("N10", "N14"))
    half = widened(text, half._replace(hedge=hedge or None, direction="down" if before == "减" else None))
    if hedge and "N7" not in half.rules:
        half = half._replace(rules=(*half.rules, "N7"))
    said_without = before == "大" or text.startswith("价", start + 1)        # most, a discount
    return half._replace(rules=(*half.rules, "N3")) if said_without else half


def doubled_at(text: str, start: int) -> Figure | None:
    """翻番, 翻一番 (doubled), 翻两番 (quadrupled), 翻三倍, 翻了近两倍 (nearly tripled), at the 翻. 翻一番半 is
    2.5 times as much for some and 2.8 for others: more than doubled."""
    match = _DOUBLED.match(text, start)
    if match is None:
        return None
    n = int(match["n"]) if (match["n"] or "").isdigit() else DIGITS.get(match["n"] or "一", 1)
    times = Decimal(2) ** n if match["word"] == "番" else Decimal(n + 1)     # 翻一倍: as much again
    hedge = "more-than" if match["more"] else _HEDGES_INSIDE.get(match["hedge"] or "")
    rules = ("N9", "N7") if hedge else ("N9",)
    return widened(text, Figure(start, match.end(), "", "multiple", times, hedge=hedge, direction="up", rules=rules))
