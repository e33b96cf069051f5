"""Assess one translated segment: the questions that `translate` asks before it repairs and `check` asks at the end."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.text.changes import change_findings
from pipeline.text.clocks import clock_findings
from pipeline.text.days import day_findings
from pipeline.text.en.figures import parse
from pipeline.text.en.phrases import phrase_said
from pipeline.text.fidelity import Comparison, compare
from pipeline.text.figure import Figure, with_modality
from pipeline.text.figure_findings import describe
from pipeline.text.finding import Finding
from pipeline.text.glossary import Entry, term_kept
from pipeline.text.labels import label_findings, without_labels
from pipeline.text.opposites import opposite_findings
from pipeline.text.rates import rate_findings
from pipeline.text.residue import residue
from pipeline.text.spans import part_of, places_of
from pipeline.text.values import is_long_span
from pipeline.text.zh.facts import modality
from pipeline.text.zh.figures import find_figures

_COSTS = {"high": 10.0, "medium": 4.0, "low": 0.5}
# What a figure in a name is a part of a longer word or number with.
_RUNS_ON_BEFORE, _RUNS_ON_AFTER = re.compile(r"[\w.,]"), re.compile(r"\w|[.,]\d")
_OF_WORDING = frozenset({"stage_wrong", "hedge_lost", "base_wrong", "fact_as_plan"})
_OF_VALUE = frozenset({"figure_missing", "figure_wrong"})


class Assessment(NamedTuple):
    """What became of each figure and term of a segment, and what is wrong with its English."""

    figures: Comparison
    terms: tuple[tuple[Entry, bool], ...]
    findings: tuple[Finding, ...]

    @property
    def cost(self) -> float:
        """The findings weighed; 0 is faultless."""
        return sum(_COSTS[f.severity] for f in self.findings)

    @property
    def failed(self) -> bool:
        """Whether anything is wrong that a person would have to look at."""
        return any(f.severity != "low" for f in self.findings)

    @property
    def worth_another_try(self) -> bool:
        """Whether a model that is asked again may do better: words of stage, hedge and base seldom change. A number of
        several digits is worth it however slight, and so is a span of time such as 五个月, and a quarter."""
        return any((f.severity != "low" and f.code not in _OF_WORDING) or _is_of_digits(f) for f in self.findings) \
            or any(m.status != "matched" and (is_long_span(m.promised) or m.promised.dimension == "period")
                   for m in self.figures.matches)

    @property
    def loses_figure(self) -> bool:
        """Whether a figure that weighs is missing or wrong."""
        return any(f.code in _OF_VALUE and f.severity != "low" for f in self.findings)

    @property
    def grave(self) -> bool:
        """Whether something is wrong that an investor would act on."""
        return any(f.severity == "high" for f in self.findings)


def _is_of_digits(finding: Finding) -> bool:
    return finding.code in _OF_VALUE and sum(map(str.isdigit, finding.zh)) > 1


def assess(zh: str, en: str, terms: Sequence[Entry], complete: bool = True) -> Assessment:
    """Compare a segment with its translation; `terms` are the entries that the Chinese holds, names made by rule
    and forbidden ones too, and `complete` is False where generation hit its limit or failed."""
    owed, found = promised(zh, owed_figures(zh, terms)), parse(en)
    kept = tuple([(entry, term_kept(entry, en)) for entry in terms if entry.status != "forbidden"])
    comparison = compare(owed, found)
    problems = [*described(zh, en, comparison), *residue(zh, en)]
    if terms:
        names = [entry.en for entry, is_kept in kept if is_kept]
        problems = [f for f in problems if f.code != "figure_unsupported" or not _is_said_in(f.en, names)]
        problems += [_term_missing(entry) for entry, is_kept in kept if not is_kept and en.strip()]
        problems += [_forbidden(entry) for entry in terms if entry.status == "forbidden" and phrase_said(entry.en, en)
                     and not any(phrase_said(entry.en, other.en) for other, _ in kept)]  # Shanxi is right where 山西 is
        problems += [_unconfirmed(entry) for entry in terms if entry.status == "proposed" and en.strip()]
    if not complete:
        problems.append(Finding("cut_off", "high", "Part of the English is missing: cut off, or the model failed."))
    return Assessment(comparison, kept, tuple(problems))


def described(zh: str, en: str, comparison: Comparison) -> list[Finding]:
    """What is wrong with the figures of a segment, and with what the words around them say."""
    met = comparison.met
    return [*without_labels(describe(comparison, zh), zh, comparison), *change_findings(zh, en, met),
            *opposite_findings(zh, en, met), *rate_findings(zh, en, met), *clock_findings(zh, en),
            *day_findings(zh, en, comparison), *label_findings(zh, en, comparison)]


def _is_said_in(figure: str, names: Sequence[str]) -> bool:
    """Whether an English figure stands, whole, in a name: 1990s, and not the 5 of the Fortune Global 500."""
    return any(not _RUNS_ON_BEFORE.match(name[start - 1:start]) and not _RUNS_ON_AFTER.match(name, end)
               for name in names for start, end in places_of(figure, name))


def owed_figures(zh: str, terms: Sequence[Entry]) -> list[Figure]:
    """The figures that the English of `zh` owes: all but those that are part of a term's name (世界500强)."""
    figures = find_figures(zh)
    if not figures or not terms:
        return figures
    spans = [span for entry in terms if entry.status != "forbidden" for span in places_of(entry.zh, zh)]
    return [f for f in figures if not [1 for a, b in spans if a < f.end and f.start < b and part_of(f, a, b)]]


def promised(zh: str, figures: Sequence[Figure]) -> list[Figure]:
    """`figures` of `zh` as they are owed: plans and facts told apart (D6)."""
    return [f if (m := modality(zh, f)) == f.modality else with_modality(f, m) for f in figures]


def _forbidden(entry: Entry) -> Finding:
    why = f" ({entry.note})" if entry.note else ""
    message = f"“{entry.zh}” must not read “{entry.en}”{why}."
    return Finding("forbidden_term", "medium", message, "T1", entry.zh, entry.en)


def _unconfirmed(entry: Entry) -> Finding:
    message = (f"“{entry.zh}” is in no list; “{entry.en}” was made by rule: confirm it, or put the right English into "
               "the client glossary.")
    return Finding("unconfirmed", "low", message, entry.rule, entry.zh, entry.en)


def _term_missing(entry: Entry) -> Finding:
    return Finding("term_missing", "medium", f"“{entry.zh}” should read “{entry.en}” in the English.", "T1", entry.zh)
