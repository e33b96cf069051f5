"""What a person changed in a file that came back, held against what is published now.

A conflict is listed and left alone, never guessed: the Chinese changed meanwhile, another person's English is already
there, the segment is gone, or the file held only a part of it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.export.docx_parts import TEXT_CHARS
from pipeline.export.published import Row, Segment, read_articles, stamp
from pipeline.export.read_back import Returned
from pipeline.export.xlsx import CELL_CHARS

_LIMITS: Mapping[str, int] = {".docx": TEXT_CHARS, ".xlsx": CELL_CHARS}


@dataclass(frozen=True)
class Edit:
    """A person's English for a segment: `before` is what was published, `terms` the approved terms of the Chinese;
    `elsewhere` counts the other published segments of the same Chinese, which will read the same."""

    article_id: str
    source_uri: str
    segment: str
    zh: str
    before: str
    en: str
    terms: tuple[Row, ...]
    elsewhere: int = 0


@dataclass(frozen=True)
class Conflict:
    """An edit that was not taken, and why, in a sentence."""

    article_id: str
    segment: str
    reason: str


@dataclass(frozen=True)
class Outcome:
    """All that a file brought back: `unchanged` counts the segments that nobody touched."""

    edits: tuple[Edit, ...]
    conflicts: tuple[Conflict, ...]
    unchanged: int


def compare(returned: Iterable[Returned], output: Path, suffix: str) -> Outcome:
    """Hold a file of kind `suffix` against what is published in `output`.

    :raises InputError: nothing is published there.
    :raises DatasetError: the tables cannot be read.
    """
    named, nameless = _by_segment(returned)
    wanted, limit = dict(named), _LIMITS.get(suffix.lower())
    edits, conflicts, unchanged, places = list[Edit](), list[Conflict](), 0, Counter[str]()
    for article in read_articles(output):
        for segment in article.segments:
            places[_flat(segment.zh)] += 1
            items = wanted.pop((article.id, segment.name), None) or nameless.get(_bare(segment.zh))
            if items is None:
                continue
            if not any(_edited(item, segment) for item in items):
                unchanged += 1
            elif reason := _obstacle(items, segment, limit):
                conflicts.append(Conflict(article.id, segment.name, reason))
            else:
                edits.append(Edit(article.id, str(article.row["source_uri"]), segment.name, segment.zh, segment.en,
                                  _flat(items[0].en), segment.terms))
    conflicts += [Conflict(a, s, "It is no longer published.") for (a, s), items in wanted.items()
                  if any(item.exported != stamp(item.en) for item in items)]
    edited = Counter(_flat(edit.zh) for edit in edits)
    counted = (replace(e, elsewhere=places[_flat(e.zh)] - edited[_flat(e.zh)]) for e in edits)
    return Outcome(tuple(counted), tuple(conflicts), unchanged)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _bare(text: str) -> str:
    """Chinese by which two texts are told to be the same: tools put white space between its lines as they like."""
    return "".join(text.split())


_Items = Mapping[tuple[str, str], list[Returned]]


def _by_segment(returned: Iterable[Returned]) -> tuple[_Items, Mapping[str, list[Returned]]]:
    """What a file holds of each segment, and of each Chinese where it lost the names of segments: one item, or several
    where it has it in different English."""
    named, nameless = defaultdict[tuple[str, str], list[Returned]](list), defaultdict[str, list[Returned]](list)
    for item in returned:
        items = named[item.article_id, item.segment] if item.article_id else nameless[_bare(item.zh)]
        if all(item.en != other.en for other in items):
            items.append(item)
    return named, dict(nameless)


def _edited(item: Returned, segment: Segment) -> bool:
    now = stamp(item.en)
    return now not in (item.exported, segment.stamp)


def _obstacle(items: Sequence[Returned], segment: Segment, limit: int | None) -> str | None:
    if len(items) > 1:
        return "The file has it twice, with different English; keep one."
    (item,) = items
    if not item.en.strip():
        return "Its English was deleted; an empty segment is not taken over."
    if limit is not None and max(len(segment.zh), len(segment.en)) > limit:
        return "The file held only the beginning of it; edit it in XLIFF or TMX."
    if _bare(item.zh) != _bare(segment.zh):
        return "Its Chinese has changed since the file was made; export it again."
    if segment.origin == "person" and item.exported not in (None, segment.stamp):
        return "Another person's English was taken over since the file was made; export it again."
    return None
