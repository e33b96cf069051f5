"""The log of a run on stderr: a line for people, or a JSON object, with time, level and run id.

No text of an article is in it, and nothing secret: what is said are counts, names of files and stages, and our errors.
"""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal, TextIO

from pipeline.run.terminal import one_line, safe_json

Level = Literal["info", "warning", "error"]
Form = Literal["text", "json"]


def new_run_id() -> str:
    """`20261128T033500Z-1a2b3c`: when it began, and what tells two that began together apart."""
    return f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"


@dataclass(frozen=True)
class Log:
    """Writes one line a call."""

    out: TextIO
    form: Form
    run_id: str

    def __call__(self, level: Level, message: str, **fields: Any) -> None:
        """`fields` are values beside the message; people read them in it."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        if self.form == "json":
            line = safe_json({"time": now, "level": level, "run": self.run_id, "message": one_line(message), **fields})
        else:
            line = f"{now} {level.upper()} [{self.run_id}] {one_line(message)}"
        print(line, file=self.out, flush=True)
