"""What will run, and why: pure functions of keys. Nothing is opened, computed or written here."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from pipeline.run.dataset import Entry
from pipeline.schema import digest, row_key

State = Literal["done", "new", "input changed", "stage changed", "failed before"]


@dataclass(frozen=True)
class Wanted:
    """A row that a stage should have: its article, the digest of what the stage reads of it, and its key."""

    article_id: str
    input_digest: str
    row_key: str


@dataclass(frozen=True)
class Decision:
    """What is to be done for one row, and, where its stage changed, what of the fingerprint did."""

    state: State
    reason: str = ""


def wanted(rows: Iterable[Mapping[str, Any]], reads: Sequence[str], fingerprint: str) -> list[Wanted]:
    """The keys of `rows` (article_id and the columns in `reads`) for a stage of this fingerprint."""
    found = []
    for row in rows:
        given = input_digest([row[name] for name in reads])
        found.append(Wanted(row["article_id"], given, row_key(row["article_id"], given, fingerprint)))
    return found


def input_digest(values: Sequence[Any]) -> str:
    """SHA-256 (hex) of a row's values in one canonical form: JSON with sorted keys; dates in ISO 8601."""
    return digest(json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str))


def decide(
    row: Wanted, fingerprint: str, find: Callable[[str], Entry | None], latest: Callable[[str], Entry | None],
) -> Decision:
    """Whether a row is done, and if not, why."""
    kept = find(row.row_key)
    if kept is not None:
        return Decision("failed before" if kept.outcome == "failed" else "done")
    before = latest(row.article_id)
    if before is None:
        return Decision("new")
    if before.input_digest != row.input_digest:
        return Decision("input changed")
    return Decision("stage changed", difference(before.fingerprint, fingerprint))


def difference(old: str, new: str) -> str:
    """What differs between two fingerprint lines, for people: `the glossary changed`, `tries 3 is now tries 2`."""
    before, after = old.split(" | "), new.split(" | ")
    if len(before) == len(after):
        pairs = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
        return ", ".join(_change(a, b) for a, b in pairs)
    gone = [part for part in before if part not in after]
    come = [part for part in after if part not in before]
    return ", ".join([f"{part} is gone" for part in gone] + [f"{part} is new" for part in come])


def _change(old: str, new: str) -> str:
    digests = r"(.+) [0-9a-f]{8,}"
    one, other = re.fullmatch(digests, old), re.fullmatch(digests, new)
    if one and other and one[1] == other[1]:
        return f"the {one[1]} changed"
    return f"{old} is now {new}"


@dataclass
class StagePlan:
    """Counts of one stage: how many rows there are, how many must run, and the reasons."""

    stage: str
    rows: int = 0
    reasons: Counter[str] = field(default_factory=Counter)

    def add(self, decision: Decision) -> None:
        """Count one row."""
        self.rows += 1
        if decision.state != "done":
            self.reasons[_SAY[decision.state].format(reason=decision.reason)] += 1

    @property
    def missing(self) -> int:
        """How many rows must run."""
        return self.reasons.total()

    def __str__(self) -> str:
        reasons = ", ".join(f"{count:,} {reason}" for reason, count in self.reasons.most_common())
        return f"{self.stage}: {self.missing:,} of {self.rows:,}" + (f" - {reasons}" if reasons else "")


_SAY: Mapping[State, str] = {
    "new": "new", "input changed": "because their input changed", "stage changed": "because {reason}",
    "failed before": "failed before", "done": "",
}
