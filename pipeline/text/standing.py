"""Whether a listed term that is found at a place of a text is meant there, and what longer names begin with it.

Most terms are meant wherever no word runs across their ends. What else may speak against a term, or make a longer name
of it, is told by a character beside it; so a look at its two neighbours settles nearly all.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from pipeline.text.term import Entry
from pipeline.text.zh.bodies import (
    AFTER_BODIES_BEGIN,
    AFTER_PLACES_BEGIN,
    BODIES,
    TELLING,
    composed,
    headed,
)
from pipeline.text.zh.companies import in_foreign_name, of_china
from pipeline.text.zh.places import (
    ABROAD_ENDS,
    AMBIGUOUS,
    COMMON_NOUNS,
    DOTS,
    PLACES,
    Witnesses,
    abroad,
    believed,
    is_plain,
)
from pipeline.text.zh.segmenter import Boundaries
from pipeline.text.zh.titles import LAW_RUNS_ON, is_no_law

# A term of this many characters is not found across other words by chance, and a segmenter may cut it in two.
_LONG = 4
_NEVER = 1000


class Manner(NamedTuple):
    """How a kind of term stands. From `whole` characters on it stands across the ends of words, too. Where `always`,
    or a character of `before` or one or two of `after` beside it say so, `meant` must be asked."""

    whole: int
    always: bool = False
    before: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()


_TERM, _COMPANY = Manner(_LONG), Manner(_LONG, always=True)
_TITLE = Manner(_LONG, after=LAW_RUNS_ON)
_BODY = Manner(_LONG, before=ABROAD_ENDS, after=AFTER_BODIES_BEGIN | frozenset("级长达期"))
_PLACE = Manner(_NEVER, before=frozenset(DOTS), after=AFTER_PLACES_BEGIN.union(DOTS))
_DOUBTFUL_PLACE = Manner(_NEVER, always=True)
_MANNERS = {
    "title": _TITLE, **dict.fromkeys(("company", "city-abroad", "region-abroad", "country"), _COMPANY),
    **dict.fromkeys(BODIES, _BODY)}


class Place(NamedTuple):
    """A place of a text that is gone through: its text, where words begin, what its article says of places."""

    text: str
    begins: Boundaries
    around: Callable[[], Witnesses]


def manner_of(zh: str, entry: Entry) -> Manner:
    """How a listed term stands."""
    if entry.category in PLACES:
        return _PLACE if is_plain(zh, entry.category) else _DOUBTFUL_PLACE
    return _MANNERS.get(entry.category, _TERM)


def meant(zh: str, entry: Entry, place: Place, start: int, longest: int) -> Iterator[Entry]:
    """The term if it is meant at `start`, and the names by rule that begin with it there; none but those longer than
    `longest` need to be among them."""
    if entry.category in PLACES:
        return _places(zh, entry, place, start, longest)
    if entry.category in BODIES:
        return _bodies(zh, entry, place, start, longest)
    return _terms(zh, entry, place, start)


def _terms(zh: str, entry: Entry, place: Place, start: int) -> Iterator[Entry]:
    """A company, a city abroad or a title that is no part of another word or name."""
    text, begins, end = place.text, place.begins, start + len(zh)
    if not (len(zh) >= _LONG or (begins[start] and begins[end])):
        return
    other = is_no_law(zh, text, end) if entry.category == "title" else (
        of_china(zh, text, end) or in_foreign_name(text, start, end, begins.known))
    if not other:
        yield entry


def _bodies(zh: str, entry: Entry, place: Place, start: int, longest: int) -> Iterator[Entry]:
    """A body, or the post of who heads one, and the names by rule that begin with it."""
    text, begins, end = place.text, place.begins, start + len(zh)
    after = text[end:end + 1]
    stands = (len(zh) >= _LONG and after != "长") or (begins[start] and begins[end])
    other = after == "级" or (zh.endswith("长") and after in ("达", "期"))        # 副厅长级, 该市长达三年
    if not stands or other or abroad(text, start):
        return
    yield entry
    if begins[start]:
        for name, en in headed(zh, entry.en, text, end):
            if len(name) > longest and begins[start + len(name)]:
                yield Entry(name, en, "body", "approved", "by rule", "B2")


def _places(zh: str, entry: Entry, place: Place, start: int, longest: int) -> Iterator[Entry]:
    """A place that is believed, and the names by rule that begin with it. What is dear to ask is asked last."""
    text, begins, end = place.text, place.begins, start + len(zh)
    names = [n for n in composed(zh, entry.en, entry.category, text, end) if len(n[0]) > longest]
    alone = len(zh) > longest and begins[end]
    if not (names or alone) or not begins[start]:
        return
    certain = believed(zh, entry.category, entry.note, text, start, place.around())
    # An office or a zone after the name is witness enough, but for an ordinary word (新建工业园).
    if certain or zh not in COMMON_NOUNS:
        for name, en, rule in names:
            enough = certain or entry.category not in AMBIGUOUS or name.endswith(TELLING)
            if enough and begins[start + len(name)]:
                yield Entry(name, en, "body", "approved", entry.note, rule)
    if certain and alone:
        yield entry
