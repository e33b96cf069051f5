"""Who is writing to an output on another file system: a small object with an owner and a date of expiry.

An object store has no locks. A lease is renewed while its owner works and runs out when it does not, and it is looked
at once more before anything is published. Two runs that begin within the same moment may both take it; one of them
sees so before it publishes, and stops.
"""

import json
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime

from pipeline.errors import BusyError, DatasetError
from pipeline.run.shards import Shard
from pipeline.run.terminal import safe
from pipeline.storage import Remote

_LEASE = ".lock"
_LASTS_SECONDS, _RENEWED_SECONDS = 300.0, 60.0

Check = Callable[[], None]


@contextmanager
def leased(output: Remote, run_id: str, shard: Shard | None = None) -> Iterator[Check]:
    """Hold an output, or one share of it, for a run; what is yielded raises where it is no longer held.

    :raises BusyError: another run holds it.
    :raises OSError: it cannot be read or written.
    """
    own = _name(shard)
    for entry in output.entries():
        owner = _owner(output, entry.name) if _concerns(entry.name, shard) else None
        if owner is not None and float(owner["until"]) > time.time() and owner["run"] != run_id:
            raise BusyError(safe(f"{output}: another run is writing here (process {owner['pid']} on {owner['host']}, "
                                 f"since {owner['since']}); wait until it ends, or {_LASTS_SECONDS / 60:.0f} minutes "
                                 "if it died"))
    since, ended = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%SZ}", threading.Event()

    def sign() -> None:
        owner = {"run": run_id, "pid": os.getpid(), "host": socket.gethostname(), "since": since,
                 "until": time.time() + _LASTS_SECONDS}
        output.write(own, json.dumps(owner).encode())

    def check() -> None:
        owner = _owner(output, own)
        if owner is None or owner["run"] != run_id:
            raise DatasetError(f"{output}: another run has begun to write here; nothing was published, run again when "
                               "it has ended")

    def renew() -> None:
        while not ended.wait(_RENEWED_SECONDS):
            with suppress(OSError, DatasetError):
                check()
                sign()

    sign()
    check()
    thread = threading.Thread(target=renew, name="lease", daemon=True)
    thread.start()
    try:
        yield check
    finally:
        ended.set()
        thread.join(1.0)
        with suppress(OSError, DatasetError):
            check()
            output.delete(own)


def _concerns(name: str, shard: Shard | None) -> bool:
    """A whole run stands alone; shares stand beside each other."""
    return name.startswith(_LEASE) if shard is None else name in (_name(None), _name(shard))


def _name(shard: Shard | None) -> str:
    return f"{_LEASE}.json" if shard is None else f"{_LEASE}-{shard.tag}.json"


def _owner(output: Remote, name: str) -> dict[str, str | float] | None:
    try:
        owner = json.loads(output.read(name))
        return {"run": str(owner["run"]), "pid": str(owner["pid"]), "host": str(owner["host"]),
                "since": str(owner["since"]), "until": float(owner["until"])}
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None
