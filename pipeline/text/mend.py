"""Mend: put the right English in the place of a figure that came back wrong, where there is no doubt which it is.

A model that was given `about 49.82 billion yuan` and wrote `498.2 billion yuan` is corrected by rule: the digits are
the promised ones, only scale, unit, currency or hedge are not. A year that a model gave to a date of its own accord
(8月11日 as August 11, 2021) is taken out, and one that it made of 今年, 去年 or 明年 is said in words again; likewise a
month that it gave to a day (29日 as December 29). Where one date alone is off by one of its numbers, it is the promised
one. Words that it made up for letters (TEU) are taken out. Anything else is left for another try.
"""

import re
from collections.abc import Sequence

from pipeline.text.days import bare_days
from pipeline.text.en.figures import Style, render
from pipeline.text.en.render_dates import nth
from pipeline.text.fidelity import Comparison, Match
from pipeline.text.figure import Figure
from pipeline.text.times import moments
from pipeline.text.values import TIMES

_CERTAIN = frozenset({"scale", "unit", "currency", "hedge", "year"})
_YEAR = re.compile(r",?(?: (?:of|in))? (?:19|20)\d\d\b")
# A year in a sentence, with the preposition that `last year` does without.
_A_YEAR = re.compile(r"\b(?:(?P<first>In|During) |(?:in|during) )?(?:19|20)\d\d\b")
# Not in 过去年份, 文明年货, 至今年均.
_RELATIVE = re.compile("(?<![过文])[今去明]年(?![均份])")
# Letters with words for them: TEU (Transport Equipment Units).
_SPELT_OUT = re.compile(r"\b([A-Z]{2,6}s?) \([A-Z]?[a-z]+(?:[ -][A-Za-z]+){1,6}\)")
_SAID = {"今年": "this year", "去年": "last year", "明年": "next year"}


def mend(zh: str, en: str, comparison: Comparison, style: Style) -> str:
    """`en` with each figure that is wrong in scale, unit, currency or hedge alone in the words promised for it, and no
    year or month that `zh` does not name; without words for letters where `zh` has no brackets. `comparison` is of
    these two texts."""
    wrong = [m for m in comparison.matches if m.kinds and _CERTAIN.issuperset(m.kinds)]
    changes = [_change(zh, m.delivered, m, style) for m in wrong if m.delivered is not None]
    changes += [*_relative_year(zh, en, comparison.unsupported), *_bare_days(zh, comparison), *_slip(comparison, style)]
    one_a_place = {start: (start, end, right) for start, end, right in changes}     # two figures may be met by one
    for start, end, right in sorted(one_a_place.values(), reverse=True):
        en = en[:start] + right + en[end:]
    return en if "(" in zh or "（" in zh else _SPELT_OUT.sub(r"\1", en)


def _change(zh: str, found: Figure, match: Match, style: Style) -> tuple[int, int, str]:
    """Where a delivered figure stands without white space around it, and what belongs there."""
    said = found.text.strip()
    start = found.start + len(found.text) - len(found.text.lstrip())
    if match.kinds != ("year",):
        return start, start + len(said), render(match.promised, style)
    word = _SAID.get(zh[:match.promised.start].rstrip("的")[-2:], "")
    right = _YEAR.sub(lambda m: word and (" of " if " of " in m[0] else " ") + word, said)
    return start, start + len(said), right


def _slip(comparison: Comparison, style: Style) -> list[tuple[int, int, str]]:
    """The one date that came back with one of its numbers changed, where all others came right: 1 October as 10
    October."""
    lost = [m for m in comparison.matches if m.status != "matched" and m.promised.dimension in TIMES]
    made_up = any(f.dimension in TIMES for f in comparison.unsupported)
    if len(lost) != 1 or made_up or (found := lost[0].delivered) is None or found.dimension != "date":
        return []
    mine, theirs = moments(lost[0].promised.when or ""), moments(found.when or "")
    pairs = [*zip(mine[0], theirs[0], strict=True)] if len(mine) == len(theirs) == 1 else []
    differing = [(a, b) for a, b in pairs if a != b]
    if mine[0].day is None or len(differing) != 1 or None in differing[0]:
        return []
    start = found.start + len(found.text) - len(found.text.lstrip())
    return [(start, start + len(found.text.strip()), render(lost[0].promised, style))]


def _relative_year(zh: str, en: str, unsupported: Sequence[Figure]) -> list[tuple[int, int, str]]:
    """The one year that was made of the one such word of `zh`, and how the word reads: by the end of this year."""
    words = set(_RELATIVE.findall(zh))
    made = [f for f in unsupported if f.dimension in TIMES and len(_A_YEAR.findall(f.text)) == 1]
    if len(words) != 1 or len(made) != 1 or (english := _SAID[words.pop()]) in en.lower():
        return []
    return [(m.start(), m.end(), english.capitalize() if m["first"] else english)
            for m in _A_YEAR.finditer(en) if made[0].start < m.end() <= made[0].end]


def _bare_days(zh: str, comparison: Comparison) -> list[tuple[int, int, str]]:
    """The days that were given a month of which the Chinese says nothing: on the 29th, for 29日."""
    if any(m.month for match in comparison.matches for m in moments(match.promised.when or "")):
        return []
    days, found = bare_days(zh), []
    for f in comparison.unsupported:
        when = moments(f.when or "") if f.dimension == "date" else ()
        if len(when) == 1 and when[0].year is None and int(when[0].day or 0) in days:
            start = f.start + len(f.text) - len(f.text.lstrip())
            found.append((start, start + len(f.text.strip()), f"the {nth(int(when[0].day or 0))}"))
    return found
