"""Quantities in English: a number with its unit, currency and hedge (style rules N, M and U)."""

import re
from decimal import Decimal

from pipeline.text.en.affixes import Tail, currency_before, read_tail
from pipeline.text.en.dates import year
from pipeline.text.en.hedges import hedge_after, hedge_before, hedge_behind_noun
from pipeline.text.en.numerals import Number, leads_with_point, read_number
from pipeline.text.figure import Figure
from pipeline.text.units import CURRENCIES, SPEEDS

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
_COUNT, _MULTIPLE = Tail("count"), Tail("multiple")
_MONEY: dict[str | None, Tail] = {currency.code: Tail("money", currency=currency.code) for currency in CURRENCIES}


# A figure and the number in it.
Quantity = tuple[Number, Figure]


def read_single(text: str, at: int, joined: bool = False, money: bool = False) -> Quantity | None:
    """The quantity whose number begins at `at`, with the sign, currency sign and hedge before it; `joined` says that it
    is the second of a range, `money` that the first is an amount of money."""
    start = at - 1 if leads_with_point(text, at) else at
    currency, start = currency_before(text, start) or (None, start)
    number = read_number(text, at, money=money or currency is not None, joined=joined)
    if number is None:
        return None
    value = number.value
    if not joined and not number.words and (minus := _minus_before(text, start)) is not None:
        value, start = -value, minus
    tail, end = read_tail(text, number.end) or (_COUNT, number.end)
    if currency is not None or tail.dimension == "money":
        tail, end = _with_currency(tail, end, currency, number)
    elif tail is _COUNT and text.endswith("factor of ", 0, start):
        tail = _MULTIPLE
    if tail.dimension == "money" or tail.unit in SPEEDS:
        tail, end = _with_denominator(text, tail, end)
    if tail.power:
        value = value.scaleb(tail.power)
    return number, _figure(text, start, end, number, value, tail)


def _minus_before(text: str, start: int) -> int | None:
    """Where a minus before `start` begins; a dash between words is none (`the plan – 5 years`)."""
    before = text[start - 1] if start else ""
    if before == " ":
        if text[start - 3] not in "uv" or not text.endswith(_NEGATIVES, 0, start):      # minUs, negatiVe
            return None
    elif before not in _DASHES:
        return None
    match = _NEGATIVE.search(text, start - 9, start)
    if match is None or (match["mark"] == "–" and text[start - 2:start - 1] not in ("", "(")):
        return None
    return match.start("mark") if match["mark"] else match.start("word")


def _with_currency(tail: Tail, end: int, currency: str | None, number: Number) -> tuple[Tail, int]:
    """A sign before the number decides, but for a bare $, which a word behind may say more of."""
    if tail.dimension == "money":
        if tail.currency in _AMBIGUOUS and number.words and number.value < 100:
            return _COUNT, number.end
        return (tail if currency in (None, "USD") else _MONEY[currency]), end
    if tail.dimension not in ("percent", "points"):
        return _MONEY[currency], number.end
    return tail._replace(currency=currency), end


def _with_denominator(text: str, tail: Tail, end: int) -> tuple[Tail, int]:
    """Yuan per mu, kilometres an hour."""
    match = _PER.match(text, end)
    if match is None:
        return tail, end
    per = (match["per"] or "").lower()
    if tail.dimension == "money" and (area := "square metre" if match["metre"] else _AREAS.get(per)):
        return Tail("per-area-money", area, tail.currency), match.end()
    if tail.unit in SPEEDS and per in ("hour", "h"):
        return Tail("speed", SPEEDS[tail.unit]), match.end()
    return tail, end


def _figure(text: str, start: int, end: int, number: Number, value: Decimal, tail: Tail) -> Figure:
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
    return Figure(start, end, text[start:end], tail.dimension, value, None, None, tail.unit, tail.currency, hedge,
                  rules=(rule,))


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
        _YEAR.fullmatch(plain) or _EARLY_YEAR.search(text, number.start - 9, number.end))


def _is_named(text: str, start: int, end: int) -> bool:
    """`Resolution 1244`, `on Day 29`, `the 12306 website`: the number belongs to the name beside it."""
    named = text[start - 1:start] == " " and _NAME_BEFORE.search(text, start - 20, start)
    return bool(named or (text[end:end + 1] == " " and _NAME_AFTER.match(text, end)))
