"""Days whose month the Chinese leaves unsaid (12日上午): what they are in English, and whether it came.

A small model takes 12日上午 for twelve o'clock, or leaves it out; one English phrase it keeps. They are no figures: of
which month the day is, only who knows the date of the article can tell (style rule D4).
"""

import re
from collections.abc import Iterator, Sequence

from pipeline.text.en.render_dates import nth
from pipeline.text.fidelity import Comparison
from pipeline.text.figure import Figure
from pipeline.text.finding import Finding, told_wrong
from pipeline.text.times import moments
from pipeline.text.values import TIMES
from pipeline.text.zh.numerals import read_numeral

_PARTS = {
    "": "on the", "上午": "on the morning of the", "早上": "on the morning of the", "早晨": "on the morning of the",
    "清晨": "in the early morning of the", "中午": "at noon on the", "下午": "on the afternoon of the",
    "午后": "on the afternoon of the", "傍晚": "on the evening of the", "晚": "on the evening of the",
    "晚上": "on the evening of the", "晚间": "on the evening of the", "夜间": "on the night of the",
    "深夜": "on the night of the", "凌晨": "in the early hours of the",
}
# Not of a date (6月12日), a range or a list (12日至14日), a number (第12日), a span (5日内, 工期30日) or a word (1日元,
# 12日电). A search goes from one digit to the next; what stands before it is asked behind it.
_NO_DAY = r"\d.．:：/年月历第周每至到、和期时续停休共近约满达长超\-—－–~～"
_DAY = re.compile(
    rf"(?P<n>[1-9](?:\d(?<=[12]\d|3[01])(?<![{_NO_DAY}]\d\d)|(?<![{_NO_DAY}]\d)))日"
    rf"(?P<part>{'|'.join(sorted(filter(None, _PARTS), key=len, reverse=True))})?+"
    r"(?!\d(?!\d?[点时]半?(?:许|左右|前后))|[内之以间前后常军本元均报班历式游用语韩照圆系出产落夜晨午电线楼、和至到\-—－–~～（(])")
# 15日至19日: from one to another of a month that is not said. A search goes from one joint to the next.
_TO = re.compile(
    r"(?:至|到|-|—|－|–|~|～)(?P<last>[12]\d|3[01]|[1-9])日(?![\d内之以常军本元均报历游用语系出产落电线楼])")
_FROM = re.compile(rf"(?<![{_NO_DAY}])(?P<n>[12]\d|3[01]|[1-9])日?$")
_SAID = re.compile(r"\d(?<![\d.,:]\d)\d?(?![\d:%]|[.,]\d)")
_WEEKDAY = re.compile("|".join(rf"{name}(?<!\w{name})day\b" for name in (
    "Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun")))
_WEEKDAYS = re.compile("周|星期|礼拜")
# Any day, with 号 and in Chinese numerals too: what a day that English dates may stand for.
_NUMERALS = "一二三四五六七八九十"
_ANY_DAY = re.compile(rf"(?<![\d.．〇零第{_NUMERALS}])(?P<n>\d{{1,2}}|[{_NUMERALS}廿]{{1,3}})[日号](?![线楼令院])")
# Days that have a name of their own, which English may tell by their date.
_NAMED_DAYS = re.compile("七七|八一|五四|九一八|一二九|三八|五一|六一|七一|双十|元旦|圣诞|国庆|除夕|春节")
_DATED = re.compile(r"(?<=-\d\d-)\d\d(?!\d)")
_LAST_DAY = 31

# Behind these, and before those, English has a preposition of its own: 于12日, 12日起.
_LED, _FOLLOWED = tuple("于在自从距与及"), ("起", "止")


def day_phrases(text: str, figures: Sequence[Figure]) -> list[tuple[int, int, str]]:
    """The places of such days, (start, end, English) each, outside `figures`."""
    if "日" not in text:
        return []
    found = [(day.start(), day.end(), _english(text, day)) for day in _DAY.finditer(text)]
    found += [(first.start(), to.end(), _from_to(text, first, to)) for first, to in _ranges(text)]
    return [day for day in found if not any(f.start < day[1] and day[0] < f.end for f in figures)]


def day_findings(zh: str, en: str, comparison: Comparison) -> list[Finding]:
    """The days that the English does not name; slight, for it may call them yesterday. Days of the week of its own: of
    12,300 human translations of news one says such a day where the Chinese does not. And days that it dates wrongly."""
    found = []
    if "day" in en and not _WEEKDAYS.search(zh):
        found = [_no_weekday(name) for name in dict.fromkeys(_WEEKDAY.findall(en)) if name not in zh]
    if "日" in zh and (owed := _owed(zh, comparison)):
        said = set(_SAID.findall(en))
        found += [_lost(day) for day, numbers in owed if not said.issuperset(numbers)]
    return found + _dated_wrongly(zh, comparison)


def _owed(zh: str, comparison: Comparison) -> list[tuple[str, tuple[str, ...]]]:
    """The days, each with the numbers that tell it; those of a month that is said are the dates'."""
    dated = [(m.promised.start, m.promised.end) for m in comparison.matches]
    return [(day[0], (day["n"],)) for day in _DAY.finditer(zh)] + [
        (zh[first.start():to.end()], (first["n"], to["last"])) for first, to in _ranges(zh)
        if not any(start < to.end() and first.start() < end for start, end in dated)]


def _no_weekday(name: str) -> Finding:
    message = f"The English says {name}; the Chinese names no day of the week."
    return Finding("figure_unsupported", "medium", message, "D4", "", name)


def _lost(day: str) -> Finding:
    return Finding("figure_missing", "low", f"The Chinese says {day}; the English names no such day.", "D1", day)


def _english(text: str, day: re.Match[str]) -> str:
    words = _PARTS[day["part"] or ""]
    if text.endswith(_LED, 0, day.start()) or text.startswith(_FOLLOWED, day.end()):
        words = words.split(" ", 1)[1]
    return f"{words} {nth(int(day['n']))}"


def _ranges(text: str) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    """The days from one to another, first and last; 3至5日 alone may be a length of time."""
    for to in _TO.finditer(text):
        first = _FROM.search(text, max(0, to.start() - 4), to.start())
        if first and int(first["n"]) < int(to["last"]) and (
                first[0].endswith("日") or text.endswith(_LED, 0, first.start())):
            yield first, to


def _from_to(text: str, first: re.Match[str], to: re.Match[str]) -> str:
    english = f"the {nth(int(first['n']))} to the {nth(int(to['last']))}"
    return english if text.endswith(_LED, 0, first.start()) else f"from {english}"


def bare_days(zh: str) -> dict[int, re.Match[str]]:
    """The days whose month the Chinese leaves unsaid (29日), and those of its dates, each with the last place of it."""
    return {int(n): m for m in _ANY_DAY.finditer(zh) if (n := read_numeral(m["n"])) and 0 < n <= _LAST_DAY}


def _dated_wrongly(zh: str, comparison: Comparison) -> list[Finding]:
    """A day whose month the Chinese leaves unsaid, where English dates it and says another; and one made up."""
    dated = [f for f in comparison.unsupported if f.dimension == "date" and _days_of(f)]
    if not dated:
        return []
    owed = bare_days(zh)
    delivered = [m.delivered for m in comparison.matches if m.delivered is not None]
    told = {day for f in (*comparison.unsupported, *delivered) for day in _days_of(f)}
    promised = [m.promised for m in comparison.matches]
    spans = [(f.start, f.end) for f in promised]
    left = [m[0] for day, m in owed.items() if day not in told and not any(a <= m.start() < b for a, b in spans)]
    wrong = [f for f in dated if owed.keys().isdisjoint(_days_of(f)) or _has_another_month(f, promised)]
    pairs = zip(left, wrong, strict=False)
    changed = [told_wrong(mine, f.text.strip(), "the date is wrong", "D1") for mine, f in pairs]
    made_up = [] if _NAMED_DAYS.search(zh) else [f for f in wrong[len(left):] if (f.when or "").startswith("--")]
    return changed + [_made_up(f.text.strip()) for f in made_up]


def _has_another_month(figure: Figure, promised: Sequence[Figure]) -> bool:
    """November 30 where the Chinese names the day as 9月30日, and no day of November."""
    days = _days_of(figure)
    months = {m.month for f in promised if f.dimension in TIMES and days & _days_of(f) for m in moments(f.when or "")}
    named = {m.month for f in promised if f.dimension in TIMES for m in moments(f.when or "")}
    return bool(months) and named.isdisjoint({m.month for m in moments(figure.when or "")})


def _made_up(theirs: str) -> Finding:
    return Finding("figure_unsupported", "medium", f"The English says {theirs}; the Chinese names no such day.", "D4",
                   "", theirs)


def _days_of(figure: Figure) -> set[int]:
    """The days that a date or a period names; an ordinal may be one (on the 29th)."""
    if figure.dimension == "ordinal" and figure.value is not None:
        return {int(figure.value)}
    return {int(day) for day in _DATED.findall(figure.when or "")}
