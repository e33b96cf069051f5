"""Five-Year Plans in English (style rule D5)."""

import re

from pipeline.text.en.date_parts import Row
from pipeline.text.en.numerals import ORDINALS
from pipeline.text.figure import Figure

_ORDINAL_WORDS = "|".join(ORDINALS[:0:-1])
_NUMBERED = "0- " + " ".join(ORDINALS[1:])


def plan_years(n: int) -> tuple[int, int]:
    """First and last year of the n-th Five-Year Plan: 14 -> (2021, 2025). The first two came before the rule."""
    early = {1: (1953, 1957), 2: (1958, 1962)}
    return early.get(n, (1966 + 5 * (n - 3), 1970 + 5 * (n - 3)))


def _plan(m: re.Match[str]) -> Figure | None:
    """Years that are not the plan's own stay outside, where they are found to have no source."""
    n = int(m["n"]) if m["n"] else ORDINALS.index(m["w"].lower())
    own = m["a"] is None or (int(m["a"]), int(m["a"][:4 - len(m["b"])] + m["b"])) == plan_years(n)
    end = m.end() if own else m.end("plan")
    return Figure(m.start(), end, m.string[m.start():end], "plan", when=str(n), rules=("D5",))


PLAN_ROWS: tuple[Row, ...] = (
    # the 14th Five-Year Plan period (2021-2025)
    (_NUMBERED, "plan plans planning period programme program fyp",
     rf"(?P<plan>(?:(?P<n>\d\d?)(?:st|nd|rd|th)|(?P<w>(?i:{_ORDINAL_WORDS})))"
     rf"(?:[ -](?i:(?:five|5)[- ]year (?:plans?|period|programmes?|programs?)|FYP)\b"
     rf"|(?= and (?:\d\d?(?:th|st|nd|rd)|(?i:{_ORDINAL_WORDS})) (?i:five-year plan))))"
     r"(?i:(?: period)?)(?: ?[(（](?P<a>\d{4})(?:-|–| to )(?P<b>\d{4}|\d\d)[)）])?", _plan),
)
