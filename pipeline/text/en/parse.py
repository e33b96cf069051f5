"""Every figure of an English text: the counterpart of the Chinese grammar, reading what a model or an editor writes.

The text is cut into tokens once; a table says which readers may begin at a token, so most words cost one look-up. Of
the readings at a place the longest stands, and reading goes on behind it.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from pipeline.text.en.clauses import Surroundings, surroundings
from pipeline.text.en.dates import DATE_TOKENS, read_date
from pipeline.text.en.magnitudes import (
    FRACTION_TOKENS,
    MULTIPLE_TOKENS,
    VAGUE_TOKENS,
    read_fraction,
    read_half,
    read_multiple,
    read_vague,
)
from pipeline.text.en.numerals import NUMBER_WORDS, ORDINAL_WORDS
from pipeline.text.en.quantities import read_nth, read_quantity, read_rank
from pipeline.text.figure import Figure

_TOKEN = re.compile(r"\d[\d,.]{0,30}|[A-Za-z]+")
# Numbers that are none (N13): addresses, phone and document numbers, times, fixed phrases.
_NOT_FIGURES = re.compile(
    r"https?://[!-~]{1,300}|www\.[!-~]{1,200}|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}|\+?\d{2,4}-\d{3,4}-\d{4,8}"
    r"|[(\[〔]\d{4}[)\]〕] ?No\. ?\d{1,5}|\b\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]\.?m\b\.?)?|\b\d{1,2} ?(?:[ap]\.m\.|[ap]m\b)"
    r"|\b24/7\b|(?:^|(?<=\n))\s{0,3}\d{1,2}[.)](?=\s)|\b\d{1,2}\.\d{2} ?[ap]\.?m\b|\b\d{1,2} o['’]clock\b|\b\d{1,3}[:：]\d{1,3}\b|(?i:\b(?:one of|no one|one another|one by one|one after another|first of all|at first|on (?:the )?one hand"
    r"|one-stop|second to none|(?:first|second|third)[- ](?:class|hand|party|tier)\b|first[- ]time|one belt,? one road|one-off"
    r"|at (?:one|the same) time|one day|seconds?-hand|zero[- ]carbon|double[- ](?:11|eleven|digit)|G\d{1,2}\b|this one|that one"
    r"|the one\b|one's|one who|as one\b|two sessions|four seasons|the first place|in the first place|for the first time"
    r"|one thing|every one|any one|each one|only one|one or two|in one|no\.? one))")
# Most texts hold none of what makes them; this finds the few that may.
_MAYBE_NOT = re.compile(r"(?:^|(?<=\n))\s{0,3}\d{1,2}[.)]|[@:：/\[(〔+]|o['’]clock|-\d{3}|(?i:\b(?:one|first|second|third|double|two|zero|four|seconds|G\d|[ap]\.?m))\b")

_Reader = Callable[[str, int], Figure | None]


def _readers() -> dict[str, tuple[_Reader, ...]]:
    table: dict[str, tuple[_Reader, ...]] = {}
    for tokens, reader in (
        (FRACTION_TOKENS, read_fraction), (("half",), read_half), (VAGUE_TOKENS, read_vague), (MULTIPLE_TOKENS, read_multiple),
        (("no", "num", "number", "top", "fortune", "global"), read_rank), (ORDINAL_WORDS | {"0"}, read_nth),
        (NUMBER_WORDS | {"0"}, read_quantity),
    ):
        for token in tokens:
            table[token] = (*table.get(token, ()), reader)
    for token in DATE_TOKENS:
        table.setdefault(token, ())
    return table


_READERS = _readers()


def parse(text: str) -> list[Figure]:
    """The figures of an English text in order, none overlapping. Linear in the text."""
    skipped = [m.span() for m in _NOT_FIGURES.finditer(text)] if _MAYBE_NOT.search(text) else []
    found: list[Figure] = []
    at = 0
    for token in _TOKEN.finditer(text):
        start = token.start()
        if start < at:
            continue
        while skipped and skipped[0][1] <= start:
            skipped.pop(0)
        if skipped and skipped[0][0] <= start:
            continue
        word = "0" if token.group()[0].isdigit() else token.group().lower()
        if word not in _READERS:
            continue
        figure = _longest(text, start, word)
        if figure is not None:
            found.append(figure)
            at = figure.end
    return _placed(text, found) if found else []


def _longest(text: str, at: int, word: str) -> Figure | None:
    best = read_date(text, at, word)
    for read in _READERS[word]:
        figure = read(text, at)
        if figure is not None and (best is None or figure.end > best.end):
            best = figure
    return best


_RATES = frozenset({"percent", "points", "basis-points", "multiple"})


def _placed(text: str, found: list[Figure]) -> list[Figure]:
    """With what the clause around each says; a figure never begins inside the one before."""
    around = surroundings(text)
    placed, last = [], 0
    for figure in found:
        start = max(figure.start, last)
        if start != figure.start:
            figure = replace(figure, start=start, text=text[start:figure.end])
        last = figure.end
        placed.append(_told(figure, around))
    return placed


def _told(figure: Figure, around: Surroundings) -> Figure:
    start, end = figure.start, figure.end
    direction = figure.direction
    base = None
    if figure.dimension in _RATES:
        direction = direction or around.direction(start, end)
        base = around.base(start, end)
    return replace(figure, direction=direction, base=base, modality=around.modality(start, end),
                   stage=around.stage(start, end))
