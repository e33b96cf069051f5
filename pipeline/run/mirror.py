"""The working copy of an output that is on another file system.

A run works on a folder of this machine, with all that it guarantees there, and keeps the output equal to it: a
checkpoint as soon as it is written, the tables at the end, and the manifest last. Without a rename of folders, readers
who need all tables of one run read the parts that manifest.json names; the parts of the run before are removed after.

The copy is kept for the next run, which fetches what it lacks. It holds nothing that the output does not.
"""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import DatasetError, UsageError
from pipeline.export.manifest import MANIFEST
from pipeline.models.store import home
from pipeline.run.lease import leased
from pipeline.run.memories import FILE
from pipeline.run.shards import FOLDER, Shard
from pipeline.schema import DATASETS, digest
from pipeline.storage import Entry, Remote, first_line

_LOG = ".copied.jsonl"
_STAGES = "stages"
_PAGES = ("review.html", "report.html")


@dataclass(frozen=True)
class Place:
    """Where a run works: a folder; `kept` is told of each checkpoint, `finish` is called when all is done."""

    folder: Path
    kept: Callable[[Path], None]
    finish: Callable[[], None]


def _nothing(*_: Path) -> None:
    """A folder of this machine is the output itself."""


@contextmanager
def working(output: Path | Remote, run_id: str, shard: Shard | None = None) -> Iterator[Place]:
    """The folder in which a run to `output` works.

    :raises UsageError: the output holds what is not ours.
    :raises BusyError: another run is writing there.
    :raises DatasetError: it cannot be read or written.
    """
    if isinstance(output, Path):
        yield Place(output, _nothing, _nothing)
        return
    mirror = Mirror(output, shard)
    with mirror.failing(), leased(output, run_id, shard) as check:
        mirror.pull()

        def finish() -> None:
            with mirror.failing():
                check()
                mirror.publish()

        yield Place(mirror.folder, mirror.push, finish)


class Mirror:
    """An output and its copy. A share copies its own checkpoints and those of whole runs alone."""

    def __init__(self, output: Remote, shard: Shard | None) -> None:
        self._output, self._shard = output, shard
        self.folder = home() / "outputs" / (digest(output.url)[:16] + (f"-{shard.tag}" if shard else ""))
        self._copied = _read_log(self.folder / _LOG)

    @contextmanager
    def failing(self) -> Iterator[None]:
        """What a network or a store says becomes a sentence."""
        try:
            yield
        except OSError as error:
            raise DatasetError(f"{self._output}: cannot be read or written ({first_line(error)}); what was finished is "
                               "kept, run again") from error

    def pull(self) -> None:
        """Make the copy equal to what is there."""
        there = {entry.name: entry for entry in self._output.entries()}
        _check_ours(self._output, there)
        wanted = {name for name in there if self._is_wanted(name)}
        for name in sorted(wanted, key=_rank):
            self._fetch(there[name])
            if name == MANIFEST:
                wanted |= _parts(self.folder / MANIFEST) & there.keys()
        for name in sorted(wanted):
            self._fetch(there[name])
        for name in _files(self.folder) - wanted:
            (self.folder / name).unlink()
        self._write_log(wanted)

    def push(self, path: Path) -> None:
        """Copy one file to the output.

        :raises DatasetError: it cannot be written.
        """
        with self.failing():
            self._put(path.relative_to(self.folder).as_posix())

    def publish(self) -> None:
        """Copy what is new, the manifest last; then remove what is no longer there."""
        here = _files(self.folder)
        for name in sorted(here, key=_rank):
            if self._copied.get(name, (0, 0, 0))[2] != (self.folder / name).stat().st_mtime_ns:
                self._put(name)
        if self._shard is None:
            for entry in self._output.entries():
                if entry.name not in here and entry.name.split("/")[0] in (*DATASETS, _STAGES):
                    self._output.delete(entry.name)

    def _is_wanted(self, name: str) -> bool:
        """Tables are wanted where the manifest names them; they are not told apart here."""
        if name.startswith(f"{FOLDER}/") or name in (FILE, MANIFEST, *_PAGES):
            return self._shard is None or not name.endswith(".sqlite") or name in (
                FILE, f"{FOLDER}/{self._shard.tag}.sqlite")
        if not name.startswith(f"{_STAGES}/") or name.rpartition("/")[2].startswith("."):
            return False
        others = self._shard and [Shard(i, self._shard.count) for i in range(1, self._shard.count + 1)
                                  if i != self._shard.index]
        return not any(name.endswith(f"-{other.tag}.parquet") for other in others or ())

    def _fetch(self, entry: Entry) -> None:
        path = self.folder / entry.name
        if path.is_file() and self._copied.get(entry.name, (0, 0, 0)) == (
                entry.size, entry.changed, path.stat().st_mtime_ns):
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.tmp")
        draft.write_bytes(self._output.read(entry.name, entry.size))
        draft.replace(path)
        self._note(entry, path)

    def _put(self, name: str) -> None:
        path = self.folder / name
        self._output.write(name, path.read_bytes())
        if (entry := self._output.entry(name)) is not None:
            self._note(entry, path)

    def _note(self, entry: Entry, path: Path) -> None:
        self._copied[entry.name] = (entry.size, entry.changed, path.stat().st_mtime_ns)
        with (self.folder / _LOG).open("a", encoding="utf-8") as log:
            log.write(json.dumps([entry.name, *self._copied[entry.name]]) + "\n")

    def _write_log(self, names: set[str]) -> None:
        self._copied = {name: noted for name, noted in self._copied.items() if name in names}
        self.folder.mkdir(parents=True, exist_ok=True)
        draft = self.folder / f"{_LOG}.tmp"
        draft.write_text("".join(json.dumps([n, *v]) + "\n" for n, v in self._copied.items()), "utf-8")
        draft.replace(self.folder / _LOG)


def _check_ours(output: Remote, there: dict[str, Entry]) -> None:
    tops = {name.split("/")[0] for name in there if not name.startswith(".")}
    if tops and not tops & {MANIFEST, _STAGES, FILE, *DATASETS}:
        raise UsageError(f"{output}: holds files that Bridgehead did not write ('{min(tops)}'); name a new or empty "
                         "folder with --output")


def _rank(name: str) -> tuple[int, str]:
    """Marks of shares come after what they speak of, and the manifest after everything."""
    return (2 if name == MANIFEST else 1 if name.startswith(f"{FOLDER}/") and name.endswith(".json") else 0, name)


def _parts(manifest: Path) -> set[str]:
    try:
        parts = json.loads(manifest.read_text("utf-8"))["parts"]
        return {f"{table}/{part}" for table in DATASETS for part in parts[table]}
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def _files(folder: Path) -> set[str]:
    """The files of a copy, hidden ones aside."""
    found = set[str]()
    for here, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found |= {(Path(here) / name).relative_to(folder).as_posix() for name in names if not name.startswith(".")}
    return found


def _read_log(path: Path) -> dict[str, tuple[int, int, int]]:
    """What was copied when: size and time there, time here. A torn last line is no line."""
    found = dict[str, tuple[int, int, int]]()
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, ValueError):
        return {}
    for line in lines:
        try:
            name, size, changed, own = json.loads(line)
            found[str(name)] = (int(size), int(changed), int(own))
        except (ValueError, TypeError):
            continue
    return found
