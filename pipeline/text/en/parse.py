"""Every figure of an English text: the counterpart of the Chinese grammar, reading what a model or an editor writes.

The text is cut into words once, of which a table keeps those that may tell something; a second table says which readers
may begin at one. Of the readings at a place the longest stands, and reading goes on behind it.
"""

import re
import string
from collections.abc import Callable, Iterable

from pipeline.text.en.clauses import CUE_TOKENS, Surroundings, surroundings
from pipeline.text.en.dates import DATE_TOKENS, dates_held, read_date
from pipeline.text.en.lent import with_lent_units
from pipeline.text.en.magnitudes import (
    AFTER_ARTICLE,
    FRACTION_TOKENS,
    MULTIPLE_TOKENS,
    PART_TOKENS,
    SPAN_TOKENS,
    VAGUE_TOKENS,
    read_fraction,
    read_half,
    read_multiple,
    read_span,
    read_vague,
)
from pipeline.text.en.not_figures import IDIOMS_BEGIN, not_figures
from pipeline.text.en.numerals import NUMBER_WORDS, ORDINAL_WORDS
from pipeline.text.en.ranges import read_quantity
from pipeline.text.en.ranks import NTH_TOKENS, RANK_TOKENS, read_nth, read_rank
from pipeline.text.figure import Figure, told

# All but letters is a space, and letters are small.
_LETTERS = bytes(ord(chr(c).lower()) if chr(c) in string.ascii_letters else ord(" ") for c in range(256))
# Other spaces and hyphens, each as long as the plain one that it is read as; a space may part thousands (20 000).
_PLAIN = str.maketrans(dict.fromkeys("\u00a0\u202f\u2009\u2007\u2002\u3000", " ") | dict.fromkeys("\u2010\u2011", "-"))
_UNUSUAL = re.compile("[\u00a0\u202f\u2009\u2007\u2002\u3000\u2010\u2011]")
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:[\u00a0\u202f\u2009\u2007]\d{3}){1,4}(?![\d])")
_NUMBER = re.compile(r"\d[\d,.]{0,30}")
_ANY_LETTER = re.compile("[A-Za-z]")
_DIGITS = "0"       # the key of all tokens that begin with a digit
_RATES = frozenset({"percent", "points", "basis-points", "multiple"})

_Reader = Callable[[str, int], Figure | None]


def _readers() -> dict[str, tuple[_Reader, ...]]:
    rows: tuple[tuple[Iterable[str], tuple[_Reader, ...]], ...] = (
        (DATE_TOKENS, ()), (FRACTION_TOKENS, (read_fraction,)), (PART_TOKENS, (read_half,)),
        (SPAN_TOKENS, (read_span,)),
        (VAGUE_TOKENS, (read_vague,)), (MULTIPLE_TOKENS, (read_multiple,)), (RANK_TOKENS, (read_rank,)),
        (ORDINAL_WORDS | NTH_TOKENS | {_DIGITS}, (read_nth,)), (NUMBER_WORDS | {_DIGITS}, (read_quantity,)),
    )
    table: dict[str, tuple[_Reader, ...]] = {}
    for tokens, readers in rows:
        for token in tokens:
            table[token] = (*table.get(token, ()), *readers)
    return table


_READERS = _readers()
# Nearly all articles begin no figure. What may follow those that do, beside digits: the third quarter, a few, a dozen.
_AFTER_THE = frozenset(("first", "second", "third", "fourth", "early", "mid", "late", "beginning", "start", "end",
                        "middle", "close", "final", "last", "latter"))
_ARTICLES = {"the": _AFTER_THE, "a": AFTER_ARTICLE, "an": AFTER_ARTICLE}
_TELLING = frozenset(_READERS) | CUE_TOKENS | IDIOMS_BEGIN | _AFTER_THE | AFTER_ARTICLE
_BEGINS_NONE = _TELLING.difference(_READERS)


def parse(text: str) -> list[Figure]:
    """The figures of an English text in order, none overlapping. Linear in the text."""
    if text.isascii() or not _UNUSUAL.search(text):
        return _parsed(text)
    return [f._replace(text=text[f.start:f.end]) for f in _parsed(_plain(text))]


def _plain(text: str) -> str:
    """`text` with plain spaces and hyphens, at the same places."""
    return _THOUSANDS.sub(lambda m: re.sub(r"\D", ",", m[0]), text).translate(_PLAIN)


def _parsed(text: str) -> list[Figure]:
    words, telling = _words(text)
    numbers = [(number.start(), number[0]) for number in _NUMBER.finditer(text)]
    tokens = sorted(telling + numbers)
    begins = [(start, word) for i, (start, word) in enumerate(tokens, 1) if word not in _BEGINS_NONE and (
        word not in _ARTICLES or _opens(text, start, word, tokens[i:i + 1]))]
    if not begins:
        return []
    dates, skipped = dates_held(words), iter(not_figures(text, telling, numbers, words))
    skip = next(skipped, None)
    found: list[Figure] = []
    at = 0
    for start, word in begins:
        while skip and skip[1] <= start:
            skip = next(skipped, None)
        if start < at or (skip and skip[0] <= start):
            continue
        figure = _longest(dates, text, start, _DIGITS if word[0].isdigit() else word)
        if figure is not None:
            found.append(figure)
            at = figure.end
    if not found:
        return []
    around = surroundings(text, telling)
    return with_lent_units(text, _placed(text, found, around), around)


def _words(text: str) -> tuple[frozenset[str], list[tuple[int, str]]]:
    """The words of `text` in small letters; and those that may tell something, with their start."""
    words = text.encode("ascii", "replace").translate(_LETTERS).decode("ascii").split(" ")
    telling, at = list[tuple[int, str]](), 0
    for word in words:
        if word in _TELLING:
            telling.append((at, word))
        at += len(word) + 1                     # a space stands behind each
    return frozenset(words), telling


def _opens(text: str, start: int, article: str, following: list[tuple[int, str]]) -> bool:
    """Whether a figure may begin at an article, by the word that follows it."""
    if not following:
        return False
    at, word = following[0]
    return (word in _ARTICLES[article] or word[0].isdigit()) and not _ANY_LETTER.search(text, start + len(article), at)


def _longest(dates: frozenset[str], text: str, at: int, word: str) -> Figure | None:
    best = read_date(dates, text, at, word)
    for read in _READERS[word]:
        figure = read(text, at)
        if figure is not None and (best is None or figure.end > best.end):
            best = figure
    return best


def _placed(text: str, found: list[Figure], around: Surroundings) -> list[Figure]:
    """With what the clause around each says; a hedge never reaches into the figure before."""
    placed, last = [], 0
    for figure in found:
        start = max(figure.start, last)
        last = figure.end
        placed.append(_told(figure, start, text, around))
    return placed


def _told(figure: Figure, start: int, text: str, around: Surroundings) -> Figure:
    end = figure.end
    is_rate = figure.dimension in _RATES
    if start > figure.start:
        figure = figure._replace(start=start, text=text[start:end])
    direction = figure.direction or (around.direction(start, end) if is_rate else None)
    base = around.base(start, end) if is_rate else None
    modality, stage = around.modality(start, end), around.stage(start, end)
    if direction == figure.direction and not (base or modality or stage):
        return figure
    return told(figure, direction, base, modality, stage, figure.rules)
