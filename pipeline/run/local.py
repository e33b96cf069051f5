"""Run the stages on this machine: chunk by chunk through all stages, then publish.

Killing the process at any instant loses at most the chunk in work; the next run goes on from there.
"""

import hashlib
import secrets
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline import __version__
from pipeline.config import Config
from pipeline.export.manifest import is_current
from pipeline.export.materials import write_pages
from pipeline.export.parquet import Publisher, recover
from pipeline.run.chunk import Chunk
from pipeline.run.output import check_folders, locked
from pipeline.run.progress import Progress
from pipeline.run.provenance import models_of
from pipeline.run.report import Report, StageReport
from pipeline.run.reprints import Reprints, survey
from pipeline.run.worker import Worker
from pipeline.schema import REPRINT, VERSION, digest
from pipeline.stages.stage import Engines, Stage

_EXCERPT_CHARS = 200


def run(
    chunks: Iterable[Chunk], stages: Sequence[Stage], config: Config, engines: Engines, source: Path, output: Path,
    progress: Progress,
) -> Report:
    """Take `chunks` of `source` through `stages`, publish the tables in `output`, and write its pages. Where a stage
    groups reprints, the chunks are gone through twice: first up to that stage, to see which copy of each story is the
    fullest.

    :raises UsageError: the output folder cannot be used as such.
    :raises DatasetError: another run is writing there, or it cannot be written.
    :raises ModelError, EngineError: a model that is needed cannot be had or loaded.
    """
    check_folders(source, output)
    with locked(output):
        recover(output)
        processes = config.sections["run"].processes
        workers = [Worker(s, config.sections[s.name], engines, output / "stages", progress.warn, processes=processes)
                   for s in stages]
        job = _Job(config, source, output, workers, models_of(stages, config.sections, engines))
        publisher = job.publisher()
        try:
            flow = _Flow(workers, publisher, progress, _reprints(workers, chunks, config, progress))
            for chunk in chunks:
                flow.take(chunk)
            report = _publish(job, flow, publisher, progress)
            write_pages(output)
            return report
        finally:
            publisher.discard()
            for worker in workers:
                worker.close()


@dataclass
class _Job:
    """What a run is about: what goes into provenance and manifest."""

    config: Config
    source: Path
    output: Path
    workers: Sequence[Worker]
    models: Sequence[dict[str, Any]]
    started: float = field(default_factory=time.monotonic)
    created_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    suffix: str = field(default_factory=lambda: secrets.token_hex(3))

    @property
    def run_id(self) -> str:
        return f"{self.created_at:%Y%m%dT%H%M%SZ}-{self.suffix}"

    @property
    def config_digest(self) -> str:
        """Of all settings and, by the fingerprints, of the files that they name."""
        return digest(self.config.text, *(worker.fingerprint for worker in self.workers))[:16]

    def publisher(self) -> Publisher:
        provenance = {
            "pipeline_version": __version__, "config_digest": self.config_digest, "run_id": self.run_id,
            "created_at": self.created_at, "models": list(self.models),
        }
        footer = {
            "bridgehead.schema": VERSION, "bridgehead.version": __version__, "bridgehead.run_id": self.run_id,
            "bridgehead.config_digest": self.config_digest,
        }
        return Publisher(self.output, provenance, footer, self.config.sections["run"].part_articles)


def _reprints(
    workers: Sequence[Worker], chunks: Iterable[Chunk], config: Config, progress: Progress,
) -> Reprints:
    """What the first stage tells of reprints, where it groups them."""
    first = workers[0] if workers else None
    if first is None or first.stage.groups is None or not first.stage.groups(config.sections[first.stage.name]):
        return Reprints()
    progress.begin(first.stage.name)
    found = survey(chunks, lambda articles: with_columns(articles, first.prepare(articles), first.stage)[0])
    first.close()
    return found


def with_columns(articles: pa.Table, out: pa.Table, stage: Stage) -> tuple[pa.Table, pa.Table]:
    """`articles` with the columns that `stage` adds, and its own rows, both without what it gave up."""
    done = pc.equal(out["outcome"], "done")
    articles, out = articles.filter(done), out.filter(done)
    for column in stage.writes:
        articles = articles.append_column(column.name, out[column.name])
    return articles, out


class _Flow:
    """The articles of one run on their way through the stages."""

    def __init__(
        self, workers: Sequence[Worker], publisher: Publisher, progress: Progress, reprints: Reprints,
    ) -> None:
        self._reprints = reprints
        self._workers, self._publisher, self._progress = workers, publisher, progress
        self._seen: dict[str, dict[str, str]] = {name: {} for name in ("ingest", *(w.stage.name for w in workers))}
        self._sha = hashlib.sha256()
        self.sources = self.rejects = 0
        self.duplicates = Counter[str]()
        self.refused = 0

    @property
    def content_digest(self) -> str:
        """Of everything that was added or rejected, but for what differs from run to run."""
        return self._sha.hexdigest()

    def take(self, chunk: Chunk) -> None:
        """One chunk through all stages."""
        self.sources += chunk.articles.num_rows + len(chunk.rejects)
        self._reject(chunk.rejects)
        self.refused += len(chunk.rejects)
        before = chunk.articles.num_rows
        articles = self._fold(chunk.articles, "ingest", "article_id", "the same id or address")
        self.refused += before - articles.num_rows
        for worker in self._workers:
            if articles.num_rows:
                self._progress.begin(worker.stage.name)
                articles = self._through(worker, articles)
        if articles.num_rows:
            self._publisher.add(articles)
        self._progress.finish(chunk.articles.num_rows + len(chunk.rejects))

    def _through(self, worker: Worker, articles: pa.Table) -> pa.Table:
        """`articles` with the columns that the stage adds, without the rows that it gives up."""
        stage, out = worker.stage, worker.process(articles)
        bad = pc.not_equal(out["outcome"], "done")
        self._reject(_rejected(stage.name, articles.filter(bad), out.filter(bad)))
        articles, out = with_columns(articles, out, stage)
        for key in out["row_key"].to_pylist():
            self._sha.update(key.encode())
        if stage.unique is None:
            return articles
        kept = self._fullest(self._fold(articles, stage.name, stage.unique, "the same text"), stage)
        self.duplicates[stage.name] += articles.num_rows - kept.num_rows
        return kept

    def _fullest(self, articles: pa.Table, stage: Stage) -> pa.Table:
        """`articles` without the reprints, which become rejects and are listed with the fullest copy."""
        if stage.groups is None:
            return articles
        found, keep, folded = self._reprints, [], []
        for row in articles.select(["article_id", "source_uri", "raw"]).to_pylist():
            fullest = found.fullest.get(row["article_id"])
            keep.append(fullest is None)
            if fullest is not None:
                why = f"It is a reprint of {found.uris[fullest]}, which is fuller."
                folded.append(_reject_row(row["source_uri"], stage.name, "reprint", why, row["raw"]))
        self._reject(folded)
        kept = articles.filter(pa.array(keep, pa.bool_()))
        listed = [found.listed.get(key, []) for key in kept["article_id"].to_pylist()]
        return kept.append_column("reprints", pa.array(listed, pa.list_(REPRINT)))

    def _fold(self, articles: pa.Table, stage: str, column: str, what: str) -> pa.Table:
        """`articles` without those whose value of `column` an earlier one of this run has; these become rejects."""
        seen, keep, folded = self._seen[stage], [], []
        rows = zip(articles[column].to_pylist(), articles["source_uri"].to_pylist(), articles["raw"], strict=True)
        for value, uri, raw in rows:
            first = seen.get(value) if value is not None else None
            keep.append(first is None)
            if first is not None:
                folded.append(_reject_row(uri, stage, "duplicate", f"It has {what} as {first}.", raw.as_py()))
            elif value is not None:
                seen[value] = uri
        self._reject(folded)
        return articles.filter(pa.array(keep, pa.bool_()))

    def _reject(self, rows: Sequence[dict[str, Any]]) -> None:
        for row in rows:
            self._sha.update(digest(row["source_uri"], row["stage"], row["error_code"], row["message"]).encode())
        self._publisher.reject(rows)
        self.rejects += len(rows)


def _rejected(stage: str, articles: pa.Table, out: pa.Table) -> list[dict[str, Any]]:
    columns = (articles["source_uri"], out["error_code"], out["error_message"], articles["raw"])
    rows = zip(*(column.to_pylist() for column in columns), strict=True)
    return [_reject_row(uri, stage, code, message, raw) for uri, code, message, raw in rows]


def _reject_row(uri: str, stage: str, code: str, message: str | None, raw: str | None) -> dict[str, Any]:
    return {"source_uri": uri, "stage": stage, "error_code": code, "message": message,
            "excerpt": raw.lstrip()[:_EXCERPT_CHARS] if raw else None}


def _publish(job: _Job, flow: _Flow, publisher: Publisher, progress: Progress) -> Report:
    content = digest(VERSION, __version__, job.config_digest, str(job.source.resolve()), flow.content_digest)
    changed = not is_current(job.output, content)
    seconds = time.monotonic() - job.started
    report = Report(
        run_id=job.run_id, output=job.output, sources=flow.sources, refused=flow.refused,
        stages=tuple(_stage_report(w, flow.duplicates[w.stage.name]) for w in job.workers),
        ready=publisher.statuses["ready"], review=publisher.statuses["review"], rejects=flow.rejects, changed=changed,
        prompt_tokens=progress.prompt_tokens, new_tokens=progress.tokens, seconds=seconds,
    )
    if changed:
        publisher.publish({
            "schema_version": VERSION, "pipeline_version": __version__, "run_id": job.run_id,
            "created_at": job.created_at.isoformat(), "input": str(job.source), "config": job.config.plain(),
            "config_digest": job.config_digest, "models": job.models, "content_digest": content, **report.as_json(),
        })
    return report


def _stage_report(worker: Worker, duplicates: int) -> StageReport:
    counts = worker.counts
    return StageReport(
        stage=worker.stage.name, fingerprint=worker.fingerprint, read=counts["read"],
        done=counts["done"] - duplicates, rejected=counts["rejected"] + duplicates, failed=counts["failed"],
        duplicates=duplicates, computed=counts["computed"], seconds=worker.seconds,
    )
