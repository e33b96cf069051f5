"""Rows of what is found in a Chinese text, as fields and as they are printed.

Long texts repeat themselves, and where a figure or term stands is all in which two rows of it differ: what else is said
of it is put into words once.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from pipeline.run.terminal import safe, safe_json
from pipeline.text.en.render import Style, render
from pipeline.text.figure import Figure
from pipeline.text.style_rules import rules_of
from pipeline.text.term import Entry, TermMatch

Form = Literal["json", "jsonl", "text"]
_BESIDE = ("currency", "hedge", "direction", "base", "when", "modality", "stage")


class Said(NamedTuple):
    """A row in print but for its offsets: what goes before the first, and behind the second. A line of text shows
    none, and is all `head`."""

    dimension: str
    head: str
    tail: str = ""


class Row(NamedTuple):
    """A figure or term at [start, end) of a text, in code points, and its row in print."""

    start: int
    end: int
    said: Said

    @property
    def dimension(self) -> str:
        """That of the figure."""
        return self.said.dimension


class Encoder:
    """Figures and terms as rows in one form; those that are alike are encoded once."""

    def __init__(self, form: Form, style: Style) -> None:
        self._form, self._style = form, style
        self._figures: dict[tuple[Any, ...], Said] = {}
        self._terms: dict[Entry, Said] = {}

    def figures(self, found: Iterable[Figure]) -> Iterator[Row]:
        """Their rows, in order."""
        known = self._figures
        for figure in found:
            alike = figure[2:]
            said = known.get(alike)
            if said is None:
                said = known[alike] = self._said(figure_fields(figure, self._style))
            yield Row(figure[0], figure[1], said)

    def terms(self, found: Iterable[TermMatch]) -> Iterator[Row]:
        """Their rows, in order."""
        known = self._terms
        for start, end, entry in found:
            said = known.get(entry)
            if said is None:
                said = known[entry] = self._said(term_fields(TermMatch(start, end, entry)))
            yield Row(start, end, said)

    def _said(self, fields: dict[str, Any]) -> Said:
        if self._form == "text":
            return Said(fields["dimension"], safe(_line(fields)))
        zh = safe_json({"zh": fields["zh"]})
        rest = {name: value for name, value in fields.items() if name not in ("zh", "start", "end")}
        return Said(fields["dimension"], zh[:-1] + ', "start": ', ", " + safe_json(rest)[1:])


def printed(rows: Iterable[Row], form: Form) -> Iterator[str]:
    """The rows as they are printed, without line feeds."""
    if form == "text":
        return (said.head for _, _, said in rows)
    return (f'{head}{start}, "end": {end}{tail}' for start, end, (_, head, tail) in rows)


def figure_fields(figure: Figure, style: Style) -> dict[str, Any]:
    """All that is said of a figure, by name. Numbers are decimal strings, so that no digit is lost."""
    return {
        "zh": figure.text, "start": figure.start, "end": figure.end, "kind": "figure", "dimension": figure.dimension,
        "value": _decimal(figure.value), "low": _decimal(figure.low), "high": _decimal(figure.high),
        "unit": figure.unit or figure.currency, "en": render(figure, style), "rules": list(figure.rules),
        "currency": figure.currency, "hedge": figure.hedge, "direction": figure.direction, "base": figure.base,
        "when": figure.when, "modality": figure.modality, "stage": figure.stage,
    }


def term_fields(term: TermMatch) -> dict[str, Any]:
    """All that is said of a term, by name: the same names as of a figure."""
    return {
        "zh": term.entry.zh, "start": term.start, "end": term.end, "kind": "term", "dimension": "term",
        "value": None, "low": None, "high": None, "unit": None, "en": term.entry.en,
        "rules": list(rules_of(term.entry)), **dict.fromkeys(_BESIDE),
    }


def _decimal(number: Decimal | None) -> str | None:
    return None if number is None else format(number, "f")


def _line(row: dict[str, Any]) -> str:
    """One line a row; a range as its two ends, a date as its `when`."""
    bounds = " to ".join(row[end] or ".." for end in ("low", "high")) if row["low"] or row["high"] else None
    value = " ".join(v for v in (row["value"] or bounds or row["when"], row["unit"]) if v)
    zh, rules = " ".join(row["zh"].split()), " ".join(row["rules"])
    return "\t".join((zh, row["dimension"], value or "-", row["en"], rules or "-"))
