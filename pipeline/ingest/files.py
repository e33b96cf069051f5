"""The files of an input, wherever it is: on a disk of this machine, or at an address."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pipeline.errors import InputError
from pipeline.storage import Entry, Remote, first_line


class File(Protocol):
    """A file, known by its `name`: its path below the input."""

    @property
    def name(self) -> str:
        """With slashes."""

    def size(self) -> int:
        """In bytes.

        :raises OSError: it cannot be read.
        """

    def read(self) -> bytes:
        """The whole of it.

        :raises OSError: it cannot be read, and no other try would help.
        """

    def digest(self) -> str:
        """What changes when its content does."""


@dataclass(frozen=True)
class LocalFile:
    """A file on a disk."""

    path: Path
    name: str

    def size(self) -> int:
        """As it is now."""
        return self.path.stat().st_size

    def read(self) -> bytes:
        """As it is now."""
        return self.path.read_bytes()

    def digest(self) -> str:
        """SHA-256 (hex)."""
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()


@dataclass(frozen=True)
class RemoteFile:
    """A file at an address, as it was when the folder was listed."""

    folder: Remote
    entry: Entry
    name: str

    def size(self) -> int:
        """As it was listed."""
        return self.entry.size

    def read(self) -> bytes:
        """As it is now. A file that vanished is no reason to stop; a network that does not answer is.

        :raises InputError: it cannot be had.
        """
        try:
            return self.folder.read(self.entry.name)
        except FileNotFoundError as error:
            raise FileNotFoundError(2, "No such file") from error
        except OSError as error:
            raise InputError(f"{self.folder}/{self.entry.name}: cannot be read ({first_line(error)}); what was "
                             "finished is kept, run again") from error

    def digest(self) -> str:
        """Size and time: to read it would be to fetch it."""
        return f"{self.entry.size} {self.entry.changed}"


def remote_files(source: Remote) -> Sequence[RemoteFile]:
    """The files below an address, or the one that it names; hidden ones are passed over.

    :raises InputError: there is nothing, or it cannot be listed.
    """
    try:
        if (one := source.entry()) is not None:
            return [RemoteFile(source, one, source.url.rpartition("/")[2])]
        found = [entry for entry in source.entries() if not _is_hidden(entry.name)]
    except OSError as error:
        raise InputError(f"{source}: cannot be listed ({first_line(error)}); see docs/operations.md") from error
    if not found:
        raise InputError(f"{source}: there is no such file or folder; name one with --input")
    return [RemoteFile(source, entry, entry.name.encode("utf-8", "replace").decode()) for entry in found]


def _is_hidden(name: str) -> bool:
    return any(part.startswith(".") for part in name.split("/"))
