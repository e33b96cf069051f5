"""Every figure of an English text: the counterpart of the Chinese grammar, reading what a model or an editor writes.

The text is cut into words once, of which a table keeps those that may tell something; a second table says which readers
may begin at one. Of the readings at a place the longest stands, and reading goes on behind it.
"""

import re
from collections.abc import Callable, Iterable, Sequence

from pipeline.text.en.clauses import CUE_TOKENS, Surroundings, surroundings
from pipeline.text.en.dates import DATE_NEEDS, DATE_TOKENS, dates_held, read_date
from pipeline.text.en.day_lists import with_listed_days
from pipeline.text.en.digits import DIGITS, NUMBER, TIED
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
from pipeline.text.en.not_figures import NONE_TOKENS, not_figures
from pipeline.text.en.numerals import NUMBER_WORDS, ORDINAL_WORDS
from pipeline.text.en.ranges import read_quantity
from pipeline.text.en.ranks import NTH_TOKENS, RANK_TOKENS, read_nth, read_rank
from pipeline.text.en.words import Words
from pipeline.text.figure import Figure, told

# Other spaces and hyphens, each as long as the plain one that it is read as; a space may part thousands (20 000).
_PLAIN = str.maketrans(dict.fromkeys("\u00a0\u202f\u2009\u2007\u2002\u3000", " ") | dict.fromkeys("\u2010\u2011", "-"))
_UNUSUAL = re.compile("[\u00a0\u202f\u2009\u2007\u2002\u3000\u2010\u2011]")
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:[\u00a0\u202f\u2009\u2007]\d{3}){1,4}(?![\d])")
_RATES = frozenset({"percent", "points", "basis-points", "multiple"})

_Reader = Callable[[str, int], Figure | None]


def _readers() -> dict[str, tuple[_Reader, ...]]:
    rows: tuple[tuple[Iterable[str], tuple[_Reader, ...]], ...] = (
        (DATE_TOKENS, ()), (FRACTION_TOKENS, (read_fraction,)), (PART_TOKENS, (read_half,)),
        (SPAN_TOKENS, (read_span,)),
        (VAGUE_TOKENS, (read_vague,)), (MULTIPLE_TOKENS, (read_multiple,)), (RANK_TOKENS, (read_rank,)),
        (ORDINAL_WORDS | NTH_TOKENS | {TIED}, (read_nth,)), (NUMBER_WORDS | {DIGITS, TIED}, (read_quantity,)),
    )
    table: dict[str, tuple[_Reader, ...]] = {}
    for tokens, readers in rows:
        for token in tokens:
            table[token] = (*table.get(token, ()), *readers)
    return table


_READERS = _readers()
# Nearly all articles begin no figure. What may follow those that do: the third quarter, a few, a dozen, the 1st half.
_AFTER_THE = frozenset(("first", "second", "third", "fourth", "early", "mid", "late", "beginning", "start", "end",
                        "middle", "close", "final", "last", "latter", TIED))
_ARTICLES = {word: tuple(f" {article} " for article, after in (("the", _AFTER_THE), ("a", AFTER_ARTICLE),
                                                               ("an", AFTER_ARTICLE)) if word in after)
             for word in _AFTER_THE | AFTER_ARTICLE}
_BEGIN = frozenset(_READERS).union(_ARTICLES).difference(("the", "a", "an"))
_TELLING = _BEGIN | CUE_TOKENS | NONE_TOKENS | DATE_NEEDS


def parse(text: str) -> list[Figure]:
    """The figures of an English text in order, none overlapping. Linear in the text."""
    if text.isascii() or not _UNUSUAL.search(text):
        return _parsed(text)
    return [f._replace(text=text[f.start:f.end]) for f in _parsed(_plain(text))]


def _plain(text: str) -> str:
    """`text` with plain spaces and hyphens, at the same places."""
    return _THOUSANDS.sub(lambda m: re.sub(r"\D", ",", m[0]), text).translate(_PLAIN)


def _parsed(text: str) -> list[Figure]:
    words = Words(text, _TELLING)
    numbers = list(NUMBER.finditer(text))
    begins = _begins(words, numbers)
    if not begins:
        return []
    dates, skipped = dates_held(words.said), iter(not_figures(text, words, numbers))
    skip = next(skipped, None)
    found: list[Figure] = []
    at = 0
    for start, word in begins:
        while skip and skip[1] <= start:
            skip = next(skipped, None)
        if start < at or (skip and skip[0] <= start):
            continue
        figure = _longest(dates, text, start, word)
        if figure is not None:
            found.append(figure)
            at = figure.end
    if not found:
        return []
    around = surroundings(text, words)
    return with_lent_units(text, with_listed_days(text, _placed(text, found, around)), around)


def _begins(words: Words, numbers: Sequence[re.Match[str]]) -> list[tuple[int, str]]:
    """Where a figure may begin, in order, and the token that says which."""
    begins = []
    tokens = [(number.start(), TIED if number.lastgroup else DIGITS) for number in numbers]
    for start, token in sorted(words.places(_BEGIN) + tokens):
        if token in _ARTICLES and words.spaced[start - 1] in "ean":
            begins += [(start - len(article) + 1, article.strip()) for article in _ARTICLES[token]
                       if words.spaced.endswith(article, 0, start + 1)]
        if token in _READERS:
            begins.append((start, token))
    return begins


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
        start, end = figure.start, figure.end
        if start < last:
            start, figure = last, figure._replace(start=last, text=text[last:end])
        last = end
        placed.append(_told(figure, start, end, around))
    return placed


def _told(figure: Figure, start: int, end: int, around: Surroundings) -> Figure:
    is_rate = figure.dimension in _RATES
    direction = figure.direction or (around.direction(start, end) if is_rate else None)
    base = around.base(start, end) if is_rate else None
    modality, stage = around.modality(start, end), around.stage(start, end)
    if direction == figure.direction and not (base or modality or stage):
        return figure
    return told(figure, direction, base, modality, stage, figure.rules)
