"""The published tables, read back article by article: what every material is made from.

`articles/`, `segments/` and `facts/` hold the articles in the same order, so one pass over each is enough, and memory
does not grow with their number.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.errors import DatasetError, InputError
from pipeline.export.printable import printable
from pipeline.schema import DATASETS, digest

Row = Mapping[str, Any]
_ROWS = 64
_STAMP = 8


@dataclass(frozen=True)
class Segment:
    """A segment with all that is known of it: values of schema.FINDING, FACT and CHECKED_TERM beside its texts."""

    name: str
    zh: str
    en: str
    origin: str
    model: str
    tried: tuple[str, ...]
    findings: tuple[Row, ...]
    facts: tuple[Row, ...]
    terms: tuple[Row, ...]

    @property
    def stamp(self) -> str:
        """By which an edited file tells what its English was before a person changed it."""
        return stamp(self.en)


@dataclass(frozen=True)
class Article:
    """A row of schema.ARTICLES (`row`, less the columns that repeat the segments) and its segments in reading order."""

    row: Row
    segments: tuple[Segment, ...]

    @property
    def id(self) -> str:
        """16 hex digits."""
        return str(self.row["article_id"])

    @property
    def status(self) -> str:
        """ready or review."""
        return str(self.row["status"])

    @property
    def title(self) -> str:
        """What it is called."""
        return title_of(self.row)

    def segment(self, name: str) -> Segment | None:
        """The segment of this name."""
        return next((s for s in self.segments if s.name == name), None)

    @property
    def paragraphs(self) -> tuple[Segment, ...]:
        """The segments of the body."""
        return tuple(s for s in self.segments if s.name not in ("title", "summary"))

    @property
    def facts(self) -> tuple[Row, ...]:
        """The figures of all segments."""
        return tuple(fact for s in self.segments for fact in s.facts)


def title_of(row: Row) -> str:
    """What an article is called: its English headline, or the Chinese one, or where it came from."""
    return str(row["title_en"] or row["title_zh"] or row["source_uri"])


def stamp(en: str) -> str:
    """Eight hex digits of an English text, white space aside."""
    return digest(" ".join(en.split()))[:_STAMP]


def read_articles(output: Path, status: str | None = None) -> Iterator[Article]:
    """The published articles (of one status, if given), one at a time; their text is printable.

    :raises InputError: nothing is published there.
    :raises DatasetError: the tables cannot be read, or do not fit together.
    """
    segments, facts = _Groups(output, "segments"), _Groups(output, "facts")
    for row in read_article_rows(output):
        own, figures = segments.of(row["article_id"]), facts.of(row["article_id"])
        if status is None or row["status"] == status:
            yield Article(row, tuple(_segment(s, row, figures) for s in own))
    segments.end()
    facts.end()


def read_article_rows(output: Path) -> Iterator[Row]:
    """The rows of articles/, less the columns that repeat the segments.

    :raises InputError: nothing is published there.
    :raises DatasetError: the table cannot be read.
    """
    columns = [c.name for c in DATASETS["articles"] if c.name not in ("body_zh", "body_en", "paragraphs", "figures")]
    return read_rows(output, "articles", columns)


def _segment(row: Row, article: Row, facts: list[Row]) -> Segment:
    name = row["segment"]
    return Segment(
        name=name, zh=row["zh"] or "", en=row["en"] or "", origin=row["origin"] or "", model=row["model"] or "",
        tried=tuple(row["tried"] or ()), findings=tuple(row["findings"] or ()),
        facts=tuple(f for f in facts if f["segment"] == name),
        terms=tuple(t for t in article["terms"] or () if t["segment"] == name),
    )


class _Groups:
    """The rows of a dataset, article by article, in the order of the articles."""

    def __init__(self, output: Path, name: str) -> None:
        self._folder = output / name
        self._groups = groupby(read_rows(output, name), key=lambda row: row["article_id"])
        self._next: tuple[str, list[Row]] | None = self._take()

    def of(self, article_id: str) -> list[Row]:
        """The rows of the next article; none, if they are those of a later one."""
        if self._next is None or self._next[0] != article_id:
            return []
        rows = self._next[1]
        self._next = self._take()
        return rows

    def end(self) -> None:
        """All rows must have been asked for."""
        if self._next is not None:
            raise DatasetError(f"{self._folder}: holds rows of {self._next[0]}, which has no place in articles/; "
                               "run again")

    def _take(self) -> tuple[str, list[Row]] | None:
        found = next(self._groups, None)
        return None if found is None else (found[0], list(found[1]))


def read_rows(output: Path, name: str, columns: list[str] | None = None) -> Iterator[Row]:
    """The rows of one published table, in order, with printable text.

    :raises InputError: there is no such table.
    :raises DatasetError: it cannot be read.
    """
    folder = output / name
    if not folder.is_dir():
        raise InputError(f"{output}: holds no {name}/; name the output folder of a run, or run again")
    wanted = columns or [c.name for c in DATASETS[name]]
    try:
        for part in sorted(folder.glob("*.parquet")):
            with pq.ParquetFile(part) as file:
                for batch in file.iter_batches(batch_size=_ROWS, columns=wanted):
                    yield from (_printable(row) for row in batch.to_pylist())
    except (pa.ArrowException, OSError, KeyError) as error:
        reason = (str(error).splitlines() or ["damaged"])[0]
        raise DatasetError(f"{folder}: cannot be read ({reason}); run again") from error


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: _printable(item) for key, item in value.items()}
    return [_printable(item) for item in value] if isinstance(value, list) else value
