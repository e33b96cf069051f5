"""A long text in stretches, each of which can be scanned apart from the others: the figures are those of one scan.

How a scan goes on depends on where it stands and, if that is near, on where the last figure ended. Two scans that agree
in both agree from there on: the scan of a stretch runs on into the next one until the two have met.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

from pipeline.text.figure import Figure
from pipeline.text.zh.figures import REACH, placed, scan
from pipeline.text.zh.numerals import half_width

# So many characters of a stretch are scanned for the one before it, too; scans of real texts meet within a few.
_SHARED = 2000
_T = TypeVar("_T")
_States = dict[tuple[int, int], int]


class Stretch(NamedTuple, Generic[_T]):
    """The figures of a stretch, or what was made of each: `first` tells how many there were in each state of the scan
    at its beginning, `last` in each behind its end; `ended` whether there is nothing to be found behind."""

    found: Sequence[_T]
    first: _States
    last: _States
    ended: bool


def stretches(length: int, number: int) -> list[tuple[int, int]]:
    """A text of that length in so many stretches of one size."""
    cuts = [length * i // number for i in range(number + 1)]
    return list(pairwise(cuts))


def scanned(text: str, start: int, end: int) -> Stretch[Figure]:
    """The figures of `text` from about `start` to a little behind `end`."""
    plain, found, first, last, ended = half_width(text), list[Figure](), _States(), _States(), True
    for at, floor, figure in scan(plain, start):
        if figure is not None:
            found.append(figure)
        if at < start + _SHARED:
            first[at, max(floor, at - REACH)] = len(found)
        if at >= end:
            last[at, max(floor, at - REACH)] = len(found)
            if at >= end + _SHARED:
                ended = at == len(plain)
                break
    return Stretch(placed(text, plain, found), first, last, ended)


def joined(parts: Sequence[Stretch[_T]]) -> list[_T] | None:
    """What one scan would have found; None where those of two stretches have not met."""
    whole, known = list[_T](), 0
    for i, part in enumerate(parts):
        if part.ended or i + 1 == len(parts):
            return whole + list(part.found[known:])
        following = parts[i + 1].first
        met = next((state for state in part.last if state in following), None)
        if met is None:
            return None
        whole += part.found[known:part.last[met]]
        known = following[met]
    return whole
