"""What is found in a Chinese text: figures and terms, for people who want to know why."""

from collections.abc import Iterator
from decimal import Decimal
from operator import attrgetter
from typing import Any

from pipeline.stages.translate import TranslateSettings, load_glossary
from pipeline.text.en.figures import Style, render
from pipeline.text.figure import Figure
from pipeline.text.glossary import TermMatch
from pipeline.text.spans import settled
from pipeline.text.style_rules import rules_of
from pipeline.text.zh.figures import find_figures

_BESIDE = ("currency", "hedge", "direction", "base", "when", "modality", "stage")


def explain(text: str, settings: TranslateSettings) -> Iterator[dict[str, Any]]:
    """Each figure and term of a Chinese text, in order: what it is, its English, and the style rules that made it.

    Numbers are decimal strings, so that no digit is lost; offsets are code points.
    """
    style = Style(money=settings.money, dates=settings.dates)
    figures, terms = settled(find_figures(text), load_glossary(settings.glossary).match(text))
    found: list[Figure | TermMatch] = sorted((*figures, *terms), key=attrgetter("start"))
    return (_figure(one, style) if isinstance(one, Figure) else _term(one) for one in found)


def _figure(figure: Figure, style: Style) -> dict[str, Any]:
    return {
        "zh": figure.text, "start": figure.start, "end": figure.end, "kind": "figure", "dimension": figure.dimension,
        "value": _decimal(figure.value), "low": _decimal(figure.low), "high": _decimal(figure.high),
        "unit": figure.unit or figure.currency, "en": render(figure, style), "rules": list(figure.rules),
        "currency": figure.currency, "hedge": figure.hedge, "direction": figure.direction, "base": figure.base,
        "when": figure.when, "modality": figure.modality, "stage": figure.stage,
    }


def _term(term: TermMatch) -> dict[str, Any]:
    return {
        "zh": term.entry.zh, "start": term.start, "end": term.end, "kind": "term", "dimension": "term",
        "value": None, "low": None, "high": None, "unit": None, "en": term.entry.en,
        "rules": list(rules_of(term.entry)), **dict.fromkeys(_BESIDE),
    }


def _decimal(number: Decimal | None) -> str | None:
    return None if number is None else format(number, "f")
