"""The dataset of a stage: its output and its checkpoint, Parquet parts in OUTPUT/stages/<stage>/.

A row is found by its key. Only the key columns are held in memory; the rest is read part by part when asked for. A
part that cannot be read (torn, foreign, a flipped bit) is set aside, and its rows count as not done.
"""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.errors import DatasetError
from pipeline.export.parts import write_part
from pipeline.run.shards import Shard
from pipeline.schema import VERSION, Column, Columns, arrow_schema

KEYS: Columns = (
    Column("row_key", pa.string(), "digest of article, input and fingerprint"),
    Column("article_id", pa.string(), "the article"),
    Column("input_digest", pa.string(), "digest of the columns that the stage reads"),
    Column("fingerprint", pa.string(), "what of the stage can change its output, readable"),
    Column("outcome", pa.string(), "done | rejected (for good) | failed (tried again on the next run)"),
    Column("error_code", pa.string(), "why it is rejected or failed; null if done"),
    Column("error_message", pa.string(), "the same in one sentence"),
)
_INDEXED = ("row_key", "article_id", "input_digest", "fingerprint", "outcome")
_UNREADABLE = (pa.ArrowException, OSError, ValueError, KeyError)


# How many characters of a digest are held in memory: enough to tell two inputs of one article apart.
START = 16


class Entry(NamedTuple):
    """Where a row is kept, and what the plan needs to know of it; `input_digest` is the start of one."""

    part: str
    row: int
    outcome: str
    input_digest: str
    fingerprint: str


class LostPartError(DatasetError):
    """A part turned out to be unreadable when it was read; its rows are no longer in the index."""


class Dataset:
    """The rows of one stage, by key. Later parts win over earlier ones."""

    def __init__(
        self, folder: Path, columns: Columns, warn: Callable[[str], None], writable: bool = True,
        shard: Shard | None = None, kept: Callable[[Path], None] = lambda _: None,
    ) -> None:
        """Read the index of what is there; with `writable` the folder is made and unreadable parts are set aside. Of a
        `shard` only its own rows are looked at, and its parts have its name, so that others can write beside it. `kept`
        is told of each part that is written."""
        self.folder, self._warn, self._writable, self._shard = folder, warn, writable, shard
        self._kept = kept
        self._tag = f"-{shard.tag}" if shard else ""
        self._schema = arrow_schema(KEYS + columns)
        self._entries: dict[str, Entry] = {}
        self._latest: dict[str, str] = {}
        self._written: set[str] = set()
        if writable:
            self._prepare()
        parts = sorted(path for path in folder.glob("part-*.parquet")) if folder.is_dir() else []
        self._next = max((_number(path) for path in parts), default=0) + 1
        for path in parts:
            self._index(path)

    def _prepare(self) -> None:
        """Make the folder, and clear away the part that a killed run was writing."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            for draft in self.folder.glob(f".*{self._tag}.parquet.tmp"):
                draft.unlink()
        except OSError as error:
            raise DatasetError(f"{self.folder}: cannot be written ({error.strerror}); make room and run again, or name "
                               "another folder with --output") from error

    def find(self, row_key: str) -> Entry | None:
        """The row of a key."""
        return self._entries.get(row_key)

    def latest(self, article_id: str) -> Entry | None:
        """The row that was written last for an article, whatever its input and fingerprint were."""
        return self._entries.get(self._latest.get(article_id, ""))

    def append(self, rows: pa.Table) -> None:
        """Keep `rows` (KEYS and the stage's columns) as one more part."""
        name = f"part-{self._next:06d}{self._tag}.parquet"
        self._next += 1
        write_part(self.folder / name, rows.select(self._schema.names).cast(self._schema),
                   {"bridgehead.schema": VERSION, "bridgehead.stage": self.folder.name})
        self._kept(self.folder / name)
        self._written.add(name)
        self._add(name, rows)

    def prune(self, fingerprint: str, dry_run: bool) -> tuple[int, int]:
        """Remove all rows but the last one of each article, and that too where it is not of this fingerprint; says how
        many rows are left and how many went. Rows are written anew before their old part goes, so nothing is lost if
        it is killed.

        :raises DatasetError: a part cannot be read or written.
        """
        wanted = {key for key in self._latest.values() if _is_of(self._entries[key].fingerprint, fingerprint)}
        places: dict[str, list[int]] = {}
        for key in wanted:
            places.setdefault(self._entries[key].part, []).append(self._entries[key].row)
        removed = 0
        for path in sorted(self.folder.glob("part-*.parquet")):
            rows, count = sorted(places.get(path.name, ())), pq.read_metadata(path).num_rows
            removed += count - len(rows)
            if dry_run or len(rows) == count:
                continue
            if rows:
                self.append(self._load(path.name).take(rows))
            path.unlink()
        if not dry_run:
            for aside in self.folder.glob(".*.unreadable"):
                aside.unlink()
        return len(wanted), removed

    def read(self, row_keys: Sequence[str]) -> pa.Table:
        """The rows of `row_keys`, in their order, with all columns.

        :raises LostPartError: a part cannot be read; it is set aside, and the rows must be computed again.
        :raises DatasetError: a part written a moment ago cannot be read back.
        """
        entries = [self._entries[key] for key in row_keys]
        pieces, position, count = [], dict[tuple[str, int], int](), 0
        for part in dict.fromkeys(entry.part for entry in entries):
            rows = sorted({entry.row for entry in entries if entry.part == part})
            pieces.append(self._load(part).take(rows))
            position |= {(part, row): count + i for i, row in enumerate(rows)}
            count += len(rows)
        if not pieces:
            return self._schema.empty_table()
        order = pa.array([position[entry.part, entry.row] for entry in entries], pa.int64())
        return pa.concat_tables(pieces).take(order)

    def _index(self, path: Path) -> None:
        try:
            with pq.ParquetFile(path, page_checksum_verification=True) as file:
                self._add(path.name, file.read(columns=list(_INDEXED)))
        except _UNREADABLE as error:
            self._set_aside(path.name, error)

    def _add(self, part: str, rows: pa.Table) -> None:
        # row by row from lists: a table of strings takes many times the memory of the part it came from
        columns = (rows[name].to_pylist() for name in _INDEXED)
        for row, (key, article, given, fingerprint, outcome) in enumerate(zip(*columns, strict=True)):
            if self._shard is not None and not self._shard.holds(article):
                continue
            self._entries[key] = Entry(part, row, sys.intern(outcome), given[:START], sys.intern(fingerprint))
            self._latest[sys.intern(article)] = key

    def _load(self, part: str) -> pa.Table:
        try:
            with pq.ParquetFile(self.folder / part, page_checksum_verification=True) as file:
                rows = file.read()
            if not rows.schema.equals(self._schema):
                raise ValueError("its columns are not those of the stage")
            return rows.cast(self._schema)
        except _UNREADABLE as error:
            if part in self._written:
                raise DatasetError(f"{self.folder / part} cannot be read back ({error}); check the disk") from error
            self._set_aside(part, error)
            self._entries = {k: e for k, e in self._entries.items() if e.part != part}
            raise LostPartError(f"{self.folder / part} cannot be read") from error

    def _set_aside(self, part: str, error: Exception) -> None:
        self._warn(f"{self.folder / part} cannot be read ({_first_line(error)}); its rows are computed again")
        if self._writable:
            (self.folder / part).replace(self.folder / f".{part}.unreadable")


def _number(part: Path) -> int:
    """The 7 of part-000007.parquet and of part-000007-3of16.parquet."""
    number = part.stem.split("-")[1]
    return int(number) if number.isascii() and number.isdigit() else 0


def _is_of(line: str, fingerprint: str) -> bool:
    """Whether a row's fingerprint is that of its stage, with or without what holds for the row alone."""
    return line == fingerprint or line.startswith(f"{fingerprint} | ")


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:120]
