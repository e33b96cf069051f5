"""What a change is measured against, put into English within the Chinese (style rule N11).

Of its own a small model leaves 同比 out of a sentence in four, and takes it for the month or quarter before in others;
上年 it calls last year, or leaves out.
"""

import re

# 年同比 is one word behind a noun (销售额年同比); in 今年同比 and 2017年同比 the year is another.
_BASE = re.compile(
    r"年(?<=[额量率值价数]年)同比(?!例)|同比(?!例)|去年同期(?!待)|上年同期(?!待)|19\d\d年同期(?!待)|20\d\d年同期(?!待)|环比"
    "|上(?<=[比较由与和于将从在为，,。；;（(].)年(?:全年)?(?![度末底初间中纪同前])")
_MONTH, _QUARTER = re.compile(r"[\d一二三四五六七八九十本当上单]月|月份"), re.compile("季")
_YEARS = {"去年": "last year", "上年": "of the previous year"}
_SENTENCE_END = "。；！？;!?\n"


def base_phrases(text: str) -> list[tuple[int, int, str]]:
    """The places of such words, (start, end, English) each: 同比, year on year; 去年同期, the same period last year;
    上年, the previous year."""
    if "同" not in text and "环比" not in text and "上年" not in text:
        return []
    return [(m.start(), m.end(), english) for m in _BASE.finditer(text) if (english := _english(text, m))]


def _english(text: str, base: re.Match[str]) -> str:
    if base[0].endswith("同比"):
        return "year on year"
    if base[0].endswith("同期"):
        year = base[0].removesuffix("同期")
        return "the same period " + (_YEARS.get(year) or f"of {year[:4]}")
    return "the previous year" if base[0].startswith("上年") else _sequential(text, base.start())


def _sequential(text: str, at: int) -> str:
    """环比 is month on month of a month, quarter on quarter of a quarter; "" where the sentence does not say which."""
    start = max(text.rfind(mark, 0, at) for mark in _SENTENCE_END) + 1
    month, quarter = _MONTH.search(text, start, at), _QUARTER.search(text, start, at)
    if (month is None) == (quarter is None):
        return ""
    return "month on month" if month else "quarter on quarter"
