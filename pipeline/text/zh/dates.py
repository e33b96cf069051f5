"""Dates and periods in Chinese (style rules D1, D2, D3, D4). `when` is what `pipeline.text.figure` says.

A date is read from where its first numeral stands: a year with what follows it (2025年3月12日, 2025年上半年), a month
(3月12日, 3月下旬), or a numeral whose date comes behind a dash (1-10月, 2021—2025年). A second date after 至 or a dash
makes a period of the two.
"""

import re
import string
from functools import lru_cache

from pipeline.text.figure import Figure
from pipeline.text.zh.decades import decade_at, decade_of_century_at, listed_decade_at
from pipeline.text.zh.eras import age_at, early_year_at, is_counted
from pipeline.text.zh.followers import follower_at
from pipeline.text.zh.numerals import DIGITS, read_numeral
from pipeline.text.zh.quarters import first_part_at, half_year_at, listed_quarter_at, quarter_at, short_period_at

_HAN_DIGIT = "〇零○一二三四五六七八九"
_YEAR = rf"(?:1[5-9]|2[01])\d\d(?!\d)|1[0-4](?!00)\d\d(?!\d)|[一二][{_HAN_DIGIT}]{{3}}"
_MONTH = r"1[0-2]|0?[1-9]|十[一二]|[一二三四五六七八九十]|元"
_ONES = "[一二三四五六七八九]"
_DAY = rf"3[01]|[12]\d|0?[1-9]|三十一?|(?:二?十|廿){_ONES}?|{_ONES}"
_NO_MONTH = "(?![光球饼票薪嫂亮老均供])"
_TO = re.compile(r"\s?(?:持续|延续|一直)?(?:-|—|―|–|~|～|－|至|到){1,2}\s?")

_YEAR_WORD = re.compile(rf"(?P<y>{_YEAR})\s?年度?\s?")
# 7月17、18日; 7月17和7月22日; 12月17、21及22日
_LISTED = rf"(?=(?:[、和及与](?:{_DAY})){{0,8}}[、和及与](?:(?:{_MONTH})月)?(?:{_DAY})[日号](?![线楼文院]))"
_MONTH_DAY = re.compile(
    rf"(?P<m>{_MONTH})\s?月{_NO_MONTH}(?:\s?(?P<d>{_DAY})\s?(?:[日号](?!线|楼|文|院)|{_LISTED}))?份?")
_DAY_ALONE = re.compile(rf"(?P<d>{_DAY})(?:\s?[日号](?![线楼文院])|{_LISTED})")
_DAYS = re.compile(rf"(?P<m>{_MONTH})\s?月\s?(?P<d>{_DAY})\s?[日号]?\s?(?:-|—|―|–|~|至|到)\s?(?P<d2>{_DAY})\s?[日号]")
_MONTH_PART = re.compile(r"\s?(?P<p>[上中]?[中下上]旬|[初底末](?![级步创])|中(?=[，,。；;]|前|以前|之前))")
_YEAR_PART = re.compile(r"年?(?P<p>[底末初](?![级步创中小])|中(?=[，,。]|前|以前|之前)|(?<=年年)中)")
_YEARS = re.compile(
    rf"(?P<a>{_YEAR})\s?年?(?:-|—|―|–|~|至|到|/){{1,2}}(?P<b>{_YEAR}|\d\d(?!\d))"
    r"\s?(?:年|学年|赛季|财年)(?!代)度?(?!\d{1,2}月)")
_MONTHS = re.compile(
    rf"(?P<a>{_MONTH})月?\s?(?:-|—|―|–|~|至|到){{1,2}}\s?(?P<b>{_MONTH})\s?月{_NO_MONTH}(?!\d{{1,2}}[日号])份?")
_LISTED_MONTH = re.compile(rf"(?P<m>{_MONTH})(?=、(?:{_MONTH})\s?月(?!\s?\d))")
_ISO = re.compile(
    r"(?P<y>(?:19|20)\d\d)(?P<s>[-/.])(?P<m>1[0-2]|0?[1-9])(?P=s)(?P<d>3[01]|[12]\d|0?[1-9])(?!\d|[-/.]\d)")
_ISO_MONTH = re.compile(
    r"(?P<y>(?:19|20)\d\d)(?P<s>[-/.])(?P<m>0[1-9]|1[0-2])(?![\d%‰年月日号万亿千百余多]|[-/.、]\d)")
# 24年12月, 25年一季度, 24年底: years of this century and of the last; 12年6个月 is a span.
_SHORT_YEAR = re.compile(
    r"(?P<y>[0-4]\d|[7-9]\d)年(?:(?<=0\d.)|(?=(?:1[0-2]|0?[1-9])月|[上下]半年|第?[一二三四1-4]季度|前三季度|[底末初](?![级步创中小])))")
_NO_SHORT_YEAR = tuple("第近满过约超逾刑处期龄-—–~至到.、的〇零一二三四五六七八九十这那前每")
_LISTED_DAY = re.compile(rf"(?P<m>{_MONTH})\s?月(?:\s?(?:{_DAY})\s?日?[、和及与]){{1,9}}$")     # 10月1日、2日
LISTS = frozenset("、及和与")
_BEFORE_EARLY = ("于", "公元", "前", "公元 ", "公元前 ", "至", "到", "-", "—", "–", "~")
DOTTED = len("2025.03")
_PARTS = {"上旬": "early", "中旬": "mid", "下旬": "late", "初": "early", "底": "end", "末": "end", "中": "mid"}
# What follows the first numeral of a date, perhaps behind a space, and what stands before that of some.
FOLLOWS, BEFORE = frozenset("年月日世季QH、-—―–~/.至到"), frozenset("第Q前头首")
_FIRST_BEFORE, _HALVES, _JOINTS = frozenset("前头首"), frozenset("上下"), frozenset("-—―–~/至到")
# What the month, the quarter, the half or the part behind a year begins with.
_PARTS_BEGIN = frozenset("0123456789一二三四五六七八九十元第Q上下前头首年底末初中")
_LATIN_ENDS = tuple(f"{string.ascii_letters}-/._")
_SPAN_BEFORE = tuple("前近每这那上下头后第")
_AS_OF = tuple(word + year for word in ("截止", "自", "从", "至", "到") for year in ("", "今年", "去年", "去年今年"))
_SINCE = ("以来", "期间", "年内", "以后", "之前", "以前", "前后", "之后", "起", "内")


def date_at(text: str, start: int, end: int) -> Figure | None:
    """The date or period that holds the numeral at `start`..`end`, or the 元 of 元月, if there is one."""
    figure = _found(text, start, end)
    return _with_setting(text, figure) if figure else None


def half_of_year_at(text: str, start: int) -> Figure | None:
    """The half of a year that the 半 at `start` says, if there is one: 上半年."""
    figure = half_year_at(text, start - 1) if text[start - 1:start] in _HALVES else None
    return _with_setting(text, figure) if figure else None


def _found(text: str, start: int, end: int) -> Figure | None:
    before, following = text[start - 1:start], text[end:end + 1]
    if following == " ":
        following = text[end + 1:end + 2]
    if end - start == DOTTED and (dotted := _iso_month(text, start)):
        return dotted
    if following == "世" and (decade := decade_of_century_at(text, end)):
        return decade
    if following == "年":
        return _year_at(text, start, end)
    if following in ("Q", "H") and (short := short_period_at(text, start)):
        return short
    if before == "Q" and (short := short_period_at(text, start - 1)):
        return short
    if before == "第" and following in LISTS and (quarter := listed_quarter_at(text, start - 1)):
        return quarter
    if before in _FIRST_BEFORE and following in ("月", "个", "季") and (first := first_part_at(text, start - 1, "")):
        return first
    if following == "季":
        return quarter_at(text, start - 1 if before == "第" else start, "")
    if following == "月" and (figure := _month_at(text, start, before)):
        return figure
    if before in LISTS and (following == "日" or following in LISTS) and (day := _listed_day(text, start)):
        return day
    if following == "、":
        if month := _LISTED_MONTH.match(text, start):
            return _figure(text, start, end, "date", f"--{_two(month['m'])}", "D1")
        return listed_quarter_at(text, start) or listed_decade_at(text, start)
    return _joined(text, start) if following in _JOINTS or following in (".", "月") else None


def _listed_day(text: str, start: int) -> Figure | None:
    """The second day of a list, or a later one, of the month that stands before it."""
    month, day = _LISTED_DAY.search(text, max(0, start - 40), start), _DAY_ALONE.match(text, start)
    if month is None or day is None:
        return None
    return _figure(text, start, day.end(), "date", f"--{_two(month['m'])}-{_two(day['d'])}", "D1")


def _year_at(text: str, start: int, end: int) -> Figure | None:
    after = text.index("年", end) + 1
    following = text[after:after + 1]
    if following == "代" and (decade := decade_at(text, start)):
        return decade
    if following in _JOINTS and (years := _YEARS.match(text, start)):
        return _years(text, years)
    if text.endswith(_BEFORE_EARLY, 0, start) and (early := early_year_at(text, start)):
        return early
    if word := _YEAR_WORD.match(text, start):
        return None if is_counted(text, start, end) else from_year(text, start, word.end(), _year(word["y"]))
    short = _SHORT_YEAR.match(text, start)
    if short is None or text[start - 1:start] in _NO_SHORT_YEAR:
        return None
    return from_year(text, start, short.end(), f"{'20' if short['y'] < '50' else '19'}{short['y']}")


def from_year(text: str, start: int, after: int, year: str) -> Figure:
    """The year that stands at `start`..`after` with whatever month, quarter, half or part follows."""
    part = _part_of_year(text, start, after, year) if text[after:after + 1] in _PARTS_BEGIN else None
    if part:
        return part
    while text[after - 1] == " ":
        after -= 1
    return _ranged(text, _figure(text, start, after, "date", year, "D1"))


def _part_of_year(text: str, start: int, after: int, year: str) -> Figure | None:
    if days := _DAYS.match(text, after):
        return _days(text, start, days, year)
    if months := _MONTHS.match(text, after):
        ends = f"{year}-{_two(months['a'])}/{year}-{_two(months['b'])}"
        return _figure(text, start, months.end(), "period", ends, "D2")
    if month := _MONTH_DAY.match(text, after):
        return month_tail(text, start, month.end(), _iso(year, month), has_day=bool(month["d"]))
    for read in (quarter_at, half_year_at, first_part_at):
        if found := read(text, after, year):
            return _figure(text, start, found.end, "period", found.when or "", "D2")
    if part := _YEAR_PART.match(text, after):
        return _figure(text, start, part.end(), "period", f"{year}-{_PARTS[part['p']]}", "D2")
    return None


def _month_at(text: str, start: int, before: str) -> Figure | None:
    if days := _DAYS.match(text, start):
        return _days(text, start, days, "")
    month = _MONTH_DAY.match(text, start)
    if month is None or (not month["d"] and before in _SPAN_BEFORE and before and text[start] == "一"):
        return None                     # 前一月, 这一月: a month, not January
    return month_tail(text, start, month.end(), _iso("", month), has_day=bool(month["d"]))


def month_tail(text: str, start: int, after: int, when: str, has_day: bool = False) -> Figure:
    """The month or day that stands at `start`..`after` with the part of the month, or the last day, that follows."""
    if not has_day and (part := _MONTH_PART.match(text, after)):
        parts = [part["p"][0] + "旬", part["p"][1:]] if len(part["p"]) > 2 else [part["p"]]
        told = "/".join(f"{when}-{_PARTS[p]}" for p in parts)
        return _figure(text, start, part.end(), "period", told, "D2")
    return _ranged(text, _figure(text, start, after, "date", when, "D1"))


def _ranged(text: str, first: Figure) -> Figure:
    """`first`, or the period from it to the date that follows 至 or a dash."""
    to = _TO.match(text, first.end)
    if to is None or first.when is None:
        return first
    year = first.when[:4] if first.when[0].isdigit() else ""
    if first.when.count("-") > 1 and first.when[-3] == "-" and (day := _DAY_ALONE.match(text, to.end())):
        last, end = f"{first.when[:-2]}{_two(day['d'])}", day.end()
    else:
        own = _YEAR_WORD.match(text, to.end())
        month = _MONTH_DAY.match(text, own.end() if own else to.end())
        year = _year(own["y"]) if own else year
        if month is None and (own is None or len(first.when) > 4):
            return first
        last, end = (_iso(year, month), month.end()) if month else (year, own.end() if own else first.end)
    while text[end - 1] == " ":
        end -= 1
    same = last[0].isdigit() == first.when[0].isdigit()
    if same and last <= first.when and year:
        return first
    return _figure(text, first.start, end, "period", f"{first.when}/{last}", "D2")


def _joined(text: str, start: int) -> Figure | None:
    """1-10月, 2021-2025年, 2025-03-12, （1021-1086）."""
    if iso := _ISO.match(text, start):
        return _figure(text, start, iso.end(), "date", f"{iso['y']}-{int(iso['m']):02d}-{int(iso['d']):02d}", "D1")
    if years := _YEARS.match(text, start):
        return _years(text, years)
    if text[start - 1:start] in ("前", "元") and (early := early_year_at(text, start)):
        return early                    # 公元前475-前221年
    if with_year := _iso_month(text, start):
        return with_year
    if quarters := quarter_at(text, start, ""):
        return quarters
    if age := age_at(text, start):
        return age
    months = _MONTHS.match(text, start)
    if months is None or text[start - 1:start] in (".", "-", "/"):
        return None
    return _figure(text, start, months.end(), "period", f"--{_two(months['a'])}/--{_two(months['b'])}", "D2")


def _iso_month(text: str, start: int) -> Figure | None:
    """2025-03, 2025.03; not 2025.03元."""
    m = _ISO_MONTH.match(text, start)
    if m is None or (m["s"] == "." and follower_at(text, m.end(), True)) or text[start - 1:start] in _LATIN_ENDS:
        return None
    when = f"{m['y']}-{m['m']}"
    to = _TO.match(text, m.end())
    last = _ISO_MONTH.match(text, to.end()) if to else None
    if last and last["s"] == m["s"] and (end := f"{last['y']}-{last['m']}") > when:
        return _figure(text, start, last.end(), "period", f"{when}/{end}", "D2")
    return _figure(text, start, m.end(), "date", when, "D1")


def _years(text: str, m: re.Match[str]) -> Figure | None:
    first = _year(m["a"])
    last = _year(m["b"]) if len(m["b"]) == 4 else first[:2] + m["b"]
    return _figure(text, m.start(), m.end(), "period", f"{first}/{last}", "D2") if first < last else None


def _days(text: str, start: int, m: re.Match[str], year: str) -> Figure:
    month = f"{year or '-'}-{_two(m['m'])}"
    return _figure(text, start, m.end(), "period", f"{month}-{_two(m['d'])}/{month}-{_two(m['d2'])}", "D1")


def _with_setting(text: str, figure: Figure) -> Figure:
    """Rule D3 where the text says as of, since or during."""
    if text.endswith(_AS_OF, 0, figure.start) or text.startswith(_SINCE, figure.end):
        return figure._replace(rules=(*figure.rules, "D3"))
    return figure


def _figure(text: str, start: int, end: int, dimension: str, when: str, rule: str) -> Figure:
    return Figure(start, end, text[start:end], dimension, when=when, rules=(rule,))


def _iso(year: str, month: re.Match[str]) -> str:
    return f"{year or '-'}-{_two(month['m'])}" + (f"-{_two(month['d'])}" if month["d"] else "")


def _year(word: str) -> str:
    return word if word.isdigit() and word.isascii() else "".join("0" if c == "○" else str(DIGITS[c]) for c in word)


@lru_cache(maxsize=256)
def _two(word: str) -> str:
    """The number of a month or a day in two digits."""
    return f"{_number(word):02d}"


def _number(word: str) -> int:
    return 1 if word == "元" else int(read_numeral(word) or 0)
