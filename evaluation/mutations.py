"""Mutations: one error put into a correct translation, of the kinds that models make. The checker must flag each.

They are made from the English alone, by patterns of their own, so that a blind spot of the grammar that is checked does
not hide itself.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

VALUE_KINDS = ("digit", "scale", "scale-lost")
OTHER_KINDS = ("unit", "currency", "sign", "hedge", "points", "plan", "fact", "date")


@dataclass(frozen=True)
class Mutation:
    """`kind` is one of VALUE_KINDS or OTHER_KINDS; `text` the whole translation with `old` changed into `new`."""

    kind: str
    text: str
    old: str
    new: str


# A number that stands for itself: not inside a name, a version, a time or a year.
_NUMBER = re.compile(r"(?<![A-Za-z\d.,:/#-])(?:US\$|HK\$|RMB ?|[$€£¥])?\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d:/]|,\d|\.\d|-\d|[A-Za-z])"
                     r"|(?<![A-Za-z\d.,:/#-])(?:US\$|HK\$|RMB ?|[$€£¥])?\d+(?:\.\d+)?(?![\d:/]|,\d|\.\d|-\d|[A-Za-z])")
_NAME_BEFORE = re.compile(r"(?:\b[A-Z][A-Za-z]*|[a-z][A-Z]\w*|No\.|#)[ -]$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DATE_AROUND = re.compile(r"(?:January|February|March|April|May|June|July|August|September|October|November|December|[A-Z][a-z]{2}\.?) $")
_SCALE = re.compile(r"(?<=\d) (?P<word>thousand|million|billion|trillion)\b")
_SWAPS = {"thousand": ("million",), "million": ("billion", "thousand"), "billion": ("million", "trillion"), "trillion": ("billion",)}
_UNITS = (
    ("hectares", "acres"), ("hectares", "square metres"), ("acres", "hectares"), ("mu", "hectares"), ("kilometers", "miles"),
    ("kilometres", "miles"), ("km", "miles"), ("square kilometers", "square meters"), ("square kilometres", "square metres"),
    ("square meters", "square kilometers"), ("square metres", "square kilometres"), ("meters", "kilometers"), ("metres", "kilometres"), ("miles", "kilometers"), ("tons", "kilograms"), ("tonnes", "kilograms"),
    ("kg", "tonnes"), ("MW", "GW"), ("GW", "MW"), ("kilowatts", "megawatts"), ("kWh", "MWh"), ("years", "months"),
    ("months", "years"), ("days", "weeks"), ("hours", "days"), ("minutes", "hours"), ("weeks", "months"),
)
_UNIT = re.compile(rf"(?<=\d )(?:{'|'.join(sorted({a for a, _ in _UNITS}, key=len, reverse=True))})\b"
                   rf"|(?<=illion )(?:{'|'.join(sorted({a for a, _ in _UNITS}, key=len, reverse=True))})\b")
_CURRENCIES = (
    (re.compile(r"(?<=[\dn] )(?:yuan|Yuan|RMB)\b"), ("US dollars", "euros")), (re.compile(r"US\$(?=\d)"), ("€", "HK$", "RMB ")),
    (re.compile(r"(?<![A-Z])\$(?=\d)"), ("€", "RMB ")), (re.compile(r"(?<=[\dn] )(?:US |U\.S\. )?dollars\b"), ("yuan", "euros")),
    (re.compile(r"RMB ?(?=\d)"), ("US$", "HK$")), (re.compile(r"HK\$(?=\d)"), ("US$", "RMB ")), (re.compile(r"€(?=\d)"), ("US$",)),
    (re.compile(r"(?<=[\dn] )euros\b"), ("US dollars",)), (re.compile(r"£(?=\d)"), ("US$",)),
)
_SIGNS = {
    "rose": "fell", "fell": "rose", "increased": "decreased", "decreased": "increased", "grew": "shrank", "up": "down",
    "down": "up", "increase": "decrease", "decrease": "increase", "growth": "decline", "decline": "growth", "rise": "fall",
    "fall": "rise", "dropped": "rose", "declined": "rose", "drop": "rise",
}
_SIGN = re.compile(
    rf"\b(?P<verb>{'|'.join(_SIGNS)})(?= (?:by |of |to )?(?:about |nearly |almost |around |more than |over )?\d+(?:\.\d+)?(?:%| percent| per cent))"
    rf"|(?<=% )(?P<noun>increase|decrease|decline|growth|rise|drop)\b|(?<=percent )(?P<noun2>increase|decrease|decline|growth|rise|drop)\b"
    r"|(?<=[ (])(?P<minus>-)(?=\d+(?:\.\d+)?(?:%| percent))")
_HEDGES = {
    "more than": ("nearly", "about", ""), "over": ("nearly", "about", ""), "nearly": ("more than", "over", ""),
    "almost": ("more than", "over", ""), "about": ("more than", "nearly", ""), "around": ("over", "nearly", ""),
    "approximately": ("more than", ""), "at least": ("at most", "nearly", ""), "up to": ("at least",), "less than": ("more than", ""),
    "fewer than": ("more than", ""), "no more than": ("no less than", "at least"), "at most": ("at least",), "roughly": ("more than", ""),
    "exceeding": ("nearly",), "close to": ("more than",),
}
_HEDGE = re.compile(rf"\b(?P<hedge>{'|'.join(sorted(_HEDGES, key=len, reverse=True))}) (?=(?:US\$|HK\$|RMB ?|[$€£¥])?\d|(?:a |one |two )?(?:hundred|thousand|million|billion))", re.I)
_POINTS = re.compile(r"(?<=\d)(?P<points>(?:%| percent(?:age)?| per cent)[ -]points?)\b|(?<=\d)(?P<percent>%|\spercent\b(?! ?points?)|\sper cent\b(?! ?points?))(?! ?points?)")
_PLANS = (
    (re.compile(r"\bwill be\b"), ("was", "were", "has been")), (re.compile(r"\bwill (?!be\b|not\b|have\b)(?=[a-z]+\b)"), ("did ",)),
    (re.compile(r"\b(?:is|are|was|were) expected to be\b"), ("was",)), (re.compile(r"\b(?:is|are) expected to (?=[a-z]+\b)"), ("did ",)),
    (re.compile(r"\b(?:plans|aims|intends|proposes|strives) to (?=[a-z]+\b)"), ("did ",)), (re.compile(r"\bplanned\b"), ("actual",)),
)
_FACTS = (
    (re.compile(r"\b(?:has|have) been (?=[a-z]+ed\b)"), ("will be ",)), (re.compile(r"\b(?:was|were) (?=[a-z]+ed\b)"), ("will be ",)),
    (re.compile(r"\bhas reached\b|\breached\b"), ("will reach", "is expected to reach")), (re.compile(r"\bcompleted\b"), ("will complete", )),
    (re.compile(r"\binvested\b"), ("plans to invest",)),
)
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_DIGIT = re.compile(r"\d")
_CLAUSE_END = re.compile(r"[.,;:!?]\s")
_DATE_YEAR = re.compile(r"(?<![\d,.$€£¥-])(?:19|20)\d\d(?![\d,]\d|\.\d|%|-\d| (?:yuan|people|tons|companies|meters|metres|km|kilomet))\b")
_MONTH = re.compile(rf"\b(?:{'|'.join(m for m in _MONTHS if m != 'May')})\b(?! \d{{4}}[A-Za-z])")
_DAY = re.compile(rf"(?:(?<={')|(?<='.join(m + ' ' for m in _MONTHS)}))(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d|:)|\b(?P<day2>\d{{1,2}})(?= (?:{'|'.join(_MONTHS)})\b)")
_QUARTER = re.compile(r"\b(?P<nth>first|second|third|fourth) (?=quarter\b|half\b)")


def mutations(text: str, random: Random) -> Iterator[Mutation]:
    """One mutation of each kind that `text` offers a place for, at a random place."""
    for kind, make in _MAKERS.items():
        options = list(make(text, random))
        if options:
            start, end, new = random.choice(options)
            changed = text[:start] + new + text[end:]
            if changed != text:
                yield Mutation(kind, changed, text[start:end], new)


_Options = Iterator[tuple[int, int, str]]


def _numbers(text: str) -> Iterator[re.Match[str]]:
    for m in _NUMBER.finditer(text):
        digits = m.group().lstrip("UHKRMBS$€£¥ ")
        named = digits == m.group() and _NAME_BEFORE.search(text, max(0, m.start() - 20), m.start()) and m.start() > 0
        listed = m.start() == 0 and text[m.end():m.end() + 1] == "."
        if not named and not listed and not _YEAR.fullmatch(digits) and not _DATE_AROUND.search(text, max(0, m.start() - 12), m.start()):
            yield m


def _digit(text: str, random: Random) -> _Options:
    for m in _numbers(text):
        places = [i for i in range(m.start(), m.end()) if text[i].isdigit()]
        for i in random.sample(places, min(2, len(places))):
            choices = [d for d in "123456789" if d != text[i]]
            yield i, i + 1, random.choice(choices)


def _scale(text: str, random: Random) -> _Options:
    for m in _SCALE.finditer(text):
        yield m.start("word"), m.end("word"), random.choice(_SWAPS[m["word"]])


def _scale_lost(text: str, random: Random) -> _Options:
    for m in _SCALE.finditer(text):
        yield m.start(), m.end(), ""


def _unit(text: str, random: Random) -> _Options:
    for m in _UNIT.finditer(text):
        yield m.start(), m.end(), random.choice([b for a, b in _UNITS if a == m.group()])


def _currency(text: str, random: Random) -> _Options:
    for pattern, others in _CURRENCIES:
        for m in pattern.finditer(text):
            yield m.start(), m.end(), random.choice(others)


def _sign(text: str, random: Random) -> _Options:
    for m in _SIGN.finditer(text):
        word = m["verb"] or m["noun"] or m["noun2"]
        yield m.start(), m.end(), _SIGNS[word] if word else ""


def _hedge(text: str, random: Random) -> _Options:
    for m in _HEDGE.finditer(text):
        new = random.choice(_HEDGES[m["hedge"].lower()])
        yield m.start(), m.end(), new + " " if new else ""


def _points(text: str, random: Random) -> _Options:
    for m in _POINTS.finditer(text):
        yield m.start(), m.end(), "%" if m["points"] else " percentage points"


def _swapped(table: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]) -> Callable[[str, Random], _Options]:
    def make(text: str, random: Random) -> _Options:
        for pattern, others in table:
            for m in pattern.finditer(text):
                if _DIGIT.search(text, *_clause(text, m.start())):
                    yield m.start(), m.end(), random.choice(others)
    return make


def _clause(text: str, at: int) -> tuple[int, int]:
    """Bounds of the clause around `at`: a plan or fact of something else than a figure is not what is checked here."""
    ends = [m.end() for m in _CLAUSE_END.finditer(text)]
    return max((e for e in ends if e <= at), default=0), min((e for e in ends if e > at), default=len(text))


def _date(text: str, random: Random) -> _Options:
    for m in _DATE_YEAR.finditer(text):
        yield m.start(), m.end(), str(int(m.group()) + random.choice((-1, 1, 2)))
    for m in _MONTH.finditer(text):
        yield m.start(), m.end(), random.choice([n for n in _MONTHS if n not in (m.group(), "May")])
    for m in _DAY.finditer(text):
        group = "day" if m["day"] else "day2"
        day = int(m[group])
        if 1 <= day <= 31:
            yield m.start(group), m.end(group), str(day % 28 + 1)
    for m in _QUARTER.finditer(text):
        yield m.start("nth"), m.end("nth"), "second" if m["nth"] == "first" else "first"


_MAKERS: dict[str, Callable[[str, Random], _Options]] = {
    "digit": _digit, "scale": _scale, "scale-lost": _scale_lost, "unit": _unit, "currency": _currency, "sign": _sign,
    "hedge": _hedge, "points": _points, "plan": _swapped(_PLANS), "fact": _swapped(_FACTS), "date": _date,
}
