"""Dates, periods and Five-Year Plans in English, in British and American order (style rules D1-D5)."""

import re
from collections.abc import Callable

from pipeline.text.en.numerals import ORDINALS, SMALL
from pipeline.text.figure import Figure

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")
_MONTH_NUMBERS = {name[:3]: n for n, name in enumerate(MONTHS, 1)}
_MONTH = r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?" \
         r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?![a-z])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|[.,]\d|(?:st|nd|rd|th))"
_YEAR = r"(?:1[89]|20)\d\d(?!\d|[.,]\d|\s?%)"
_TO = r"\s?(?:-|–|—|to|through|until|till|and)\s?"
_OF_YEAR = rf"(?:,?(?: of| in)?(?: the year)? (?P<y>{_YEAR}))?"
_NTH = r"first|second|third|fourth|1st|2nd|3rd|4th"
_COUNT = "|".join((*SMALL[2:13], r"\d{1,2}"))


def find_dates(text: str) -> list[Figure]:
    """The dates, periods and plans of `text`, in order and without overlap; bare years are left to `year`."""
    found: list[tuple[int, int, Figure]] = []
    for rank, (pattern, read) in enumerate(_READERS):
        found += [(m.start(), rank, f) for m in pattern.finditer(text) if (f := read(m))]
    kept: list[Figure] = []
    for _, _, figure in sorted(found, key=lambda item: (item[0], -item[2].end, item[1])):
        if not kept or figure.start >= kept[-1].end:
            kept.append(figure)
    return kept


def year(start: int, end: int, text: str) -> Figure:
    """A bare year at `start`..`end`."""
    return Figure(start, end, text[start:end], "date", when=text[start:end])


def _figure(match: re.Match[str], dimension: str, when: str, rules: tuple[str, ...] = ()) -> Figure:
    return Figure(match.start(), match.end(), match.group(), dimension, when=when, rules=rules)


def _month(name: str) -> str:
    return f"{_MONTH_NUMBERS[name[:3]]:02d}"


def _day(text: str) -> str:
    return f"{int(re.sub(r'[a-z]', '', text)):02d}"


def _iso(year: str | None, month: str, day: str = "") -> str:
    return f"{year or '-'}-{month}" + (f"-{day}" if day else "")


def _number(word: str) -> int:
    return int(word) if word.isdigit() else SMALL.index(word.lower())


def _nth(word: str) -> int:
    return int(word[0]) if word[0].isdigit() else ORDINALS.index(word.lower())


def _day_month(m: re.Match[str]) -> Figure:
    return _figure(m, "date", _iso(m["y"], _month(m["m"]), _day(m["d"])))


def _day_range(m: re.Match[str]) -> Figure | None:
    first, last = _day(m["d"]), _day(m["d2"])
    if first >= last:
        return None
    ends = [_iso(m["y"], _month(m["m"]), d) for d in (first, last)]
    return _figure(m, "period", "/".join(ends))


def _month_year(m: re.Match[str]) -> Figure:
    return _figure(m, "date", _iso(m["y"], _month(m["m"])))


def _month_range(m: re.Match[str]) -> Figure:
    ends = _iso(m["y0"] or m["y"], _month(m["m"])), _iso(m["y"], _month(m["m2"]))
    return _figure(m, "period", "/".join(ends))


def _month_alone(m: re.Match[str]) -> Figure:
    return _figure(m, "date", _iso(None, _month(m["m"])))


def _iso_date(m: re.Match[str]) -> Figure | None:
    month, day = int(m["m"]), int(m["d"])
    return _figure(m, "date", f"{m['y']}-{month:02d}-{day:02d}") if 1 <= month <= 12 and 1 <= day <= 31 else None


def _quarter(m: re.Match[str]) -> Figure:
    year = m["y"] or m["y0"]
    return _figure(m, "period", (f"{year}-" if year else "") + f"Q{_nth(m['n'])}")


def _half(m: re.Match[str]) -> Figure | None:
    year, n = m["y"] or m["y0"], _nth(m["n"])
    return _figure(m, "period", (f"{year}-" if year else "") + f"H{n}") if n < 3 else None


def _quarters(m: re.Match[str]) -> Figure | None:
    n = _number(m["n"])
    return _figure(m, "period", (f"{m['y']}-" if m["y"] else "") + f"Q1/Q{n}") if 2 <= n <= 4 else None


def _months(m: re.Match[str]) -> Figure | None:
    n = _number(m["n"])
    if not 2 <= n <= 12:
        return None
    return _figure(m, "period", f"{_iso(m['y'], '01')}/{_iso(m['y'], f'{n:02d}')}")


def _part_of_month(m: re.Match[str]) -> Figure:
    return _figure(m, "period", _iso(m["y"], _month(m["m"])) + "-" + _part(m["p"]))


def _part_of_year(m: re.Match[str]) -> Figure:
    return _figure(m, "period", f"{m['y']}-{_part(m['p'])}")


def _part(word: str) -> str:
    word = word.lower()
    return next((p for p in ("early", "mid", "late", "end") if p in word), "early")


def _years(m: re.Match[str]) -> Figure | None:
    first, last = m["a"], m["y"]
    last = first[:2] + last if len(last) == 2 else last
    return _figure(m, "period", f"{first}/{last}") if first < last else None


def _decade(m: re.Match[str]) -> Figure:
    first = int(m["y"])
    return _figure(m, "period", f"{first}/{first + 9}")


def plan_years(n: int) -> tuple[int, int]:
    """First and last year of the n-th Five-Year Plan: 14 -> (2021, 2025). The first two came before the rule."""
    early = {1: (1953, 1957), 2: (1958, 1962)}
    return early.get(n, (1966 + 5 * (n - 3), 1970 + 5 * (n - 3)))


def _plan(m: re.Match[str]) -> Figure | None:
    n = int(m["n"]) if m["n"] else ORDINALS.index(m["w"].lower())
    figure = _figure(m, "plan", str(n))
    if m["a"] is None or (int(m["a"]), int(m["b"])) == plan_years(n):
        return figure
    # Years that are not the plan's own stay outside, where they are found to have no source.
    end = m.end("plan")
    return Figure(m.start(), end, m.string[m.start():end], "plan", when=str(n))


def _readers() -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Figure | None]], ...]:
    ordinal_words = "|".join(ORDINALS[:0:-1])
    part = r"(?P<p>early|mid|late|beginning of|start of|end of|end)"
    table: tuple[tuple[str, Callable[[re.Match[str]], Figure | None]], ...] = (
        (rf"(?<![\w.,-])(?P<plan>(?:(?P<n>\d\d?)(?:st|nd|rd|th)|(?P<w>(?i:{ordinal_words})))"
         rf"[ -](?i:five[- ]year plans?))(?: period)?(?: ?[(（](?P<a>\d{{4}})(?:-|–| to )(?P<b>\d{{4}})[)）])?", _plan),
        (rf"(?<![\w.,-])(?P<d>{_DAY})(?: of)? (?P<m>{_MONTH})(?:,? (?P<y>{_YEAR}))?", _day_month),
        (rf"\b(?P<m>{_MONTH}) (?P<d>{_DAY})(?:,? (?P<y>{_YEAR}))?", _day_month),
        (rf"(?<![\w.,-])(?P<d>{_DAY}){_TO}(?P<d2>{_DAY})(?: of)? (?P<m>{_MONTH})(?:,? (?P<y>{_YEAR}))?", _day_range),
        (rf"\b(?P<m>{_MONTH}) (?P<d>{_DAY})(?!{_TO}{_MONTH}){_TO}(?P<d2>{_DAY})(?:,? (?P<y>{_YEAR}))?", _day_range),
        (rf"\b(?P<m>{_MONTH}),?(?: of)? (?P<y>{_YEAR})", _month_year),
        (rf"\b(?P<m>{_MONTH})(?: (?P<y0>{_YEAR}))?{_TO}(?P<m2>{_MONTH})(?!,? {_DAY}){_OF_YEAR}", _month_range),
        (rf"\b(?P<m>(?!May|Mar){_MONTH})", _month_alone),
        # May and March are also words: only after a preposition are they months
        (r"(?:(?<=[Ii]n )|(?<=of )|(?<=[Ss]ince )|(?<=by )|(?<=[Ff]rom )|(?<=[Ll]ast )|(?<=this )|(?<=until )"
         r"|(?<=[Ff]or )|(?<=to )|(?<=and )|(?<=between ))(?P<m>May|March)\b", _month_alone),
        (r"(?<![\d-])(?P<y>(?:19|20)\d\d)[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)", _iso_date),
        (rf"(?:(?P<y0>{_YEAR}) )?\bQ(?P<n>[1-4])\b(?:,?(?: of)? (?P<y>{_YEAR}))?", _quarter),
        (rf"\b(?i:(?:the )?(?P<n>{_NTH}) quarter){_OF_YEAR}(?P<y0>(?!))?", _quarter),
        (rf"(?:(?P<y0>{_YEAR}) )?\bH(?P<n>[12])\b(?:,?(?: of)? (?P<y>{_YEAR}))?", _half),
        (rf"\b(?i:(?:the )?(?P<n>first|second|1st|2nd) half(?: of the year)?){_OF_YEAR}(?P<y0>(?!))?", _half),
        (rf"\b(?i:(?:the )?first (?P<n>two|three|four|2|3|4) quarters){_OF_YEAR}", _quarters),
        (rf"\b(?i:(?:the )?first (?P<n>{_COUNT}) months){_OF_YEAR}", _months),
        (rf"\b(?i:{part})[- ](?P<m>{_MONTH})(?:,? (?P<y>{_YEAR}))?", _part_of_month),
        (rf"\b(?i:{part})[- ](?:of )?(?P<y>{_YEAR})", _part_of_year),
        (r"(?<![\d.,-])(?P<a>(?:19|20)\d\d)(?:-|–|—| to )(?P<y>(?:19|20)\d\d|\d\d(?!\d|[.,]\d|\s?%))(?![\d-])", _years),
        (r"(?<!\d)(?P<y>(?:19|20)\d0)s\b", _decade),
    )
    return tuple((re.compile(p), read) for p, read in table)


_READERS = _readers()
