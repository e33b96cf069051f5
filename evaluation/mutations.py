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


# Places for one kind of mutation: start, end and what is put there.
_Places = Iterator[tuple[int, int, str]]
_Swaps = tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]

_SIGN_BEFORE = r"(?:US\$|HK\$|RMB ?|[$€£¥])?"
# A number that stands for itself: not inside a name, a version, a time or a score.
_NUMBER = re.compile(
    rf"(?<![A-Za-z\d.,:/#-]){_SIGN_BEFORE}\d{{1,3}}(?:,\d{{3}})*(?:\.\d+)?(?![\d:/]|,\d|\.\d|-\d|[A-Za-z])"
    rf"|(?<![A-Za-z\d.,:/#-]){_SIGN_BEFORE}\d{{4,}}(?:\.\d+)?(?![\d:/]|,\d|\.\d|-\d|[A-Za-z])")
_NAME_BEFORE = re.compile(r"(?:\b[A-Z][A-Za-z]*|[a-z][A-Z]\w*|No\.|#)[ -]$")
_MONTHS = ("January", "February", "March", "April", "June", "July", "August", "September", "October", "November",
           "December")
_ANY_MONTH = "|".join(_MONTHS)
_MONTH_BEFORE = re.compile(rf"(?:{_ANY_MONTH}|May|[A-Z][a-z]{{2}}\.?) $")
_YEAR = re.compile(r"(?:19|20)\d\d")

_SCALE = re.compile(r"(?<=\d) (?P<word>thousand|million|billion|trillion)\b")
_SCALES = {"thousand": ("million",), "million": ("billion", "thousand"), "billion": ("million", "trillion"),
           "trillion": ("billion",)}
_UNITS = {
    "hectares": ("acres", "square metres"), "acres": ("hectares",), "mu": ("hectares",), "km": ("miles",),
    "kilometers": ("miles", "meters"), "kilometres": ("miles", "metres"), "meters": ("kilometers",),
    "metres": ("kilometres",), "miles": ("kilometers",), "square kilometers": ("square meters",),
    "square kilometres": ("square metres",), "square meters": ("square kilometers",),
    "square metres": ("square kilometres",), "tons": ("kilograms",), "tonnes": ("kilograms",), "kg": ("tonnes",),
    "MW": ("GW",), "GW": ("MW",), "kilowatts": ("megawatts",), "kWh": ("MWh",), "years": ("months",),
    "months": ("years",), "weeks": ("months",), "days": ("weeks",), "hours": ("days",), "minutes": ("hours",),
}
_ANY_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_UNIT = re.compile(rf"(?:(?<=\d )|(?<=illion ))(?:{_ANY_UNIT})\b")
_CURRENCIES: _Swaps = (
    (re.compile(r"(?<=[\dn] )(?:yuan|Yuan|RMB)\b"), ("US dollars", "euros")),
    (re.compile(r"US\$(?=\d)"), ("€", "HK$", "RMB ")),
    (re.compile(r"(?<![A-Z])\$(?=\d)"), ("€", "RMB ")),
    (re.compile(r"(?<=[\dn] )(?:US |U\.S\. )?dollars\b"), ("yuan", "euros")),
    (re.compile(r"RMB ?(?=\d)"), ("US$", "HK$")),
    (re.compile(r"HK\$(?=\d)"), ("US$", "RMB ")),
    (re.compile(r"[€£](?=\d)"), ("US$",)),
    (re.compile(r"(?<=[\dn] )euros\b"), ("US dollars",)),
)
_SIGNS = {
    "rose": "fell", "fell": "rose", "increased": "decreased", "decreased": "increased", "grew": "shrank",
    "up": "down", "down": "up", "increase": "decrease", "decrease": "increase", "growth": "decline",
    "decline": "growth", "rise": "fall", "fall": "rise", "dropped": "rose", "declined": "rose", "drop": "rise",
}
_LIGHT = r"(?:by |of |to )?(?:about |nearly |almost |around |more than |over )?"
_SIGN = re.compile(
    rf"\b(?P<verb>{'|'.join(_SIGNS)})(?= {_LIGHT}\d+(?:\.\d+)?(?:%| percent| per cent))"
    r"|(?:(?<=% )|(?<=percent ))(?P<noun>increase|decrease|decline|growth|rise|drop)\b"
    r"|(?<=[ (])(?P<minus>-)(?=\d+(?:\.\d+)?(?:%| percent))")
_HEDGES = {
    "more than": ("nearly", "about", ""), "over": ("nearly", "about", ""), "exceeding": ("nearly",),
    "nearly": ("more than", "over", ""), "almost": ("more than", "over", ""), "close to": ("more than",),
    "about": ("more than", "nearly", ""), "around": ("over", "nearly", ""), "roughly": ("more than", ""),
    "approximately": ("more than", ""), "at least": ("at most", "nearly", ""), "at most": ("at least",),
    "up to": ("at least",), "less than": ("more than", ""), "fewer than": ("more than", ""),
    "no more than": ("no less than", "at least"),
}
_ANY_HEDGE = "|".join(sorted(_HEDGES, key=len, reverse=True))
_HEDGE = re.compile(
    rf"\b(?P<hedge>{_ANY_HEDGE}) (?={_SIGN_BEFORE}\d|(?:a |one |two )?(?:hundred|thousand|million|billion))", re.I)
_POINTS = re.compile(
    r"(?<=\d)(?P<points>(?:%| percent(?:age)?| per cent)[ -]points?)\b"
    r"|(?<=\d)(?P<percent>%|\spercent\b|\sper cent\b)(?! ?points?)")
_PLANS: _Swaps = (
    (re.compile(r"\bwill be\b"), ("was", "were", "has been")),
    (re.compile(r"\bwill (?!be\b|not\b|have\b)(?=[a-z]+\b)"), ("did ",)),
    (re.compile(r"\b(?:is|are|was|were) expected to be\b"), ("was",)),
    (re.compile(r"\b(?:is|are) expected to (?=[a-z]+\b)"), ("did ",)),
    (re.compile(r"\b(?:plans|aims|intends|proposes|strives) to (?=[a-z]+\b)"), ("did ",)),
    (re.compile(r"\bplanned\b"), ("actual",)),
)
# Verbs of saying tell nothing of the figure.
_SAID = "reported|learned|revealed|informed|expected|estimated|predicted|said|invited|called|named|based|located"
_FACTS: _Swaps = (
    (re.compile(rf"\b(?:has|have) been (?=(?!{_SAID})[a-z]+ed\b)"), ("will be ",)),
    (re.compile(rf"\b(?:was|were) (?=(?!{_SAID})[a-z]+ed\b)"), ("will be ",)),
    (re.compile(r"\b(?:has )?reached\b"), ("will reach", "is expected to reach")),
    (re.compile(r"\binvested\b"), ("plans to invest",)),
)
_FIGURE = re.compile(
    rf"(?<![A-Za-z\d.,-]){_SIGN_BEFORE}\d[\d,.]*"
    r"(?:%| (?:million|billion|trillion|percent|per cent|yuan)|,\d{3})")
_CLAUSE_END = re.compile(r"[.,;:!?]\s")
_DATE_YEAR = re.compile(
    r"(?<![\d,.$€£¥-])(?:19|20)\d\d\b(?![\d,]\d|\.\d|%|-\d| (?:yuan|people|tons|companies|met|km|kilomet))")
_MONTH = re.compile(rf"\b(?:{_ANY_MONTH})\b")
_DAY = re.compile(
    rf"\b(?:{_ANY_MONTH}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d|:)|\b(?P<day2>\d{{1,2}})(?= (?:{_ANY_MONTH})\b)")
_QUARTER = re.compile(r"\b(?P<nth>first|second|third|fourth) (?=quarter\b|half\b)")


def mutations(text: str, random: Random) -> Iterator[Mutation]:
    """One mutation of each kind that `text` offers a place for, at a random place."""
    for kind, make in _MAKERS.items():
        places = list(make(text, random))
        if places:
            start, end, new = random.choice(places)
            changed = text[:start] + new + text[end:]
            if changed != text:
                yield Mutation(kind, changed, text[start:end], new)


def _digit(text: str, random: Random) -> _Places:
    for number in _numbers(text):
        at = [i for i in range(number.start(), number.end()) if text[i].isdigit()]
        for i in random.sample(at, min(2, len(at))):
            yield i, i + 1, random.choice([d for d in "123456789" if d != text[i]])


def _numbers(text: str) -> Iterator[re.Match[str]]:
    for m in _NUMBER.finditer(text):
        bare = m.group()[0].isdigit()
        named = bare and m.start() > 0 and _NAME_BEFORE.search(text, max(0, m.start() - 20), m.start())
        listed = m.start() == 0 and text[m.end():m.end() + 1] == "."
        dated = _YEAR.fullmatch(m.group()) or _MONTH_BEFORE.search(text, max(0, m.start() - 12), m.start())
        if not (named or listed or dated):
            yield m


def _scale(text: str, random: Random) -> _Places:
    for m in _SCALE.finditer(text):
        yield m.start("word"), m.end("word"), random.choice(_SCALES[m["word"]])


def _scale_lost(text: str, random: Random) -> _Places:
    for m in _SCALE.finditer(text):
        yield m.start(), m.end(), ""


def _unit(text: str, random: Random) -> _Places:
    for m in _UNIT.finditer(text):
        yield m.start(), m.end(), random.choice(_UNITS[m.group()])


def _currency(text: str, random: Random) -> _Places:
    for pattern, others in _CURRENCIES:
        for m in pattern.finditer(text):
            yield m.start(), m.end(), random.choice(others)


def _sign(text: str, random: Random) -> _Places:
    for m in _SIGN.finditer(text):
        word = m["verb"] or m["noun"]
        yield m.start(), m.end(), _SIGNS[word] if word else ""


def _hedge(text: str, random: Random) -> _Places:
    for m in _HEDGE.finditer(text):
        new = random.choice(_HEDGES[m["hedge"].lower()])
        yield m.start(), m.end(), f"{new} " if new else ""


def _points(text: str, random: Random) -> _Places:
    for m in _POINTS.finditer(text):
        yield m.start(), m.end(), "%" if m["points"] else " percentage points"


def _near_figures(swaps: _Swaps) -> Callable[[str, Random], _Places]:
    """Swaps shortly before a figure in its clause: a plan of something else is not what is checked here."""
    def make(text: str, random: Random) -> _Places:
        for pattern, others in swaps:
            for m in pattern.finditer(text):
                if _FIGURE.search(text, m.end(), min(m.end() + 60, _clause(text, m.start())[1])):
                    yield m.start(), m.end(), random.choice(others)
    return make


def _clause(text: str, at: int) -> tuple[int, int]:
    ends = [m.end() for m in _CLAUSE_END.finditer(text)]
    return max((e for e in ends if e <= at), default=0), min((e for e in ends if e > at), default=len(text))


def _date(text: str, random: Random) -> _Places:
    for m in _DATE_YEAR.finditer(text):
        yield m.start(), m.end(), str(int(m.group()) + random.choice((-1, 1, 2)))
    for m in _MONTH.finditer(text):
        yield m.start(), m.end(), random.choice([month for month in _MONTHS if month != m.group()])
    for m in _DAY.finditer(text):
        group = "day" if m["day"] else "day2"
        yield m.start(group), m.end(group), str(int(m[group]) % 28 + 1)
    for m in _QUARTER.finditer(text):
        yield m.start("nth"), m.end("nth"), "second" if m["nth"] == "first" else "first"


_MAKERS: dict[str, Callable[[str, Random], _Places]] = {
    "digit": _digit, "scale": _scale, "scale-lost": _scale_lost, "unit": _unit, "currency": _currency, "sign": _sign,
    "hedge": _hedge, "points": _points, "plan": _near_figures(_PLANS), "fact": _near_figures(_FACTS), "date": _date,
}
