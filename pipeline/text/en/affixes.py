"""What stands right before and after an English number: currency signs, units, percent, hedges, in tables.

A phrase after a number is looked up word by word, longest first, hyphens read as spaces: `3-billion-yuan`,
`20 square kilometres`, `5 per cent`.
"""

import re
from dataclasses import dataclass

from pipeline.text.units import CURRENCIES, UNITS


@dataclass(frozen=True)
class Tail:
    """What a number counts: its dimension, unit or currency; `end` is where the words for it end."""

    dimension: str
    unit: str = ""
    currency: str | None = None
    end: int = 0


# Nouns that carry a unit of Figure; all other nouns leave a count without unit.
_COUNTED = {
    "visits": "visit", "visit": "visit", "trips": "visit", "passenger trips": "visit", "person trips": "visit",
    "tourist visits": "visit", "teu": "TEU", "teus": "TEU", "standard containers": "TEU", "households": "household",
    "families": "household", "units": "unit", "vehicles": "vehicle", "cars": "vehicle", "people": "person", "person": "person",
    "persons": "person", "person": "person", "aircraft": "aircraft", "passengers": "visit", "tourists": "visit", "visitors": "visit",
    "ship": "ship", "ships": "ship", "vessels": "ship", "train": "train", "trains": "train", "flight": "flight",
    "flights": "flight", "country": "country", "countries": "country", "province": "province", "provinces": "province",
    "city": "city", "cities": "city", "county": "county", "counties": "county", "village": "village",
    "villages": "village", "household": "household", "unit": "unit", "vehicle": "vehicle",
}
_TIMES = ("times", "fold", "x", "time")
_DURATIONS = {"decade": ("decade", "decades"), "century": ("century", "centuries")}
# A unit whose spelling is an everyday word too, and so needs more than to stand behind a number (5 in Beijing).
_TOO_SHORT = frozenset({"in", "ton t", "time"})


def _phrases() -> dict[str, Tail]:
    table: dict[str, Tail] = {}
    for unit in UNITS:
        for spelling in unit.en:
            if spelling not in _TOO_SHORT:
                key = spelling if len(spelling) <= 3 else spelling.lower().replace("-", " ")
                table[key] = Tail(unit.dimension, unit.name)
    for currency in reversed(CURRENCIES):
        for word in currency.en:
            table[word.lower().replace(".", "")] = Tail("money", currency=currency.code)
    table |= {s: Tail("duration", name) for name, spellings in _DURATIONS.items() for s in spellings}
    table |= {noun: Tail("count", unit) for noun, unit in _COUNTED.items()}
    table |= {word: Tail("multiple") for word in _TIMES}
    table |= dict.fromkeys(("percent", "per cent", "pct", "percents"), Tail("percent"))
    table |= dict.fromkeys(("percent point", "percent points", "percentage point", "percentage points", "per cent point",
                            "per cent points", "percentage", "pct point", "pct points", "pp", "ppt"), Tail("points"))
    table |= dict.fromkeys(("basis point", "basis points", "bp", "bps"), Tail("basis-points"))
    table |= {"kw": table["kW"], "mw": table["MW"], "gw": table["GW"], "kwh": table["kWh"], "kms": table["km"],
              "sq km": table["km²"], "sq kilometers": table["km²"], "kilometers square": table["km²"],
              "billion kwh": table["kWh"], "year old": Tail("duration", "year"), "years old": Tail("duration", "year"),
              "tons": table["ton"]} if "kW" in table else {}
    del table["billion kwh"]
    return table


_PHRASES = _phrases()
_WORD = r"[A-Za-z²³][A-Za-z²³0-9]*"
_AFTER = re.compile(rf"[ \u00a0-]?(?:(?P<mille>‰)|(?P<percent>%)(?:[ -]?(?P<points>(?:percentage )?points?|pts)\b)?|(?P<words>(?:U\.S\.|{_WORD})(?:[ -]{_WORD}){{0,3}}|km/h))")
_SPLIT = re.compile(r"[ -]")


def read_tail(text: str, at: int) -> Tail | None:
    """The unit, currency or percent sign that follows a number ending at `at`."""
    match = _AFTER.match(text, at)
    if match is None:
        return None
    if match["mille"]:
        return Tail("percent", unit="‰", end=match.end())
    if match["percent"]:
        return Tail("points" if match["points"] else "percent", end=match.end())
    said = match["words"]
    ends = [m.start() for m in _SPLIT.finditer(said)][:3] + [len(said)]
    for end in reversed(ends):
        phrase = said[:end].replace("-", " ").replace(".", "")
        tail = _PHRASES.get(phrase) or (_PHRASES.get(phrase.lower()) if len(phrase) > 1 else None)
        if tail is not None and (len(phrase) > 2 or not said[end:end + 1] == "-"):
            return Tail(tail.dimension, tail.unit, tail.currency, match.start("words") + end)
    return None


_SYMBOLS = {symbol: c.code for c in reversed(CURRENCIES) for symbol in c.symbols}
_ANY_SYMBOL = "|".join(re.escape(s).replace(r"\$", r" ?\$") if len(s) > 1 else re.escape(s) for s in sorted(_SYMBOLS, key=len, reverse=True))
_SYMBOL = re.compile(rf"(?<![A-Za-z])(?:{_ANY_SYMBOL}|yuan)\s?$")
_NO_SYMBOL_BEFORE = frozenset("(\"“'-,.:/0123456789abcdefghijklmoqrstuvwxyz")
SYMBOL_AHEAD = re.compile(rf"(?:{_ANY_SYMBOL}) ?(?=\d)")


def currency_before(text: str, at: int) -> tuple[str, int] | None:
    """Currency and start of the sign before a number that begins at `at`: US$, RMB, ¥."""
    if at == 0 or text[at - 1] in _NO_SYMBOL_BEFORE:
        return None
    match = _SYMBOL.search(text, max(0, at - 6), at)
    return (_SYMBOLS.get(match.group().replace(" ", ""), "CNY"), match.start()) if match else None


# Words before a number -> hedge. An adjective may stand between (a total of, the, another).
_BEFORE = {phrase: hedge for hedge, phrases in {
    "at-least": "at least, no less than, not less than, no fewer than, not fewer than, a minimum of, minimum, no lower than, "
                "not lower than",
    "at-most": "at most, up to, no more than, not more than, not exceeding, not exceed, a maximum of, within, no later than, "
               "as many as, as much as, not over, no higher than, capped at",
    "more-than": "more than, over, exceed, exceeding, exceeds, exceeded, above, in excess of, surpass, surpassing, "
                 "surpassed, surpasses, upwards of, topping, topped, beyond, greater than, higher than, well over, passed, "
                 "larger than, older than, longer than, later than, bigger than, taller than, heavier than, faster than, broke through, breaking through, upward of, just over, slightly over, crossed",
    "less-than": "younger than, shorter than, less than, fewer than, under, below, lower than, short of, smaller than, just under",
    "nearly": "nearly, almost, close to, approaching, approached, near, approaches, just short of",
    "about": "about, around, approximately, some, roughly, approx, circa, an estimated, estimated, around about, "
             "approximate, c, ca",
}.items() for phrase in phrases.split(", ")}
_AFTER_HEDGES = re.compile(
    r",? ?(?P<at_least>or (?:more|above|over|higher|older|longer|greater)\b|and (?:above|over|up|older|more)\b)"
    r"|(?P<more_than>\+)(?!\d)|(?P<more_than2>-plus\b|-odd\b| plus\b| odd\b)|,? ?(?P<at_most>or (?:less|below|under|fewer|lower)\b"
    r"|and (?:below|under|less)\b)|(?P<about>,? or so\b| or thereabouts\b| approximately\b)")
_FILLERS = frozenset({"a", "the", "total", "of", "another", "an", "additional", "its", "combined", "some"})
_WINDOW = re.compile(r"[A-Za-z.'-]+[ ]$")


def hedge_before(text: str, at: int) -> tuple[str, int] | None:
    """Hedge and its start before a number or currency sign that begins at `at`."""
    window = text[max(0, at - 40):at]
    words = window.replace("-", " ").replace("(", " ").lower().split(" ")
    if words[-1] not in ("", "~"):
        return None
    if words[-1] == "~":
        return "about", at - 1
    words = words[:-1]
    length = 1
    for _ in range(4):
        for size in (3, 2, 1):
            phrase = " ".join(words[-size:]) if len(words) >= size else ""
            if phrase and (hedge := _BEFORE.get(phrase)):
                return _negated(words[:-size], hedge), at - length - len(phrase)
        if not words or words[-1] not in _FILLERS:
            return None
        length += len(words.pop()) + 1
    return None


def _negated(words: list[str], hedge: str) -> str:
    """`did not exceed 5%` sets an upper bound."""
    near = words[-4:]
    negated = any(w in ("not", "never", "cannot") or w.endswith("n't") for w in near) and "only" not in near
    negated = negated or near[-1:] == ["no"]
    if negated and hedge in ("more-than", "less-than"):
        return "at-most" if hedge == "more-than" else "at-least"
    return hedge


def hedge_after(text: str, at: int) -> tuple[str, int] | None:
    """Hedge and its end after a figure that ends at `at`: or more, -plus, or so."""
    match = _AFTER_HEDGES.match(text, at)
    return (str(match.lastgroup).rstrip("2").replace("_", "-"), match.end()) if match else None
