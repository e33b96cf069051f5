"""Quantities in English: a number with its unit, currency and hedge (style rules N, M and U)."""

import re
from decimal import Decimal
from typing import NamedTuple

from pipeline.text.en.affixes import Tail, currency_before, read_tail
from pipeline.text.en.dates import year
from pipeline.text.en.hedges import hedge_after, hedge_before, hedge_behind_noun
from pipeline.text.en.numerals import Number, leads_with_point, read_number
from pipeline.text.figure import Figure
from pipeline.text.units import SPEEDS

_PER = re.compile(
    r"[ -]?(?:per|/|an?\b|for each|each|every)[ -]?"
    r"(?:(?P<metre>square met(?:re|er)|sq\.? ?m|m²|m2|㎡)|(?P<per>mu|hectare|ha|acre|hour|h))(?!\w)", re.I)
_AREAS = {"mu": "mu", "hectare": "hectare", "ha": "hectare", "acre": "acre"}
_LEVEL = re.compile(r"(?:[ -](?:yuan|class))?[ -]level\b", re.I)
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_DIGITS_OF_YEAR = 4
_EARLY_YEAR = re.compile(r"\b(?:[Ii]n|of|[Bb]etween|and|[Ff]rom|to|[Ss]ince|by|until|before|after) 1[5-7]\d\d$")
# Hedges of a count that may look like a year: over 2000 staff.
_OF_COUNTS = frozenset({"more-than", "less-than", "at-least", "at-most", "nearly"})
_NO_YEAR_AFTER = re.compile(
    r"\s?(?:[-–—―~]|to)\s?(?!(?:19|20)\d\d(?!\d))\d{4}"
    r"|[ -](?:[a-z]+ )?(?:people|yuan|households|companies|enterprises|projects|workers|students|units|sets|jobs)\b")
_NAME_BEFORE = re.compile(r"(?:[^.!?] |\()[A-Z][A-Za-z]{2,15} $")
_NAME_AFTER = re.compile(
    r" (?:(?:provincial |national )?(?:highway|expressway)|hotline|website|platform|emergency|ambulance|app)\b")
_DASHES, _NEGATIVES = ("-", "−", "–"), ("minus ", "negative ")
_NEGATIVE = re.compile(r"(?:^|[\s(（])(?P<mark>[-−–])$|\b(?P<word>minus |negative )$")
# Words that are a currency and something else: two won, five real estate firms.
_AMBIGUOUS = frozenset({"KRW", "VND", "BRL"})
_RULES = {"money": "M1", "per-area-money": "M5", "percent": "N10", "points": "N10", "basis-points": "N10",
          "area": "U2", "power": "U3", "energy": "U4", "mass": "U5", "length": "U6", "speed": "U7", "multiple": "N9"}


class Quantity(NamedTuple):
    """A figure and the number in it."""

    number: Number
    figure: Figure


def read_single(text: str, at: int, joined: bool = False, money: bool = False) -> Quantity | None:
    """The quantity whose number begins at `at`, with the sign, currency sign and hedge before it; `joined` says that it
    is the second of a range, `money` that the first is an amount of money."""
    before = at - 1 if leads_with_point(text, at) else at
    sign = currency_before(text, before)
    number = read_number(text, at, money=money or sign is not None, joined=joined)
    if number is None:
        return None
    currency, start = sign if sign is not None else (None, before)
    value = number.value
    if not joined and not number.words and (minus := _minus_before(text, start)) is not None:
        value, start = -value, minus
    tail = read_tail(text, number.end) or Tail("count", end=number.end)
    tail = _with_currency(tail, currency, number)
    if tail.dimension == "count" and not tail.unit and text.endswith("factor of ", 0, start):
        tail = Tail("multiple", end=number.end)
    if tail.power:
        value = value.scaleb(tail.power)
    return Quantity(number, _figure(text, start, number, value, _with_denominator(text, tail)))


def _minus_before(text: str, start: int) -> int | None:
    """Where a minus before `start` begins; a dash between words is none (`the plan – 5 years`)."""
    before = text[start - 1:start]
    if before not in _DASHES and not (before == " " and text.endswith(_NEGATIVES, 0, start)):
        return None
    match = _NEGATIVE.search(text, max(0, start - 9), start)
    if match is None or (match["mark"] == "–" and text[start - 2:start - 1] not in ("", "(")):
        return None
    return match.start("mark") if match["mark"] else match.start("word")


def _with_currency(tail: Tail, currency: str | None, number: Number) -> Tail:
    """A sign before the number decides, but for a bare $, which a word behind may say more of."""
    if tail.dimension == "money":
        if tail.currency in _AMBIGUOUS and number.words and number.value < 100:
            return Tail("count", end=number.end)
        return Tail("money", currency=tail.currency if currency in (None, "USD") else currency, end=tail.end)
    if currency is None:
        return tail
    if tail.dimension not in ("percent", "points"):
        return Tail("money", currency=currency, end=number.end)
    return tail._replace(currency=currency)


def _with_denominator(text: str, tail: Tail) -> Tail:
    """Yuan per mu, kilometres an hour."""
    speed = SPEEDS.get(tail.unit)
    if tail.dimension != "money" and speed is None:
        return tail
    match = _PER.match(text, tail.end)
    per = (match["per"] or "").lower() if match else ""
    if match and tail.dimension == "money" and (area := "square metre" if match["metre"] else _AREAS.get(per)):
        return Tail("per-area-money", area, tail.currency, match.end())
    if match and speed is not None and per in ("hour", "h"):
        return Tail("speed", speed, None, match.end())
    return tail


def _figure(text: str, start: int, number: Number, value: Decimal, tail: Tail) -> Figure:
    end = tail.end
    bare = tail.dimension == "count" and not tail.unit
    if tail.dimension == "money" and (level := _LEVEL.match(text, end)):
        end = level.end()
        return Figure(start, end, text[start:end], "money", value, currency=tail.currency, hedge="level", rules=("N6",))
    hedge, begin, after = _hedged(text, start, number.end, end)
    if bare and hedge not in _OF_COUNTS and _is_year(text, number) and not _NO_YEAR_AFTER.match(text, end):
        return year(number.start, number.end, text)
    start, end = begin, after
    if bare and hedge is None:
        hedge = hedge_behind_noun(text, end)
    if bare and hedge is None and not number.scale and not number.words and _is_named(text, start, end):
        rule = "N12"
    elif tail.dimension == "count" and value < 10 and (number.words or bare):
        rule = "N3"
    else:
        rule = _RULES.get(tail.dimension, "N1")
    return Figure(start, end, text[start:end], tail.dimension, value, unit=tail.unit, currency=tail.currency,
                  hedge=hedge, rules=(rule,))


def _hedged(text: str, start: int, number_end: int, end: int) -> tuple[str | None, int, int]:
    """Hedge, start and end, the hedge included; `300-plus companies` has it between number and noun."""
    if (before := hedge_before(text, start)) is not None:
        return before[0], before[1], end
    if (after := hedge_after(text, end)) is not None:
        return after[0], start, after[1]
    inside = hedge_after(text, number_end) if number_end < end else None
    return (inside[0] if inside else None), start, end


def _is_year(text: str, number: Number) -> bool:
    plain = text[number.start:number.end]
    return len(plain) == _DIGITS_OF_YEAR and bool(
        _YEAR.fullmatch(plain) or _EARLY_YEAR.search(text, max(0, number.start - 9), number.end))


def _is_named(text: str, start: int, end: int) -> bool:
    """`Resolution 1244`, `on Day 29`, `the 12306 website`: the number belongs to the name beside it."""
    named = text[start - 1:start] == " " and _NAME_BEFORE.search(text, max(0, start - 20), start)
    return bool(named or (text[end:end + 1] == " " and _NAME_AFTER.match(text, end)))
