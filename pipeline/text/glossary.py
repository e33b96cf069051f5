"""The glossary: every term and place name of an article gets its one approved English (style rule T1).

A layer is a CSV table with the columns zh, en, category, status, note; in a later layer an entry replaces one of the
same Chinese. Status `approved` is put into the source and checked after, `hint` is for a prompt or an editor,
`forbidden` is an English that must not be used. The category of a place is its kind (province, county-short, ...), its
note the places that it belongs to; `pipeline.text.zh.places` says when such a name is believed.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from pipeline.text.en.phrases import phrase_kept
from pipeline.text.zh.bodies import composed
from pipeline.text.zh.places import COMMON_NOUNS, PLACES, SETTLED, Surroundings, believed
from pipeline.text.zh.segmenter import Segmenter, segmenter

COLUMNS = ("zh", "en", "category", "status", "note")
STATUSES = ("approved", "hint", "forbidden")

# Marks that have two widths or several shapes are one mark for matching; each stays one character, so offsets hold.
_FOLDED = str.maketrans("（）：，；“”‘’「」—–－·•．", "():,;\"\"''\"\"---...")
# A term of this many characters is not found across other words by chance, and a segmenter may cut it in two.
_LONG = 4


@dataclass(frozen=True)
class Entry:
    """A term: its Chinese, its one English, what kind of thing it is, its status, and a note for editors."""

    zh: str
    en: str
    category: str
    status: str
    note: str


@dataclass(frozen=True)
class TermMatch:
    """An entry at [start, end) of a text, in code points. The entry of a name made by rule holds that whole name."""

    start: int
    end: int
    entry: Entry


@dataclass(frozen=True, eq=False)
class Glossary:
    """All layers merged; made by `build`. Keys are Chinese with its marks folded."""

    approved: Mapping[str, Entry]
    hinted: Mapping[str, Entry]
    forbidden: tuple[Entry, ...]

    def match(self, text: str, context: str = "") -> list[TermMatch]:
        """The approved terms of `text` in order, longest first, none overlapping, on word boundaries.

        `context` is the whole article (default: `text`): it settles names that could be read two ways.
        """
        folded, around = text.translate(_FOLDED), (context or text).translate(_FOLDED)
        surroundings = _surroundings(self, around)
        return list(_scan(self, folded, self._segmenter.boundaries(folded), surroundings))

    def hints(self, text: str) -> list[Entry]:
        """The entries of status hint that occur in `text`, each once, in order."""
        folded = text.translate(_FOLDED)
        words, found = self._segmenter.boundaries(folded), dict[Entry, None]()
        for start in range(len(folded)):
            for entry in self._hint_index.starting(folded, start):
                if start in words and start + len(entry.zh) in words:
                    found[entry] = None
        return list(found)

    def forbidden_in(self, zh: str, en: str) -> list[Entry]:
        """The forbidden entries whose Chinese is in `zh` and whose English is in `en`."""
        folded = zh.translate(_FOLDED)
        return [e for e in self.forbidden if e.zh.translate(_FOLDED) in folded and phrase_kept(e.en, en)]

    @cached_property
    def _segmenter(self) -> Segmenter:
        return segmenter(tuple(self.approved))

    @cached_property
    def _index(self) -> "_Index":
        return _index(self.approved)

    @cached_property
    def _hint_index(self) -> "_Index":
        return _index(self.hinted)


@dataclass(frozen=True, eq=False)
class _Index:
    """Entries by their Chinese, and for each pair of first characters the lengths that begin with it, longest first."""

    entries: Mapping[str, Entry]
    lengths: Mapping[str, tuple[int, ...]]

    def starting(self, text: str, start: int) -> Iterator[Entry]:
        """The entries whose Chinese stands at `start`, the longest first."""
        for length in self.lengths.get(text[start:start + 2], ()):
            if entry := self.entries.get(text[start:start + length]):
                yield entry


def parse_glossary(text: str, name: str) -> tuple[Entry, ...]:
    """The entries of one layer, a CSV table; `name` is the file's, for messages. An empty status means approved.

    :raises ValueError: the header or a row is wrong; the message names the file and the line.
    """
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    entries = dict[tuple[str, bool, str], Entry]()
    try:
        header = tuple(cell.strip() for cell in next(rows, []))
        if header != COLUMNS:
            raise ValueError(f"the first line must be {','.join(COLUMNS)}")
        for cells in rows:
            if any(cell.strip() for cell in cells):
                entry = _entry(cells)
                key = (entry.zh, entry.status == "forbidden", entry.en if entry.status == "forbidden" else "")
                if key in entries:
                    raise ValueError(f"{entry.zh} is there twice; keep one of its rows")
                entries[key] = entry
    except (ValueError, csv.Error) as error:
        raise ValueError(f"{name}, line {max(rows.line_num, 1)}: {error}") from error
    return tuple(entries.values())


def _entry(cells: list[str]) -> Entry:
    if len(cells) > len(COLUMNS):
        raise ValueError(f"{len(cells)} cells, not {len(COLUMNS)}; put quotation marks around a text with a comma")
    zh, en, category, status, note = (cell.strip() for cell in (*cells, *[""] * (len(COLUMNS) - len(cells))))
    if len(zh) < 2:
        raise ValueError("zh must have at least two characters")
    if not en:
        raise ValueError(f"{zh} has no English")
    if (status or "approved") not in STATUSES:
        raise ValueError(f"status '{status}' of {zh} is none of {', '.join(STATUSES)}")
    return Entry(zh, en, category, status or "approved", note)


def build(*layers: Iterable[Entry]) -> Glossary:
    """The glossary of all layers. A later entry replaces an earlier one of the same Chinese, and forbidding an English
    takes away the entry that approved it."""
    current, forbidden = dict[str, Entry](), dict[tuple[str, str], Entry]()
    for entry in (e for layer in layers for e in layer):
        key = entry.zh.translate(_FOLDED)
        if entry.status == "forbidden":
            forbidden[key, entry.en] = entry
            if key in current and current[key].en == entry.en:
                del current[key]
        else:
            current[key] = entry
            forbidden.pop((key, entry.en), None)
    return Glossary(
        {zh: e for zh, e in current.items() if e.status == "approved"},
        {zh: e for zh, e in current.items() if e.status == "hint"}, tuple(forbidden.values()),
    )


def term_kept(entry: Entry, en: str) -> bool:
    """Whether the entry's English, or a permitted variant of its form, is in `en` (`pipeline.text.en.phrases`)."""
    return phrase_kept(entry.en, en)


def _index(entries: Mapping[str, Entry]) -> _Index:
    lengths: dict[str, set[int]] = {}
    for zh in entries:
        lengths.setdefault(zh[:2], set()).add(len(zh))
    return _Index(entries, {head: tuple(sorted(some, reverse=True)) for head, some in lengths.items()})


@lru_cache(maxsize=8)
def _surroundings(glossary: Glossary, context: str) -> Surroundings:
    """The places that an article names beyond doubt. All segments of an article ask for the same."""
    words, index, names = glossary._segmenter.boundaries(context), glossary._index, set[str]()
    for start in sorted(words):
        for entry in index.starting(context, start):
            if entry.category in SETTLED and start + len(entry.zh) in words:
                names.add(entry.zh)
                break
    return Surroundings(context, frozenset(names))


def _scan(
    glossary: Glossary, text: str, words: frozenset[int], surroundings: Surroundings,
) -> Iterator[TermMatch]:
    start = 0
    while start < len(text):
        match = _longest(glossary, text, start, words, surroundings)
        if match:
            yield match
        start = match.end if match else start + 1


def _longest(
    glossary: Glossary, text: str, start: int, words: frozenset[int], surroundings: Surroundings,
) -> TermMatch | None:
    fits = list(_fitting(glossary, text, start, words, surroundings))
    if not fits:
        return None
    entry = max(fits, key=lambda e: len(e.zh))      # of equal length the first: an entry goes before a rule
    return TermMatch(start, start + len(entry.zh), entry)


def _fitting(
    glossary: Glossary, text: str, start: int, words: frozenset[int], surroundings: Surroundings,
) -> Iterator[Entry]:
    """The entries at `start`, and the names by rule that begin with a place there."""
    for entry in glossary._index.starting(text, start):
        end = start + len(entry.zh)
        if entry.category not in PLACES:
            if len(entry.zh) >= _LONG or (start in words and end in words):
                yield entry
        elif start in words:
            if end in words and believed(entry.zh, entry.category, entry.note, text, start, surroundings):
                yield entry
            if entry.zh not in COMMON_NOUNS:        # an office or a zone after the name is witness enough
                yield from (e for e in _readings(entry, text, end) if start + len(e.zh) in words)
    if start in words and text.startswith("中共", start):
        at = start + 2
        bodies = (b for place in glossary._index.starting(text, at) for b in _readings(place, text, at + len(place.zh)))
        yield from (replace(b, zh="中共" + b.zh) for b in bodies if "CPC" in b.en and at + len(b.zh) in words)


def _readings(place: Entry, text: str, end: int) -> Iterator[Entry]:
    for zh, en in composed(place.zh, place.en, place.category, text[end:end + 24]):
        yield Entry(zh, en, "body", "approved", "by rule")
