"""A run as the command line asks for it: whole, in part, or one share of many."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from pipeline.config import Config
from pipeline.engines.engine import EngineOptions
from pipeline.errors import BusyError, UsageError
from pipeline.memory import Memory
from pipeline.run.engines import EngineRoom
from pipeline.run.local import Compute, run
from pipeline.run.memories import memory_of
from pipeline.run.mirror import working
from pipeline.run.options import Options
from pipeline.run.progress import Progress
from pipeline.run.report import Report
from pipeline.run.shards import shard_memory
from pipeline.run.source import Chunks
from pipeline.stages import STAGES
from pipeline.storage import Remote


@dataclass(frozen=True)
class Runner:
    """Who computes: this process, or a Ray cluster (at an address, or one that is started here for the run).

    :raises UsageError: an address without a cluster to be at it.
    """

    name: Literal["local", "ray"] = "local"
    address: str | None = None

    def __post_init__(self) -> None:
        if self.address is not None and self.name != "ray":
            raise UsageError("--address is that of a Ray cluster; add --runner ray")


LOCAL = Runner()


def start(
    source: Path | Remote, output: Path | Remote, config: Config, progress: Progress, options: Options,
    runner: Runner = LOCAL,
) -> Report:
    """Run the pipeline. Who ends the last share of all publishes the tables.

    :raises BridgeheadError: as `pipeline.run.local.run` does.
    """
    report = _run(source, output, config, progress, options, runner)
    if options.shard is None or options.stage is not None or report.waiting:
        return report
    progress.articles = 0
    try:
        published = _run(source, output, config, progress, Options(), runner)
    except BusyError:       # another share ended at the same time, or is worked on once more: it publishes
        return report
    return replace(published, seconds=report.seconds + published.seconds)


def _run(
    source: Path | Remote, output: Path | Remote, config: Config, progress: Progress, options: Options,
    runner: Runner,
) -> Report:
    with working(output, progress.run_id, options.shard) as place:
        memory = memory_of(place.folder)
        if options.shard is not None:
            memory = shard_memory(place.folder, options.shard, memory)
        engines = EngineRoom(_engine_options(config, runner), progress, memory)
        chunks = Chunks(source, config.sections["ingest"], config.sections["run"])
        with _cluster(runner, config, memory, progress) as compute:
            report = run(chunks, STAGES, config, engines, source, place.folder, progress, options, place.kept, compute)
        place.finish()
    return replace(report, output=output)


def _engine_options(config: Config, runner: Runner) -> EngineOptions:
    """As configured; but on a cluster `auto` is what is reserved for a worker, and not what this machine has: both ends
    must take the same engine."""
    options: EngineOptions = config.sections["engine"]
    if runner.name == "local" or options.device != "auto":
        return options
    return replace(options, device="cuda" if config.sections["ray"].gpus else "cpu")


@contextmanager
def _cluster(runner: Runner, config: Config, memory: Memory, progress: Progress) -> Iterator[Compute | None]:
    if runner.name == "local":
        yield None
        return
    from pipeline.run.ray_data import Cluster

    cluster = Cluster(config.sections["ray"], runner.address, _engine_options(config, runner), memory, progress)
    try:
        yield cluster.compute
    finally:
        cluster.close()
