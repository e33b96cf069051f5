"""Figures and terms of one text: which of two that share characters is meant."""

from bisect import bisect_left
from collections.abc import Sequence

from pipeline.text.figure import Figure
from pipeline.text.glossary import TermMatch


def settled(figures: Sequence[Figure], terms: Sequence[TermMatch]) -> tuple[list[Figure], list[TermMatch]]:
    """The figures and terms that stand: a term keeps a figure inside it (世界500强 is one name), and a figure that
    runs out of a term, or holds it, wins. Both must be in order and without overlaps; linear but for binary search."""
    starts = [f.start for f in figures]
    kept, named = list[TermMatch](), set[int]()
    for term in terms:
        first = bisect_left(starts, term.start)
        inside = range(first, bisect_left(starts, term.end))
        cut = first > 0 and figures[first - 1].end > term.start
        if not cut and all(figures[i].end <= term.end for i in inside):
            kept.append(term)
            named.update(inside)
    return [f for i, f in enumerate(figures) if i not in named], kept
