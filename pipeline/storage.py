"""Folders that are not on a disk of this machine: what pyarrow's file systems reach (s3, gs, abfs, hdfs).

Objects of a store appear whole or not at all; where a file grows under its name (HDFS), it is written under another and
renamed. Credentials come from the environment, and from nowhere else. What fails is tried again, and in the end it is
an OSError, whatever the library of a file system raises.
"""

import os
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, TypeVar
from urllib.parse import parse_qsl, unquote, urlsplit

from pipeline.errors import UsageError

T = TypeVar("T")

_STORES = ("s3", "gs", "gcs", "abfs", "abfss")      # a key holds one whole object, and there are no folders
_SCHEMES = (*_STORES, "hdfs", "viewfs")
# What an address may ask for behind its `?`: nothing of it is a secret. The rest is not looked at, but refused.
_PARAMETERS = frozenset((
    "scheme", "region", "endpoint_override", "project_id", "retry_limit_seconds", "default_bucket_location",
    "blob_storage_authority", "blob_storage_scheme", "dfs_storage_authority", "dfs_storage_scheme", "enable_tls",
    "replication", "buffer_size", "default_block_size", "user"))
_TRIES, _FIRST_WAIT_SECONDS = 6, 0.25
_GCS_SECONDS = 15       # for one call; its own patience is a quarter of an hour
_FINAL = ("ACCESS_DENIED", "NO_SUCH_BUCKET", "INVALID_ACCESS_KEY", "SIGNATURE_DOES_NOT_MATCH", "HTTP status 401",
          "HTTP status 403", "PERMISSION_DENIED", "UNAUTHENTICATED", "OAuth2 access token", "AuthenticationException",
          "Could not resolve host")
_BLOCK = 1 << 22


class Entry(NamedTuple):
    """A file below a folder: its relative path, its size in bytes, and when it was changed (ns since 1970)."""

    name: str
    size: int
    changed: int


@dataclass(frozen=True)
class Remote:
    """A folder (or one file) at an address such as s3://bucket/folder. What cannot be done, after some tries, raises
    OSError."""

    url: str

    def __str__(self) -> str:
        return self.url

    def entries(self) -> list[Entry]:
        """All files below, in the order of their paths; none where there is no such folder."""
        from pyarrow.fs import FileSelector, FileType

        fs, root = self._opened
        found = _persist(lambda: fs.get_file_info(FileSelector(root, recursive=True, allow_not_found=True)))
        return sorted(Entry(info.path[len(root):].lstrip("/"), info.size, info.mtime_ns or 0)
                      for info in found if info.type == FileType.File)

    def entry(self, name: str = "") -> Entry | None:
        """One file; without a name, the one that the address itself is of."""
        from pyarrow.fs import FileType

        info = _persist(lambda: self._fs.get_file_info(self._path(name)))
        return Entry(name, info.size, info.mtime_ns or 0) if info.type == FileType.File else None

    def read(self, name: str, size: int | None = None) -> bytes:
        """A file; a connection that is cut before `size` bytes came is no end of it.

        :raises FileNotFoundError: it is not there.
        """
        def whole() -> bytes:
            with self._fs.open_input_stream(self._path(name)) as stream:
                data = bytes(stream.read())
            if size is not None and len(data) != size:
                raise OSError(f"{name}: {len(data):,} bytes came instead of {size:,}")
            return data

        return _persist(whole)

    def write(self, name: str, data: bytes) -> None:
        """Put a file in place, whole or not at all."""
        path = self._path(name)
        if self._scheme in _STORES:
            _persist(lambda: self._put(path, data))
            return
        parent, _, last = path.rpartition("/")
        draft = f"{parent}/.{last}.tmp"
        _persist(lambda: self._fs.create_dir(parent, recursive=True))
        _persist(lambda: self._put(draft, data))
        _persist(lambda: self._fs.move(draft, path))

    def fetch(self, name: str, path: Path, note: Callable[[int], None]) -> None:
        """Append to the file `path` what it lacks of a file here, block by block; `note` is told how many bytes it has.

        :raises FileNotFoundError: it is not here.
        """
        def rest() -> None:
            with self._fs.open_input_file(self._path(name)) as source, path.open("ab") as file:
                source.seek(file.tell())
                while block := source.read(_BLOCK):
                    file.write(block)
                    note(file.tell())

        _persist(rest)

    def delete(self, name: str) -> None:
        """Remove a file; it need not be there."""
        def remove() -> None:
            with suppress(FileNotFoundError):
                self._fs.delete_file(self._path(name))

        _persist(remove)

    def _put(self, path: str, data: bytes) -> None:
        with self._fs.open_output_stream(path) as stream:
            stream.write(data)
        if self._fs.get_file_info(path).size != len(data):
            raise OSError(f"{path}: did not arrive whole")

    def _path(self, name: str) -> str:
        return f"{self._opened[1]}/{name}" if name else self._opened[1]

    @property
    def _scheme(self) -> str:
        return urlsplit(self.url).scheme.lower()

    @property
    def _fs(self) -> Any:
        return self._opened[0]

    @cached_property
    def _opened(self) -> tuple[Any, str]:
        """The file system, and the path in it."""
        import pyarrow as pa
        from pyarrow import fs

        try:
            parts = urlsplit(self.url)
            if self._scheme == "s3":
                return _s3(dict(parse_qsl(parts.query))), unquote(f"{parts.netloc}{parts.path}").rstrip("/")
            url = self.url
            if self._scheme in ("gs", "gcs") and "retry_limit_seconds" not in parts.query:
                url += f"{'&' if parts.query else '?'}retry_limit_seconds={_GCS_SECONDS}"
            found, path = fs.FileSystem.from_uri(url)
            return found, path.rstrip("/")
        except (pa.ArrowException, OSError, ImportError) as error:
            raise UsageError(f"{self.url}: cannot be opened ({first_line(error)}); see docs/operations.md") from error


def _s3(asked: Mapping[str, str]) -> Any:
    """S3, or a server that speaks like it at $AWS_ENDPOINT_URL; what an address asked for comes first."""
    from pyarrow import fs

    url = asked.get("endpoint_override") or os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL")
    region = asked.get("region") or os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION")
    return fs.S3FileSystem(endpoint_override=url or None, region=region, scheme=asked.get("scheme"),
                           connect_timeout=10, request_timeout=20,
                           allow_delayed_open=True,     # a small object is one request
                           retry_strategy=fs.AwsStandardS3RetryStrategy(max_attempts=3))


def place(text: str) -> Path | Remote:
    """What an address or a path names. `file://` is a path.

    :raises UsageError: the kind of address is not known, or it holds a secret, or what may be one.
    """
    if "://" not in text:
        return Path(text)
    parts = urlsplit(text)
    scheme = parts.scheme.lower()
    if scheme == "file":
        return Path(unquote(parts.path))
    shown = f"{scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
    if scheme not in _SCHEMES:
        raise UsageError(f"{shown}: addresses of this kind are not known; known are file, {', '.join(_SCHEMES)}")
    unknown = not _PARAMETERS.issuperset(name for name, _ in parse_qsl(parts.query, keep_blank_values=True))
    before = parts.netloc.rpartition("@")[0]      # a container; of gs, "anonymous" for what anybody may read
    if unknown or ":" in before or (before and scheme not in ("abfs", "abfss") and before != "anonymous"):
        raise UsageError(f"{shown}: an address may not hold a secret, nor parameters that are not known; put "
                         "credentials into the environment (docs/operations.md)")
    return Remote(text.rstrip("/"))


def _persist(do: Callable[[], T]) -> T:
    """Try again what may work the next time, waiting longer from try to try."""
    from pyarrow import ArrowException

    for attempt in range(_TRIES):
        try:
            return do()
        except FileNotFoundError:
            raise
        except (OSError, ArrowException) as error:      # Azure raises the latter
            if attempt == _TRIES - 1 or any(word in str(error) for word in _FINAL):
                if isinstance(error, OSError):
                    raise
                raise OSError(str(error)) from error
            time.sleep(_FIRST_WAIT_SECONDS * 2 ** attempt)
    raise AssertionError


def first_line(error: Exception) -> str:
    """What an error says, in one line."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
