"""Figures that are told in words rather than numbers: tens of billions, doubled, a third, one in five (N6, N9, N10)."""

import re
from decimal import Decimal
from fractions import Fraction

from pipeline.text.en.affixes import Tail, read_tail
from pipeline.text.en.digits import TIED
from pipeline.text.en.hedges import hedge_before
from pipeline.text.en.numerals import ORDINALS, SCALES, SMALL, WORD_VALUES
from pipeline.text.figure import Figure

_POWERS = SCALES | {"ten": 1, "dozen": 1, "score": 1, "decade": 1}
_LARGE = "thousand|million|billion|trillion"
_VAGUE = re.compile(
    rf"(?:(?P<few>tens|dozens|scores|hundreds) of (?P<of>(?:{_LARGE})s?)"
    rf"|(?:several|a few|many|a couple of) (?P<part>ten |hundred )?(?P<one>(?:{_LARGE})s?)"
    r"|(?:several|a few) (?P<hundred>hundreds?|dozens?|tens)"
    rf"|(?P<bare>hundreds|dozens|tens|scores|decades|(?:{_LARGE})s)(?! place))\b(?: of(?! the (?:year|month)))?", re.I)
VAGUE_TOKENS = frozenset({
    "tens", "dozens", "scores", "hundreds", "several", "a", "many", "thousands", "millions", "billions", "trillions",
    "decades"})


def read_vague(text: str, at: int) -> Figure | None:
    """A magnitude without a number: `tens of billions of yuan` is 10 to 100 billion."""
    m = _VAGUE.match(text, at)
    if m is None:
        return None
    low = Decimal(10) ** sum(_power(m[name]) for name in ("few", "of", "part", "one", "hundred", "bare"))
    tail = read_tail(text, m.end())
    dimension, unit, currency, end = "count", "", None, m.end()
    if (m["bare"] or "").lower() == "decades":
        dimension, unit = "duration", "year"
    elif tail and tail[0].dimension not in ("percent", "points", "multiple"):
        (dimension, unit, currency, _), end = tail
    return Figure(at, end, text[at:end], dimension, None, low, low * 10, unit, currency, "vague", rules=("N6",))


def _power(word: str | None) -> int:
    return _POWERS[word.strip().lower().removesuffix("s")] if word else 0


# what is said -> how many times as much
_MULTIPLES = {
    "0.5": "halved, halving, cut in half, cuts in half, cutting in half",
    "2": "double, doubled, doubles, doubling, twice, twofold, two-fold",
    "3": "triple, tripled, triples, tripling, treble, trebled, trebling, thrice, threefold, three-fold",
    "4": "quadruple, quadrupled, quadruples, quadrupling, fourfold, four-fold",
    "5": "quintuple, quintupled, quintupling, fivefold, five-fold", "6": "sextupled, sextupling",
    "7": "septupled, septupling",
}
_TIMES = {word: Decimal(times) for times, words in _MULTIPLES.items() for word in words.split(", ")} | {
    f"{word}fold": Decimal(n) for word, n in (WORD_VALUES | {"hundred": 100, "thousand": 1000}).items() if n > 1}
_MULTIPLE = re.compile(
    rf"(?:{'|'.join(sorted(_TIMES, key=len, reverse=True))})\b(?![- ](?:digit|11|eleven|check|tax|track|win))", re.I)
MULTIPLE_TOKENS = frozenset(re.split("[ -]", word)[0] for word in _TIMES)


def read_multiple(text: str, at: int) -> Figure | None:
    """`doubled` is 2 times, up; `more than halved` below a half, down."""
    m = _MULTIPLE.match(text, at)
    if m is None:
        return None
    times = _TIMES[m.group().lower()]
    hedge, start = hedge_before(text, at) or (None, at)
    return Figure(start, m.end(), text[start:m.end()], "multiple", times, hedge=hedge,
                  direction="down" if times < 1 else None if m.group().lower().endswith("fold") else "up",
                  rules=("N9",))


_PART_UNIT = re.compile(
    r"(?:(?:an? |one )?half(?:[ -]an?)?|(?:(?P<quarters>an?|one|three)[ -])?quarters?(?: of an?)?)[ -]"
    r"(?P<unit>hour|year|month|day|century|decade|mile|(?:kilo)?met(?:re|er)|percentage[ -]points?|per ?cent|point)"
    r"s?\b", re.I)
PART_TOKENS = frozenset({"half", "quarter", "a", "an", "one", "three"})
_SMALL_COUNTS = "|".join(SMALL[1:11])
_A_SPAN = re.compile(
    r"(?:an? (?P<unit>decade|century)\b(?! and a half|[- ]old)"
    rf"|(?:(?P<n>an?|{_SMALL_COUNTS}) )?(?P<more>decade|year|month|week|day|hour|centur(?=y|ies))(?:s|y|ies)?"
    r" and a half\b)", re.I)
SPAN_TOKENS = frozenset({"a", "an", "year", *SMALL[1:11]})


def read_span(text: str, at: int) -> Figure | None:
    """`a decade ago`, `more than a century`: ten years, and a hundred; `two years and a half`."""
    m = _A_SPAN.match(text, at)
    if m is None:
        return None
    hedge, start = hedge_before(text, at) or (None, at)
    unit = (m["unit"] or m["more"]).lower()
    value = Decimal(1) if m["unit"] else _small(m["n"] or "a") + Decimal("0.5")
    return Figure(start, m.end(), text[start:m.end()], "duration", value, unit="century" if unit == "centur" else unit,
                  hedge=hedge, rules=("N3",))


def read_half(text: str, at: int) -> Figure | None:
    """`half an hour`, `half-an-hour`, `a quarter of a percentage point`: 0.5 or 0.25 of a unit."""
    m = _PART_UNIT.match(text, at)
    if m is None:
        return None
    read = (Tail("points"), m.end()) if m["unit"].lower() == "point" else read_tail(text, m.start("unit") - 1)
    if read is None:
        return None
    tail, _ = read
    hedge, start = hedge_before(text, at) or (None, at)
    value = Decimal("0.5") if "half" in m[0].lower() else Decimal("0.25") * _small(m["quarters"] or "a")
    return Figure(start, m.end(), text[start:m.end()], tail.dimension, value, unit=tail.unit, hedge=hedge,
                  rules=("N14",) if tail.unit else ("N10",))


_DENOMINATORS = {word: n for n, word in enumerate(ORDINALS) if 3 <= n <= 12 or n == 20} | {
    "half": 2, "halve": 2, "quarter": 4}
_COUNTS = "|".join((*SMALL[1:11], "an?"))
_PARTS = "half|halves|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth|twentieth"
# What an ordinal numbers and no fraction divides: a third party, a second quarter.
_NUMBERED = ("quarters?|largest|biggest|phase|batch|year|place|party|time|term|day|person|country|generation|round|"
             "season|child|man|woman|world|century|finger|hour|brother|runway|line|gold|test|game|class|floor|plenary|session")
_AFTER_HALF = (r"(?![ -]an? (?:million|billion|trillion|dozen|year|hour|day|month|century|decade)\b"
               r"|-(?:year|hour|day|time|mile|(?:kilo)?met))")
_WHOLES = "|".join(SMALL[2:11])
_GROUPS = r"(?! (?:\w+ )?(?:years|days|months|weeks|cities|countries|provinces|regions|places))"
_FRACTION = re.compile(
    r"(?=\D|\d{1,2}(?:/| in | out |[ -][hqtfsen]))"        # of numbers few begin a fraction
    rf"(?!an? fourth(?! of\b))(?:(?P<n>{_COUNTS}|\d{{1,2}})[ -](?P<d>{_PARTS})s?"
    rf"(?![ -](?:{_NUMBERED}|of (?:the )?year))\b{_AFTER_HALF}"
    r"|(?P<half>half(?= of\b| the\b| its\b| their\b| as\b|[- ]price)"
    r"|(?:(?<=than )|(?<=over )|(?<=early )|(?<=about )|(?<=almost )|(?<=least )|(?<=by )|(?<=under )|(?<=roughly )"
    r"|(?<=around )|(?<=exactly ))half(?= ?[.,;:()]|$))"
    r"|(?P<n2>\d{1,2})/(?P<d2>\d{1,2})(?![\d/])"
    rf"|(?P<n3>{_COUNTS}|\d{{1,2}}) (?:in|out of)(?: every)? "
    rf"(?P<d3>(?:(?:one|ten|a) )(?:hundred|thousand|million)|1\d{{0,2}},000(?:,000)?"
    rf"|{_WHOLES}|(?!(?:1[5-9]|20)\d\d\b)\d{{1,4}}|an? (?:hundred|thousand|million))"
    rf"(?!\d|[,.]\d)\b{_GROUPS}(?= [a-z]|(?<=d|n)\W|$))", re.I)
# What makes a figure of an article: a third, a few thousand, a dozen.
AFTER_ARTICLE = frozenset((*_PARTS.split("|"), *_LARGE.split("|"), "few", "couple", "hundred", "dozen", "score",
                           "decade", "century", "year", "month", "week", "day", "hour"))
FRACTION_TOKENS = frozenset((*SMALL[1:11], "a", "an", "half", TIED))


def read_fraction(text: str, at: int) -> Figure | None:
    """`one-third`, `a quarter`, `2/3`, `one in five`: `when` holds n/d, `value` what has a finite decimal."""
    m = _FRACTION.match(text, at)
    if m is None:
        return None
    top, bottom = _parts(m)
    if not 0 < top < bottom or text[at - 1:at] == "/" or (m["n2"] and bottom > 20):
        return None
    part = Fraction(top, bottom)
    hedge, start = hedge_before(text, at) or (None, at)
    value = Decimal(part.numerator) / part.denominator if _is_finite(part) else None
    return Figure(start, m.end(), text[start:m.end()], "multiple", value, hedge=hedge,
                  when=f"{part.numerator}/{part.denominator}", rules=("N10",))


def _parts(m: re.Match[str]) -> tuple[int, int]:
    if m["half"]:
        return 1, 2
    if m["n"]:
        word = m["d"].lower()
        return _small(m["n"]), 2 if word.startswith("hal") else _DENOMINATORS[word]
    return (_small(m["n2"]), int(m["d2"])) if m["n2"] else (_small(m["n3"]), _small(m["d3"]))


def _is_finite(part: Fraction) -> bool:
    rest = part.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def _small(word: str) -> int:
    if word[0].isdigit():
        return int(word.replace(",", ""))
    article, _, scale = word.lower().partition(" ")
    count = 1 if article in ("a", "an") else SMALL.index(article)
    return count * 10 ** SCALES[scale] if scale else count
