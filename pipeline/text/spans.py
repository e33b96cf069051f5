"""Figures and terms of one text: which of two that share characters is meant (`pipeline.text.matching` says the order
of precedence)."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Protocol, TypeVar

from pipeline.text.term import TermMatch


class Spot(Protocol):
    """What is known of a figure here."""

    @property
    def start(self) -> int:
        """Its first offset."""

    @property
    def end(self) -> int:
        """The offset behind it."""

    @property
    def dimension(self) -> str:
        """What it measures."""


_Spot = TypeVar("_Spot", bound=Spot)


def part_of(figure: Spot, start: int, end: int) -> bool:
    """Whether a figure that overlaps the name at [start, end) is part of it: it lies inside, or is a rank, for a
    rank's number belongs to the name (世界500强企业; N12)."""
    return figure.dimension == "ordinal" or (start <= figure.start and figure.end <= end)


def places_of(name: str, text: str) -> list[tuple[int, int]]:
    """Where `name` stands in `text`, without overlaps."""
    places = []
    at = text.find(name) if name else -1
    while at >= 0:
        end = at + len(name)
        places.append((at, end))
        at = text.find(name, end)
    return places


def settled(figures: Sequence[_Spot], terms: Sequence[TermMatch]) -> tuple[list[_Spot], list[TermMatch]]:
    """The figures and terms that stand. Both must be in order and without overlaps; linear but for binary search."""
    if not figures or not terms:
        return list(figures), list(terms)
    ends = [f.end for f in figures]
    kept: list[TermMatch] = []
    named: set[int] = set()
    for term in terms:
        first = last = bisect_left(ends, term.start + 1)
        while last < len(figures) and figures[last].start < term.end:
            last += 1
        if first == last or all(part_of(f, term.start, term.end) for f in figures[first:last]):
            kept.append(term)
            named.update(range(first, last))
    return [f for i, f in enumerate(figures) if i not in named] if named else list(figures), kept
