"""Dates, periods and plans in English words, in British or American order (style rules D1, D2, D5)."""

import re
from typing import Literal

from pipeline.text.en.date_parts import MONTHS
from pipeline.text.en.numerals import SMALL
from pipeline.text.en.plans import plan_years

Order = Literal["british", "american"]

_WITH_COMMAS = 10_000
_NTH = ("first", "second", "third", "fourth")
_PARTS = {"early": "early ", "mid": "mid-", "late": "late ", "end": "the end of "}
_OF_ERA = re.compile(r"-[1-9]\d{0,3}|[1-9]\d{0,2}")
_POINT = re.compile(
    r"(?P<year>\d{4})?(?:-{0,2}(?P<month>0[1-9]|1[0-2])(?!\d))?(?:-(?P<day>\d{2}))?(?:-?(?P<part>early|mid|late|end|[QH][1-4]))?")
_FIRST_QUARTERS = re.compile(r"(?:(\d{4})-)?Q1/Q([2-4])")
_QUARTERS = re.compile(r"(?:(\d{4})-)?Q([23])/Q([34])")
_YEAR, _DECADE = re.compile(r"\d{4}"), re.compile(r"\d{3}0")


def render_date(when: str, order: Order = "british") -> str:
    """2025-03-12 -> 12 March 2025; --01/--10 -> January to October; -221 -> 221 BC; "" for a form without a rule."""
    if "/" in when:
        return _period(when, order)
    if _OF_ERA.fullmatch(when):
        return f"{when[1:]} BC" if when[0] == "-" else f"AD {when}"
    match = _POINT.fullmatch(when.replace("---", "--"))
    if match is None or not match.group():
        return ""
    year, month, day, part = match["year"] or "", match["month"], match["day"], match["part"]
    if part and part[0] in "QH":
        span = "quarter" if part[0] == "Q" else "half"
        return f"the {_NTH[int(part[1]) - 1]} {span}" + (f" of {year}" if year else "")
    lead = _PARTS[part] if part else ""
    if month is None:
        return f"{lead}{year}" if year else ""
    name = MONTHS[int(month) - 1]
    if day is None:
        return f"{lead}{name} {year}".strip()
    if order == "american":
        return f"{name} {int(day)}" + (f", {year}" if year else "")
    return f"{int(day)} {name} {year}".strip()


def _period(when: str, order: Order) -> str:
    """The year stands once, behind the second end, where both ends lie in it."""
    first, last = when.split("/")
    if match := _FIRST_QUARTERS.fullmatch(when):
        return f"the first {SMALL[int(match[2])]} quarters" + (f" of {match[1]}" if match[1] else "")
    if match := _QUARTERS.fullmatch(when):
        joint = "and" if int(match[3]) - int(match[2]) == 1 else "to"
        quarters = f"the {_NTH[int(match[2]) - 1]} {joint} {_NTH[int(match[3]) - 1]} quarters"
        return quarters + (f" of {match[1]}" if match[1] else "")
    if _DECADE.fullmatch(first) and last == first[:3] + "9":
        return f"the {first}s"
    start, end = render_date(first, order), render_date(last, order)
    if not start or not end:
        return ""
    if not _YEAR.fullmatch(first) and first[:4] == last[:4] and first[:4].isdigit():
        start = start.removesuffix(first[:4]).rstrip(", ")
    if start.startswith("AD "):
        end = end.removeprefix("AD ")               # AD 618 to 907
    return f"{start} to {end}"


def render_plan(number: int, years: bool = True) -> str:
    """14 -> 14th Five-Year Plan (2021-2025), with its `years`."""
    first, last = plan_years(number)
    return f"{nth(number)} Five-Year Plan" + (f" ({first}-{last})" if years else "")


def nth(n: int) -> str:
    """21 -> 21st."""
    number = f"{n:,}" if n >= _WITH_COMMAS else str(n)
    return f"{number}{'th' if 10 <= n % 100 <= 20 else {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th')}"
