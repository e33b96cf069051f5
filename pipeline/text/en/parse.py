"""Quantities in English, whatever a model or an editor writes: the counterpart of the Chinese grammar."""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from pipeline.text.en.dates import find_dates, year
from pipeline.text.en.numerals import ORDINAL, Number, numbers, ordinal_value
from pipeline.text.figure import Figure
from pipeline.text.units import CURRENCIES, UNITS


def _any(spellings: object) -> str:
    return "|".join(re.escape(s) for s in sorted(spellings, key=len, reverse=True))  # type: ignore[call-overload]


_SYMBOLS = {symbol: c.code for c in reversed(CURRENCIES) for symbol in c.symbols}
_WORDS = {word.lower(): c.code for c in reversed(CURRENCIES) for word in c.en}
_MEASURES = {spelling: u for u in UNITS for spelling in u.en if len(spelling) > 1 or spelling in "mtW"}
_COUNTED = {
    "visits": "visit", "visit": "visit", "trips": "visit", "TEU": "TEU", "TEUs": "TEU", "households": "household",
    "units": "unit", "vehicles": "vehicle", "people": "person", "persons": "person", "aircraft": "aircraft",
    "standard containers": "TEU", "passengers": "visit", "tourists": "visit", "passenger trips": "visit",
}
_MONEY_BEFORE = re.compile(rf"(?:{_any(_SYMBOLS)})\s?$")
_MONEY_AFTER = re.compile(rf"[ -]?(?:{_any(_WORDS)})(?![A-Za-z])", re.I)
_PERCENT = re.compile(
    r"[ -]?(?P<points>(?:%|percent(?:age)?|per cent|pct\.?)[ -]points?)|[ -]?(?P<basis>basis points?|bps?\b)|[ -]?(?P<percent>%|percent\b|per cent\b|pct\b)", re.I)
_MEASURE = re.compile(rf"[ -]?(?:{_any(_MEASURES)})(?![A-Za-z²³])|[ -](?:{_any([m for m in _MEASURES if len(m) > 3])})(?![A-Za-z])", re.I)
_COUNTER = re.compile(rf" (?:{_any(_COUNTED)})\b")
_TIMES = re.compile(r"[ -]?(?:times|fold)\b|x\b", re.I)
_PER = re.compile(r" ?(?:per|/|an?|for each) ?(?P<per>mu|hectare|square met(?:re|er))\b", re.I)
_LEVEL = re.compile(r"(?:[ -]yuan)?[ -]?level\b", re.I)
_TO = re.compile(r"\s?(?:-|–|—|~|to|and)\s?$")
_FIRST_OF_RANGE = re.compile(r"(?:%|percent|per cent|yuan|RMB|hectares|mu|months?|years?|days?|billion|million)?\s?", re.I)
_HEDGES_BEFORE = (
    ("at-least", r"at least|no(?:t)? (?:less|fewer) than|a minimum of|minimum"), ("at-most", r"at most|up to|no(?:t)? more than|not exceeding|a maximum of|within"),
    ("more-than", r"more than|over|exceed(?:ing|s|ed)?|above|in excess of|surpass(?:ing|ed|es)?|upwards of|topp(?:ing|ed)|beyond|greater than"),
    ("less-than", r"less than|fewer than|under|below"), ("nearly", r"nearly|almost|close to|approaching"),
    ("about", r"about|around|approximately|some|roughly|approx\.?|circa"),
)
_BEFORE = re.compile("|".join(rf"(?P<{name.replace('-', '_')}>\b(?:{pattern})(?: a total of| the)?\s*)$" for name, pattern in _HEDGES_BEFORE), re.I)
_AFTER = re.compile(r"\s?(?P<at_least>or (?:more|above|over|higher)|and above)\b|(?P<more_than>\+)(?!\d)|\s?(?P<at_most>or (?:less|below|under|fewer))\b|(?P<about>,? or so)\b", re.I)
_VAGUE = re.compile(
    r"\b(?P<few>tens of |hundreds of |several hundred |dozens of |several )?(?P<scale>(?:thousands?|millions?|billions?|trillions?) of|thousands|millions|(?<=hundreds of )\w+|hundred|thousand|million|billion)\b"
    r"(?: of)?(?: (?P<scale2>thousands?|millions?|billions?) of)?(?P<yuan> (?:yuan|RMB|US dollars|dollars))?", re.I)
_MULTIPLE = re.compile(
    r"\b(?:(?P<two>doubl(?:e|ed|es|ing)|twice|twofold)|(?P<three>tripl(?:e|ed|es|ing)|threefold|trebled?)|(?P<four>quadrupl(?:e|ed|es|ing)|fourfold))\b", re.I)
_FRACTION = re.compile(
    r"\b(?P<n>a|an|one|two|three|four)[ -](?P<d>half|third|quarter|fifth|sixth|seventh|eighth|tenth)s?(?! (?:of )?(?:quarter|largest|phase|batch|year|place))\b|(?<![\d/])(?P<n2>[1-9])/(?P<d2>[2-9]|10)(?![\d/])", re.I)
_DENOMINATORS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "tenth": 10}
_UP = re.compile(r"\b(?:rose|ris(?:e|ing)|up|increas\w*|grew|grow\w*|gain\w*|climb\w*|surg\w*|expand\w*|jump\w*)\b", re.I)
_DOWN = re.compile(r"\b(?:f[ae]ll\w*|down|decreas\w*|declin\w*|drop\w*|reduc\w*|cut|shrank|shrink\w*|lower\w*|slid|contract(?:ed|ion))\b", re.I)
_BASES = ((re.compile(r"year[ -]on[ -]year|\byoy\b|year[ -]over[ -]year|from a year (?:earlier|ago)", re.I), "year-on-year"),
          (re.compile(r"month[ -]on[ -]month|\bmom\b|quarter[ -]on[ -]quarter|\bqoq\b|previous (?:month|quarter|period)|month[ -]over[ -]month", re.I), "sequential"),
          (re.compile(r"average annual|annual average|\bCAGR\b|a year on average", re.I), "average-annual"),
          (re.compile(r"previous year|last year", re.I), "from-previous-year"))


def parse(text: str) -> list[Figure]:
    """The figures of an English text in order, none overlapping. Linear in the text."""
    taken = bytearray(len(text))
    kept: list[Figure] = []
    _keep(find_dates(text), taken, kept)
    _keep(_fractions(text), taken, kept)
    _keep(_quantities(text, taken), taken, kept)
    _keep(_vague(text), taken, kept)
    _keep((_multiple(m) for m in _MULTIPLE.finditer(text)), taken, kept)
    _keep((_ordinal(m) for m in ORDINAL.finditer(text)), taken, kept)
    return sorted(kept, key=lambda f: f.start)


def _keep(found: Iterator[Figure] | list[Figure], taken: bytearray, kept: list[Figure]) -> None:
    for figure in found:
        if not any(taken[figure.start:figure.end]):
            taken[figure.start:figure.end] = b"\x01" * (figure.end - figure.start)
            kept.append(figure)


def _quantities(text: str, taken: bytearray) -> Iterator[Figure]:
    waiting: Number | None = None       # the first number of a range, until its second comes
    waiting_unit: Figure | None = None
    for number in numbers(text, _MONEY_BEFORE):
        if any(taken[number.start:number.end]):
            continue
        figure = _with_unit(text, number)
        if waiting is not None and waiting_unit is not None:
            if _is_range(text, waiting, waiting_unit, figure):
                yield _range(text, waiting, waiting_unit, number, figure)
                waiting = waiting_unit = None
                continue
            yield waiting_unit
        waiting, waiting_unit = number, figure
    if waiting_unit is not None:
        yield waiting_unit


def _is_range(text: str, first: Number, told: Figure, second: Figure) -> bool:
    gap = text[told.end:second.start] if second.start >= told.end else ""
    joint = re.fullmatch(r"\s?(?:-|–|—|~|to)\s?(?:US\$|¥|\$|RMB ?|CNY ?|€|£|HK\$)?|\s+to\s+|\s?and\s", gap)
    if joint is None or told.value is None or second.value is None:
        return False
    if "and" in gap and not re.search(r"\bbetween\s+\S{0,6}$", text[max(0, told.start - 20):told.start] + " "[:0]):
        return False
    if told.dimension != second.dimension and not (told.dimension == "count" and told.unit == ""):
        return False
    return "N3" not in told.rules or "N3" in second.rules or second.dimension != "count"


def _range(text: str, first: Number, told: Figure, second: Number, figure: Figure) -> Figure:
    low = told.value
    if low is not None and not first.scale and second.scale and low < 1000:
        low = low.scaleb(second.scale)
    return Figure(told.start, figure.end, text[told.start:figure.end], figure.dimension, None, low, figure.value, figure.unit,
                  figure.currency or told.currency, told.hedge or figure.hedge, figure.direction, figure.base, None, ("N4",))


def _with_unit(text: str, number: Number) -> Figure:
    start, end = number.start, number.end
    dimension, unit, currency, rules = "count", "", None, ()
    if before := _MONEY_BEFORE.search(text[max(0, start - 8):start]):
        currency, start = _SYMBOLS[before.group().strip()], start - len(before.group())
    percent = _PERCENT.match(text, end)
    if percent:
        end = percent.end()
        dimension = "points" if percent["points"] else "basis-points" if percent["basis"] else "percent"
    elif after := _MONEY_AFTER.match(text, end):
        code = _WORDS[after.group().strip(" -").lower()]
        currency, end = currency if currency not in (None, "USD") else code, after.end()
    if currency:
        dimension = "money"
        if per := _PER.match(text, end):
            dimension, end = "per-area-money", per.end()
            unit = per["per"].lower().replace("meter", "metre")
    elif dimension == "count":
        dimension, unit, end = _measured(text, end)
    if dimension == "money" and (level := _LEVEL.match(text, end)):
        return _made(text, start, level.end(), dimension, number.value, unit, currency, "level", rules)
    hedge, start, end = _hedged(text, start, end)
    if dimension == "count" and unit == "" and hedge is None:
        plain = text[number.start:number.end]
        if re.fullmatch(r"(?:1[89]|20)\d\d", plain):
            return year(number.start, number.end, text)
    small = dimension == "count" and number.value < 10 and (number.words or unit == "")
    return _made(text, start, end, dimension, number.value, unit, currency, hedge, ("N3",) if small else rules)


def _measured(text: str, end: int) -> tuple[str, str, int]:
    if times := _TIMES.match(text, end):
        return "multiple", "", times.end()
    if measure := _MEASURE.match(text, end):
        spelling = measure.group().strip(" -")
        unit = _MEASURES.get(spelling) or next((u for s, u in _MEASURES.items() if s.lower() == spelling.lower()), None)
        if unit is not None:
            return unit.dimension, unit.name, measure.end()
    if counter := _COUNTER.match(text, end):
        return "count", _COUNTED[counter.group().strip()], counter.end()
    return "count", "", end


def _hedged(text: str, start: int, end: int) -> tuple[str | None, int, int]:
    window = text[max(0, start - 32):start]
    if before := _BEFORE.search(window):
        return str(before.lastgroup).replace("_", "-"), start - len(before.group()), end
    if after := _AFTER.match(text, end):
        return str(after.lastgroup).replace("_", "-"), start, after.end()
    return None, start, end


def _made(text: str, start: int, end: int, dimension: str, value: Decimal, unit: str, currency: str | None,
          hedge: str | None, rules: tuple[str, ...]) -> Figure:
    direction = base = None
    if dimension in ("percent", "points", "basis-points", "multiple"):
        clause = re.split(r"[,;.]\s", text[max(0, start - 48):start])[-1]
        around = clause + text[end:end + 48]
        direction = "down" if _DOWN.search(clause) else "up" if _UP.search(clause) else None
        base = next((name for pattern, name in _BASES if pattern.search(around)), None)
    return Figure(start, end, text[start:end], dimension, value, None, None, unit, currency, hedge, direction, base, None, rules)


def _fractions(text: str) -> Iterator[Figure]:
    for m in _FRACTION.finditer(text):
        top = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4}[m["n"].lower()] if m["n"] else int(m["n2"])
        part = Fraction(top, _DENOMINATORS[m["d"].lower()] if m["d"] else int(m["d2"]))
        ends = part.denominator in (1, 2, 4, 5, 8, 10)
        value = Decimal(part.numerator) / part.denominator if ends else None
        yield Figure(m.start(), m.end(), m.group(), "multiple", value, when=f"{part.numerator}/{part.denominator}")


_POWERS = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}


def _vague(text: str) -> Iterator[Figure]:
    for m in re.finditer(
            r"\b(?:(?P<few>tens|hundreds|dozens) of |several (?P<few2>hundred |ten )?)?(?P<scale>thousands?|millions?|billions?|trillions?|hundreds)"
            r"(?: of)?(?P<money> (?:yuan|RMB|US dollars|dollars|euros))?\b", text, re.I):
        if m["few"] is None and not m["scale"].lower().endswith("s") and "several" not in m.group().lower():
            continue
        power = _POWERS[m["scale"].lower().rstrip("s")]
        power += {"tens": 1, "dozens": 1, "hundreds": 2, "hundred": 2, "ten": 1}.get((m["few"] or m["few2"] or "").strip().lower(), 0)
        low = Decimal(10) ** power
        money = (m["money"] or "").strip().lower()
        yield Figure(m.start(), m.end(), m.group(), "money" if money else "count", None, low, low * 10,
                     currency=_WORDS.get(money), hedge="vague", rules=("N6",))


def _multiple(m: re.Match[str]) -> Figure:
    value = 2 if m["two"] else 3 if m["three"] else 4
    return Figure(m.start(), m.end(), m.group(), "multiple", Decimal(value), direction="up", rules=("N9",))


def _ordinal(m: re.Match[str]) -> Figure:
    value = ordinal_value(m)
    return Figure(m.start(), m.end(), m.group(), "ordinal", Decimal(value), rules=("N12", "N3") if value < 10 else ("N12",))
