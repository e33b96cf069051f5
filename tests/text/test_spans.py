"""Figures and terms that share characters: which of the two stands."""

import pytest

from pipeline.text.figure import Figure
from pipeline.text.glossary import Entry, TermMatch
from pipeline.text.spans import settled


def figure(start: int, end: int) -> Figure:
    return Figure(start, end, "x" * (end - start), "count")


def term(start: int, end: int) -> TermMatch:
    return TermMatch(start, end, Entry("x", "y", "", "approved", ""))


@pytest.mark.parametrize(("figures", "terms", "left", "named"), [
    ([(2, 5)], [(0, 6)], [], [(0, 6)]),                 # the number belongs to the name
    ([(2, 5)], [(2, 5)], [], [(2, 5)]),
    ([(2, 5)], [(0, 3)], [(2, 5)], []),                 # the figure runs out of the term
    ([(2, 5)], [(4, 8)], [(2, 5)], []),
    ([(2, 9)], [(4, 6)], [(2, 9)], []),                 # the term is part of the figure
    ([(0, 2), (6, 8)], [(2, 6)], [(0, 2), (6, 8)], [(2, 6)]),
    ([(0, 2), (3, 5), (6, 9)], [(2, 6), (6, 8)], [(0, 2), (6, 9)], [(2, 6)]),
    ([], [(0, 2)], [], [(0, 2)]),
    ([(0, 2)], [], [(0, 2)], []),
])
def test_a_term_keeps_what_is_inside_it_and_yields_to_what_cuts_it(
    figures: list[tuple[int, int]], terms: list[tuple[int, int]], left: list[tuple[int, int]], named: list[tuple[int,
    int]],
) -> None:
    kept, found = settled([figure(*f) for f in figures], [term(*t) for t in terms])
    assert [(f.start, f.end) for f in kept] == left
    assert [(t.start, t.end) for t in found] == named
