"""What a run did: counts that balance, and the lines that a person reads at the end."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import DatasetError
from pipeline.storage import Remote


@dataclass(frozen=True)
class StageReport:
    """Counts of one stage. `computed` were worked on in this run; `duplicates` are part of `rejected`."""

    stage: str
    fingerprint: str
    read: int
    done: int
    rejected: int
    failed: int
    duplicates: int
    computed: int
    seconds: float


@dataclass(frozen=True)
class Report:
    """One run. `sources` were read; `refused` of them never became an article; `changed` is False where the published
    tables stand as they were. `carried` articles were not asked for and stand as they were; `unpublished` ones went as
    far as they were asked to. `waiting` are the shares that are not done, after a run over one of them. `loading` and
    `generating` are the seconds that engines took; loading goes on beside other work.

    :raises DatasetError: the counts do not add up.
    """

    run_id: str
    output: Path | Remote
    sources: int
    refused: int
    stages: tuple[StageReport, ...]
    ready: int
    review: int
    rejects: int
    changed: bool
    prompt_tokens: int
    new_tokens: int
    seconds: float
    carried: int = 0
    unpublished: int = 0
    waiting: tuple[str, ...] = ()
    loading: float = 0.0
    generating: float = 0.0

    def __post_init__(self) -> None:
        expected = self.sources - self.refused
        for stage in self.stages:
            if stage.read != expected or stage.read != stage.done + stage.rejected + stage.failed:
                raise DatasetError(f"the counts of stage {stage.stage} do not add up: {stage}; please report it")
            expected = stage.done
        if expected != self.articles or self.sources != self.articles + self.rejects:
            raise DatasetError(f"{self.sources} sources became {self.articles} articles and {self.rejects} rejects")

    @property
    def articles(self) -> int:
        """Articles that went through."""
        return self.ready + self.review + self.unpublished

    @property
    def computed(self) -> int:
        """Rows worked on, over all stages."""
        return sum(stage.computed for stage in self.stages)

    @property
    def failed(self) -> int:
        """Articles that failed and will be tried again."""
        return sum(stage.failed for stage in self.stages)

    def as_json(self) -> dict[str, Any]:
        """The part of the manifest that says what was done."""
        return {
            "counts": {
                "sources": self.sources, "refused": self.refused, "articles": self.articles, "ready": self.ready,
                "review": self.review, "rejects": self.rejects, "failed": self.failed,
                **({"carried": self.carried} if self.carried else {}),
            },
            "stages": [{
                "name": s.stage, "fingerprint": s.fingerprint, "read": s.read, "done": s.done,
                "rejected": s.rejected, "duplicates": s.duplicates, "failed": s.failed, "computed": s.computed,
                "seconds": round(s.seconds, 3),
            } for s in self.stages],
            "tokens": {"prompt": self.prompt_tokens, "new": self.new_tokens},
            "engines": {"load_seconds": round(self.loading, 3), "generate_seconds": round(self.generating, 3)},
            "seconds": round(self.seconds, 3),
        }


def closing_lines(report: Report) -> Sequence[str]:
    """What is ready, what is not, and where to look."""
    if report.waiting:
        return [f"Worked for {_duration(report.seconds)}; {_count(report.unpublished, 'article')} of this share went "
                f"through, {_count(report.rejects, 'reject')}. The tables are published when all shares are done; "
                f"{_listed(report.waiting)} left."]
    if report.unpublished:
        return [f"Worked for {_duration(report.seconds)}; {_count(report.unpublished, 'article')} went through "
                f"{report.stages[-1].stage}, {_count(report.rejects, 'reject')}. Nothing was published."]
    if not report.computed and not report.changed:
        lines = ["Nothing to do: no model work. What is published is up to date."]
    elif not report.computed:
        lines = ["No model work: everything was done before. Published anew."]
    else:
        speed = f", {report.new_tokens:,} tokens" if report.new_tokens else ""
        share = min(report.generating / max(report.seconds, 1e-3), 1)
        told = f", {share:.0%} of the time generating" if share >= 0.01 else ""
        lines = [f"Worked for {_duration(report.seconds)}{speed}{told}."]
    lines.append(f"{_count(report.articles, 'article')}: {report.ready:,} ready, {report.review:,} for review.")
    if report.carried:
        lines.append(f"{_count(report.carried, 'article')} not asked for stayed as before.")
    if report.rejects:
        retry = f"; {report.failed:,} failed and will be tried again" if report.failed else ""
        lines.append(f"{_count(report.rejects, 'reject')}, each with its reason in {report.output}/rejects{retry}.")
    if report.articles and isinstance(report.output, Remote):
        lines.append(f"Open {report.output}/review.html")
    elif report.articles:
        lines.append(f"Open {report.output}/review.html, or: bridgehead show {report.output}")
    lines.append(f"The tables are in {report.output} (Parquet); the run in figures: {report.output}/report.html")
    return lines


def _listed(shares: Sequence[str]) -> str:
    shown = ", ".join(shares[:8])
    return f"{shown} and {len(shares) - 8:,} more are" if len(shares) > 8 else (
        f"{shown} is" if len(shares) == 1 else f"{shown} are")


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _duration(seconds: float) -> str:
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes = int(seconds // 60)
    return f"{minutes} min {int(seconds % 60)} s" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"
