"""Numbers that measure nothing and must be right all the same: of names (302省道, 表1) and of the phases of a project
(二期; N12, N13).

They are no figures: they are compared with one another, and only where each side has one that the other lacks.
"""

import re
from collections.abc import Sequence
from operator import attrgetter

from pipeline.text.fidelity import Comparison
from pipeline.text.figure import Figure
from pipeline.text.finding import Finding, told_wrong

_NUMBER = re.compile(r"\d\d*")
# Phases of a project: 一期, 首期, 第二期; Phase II, the second phase.
_ZH_PHASE = re.compile("(?:项目|工程|第|^|[，。；、（(])(?P<n>[一二三四首])期(?![间望货刊限权末初内满])")
_MAY_BE_PHASE = re.compile("[一二三四首]期")
_ZH_PHASES = {"一": 1, "首": 1, "二": 2, "三": 3, "四": 4}
_EN_PHASE = re.compile(
    r"\bphase[- ](?P<n>one|two|three|four|[1-4]|i{1,3}|iv)\b|\b(?P<nth>first|second|third|fourth)[- ]phase\b", re.I)
_EN_PHASES = {w: n for words in ("one two three four", "1 2 3 4", "i ii iii iv", "first second third fourth")
              for n, w in enumerate(words.split(), 1)}
_LONGEST = 12


def label_findings(zh: str, en: str, comparison: Comparison) -> list[Finding]:
    """The numbers of names and the phases that are others in English."""
    return [*_names(zh, en, comparison), *_phases(zh, en)]


def _phases(zh: str, en: str) -> list[Finding]:
    """一期 as the second phase: a phase that only one side names, where the other names another."""
    if "期" not in zh or not _MAY_BE_PHASE.search(zh):
        return []
    mine = {_ZH_PHASES[m["n"]]: m[0] for m in _ZH_PHASE.finditer(zh)}
    theirs = {_EN_PHASES[(m["n"] or m["nth"]).lower()]: m[0] for m in _EN_PHASE.finditer(en)} if mine else {}
    lost, gained = mine.keys() - theirs.keys(), theirs.keys() - mine.keys()
    return [told_wrong(mine[min(lost)], theirs[min(gained)], "the phase is wrong", "N12")] if lost and gained else []


def without_labels(found: list[Finding], zh: str, comparison: Comparison) -> list[Finding]:
    """`found` less the numbers of English that name something in the Chinese: highway 302, the 636 team."""
    if not [f for f in found if f.code == "figure_unsupported" and f.en.isdigit()]:
        return found
    named = set(_numbers(zh, [m.promised for m in comparison.matches]))
    return [f for f in found if f.code != "figure_unsupported" or f.en not in named]


def _names(zh: str, en: str, comparison: Comparison) -> list[Finding]:
    """A number of a name with one digit changed: 302省道 as the 382 provincial highway."""
    mine = _numbers(zh, [m.promised for m in comparison.matches])
    if not mine:
        return []
    theirs = _numbers(en, sorted([told for _, told in comparison.met], key=attrgetter("start")))
    said, owed = set(_NUMBER.findall(en)), {_plain(number) for number in _NUMBER.findall(zh)}
    lost = [n for n in mine if n not in said]
    gained = [n for n in theirs if n not in owed]
    pairs = [(a, b) for a in lost for b in gained if _is_one_digit_off(a, b)]
    return [told_wrong(a, b, "the number is wrong", "N13") for a, b in pairs[:1]]


def _numbers(text: str, figures: Sequence[Figure]) -> list[str]:
    """The numbers of `text` outside `figures`, which are in order, in ASCII digits."""
    found, at = [], 0
    for figure in figures:
        found += _NUMBER.findall(text, at, figure.start)
        at = figure.end
    found += _NUMBER.findall(text, at)
    return [_plain(number) for number in found if len(number) <= _LONGEST]


def _plain(digits: str) -> str:
    return digits if digits.isascii() else "".join(str(int(d)) for d in digits)


def _is_one_digit_off(a: str, b: str) -> bool:
    return len(a) == len(b) and sum(x != y for x, y in zip(a, b, strict=True)) == 1
