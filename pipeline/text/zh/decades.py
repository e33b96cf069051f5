"""Decades in Chinese: 90年代, 上世纪90年代, 21世纪20年代 (style rule D2)."""

import re

from pipeline.text.figure import Figure
from pipeline.text.zh.numerals import read_numeral

_OF_CENTURY = re.compile(r"\s?世纪\s?")
_TENS = "[0-9]0|[二三四五六七八九]十"
_LISTED_DECADE = re.compile(rf"(?P<c>(?!))?(?P<n>{_TENS})(?=、(?:{_TENS})\s?年代)(?P<p>(?!))?")
_DECADE = re.compile(rf"(?P<c>1[5-9]|20)?(?P<n>{_TENS})\s?年代(?P<p>初|中期|末)?")
_SAID_CENTURY = re.compile(r"(?:上|本|19|20|21) ?世纪 ?$")


def decade_at(text: str, start: int) -> Figure | None:
    """The decade whose number begins at `start`."""
    match = _DECADE.match(text, start)
    return _decade(text, match) if match else None


def decade_of_century_at(text: str, end: int) -> Figure | None:
    """The decade behind the number of a century that ends at `end`: 20世纪90年代."""
    century = _OF_CENTURY.match(text, end)
    return decade_at(text, century.end()) if century else None


def listed_decade_at(text: str, start: int) -> Figure | None:
    """The first of 80、90年代."""
    match = _LISTED_DECADE.match(text, start)
    return _decade(text, match) if match else None


def _decade(text: str, m: re.Match[str]) -> Figure | None:
    """上世纪90年代, 20世纪90年代, 90年代; a decade of this century only where the text says so."""
    before = _SAID_CENTURY.search(text, m.start() - 7, m.start())
    said = before[0].replace(" ", "") if before else ""
    tens = int(read_numeral(m["n"]) or 0)
    if not said and not m["c"] and tens < 40:
        return None
    first = 100 * int(m["c"]) if m["c"] else {"19世纪": 1800, "21世纪": 2000, "本世纪": 2000}.get(said, 1900)
    first += tens
    end = m.end() if not m["p"] else m.start("p")
    start = before.start() if before else m.start()
    return Figure(start, end, text[start:end], "period", when=f"{first}/{first + 9}", rules=("D2",))
