"""Dates, periods and Five-Year Plans in English, in British and American order (style rules D1, D2, D5)."""

import re
from collections.abc import Set
from functools import lru_cache

from pipeline.text.en.date_parts import Reader
from pipeline.text.en.days import DAY_ROWS
from pipeline.text.en.digits import DIGITS, TIED
from pipeline.text.en.periods import PERIOD_ROWS
from pipeline.text.en.plans import PLAN_ROWS
from pipeline.text.figure import Figure

# The digits that begin a date: of a day, of a year, with the letters of an ordinal; not those of 13,140 or 8.5%.
_MAY_BE_DATE = re.compile(r"\d{1,2}(?:st|nd|rd|th)?(?![\d%]|[.,]\d)|(?:1\d|20)\d\d(?!\d|,\d)")

_ROWS = tuple((tokens.split(), needs, re.compile(pattern), read)
              for tokens, needs, pattern, read in (*PLAN_ROWS, *DAY_ROWS, *PERIOD_ROWS))
_NEEDED = {needs: frozenset(needs.split()) for _, needs, _, _ in _ROWS if needs}
DATE_NEEDS = frozenset(word for some in _NEEDED.values() for word in some)
_NEEDS_OF = {word: frozenset(needs for needs, some in _NEEDED.items() if word in some) for word in DATE_NEEDS}
_NOTHING_HELD = frozenset[str]()
DATE_TOKENS = frozenset(token for tokens, _, _, _ in _ROWS for token in tokens)
_BY_TOKEN = {token: tuple((needs, pattern, read) for tokens, needs, pattern, read in _ROWS
                          if token in tokens or (token == TIED and DIGITS in tokens))
             for token in DATE_TOKENS}


def read_date(held: frozenset[str], text: str, at: int, word: str) -> Figure | None:
    """The longest date, period or plan that begins at `at`, where the token `word` (lower case, or one of digits)
    stands; `held` is what `dates_held` says of the text. Bare years are left to the quantities."""
    readers = _readers(word, held) if word in _BY_TOKEN else ()
    if not readers or (word in (DIGITS, TIED) and not _MAY_BE_DATE.match(text, at)):
        return None
    best: Figure | None = None
    for pattern, read in readers:
        match = pattern.match(text, at)
        figure = read(match) if match else None
        if figure is not None and (best is None or figure.end > best.end):
            best = figure
    return best


def dates_held(words: Set[str]) -> frozenset[str]:
    """Which needs of the table are met by a text with these words (lower case): where it names no month, none of what
    has one can stand in it."""
    return _NOTHING_HELD.union(*map(_NEEDS_OF.__getitem__, DATE_NEEDS & words))


def year(start: int, end: int, text: str) -> Figure:
    """A bare year at `start`..`end`."""
    return Figure(start, end, text[start:end], "date", when=text[start:end], rules=("D1",))


@lru_cache(maxsize=4096)
def _readers(word: str, held: frozenset[str]) -> tuple[tuple[re.Pattern[str], Reader], ...]:
    """The rows of the table that may begin at a token, but for those whose words are not held."""
    return tuple((pattern, read) for needs, pattern, read in _BY_TOKEN[word] if not needs or needs in held)
