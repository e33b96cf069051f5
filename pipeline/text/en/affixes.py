"""What an English number counts: the words after it and the currency sign before it, looked up in tables.

A phrase after a number is looked up word by word, longest first, hyphens read as spaces: `3-billion-yuan`,
`20 square kilometres`, `5 per cent`.
"""

import re
from typing import NamedTuple

from pipeline.text.units import CURRENCIES, UNITS


class Tail(NamedTuple):
    """What a number counts: its dimension, unit or currency. `power` is the power of ten that the number stands for
    beside its own: -1 for per mille, 3 for kilotonnes told in tonnes."""

    dimension: str
    unit: str = ""
    currency: str | None = None
    power: int = 0


# unit of Figure -> the nouns that carry it; all other nouns leave a count without unit
_COUNTED = {
    "visit": "visit, visits, trips, passenger trips, person trips, person times, tourist trips, tourist visits, "
             "passengers, tourists, visitors",
    "TEU": "teu, teus, standard containers, twenty foot equivalent units",
    "tonne-kilometre": "tonne kilometre, tonne kilometres, tonne kilometers, ton kilometers, tonne km, ton km, tkm",
    "passenger-kilometre": "passenger kilometre, passenger kilometres, passenger kilometers, passenger km, pkm",
    "household": "household, households, families", "unit": "unit, units",
    "vehicle": "vehicle, vehicles, cars", "person": "person, persons, people", "aircraft": "aircraft",
    "ship": "ship, ships, vessels", "train": "train, trains", "flight": "flight, flights",
    "country": "country, countries", "province": "province, provinces", "city": "city, cities",
    "county": "county, counties", "village": "village, villages",
}
# dimension -> the words for it
_PLAIN = {
    "percent": "percent, per cent, pct, percents, pc",
    "points": "percentage point, percentage points, percent point, percent points, per cent point, per cent points, "
              "pct point, pct points, percentage, pp, ppt, pps, ppts, pts, points",
    "basis-points": "basis point, basis points, bp, bps",
    "multiple": "times, time, fold, x, ×",
}
# Spellings that people use beside those of the unit table: unit -> spellings.
_ALSO = {
    "kilowatt": "kw, kWp", "megawatt": "mw, MWp, MWac, MWdc", "gigawatt": "gw, GWp", "kilometre": "kms",
    "kilowatt-hour": "kwh, kW h, kW·h", "megawatt-hour": "MW h, MW·h", "gigawatt-hour": "GW h, GW·h",
    "square kilometre": "sqkm, square km, square kms, sq kms, sq kilometers, sq kilometres",
    "square metre": "square m, sq metres, sq meters, sq metre, sq meter, ㎡", "cubic metre": "cu m, cubic m",
    "tonne": "tons, deadweight tonnes, deadweight tons, dwt, DWT, MT, mt, tpa", "jin": "catty, catties",
    "km/h": "kmh, kmph", "hour": "hrs", "minute": "min, mins", "barrel": "bbl, bpd",
    "day": "business days, trading days, calendar days, trading day, business day",
    "year": "year old, years old",
    "mile": "mi", "square mile": "sq mi, sq miles", "degree Celsius": "degrees, degree, celsius, degrees c, degree c",
    "decade": "decade, decades", "century": "century, centuries",
}
# spelling -> unit, and the power of ten between them
_SCALED = {"kt": ("tonne", 3), "Mt": ("tonne", 6), "mtpa": ("tonne", 6), "Mtpa": ("tonne", 6),
           "bcm": ("cubic metre", 9)}
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
        words = {word.lower().replace(".", "") for word in currency.en}
        words |= {f"u.s.{word[2:]}" for word in words if word.startswith("us ")}
        table |= {word: Tail("money", currency=currency.code) for word in words}
    table |= {s: Tail(dimensions[name], name) for name, also in _ALSO.items() for s in also.split(", ")}
    table |= {s: Tail(dimensions[name], name, power=power) for s, (name, power) in _SCALED.items()}
    table |= {s: Tail("percent", power=-1) for s in ("per mille", "permille", "per thousand")}
    table |= {spelling: Tail("temperature", "degree Celsius") for spelling in ("°C", "° C", "ºC", "º C")}
    table |= {f"degree{s} fahrenheit": Tail("count") for s in ("", "s")}
    table |= {noun: Tail("count", unit) for unit, nouns in _COUNTED.items() for noun in nouns.split(", ")}
    return table | {word: Tail(dimension) for dimension, words in _PLAIN.items() for word in words.split(", ")}


_PHRASES = _phrases()
# The first words, in small letters, each with the most words of such a phrase.
_MOST_WORDS = {words[0].lower(): len(words) for words in sorted((phrase.split(" ") for phrase in _PHRASES), key=len)}
_LEADS = _BETWEEN | {"of"}
_WORD = r"[A-Za-z²³][A-Za-z²³0-9]*"
_AFTER = re.compile(
    r"[ \u00a0-]?(?:(?P<mille>‰)|(?P<percent>%)(?:[ -]?(?P<points>(?:percentage )?points?|pts)\b)?"
    r"|(?P<symbol>(?:sq|cu)\. ?(?:km|m|ft|mi|met(?:re|er)s?|kilomet(?:re|er)s?|feet|miles)\b|[kMGT]W·h\b|[°º] ?C\b|㎡"
    rf"|×(?! ?\d))|(?P<word>U\.S\.|{_WORD}|℃))")
_MORE = re.compile(rf"(?:[ -]{_WORD}){{0,3}}")
_SIGNS = {"mille": Tail("percent", power=-1), "percent": Tail("percent"), "points": Tail("points")}
_OVER = re.compile(r"[- ](?:on|over|to)[- ](?:year|month|quarter|date)\b")


def lone_unit(word: str) -> Tail | None:
    """The unit or currency that a word names, though no number stands before it: the area in hectares."""
    tail = _PHRASES.get(word.lower()) if len(word) > 2 else None
    return tail if tail is not None and tail.dimension not in ("count", "multiple", "percent") else None


def read_tail(text: str, at: int) -> tuple[Tail, int] | None:
    """The unit, currency or percent sign that follows a number ending at `at`, and its end."""
    match = _AFTER.match(text, at)
    if match is None:
        return None
    group, end = match.lastgroup or "", match.end()
    if group in _SIGNS:
        return _SIGNS[group], end
    said = match[group]
    if group == "symbol":
        return _PHRASES[said.replace(". ", " ").replace(".", " ")], end
    first = said.lower()
    most = _MOST_WORDS.get(first, 0)
    if not most and first not in _LEADS:
        return None
    start, words = end - len(said), [said]
    if most != 1 and (more := _MORE.match(text, end)):
        words += more[0].replace("-", " ").split(" ")[1:]
    if first in _LEADS:
        if first in _BETWEEN:
            start += len(words.pop(0)) + 1
        elif words[1:2] in (["a"], ["one"]) and words[2:3] in (["percentage"], ["percent"]):
            start += len(" ".join(words[:2])) + 1       # 0.3 of a percentage point
            del words[:2]
        most = _MOST_WORDS.get(words[0].lower(), 0) if words else 0
    del words[most:]
    while words:
        phrase = " ".join(words)
        end = start + len(phrase)
        tail = _PHRASES.get(phrase) or (_PHRASES.get(phrase.lower()) if len(phrase) > 1 else None)
        if tail is not None and tail.dimension == "duration" and _OVER.match(text, end):
            return None                                 # up by 300,000 year on year
        if tail is not None and (len(phrase) > 1 or text[end:end + 1] != "-" or start == at):
            return tail, end
        words.pop()
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
    last = text[at - 1] if at else ""
    if (text[at - 2] if last.isspace() and at > 1 else last) not in _SYMBOLS_END:
        return None
    match = _SYMBOL.search(text, at - 6, at)
    return (_SYMBOLS.get(match.group().replace(" ", ""), "CNY"), match.start()) if match else None
