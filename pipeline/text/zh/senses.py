"""What the words around a number make of a unit that has other meanings: 80万平, 12万方厂房, 上涨3.5个点."""

import re

from pipeline.text.zh.numerals import Numeral

_FLOORS = re.compile("面积|标准厂房|厂房|建筑|楼|仓库|仓储|办公|车间|商业|住宅|载体|用房|园区|房源|户型|占地")
_CHANGED = re.compile(
    r"(?:[涨跌升降增减低快慢]|提高|增长|回落|放缓|收窄|扩大|下[滑调]|上调|降准|[加降升]息|高出?)了?(?:将?近|约|超过?|逾|接近)?"
    r"(?:[\d.一两二三四五六七八九]{1,4}个?(?:点|百分点)?[-—~至到])?$")
_SHARE_INDEX = re.compile("指数|大盘|[沪深股恒期]指|点位|道指|纳指")
_MOST_POINTS = 100


def is_change_in_points(text: str, numeral: Numeral) -> bool:
    """Whether 个点 behind a number are percentage points: 增速回落2个点; not those of a share index, and not 三个点."""
    start, reading = numeral.start, numeral.reading
    largest = reading.value if reading.value is not None else reading.high
    return largest is not None and largest <= _MOST_POINTS and bool(
        _CHANGED.search(text, start - 14, start)) and not _SHARE_INDEX.search(text, start - 24, start)


def is_floor_space(text: str, numeral: Numeral, end: int) -> bool:
    """Whether 平 or 方 before `end` are square metres: 总建筑面积80万平, 12万方标准厂房; 方 of anything else is a cubic
    metre, and 3胜2平 a result."""
    start, is_spoken = numeral.start, text[end - 1] == "平"
    sure = is_spoken and (numeral.more or numeral.scale.endswith("万"))
    return bool(sure) or bool(_FLOORS.search(text, start - 14, start) or _FLOORS.match(text, end)
                           or _FLOORS.match(text, end + 1))
