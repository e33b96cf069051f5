"""Names whose Latin form the text itself gives in brackets: 比达尔（Vidal）, 巴斯夫（BASF）, 维珍集团 (Virgin Group).

Where such a name begins its sound says: the consonants of the characters before the bracket, as pinyin reads them, are
held against those of the Latin name, and what answers best is the name (cf. Li, Zhang and Su, A joint source-channel
model for machine transliteration, ACL 2004, for the units; ours are weighted by hand). What is translated and not
transcribed has no such beginning, and is left to the model. Style rules B3 and B4: a foreign name is looked up.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from pipeline.text.lexicon import by_heads
from pipeline.text.zh.names import first_reading
from pipeline.text.zh.words import longest_first

# What a consonant may answer to, and what it costs where it answers to nothing.
Sound = tuple[str, float]


class Gloss(NamedTuple):
    """A Chinese name, the Latin one that stands in brackets after it, and what it is called by elsewhere: 库恩斯（Chris
    Coons）is Coons."""

    zh: str
    en: str
    short: str


_DOTS = "·•・‧.-"
_DOT = re.compile(f"[{_DOTS}]")
_IN_BRACKETS = re.compile(
    r"[（(] ?((?=[A-Z\u00c0-\u00de])(?:[\w'’&-]|[.,] ?| (?=[^\W\d_]|&)){2,60}) ?[)）]")
_HAN = re.compile(rf"[\u4e00-\u9fff{_DOTS}]+\Z")
# Characters that stand beside names, and in none that is transcribed.
_BESIDE = frozenset("的了是和与及在为由将被从向个位名该其之")
# The ends of posts, with which no name begins: 部长, 负责人, 主管.
_OF_POSTS = frozenset("人长管员者席官师裁统授事")
_LONGEST = 24
# What follows the sound of a name and is translated: in Chinese, and in English.
_KINDS = {
    "集团公司": "Group", "集团": "Group", "股份公司": "SE AG SA plc NV", "有限公司": "Ltd Limited GmbH LLC Inc",
    "公司": "Company Co Inc Corp Corporation Ltd Limited GmbH AG SE SA plc LLC", "银行": "Bank", "大学": "University",
    "基金会": "Foundation", "资本": "Capital", "控股": "Holdings Holding", "学院": "College Institute",
    "研究所": "Institute", "工业": "Industries", "科技": "Technology Technologies Tech", "能源": "Energy",
    "制药": "Pharma Pharmaceuticals", "汽车": "Motor Motors Automotive", "航空公司": "Airlines Airways Air",
    "航空": "Airlines Airways Aviation Air", "化工": "Chemical Chemicals", "电子": "Electronics",
    "岛": "Island", "群岛": "Islands", "市": "City", "堡": "Fort", "站": "Station", "邮局": "Post Office",
    "学会": "Institution Society", "律师事务所": "LLP", "爵士": "Sir Dame", "勋爵": "Lord", "先生": "Mr",
    "女士": "Ms Mrs",
}
_FIRMS = ("公司", "集团", "有限公司", "集团公司")      # English may go without: 巴斯夫公司（BASF）
_KIND = re.compile(rf"(?:{'|'.join(longest_first(set(_KINDS)))})\Z")

# Consonants that are much alike are one: of the lips, the teeth, the throat; l and r; all that hiss. What is written in
# one language and not heard in the other costs less than a whole consonant.
_INITIALS = {
    **dict.fromkeys("bpf", ("P", 1.0)), "m": ("M", 1.0), "w": ("WV", 0.3), **dict.fromkeys("dt", ("T", 1.0)),
    "n": ("N", 1.0), "l": ("L", 1.0), "r": ("LS", 1.0), **dict.fromkeys("gk", ("K", 1.0)), "h": ("K", 0.4),
    **dict.fromkeys("jqx", ("SK", 1.0)), **dict.fromkeys(("zh", "ch", "sh", "z", "c", "s"), ("S", 1.0)),
    "y": ("YV", 0.3), "": ("V", 0.3),
}
_END = ("NM", 0.4)
_ER = ("L", 0.4)
_SYLLABLE = re.compile("(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]?)([a-zü]*?)(ng?)?")
_DOUBLED = re.compile(r"([a-z])\1")
_LETTER = re.compile(r"\b[aeiou]|ph|sch|tch|ch|sh|th|ck|qu|[bcdfghjklmnpqrstvwxyz]")
_LETTERS = {
    **dict.fromkeys(("b", "p", "f", "ph"), ("P", 1.0)), "v": ("PW", 1.0), "w": ("WPV", 0.5), "m": ("MN", 1.0),
    "n": ("N", 0.7), "l": ("L", 1.0), "r": ("L", 0.4), **dict.fromkeys("dt", ("T", 0.6)), "th": ("TS", 1.0),
    **dict.fromkeys(("k", "ck", "q", "qu"), ("K", 1.0)), "g": ("KS", 0.6), "c": ("KS", 1.0), "ch": ("SK", 1.0),
    "h": ("KV", 0.25), "j": ("SKYV", 1.0), "x": ("SK", 1.0), "y": ("YSV", 0.25),
    **dict.fromkeys(("s", "z", "sh", "sch", "tch"), ("S", 1.0)), **dict.fromkeys("aeiou", ("V", 0.3)),
}
# How much of a name's sounds may answer to nothing: of the whole, of one with dots, of the last word alone, and of
# letters that may be an abbreviation.
_MOST, _MOST_OF_PARTS, _MOST_OF_LAST, _MOST_OF_LETTERS = 0.3, 0.45, 0.2, 0.1
_LEAST = 1.5        # sounds must be there


def glosses(text: str) -> Sequence[Gloss]:
    """The names that `text` gives in Latin letters, each once; the last part of one of several, too, by which it is
    called elsewhere (彼得·科斯特洛（Peter Costello）, 科斯特洛)."""
    return _glosses(text) if "(" in text or "（" in text else ()


def bracket_after(text: str, at: int, en: str) -> int:
    """Where the bracket with `en` ends that stands at `at` of `text`; 0 where none does."""
    bracket = _IN_BRACKETS.match(text, at + text.startswith(" ", at))
    return bracket.end() if bracket and bracket[1].rstrip(" ,") == en else 0


def standing(text: str, given: Sequence[Gloss]) -> Iterator[tuple[int, Gloss]]:
    """Where each name of `given` stands in `text`; of two that begin at a place the longer first."""
    heads: dict[str, list[Gloss]] = {}
    for gloss in sorted(given, key=lambda g: -len(g.zh)):
        heads.setdefault(gloss.zh[:2], []).append(gloss)
    for start, begun in by_heads(text, heads) if heads else ():
        for gloss in begun:
            if text.startswith(gloss.zh, start):
                yield start, gloss


@lru_cache(maxsize=8)
def _glosses(text: str) -> Sequence[Gloss]:
    found: dict[str, Gloss] = {}
    for gloss in _given(text):
        found.setdefault(gloss.zh, gloss)
        parts, words = _DOT.split(gloss.zh), gloss.en.split()
        if len(parts) == len(words) > 1 and len(parts[-1]) > 1:
            found.setdefault(parts[-1], Gloss(parts[-1], gloss.en, words[-1]))
    return tuple(found.values())


def _given(text: str) -> Iterator[Gloss]:
    for bracket in _IN_BRACKETS.finditer(text):
        run = _HAN.search(text[max(0, bracket.start() - _LONGEST - 1):bracket.start()].rstrip(" "))
        if run and (gloss := _named(run[0], bracket[1].rstrip(" ,"))):
            yield gloss


def _named(run: str, en: str) -> Gloss | None:
    """The name that `run` ends in, if it sounds like `en`, or like its last word alone (库恩斯（Chris Coons）)."""
    stem, said = _without_kind(run, en)
    last = said.split()[-1]
    most = _MOST_OF_LETTERS if said.isupper() else _MOST_OF_PARTS if _chain(stem) else _MOST
    length, unlike = _sounding(stem, said, most)
    short = en
    if last != said and not _chain(stem):
        alone, less = _sounding(stem, last, _MOST_OF_LAST)
        if alone > 2 and (not length or less + _MOST_OF_LAST / 2 < unlike):
            length, short = alone, last
    return Gloss(run[len(stem) - length:], en, short) if length else None


def _chain(stem: str) -> int:
    """How many characters of `stem` the parts of a name with dots take up, from its second part on."""
    beside = max((stem.rfind(c) for c in _BESIDE), default=-1)
    dots = [at for at, c in enumerate(stem) if c in _DOTS and at > beside]
    return len(stem) - dots[0] if dots else 0


def _without_kind(run: str, en: str) -> tuple[str, str]:
    """Both without what they say by translation: 维珍集团, Virgin Group."""
    kind = _KIND.search(run)
    if kind is None:
        return run, en
    said = _KINDS[kind[0]].split()
    rest = " ".join(w for w in en.split() if w.strip(".,") not in said)
    return (run[:kind.start()], rest) if rest and (rest != en or kind[0] in _FIRMS) else (run, en)


def _sounding(stem: str, en: str, most: float) -> tuple[int, float]:
    """How many characters at the end of `stem` sound like `en`, and how much of them does not; none where that is all
    of `most` or more.

    Both are read from their ends, so one alignment (Levenshtein's, with weights) tells it of every length.
    """
    latin = _latin_sounds(en)
    heard = sum(weight for _, weight in latin)
    if heard < _LEAST:
        return 0, most
    row = list(accumulate((weight for _, weight in latin), initial=0.0))
    shortest, length, least, han = max(2, _chain(stem) + 1), 0, most, 0.0
    for n, c in enumerate(reversed(stem), 1):
        if c in _BESIDE or 2 * (han - len(latin)) > least * (heard + han):      # each sound answers to one at most
            break
        if c in _DOTS:
            continue
        for sound in _han_sounds(c):
            row, han = _aligned(row, sound, latin), han + sound[1]
        unlike = 2 * row[-1] / (heard + han)
        if n >= shortest and unlike < least and c not in _OF_POSTS:
            length, least = n, unlike
    return length, least


@lru_cache(maxsize=2048)
def _han_sounds(c: str) -> Sequence[Sound]:
    """The sounds of a character, the last first."""
    reading = first_reading(c)
    if reading == "er":
        return (_ER,)
    syllable = _SYLLABLE.fullmatch(reading) if reading else None
    return () if syllable is None else (_END, _INITIALS[syllable[1]]) if syllable[3] else (_INITIALS[syllable[1]],)


@lru_cache(maxsize=2048)
def _latin_sounds(en: str) -> Sequence[Sound]:
    """The sounds of a name in Latin letters, the last first."""
    letters = unicodedata.normalize("NFKD", en).encode("ascii", "ignore").decode().lower()
    return [_LETTERS[m] for m in _LETTER.findall(_DOUBLED.sub(r"\1", letters))][::-1]


def _aligned(row: Sequence[float], sound: Sound, latin: Sequence[Sound]) -> list[float]:
    """The next row of the alignment: the least that answers to nothing, for each beginning of `latin`."""
    kinds, weight = sound
    new = [row[0] + weight]
    for at, (others, other) in enumerate(latin):
        unanswered = weight + other if set(kinds).isdisjoint(others) else 0
        new.append(min(row[at + 1] + weight, new[at] + other, row[at] + unanswered))
    return new
