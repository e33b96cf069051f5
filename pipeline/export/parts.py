"""Part files that are whole or absent: written under a name that no reader takes for data, then renamed."""

import ctypes
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.errors import DatasetError


def write_part(path: Path, table: pa.Table, metadata: Mapping[str, str]) -> None:
    """Write one Parquet part (zstd, a checksum on each page) with `metadata` in its footer, atomically.

    :raises DatasetError: the folder cannot be written.
    """
    footer = {**(table.schema.metadata or {}), **{k.encode(): v.encode() for k, v in metadata.items()}}
    temporary = path.with_name(f".{path.name}.tmp")
    try:
        with temporary.open("wb") as file:
            pq.write_table(table.replace_schema_metadata(footer), file, compression="zstd", write_page_checksum=True)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        _forget(temporary)
        raise DatasetError(f"{path} cannot be written ({error.strerror or error}); make room and run again") from error


def write_text(path: Path, text: str) -> None:
    """Write a small text file atomically.

    :raises DatasetError: the folder cannot be written.
    """
    temporary = path.with_name(f".{path.name}.tmp")
    try:
        with temporary.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        _forget(temporary)
        raise DatasetError(f"{path} cannot be written ({error.strerror or error}); make room and run again") from error


def sync_folder(folder: Path) -> None:
    """Make renames inside `folder` survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def exchange(new: Path, old: Path) -> None:
    """Let two folders change places: in one step, so that no reader finds nothing, where the system can do that; `old`
    may be missing."""
    if not old.exists():
        new.replace(old)
    elif not _swap(new, old):
        aside = new.with_name(f"{new.name}.old")
        old.replace(aside)
        new.replace(old)


def _swap(one: Path, other: Path) -> bool:
    """renameat2 of Linux with RENAME_EXCHANGE; False where there is no such thing."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    here, exchange_flag = -100, 2
    return bool(rename(here, os.fsencode(one), here, os.fsencode(other), exchange_flag) == 0)


def _forget(draft: Path) -> None:
    with suppress(OSError):
        draft.unlink(missing_ok=True)
