"""Ordinals, editions, ranks and phases in Chinese: 第三届, 全国第二, 前十, 世界500强, 二期 (style rules N12, D7)."""

import re

from pipeline.text.figure import Figure
from pipeline.text.zh.numerals import Numeral
from pipeline.text.zh.words import words

# 第 with these is a word, not a place in an order.
_NOT_ORDINAL = words("""
方 时间 线 产业 课堂 视角 书记 责任 现场 要务 资源 动力 生产力 手资料 人称 三产业 二产业 五个五年
""")
_COUNTER = re.compile(
    r"\s?(?:届|期|批|位|名|次|个|轮|代|条|号|大|季|场|站|家|天|年|集(?!团)|章|款|项|类|种|座|艘|架|颗|列|阶段|步)")
# 前 with these before or after it ends another word, or counts a span of time: 目前100家, 前三年.
_NOT_TOP_BEFORE = tuple("目此以之日年月天午提先当空眼史会")
_NOT_TOP_AFTER = tuple("年天次个期几季月日后来人往台沿%万亿千周场轮届百线排道段")
# 十二届全国人大, 二十届三中全会: the number of the session; 已举办16届 counts them.
_SESSIONS = (
    *words("届全国 届中央 届省 届市 届人大 届政协 届国务院"),
    *(f"届{n}{word}" for n in "一二三四五六七八九" for word in "中次"))
# 十九大, of a party: twelve large ones are never followed by these.
_CONGRESS = re.compile(
    "大(?:精神|报告|以来|代表|召开|胜利|开幕|闭幕|提出|关于|文件|后|前|的|对|[，,。、”]|会议|期间|部署|战略|做出|作出|确定|明确|$)")
_LISTS = re.compile(r"强(?![化大度力势弱劲调制项烈国者])(?:县市|县|企业|镇|市|区|榜单|榜)?")
_PHASE_AFTER = re.compile(r"期(?![间货刊望末待权限满内中盼])")
_NOT_PHASE_BEFORE = tuple("分共每近第为历上下长短中学假定按早同本周")
# 人大三次会议, 纪委四次全会: the third session, and not three.
_HELD, _HELD_BY = ("次会议", "次全会", "次全体会议", "中全会"), frozenset("大协会委届")
# 十佳, 百佳 name the best so many; 百佳超市 is a shop.
_BEST, _NOT_BEST = frozenset({10, 20, 50, 100}), ("佳超市", "佳能", "佳永辉")
_MOST = 10_000
_PHASES = frozenset("一二三四五六1234")
# 第二、三年: the second and third years.
_FIRST_OF_LIST = re.compile(r"第(?:[一二三四五六七八九十]{1,2}|\d{1,2})[、和及]$")
JOINTS = frozenset("、和及")
# What a rank has before it or after it.
BEFORE, AFTER = frozenset("第前"), frozenset("届大佳强期次中")
_PROJECT = words("项目 工程 建设 投资 用地 厂房")


def rank_at(text: str, numeral: Numeral) -> Figure | None:
    """The ordinal, rank or phase that this numeral tells; None for a quantity."""
    start, end, value = numeral.start, numeral.end, numeral.reading.value
    before = text[start - 1:start]
    if value is None or value != value.to_integral_value():
        return None
    if (before == "第" and (value < _MOST or not numeral.more)) or is_listed(text, start):
        return _ordinal(text, numeral)
    if value >= _MOST:
        return None
    if before == "前" and value > 1 and not numeral.more and not text.startswith(_NOT_TOP_AFTER, end) and (
            text[start - 2:start - 1] not in _NOT_TOP_BEFORE):
        return _figure(text, start - 1, end + text.startswith(("名", "强", "位", "大"), end), numeral)
    if text.startswith(_SESSIONS, end) or (12 <= value <= 30 and _CONGRESS.match(text, end)) or (
            value in _BEST and text.startswith("佳", end) and not text.startswith(_NOT_BEST, end)) or (
            before in _HELD_BY and text.startswith(_HELD, end)):
        return _figure(text, start, end + 1, numeral)
    if value >= 10 and (match := _LISTS.match(text, end)):
        return _figure(text, start - (before == "前"), match.end(), numeral)
    return _phase(text, numeral, before)


def is_listed(text: str, start: int) -> bool:
    """Whether 第 is said of the numeral at `start` by the one before it."""
    return text[start - 1:start] in JOINTS and _FIRST_OF_LIST.search(text, max(0, start - 4), start) is not None


def century_at(text: str, numeral: Numeral) -> Figure | None:
    """21世纪: the 21st century."""
    value = numeral.reading.value
    end = numeral.end + (text[numeral.end:numeral.end + 1] == " ")
    if text[end:end + 1] != "世":
        return None
    if value is None or not 1 <= value <= 30 or not text.startswith("世纪", end):
        return None
    return Figure(numeral.start, end + 2, text[numeral.start:end + 2], "ordinal", value, rules=("N12",))


def _ordinal(text: str, numeral: Numeral) -> Figure | None:
    if text.startswith(_NOT_ORDINAL, numeral.end) or numeral.reading.value == 0:
        return None
    match = _COUNTER.match(text, numeral.end)
    start = numeral.start - text.startswith("第", numeral.start - 1)
    return _figure(text, start, match.end() if match else numeral.end, numeral)


def _phase(text: str, numeral: Numeral, before: str) -> Figure | None:
    """一期, 二期: the phases of a project."""
    word, end = text[numeral.start:numeral.end], numeral.end + 1
    if word not in _PHASES or before in _NOT_PHASE_BEFORE or not _PHASE_AFTER.match(text, numeral.end):
        return None
    if word.isascii() and not text.startswith(_PROJECT, end):
        return None
    return Figure(numeral.start, end, text[numeral.start:end], "ordinal", numeral.reading.value, unit="phase",
                  rules=("D7", "N3"))


def _figure(text: str, start: int, end: int, numeral: Numeral) -> Figure:
    value = numeral.reading.value
    small = value is not None and value < 10
    return Figure(start, end, text[start:end], "ordinal", value, rules=("N12", "N3") if small else ("N12",))
