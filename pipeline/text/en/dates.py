"""Dates, periods and Five-Year Plans in English, in British and American order (style rules D1, D2, D5)."""

import re
from collections.abc import Mapping, Set
from functools import lru_cache

from pipeline.text.en.date_parts import Reader
from pipeline.text.en.days import DAY_ROWS
from pipeline.text.en.periods import PERIOD_ROWS
from pipeline.text.en.plans import PLAN_ROWS
from pipeline.text.figure import Figure

# The digits that begin a date: of a day, of a year, with the letters of an ordinal; not those of 13,140 or 8.5%.
_MAY_BE_DATE = re.compile(r"\d{1,2}(?:st|nd|rd|th)?(?![\d%]|[.,]\d)|(?:1[5-9]|20)\d\d(?!\d|,\d)")

Readers = Mapping[str, tuple[tuple[re.Pattern[str], Reader], ...]]
_ROWS = tuple((tokens.split(), needs, re.compile(pattern), read)
              for tokens, needs, pattern, read in (*PLAN_ROWS, *DAY_ROWS, *PERIOD_ROWS))
_NEEDED = {needs: frozenset(needs.split()) for _, needs, _, _ in _ROWS if needs}
_EVER_NEEDED = frozenset(word for some in _NEEDED.values() for word in some)
DATE_TOKENS = frozenset(token for tokens, _, _, _ in _ROWS for token in tokens)


def read_date(readers: Readers, text: str, at: int, word: str) -> Figure | None:
    """The longest date, period or plan that begins at `at`, where the token `word` (lower case; "0" for digits)
    stands, by the `readers` that the text needs. Bare years are left to the quantities."""
    best: Figure | None = None
    if word == "0" and not _MAY_BE_DATE.match(text, at):
        return None
    for pattern, read in readers.get(word, ()):
        match = pattern.match(text, at)
        figure = read(match) if match else None
        if figure is not None and (best is None or figure.end > best.end):
            best = figure
    return best


def date_readers(words: Set[str]) -> Readers:
    """What a text with these words (lower case) needs for `read_date`: where it names no month, none that has one."""
    if _EVER_NEEDED.isdisjoint(words):
        return _readers(frozenset())
    return _readers(frozenset(needs for needs, some in _NEEDED.items() if not some.isdisjoint(words)))


def year(start: int, end: int, text: str) -> Figure:
    """A bare year at `start`..`end`."""
    return Figure(start, end, text[start:end], "date", when=text[start:end], rules=("D1",))


@lru_cache(maxsize=256)
def _readers(held: frozenset[str]) -> Readers:
    """The rows of the table by token, but for those whose words are not among `held`."""
    readers: dict[str, tuple[tuple[re.Pattern[str], Reader], ...]] = {}
    for tokens, needs, pattern, read in _ROWS:
        if not needs or needs in held:
            for token in tokens:
                readers[token] = (*readers.get(token, ()), (pattern, read))
    return readers
