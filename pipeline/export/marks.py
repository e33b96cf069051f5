"""Where the figures and terms of a segment stand in its two texts, as runs that a material can colour and link."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.export.published import Row, Segment

Language = Literal["zh", "en"]
_LONGEST_TERM = 200


@dataclass(frozen=True)
class Mark:
    """A span [start, end) of a text. `refs` name what stands there (f0 a figure, t0 a term, numbered by article);
    `verdict` is matched, wrong, missing or unsupported; doubtful where the gravest finding about a figure is one
    to check (a plan for a fact, a lost "about", a date left out); slight where that is of low severity."""

    start: int
    end: int
    refs: tuple[str, ...]
    verdict: str

    @property
    def kind(self) -> str:
        """figure or term."""
        return "figure" if self.refs[0].startswith("f") else "term"


@dataclass(frozen=True)
class Run:
    """A piece of a text, and the mark that covers all of it, if any."""

    text: str
    mark: Mark | None = None


def runs(text: str, marks: Sequence[Mark]) -> list[Run]:
    """`text` cut at the marks; where two overlap, the earlier and longer one stays."""
    found, position = list[Run](), 0
    for mark in sorted(marks, key=lambda m: (m.start, -m.end)):
        if mark.start < position or mark.end <= mark.start or mark.end > len(text):
            continue
        if mark.start > position:
            found.append(Run(text[position:mark.start]))
        found.append(Run(text[mark.start:mark.end], mark))
        position = mark.end
    return [*found, Run(text[position:])] if position < len(text) else found


def marks(segment: Segment, language: Language, first_figure: int = 0, first_term: int = 0) -> list[Mark]:
    """The marks of a segment's Chinese or English; figures and terms are numbered from `first_figure`, `first_term`."""
    text = segment.zh if language == "zh" else segment.en
    figures = _figures(segment, language, first_figure)
    taken = [(m.start, m.end) for m in figures]
    terms = sorted(enumerate(segment.terms, first_term), key=lambda pair: -len(pair[1][language] or ""))
    found = list[Mark]()
    for number, term in terms:
        if language == "en" and term["status"] != "matched":
            continue
        for start, end in _places(term[language] or "", text):
            if not any(a < end and start < b for a, b in taken):
                taken.append((start, end))
                found.append(Mark(start, end, (f"t{number}",), term["status"]))
    return figures + found


def _figures(segment: Segment, language: Language, first: int) -> list[Mark]:
    spans: dict[tuple[int, int], list[tuple[str, str]]] = {}
    for number, fact in enumerate(segment.facts, first):
        start, end = fact[f"{language}_start"], fact[f"{language}_end"]
        if start is not None and end is not None:
            spans.setdefault((start, end), []).append((f"f{number}", _verdict(fact, segment)))
    return [Mark(start, end, tuple(ref for ref, _ in some), _worst(status for _, status in some))
            for (start, end), some in spans.items()]


def _verdict(fact: Row, segment: Segment) -> str:
    if fact["status"] == "matched" and not fact["wrong"]:
        return "matched"
    said = (fact["en"] if fact["zh"] is None else fact["zh"]).strip()
    severities = {f["severity"] for f in segment.findings if said in (f["message"] or "")}
    if not severities & {"high", "medium"}:
        return "slight"
    if fact["status"] == "unsupported":
        return "unsupported"
    return "doubtful" if fact["status"] == "matched" or "high" not in severities else str(fact["status"])


def _worst(verdicts: Iterable[str]) -> str:
    order = ("wrong", "missing", "unsupported", "doubtful", "slight", "matched")
    return min(verdicts, key=lambda v: order.index(v) if v in order else len(order))


def _places(phrase: str, text: str) -> list[tuple[int, int]]:
    if not phrase or len(phrase) > _LONGEST_TERM:
        return []
    # The plural of an English term is the term, whole: no mark ends within a word.
    return [m.span() for m in re.finditer(rf"{re.escape(phrase)}(?:e?s\b)?", text, re.IGNORECASE)]
