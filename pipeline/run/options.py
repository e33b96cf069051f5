"""What one run is asked for beside its configuration: which articles, how far, and what is done again."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

import pyarrow as pa

from pipeline.errors import UsageError
from pipeline.run.chunk import Chunk
from pipeline.run.shards import Shard


@dataclass(frozen=True)
class Options:
    """`only` names articles by id (or its beginning), by source or by a pattern of sources (`2024/*.html`); `limit`
    takes the first so many of them. `stage` is where the articles stop, and then nothing is published. `force` works
    again on what is done (in `stage` alone, where one is named), `retry_rejects` on what was rejected. `shard` takes a
    share of the articles, and then nothing is published.

    :raises UsageError: a share of some articles alone was asked for.
    """

    only: tuple[str, ...] = ()
    limit: int | None = None
    stage: str | None = None
    force: bool = False
    retry_rejects: bool = False
    shard: Shard | None = None

    def __post_init__(self) -> None:
        if self.shard is not None and self.partial:
            raise UsageError("--shard is a share of all articles; leave out --only and --limit")

    @property
    def publishes(self) -> bool:
        """Whether the tables are published at the end."""
        return self.stage is None and self.shard is None

    @property
    def partial(self) -> bool:
        """Whether articles are left out."""
        return bool(self.only) or self.limit is not None

    def again(self, stage: str, outcome: str) -> bool:
        """Whether a row that is there is computed once more."""
        return (self.force and self.stage in (None, stage)) or (self.retry_rejects and outcome == "rejected")


@dataclass(frozen=True)
class Selected:
    """The chunks that are asked for.

    :raises UsageError: (when all were gone through) nothing fits `only`.
    """

    chunks: Iterable[Chunk]
    options: Options

    def __iter__(self) -> Iterator[Chunk]:
        left = self.options.limit
        fitting = 0
        for chunk in self.chunks:
            chunk = _share(chunk, self.options.shard)
            chunk = _only(chunk, self.options.only)
            fitting += chunk.articles.num_rows + len(chunk.rejects)
            if left is not None:
                articles = chunk.articles[:left]
                rejects = chunk.rejects[:left - articles.num_rows]
                left -= articles.num_rows + len(rejects)
                chunk = Chunk(articles, rejects)
            if chunk.articles.num_rows or chunk.rejects:
                yield chunk
            if left == 0:
                return
        if self.options.only and not fitting:
            raise UsageError(f"no article is called {' or '.join(self.options.only)}; --only takes the path below the "
                             "input, a pattern of paths, or an id")


def _share(chunk: Chunk, shard: Shard | None) -> Chunk:
    if shard is None:
        return chunk
    held = [shard.holds(key) for key in chunk.articles["article_id"].to_pylist()]
    return Chunk(chunk.articles.filter(pa.array(held, pa.bool_())),
                 tuple(row for row in chunk.rejects if shard.holds_source(row["source_uri"])))


def _only(chunk: Chunk, names: tuple[str, ...]) -> Chunk:
    if not names:
        return chunk
    about = chunk.articles.select(["source_uri", "article_id"]).to_pylist()
    kept = chunk.articles.filter(pa.array([_fits(row, names) for row in about], pa.bool_()))
    return Chunk(kept, tuple(row for row in chunk.rejects if _fits(row, names)))


def _fits(row: Mapping[str, Any], names: tuple[str, ...]) -> bool:
    uri, key = row["source_uri"], row.get("article_id") or ""
    return any(uri == name or fnmatchcase(uri, name) or uri.startswith((f"{name}#", f"{name}/"))
               or (len(name) >= 4 and key.startswith(name)) for name in names)
