"""Shares of the articles for machines that know nothing of each other: each works on its own, the last one publishes.

    OUTPUT/stages/STAGE/part-000001-3of16.parquet   a checkpoint that shard 3 of 16 wrote
    OUTPUT/stages/shards/3of16.json                 shard 3 is done, and with what
    OUTPUT/stages/shards/3of16.sqlite               the English that its model made, until the next whole run

Duplicates and reprints lie in any two shards, so tables are never merged: when all shards are done, a whole run finds
nothing left to compute and publishes.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import DatasetError, UsageError
from pipeline.export.parts import write_text
from pipeline.memory import Layered, Memory
from pipeline.schema import article_id

FOLDER = "stages/shards"


@dataclass(frozen=True)
class Shard:
    """Share `index` (from 1) of `count`. Articles fall into shares by their id, which is a digest."""

    index: int
    count: int

    def holds(self, article: str) -> bool:
        """Whether the article of this id (16 hex digits) is in the share."""
        return int(article, 16) % self.count == self.index - 1

    def holds_source(self, uri: str) -> bool:
        """The same for a source that never became an article."""
        return self.holds(article_id(uri))

    @property
    def tag(self) -> str:
        """As file names have it: 3of16."""
        return f"{self.index}of{self.count}"

    def __str__(self) -> str:
        return f"{self.index}/{self.count}"


def parse_shard(text: str) -> Shard:
    """`3/16`.

    :raises UsageError: it is none.
    """
    match = re.fullmatch(r"(\d{1,6})/(\d{1,6})", text, re.ASCII)
    if match is None or not 1 <= int(match[1]) <= int(match[2]):
        raise UsageError(f"--shard {text}: is no share; --shard 3/16 is the third of sixteen")
    return Shard(int(match[1]), int(match[2]))


def mark_done(output: Path, shard: Shard, inputs: str) -> None:
    """Note that all articles of a share went through all stages; `inputs` is the digest of what decides their texts.

    :raises DatasetError: it cannot be written.
    """
    folder = output / FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatasetError(f"{folder}: cannot be written ({error.strerror}); make room and run again") from error
    write_text(folder / f"{shard.tag}.json", json.dumps({"inputs": inputs}) + "\n")


def missing(output: Path, shard: Shard, inputs: str) -> Sequence[Shard]:
    """The shares, of as many, that are not done with the same input and settings."""
    shares = [Shard(i, shard.count) for i in range(1, shard.count + 1)]
    return [share for share in shares if _done(output / FOLDER / f"{share.tag}.json") != inputs]


def _done(mark: Path) -> str | None:
    try:
        return str(json.loads(mark.read_text("utf-8"))["inputs"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def shard_memory(output: Path, shard: Shard, memory: Memory) -> Memory:
    """The memory of a share: it reads `memory` and keeps in a file of its own, as SQLite is not made for writers on
    several machines."""
    return Layered(output / FOLDER / f"{shard.tag}.sqlite", memory)


def gather(output: Path, memory: Memory) -> None:
    """Take what the shares' models made into the memory of the output. Nobody else may be writing there.

    :raises DatasetError: a memory cannot be read or written.
    """
    for path in sorted((output / FOLDER).glob("*.sqlite")):
        memory.keep(Memory(path).all())
        path.unlink()
