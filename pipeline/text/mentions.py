"""How a term is written where it stands: in full at the first mention, short later (T1), a city whose name another city
shares with its province at the first (P4), and places from small to large (P6)."""

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.text.term import Entry, TermMatch, short_form
from pipeline.text.zh.places import DIVISIONS, ZONE_KINDS, homograph_province


class Reading(NamedTuple):
    """What somebody reads, and where in it a text begins: what stands before `at` has been read."""

    text: str
    at: int = 0

    def first(self, zh: str, start: int) -> bool:
        """Whether `zh` at `start` of the text is mentioned there for the first time."""
        return self.text.find(zh, 0, self.at + start) < 0


def term_pieces(terms: Sequence[TermMatch], reading: Reading) -> list[tuple[int, int, str]]:
    """(start, end, English) of what stands for the terms. Places that follow one another from large to small, as
    Chinese has them, are one piece from small to large: 山东省德州市 -> Dezhou, Shandong Province."""
    pieces: list[tuple[int, int, str]] = []
    chain: list[TermMatch] = []
    for term in terms:
        if chain and not _within(term, chain[-1]):
            pieces.append(_piece(chain, reading))
            chain = []
        chain.append(term)
    return [*pieces, _piece(chain, reading)] if chain else pieces


def _within(term: TermMatch, larger: TermMatch) -> bool:
    """Whether `term`, a place or a name that begins with one, follows the place that it belongs to."""
    place, here = larger.entry, term.entry
    if larger.end != term.start or place.category not in DIVISIONS:
        return False
    named = here.category in ZONE_KINDS or here.rule in ("B1", "B2", "P5", "P8")
    if not named and here.category not in DIVISIONS:
        return False
    owners = here.note.split()
    if any(owner.startswith(place.zh[:2]) for owner in owners):
        return True
    # 江苏省昆山市: what follows a whole province without a mark lies in it; so does a zone that follows a whole city.
    return (place.zh.endswith(("省", "自治区")) and here.category != "province") or (
        named and not owners and place.zh.endswith(("市", "区", "县")))


def _piece(chain: Sequence[TermMatch], reading: Reading) -> tuple[int, int, str]:
    first, last = chain[0], chain[-1]
    start = first.start - _is_ours(first, reading)
    if len(chain) > 1:
        around = ", ".join(t.entry.en for t in reversed(chain[:-1]))
        return start, last.end, f"{last.entry.en}{' in ' if last.entry.rule == 'B2' else ', '}{around}"
    return start, last.end, written(first.entry, first.start, reading)


def _is_ours(term: TermMatch, reading: Reading) -> bool:
    """Whether a 我 before a place says that it is the writer's (我临沂开发区); a model takes it for `I am`."""
    is_place = term.entry.category in DIVISIONS or term.entry.category in ZONE_KINDS
    return is_place and term.start > 0 and reading.text.endswith("我", 0, reading.at + term.start)


def written(entry: Entry, start: int, reading: Reading) -> str:
    """The English of an entry at `start` of the text that is read."""
    if (short := short_form(entry.en)) != entry.en:
        return entry.en if reading.first(entry.zh, start) else short
    province = homograph_province(entry.zh)
    if province and reading.first(entry.zh.removesuffix("市"), start) and reading.first(entry.note[:2], start):
        return f"{entry.en} ({province})"
    return entry.en
