"""Five-Year Plans (style rule D5): 十四五, “十五五”规划, 第十四个五年规划."""

import re

from pipeline.text.figure import Figure
from pipeline.text.zh.followers import follower_at
from pipeline.text.zh.numerals import read_numeral
from pipeline.text.zh.words import words

_SHORT = re.compile(
    r"(?P<n>二十[一二]?|十[一二三四五六七八九]?|[一二三四五六七八九])五(?P<close>[”\"」’』])?(?P<word>规划|计划)?")
_LONG = re.compile(r"第(?P<n>[一二三四五六七八九十]{1,3}|\d{1,2})个五年(?:规划|计划)")
_COMPANY = words("规划 计划 时期 期间 末 以来 开局 收官 目标 期末 初 纲要 前 后 中期 重点 发展 的")
_YEARS = re.compile(r"[（(](?P<a>\d{4})年?(?:-|—|–|~|至){1,2}(?P<b>\d{4})年?[)）]")
_OPEN = ("“", "\"", "「", "‘", "『")
_MOST = 30


def plan_at(text: str, start: int) -> Figure | None:
    """The plan whose number begins at `start`; with its quotation marks, its 规划 and its years in brackets.

    Without quotation marks 十四五 is a plan unless it counts something (十四五岁), 三五 only before a word for plan.
    """
    before = text[start - 1:start] if start else ""
    if before == "第" and (long := _LONG.match(text, start - 1)):
        return _figure(text, start - 1, long.end(), long["n"])
    match = _SHORT.match(text, start)
    if match is None:
        return None
    bare_end = match.end("n") + 1
    quoted = bool(match["close"]) and before in _OPEN
    said = text.startswith(_COMPANY, match.end("close") if match["close"] else bare_end)
    if not quoted and (match["close"] or before in _OPEN) and not said:
        return None
    counted = before in ("第", "约", "近") or follower_at(text, bare_end, True) is not None
    if not said and (len(match["n"]) == 1 or (counted and not quoted)):
        return None
    return _figure(text, start - quoted, match.end() if quoted or match["word"] else bare_end, match["n"])


def _figure(text: str, start: int, end: int, word: str) -> Figure | None:
    number = read_numeral(word)
    if number is None or not 1 <= number <= _MOST:
        return None
    n = int(number)
    if (years := _YEARS.match(text, end)) and (int(years["a"]), int(years["b"])) == (1951 + 5 * n, 1955 + 5 * n):
        end = years.end()
    return Figure(start, end, text[start:end], "plan", when=str(n), rules=("D5",))
