"""Localise: put the approved English of figures and terms into the Chinese source before a model sees it.

Small models carry English phrases over but cannot convert: of 72 amounts in Chinese news the default model rendered 9
right from the Chinese, and 70 when the English stood in the source and was listed in the prompt.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Literal, NamedTuple

from pipeline.text.bases import base_phrases
from pipeline.text.clocks import clock_phrases
from pipeline.text.days import day_phrases
from pipeline.text.en.figures import Style, render
from pipeline.text.en.style import quoted
from pipeline.text.figure import Figure
from pipeline.text.glossary import Entry, Glossary, TermMatch
from pipeline.text.hearsay import hearsay_phrases
from pipeline.text.mentions import Reading as Reading
from pipeline.text.mentions import term_pieces
from pipeline.text.projects import counted_projects
from pipeline.text.spans import settled
from pipeline.text.time_phrases import time_phrases
from pipeline.text.values import is_long_span, largest
from pipeline.text.zh.figures import find_figures

# phrase: the English itself stands in the Chinese; full: that of figures which a model mostly reads right, too;
# marker: [T1], [T2], ... stand for it until `restore`.
Form = Literal["phrase", "full", "marker"]

# What a model reads right as it stands, where English in the middle of the Chinese would only disturb it: 4.7%, 第三.
_PERCENT_SIGN = re.compile(r"[-+]?[\d.]+\s?[%％]")

# 一是 … 二是 … number the points of a paragraph; left in Chinese they come back as "One is" and "Three is".
_ORDINALS = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth")
_POINTS = dict(zip("一二三四五六七八九", _ORDINALS, strict=True))
_POINT = re.compile(r"(?:(?<=[。；;：:])|^)(?:([一二三四五六七八九])是[要：:，,]?|(另?)一方面[，,]?)")
_MAY_POINT = re.compile("[一二三四五六七八九]是")
_MARKED, _MARK = re.compile(r"\d+(?:[.,]\d+)+"), re.compile("[.,]")
# A small model is helped by a few suggestions and confused by many.
_MOST_HINTS, _MYRIAD = 5, 10_000
# 2008名受访者: without a comma the number would be taken for a year.
_LIKE_YEARS = 1900, 2100
_TURNED = {"提前": "earlier", "多": "more", "少": "less", "高": "higher", "低": "lower"}
_COMPARED, _NEAR = re.compile("(?:比(?!较)|(?<!比)较)[^，。；,;]*$"), 24
# 减少三分之一, 提高两成: a verb, which says of itself which way.
_CHANGES = frozenset("减提降增升缩调走变拉推")
_IS_NOUN = re.compile("[一-鿿](?<![的以左及和或至到×长宽高厚深])")
_BRACKET = re.compile("[（(][约合即]{0,2}")
_PLAN_NUMBER = re.compile("[一二三四五六七八九十]+")
_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ％．]")
_MARKER = re.compile(r"\[\s?T(\d{1,3})\s?\]")


class Localised(NamedTuple):
    """`text` is the mixed source; `phrases` the English that must come back, in order, each once; `figures` and `terms`
    what the Chinese holds and so the translation owes; `markers` the English that [T1], [T2], ... stand for; `hints`
    and `forbidden` the entries of that status that concern the text."""

    text: str
    phrases: tuple[str, ...]
    figures: tuple[Figure, ...]
    terms: tuple[TermMatch, ...]
    markers: tuple[str, ...] = ()
    hints: tuple[Entry, ...] = ()
    forbidden: tuple[Entry, ...] = ()

    @property
    def owed(self) -> tuple[Entry, ...]:
        """The entries that the English is checked for, each once: those that it must hold, and those it must not."""
        return (*dict.fromkeys(t.entry for t in self.terms), *self.forbidden)


def localise(
    text: str, glossary: Glossary, style: Style, context: str = "", form: Form = "phrase",
    reading: Reading | None = None,
) -> Localised:
    """Substitute figures and approved terms in `text`; `context` is the whole article, which settles ambiguous names,
    and `reading` what is read before, which settles what is introduced (default: nothing is).

    What stands where figures and terms share characters, `pipeline.text.matching` says.
    """
    figures, terms = settled(find_figures(text), glossary.match(text, context or text))
    reading = reading or Reading(text)
    pieces = term_pieces(terms, reading)
    wholes = _free([*counted_projects(text, figures, style), *time_phrases(text, figures, style),
                    *day_phrases(text, figures), *clock_phrases(text, figures)], pieces)
    twice = _told_twice(text, figures)
    single = [_piece(text, f, replace(style, hectares=False) if f in twice else style, reading) for f in figures
              if _needs_english(f) or _turned(text, f) or (form == "full" and not _is_said_without(f))]
    pieces = sorted(pieces + wholes + _free(single, wholes))
    beside = _free(_unowed(text), pieces)
    phrases = tuple(dict.fromkeys([english for _, _, english in pieces]))
    mixed = _narrow(_substitute(text, sorted(pieces + beside)))
    hints = tuple(glossary.hints(text, mixed)[:_MOST_HINTS])
    forbidden = glossary.forbidden_for(text)
    if form != "marker":
        return Localised(mixed, phrases, tuple(figures), tuple(terms), (), hints, forbidden)
    marked = [(start, end, f"[T{i}]") for i, (start, end, _) in enumerate(pieces, 1)]
    mixed = _narrow(_substitute(text, sorted(marked + beside)))
    return Localised(mixed, tuple(m for _, _, m in marked), tuple(figures), tuple(terms),
                     tuple(english for _, _, english in pieces), hints, forbidden)


def restore(en: str, localised: Localised) -> str:
    """`en` with the English in the place of each marker, one that stands for nothing left as it is; with the
    numbers put together that a model pulled apart (13, 800; 1. 11%), and titles in their quotation marks (T4)."""
    def english(match: re.Match[str]) -> str:
        number = int(match[1])
        return localised.markers[number - 1] if 0 < number <= len(localised.markers) else match[0]
    for number in _MARKED.findall(localised.text):
        en = en.replace(_MARK.sub(r"\g<0> ", number), number)
    for phrase in localised.phrases:
        if phrase.startswith("“"):
            en = quoted(en, phrase[1:-1])
    return _MARKER.sub(english, en) if localised.markers else en


def _narrow(text: str) -> str:
    """`text` with full-width letters and digits in half width: as they are, a small model overlooks １９７４."""
    return _WIDE.sub(lambda m: chr(ord(m[0]) - 0xFEE0), text)


def _unowed(text: str) -> list[tuple[int, int, str]]:
    """English in the source that need not come back in these words."""
    return [*_points(text), *base_phrases(text), *hearsay_phrases(text)]


def _points(text: str) -> list[tuple[int, int, str]]:
    if "一方面" not in text and ("是" not in text or not _MAY_POINT.search(text)):
        return []

    def english(match: re.Match[str]) -> str:
        return _POINTS[match[1]] + "," if match[1] else f"On the {'other' if match[2] else 'one'} hand,"
    return [(m.start(), m.end(), english(m)) for m in _POINT.finditer(text)]


def _piece(text: str, figure: Figure, style: Style, reading: Reading) -> tuple[int, int, str]:
    """Where the English of a figure goes."""
    if figure.dimension == "plan":
        style = replace(style, years=_is_new(figure, reading))
    english = render(figure, style)
    if figure.unit == "inch" and _IS_NOUN.match(text, figure.end):
        english = english.replace(" inches", "-inch")           # 6英寸外延片
    if said := _turned(text, figure):
        return figure.start - len(said), figure.end, f"{english} {_TURNED[said]}"
    return figure.start, figure.end, english


def _told_twice(text: str, figures: Sequence[Figure]) -> list[Figure]:
    """The areas in mu that the Chinese itself tells in another unit beside them: 900公顷（约1.35万亩）, or the reverse.
    """
    if "亩" not in text:
        return []
    pairs = [(a, b) for a, b in pairwise(figures) if a.dimension == b.dimension == "area" and a.unit != b.unit
             and _BRACKET.fullmatch(text, a.end, b.start)]
    return [f for pair in pairs for f in pair if f.unit == "mu"]


def _is_new(plan: Figure, reading: Reading) -> bool:
    """Whether a Five-Year Plan is named for the first time, however it is written (“十四五”规划, 十四五期间)."""
    named = _PLAN_NUMBER.search(plan.text)
    return named is None or reading.first(named[0], plan.start + named.start())


def _turned(text: str, figure: Figure) -> str:
    """The word before a figure whose English stands behind it: 提前2个月 is two months earlier, which a small model
    takes for an extension, and 比去年多三分之一 one-third more, which it takes for more than one third."""
    if figure.dimension == "duration":
        return "提前" if text.endswith("提前", 0, figure.start) else ""
    said = text[figure.start - 1:figure.start]
    is_part = (figure.dimension == "multiple" and figure.when) or figure.text.endswith("成")
    if said not in _TURNED or not is_part or text[figure.start - 2:figure.start - 1] in _CHANGES:
        return ""
    return said if _COMPARED.search(text, max(0, figure.start - _NEAR), figure.start) else ""


def _free(spans: list[tuple[int, int, str]], pieces: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The `spans` that share no character with `pieces`."""
    if not spans or not pieces:
        return spans
    return [s for s in spans if all(s[1] <= start or s[0] >= end for start, end, _ in pieces)]


def _is_said_without(figure: Figure) -> bool:
    """一个, 两国, 第一, 一年: English says them in many ways."""
    if "N3" not in figure.rules or any(c.isdigit() for c in figure.text):
        return False
    return figure.dimension != "duration" or largest(figure) < 2


def _needs_english(figure: Figure) -> bool:
    if "N3" in figure.rules:        # 26天, 二十年, 五个月: where a model overlooks any, it is a span of time
        return is_long_span(figure) or (figure.dimension == "duration" and figure.text[:2].isdigit())
    if figure.dimension == "percent":
        return figure.hedge is not None or not _PERCENT_SIGN.fullmatch(figure.text)
    if figure.dimension == "ordinal":                           # 第100万辆: what a small model takes for the 100,000th
        return figure.hedge is not None or largest(figure) >= _MYRIAD
    if figure.dimension == "count" and figure.unit == "" and figure.hedge is None and figure.value is not None:
        return (not figure.text[:1].isdigit() or "万" in figure.text or "亿" in figure.text
                or (_LIKE_YEARS[0] <= figure.value < _LIKE_YEARS[1] and not figure.text.isdigit()))
    return not (figure.dimension == "date" and figure.when is not None and len(figure.when) == 4
                and not figure.text.startswith("公元"))         # a year, or a month alone


def _substitute(text: str, pieces: Sequence[tuple[int, int, str]]) -> str:
    """`text` with each (start, end, english) put in, set off by spaces: a model glues `growth of54.9%` otherwise."""
    out, at = "", 0
    for start, end, english in pieces:
        out += text[at:start]
        at = end
        if not english:
            continue
        if out and not out[-1].isspace() and out[-1] not in "“‘(（《【[":
            out += " "
        out += english
        if at < len(text) and text[at] not in "，。、；：！？”’）》】],.;:!?) ":
            out += " "
    return out + text[at:]
