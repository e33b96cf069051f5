"""Dates, periods and Five-Year Plans in English, in British and American order (style rules D1, D2, D5)."""

import re
from collections.abc import Callable, Mapping, Set
from functools import lru_cache

from pipeline.text.en.numerals import ORDINALS, SMALL
from pipeline.text.figure import Figure

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")
_MONTH_NUMBERS = {name[:3]: n for n, name in enumerate(MONTHS, 1)}


def _month_pattern() -> str:
    """Every month in full or short, as a word or in capitals; in small letters only what can be nothing else."""
    spelled = [name for month in MONTHS for name in (month, month.upper(), month[:3], month[:3].upper())]
    spelled += [month.lower() for month in MONTHS if month not in ("May", "March")] + ["Sept", "SEPT"]
    return rf"(?:{'|'.join(sorted(set(spelled), key=len, reverse=True))})\b\.?(?![a-z])"


_MONTH = _month_pattern()
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|[.,]\d|(?:st|nd|rd|th))"
_YEAR = r"(?:1[5-9]|20)\d\d(?!\d|[.,]\d|\s?%)"
_TO = r"\s?(?:-|–|—|to|through|until|till|and)\s?"
_OF_YEAR = rf"(?:,?(?: of| in)?(?: the year)? (?P<y>{_YEAR}))?"
_SHORT_YEAR = rf"(?:(?:,?(?: of)? (?:FY ?)?|['’])(?P<y>{_YEAR}|(?<=['’])\d\d(?!\d)))?"
_NTH = r"first|second|third|fourth|1st|2nd|3rd|4th"
_COUNT = "|".join((*SMALL[2:13], r"\d{1,2}"))
_PART = r"(?P<p>early|mid|late|beginning of|start of|middle of|close of|end of|end|early in|late in)"
_ORDINAL_WORDS = "|".join(ORDINALS[:0:-1])

# The digits that begin a date: of a day, of a year, with the letters of an ordinal; not those of 13,140 or 8.5%.
_MAY_BE_DATE = re.compile(r"\d{1,2}(?:st|nd|rd|th)?(?![\d%]|[.,]\d)|(?:1[5-9]|20)\d\d(?!\d|,\d)")

_Reader = Callable[[re.Match[str]], Figure | None]


def read_date(readers: "Readers", text: str, at: int, word: str) -> Figure | None:
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


def date_readers(words: Set[str]) -> "Readers":
    """What a text with these words (lower case) needs for `read_date`: where it names no month, none that has one."""
    if _EVER_NEEDED.isdisjoint(words):
        return _readers(frozenset())
    return _readers(frozenset(needs for needs, some in _NEEDED.items() if not some.isdisjoint(words)))


def year(start: int, end: int, text: str) -> Figure:
    """A bare year at `start`..`end`."""
    return Figure(start, end, text[start:end], "date", when=text[start:end], rules=("D1",))


def plan_years(n: int) -> tuple[int, int]:
    """First and last year of the n-th Five-Year Plan: 14 -> (2021, 2025). The first two came before the rule."""
    early = {1: (1953, 1957), 2: (1958, 1962)}
    return early.get(n, (1966 + 5 * (n - 3), 1970 + 5 * (n - 3)))


def _figure(match: re.Match[str], dimension: str, when: str, rule: str = "D2") -> Figure:
    return Figure(match.start(), match.end(), match.group(), dimension, when=when,
                  rules=("D1" if dimension == "date" else rule,))


def _month(name: str) -> str:
    return f"{_MONTH_NUMBERS[name[:3].title()]:02d}"


def _day(text: str) -> str:
    return f"{int(re.sub(r'[a-z]', '', text)):02d}"


def _iso(year: str | None, month: str, day: str = "") -> str:
    return f"{year or '-'}-{month}" + (f"-{day}" if day else "")


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


def _day_month(m: re.Match[str]) -> Figure | None:
    if m.string.endswith("Long ", 0, m.start()):        # the rocket
        return None
    return _figure(m, "date", _iso(m["y"], _month(m["m"]), _day(m["d"])))


def _day_range(m: re.Match[str]) -> Figure | None:
    first, last = _day(m["d"]), _day(m["d2"])
    if first >= last:
        return None
    return _figure(m, "period", "/".join(_iso(m["y"], _month(m["m"]), d) for d in (first, last)), "D1")


def _dates_range(m: re.Match[str]) -> Figure:
    ends = _iso(m["y0"] or m["y"], _month(m["m"]), _day(m["d"])), _iso(m["y"], _month(m["m2"]), _day(m["d2"]))
    return _figure(m, "period", "/".join(ends), "D1")


def _month_year(m: re.Match[str]) -> Figure:
    return _figure(m, "date", _iso(m["y"], _month(m["m"])))


def _month_range(m: re.Match[str]) -> Figure:
    return _figure(m, "period", f"{_iso(m['y0'] or m['y'], _month(m['m']))}/{_iso(m['y'], _month(m['m2']))}")


_MONTH_LEADS = re.compile(
    r"\b(?:in|of|since|by|from|last|this|next|until|till|for|to|and|between|before|after|during|late|early|mid|end)"
    r"[ -]$", re.I)


def _month_alone(m: re.Match[str]) -> Figure | None:
    """May, March and short forms are also words or names: only after a preposition are they months."""
    name = m["m"].rstrip(".")
    alone = len(name) > 3 and name not in ("March", "Sept")
    if not alone and not _MONTH_LEADS.search(m.string, max(0, m.start() - 9), m.start()):
        return None
    return _figure(m, "date", _iso(None, _month(m["m"])))


def _iso_date(m: re.Match[str]) -> Figure | None:
    month, day = int(m["m"]), int(m["d"])
    return _figure(m, "date", f"{m['y']}-{month:02d}-{day:02d}") if 1 <= month <= 12 and 1 <= day <= 31 else None


def _quarter(m: re.Match[str]) -> Figure:
    return _figure(m, "period", f"{_year_of(m)}Q{_nth(m['n'])}")


def _half(m: re.Match[str]) -> Figure | None:
    return _figure(m, "period", f"{_year_of(m)}H{_nth(m['n'])}") if _nth(m["n"]) < 3 else None


def _quarters(m: re.Match[str]) -> Figure | None:
    n = _number(m["n"])
    return _figure(m, "period", f"{_year_of(m)}Q1/Q{n}") if 2 <= n <= 4 else None


def _months(m: re.Match[str]) -> Figure | None:
    n = _number(m["n"])
    year = _full(m["y"]) if m["y"] else None
    return _figure(m, "period", f"{_iso(year, '01')}/{_iso(year, f'{n:02d}')}") if 2 <= n <= 12 else None


def _part_of_month(m: re.Match[str]) -> Figure:
    return _figure(m, "period", f"{_iso(m['y'], _month(m['m']))}-{_part(m['p'])}")


def _parts_of_month(m: re.Match[str]) -> Figure:
    month = _iso(m["y"], _month(m["m"]))
    return _figure(m, "period", f"{month}-{m['a'].lower()}/{month}-{m['b'].lower()}")


def _quarters_of(m: re.Match[str]) -> Figure | None:
    first, last = _nth(m["a"]), _nth(m["b"])
    told = first < last and (not m["and"] or first + 1 == last)         # the first and third are two
    return _figure(m, "period", f"{_year_of(m)}Q{first}/Q{last}") if told else None


def _part_of_year(m: re.Match[str]) -> Figure:
    return _figure(m, "period", f"{m['y']}-{_part(m['p'])}")


def _part(words: str) -> str:
    words = words.lower()
    return "end" if "close" in words else next((p for p in ("early", "mid", "late", "end") if p in words), "early")


def _ten_days(m: re.Match[str]) -> Figure:
    part = {"first": "early", "second": "mid", "middle": "mid"}.get(m["p"].lower(), "late")
    return _figure(m, "period", f"{_iso(m['y'], _month(m['m']))}-{part}")


def _dotted_month(m: re.Match[str]) -> Figure:
    when = f"{m['y']}-{m['m']}"
    return _figure(m, "period", f"{when}/{m['y2']}-{m['m2']}") if m["y2"] else _figure(m, "date", when)


def _slashed(m: re.Match[str]) -> Figure | None:
    """3/3/2025 and 13/3/2025; 3/4/2025 may be of March or of April, and says neither."""
    a, b = int(m["a"]), int(m["b"])
    month, day = (a, b) if a <= 12 else (b, a)
    if not (1 <= month <= 12 and 1 <= day <= 31) or (day <= 12 and a != b):
        return None
    return _figure(m, "date", f"{m['y']}-{month:02d}-{day:02d}")


def _fiscal(m: re.Match[str]) -> Figure:
    return _figure(m, "date", _full(m["y"]))


def _years(m: re.Match[str]) -> Figure | None:
    first, last = m["a"], m["y"]
    last = first[:2] + last if len(last) == 2 else last
    return _figure(m, "period", f"{first}/{last}") if first < last else None


def _decade(m: re.Match[str]) -> Figure:
    first = int(m["y"]) + (1900 if len(m["y"]) == 2 else 0)
    return _figure(m, "period", f"{first}/{first + (99 if first % 100 == 0 and first < 2000 else 9)}")


def _plan(m: re.Match[str]) -> Figure | None:
    """Years that are not the plan's own stay outside, where they are found to have no source."""
    n = int(m["n"]) if m["n"] else ORDINALS.index(m["w"].lower())
    own = m["a"] is None or (int(m["a"]), int(m["a"][:4 - len(m["b"])] + m["b"])) == plan_years(n)
    end = m.end() if own else m.end("plan")
    return Figure(m.start(), end, m.string[m.start():end], "plan", when=str(n), rules=("D5",))


_NAMES = " ".join({s.lower() for n in MONTHS for s in (n, n[:3])} | {"sept"})
_NUMBERED = "0 " + " ".join(ORDINALS[1:])

# (the tokens at which it can begin, the words of which the text must hold one, the pattern, its reading), each with
# what it was made for
_TABLE: tuple[tuple[str, str, str, _Reader], ...] = (
    # the 14th Five-Year Plan period (2021-2025)
    (_NUMBERED, "plan plans planning period programme program fyp",
     rf"(?P<plan>(?:(?P<n>\d\d?)(?:st|nd|rd|th)|(?P<w>(?i:{_ORDINAL_WORDS})))"
     rf"(?:[ -](?i:(?:five|5)[- ]year (?:plans?|period|programmes?|programs?)|FYP)\b"
     rf"|(?= and (?:\d\d?(?:th|st|nd|rd)|(?i:{_ORDINAL_WORDS})) (?i:five-year plan))))"
     r"(?i:(?: period)?)(?: ?[(（](?P<a>\d{4})(?:-|–| to )(?P<b>\d{4}|\d\d)[)）])?", _plan),
    # 12 March 2025, 12th of March
    ("0", _NAMES, rf"(?P<d>{_DAY})(?: of)? (?P<m>{_MONTH})(?:,? (?P<y>{_YEAR}))?", _day_month),
    # March 12, 2025; March 12th
    (_NAMES, _NAMES, rf"(?P<m>{_MONTH}) (?:the )?(?P<d>{_DAY})(?:,? (?:of )?(?P<y>{_YEAR}))?", _day_month),
    # 12 to 15 March 2025
    ("0", _NAMES, rf"(?P<d>{_DAY}){_TO}(?P<d2>{_DAY})(?: of)? (?P<m>{_MONTH})(?:,? (?P<y>{_YEAR}))?", _day_range),
    # March 12-15, 2025
    (_NAMES, _NAMES, rf"(?P<m>{_MONTH}) (?P<d>{_DAY}){_TO}(?P<d2>{_DAY})(?:,? (?P<y>{_YEAR}))?", _day_range),
    # March 12 to April 5, 2025; 12 March to 5 April 2025
    (_NAMES, _NAMES, rf"(?P<m>{_MONTH}) (?P<d>{_DAY})(?:,? (?P<y0>{_YEAR}))?{_TO}(?P<m2>{_MONTH}) (?P<d2>{_DAY})"
     rf"(?:,? (?P<y>{_YEAR}))?", _dates_range),
    ("0", _NAMES, rf"(?P<d>{_DAY}) (?P<m>{_MONTH})(?:,? (?P<y0>{_YEAR}))?{_TO}(?P<d2>{_DAY}) (?P<m2>{_MONTH})"
     rf"(?:,? (?P<y>{_YEAR}))?", _dates_range),
    # March 2025, October of 2025
    (_NAMES, _NAMES, rf"(?P<m>{_MONTH}),?(?: of| in)? (?P<y>{_YEAR})", _month_year),
    # 2018 September
    ("0", _NAMES, rf"(?P<y>{_YEAR}) (?P<m>{_MONTH})(?! \d{{1,2}}\b)", _month_year),
    # January to October 2025, January-October
    (_NAMES, _NAMES, rf"(?P<m>{_MONTH})(?: (?P<y0>{_YEAR}))?{_TO}(?P<m2>{_MONTH})(?!,? {_DAY}){_OF_YEAR}",
     _month_range),
    (_NAMES, _NAMES, rf"(?P<m>{_MONTH})", _month_alone),
    # 2025-03-12
    ("0", "", r"(?P<y>(?:19|20)\d\d)[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)", _iso_date),
    # 2025.03, 1999.05 - 2000.12
    ("0", "", r"(?P<y>(?:19|20)\d\d)\.(?P<m>0[1-9]|1[0-2])(?![\d%]|[.,/-]\d| ?(?:yuan|[mbtk]))"
     r"(?: ?(?:-|–|—|―|to) ?(?P<y2>(?:19|20)\d\d)\.(?P<m2>0[1-9]|1[0-2])(?![\d%]))?", _dotted_month),
    # 3/3/2025
    ("0", "", r"(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>(?:19|20)\d\d)(?!\d)", _slashed),
    # FY2025, FY25
    ("fy", "", rf"FY ?['’]?(?P<y>{_YEAR}|\d\d(?!\d))(?![-–/]\d)", _fiscal),
    # Q1 2025, 2025 Q1, 3Q25, Q1-Q3 2025
    ("q", "", rf"Q(?P<n>[1-4])\b{_SHORT_YEAR}", _quarter),
    ("q", "", rf"Q1{_TO}Q(?P<n>[2-4])\b{_SHORT_YEAR}", _quarters),
    ("0", "q", rf"(?P<y0>{_YEAR}) ?Q(?P<n>[1-4])\b(?P<y>(?!))?", _quarter),
    ("0", "q", rf"(?P<n>[1-4])Q ?(?P<y>{_YEAR}|\d\d(?!\d))", _quarter),
    # the first quarter of 2025, the third quarter
    ("the 0 first second third fourth", "quarter", rf"(?i:(?:the )?(?P<n>{_NTH})[- ]quarter)\b{_OF_YEAR}", _quarter),
    # the second to fourth quarters, the second and third quarters
    ("the 0 first second third", "quarters quarter",
     rf"(?i:(?:the )?(?P<a>{_NTH})(?:(?P<and>,? and )|-| to | through )(?:the )?(?P<b>{_NTH}) quarters?)\b{_OF_YEAR}",
     _quarters_of),
    # the final quarter of 2025
    ("the final last", "quarter", rf"(?i:(?:the )?(?P<n>final|last) quarter) of (?P<y>{_YEAR})", _quarter),
    # the second and third quarters
    ("the 0 first second third fourth", "quarters",
     rf"(?i:(?:the )?(?P<n>{_NTH})(?: quarters\b|(?= and {_NTH} quarters\b))){_OF_YEAR}", _quarter),
    # H1 2025, 2025H1, 1H25
    ("h", "", rf"H(?P<n>[12])\b{_SHORT_YEAR}", _half),
    ("0", "h", rf"(?P<y0>{_YEAR}) ?H(?P<n>[12])\b(?P<y>(?!))?", _half),
    ("0", "h", rf"(?P<n>[12])H ?(?P<y>{_YEAR}|\d\d(?!\d))", _half),
    # 9M25
    ("0", "m", rf"(?P<n>[2-9]|1[01])M ?(?P<y>{_YEAR}|\d\d(?!\d))", _months),
    # the first half of 2025, the second half of the year
    ("the first second latter 0", "half",
     rf"(?i:(?:the )?(?P<n>first|second|latter|1st|2nd)[- ]half)(?i: of the year)?(?![- ]hour){_OF_YEAR}", _half),
    # the first three quarters of 2025
    ("the first", "quarters", rf"(?i:(?:the )?first (?P<n>two|three|four|2|3|4) quarters){_OF_YEAR}", _quarters),
    # the first ten months of 2025
    ("the first", "months", rf"(?i:(?:the )?first (?P<n>{_COUNT}) months){_OF_YEAR}", _months),
    # the first ten days of March
    ("the first second middle last final", "days",
     rf"(?i:(?:the )?(?P<p>first|second|middle|last|final) (?:ten|10) days of )(?P<m>{_MONTH})(?:,? (?P<y>{_YEAR}))?",
     _ten_days),
    # early March 2025, mid-March, the end of October
    ("the early mid late beginning start middle close end", _NAMES,
     rf"(?i:(?:the )?{_PART}[- ])(?P<m>{_MONTH})(?:,?(?: of)? (?P<y>{_YEAR}))?(?! \d)", _part_of_month),
    # mid- to late March, mid-to-late March 2025, early and mid March
    ("the early mid", _NAMES,
     rf"(?i:(?:the )?(?P<a>early|mid)-?(?:[ -](?:to|and)[ -])(?P<b>mid|late)[- ])(?P<m>{_MONTH})"
     rf"(?:,?(?: of)? (?P<y>{_YEAR}))?(?! \d)", _parts_of_month),
    # the end of 2025, early 2025
    ("the early mid late beginning start middle close end", "",
     rf"(?i:(?:the )?{_PART}[- ](?:of )?)(?P<y>{_YEAR})(?!s)",
     _part_of_year),
    # 2021-2025, 2021 to 2025, 2021-25
    ("0", "", r"(?P<a>(?:1[5-9]|20)\d\d) ?(?:-|–|—|/|\bto\b|\bthrough\b) ?"
     r"(?P<y>(?:1[5-9]|20)\d\d|(?<! )\d\d(?!\d|[.,]\d|\s?%))(?![\d-])", _years),
    # the 1990s, the late 1990s
    ("0", "s", r"(?P<y>(?:1[5-9]|20)\d0)s\b", _decade),
    ("early mid late", "s", r"(?i:early|mid|late)[- ](?P<y>(?:19|20)\d0)s\b", _decade),
    # the '90s, the early 90s
    ("0", "s", r"(?P<y>(?:(?<=['’])|(?<=the )|(?<=early )|(?<=late ))[3-9]0)s\b", _decade),
)


Readers = Mapping[str, tuple[tuple[re.Pattern[str], _Reader], ...]]
_ROWS = tuple((tokens.split(), needs, re.compile(pattern), read) for tokens, needs, pattern, read in _TABLE)
_NEEDED = {needs: frozenset(needs.split()) for _, needs, _, _ in _ROWS if needs}

_EVER_NEEDED = frozenset(word for some in _NEEDED.values() for word in some)


@lru_cache(maxsize=256)
def _readers(held: frozenset[str]) -> Readers:
    """The rows of the table by token, but for those whose words are not among `held`."""
    readers: dict[str, tuple[tuple[re.Pattern[str], _Reader], ...]] = {}
    for tokens, needs, pattern, read in _ROWS:
        if not needs or needs in held:
            for token in tokens:
                readers[token] = (*readers.get(token, ()), (pattern, read))
    return readers


DATE_TOKENS = frozenset(token for tokens, _, _, _ in _ROWS for token in tokens)
