"""What dates and periods in English are made of: months, days, years, and how each is written in `when`."""

import re
from collections.abc import Callable

from pipeline.text.figure import Figure

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")
_MONTH_NUMBERS = {name[:3]: n for n, name in enumerate(MONTHS, 1)}


def _month_pattern() -> str:
    """Every month in full or short, as a word or in capitals; in small letters only what can be nothing else."""
    spelled = [name for month in MONTHS for name in (month, month.upper(), month[:3], month[:3].upper())]
    spelled += [month.lower() for month in MONTHS if month not in ("May", "March")] + ["Sept", "SEPT"]
    return rf"(?:{'|'.join(sorted(set(spelled), key=len, reverse=True))})\b\.?(?![a-z])"


MONTH = _month_pattern()
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|[.,]\d|(?:st|nd|rd|th))"
YEAR = r"(?:1[5-9]|20)\d\d(?!\d|[.,]\d|\s?%)"
TO = r"\s?(?:-|–|—|to|through|until|till|and)\s?"
OF_YEAR = rf"(?:,?(?: of| in)?(?: the year)? (?P<y>{YEAR}))?"
PART = r"(?P<p>early|mid|late|beginning of|start of|middle of|close of|end of|end|early in|late in)"

Reader = Callable[[re.Match[str]], Figure | None]
# How a date can be written: the tokens at which it can begin ("0" for all digits, "0-" for those with a tie, see
# digits.py), the words of which the text must hold one, the pattern, its reading.
Row = tuple[str, str, str, Reader]


def dated(match: re.Match[str], dimension: str, when: str, rule: str = "D2") -> Figure:
    """The date or period that a pattern of a row has matched."""
    return Figure(match.start(), match.end(), match.group(), dimension, when=when,
                  rules=("D1" if dimension == "date" else rule,))


def month_of(name: str) -> str:
    """Sept. -> 09"""
    return f"{_MONTH_NUMBERS[name[:3].title()]:02d}"


def iso(year: str | None, month: str, day: str = "") -> str:
    """2025-03-12, 2025-03; --03-12 where no year is said."""
    return f"{year or '-'}-{month}" + (f"-{day}" if day else "")


def part_of(words: str) -> str:
    """What PART has matched, in `when`: close of -> end."""
    words = words.lower()
    return "end" if "close" in words else next((p for p in ("early", "mid", "late", "end") if p in words), "early")
