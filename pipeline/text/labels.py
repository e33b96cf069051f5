"""Numbers that measure nothing and must be right all the same: of days (11日上午), of names (302省道, 表1) and of the
phases of a project (二期; N12, N13, D1).

They are no figures: they are compared with one another, and only where each side has one that the other lacks.
"""

import re
from collections.abc import Sequence

from pipeline.text.fidelity import Comparison
from pipeline.text.figure import Figure
from pipeline.text.finding import Finding, told_wrong
from pipeline.text.times import moments
from pipeline.text.values import TIMES
from pipeline.text.zh.numerals import read_numeral

_NUMERALS = "一二三四五六七八九十"
_DAY = re.compile(rf"(?<![\d.．〇零第{_NUMERALS}])(?P<n>\d{{1,2}}|[{_NUMERALS}廿]{{1,3}})[日号](?![线楼令院])")
# Days that have a name of their own, which English may tell by their date.
_NAMED_DAYS = re.compile("七七|八一|五四|九一八|一二九|三八|五一|六一|七一|双十|元旦|圣诞|国庆|除夕|春节")
_DATED = re.compile(r"(?<=-\d\d-)\d\d(?!\d)")
_NUMBER = re.compile(r"\d+")
# Phases of a project: 一期, 首期, 第二期; Phase II, the second phase.
_ZH_PHASE = re.compile("(?:项目|工程|第|^|[，。；、（(])(?P<n>[一二三四首])期(?![间望货刊限权末初内满])")
_MAY_BE_PHASE = re.compile("[一二三四首]期")
_ZH_PHASES = {"一": 1, "首": 1, "二": 2, "三": 3, "四": 4}
_EN_PHASE = re.compile(
    r"\bphase[- ](?P<n>one|two|three|four|[1-4]|i{1,3}|iv)\b|\b(?P<nth>first|second|third|fourth)[- ]phase\b", re.I)
_EN_PHASES = {w: n for words in ("one two three four", "1 2 3 4", "i ii iii iv", "first second third fourth")
              for n, w in enumerate(words.split(), 1)}
_LAST_DAY, _LONGEST = 31, 12


def label_findings(zh: str, en: str, comparison: Comparison) -> list[Finding]:
    """The days, the numbers of names and the phases that are others in English."""
    return [*_days(zh, comparison), *_names(zh, en, comparison), *_phases(zh, en)]


def _phases(zh: str, en: str) -> list[Finding]:
    """一期 as the second phase: a phase that only one side names, where the other names another."""
    if not _MAY_BE_PHASE.search(zh):
        return []
    mine = {_ZH_PHASES[m["n"]]: m[0] for m in _ZH_PHASE.finditer(zh)}
    theirs = {_EN_PHASES[(m["n"] or m["nth"]).lower()]: m[0] for m in _EN_PHASE.finditer(en)} if mine else {}
    lost, gained = mine.keys() - theirs.keys(), theirs.keys() - mine.keys()
    return [told_wrong(mine[min(lost)], theirs[min(gained)], "the phase is wrong", "N12")] if lost and gained else []


def without_labels(found: Sequence[Finding], zh: str, comparison: Comparison) -> list[Finding]:
    """`found` less the numbers of English that name something in the Chinese: highway 302, the 636 team."""
    if not any(f.code == "figure_unsupported" and f.en.isdigit() for f in found):
        return list(found)
    named = set(_numbers(zh, [m.promised for m in comparison.matches]))
    return [f for f in found if f.code != "figure_unsupported" or f.en not in named]


def bare_days(zh: str) -> dict[int, re.Match[str]]:
    """The days whose month the Chinese leaves unsaid (29日), and those of its dates, each with the last place of it."""
    return {int(n): m for m in _DAY.finditer(zh) if (n := read_numeral(m["n"])) and 0 < n <= _LAST_DAY}


def _days(zh: str, comparison: Comparison) -> list[Finding]:
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


def _names(zh: str, en: str, comparison: Comparison) -> list[Finding]:
    """A number of a name with one digit changed: 302省道 as the 382 provincial highway."""
    mine = _numbers(zh, [m.promised for m in comparison.matches])
    if not mine:
        return []
    met = [m.delivered for m in comparison.matches if m.delivered is not None and m.status == "matched"]
    theirs = _numbers(en, met)
    said, owed = {m[0] for m in _NUMBER.finditer(en)}, {_plain(m[0]) for m in _NUMBER.finditer(zh)}
    lost = [n for n in mine if n not in said]
    gained = [n for n in theirs if n not in owed]
    pairs = [(a, b) for a in lost for b in gained if _is_one_digit_off(a, b)]
    return [told_wrong(a, b, "the number is wrong", "N13") for a, b in pairs[:1]]


def _numbers(text: str, figures: Sequence[Figure]) -> list[str]:
    """The numbers of `text` outside `figures`, in ASCII digits."""
    inside = {at for f in figures for at in range(f.start, f.end)}
    return [_plain(m[0]) for m in _NUMBER.finditer(text) if m.start() not in inside and len(m[0]) <= _LONGEST]


def _plain(digits: str) -> str:
    return digits if digits.isascii() else "".join(str(int(d)) for d in digits)


def _is_one_digit_off(a: str, b: str) -> bool:
    return len(a) == len(b) and sum(x != y for x, y in zip(a, b, strict=True)) == 1
