"""Run the stages on this machine: chunk by chunk through all stages, then publish.

Killing the process at any instant loses at most the chunk in work; the next run goes on from there.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline import __version__
from pipeline.config import Config
from pipeline.errors import DatasetError
from pipeline.export.manifest import amend, is_current, is_whole, read_manifest
from pipeline.export.materials import write_pages
from pipeline.export.parquet import Publisher, recover
from pipeline.run.chunk import Chunk
from pipeline.run.flow import Flow, with_columns
from pipeline.run.options import Options, Selected
from pipeline.run.output import check_folders, locked, whole_path
from pipeline.run.progress import Progress
from pipeline.run.provenance import models_of
from pipeline.run.report import Report, StageReport
from pipeline.run.reprints import Reprints, survey
from pipeline.run.shards import gather, mark_done, missing
from pipeline.run.source import Chunks
from pipeline.run.worker import Worker
from pipeline.schema import VERSION, digest
from pipeline.stages.stage import Engines, Stage
from pipeline.storage import Remote

_ALL = Options()

# Computes what is missing of a stage for tables of articles, and hands it to the worker (`Worker.due`, `take_in`).
Compute = Callable[[Worker, Iterable[pa.Table]], None]


def run(
    chunks: Iterable[Chunk], stages: Sequence[Stage], config: Config, engines: Engines, source: Path | Remote,
    output: Path, progress: Progress, options: Options = _ALL, kept: Callable[[Path], None] = lambda _: None,
    compute: Compute | None = None,
) -> Report:
    """Take `chunks` of `source` through `stages`, publish the tables in `output`, and write its pages. Where a stage
    groups reprints, the chunks are gone through twice: first up to that stage, to see which copy of each story is the
    fullest. Where nothing at all changed since the last run, nothing is gone through. `kept` is told of each part of a
    checkpoint. `compute` has the missing rows of each stage computed elsewhere, before the articles are gone through.

    :raises UsageError: the output folder cannot be used as such, or another run is writing there.
    :raises DatasetError: it cannot be written.
    :raises ModelError, EngineError: a model that is needed cannot be had or loaded.
    """
    check_folders(source, output)
    with locked(output, options.shard), _writing(output):
        if options.shard is None:
            recover(output)
            gather(output, engines.memory())
        job = _Job(config, source, output, stages, engines, progress.run_id, kept, compute)
        inputs = None
        if isinstance(chunks, Chunks):
            key = job.content_key if options.shard is None else job.text_key
            inputs = digest(key, chunks.digest(), engines.memory().given_digest())
            if options == _ALL and (report := _unchanged(job, inputs)) is not None:
                write_pages(output)
                return report
            progress.total = chunks.count() if not options.partial and options.shard is None else None
        report = _run(job, Selected(chunks, options), progress, options, None if options.partial else inputs)
        if options.shard is None or options.stage is not None or inputs is None:
            return report
        mark_done(output, options.shard, inputs)
        return replace(report, waiting=tuple(map(str, missing(output, options.shard, inputs))))


def _run(job: "_Job", chunks: Iterable[Chunk], progress: Progress, options: Options, inputs: str | None) -> Report:
    workers = job.workers(progress, options)
    publisher = job.publisher() if options.publishes else None
    try:
        reprints = _compute(job.compute, workers, chunks, job.config, progress) if job.compute else _reprints(
            workers, chunks, job.config, progress)
        flow = Flow(workers, publisher, progress, reprints, options.partial)
        for chunk in chunks:
            flow.take(chunk)
        if publisher is None:
            return _report(job, workers, flow, progress, unpublished=flow.through)
        if options.partial:
            publisher.carry(flow.ids, flow.uris)
        report = _publish(job, workers, flow, publisher, progress, inputs)
        write_pages(job.output)
        return report
    finally:
        if publisher is not None:
            publisher.discard()
        for worker in workers:
            worker.close()


@contextmanager
def _writing(output: Path) -> Iterator[None]:
    """What the system says of a disk becomes a sentence, wherever it happens."""
    try:
        yield
    except OSError as error:
        raise DatasetError(f"{error.filename or output}: {error.strerror or error}; see that there is room and the "
                           "folder may be written, and run again") from error


@dataclass
class _Job:
    """What a run is about: what goes into provenance and manifest."""

    config: Config
    source: Path | Remote
    output: Path
    stages: Sequence[Stage]
    engines: Engines
    run_id: str
    kept: Callable[[Path], None]
    compute: Compute | None
    started: float = field(default_factory=time.monotonic)
    created_at: datetime = field(default_factory=lambda: datetime.now(UTC))

    def __post_init__(self) -> None:
        sections = self.config.sections
        self.fingerprints = [stage.fingerprint(sections[stage.name], self.engines) for stage in self.stages]
        self.models = models_of(self.stages, sections, self.engines)

    @property
    def config_digest(self) -> str:
        """Of all settings and, by the fingerprints, of the files that they name."""
        return digest(self.config.text, *self.fingerprints)[:16]

    @property
    def text_key(self) -> str:
        """What of a run, beside its articles, decides every text."""
        return digest(VERSION, __version__, *self.fingerprints)

    @property
    def content_key(self) -> str:
        """What of a run, beside its articles, decides what is published."""
        return digest(VERSION, __version__, self.config_digest, str(whole_path(self.source)))

    def workers(self, progress: Progress, options: Options) -> list[Worker]:
        """The stages that the articles go through."""
        names = [stage.name for stage in self.stages]
        stages = self.stages[:names.index(options.stage) + 1] if options.stage else self.stages
        processes = self.config.sections["run"].processes
        return [Worker(s, self.config.sections[s.name], self.engines, self.output / "stages", progress.warn,
                       processes=processes, options=options, kept=self.kept) for s in stages]

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


def _compute(
    compute: Compute, workers: Sequence[Worker], chunks: Iterable[Chunk], config: Config, progress: Progress,
) -> Reprints:
    """Stage by stage, so that much is missing at a time; the checkpoints of a stage are read for the next."""
    reprints = Reprints()
    silent = Progress(lambda _: None, lambda _: None)
    for number, worker in enumerate(workers):
        before = Flow(workers[:number], None, silent, reprints)
        compute(worker, (articles for chunk in chunks if (articles := before.take(chunk)).num_rows))
        if number == 0:
            reprints = _reprints(workers, chunks, config, progress)
        for done in workers[:number]:
            done.restart()
    return reprints


def _publish(
    job: _Job, workers: Sequence[Worker], flow: Flow, publisher: Publisher, progress: Progress, inputs: str | None,
) -> Report:
    parts = [job.content_key, flow.content_digest]
    if publisher.carried is not None:
        parts.append((read_manifest(job.output) or {}).get("content_digest") or "")
    content = digest(*parts)
    changed = not is_current(job.output, content)
    report = _report(job, workers, flow, progress, changed=changed, ready=publisher.statuses["ready"],
                     review=publisher.statuses["review"], carried=publisher.carried or 0)
    if changed:
        publisher.publish({
            "schema_version": VERSION, "pipeline_version": __version__, "run_id": job.run_id,
            "created_at": job.created_at.isoformat(), "input": str(job.source), "config": job.config.plain(),
            "config_digest": job.config_digest, "models": job.models, "content_digest": content,
            "inputs_digest": inputs, **report.as_json(),
        })
    elif inputs:
        amend(job.output, {"inputs_digest": inputs})
    return report


def _report(job: _Job, workers: Sequence[Worker], flow: Flow, progress: Progress, **counts: Any) -> Report:
    given = {"ready": 0, "review": 0, "changed": False} | counts
    return Report(
        run_id=job.run_id, output=job.output, sources=flow.sources, refused=flow.refused,
        stages=tuple(_stage_report(w, flow.duplicates[w.stage.name]) for w in workers), rejects=flow.rejects,
        prompt_tokens=progress.prompt_tokens, new_tokens=progress.tokens, seconds=time.monotonic() - job.started,
        loading=progress.loading, generating=progress.generating, **given,
    )


def _stage_report(worker: Worker, duplicates: int) -> StageReport:
    counts = worker.counts
    return StageReport(
        stage=worker.stage.name, fingerprint=worker.fingerprint, read=counts["read"],
        done=counts["done"] - duplicates, rejected=counts["rejected"] + duplicates, failed=counts["failed"],
        duplicates=duplicates, computed=counts["computed"], seconds=worker.seconds,
    )


def _unchanged(job: _Job, inputs: str) -> Report | None:
    """The report of a run with nothing to do: the same files and the same settings as last time, when nothing failed,
    and what was published stands as it was written. None where it is not so."""
    manifest = read_manifest(job.output)
    if manifest is None or manifest.get("inputs_digest") != inputs or not is_whole(job.output, manifest):
        return None
    if not (job.output / "stages").is_dir():        # taken away to start over
        return None
    try:
        counts: Mapping[str, int] = manifest["counts"]
        stages = tuple(StageReport(
            stage=s["name"], fingerprint=s["fingerprint"], read=s["read"], done=s["done"], rejected=s["rejected"],
            failed=s["failed"], duplicates=s["duplicates"], computed=0, seconds=0.0) for s in manifest["stages"])
        if counts["failed"]:
            return None
        return Report(
            run_id=job.run_id, output=job.output, sources=counts["sources"], refused=counts["refused"], stages=stages,
            ready=counts["ready"], review=counts["review"], rejects=counts["rejects"], changed=False, prompt_tokens=0,
            new_tokens=0, seconds=time.monotonic() - job.started)
    except (KeyError, TypeError, DatasetError):
        return None
