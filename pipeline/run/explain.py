"""What is found in a Chinese text: figures and terms, for people who want to know why."""

from collections.abc import Iterator
from operator import attrgetter
from typing import Any

from pipeline.run.rows import Form, figure_fields, printed, term_fields
from pipeline.run.search import Search
from pipeline.stages.translate import TranslateSettings, load_glossary
from pipeline.text.en.figures import Style
from pipeline.text.figure import Figure
from pipeline.text.glossary import TermMatch
from pipeline.text.spans import settled
from pipeline.text.zh.figures import find_figures


def explain(text: str, settings: TranslateSettings) -> Iterator[dict[str, Any]]:
    """Each figure and term of a Chinese text, in order: what it is, its English, and the style rules that made it.

    Numbers are decimal strings, so that no digit is lost; offsets are code points.
    """
    style = _style(settings)
    figures, terms = settled(find_figures(text), load_glossary(settings.glossary).match(text))
    found: list[Figure | TermMatch] = sorted((*figures, *terms), key=attrgetter("start"))
    return (figure_fields(one, style) if isinstance(one, Figure) else term_fields(one) for one in found)


def explained(search: Search, settings: TranslateSettings, form: Form) -> Iterator[str]:
    """`explain` of the text that is searched, in print: a JSON object or a line for each, without line feeds."""
    encoder = search.ask(form, _style(settings))
    found = load_glossary(settings.glossary).match(search.text)
    figures, terms = settled(search.rows(), found)
    rows = [*figures, *encoder.terms(terms)]
    return printed(sorted(rows, key=attrgetter("start")) if figures and terms else rows, form)


def _style(settings: TranslateSettings) -> Style:
    return Style(money=settings.money, dates=settings.dates)
