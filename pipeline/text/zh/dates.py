"""Dates, periods and Five-Year Plans in Chinese (style rules D1, D2, D5)."""

import re
from collections.abc import Callable

from pipeline.text.figure import Figure
from pipeline.text.zh.numerals import DIGITS, read_numeral

_D = r"\d一二三四五六七八九十〇零两"
_YEAR = r"(?P<y>(?<!\d)(?:1[89]|20)\d\d|[一二][〇零一二三四五六七八九]{3})年"
_YEAR_OPT = rf"(?:{_YEAR}\s?)?"
_MONTH = r"(?P<m>(?<![\d.])(?:1[0-2]|0?[1-9])|十[一二]|[一二三四五六七八九十]|元)月(?!光|球|饼|票|薪)"
_DAY = r"(?P<d>(?:3[01]|[12]\d|0?[1-9])(?!\d)|三十一?|二?十[一二三四五六七八九]?|二十|[一二三四五六七八九])[日号]"
_PARTS = {"上旬": "early", "中旬": "mid", "下旬": "late", "初": "early", "底": "end", "末": "end", "中": "mid"}
_NTH = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4, "上": 1, "下": 2}
_TO = r"\s?(?:-|—|–|~|～|至|到)\s?"


def find_dates(text: str) -> list[Figure]:
    """The dates of `text` (digits half width), unsorted and with overlaps: the longest at a place is meant."""
    return [f for pattern, read in _READERS for m in pattern.finditer(text) if (f := read(m))]


def _number(text: str) -> int | None:
    value = 1 if text == "元" else read_numeral(text)
    return int(value) if value is not None else None


def _year(m: re.Match[str]) -> str:
    year = m["y"]
    if not year:
        return ""
    return year if year.isdigit() and year.isascii() else "".join(str(DIGITS[c]) for c in year)


def _month(m: re.Match[str], group: str = "m") -> str:
    return f"{_number(m[group]) or 0:02d}"


def _made(m: re.Match[str], dimension: str, when: str, rule: str) -> Figure:
    return Figure(m.start(), m.end(), m.group(), dimension, when=when, rules=(rule,))


def _date(m: re.Match[str]) -> Figure:
    return _made(m, "date", f"{_year(m) or '-'}-{_month(m)}-{_number(m['d']) or 0:02d}", "D1")


def _day_range(m: re.Match[str]) -> Figure:
    start = f"{_year(m) or '-'}-{_month(m)}-"
    return _made(m, "period", f"{start}{_number(m['d0']) or 0:02d}/{start}{_number(m['d']) or 0:02d}", "D1")


def _month_date(m: re.Match[str]) -> Figure:
    month = f"{_year(m) or '-'}-{_month(m)}"
    part = _PARTS.get(m["p"] or "")
    return _made(m, "period", f"{month}-{part}", "D2") if part else _made(m, "date", month, "D1")


def _months(m: re.Match[str]) -> Figure:
    year = _year(m) or "-"
    return _made(m, "period", f"{year}-{_month(m, 'm0')}/{year}-{_month(m)}", "D2")


def _quarter(m: re.Match[str]) -> Figure:
    year = _year(m)
    return _made(m, "period", (f"{year}-" if year else "") + f"Q{_NTH[m['n']]}", "D2")


def _quarters(m: re.Match[str]) -> Figure:
    year = _year(m)
    return _made(m, "period", (f"{year}-" if year else "") + f"Q1/Q{_NTH[m['n']]}", "D2")


def _half(m: re.Match[str]) -> Figure:
    year = _year(m)
    return _made(m, "period", (f"{year}-" if year else "") + f"H{_NTH[m['n']]}", "D2")


def _years(m: re.Match[str]) -> Figure | None:
    return _made(m, "period", f"{m['a']}/{m['b']}", "D2") if m["a"] < m["b"] else None


def _year_alone(m: re.Match[str]) -> Figure:
    part = _PARTS.get(m["p"] or "")
    return _made(m, "period", f"{_year(m)}-{part}", "D2") if part else _made(m, "date", _year(m), "D1")


def _iso(m: re.Match[str]) -> Figure:
    return _made(m, "date", f"{m['y']}-{int(m['m']):02d}-{int(m['d']):02d}", "D1")


def _plan(m: re.Match[str]) -> Figure | None:
    number = read_numeral(m["n"]) if m["n"] else read_numeral(m["o"])
    return _made(m, "plan", str(int(number)), "D5") if number is not None and 1 <= number <= 40 else None


_TABLE: tuple[tuple[str, Callable[[re.Match[str]], Figure | None]], ...] = (
    (rf"{_YEAR_OPT}{_MONTH}\s?{_DAY}", _date),
    (rf"{_YEAR_OPT}{_MONTH}\s?(?P<d0>\d{{1,2}})[日号]?{_TO}{_DAY}", _day_range),
    (rf"{_YEAR_OPT}{_MONTH}(?:份)?(?P<p>上旬|中旬|下旬|初|底|末)?", _month_date),
    (rf"{_YEAR_OPT}(?P<m0>(?<![\d.])(?:1[0-2]|[1-9]))月?{_TO}{_MONTH}(?:份)?", _months),
    (rf"{_YEAR_OPT}第?(?P<n>[一二三四1-4])季度", _quarter),
    (rf"{_YEAR_OPT}前(?P<n>[二三23])个?季度", _quarters),
    (rf"{_YEAR_OPT}(?P<n>[上下])半年", _half),
    (rf"(?<!\d)(?P<a>(?:19|20)\d\d)年?{_TO}(?P<b>(?:19|20)\d\d)年", _years),
    (rf"{_YEAR}(?:度)?(?P<p>年?[底末初](?!级|步|创))?", _year_alone),
    (r"(?<![\d-])(?P<y>(?:19|20)\d\d)[-/.](?P<m>1[0-2]|0?[1-9])[-/.](?P<d>3[01]|[12]\d|0?[1-9])(?!\d)", _iso),
    (r"[“\"「]?(?P<n>[一二三四五六七八九十]{1,2})五[”\"」]?(?=规划|时期|期间|末|以来|开局|收官|计划|目标|”|\"|」|，|。|的|$)"
     r"(?<=五|”|\"|」)", _plan),
    (r"第(?P<o>[一二三四五六七八九十]{1,3}|\d{1,2})个五年(?:规划|计划)(?P<n>(?!))?", _plan),
)
_READERS = tuple((re.compile(pattern), read) for pattern, read in _TABLE)
