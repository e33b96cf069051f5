"""Figures that are told in words rather than numbers: tens of billions, doubled, a third, one in five (N6, N9, N10)."""

import re
from decimal import Decimal
from fractions import Fraction

from pipeline.text.en.affixes import hedge_before, read_tail
from pipeline.text.en.numerals import ORDINALS, SCALES, SMALL
from pipeline.text.figure import Figure

_VAGUE = re.compile(
    r"(?:(?P<few>tens|dozens|scores|hundreds) of (?P<of>thousands?|millions?|billions?|trillions?)"
    r"|(?:(?P<several>several|a few|many|a couple of) )(?P<part>ten |hundred )?(?P<one>thousand|million|billion|trillion)s?"
    r"|(?P<several2>several|a few) (?P<hundred>hundreds?|dozens?|tens)"
    r"|(?P<bare>hundreds|thousands|millions|billions|trillions|dozens|tens|scores|decades)(?! place))\b(?: of(?! the (?:year|month)))?",
    re.I)
_POWERS = SCALES | {"ten": 1, "tens": 1, "dozens": 1, "dozen": 1, "scores": 1, "decades": 1}
VAGUE_TOKENS = frozenset("tens dozens scores hundreds several a many thousands millions billions trillions decades".split())


def read_vague(text: str, at: int) -> Figure | None:
    """A magnitude without a number: `tens of billions of yuan` is 10 to 100 billion."""
    m = _VAGUE.match(text, at)
    if m is None:
        return None
    power = _power(m["few"]) + _power(m["of"]) + _power(m["part"]) + _power(m["one"]) + _power(m["hundred"]) + _power(m["bare"])
    low = Decimal(10) ** power
    tail = read_tail(text, m.end())
    dimension, unit, currency, end = "count", "", None, m.end()
    if m["bare"] and m["bare"].lower() == "decades":
        dimension, unit = "duration", "year"
    elif tail and tail.dimension not in ("percent", "points", "multiple"):
        dimension, unit, currency, end = tail.dimension, tail.unit, tail.currency, tail.end
    return Figure(at, end, text[at:end], dimension, None, low, low * 10, unit, currency, "vague", rules=("N6",))


def _power(word: str | None) -> int:
    if not word:
        return 0
    word = word.strip().lower()
    return _POWERS.get(word, _POWERS.get(word.removesuffix("s"), 0))


_MULTIPLE = re.compile(
    r"(?:(?P<half>halved|halving)|(?:more than )?(?P<two>doubl(?:e|ed|es|ing)(?![- ](?:digit|11|eleven|check|tax|track|win))|twice|twofold|two-fold)"
    r"|(?P<three>tripl(?:e|ed|es|ing)|threefold|three-fold|trebl(?:e|ed|ing)|thrice)"
    r"|(?P<four>quadrupl(?:e|ed|es|ing)|fourfold|four-fold)|(?P<five>quintupl(?:e|ed|ing)|fivefold|five-fold))\b", re.I)
MULTIPLE_TOKENS = frozenset(
    "halved halving double doubled doubles doubling twice twofold two triple tripled triples tripling threefold three treble "
    "trebled trebling thrice quadruple quadrupled quadruples quadrupling fourfold four quintuple quintupled quintupling "
    "fivefold five".split())


def read_multiple(text: str, at: int) -> Figure | None:
    """`doubled` is 2 times, up; `halved` a half, down."""
    m = _MULTIPLE.match(text, at)
    if m is None:
        return None
    value = Decimal("0.5") if m["half"] else Decimal(2 if m["two"] else 3 if m["three"] else 4 if m["four"] else 5)
    return Figure(at, m.end(), m.group(), "multiple", value, direction="down" if m["half"] else "up", rules=("N9",))


_HALF_UNIT = re.compile(r"half[ -](?:an?[ -])?(?P<unit>hour|year|month|day|century|decade|mile|kilomet(?:re|er)|dozen)\b", re.I)


def read_half(text: str, at: int) -> Figure | None:
    """`half an hour`, `half-an-hour`, `half a year`: 0.5 of a unit."""
    m = _HALF_UNIT.match(text, at)
    tail = read_tail(text, m.start("unit") - 1) if m else None
    if m is None or tail is None or not tail.unit:
        return None
    return Figure(at, m.end(), m.group(), tail.dimension, Decimal("0.5"), unit=tail.unit, rules=("N14",))


_DENOMINATORS = {word: n for n, word in enumerate(ORDINALS) if 3 <= n <= 12 or n == 20} | {
    "half": 2, "halve": 2, "quarter": 4, "hundredth": 100, "thousandth": 1000}
_COUNTS = "|".join((*SMALL[1:11], "an?"))
_OF_NAMES = r"(?! (?:quarters?|largest|biggest|phase|batch|year|place|party|time|term|day|person|country|generation|round|of (?:the )?year|" \
            r"season|child|man|woman|world|century|finger|hour|brother|runway|line|gold|test|game|class|floor|plenary|session))"
_FRACTION = re.compile(
    rf"(?:(?P<n>{_COUNTS}|\d{{1,2}})[ -](?P<d>half|halves|third|quarter|fifth|sixth|seventh|eighth|ninth|tenth|twentieth)s?{_OF_NAMES}\b"
    r"(?![ -]an? (?:million|billion|trillion|dozen|year|hour|day|month|century|decade)\b|-(?:year|hour|day|time|finger))"
    rf"|(?P<half>half)(?= of\b| the\b| its\b| their\b| as\b)|(?P<n2>\d{{1,2}})/(?P<d2>\d{{1,2}})(?![\d/])"
    rf"|(?P<n3>{_COUNTS}|\d{{1,2}}) (?:in|out of)(?: every)? (?P<d3>{'|'.join(SMALL[2:11])}|\d{{1,4}})(?!\d|[,.]\d)\b(?! (?:\w+ ){{0,1}}(?:years|days|months|weeks|cities|"
    r"countries|provinces|regions|places))(?= [a-z]))", re.I)
FRACTION_TOKENS = frozenset((*SMALL[1:11], "a", "an", "half", "0"))


def read_fraction(text: str, at: int) -> Figure | None:
    """`one-third`, `a quarter`, `2/3`, `one in five`: `when` holds n/d, `value` what has a finite decimal."""
    m = _FRACTION.match(text, at)
    if m is None:
        return None
    if m["half"]:
        top, bottom = 1, 2
    elif m["n"]:
        word = m["d"].lower()
        top, bottom = _small(m["n"]), 2 if word.startswith("hal") else _DENOMINATORS[word]
    else:
        top, bottom = (_small(m["n2"]), int(m["d2"])) if m["n2"] else (_small(m["n3"]), _small(m["d3"]))
    if not 0 < top < bottom or text[at - 1:at] == "/" or (m["n2"] and bottom > 20):
        return None
    hedge, start = hedge_before(text, at) or (None, at)
    part = Fraction(top, bottom)
    rest = part.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    value = Decimal(part.numerator) / part.denominator if rest == 1 else None
    return Figure(start, m.end(), text[start:m.end()], "multiple", value, hedge=hedge,
                  when=f"{part.numerator}/{part.denominator}", rules=("N10",))


def _small(word: str) -> int:
    return int(word) if word.isdigit() else 1 if word.lower() in ("a", "an") else SMALL.index(word.lower())
