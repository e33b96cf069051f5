"""Ingest: source files to a table of articles. Nothing that is found is dropped: it is an article or a reject."""

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from pipeline.errors import InputError
from pipeline.ingest.article import Article, Limits, Reject, to_table
from pipeline.ingest.files import File, LocalFile, remote_files
from pipeline.ingest.readers import READERS
from pipeline.storage import Remote

__all__ = ["READING", "Article", "Limits", "Reject", "files", "find", "read", "to_table"]

# Raised by hand whenever the same files would be read differently.
READING = "1"


def find(source: Path) -> list[Path]:
    """The files of a folder, at any depth, in the order of their relative paths; hidden ones are passed over, and
    links that lead out of the folder. A file is itself.

    :raises InputError: there is nothing at `source`.
    """
    if source.is_file():
        return [source]
    if not source.is_dir():
        raise InputError(f"{source}: there is no such file or folder; name one with --input")
    root = source.resolve()
    files = [path for path in source.rglob("*") if path.is_file()
             and not any(part.startswith(".") for part in path.relative_to(source).parts)
             and (not path.is_symlink() or path.resolve().is_relative_to(root))]
    return sorted(files, key=lambda path: path.relative_to(source).as_posix())


def read(source: Path | Remote, limits: Limits) -> Iterator[Article | Reject]:
    """Everything in a file or folder, one file in memory at a time.

    :raises InputError: there is nothing at `source`.
    """
    for file in files(source):
        yield from _read_file(file, limits)


def files(source: Path | Remote) -> Sequence[File]:
    """The files of a folder here or elsewhere, each with the name by which its articles are known.

    :raises InputError: there is nothing at `source`.
    """
    if isinstance(source, Remote):
        return remote_files(source)
    names = ((path, path.name if source.is_file() else path.relative_to(source).as_posix()) for path in find(source))
    return [LocalFile(path, name.encode("utf-8", "replace").decode()) for path, name in names]


def _read_file(file: File, limits: Limits) -> Iterator[Article | Reject]:
    name = file.name
    reader = READERS.get(PurePosixPath(name).suffix.lower())
    if reader is None:
        known = " ".join(READERS)
        yield Reject(name, "unsupported_format", f"{name}: files of this kind are not read; known are {known}")
        return
    try:
        size = file.size()
        data = file.read() if 0 < size <= limits.max_file_mb * 1e6 else b""
    except OSError as error:
        yield Reject(name, "unreadable", f"{name}: cannot be read ({error.strerror})")
        return
    if not size:
        yield Reject(name, "empty", f"{name}: the file is empty")
    elif not data:
        yield Reject(name, "too_large", f"{name}: {size / 1e6:.0f} MB are more than the {limits.max_file_mb:g} MB of a "
                     "file (ingest.max_file_mb)")
    else:
        yield from reader(data, name, limits)
