"""Five-Year Plans (style rule D5): 十四五, “十五五”规划, 第十四个五年规划."""

import re

from pipeline.text.figure import Figure
from pipeline.text.zh.followers import follower_at
from pipeline.text.zh.numerals import read_numeral

_SHORT = re.compile(r"(?P<n>二十[一二]?|十[一二三四五六七八九]?|[一二三四五六七八九])五(?P<close>[”\"」’』])?(?P<word>规划|计划)?")
_LONG = re.compile(r"第(?P<n>[一二三四五六七八九十]{1,3}|\d{1,2})个五年(?:规划|计划)")
_COMPANY = ("规划", "计划", "时期", "期间", "末", "以来", "开局", "收官", "目标", "期末", "初", "纲要", "前", "后", "中期", "重点", "发展", "的")
_YEARS = re.compile(r"[（(](?P<a>\d{4})年?(?:-|—|–|~|至){1,2}(?P<b>\d{4})年?[)）]")
_OPEN = ("“", "\"", "「", "‘", "『")


def plan_at(text: str, start: int) -> Figure | None:
    """The plan whose number begins at `start`; its quotation marks, its 规划 and its own years in brackets are in the span.

    Without quotation marks 十四五 is a plan unless something is counted by it (十四五岁), and 三五 only with a word for plan.
    """
    if text[start - 1:start] == "第" and (match := _LONG.match(text, start - 1)):
        return _figure(text, start - 1, match.end(), match["n"])
    match = _SHORT.match(text, start)
    if match is None:
        return None
    opened = text[start - 1:start] in _OPEN and start > 0
    if bool(match["close"]) != opened:
        if match["close"] and not match["word"]:
            return None
        opened = False
    said = text.startswith(_COMPANY, match.end("n") + 1 + len(match["close"] or ""))
    if not said and (len(match["n"]) == 1 or (not opened and follower_at(text, match.end("n") + 1, True))):
        return None
    if len(match["n"]) > 1 and not said and not opened and text[start - 1:start] in ("第", "约", "近"):
        return None
    end = match.end() if opened or match["word"] or not match["close"] else match.end("n") + 1
    return _figure(text, start - opened, end, match["n"])


def _figure(text: str, start: int, end: int, word: str) -> Figure | None:
    number = read_numeral(word)
    if number is None or not 1 <= number <= 30:
        return None
    n = int(number)
    if (years := _YEARS.match(text, end)) and (int(years["a"]), int(years["b"])) == (1951 + 5 * n, 1955 + 5 * n):
        end = years.end()
    return Figure(start, end, text[start:end], "plan", when=str(n), rules=("D5",))
