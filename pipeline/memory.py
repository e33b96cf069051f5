"""The translation memory: English that was there before, in one SQLite file.

What a person wrote, or another tool's memory brought, is found by its Chinese: a person's English wins over all other.
What a model made is found by how it was made (`pipeline.stages.recall`), so that the same key means the same English.
SQLite's rollback journal makes each `keep` whole or absent, whenever the process is killed.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Literal

from pipeline.errors import DatasetError
from pipeline.schema import digest
from pipeline.text.zh.normalise import normalise

Origin = Literal["person", "memory", "model"]

_APPLICATION, _VERSION = 0x42484D31, 1      # in the file's header: it is ours, and how its tables are laid out
_GIVEN = "zh-"      # begins the keys of what is found by its Chinese; other keys are hexadecimal, and so smaller
_PATIENCE_SECONDS = 30.0
_PAGE = 1_000
_TABLE = """CREATE TABLE entries (
    key TEXT PRIMARY KEY, zh TEXT NOT NULL, en TEXT NOT NULL, origin TEXT NOT NULL, made TEXT NOT NULL,
    kept_at TEXT NOT NULL)"""
_COLUMNS = "key, zh, en, origin, made, kept_at"
# The last one counts, but for this: only a person overrules a person.
_KEEP = f"""INSERT INTO entries ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET
    zh = excluded.zh, en = excluded.en, origin = excluded.origin, made = excluded.made, kept_at = excluded.kept_at
    WHERE entries.origin <> 'person' OR excluded.origin = 'person'"""


@dataclass(frozen=True)
class Remembered:
    """One entry. `origin` is person, memory (from another memory, nobody knows who made it) or model; `made` is what
    else is known of a model's English, as its maker wrote it; `kept_at` is in UTC, ISO 8601."""

    key: str
    zh: str
    en: str
    origin: Origin
    made: str = ""
    kept_at: str = ""


class Memory:
    """The memory in a file, which is made when something is first kept; without a path it holds nothing and keeps
    nothing. Every call opens the file anew, so that processes and threads can share it.

    :raises DatasetError: (each method) the file cannot be read or written, or is no memory of ours.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path

    def given(self, texts: Iterable[str]) -> dict[str, Remembered]:
        """What persons and other memories hold for Chinese texts, by text; spaces and widths do not matter."""
        if not self._select("key >= ? LIMIT 1", _GIVEN):    # mostly so, and then no key need be made
            return {}
        keys = {text: given_key(text) for text in texts}
        found = self.recall(keys.values())
        return {text: found[key] for text, key in keys.items() if key in found}

    def given_digest(self) -> str:
        """SHA-256 (hex) of all that persons and other memories gave: while it is the same, no row changes by it."""
        given = self._select("key >= ? ORDER BY key", _GIVEN)
        return digest(*(part for _, e in given for part in (e.key, e.en, e.origin)))

    def recall(self, keys: Iterable[str]) -> dict[str, Remembered]:
        """The entries of these keys, by key."""
        wanted = json.dumps(list(keys))
        rows = self._select("key IN (SELECT value FROM json_each(?))", wanted)
        return {entry.key: entry for _, entry in rows}

    def all(self) -> Iterator[Remembered]:
        """Every entry, in the order in which they first came."""
        last = 0
        while page := self._select(f"rowid > ? ORDER BY rowid LIMIT {_PAGE}", last):
            yield from (entry for _, entry in page)
            last = page[-1][0]

    def keep(self, entries: Iterable[Remembered]) -> int:
        """Keep all of `entries`, or none if the process dies; says how many they were."""
        stream = iter(entries)
        first = next(stream, None)
        if self.path is None or first is None:
            return 0
        now = datetime.now(UTC).isoformat(timespec="seconds")
        count = 0
        with _opened(self.path, "rwc") as db:
            db.execute("BEGIN IMMEDIATE")
            if not _is_memory(db, self.path):
                db.execute(f"PRAGMA application_id = {_APPLICATION}")
                db.execute(f"PRAGMA user_version = {_VERSION}")
                db.execute(_TABLE)
            batch = [first, *islice(stream, _PAGE - 1)]
            while batch:
                db.executemany(_KEEP, [(e.key, e.zh, e.en, e.origin, e.made, e.kept_at or now) for e in batch])
                count += len(batch)
                batch = list(islice(stream, _PAGE))
            db.execute("COMMIT")
        return count

    def keep_given(self, pairs: Iterable[tuple[str, str]], origin: Origin) -> int:
        """Keep (Chinese, English) pairs; says how many they were. A pair that lacks one of the two is left out."""
        flat = ((zh, " ".join(en.split())) for zh, en in pairs)
        return self.keep(Remembered(given_key(zh), zh, en, origin) for zh, en in flat if en and zh.strip())

    def keep_person(self, pairs: Iterable[tuple[str, str]]) -> int:
        """Keep (Chinese, English) pairs that a person wrote; says how many they were."""
        return self.keep_given(pairs, "person")

    def _select(self, condition: str, value: object) -> list[tuple[int, Remembered]]:
        """The entries that meet a condition with one value in it, each with its number."""
        if self.path is None or not self.path.exists():
            return []
        with _opened(self.path, "rw") as db:
            if not _is_memory(db, self.path):
                return []
            rows = db.execute(f"SELECT rowid, {_COLUMNS} FROM entries WHERE {condition}", (value,)).fetchall()
        return [(number, Remembered(*columns)) for number, *columns in rows]


class Layered(Memory):
    """A memory in a file of its own over another one, which it reads and never writes."""

    def __init__(self, path: Path | None, below: Memory) -> None:
        super().__init__(path)
        self._below = below

    def given(self, texts: Iterable[str]) -> dict[str, Remembered]:
        """What the other one was given."""
        return self._below.given(texts)

    def given_digest(self) -> str:
        """As the other one's."""
        return self._below.given_digest()

    def recall(self, keys: Iterable[str]) -> dict[str, Remembered]:
        """The entries of both; the other one's count."""
        wanted = list(keys)
        return super().recall(wanted) | self._below.recall(wanted)


def given_key(zh: str) -> str:
    """The key of what is found by its Chinese alone: the same for any layout of the same characters."""
    return _GIVEN + digest(" ".join(normalise(zh).split()))[:32]


@contextmanager
def _opened(path: Path, mode: str) -> Iterator[sqlite3.Connection]:
    """A connection that waits for other writers; leaving it without COMMIT undoes what was begun."""
    try:
        if mode == "rwc":
            path.parent.mkdir(parents=True, exist_ok=True)
        uri = f"{path.absolute().as_uri()}?mode={mode}"
        with closing(sqlite3.connect(uri, uri=True, timeout=_PATIENCE_SECONDS, isolation_level=None)) as db:
            yield db
    except (sqlite3.OperationalError, OSError) as error:
        raise DatasetError(f"{path}: the translation memory cannot be read or written ({error}); look at its "
                           "permissions and the space on the disk") from error
    except sqlite3.DatabaseError as error:
        raise DatasetError(f"{path}: is damaged, or no translation memory ({error}); put a copy in its place, or move "
                           "it away to begin an empty one") from error


def _is_memory(db: sqlite3.Connection, path: Path) -> bool:
    """Whether a file holds our tables; False where it holds none yet."""
    (application,), (version,) = (db.execute(f"PRAGMA {n}").fetchone() for n in ("application_id", "user_version"))
    if application == _APPLICATION and version == _VERSION:
        return True
    if application == _APPLICATION:
        raise DatasetError(f"{path}: is a translation memory of another version of Bridgehead ({version}, not "
                           f"{_VERSION}); export it with that version, and import it with this one")
    if db.execute("SELECT count(*) FROM sqlite_master").fetchone() != (0,):
        raise DatasetError(f"{path}: is a database, but no translation memory of ours; move it away")
    return False
