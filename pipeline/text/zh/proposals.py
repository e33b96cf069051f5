"""Names that no list holds, made English by rule for an editor to confirm: companies (B4), zones (P8), towns (P5).

A name is proposed only where its place in the sentence says that it is one: a company before its legal form, a zone
before its kind. What is doubtful is left to the model. Same Chinese, same English, in every run.
"""

import re
from collections.abc import Iterator, Sequence

from pipeline.text.lexicon import matches
from pipeline.text.zh.bodies import ZONES
from pipeline.text.zh.companies import FORM, LEGAL, NOT_IN_STEM, Names, Reader, han
from pipeline.text.zh.names import romanise_place
from pipeline.text.zh.segmenter import Boundaries
from pipeline.text.zh.words import longest_first

# (start, end, English, category, style rule). A zone has no English yet (`zone_in_english`): most are in a list, and
# pypinyin takes a third of a second to load.
Proposal = tuple[int, int, str, str, str]

# A town or village right after a place: 兰山区半程镇.
_TOWN = re.compile("(?:街道办事处|街道|古镇|镇|乡|村)(?![镇乡村上民化级居企庄域])")
_NO_TOWNS = re.compile("[镇乡村街]|重点|中心|特色|美丽|各|所有|全部|小城|建制|示范|经济|工业|旅游|文化|多个|部分|"
                       "[个一二两三四五六七八九十]|农|的|和|与")
_ZONES = longest_first({z for z in ZONES if len(z) > 2} | {"新区"})
_ZONE = re.compile("|".join(_ZONES))
_STEM = re.compile(r"[\u4e00-\u9fff]{2,3}$")

# What all names but those of towns are told by; each rule looks around those of its own.
GENERICS = frozenset((*_ZONES, *LEGAL))

# The longest name of a division.
_LONGEST_PLACE = 12


def proposed(begins: Boundaries, names: Names, generics: Sequence[int]) -> Iterator[Proposal]:
    """The names in a text that a rule can read; they may overlap, and may hold the places and brands of `names`.
    GENERICS may stand at `generics`, and nowhere else."""
    text = begins.text
    if generics:
        for start, end, en in Reader(text, begins, names).companies(matches(FORM, text, generics)):
            yield start, end, en, "company", "B4"
    yield from _towns(text, begins, names)
    if generics:
        yield from _zones(text, begins, generics)


def may_hold_towns(text: str) -> bool:
    """Whether anything in `text` may be a town, which no generic tells."""
    return _TOWN.search(text) is not None


def _zones(text: str, begins: Boundaries, generics: Sequence[int]) -> Iterator[Proposal]:
    for zone in matches(_ZONE, text, generics):
        stem = _STEM.search(text, max(zone.start() - 3, 0), zone.start())
        for length in (3, 2) if stem and len(stem[0]) == 3 else (2,) if stem else ():
            start = zone.start() - length
            name = text[start:zone.start()]
            if _unknown(name, begins) and _stands_apart(text, start, begins):
                yield start, zone.end(), "", "zone", "P8"
                break


def zone_in_english(zh: str) -> str:
    """The English of a proposed zone (天衢新区 -> Tianqu New Area)."""
    kind = next(z for z in _ZONES if zh.endswith(z))
    return f"{romanise_place(zh.removesuffix(kind))} {ZONES[kind]}"


def _towns(text: str, begins: Boundaries, names: Names) -> Iterator[Proposal]:
    for generic in _TOWN.finditer(text):
        for length in (2, 3):
            start, end = generic.start() - length, generic.end()
            stem = text[start:generic.start()]
            if start > 1 and all(map(han, stem)) and not _NO_TOWNS.search(stem) and begins[end] \
                    and _place_ends(text, start, names):
                yield start, end, romanise_place(text[start:end]), "town", "P5"
                break


def _place_ends(text: str, end: int, names: Names) -> bool:
    """Whether the full name of a city, a county or a district ends there."""
    spans = range(max(end - _LONGEST_PLACE, 0), end - 1) if text[end - 1] in "市县区" else ()
    return any((place := names.place(at)) is not None and place[0] == end for at in spans)


def _unknown(name: str, begins: Boundaries) -> bool:
    pairs = (name[i:i + 2] for i in range(len(name) - 1))
    return not NOT_IN_STEM.intersection(name) and not any(map(begins.known, (name, *pairs)))


def _stands_apart(text: str, start: int, begins: Boundaries) -> bool:
    """Whether something ends right before `start`: a mark, a function word, a known name of two characters or more."""
    before = text[start - 1:start]
    return (not before or not han(before) or before in "的了在和与及是为对将从到向于"
            or any(begins.known(text[start - n:start]) for n in (2, 3, 4) if start >= n))

