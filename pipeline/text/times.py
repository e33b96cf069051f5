"""Dates and periods compared: ISO-like strings of Figure.when, of which one may say less than the other (D1-D4)."""

import re
from functools import lru_cache
from typing import NamedTuple

_POINT = re.compile(
    r"(?P<year>\d{4})?(?:-{0,2}(?P<month>\d{2})(?!\d))?(?:-(?P<day>\d{2}))?(?:-?(?P<part>early|mid|late|end|Q[1-4]|H[12]))?")
_NEAR_PARTS = ({"end", "late"}, {"early", "mid"}, {"mid", "late"}, {"H1", "early"}, {"H2", "late"})


class Moment(NamedTuple):
    """One end of a period; None for what is not said."""

    year: str | None = None
    month: str | None = None
    day: str | None = None
    part: str | None = None     # early, mid, late, end, Q1-Q4, H1, H2

    def agrees(self, other: "Moment") -> bool:
        """Nothing that both say differs, and they say something in common."""
        pairs = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        both = [a == b for a, b in pairs if a and b]
        return bool(both or (self.part and self.part == other.part)) and all(both) and self._parts_agree(other)

    def told_by(self, other: "Moment") -> bool:
        """It agrees, and `other` says at least as much: month and day may not stay unsaid."""
        said = (self.month is None or other.month is not None) and (self.day is None or other.day is not None)
        return said and self.agrees(other)

    def conflicts(self, other: "Moment") -> bool:
        """They say the same kinds of things, one of them differently: a day, month or year changed."""
        pairs = ((self.year, other.year), (self.month, other.month), (self.day, other.day), (self.part, other.part))
        both = [a == b for a, b in pairs if a and b]
        same_kinds = all((a is None) == (b is None) for a, b in pairs[1:3])
        return same_kinds and both.count(False) >= 1 and (len(both) == 1 or both.count(False) < len(both))

    def _parts_agree(self, other: "Moment") -> bool:
        """Early, mid and late may stay unsaid; a quarter or a half may not become another."""
        if self.part is None or other.part is None or self.part == other.part:
            return True
        return any({self.part, other.part} <= near for near in _NEAR_PARTS)


@lru_cache(maxsize=4096)
def moments(when: str) -> tuple[Moment, ...]:
    """`2025-01/2025-10` -> two moments; one for a date."""
    found = []
    for end in when.split("/"):
        match = _POINT.fullmatch(end.replace("---", "--"))
        found.append(Moment(*match.groups()) if match else Moment())
    return tuple(found)


def same_time(owed: str, found: str) -> bool:
    """The same date or period, or one that says less of it (6月 as June 2023, 3月12日 as 12 March 2025)."""
    if owed == found:
        return True
    mine, theirs = moments(owed), moments(found)
    if len(mine) == len(theirs):
        return all(a.agrees(b) for a, b in zip(mine, theirs, strict=True)) and not _kinds_clash(mine[0], theirs[0])
    return False


def _kinds_clash(a: Moment, b: Moment) -> bool:
    """A quarter or half against a month or a bare day: they have the year in common and mean different spans."""
    spans = [m.part if m.part and m.part[0] in "QH" else m.month for m in (a, b)]
    return bool(spans[0] and spans[1]) and (spans[0] in ("Q", "H")) and spans[0] != spans[1]


def years(when: str) -> set[str]:
    """The years that a date or period names."""
    return {m.year for m in moments(when) if m.year}


def covered(owed: str, others: list[str]) -> bool:
    """Each end of `owed` is told by one of `others`: `from 2012 to 2015` for 2012年至2015年."""
    told = [m for when in others for m in moments(when)]
    return all(any(a.told_by(b) for b in told) for a in moments(owed))


def time_changed(owed: str, found: str) -> bool:
    """`found` is `owed` with a day, month, year or quarter changed."""
    mine, theirs = moments(owed), moments(found)
    if len(mine) != len(theirs):
        return False
    ends = list(zip(mine, theirs, strict=True))
    return any(a.conflicts(b) for a, b in ends) and all(a.conflicts(b) or a.agrees(b) for a, b in ends)
