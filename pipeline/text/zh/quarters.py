"""Quarters, halves and the first months of a year in Chinese: 一季度, 2025Q1, 上半年, 前10个月 (style rule D2)."""

import re

from pipeline.text.figure import Figure
from pipeline.text.zh.numerals import read_numeral

_HALF = re.compile(r"(?P<n>[上下])半年")
_QUARTER = re.compile(
    r"(?:第(?P<o>[一二三四1-4])季(?!节|(?<!年第.季)的)度?|(?P<p>一、?二|二、?三|三、?四)季度|Q(?P<q>[1-4])(?![A-Za-z\d])"
    r"|(?P<n>[一二三四1-4])(?:(?:-|—|–|至|到)(?P<b>[二三四2-4]))?季度)")
_FIRST = re.compile(
    r"[前头首](?P<n>\d{1,2}|[一两二三四五六七八九]|十[一二]?)\s?(?P<u>个?季度|季(?![节度后报])|个?月(?:份)?)(?!内)")
_LISTED = re.compile(r"第[一二三1-3](?=[、及和与]第?[二三四2-4]季(?!节))|[一二三1-3](?=(?:、[二三四2-4]){1,3}季度)")
_SHORT_PERIOD = re.compile(r"(?:(?P<y>20\d\d|2\d)\s?)?(?P<p>Q[1-4]|H[12])(?![A-Za-z\d])")
_NTH = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4, "上": 1, "下": 2}
_FIRST_ENDS = tuple("提目此以之日先当")            # 提前8个月


def quarter_at(text: str, at: int, year: str) -> Figure | None:
    """第三季度, 二、三季度, 一至三季度: of the `year`, where one is said."""
    m = _QUARTER.match(text, at)
    if m is None:
        return None
    lead = f"{year}-" if year else ""
    pair, last = m["p"] or "", m["b"] or (m["p"] or "")[-1:]
    first = int(m["q"] or _NTH[m["n"] or m["o"] or pair[0]])
    when = f"{lead}Q{first}/Q{_NTH[last]}" if last else f"{lead}Q{first}"
    return _period(text, at, m.end(), when)


def half_year_at(text: str, at: int, year: str = "") -> Figure | None:
    """上半年, 下半年."""
    m = _HALF.match(text, at)
    return _period(text, at, m.end(), (f"{year}-" if year else "") + f"H{_NTH[m['n']]}") if m else None


def first_part_at(text: str, at: int, year: str) -> Figure | None:
    """The first three quarters, the first ten months."""
    m = None if text[at - 1:at] in _FIRST_ENDS and at else _FIRST.match(text, at)
    n = int(read_numeral(m["n"]) or 0) if m else 0
    if m is None or not 2 <= n <= (4 if "季" in m["u"] else 12):
        return None
    quarters, months = f"{year and year + '-'}Q1/Q{n}", f"{year or '-'}-01/{year or '-'}-{n:02d}"
    when = quarters if "季" in m["u"] else months
    return _period(text, at, m.end(), when)


def listed_quarter_at(text: str, start: int) -> Figure | None:
    """The first of 一、三季度 or of 第二及第三季度; 二、三季度 is one period."""
    m = _LISTED.match(text, start)
    return (quarter_at(text, start, "") or _period(text, start, m.end(), f"Q{_NTH[m[0][-1]]}")) if m else None


def short_period_at(text: str, start: int) -> Figure | None:
    """2025Q1, 25H1, Q3."""
    m = _SHORT_PERIOD.match(text, start)
    if m is None:
        return None
    lead = f"{m['y'] if len(m['y']) > 2 else '20' + m['y']}-" if m["y"] else ""
    return _period(text, start, m.end(), f"{lead}{m['p']}")


def _period(text: str, start: int, end: int, when: str) -> Figure:
    return Figure(start, end, text[start:end], "period", when=when, rules=("D2",))
