"""What a person changed in a file that came back, held against what is published now.

A conflict is listed and left alone, never guessed: the Chinese changed meanwhile, another person's English is already
there, the segment is gone, or the file held only a part of it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.export.docx_parts import TEXT_CHARS
from pipeline.export.published import Row, Segment, read_articles, stamp
from pipeline.export.read_back import Returned
from pipeline.export.xlsx import CELL_CHARS

_LIMITS: Mapping[str, int] = {".docx": TEXT_CHARS, ".xlsx": CELL_CHARS}


@dataclass(frozen=True)
class Edit:
    """A person's English for a segment: `before` is what was published, `terms` the approved terms of the Chinese."""

    article_id: str
    source_uri: str
    segment: str
    zh: str
    before: str
    en: str
    terms: tuple[Row, ...]


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
    wanted, twice = dict[tuple[str, str], Returned](), dict[tuple[str, str], None]()
    for item in returned:
        key = (item.article_id, item.segment)
        if key in wanted and wanted[key].en != item.en:
            twice[key] = None
        wanted[key] = item
    edits, conflicts, unchanged = list[Edit](), list[Conflict](), 0
    for article in read_articles(output):
        for segment in article.segments:
            key = (article.id, segment.name)
            if key not in wanted:
                continue
            item = wanted.pop(key)
            reason = None
            if key in twice:
                reason = "The file has it twice, with different English; keep one."
            elif not _edited(item, segment):
                unchanged += 1
                continue
            reason = reason or _obstacle(item, segment, _LIMITS.get(suffix.lower()))
            if reason:
                conflicts.append(Conflict(article.id, segment.name, reason))
            else:
                edits.append(Edit(article.id, str(article.row["source_uri"]), segment.name, segment.zh, segment.en,
                                  " ".join(item.en.split()), segment.terms))
    conflicts += [Conflict(a, s, "It is no longer published.") for (a, s), item in wanted.items()
                  if item.exported != stamp(item.en)]
    return Outcome(tuple(edits), tuple(conflicts), unchanged)


def _edited(item: Returned, segment: Segment) -> bool:
    now = stamp(item.en)
    return now not in (item.exported, segment.stamp)


def _obstacle(item: Returned, segment: Segment, limit: int | None) -> str | None:
    if not item.en.strip():
        return "Its English was deleted; an empty segment is not taken over."
    if limit is not None and max(len(segment.zh), len(segment.en)) > limit:
        return "The file held only the beginning of it; edit it in XLIFF or TMX."
    if item.zh.split() != segment.zh.split():
        return "Its Chinese has changed since the file was made; export it again."
    if segment.origin == "person" and item.exported not in (None, segment.stamp):
        return "Another person's English was taken over since the file was made; export it again."
    return None
