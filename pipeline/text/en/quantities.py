"""Quantities in English: a number with its unit, currency, hedges and range (style rules N, M and U)."""

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from pipeline.text.en.affixes import SYMBOL_AHEAD, Tail, currency_before, hedge_after, hedge_before, read_tail
from pipeline.text.en.dates import year
from pipeline.text.en.numerals import Number, read_number, read_ordinal
from pipeline.text.figure import Figure
from pipeline.text.units import UNITS

_PER = re.compile(r" ?(?:per|/|an?\b|for each|each|every) ?(?P<per>mu|hectare|square met(?:re|er)|sq m|m²|m2|hour|h)\b", re.I)
_LEVEL = re.compile(r"(?:[ -](?:yuan|class))?[ -]level\b", re.I)
_TO = re.compile(r"\s?(?:-|–|—|~|to|through|or)\s?(?=[^\s])", re.I)
_AND = re.compile(r"\s?(?:and|to)\s", re.I)
_BETWEEN = re.compile(r"\bbetween\s?$", re.I)
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_EARLY_YEAR = re.compile(r"\b(?:[Ii]n|of|[Bb]etween|and|[Ff]rom|to|[Ss]ince|by|until|before|after) 1[5-7]\d\d$")
_YEAR_NOUNS = re.compile(r"[ -](?:[a-z]+ ){0,1}(?:people|yuan|households|companies|enterprises|projects|workers|students|units|sets|jobs)\b")
_NAME_WORD = re.compile(r"[^.!?] [A-Z][A-Za-z]{2,15} $")
_NAMED_AFTER = re.compile(r" (?:hotline|website|platform|emergency|ambulance|highway|expressway|provincial highway|app)\b")
_NEGATIVE = re.compile(r"(?:^|[\s(（])[-−–]$|\b(?:minus|negative) $")


def read_quantity(text: str, at: int) -> Figure | None:
    """The quantity or range whose number begins at `at`; a currency sign or hedge before it is part of it."""
    first = _single(text, at)
    if first is None:
        return None
    number, figure = first
    if _is_score(text, number, figure):
        return None
    second = _second(text, figure)
    if second is not None:
        other, end = second
        joined = _range(text, number, figure, other, end)
        if joined is not None:
            return joined
    return figure


_SCORE = re.compile(r"[-–](?P<other>\d{1,3})(?!\d|[.,]\d|%)")


def _is_score(text: str, number: Number, figure: Figure) -> bool:
    """11-8 counts no higher than its first number: the result of a game."""
    match = _SCORE.match(text, number.end) if figure.dimension == "count" and not number.words else None
    return match is not None and Decimal(match["other"]) <= number.value and number.value < 200


def _single(text: str, at: int, joined: bool = False) -> tuple[Number, Figure] | None:
    before = currency_before(text, at)
    number = read_number(text, at, money=before is not None, joined=joined)
    if number is None:
        return None
    value, start = number.value, at
    currency = None
    if before is not None:
        currency, start = before
    if not joined and text[start - 1:start] in ("-", "−", "–", " ") and (sign := _NEGATIVE.search(text, max(0, start - 9), start)):
        if number.words or not _negative_makes_sense(text, start, sign):
            sign = None
        else:
            value, start = -value, start - len(sign.group().lstrip(" (（"))
    tail = read_tail(text, number.end) or Tail("count", end=number.end)
    return number, _figure(text, start, number, value, currency, tail)


def _negative_makes_sense(text: str, start: int, sign: re.Match[str]) -> bool:
    """A dash between words is no sign: `the plan – 5 years`."""
    return not sign.group().endswith("–") or text[start - 2:start - 1] in ("", "(")


def _figure(text: str, start: int, number: Number, value: Decimal, currency: str | None, tail: Tail) -> Figure:
    dimension, unit, end = tail.dimension, tail.unit, tail.end
    if unit == "‰":
        value, unit = value / 10, ""
    if dimension == "money" and tail.currency in ("KRW", "VND", "BRL") and value < 100 and number.words:
        dimension, end = "count", number.end            # two won, five real estate firms
    elif dimension == "money":
        currency = currency if currency not in (None, "USD") else tail.currency
    if currency is not None and dimension not in ("money", "percent", "points"):
        dimension, unit, end = "money", "", number.end
    end = max(end, number.end)
    per = _PER.match(text, end) if dimension == "money" or unit == "kilometre" else None
    if per and dimension == "money" and per["per"].lower() not in ("hour", "h"):
        dimension, end, unit = "per-area-money", per.end(), _AREA_NAMES[per["per"].lower()]
    elif per and unit == "kilometre" and per["per"].lower() in ("hour", "h"):
        dimension, end, unit = "speed", per.end(), "km/h"
    if dimension == "money" and (level := _LEVEL.match(text, end)):
        return Figure(start, level.end(), text[start:level.end()], dimension, value, None, None, unit, currency, "level",
                      rules=("N6",))
    if dimension == "count" and not unit and _is_year(text, number) and not _YEAR_NOUNS.match(text, end):
        return year(number.start, number.end, text)
    hedge = None
    if (found := hedge_before(text, start)) is not None:
        hedge, start = found
    elif (told := hedge_after(text, end)) is not None:
        hedge, end = told
    elif number.end < end and (told := hedge_after(text, number.end)) is not None:
        hedge = told[0]
    rules = _RULES.get(dimension, ("N1",))
    if dimension == "count" and value < 10 and (number.words or not unit):
        rules = ("N3",)
    elif dimension == "count" and not unit and hedge is None and not number.scale and _is_named(text, start, end):
        rules = ("N12",)
    return Figure(start, end, text[start:end], dimension, value, None, None, unit, currency, hedge, rules=rules)


def _is_year(text: str, number: Number) -> bool:
    plain = text[number.start:number.end]
    return bool(_YEAR.fullmatch(plain) or _EARLY_YEAR.search(text, max(0, number.start - 9), number.end))


def _is_named(text: str, start: int, end: int) -> bool:
    """`Resolution 1244`, `on Day 29`, `the 12306 website`: the number belongs to the name beside it."""
    return _NAME_WORD.search(text, max(0, start - 20), start) is not None or _NAMED_AFTER.match(text, end) is not None


_AREA_NAMES = {"mu": "mu", "hectare": "hectare", "square metre": "square metre", "square meter": "square metre",
               "sq m": "square metre", "m²": "square metre", "m2": "square metre"}
_RULES = {"money": ("M1",), "per-area-money": ("M5",), "percent": ("N10",), "points": ("N10",), "basis-points": ("N10",),
          "area": ("U2",), "power": ("U3",), "energy": ("U4",), "mass": ("U5",), "length": ("U6",), "multiple": ("N9",)}


def _second(text: str, figure: Figure) -> tuple[tuple[Number, Figure], int] | None:
    """The number that a joint ties to a figure: 3 `to` 5; `between` 3 `and` 5."""
    if figure.value is None:
        return None
    joint = _TO.match(text, figure.end)
    if joint is None and _BETWEEN.search(text, max(0, figure.start - 9), figure.start):
        joint = _AND.match(text, figure.end)
    if joint is None:
        return None
    at = joint.end()
    sign = SYMBOL_AHEAD.match(text, at)
    at = sign.end() if sign else at
    if at >= len(text) or not (text[at].isdigit() or text[at].isalpha()) or read_ordinal(text, at):
        return None
    read = _single(text, at, joined=True)
    return (read, joint.end()) if read is not None else None


def _range(text: str, first: Number, told: Figure, second: tuple[Number, Figure], at: int) -> Figure | None:
    """One figure of two (N4): the second lends its scale, unit and currency; None where the two are no range."""
    number, figure = second
    low, high = told.value, figure.value
    if low is None or high is None or figure.dimension == "date":
        return None
    lent = low.scaleb(number.scale) if not first.scale and 0 < low < 1000 else low
    bare = told.dimension == "count" and not told.unit or told.text[:1] in "$€£¥₹₩" or told.dimension == "money" and not first.words
    if bare and lent < high and not text[first.end:told.end].strip():
        low = lent
    if told.dimension != figure.dimension:
        if not (told.dimension == "count" and told.unit == "") and not (told.dimension == "money" and figure.dimension == "count"):
            return None
    elif told.unit not in ("", figure.unit):
        low = convert(low, told.unit, figure.unit)
        if low is None:
            return None
    joint = text[told.end:at].strip().lower()
    if low >= high or (joint == "or" and (high > low * 2 or not first.words)):
        return None
    kept = figure if figure.dimension != "count" or figure.unit else told
    return replace(kept, start=told.start, end=figure.end, text=text[told.start:figure.end], value=None, low=low, high=high,
                   currency=figure.currency or told.currency, hedge=told.hedge or figure.hedge,
                   rules=("N3", "N4") if "N3" in figure.rules else ("N4",))


_FACTORS = {u.name: (u.dimension, u.factor) for u in UNITS}


def convert(value: Decimal, source: str, target: str) -> Decimal | None:
    """800 MW in GW; None where the units differ by more than a power of ten."""
    (dimension, factor), (other, divisor) = _FACTORS.get(source, ("", None)), _FACTORS.get(target, ("", None))
    if factor is None or divisor is None or dimension != other:
        return None
    ratio = factor / divisor
    power = len(str(max(ratio.numerator, ratio.denominator))) - 1
    power = power if ratio.denominator == 1 else -power
    return value.scaleb(power) if ratio == Fraction(10) ** power else None


_NUMBER_SIGN = re.compile(r"N(?:o|um)\.? ?(?P<n>\d{1,4})(?!\d)|number[ -](?P<w>one|two|three|four|five|six|seven|eight|nine|ten)\b", re.I)
_TOP = re.compile(r"top[ -](?:(?P<n>\d{1,4})(?![\d%,.])|(?P<w>[a-z]+(?:-[a-z]+)?))", re.I)
_RANK_NAMES = re.compile(r"(?:Fortune|Global)(?: Global)? (?P<n>500|1000|2000)\b")


def read_rank(text: str, at: int) -> Figure | None:
    """`No. 2`, `number two`, `top ten`, `Fortune Global 500` (N12)."""
    for pattern in (_NUMBER_SIGN, _TOP, _RANK_NAMES):
        m = pattern.match(text, at)
        if m is None:
            continue
        groups = m.groupdict()
        if m["n"]:
            value = Decimal(m["n"])
        else:
            number = read_number(text, m.start("w"), money=False)
            if number is None or number.value < 2 and pattern is _TOP:
                return None
            return _rank(text, at, max(number.end, m.end() if groups["w"] else 0), number.value)
        return _rank(text, at, m.end(), value)
    return None


def read_nth(text: str, at: int) -> Figure | None:
    """`14th`, `twenty-first`, `second`."""
    found = read_ordinal(text, at)
    return _rank(text, at, found[1], Decimal(found[0])) if found else None


def _rank(text: str, start: int, end: int, value: Decimal) -> Figure:
    return Figure(start, end, text[start:end], "ordinal", value, rules=("N12", "N3") if value < 10 else ("N12",))
