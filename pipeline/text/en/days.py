"""Days, months and parts of months in English, and from one to another (style rules D1, D2)."""

import re

from pipeline.text.en.date_parts import DAY, MONTH, MONTHS, OF_YEAR, PART, TO, YEAR, Row, dated, iso, month_of, part_of
from pipeline.text.figure import Figure

_NAMES = " ".join({s.lower() for n in MONTHS for s in (n, n[:3])} | {"sept"})
_MONTH_LEADS = re.compile(
    r"\b(?:in|of|since|by|from|last|this|next|until|till|for|to|and|between|before|after|during|late|early|mid|end)"
    r"[ -]$", re.I)


def _day(text: str) -> str:
    return f"{int(text.rstrip('stndrh')):02d}"


def _day_month(m: re.Match[str]) -> Figure | None:
    if m.string.endswith("Long ", 0, m.start()):        # the rocket
        return None
    return dated(m, "date", iso(m["y"], month_of(m["m"]), _day(m["d"])))


def _day_range(m: re.Match[str]) -> Figure | None:
    first, last = _day(m["d"]), _day(m["d2"])
    if first >= last:
        return None
    return dated(m, "period", "/".join(iso(m["y"], month_of(m["m"]), d) for d in (first, last)), "D1")


def _dates_range(m: re.Match[str]) -> Figure:
    ends = iso(m["y0"] or m["y"], month_of(m["m"]), _day(m["d"])), iso(m["y"], month_of(m["m2"]), _day(m["d2"]))
    return dated(m, "period", "/".join(ends), "D1")


def _month_year(m: re.Match[str]) -> Figure:
    return dated(m, "date", iso(m["y"], month_of(m["m"])))


def _month_range(m: re.Match[str]) -> Figure:
    return dated(m, "period", f"{iso(m['y0'] or m['y'], month_of(m['m']))}/{iso(m['y'], month_of(m['m2']))}")


def _month_alone(m: re.Match[str]) -> Figure | None:
    """May, March and short forms are also words or names: only after a preposition are they months."""
    name = m["m"].rstrip(".")
    alone = len(name) > 3 and name not in ("March", "Sept")
    if not alone and not _MONTH_LEADS.search(m.string, max(0, m.start() - 9), m.start()):
        return None
    return dated(m, "date", iso(None, month_of(m["m"])))


def _iso_date(m: re.Match[str]) -> Figure | None:
    month, day = int(m["m"]), int(m["d"])
    return dated(m, "date", f"{m['y']}-{month:02d}-{day:02d}") if 1 <= month <= 12 and 1 <= day <= 31 else None


def _dotted_month(m: re.Match[str]) -> Figure:
    when = f"{m['y']}-{m['m']}"
    return dated(m, "period", f"{when}/{m['y2']}-{m['m2']}") if m["y2"] else dated(m, "date", when)


def _slashed(m: re.Match[str]) -> Figure | None:
    """3/3/2025 and 13/3/2025; 3/4/2025 may be of March or of April, and says neither."""
    a, b = int(m["a"]), int(m["b"])
    month, day = (a, b) if a <= 12 else (b, a)
    if not (1 <= month <= 12 and 1 <= day <= 31) or (day <= 12 and a != b):
        return None
    return dated(m, "date", f"{m['y']}-{month:02d}-{day:02d}")


def _part_of_month(m: re.Match[str]) -> Figure:
    return dated(m, "period", f"{iso(m['y'], month_of(m['m']))}-{part_of(m['p'])}")


def _parts_of_month(m: re.Match[str]) -> Figure:
    month = iso(m["y"], month_of(m["m"]))
    return dated(m, "period", f"{month}-{m['a'].lower()}/{month}-{m['b'].lower()}")


def _ten_days(m: re.Match[str]) -> Figure:
    part = {"first": "early", "second": "mid", "middle": "mid"}.get(m["p"].lower(), "late")
    return dated(m, "period", f"{iso(m['y'], month_of(m['m']))}-{part}")


# Each with what it was made for.
DAY_ROWS: tuple[Row, ...] = (
    # 12 March 2025, 12th of March
    ("0", _NAMES, rf"(?P<d>{DAY})(?: of)? (?P<m>{MONTH})(?:,? (?P<y>{YEAR}))?", _day_month),
    # March 12, 2025; March 12th
    (_NAMES, _NAMES, rf"(?P<m>{MONTH}) (?:the )?(?P<d>{DAY})(?:,? (?:of )?(?P<y>{YEAR}))?", _day_month),
    # 12 to 15 March 2025
    ("0", _NAMES, rf"(?P<d>{DAY}){TO}(?P<d2>{DAY})(?: of)? (?P<m>{MONTH})(?:,? (?P<y>{YEAR}))?", _day_range),
    # March 12-15, 2025
    (_NAMES, _NAMES, rf"(?P<m>{MONTH}) (?P<d>{DAY}){TO}(?P<d2>{DAY})(?:,? (?P<y>{YEAR}))?", _day_range),
    # March 12 to April 5, 2025; 12 March to 5 April 2025
    (_NAMES, _NAMES, rf"(?P<m>{MONTH}) (?P<d>{DAY})(?:,? (?P<y0>{YEAR}))?{TO}(?P<m2>{MONTH}) (?P<d2>{DAY})"
     rf"(?:,? (?P<y>{YEAR}))?", _dates_range),
    ("0", _NAMES, rf"(?P<d>{DAY}) (?P<m>{MONTH})(?:,? (?P<y0>{YEAR}))?{TO}(?P<d2>{DAY}) (?P<m2>{MONTH})"
     rf"(?:,? (?P<y>{YEAR}))?", _dates_range),
    # March 2025, October of 2025
    (_NAMES, _NAMES, rf"(?P<m>{MONTH}),?(?: of| in)? (?P<y>{YEAR})", _month_year),
    # 2018 September
    ("0", _NAMES, rf"(?P<y>{YEAR}) (?P<m>{MONTH})(?! \d{{1,2}}\b)", _month_year),
    # January to October 2025, January-October
    (_NAMES, _NAMES, rf"(?P<m>{MONTH})(?: (?P<y0>{YEAR}))?{TO}(?P<m2>{MONTH})(?!,? {DAY}){OF_YEAR}",
     _month_range),
    (_NAMES, _NAMES, rf"(?P<m>{MONTH})", _month_alone),
    # 2025-03-12
    ("0-", "", r"(?P<y>(?:19|20)\d\d)[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)", _iso_date),
    # 2025.03, 1999.05 - 2000.12
    ("0-", "", r"(?P<y>(?:19|20)\d\d)\.(?P<m>0[1-9]|1[0-2])(?![\d%]|[.,/-]\d| ?(?:yuan|[mbtk]))"
     r"(?: ?(?:-|–|—|―|to) ?(?P<y2>(?:19|20)\d\d)\.(?P<m2>0[1-9]|1[0-2])(?![\d%]))?", _dotted_month),
    # 3/3/2025
    ("0-", "", r"(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>(?:19|20)\d\d)(?!\d)", _slashed),
    # the first ten days of March
    ("the first second middle last final", "days",
     rf"(?i:(?:the )?(?P<p>first|second|middle|last|final) (?:ten|10) days of )(?P<m>{MONTH})(?:,? (?P<y>{YEAR}))?",
     _ten_days),
    # early March 2025, mid-March, the end of October
    ("the early mid late beginning start middle close end", _NAMES,
     rf"(?i:(?:the )?{PART}[- ])(?P<m>{MONTH})(?:,?(?: of)? (?P<y>{YEAR}))?(?! \d)", _part_of_month),
    # mid- to late March, mid-to-late March 2025, early and mid March
    ("the early mid", _NAMES,
     rf"(?i:(?:the )?(?P<a>early|mid)-?(?:[ -](?:to|and)[ -])(?P<b>mid|late)[- ])(?P<m>{MONTH})"
     rf"(?:,?(?: of)? (?P<y>{YEAR}))?(?! \d)", _parts_of_month),
)
