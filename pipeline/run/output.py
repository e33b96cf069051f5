"""The output folder: may it be written, is it ours, and is nobody else writing."""

import fcntl
import json
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path, PurePath, PurePosixPath

from pipeline.errors import BusyError, DatasetError, InputError, UsageError
from pipeline.run.memories import FILE
from pipeline.run.shards import Shard
from pipeline.run.terminal import safe
from pipeline.storage import Remote

# One of these makes a folder ours.
_MARKS = ("manifest.json", "stages", FILE)
_LOCK = ".lock"


def check_folders(source: Path | Remote, output: Path | Remote) -> None:
    """Refuse an output that would mix with the input or with somebody else's files. What is not on this machine is
    looked at when it is opened.

    :raises InputError: there is no such input.
    :raises UsageError: the output cannot be used.
    """
    if isinstance(source, Path) and not source.exists():
        raise InputError(f"{source}: no such file or folder; name the articles with --input")
    here, there = whole_path(output), whole_path(source)
    if here == there or here.is_relative_to(there) or there.is_relative_to(here):
        raise UsageError(f"{output}: input and output lie inside each other; name another folder with --output")
    if isinstance(output, Remote):
        return
    if output.exists() and not output.is_dir():
        raise UsageError(f"{output}: is a file; name a folder with --output")
    if output.is_dir() and not any((output / mark).exists() for mark in _MARKS):
        strange = next((p.name for p in output.iterdir() if not p.name.startswith(".")), None)
        if strange is not None:
            raise UsageError(
                f"{output}: holds files that Bridgehead did not write ('{strange}'); name a new or empty folder "
                "with --output")


def whole_path(place: Path | Remote) -> PurePath:
    """A path or an address, the same for all ways of writing it."""
    return place.resolve() if isinstance(place, Path) else PurePosixPath(place.url.partition("?")[0])


@contextmanager
def locked(output: Path, shard: Shard | None = None) -> Iterator[None]:
    """Hold the folder for one run, which is made if it is not there; or for a run of one share: other shares may be
    worked on beside it, a whole run may not. The system lets go of the lock when its owner ends, however it ends, so
    that a dead run holds up nobody.

    :raises BusyError: another run holds it.
    :raises DatasetError: it cannot be made.
    """
    with _held(output, _LOCK, shared=shard is not None):
        if shard is None:
            yield
            return
        with _held(output, f"{_LOCK}-{shard.tag}"):
            yield


@contextmanager
def _held(output: Path, name: str, shared: bool = False) -> Iterator[None]:
    path = output / name
    try:
        output.mkdir(parents=True, exist_ok=True)
        lock = path.open("a+", encoding="utf-8")
    except OSError as error:
        raise DatasetError(f"{output}: cannot be written ({error.strerror}); name another with --output") from error
    with lock:
        try:
            fcntl.flock(lock, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BusyError(f"{output}: another run is writing here{_owner(output)}; wait until it ends") from error
        except OSError as error:
            raise DatasetError(f"{output}: cannot be locked ({error.strerror}); name a folder on a disk of this "
                               "machine with --output") from error
        if shared:
            yield
            return
        try:
            lock.truncate(0)
            json.dump({"pid": os.getpid(), "host": socket.gethostname(), "since": _now()}, lock)
            lock.flush()
        except OSError:         # a full disk: then nobody is told who holds it
            pass
        try:
            yield
        finally:
            lock.truncate(0)


def _owner(output: Path) -> str:
    """Who holds the folder, or one of its shares; it may have been taken this very moment, before it was signed."""
    for _ in range(5):
        for path in sorted(output.glob(f"{_LOCK}*")):
            try:
                owner = json.loads(path.read_text("utf-8"))
                if _is_held(path):
                    return safe(f" (process {owner['pid']} on {owner['host']}, since {owner['since']})")
            except (OSError, ValueError, KeyError, TypeError):
                continue
        time.sleep(0.1)
    return ""


def _is_held(path: Path) -> bool:
    with path.open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _now() -> str:
    return f"{datetime.now().astimezone():%Y-%m-%d %H:%M:%S%z}"
