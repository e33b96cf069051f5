"""What will run, and why: pure functions of keys. Nothing is opened, computed or written here."""

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from pipeline.run.dataset import START, Entry
from pipeline.schema import digest, row_key

State = Literal["done", "new", "input changed", "stage changed", "failed before", "again"]


@dataclass(frozen=True)
class Wanted:
    """A row that a stage should have: its article, the digest of what the stage reads of it, the fingerprint that
    holds for it, and its key."""

    article_id: str
    input_digest: str
    fingerprint: str
    row_key: str


@dataclass(frozen=True)
class Decision:
    """What is to be done for one row, and, where its stage changed, what of the fingerprint did."""

    state: State
    reason: str = ""


def wanted(
    rows: Sequence[Mapping[str, Any]], reads: Sequence[str], fingerprint: str, recalled: Sequence[str],
) -> list[Wanted]:
    """The keys of `rows` (article_id and the columns in `reads`) for a stage of this fingerprint; `recalled` is what
    more of it holds for each row (`Stage.recalls`)."""
    found = []
    for row, more in zip(rows, recalled, strict=True):
        given, line = input_digest([row[name] for name in reads]), f"{fingerprint} | {more}" if more else fingerprint
        found.append(Wanted(row["article_id"], given, line, row_key(row["article_id"], given, line)))
    return found


def input_digest(values: Sequence[Any]) -> str:
    """SHA-256 (hex) of a row's values in one canonical form: JSON with sorted keys; dates in ISO 8601."""
    return digest(json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str))


def decide(
    row: Wanted, find: Callable[[str], Entry | None], latest: Callable[[str], Entry | None],
) -> Decision:
    """Whether a row is done, and if not, why."""
    kept = find(row.row_key)
    if kept is not None:
        return Decision("failed before" if kept.outcome == "failed" else "done")
    before = latest(row.article_id)
    if before is None:
        return Decision("new")
    if before.input_digest != row.input_digest[:START]:
        return Decision("input changed")
    return Decision("stage changed", difference(before.fingerprint, row.fingerprint))


def difference(old: str, new: str) -> str:
    """What differs between two fingerprint lines, for people: `the glossary changed`, `tries 3 is now tries 2`."""
    before, after = old.split(" | "), new.split(" | ")
    if len(before) == len(after):
        return ", ".join(_change(a, b) for a, b in zip(before, after, strict=True) if a != b)
    gone = [part for part in before if part not in after]
    come = [part for part in after if part not in before]
    renewed = {_name(part) for part in gone} & {_name(part) for part in come} - {None}
    return ", ".join([f"the {name} changed" for name in map(_name, come) if name in renewed]
                     + [f"{_said(part)} is gone" for part in gone if _name(part) not in renewed]
                     + [f"{_said(part)} is new" for part in come if _name(part) not in renewed])


def _change(old: str, new: str) -> str:
    if _name(old) is not None and _name(old) == _name(new):
        return f"the {_name(old)} changed"
    return f"{old} is now {new}"


def _said(part: str) -> str:
    name = _name(part)
    return part if name is None else f"the {name}"


def _name(part: str) -> str | None:
    """What a part that holds a digest is called: `glossary` of `glossary 9b1d22c0`."""
    match = re.fullmatch(r"(.+) [0-9a-f]{8,}", part)
    return match[1] if match else None


@dataclass
class StagePlan:
    """Counts of one stage: how many rows there are, how many must run, and the reasons."""

    stage: str
    rows: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    tell: Callable[[str, str], None] | None = None

    def add(self, article_id: str, decision: Decision) -> None:
        """Count one row, and tell of it if it must run."""
        self.rows += 1
        if decision.state != "done":
            reason = _SAY[decision.state].format(reason=decision.reason)
            self.reasons[reason] += 1
            if self.tell is not None:
                self.tell(article_id, reason)

    @property
    def missing(self) -> int:
        """How many rows must run."""
        return self.reasons.total()

    def __str__(self) -> str:
        reasons = ", ".join(f"{count:,} {reason}" for reason, count in self.reasons.most_common())
        return f"{self.stage}: {self.missing:,} of {self.rows:,}" + (f" - {reasons}" if reasons else "")


_SAY: Mapping[State, str] = {
    "new": "new", "input changed": "because their input changed", "stage changed": "because {reason}",
    "failed before": "failed before", "again": "asked for again",
    "done": "",
}
