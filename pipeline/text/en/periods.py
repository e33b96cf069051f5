"""Quarters, halves, years and decades in English, and from one to another (style rule D2)."""

import re

from pipeline.text.en.date_parts import OF_YEAR, PART, TO, YEAR, Row, dated, iso, part_of
from pipeline.text.en.numerals import ORDINALS, SMALL
from pipeline.text.figure import Figure

_SHORT_YEAR = rf"(?:(?:,?(?: of)? (?:FY ?)?|['’])(?P<y>{YEAR}|(?<=['’])\d\d(?!\d)))?"
_NTH = r"first|second|third|fourth|1st|2nd|3rd|4th"
_COUNT = "|".join((*SMALL[2:13], r"\d{1,2}"))


def _number(word: str) -> int:
    return int(word) if word.isdigit() else SMALL.index(word.lower())


def _nth(word: str) -> int:
    said = {"last": 4, "final": 4, "latter": 2}.get(word.lower())
    return said or (int(word[0]) if word[0].isdigit() else ORDINALS.index(word.lower()))


def _year_of(m: re.Match[str]) -> str:
    """The year before or after, as a prefix: `2025-`; empty where none is said."""
    said = m["y"] or m.groupdict().get("y0")
    return f"{_full(said)}-" if said else ""


def _full(year: str) -> str:
    """1H25 is of 2025."""
    return year if len(year) > 2 else f"20{year}"


def _fiscal(m: re.Match[str]) -> Figure:
    return dated(m, "date", _full(m["y"]))


def _quarter(m: re.Match[str]) -> Figure:
    return dated(m, "period", f"{_year_of(m)}Q{_nth(m['n'])}")


def _quarters(m: re.Match[str]) -> Figure | None:
    n = _number(m["n"])
    return dated(m, "period", f"{_year_of(m)}Q1/Q{n}") if 2 <= n <= 4 else None


def _quarters_of(m: re.Match[str]) -> Figure | None:
    first, last = _nth(m["a"]), _nth(m["b"])
    told = first < last and (not m["and"] or first + 1 == last)         # the first and third are two
    return dated(m, "period", f"{_year_of(m)}Q{first}/Q{last}") if told else None


def _half(m: re.Match[str]) -> Figure | None:
    return dated(m, "period", f"{_year_of(m)}H{_nth(m['n'])}") if _nth(m["n"]) < 3 else None


def _months(m: re.Match[str]) -> Figure | None:
    n = _number(m["n"])
    year = _full(m["y"]) if m["y"] else None
    return dated(m, "period", f"{iso(year, '01')}/{iso(year, f'{n:02d}')}") if 2 <= n <= 12 else None


def _part_of_year(m: re.Match[str]) -> Figure:
    return dated(m, "period", f"{m['y']}-{part_of(m['p'])}")


def _years(m: re.Match[str]) -> Figure | None:
    first, last = m["a"], m["y"]
    last = first[:2] + last if len(last) == 2 else last
    return dated(m, "period", f"{first}/{last}") if first < last else None


def _decade(m: re.Match[str]) -> Figure:
    first = int(m["y"]) + (1900 if len(m["y"]) == 2 else 0)
    return dated(m, "period", f"{first}/{first + (99 if first % 100 == 0 and first < 2000 else 9)}")


# Each with what it was made for.
PERIOD_ROWS: tuple[Row, ...] = (
    # FY2025, FY25
    ("fy", "", rf"FY ?['’]?(?P<y>{YEAR}|\d\d(?!\d))(?![-–/]\d)", _fiscal),
    # Q1 2025, 2025 Q1, 3Q25, Q1-Q3 2025
    ("q", "", rf"Q(?P<n>[1-4])\b{_SHORT_YEAR}", _quarter),
    ("q", "", rf"Q1{TO}Q(?P<n>[2-4])\b{_SHORT_YEAR}", _quarters),
    ("0", "q", rf"(?P<y0>{YEAR}) ?Q(?P<n>[1-4])\b(?P<y>(?!))?", _quarter),
    ("0", "q", rf"(?P<n>[1-4])Q ?(?P<y>{YEAR}|\d\d(?!\d))", _quarter),
    # the first quarter of 2025, the third quarter
    ("the 0- first second third fourth", "quarter", rf"(?i:(?:the )?(?P<n>{_NTH})[- ]quarter)\b{OF_YEAR}", _quarter),
    # the second to fourth quarters, the second and third quarters
    ("the 0- first second third", "quarters quarter",
     rf"(?i:(?:the )?(?P<a>{_NTH})(?:(?P<and>,? and )|-| to | through )(?:the )?(?P<b>{_NTH}) quarters?)\b{OF_YEAR}",
     _quarters_of),
    # the final quarter of 2025
    ("the final last", "quarter", rf"(?i:(?:the )?(?P<n>final|last) quarter) of (?P<y>{YEAR})", _quarter),
    # the second and third quarters
    ("the 0- first second third fourth", "quarters",
     rf"(?i:(?:the )?(?P<n>{_NTH})(?: quarters\b|(?= and {_NTH} quarters\b))){OF_YEAR}", _quarter),
    # H1 2025, 2025H1, 1H25
    ("h", "", rf"H(?P<n>[12])\b{_SHORT_YEAR}", _half),
    ("0", "h", rf"(?P<y0>{YEAR}) ?H(?P<n>[12])\b(?P<y>(?!))?", _half),
    ("0", "h", rf"(?P<n>[12])H ?(?P<y>{YEAR}|\d\d(?!\d))", _half),
    # 9M25
    ("0", "m", rf"(?P<n>[2-9]|1[01])M ?(?P<y>{YEAR}|\d\d(?!\d))", _months),
    # the first half of 2025, the second half of the year
    ("the first second latter 0-", "half",
     rf"(?i:(?:the )?(?P<n>first|second|latter|1st|2nd)[- ]half)(?i: of the year)?(?![- ]hour){OF_YEAR}", _half),
    # the first three quarters of 2025
    ("the first", "quarters", rf"(?i:(?:the )?first (?P<n>two|three|four|2|3|4) quarters){OF_YEAR}", _quarters),
    # the first ten months of 2025
    ("the first", "months", rf"(?i:(?:the )?first (?P<n>{_COUNT}) months){OF_YEAR}", _months),
    # the end of 2025, early 2025
    ("the early mid late beginning start middle close end", "",
     rf"(?i:(?:the )?{PART}[- ](?:of )?)(?P<y>{YEAR})(?!s)",
     _part_of_year),
    # 2021-2025, 2021 to 2025, 2021-25
    ("0-", "", r"(?P<a>(?:1[5-9]|20)\d\d) ?(?:-|–|—|/|\bto\b|\bthrough\b) ?"
     r"(?P<y>(?:1[5-9]|20)\d\d|(?<! )\d\d(?!\d|[.,]\d|\s?%))(?![\d-])", _years),
    # 1368 to 1644, where no noun follows
    ("0-", "", r"(?P<a>1[0-4]\d\d) ?(?:-|–|—|\bto\b) ?(?P<y>1[5-9]\d\d)"
     r"(?:(?=[).,;:](?!\d)|$)|(?<=rom \d{4} to \d{4})(?!\d))", _years),
    # the 1990s, the late 1990s
    ("0-", "s", r"(?P<y>(?:1[5-9]|20)\d0)s\b", _decade),
    ("early mid late", "s", r"(?i:early|mid|late)[- ](?P<y>(?:19|20)\d0)s\b", _decade),
    # the '90s, the early 90s
    ("0-", "s", r"(?P<y>(?:(?<=['’])|(?<=the )|(?<=early )|(?<=late ))[3-9]0)s\b", _decade),
)
