"""The output folder: may it be written, is it ours, and is nobody else writing."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import DatasetError, InputError, UsageError
from pipeline.run.memories import FILE

# One of these makes a folder ours.
_MARKS = ("manifest.json", "stages", FILE)


def check_folders(source: Path, output: Path) -> None:
    """Refuse an output that would mix with the input or with somebody else's files.

    :raises InputError: there is no such input.
    :raises UsageError: the output cannot be used.
    """
    if not source.exists():
        raise InputError(f"{source}: no such file or folder; name the articles with --input")
    here, there = output.resolve(), source.resolve()
    if here == there or here.is_relative_to(there) or there.is_relative_to(here):
        raise UsageError(f"{output}: input and output lie inside each other; name another folder with --output")
    if output.exists() and not output.is_dir():
        raise UsageError(f"{output}: is a file; name a folder with --output")
    if output.is_dir() and not any((output / mark).exists() for mark in _MARKS):
        strange = next((p.name for p in output.iterdir() if not p.name.startswith(".")), None)
        if strange is not None:
            raise UsageError(
                f"{output}: holds files that Bridgehead did not write ('{strange}'); name a new or empty folder "
                "with --output")


@contextmanager
def locked(output: Path) -> Iterator[None]:
    """Hold the folder for one run; it is made if it is not there.

    :raises DatasetError: another run holds it, or it cannot be made.
    """
    try:
        output.mkdir(parents=True, exist_ok=True)
        lock = (output / ".lock").open("w", encoding="utf-8")
    except OSError as error:
        raise DatasetError(f"{output}: cannot be written ({error.strerror}); name another with --output") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise DatasetError(f"{output}: another run is writing here; wait until it ends") from error
        yield
