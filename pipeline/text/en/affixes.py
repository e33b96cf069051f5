"""What an English number counts: the words after it and the currency sign before it, looked up in tables.

A phrase after a number is looked up word by word, longest first, hyphens read as spaces: `3-billion-yuan`,
`20 square kilometres`, `5 per cent`.
"""

import re
from typing import NamedTuple

from pipeline.text.units import CURRENCIES, UNITS


class Tail(NamedTuple):
    """What a number counts: its dimension, unit or currency; `end` is where the words for it end. `tenths` says that
    the number is per mille."""

    dimension: str
    unit: str = ""
    currency: str | None = None
    end: int = 0
    tenths: bool = False


# unit of Figure -> the nouns that carry it; all other nouns leave a count without unit
_COUNTED = {
    "visit": "visit, visits, trips, passenger trips, person trips, tourist visits, passengers, tourists, visitors",
    "TEU": "teu, teus, standard containers", "household": "household, households, families", "unit": "unit, units",
    "vehicle": "vehicle, vehicles, cars", "person": "person, persons, people", "aircraft": "aircraft",
    "ship": "ship, ships, vessels", "train": "train, trains", "flight": "flight, flights",
    "country": "country, countries", "province": "province, provinces", "city": "city, cities",
    "county": "county, counties", "village": "village, villages",
}
# dimension -> the words for it
_PLAIN = {
    "percent": "percent, per cent, pct, percents",
    "points": "percentage point, percentage points, percent point, percent points, per cent point, per cent points, "
              "pct point, pct points, percentage, pp, ppt, points",
    "basis-points": "basis point, basis points, bp, bps",
    "multiple": "times, time, fold, x",
}
# Spellings that people use beside those of the unit table: unit -> spellings.
_ALSO = {
    "kilowatt": "kw", "megawatt": "mw", "gigawatt": "gw", "kilowatt-hour": "kwh", "kilometre": "kms",
    "square kilometre": "sq km, sq kilometers", "tonne": "tons", "year": "year old, years old",
    "mile": "mi", "square mile": "sq mi, sq miles", "degree Celsius": "degrees, degree, celsius, degrees c, degree c",
    "decade": "decade, decades", "century": "century, centuries",
}
# `in` is an inch in the table; behind a number it is nearly always the word.
_WORDS_FIRST = frozenset({"in"})
# What may stand between a number and its unit: 12 consecutive months.
_BETWEEN = frozenset(("consecutive", "straight", "successive", "full", "whole", "more", "additional", "extra"))


def _phrases() -> dict[str, Tail]:
    """Phrases in small letters, but for symbols of up to three letters, which keep their case (MW, mW)."""
    table: dict[str, Tail] = {}
    dimensions = {u.name: u.dimension for u in UNITS} | {"decade": "duration", "century": "duration"}
    for unit in UNITS:
        for spelling in unit.en:
            if spelling not in _WORDS_FIRST:
                key = spelling if len(spelling) <= 3 else spelling.lower().replace("-", " ")
                table[key] = Tail(unit.dimension, unit.name)
    for currency in reversed(CURRENCIES):
        table |= {word.lower().replace(".", ""): Tail("money", currency=currency.code) for word in currency.en}
    table |= {s: Tail(dimensions[name], name) for name, also in _ALSO.items() for s in also.split(", ")}
    table |= {spelling: Tail("temperature", "degree Celsius") for spelling in ("°C", "° C", "ºC", "º C")}
    table |= {f"degree{s} fahrenheit": Tail("count") for s in ("", "s")}
    table |= {noun: Tail("count", unit) for unit, nouns in _COUNTED.items() for noun in nouns.split(", ")}
    return table | {word: Tail(dimension) for dimension, words in _PLAIN.items() for word in words.split(", ")}


_PHRASES = _phrases()
# The first words, in small letters, each with the most words of such a phrase.
_MOST_WORDS = {words[0].lower(): len(words) for words in sorted((phrase.split(" ") for phrase in _PHRASES), key=len)}
_WORD = r"[A-Za-z²³][A-Za-z²³0-9]*"
_AFTER = re.compile(
    r"[ \u00a0-]?(?:(?P<mille>‰)|(?P<percent>%)(?:[ -]?(?P<points>(?:percentage )?points?|pts)\b)?"
    rf"|(?P<words>(?:U\.S\.|{_WORD})(?:[ -]{_WORD}){{0,3}}|km/h|[°º] ?C\b|℃))")
_OVER = re.compile(r"[- ](?:on|over|to)[- ](?:year|month|quarter|date)\b")


def lone_unit(word: str) -> Tail | None:
    """The unit or currency that a word names, though no number stands before it: the area in hectares."""
    tail = _PHRASES.get(word.lower()) if len(word) > 2 else None
    return tail if tail is not None and tail.dimension not in ("count", "multiple", "percent") else None


def read_tail(text: str, at: int) -> Tail | None:
    """The unit, currency or percent sign that follows a number ending at `at`."""
    match = _AFTER.match(text, at)
    if match is None:
        return None
    if match["mille"] or match["percent"]:
        return Tail("points" if match["points"] else "percent", end=match.end(), tenths=bool(match["mille"]))
    words, start = match["words"].replace("-", " ").split(" "), match.start("words")
    if words[0].lower() in _BETWEEN:
        start += len(words.pop(0)) + 1
    most = _MOST_WORDS.get(words[0].replace(".", "").lower(), 0) if words else 0
    for count in range(min(most, len(words)), 0, -1):
        said = " ".join(words[:count])
        phrase, end = said.replace(".", ""), start + len(said)
        tail = _PHRASES.get(phrase) or (_PHRASES.get(phrase.lower()) if len(phrase) > 1 else None)
        if tail is not None and tail.dimension == "duration" and _OVER.match(text, end, match.end()):
            return None                                 # up by 300,000 year on year
        if tail is not None and (len(phrase) > 2 or text[end:end + 1] != "-" or start == at):
            return Tail(tail.dimension, tail.unit, tail.currency, end)
    return None


_SYMBOLS = {symbol: c.code for c in reversed(CURRENCIES) for symbol in c.symbols}
_ANY_SYMBOL = "|".join(
    re.escape(s).replace(r"\$", r" ?\$") if len(s) > 1 else re.escape(s)
    for s in sorted(_SYMBOLS, key=len, reverse=True))
_SYMBOL = re.compile(rf"(?<![A-Za-z])(?:{_ANY_SYMBOL}|yuan)\s?$")
_SYMBOLS_END = frozenset(symbol[-1] for symbol in (*_SYMBOLS, "yuan"))
SYMBOL_AHEAD = re.compile(rf"(?:{_ANY_SYMBOL}) ?(?=\d)")


def currency_before(text: str, at: int) -> tuple[str, int] | None:
    """Currency and start of the sign before a number that begins at `at`: US$, RMB, ¥."""
    last = text[at - 1:at]
    if (text[at - 2:at - 1] if last.isspace() else last) not in _SYMBOLS_END:
        return None
    match = _SYMBOL.search(text, max(0, at - 6), at)
    return (_SYMBOLS.get(match.group().replace(" ", ""), "CNY"), match.start()) if match else None
