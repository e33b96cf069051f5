"""What is wrong with the figures of a segment, in an editor's words, graver first by what an investor acts on."""

import re
from collections.abc import Sequence
from decimal import Decimal

from pipeline.text.en.render import Style, render
from pipeline.text.fidelity import Comparison, compare
from pipeline.text.figure import Figure
from pipeline.text.finding import Finding, Severity
from pipeline.text.times import moments
from pipeline.text.values import TIMES, largest

# Dimensions whose figures an investor acts on: a missing or wrong one is grave.
_GRAVE = frozenset({"money", "per-area-money", "area", "percent", "points", "basis-points", "power", "energy", "mass",
                    "volume", "plan"})
# An English figure of these kinds often words what the Chinese says without a figure (as one of the first, half).
_LOOSE = frozenset({"ordinal", "multiple", "date", "period", "plan"})

_YEAR, _YEAR_FIRST = re.compile(r"\b(?:19|20)\d\d"), re.compile(r"\d{4}")
# Words that a translator may tell as the year that they mean.
_OF_YEARS = re.compile("[今去前明后当同本翌次上]年|年内|年[初底末中前后来间]|世纪|年代|同期")

# kind of error -> code, severity where the figure weighs, style rule ("" = the figure's own), what the message says
_KINDS: dict[str, tuple[str, Severity, str, str]] = {
    "scale": ("figure_wrong", "high", "N1", "the scale is wrong"),
    "value": ("figure_wrong", "high", "N2", "the value is wrong"),
    "unit": ("figure_wrong", "high", "U1", "the unit is wrong"),
    "currency": ("figure_wrong", "high", "M2", "the currency is wrong"),
    "points": ("figure_wrong", "high", "N10", "percent and percentage points are not the same"),
    "date": ("figure_wrong", "medium", "D1", "the date is wrong"),
    "year": ("figure_unsupported", "low", "F5", "the Chinese names no year"),
    "sign": ("figure_wrong", "high", "N10", "one goes up and the other down"),
    "plan": ("plan_as_fact", "high", "D6", "the Chinese speaks of a plan, the English of a fact"),
    "fact": ("fact_as_plan", "medium", "D6", "the Chinese speaks of a fact, the English of a plan"),
    "stage": ("stage_wrong", "medium", "D7", "the project is at a different stage"),
    "hedge": ("hedge_lost", "medium", "N7", "how exact the figure is differs"),
    "base": ("base_wrong", "medium", "N11", "the change is measured against a different period"),
}
# Behind these words an ordinal is a rank.
_RANKED = re.compile("(?:居|排名?|列|名次|位列)[^，。；]{0,8}$")
_OLD_UNITS = {"qing": "U2", "zhang": "U6", "chi": "U6"}
_UNIT_RULES = {"area": "U1", "power": "U3", "energy": "U4", "mass": "U5", "length": "U6", "speed": "U7"}


def findings(promised: Sequence[Figure], delivered: Sequence[Figure]) -> list[Finding]:
    """Compare, and say what is wrong."""
    return describe(compare(promised, delivered))


def describe(comparison: Comparison, zh: str = "") -> list[Finding]:
    """The findings of a comparison with `zh`, in the order of the Chinese; what has no source last."""
    dated = None in [m.delivered for m in comparison.matches] and _names_another_month(comparison)
    found = []
    for match in comparison.matches:
        found += _doubts(match.promised)
        if match.delivered is None:
            found += _missing(match.promised, dated)
        elif match.kinds:
            found += _of_kinds(match.promised, match.delivered, match.kinds, zh)
    return found + [f for figure in comparison.unsupported if (f := _unsupported(figure, zh)) is not None]


def _doubts(owed: Figure) -> list[Finding]:
    """What the Chinese itself leaves in doubt, whatever the English says of it."""
    if owed.dimension == "multiple" and owed.direction == "down" and not owed.when and largest(owed) >= 1:
        message = f"The Chinese tells a fall of {owed.text}: nothing falls by a multiple; ask what is meant."
        return [Finding("source_doubtful", "medium", message, "N9", owed.text)]
    if owed.unit in _OLD_UNITS:
        message = f"The Chinese says {owed.text}: an old unit, which may be a figure of speech; look at it."
        return [Finding("source_doubtful", "medium", message, _OLD_UNITS[owed.unit], owed.text)]
    return []


def _names_another_month(comparison: Comparison) -> bool:
    """Whether the English names a month that the Chinese does not."""
    owed = [m.promised for m in comparison.matches]
    told = [*comparison.unsupported, *(m.delivered for m in comparison.matches if m.delivered is not None)]
    return not _months(told) <= _months(owed)


def _months(figures: Sequence[Figure]) -> set[str]:
    return {m.month for f in figures if f.dimension in TIMES for m in moments(f.when or "") if m.month}


def goes_unsaid(figure: Figure) -> bool:
    """Whether English may say a figure by no number: 一个, 第一, 两国 (a, main, both, bilateral)."""
    return largest(figure) <= 2 and "N3" in figure.rules


def _missing(owed: Figure, dated: bool) -> list[Finding]:
    if goes_unsaid(owed):
        return []
    severity: Severity = "high" if owed.dimension in _GRAVE else "medium"
    may_be_told = _is_bare_date(owed) and not (dated and _months([owed]))
    if _slight(owed) or may_be_told or _goes_without(owed):
        severity = "low"
    rule = owed.rules[0] if owed.rules else "N2"
    return [Finding("figure_missing", severity, f"The Chinese says {_said(owed)}; the English does not.", rule,
                    owed.text, "")]


def _of_kinds(owed: Figure, found: Figure, kinds: Sequence[str], zh: str) -> list[Finding]:
    ranked = owed.dimension == "ordinal" and bool(_RANKED.search(zh, max(0, owed.start - 12), owed.start))
    return [_of_kind(owed, found, kind, ranked) for kind in kinds]


def _of_kind(owed: Figure, found: Figure, kind: str, ranked: bool) -> Finding:
    code, severity, rule, difference = _KINDS[kind]
    if kind == "unit":
        rule = _UNIT_RULES.get(owed.dimension, "N15")
    if severity == "high" and kind not in ("plan", "scale") and owed.dimension not in _GRAVE:
        severity = "medium"
    plain = kind == "date" or (kind == "value" and (ranked or _is_slip(owed, found))) or (
        kind == "unit" and owed.dimension == found.dimension == "duration")
    if kind == "hedge" and (owed.hedge, found.hedge) == ("nearly", "about"):
        severity = "low"                    # 近, which many translators tell as approximately
    if severity != "high" and _slight(owed) and not plain and not (_in_digits(found) or _in_digits(owed)):
        severity = "low"
    english = found.text.strip()
    message = f"The Chinese says {_said(owed)}; the English says {english}: {_sides(kind, owed, found) or difference}."
    return Finding(code, severity, message, rule, owed.text, english)


def _sides(kind: str, owed: Figure, found: Figure) -> str:
    """What each side says beside an equal value, where it can be named; empty otherwise."""
    mine, theirs = {"stage": (owed.stage, found.stage), "hedge": (owed.hedge, found.hedge),
                    "base": (owed.base, found.base)}.get(kind, (None, None))
    if kind == "hedge":
        mine, theirs = mine or "exact", theirs or "exact"
    if mine is None or theirs is None or mine == theirs:
        return ""
    return f"{mine.replace('-', ' ')} in the Chinese, {theirs.replace('-', ' ')} in the English"


def _unsupported(figure: Figure, zh: str) -> Finding | None:
    if _says_little(figure):
        return None
    is_loose = figure.dimension in _LOOSE and (not _YEAR.search(figure.text) or _OF_YEARS.search(zh))
    severity: Severity = "low" if is_loose else "medium"
    text = figure.text.strip()
    message = f"The English says {text}; the Chinese has no such figure."
    return Finding("figure_unsupported", severity, message, "F5", "", text)


def _says_little(figure: Figure) -> bool:
    """Small number words, vague magnitudes, numbers of names, days and months that stand for 30日 and 上月 (D4)."""
    if {"N3", "N12"}.intersection(figure.rules) or figure.hedge == "vague":
        return True
    if figure.dimension in ("date", "period"):
        return not _YEAR_FIRST.match(figure.when or "")
    return largest(figure) < 10 and not _in_digits(figure)


def _said(figure: Figure) -> str:
    english = render(figure, Style())
    return figure.text if english in figure.text else f"{figure.text} ({english})"


def _goes_without(figure: Figure) -> bool:
    """One of a measure (a mile), and the whole (完全, wholly), which English seldom tells as figures."""
    return figure.value == (100 if figure.dimension == "percent" else 1)


def _is_bare_date(figure: Figure) -> bool:
    """A year or a month alone, which `the same period` or `last month` may tell."""
    return figure.dimension == "date" and len((figure.when or "").lstrip("-")) <= 4


def _in_digits(figure: Figure) -> bool:
    """A number in digits is meant as a number; a word may be one of many ways to put it."""
    return any(c.isdigit() for c in figure.text)


def _is_slip(owed: Figure, found: Figure) -> bool:
    """One small number for another of the same kind (三年 as four years, 第二 as third); 一 and one are many things."""
    return owed.dimension == found.dimension and min(largest(owed), largest(found)) >= 2


def _slight(figure: Figure) -> bool:
    """Counts below ten, and what English words without a figure."""
    small = figure.dimension in ("count", "duration") and largest(figure) < Decimal(10)
    told = figure.dimension == "duration" and _in_digits(figure)       # 26天, not 十年
    return small or figure.dimension in ("ordinal", "period") or ("N3" in figure.rules and not told)
