"""The input: folders in chunks, so that memory does not grow with the number of articles; single files; stdin."""

import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from pipeline.ingest import READING, Article, Limits, Reject, files, read, to_table
from pipeline.ingest.files import File
from pipeline.run.chunk import Chunk
from pipeline.run.settings import RunSettings
from pipeline.schema import SOURCE, article_id, digest
from pipeline.storage import Remote

_COUNT_SECONDS = 3.0
_MARKUP = re.compile(r"\s*<(?:!doctype|html|head|body|div|article|p|meta|\?xml)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Chunks:
    """Everything below `source`, in the order in which it is found; read anew each time that it is gone through.

    :raises InputError: there is nothing to read.
    """

    source: Path | Remote
    limits: Limits
    settings: RunSettings

    def __iter__(self) -> Iterator[Chunk]:
        return _chunks(self.source, self.limits, self.settings)

    def digest(self) -> str:
        """SHA-256 (hex) of all that would be read: names and contents of the files, and how they are read."""
        found = (f"{file.name} {_digest_of(file, self.limits)}" for file in files(self.source))
        return digest(READING, repr(self.limits), *found)

    def count(self) -> int | None:
        """How many articles and rejects there are; None where counting takes too long."""
        return count(self.source, self.limits)


def _digest_of(file: File, limits: Limits) -> str:
    """The digest of a file; of one that would not be read, its size or what is wrong with it."""
    try:
        size = file.size()
        return str(size) if size > limits.max_file_mb * 1e6 else file.digest()
    except OSError as error:
        return str(error.strerror)


def _chunks(source: Path | Remote, limits: Limits, settings: RunSettings) -> Iterator[Chunk]:
    articles, rejects, chars = list[Article](), list[dict[str, Any]](), 0
    for item in read(source, limits):
        if isinstance(item, Reject):
            rejects.append(reject_row(item))
        else:
            articles.append(item)
            chars += len(item.raw)
        if len(articles) + len(rejects) >= settings.chunk_articles or chars >= settings.chunk_chars:
            yield Chunk(to_table(articles), tuple(rejects))
            articles, rejects, chars = [], [], 0
    if articles or rejects:
        yield Chunk(to_table(articles), tuple(rejects))


def reject_row(reject: Reject) -> dict[str, Any]:
    """A row of schema.REJECTS without run_id."""
    return {"source_uri": reject.source_uri, "stage": "ingest", "error_code": reject.error_code,
            "message": reject.message, "excerpt": reject.excerpt}


def count(source: Path | Remote, limits: Limits) -> int | None:
    """How many articles and rejects there are, for a progress bar; None where counting takes too long."""
    end = time.monotonic() + _COUNT_SECONDS
    number = 0
    for _ in read(source, limits):
        number += 1
        if time.monotonic() > end:
            return None
    return number


def read_paths(paths: Iterable[Path], stdin: BinaryIO, limits: Limits) -> Iterator[dict[str, Any]]:
    """The articles of files, folders and stdin (`-`), one at a time: rows of SOURCE, or of REJECTS without run_id
    (which have an `error_code`). `file` is the path as it was asked for.

    :raises InputError: a path does not exist, or there is nothing to read in it.
    """
    for path in paths:
        if str(path) == "-":
            yield stdin_row(stdin.read())
            continue
        for item in read(path, limits):
            if isinstance(item, Reject):
                yield reject_row(item)
            else:
                (row,) = to_table([item]).to_pylist()
                yield row | {"file": str(path if path.is_file() else path / item.source_uri)}


def stdin_row(data: bytes) -> dict[str, Any]:
    """A row of SOURCE for what came on stdin: UTF-8, UTF-16 with a mark, or GB18030; HTML where it begins like it."""
    raw = decode(data)
    row: dict[str, Any] = {column.name: None for column in SOURCE}
    return row | {
        "article_id": article_id(f"stdin:{digest(raw)}"), "content_digest": digest(raw), "source_uri": "stdin",
        "markup": "html" if _MARKUP.match(raw) else "text", "raw": raw,
    }


def decode(data: bytes) -> str:
    """Bytes of a terminal or a pipe as text; what cannot be read is replaced."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")
