"""Units that a sentence lends to its bare numbers: 300, 400 and 640 hectares; 640 hectares, up from 300; the number of
days rose by 50."""

import re
from bisect import bisect_left

from pipeline.text.en.affixes import lone_unit
from pipeline.text.en.clauses import Surroundings
from pipeline.text.en.nouns import counts_no_noun
from pipeline.text.figure import Figure

# What counts nothing, or is told without a unit.
_UNITLESS = frozenset({"count", "ordinal", "date", "period", "plan", "multiple"})
_WORD = re.compile(r"[A-Za-z]{3,12}")
# A number takes the unit of one of so many figures before it and behind it, so many characters away.
_NEAR, _FAR = 6, 200


def with_lent_units(text: str, figures: list[Figure], around: Surroundings) -> list[Figure]:
    """`figures` with `lent` set where a number has no unit and its sentence names one."""
    return [_lent(text, figures, i, around) if f.dimension == "count" and not f.unit else f
            for i, f in enumerate(figures)]


def _lent(text: str, figures: list[Figure], i: int, around: Surroundings) -> Figure:
    figure = figures[i]
    if not counts_no_noun(text, figure.end):
        return figure
    sentences = around.sentences()
    sentence = bisect_left(sentences, figure.start)
    start = max(sentences[sentence - 1] if sentence else 0, figure.start - _FAR)
    end = min(sentences[sentence] if sentence < len(sentences) else len(text), figure.end + _FAR)
    near = [f for f in figures[max(0, i - _NEAR):i + _NEAR + 1] if start <= f.start < end]
    units = [(f.dimension, f.unit, f.currency) for f in near if f.dimension not in _UNITLESS]
    units += [(t.dimension, t.unit, t.currency) for w in _WORD.findall(text, start, end) if (t := lone_unit(w))]
    return Figure(*figure[:-1], lent=tuple(dict.fromkeys(units))) if units else figure
