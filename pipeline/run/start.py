"""A run as the command line asks for it: whole, in part, or one share of many."""

from dataclasses import replace
from pathlib import Path

from pipeline.config import Config
from pipeline.errors import BusyError
from pipeline.run.engines import EngineRoom
from pipeline.run.local import run
from pipeline.run.memories import memory_of
from pipeline.run.mirror import working
from pipeline.run.options import Options
from pipeline.run.progress import Progress
from pipeline.run.report import Report
from pipeline.run.shards import shard_memory
from pipeline.run.source import Chunks
from pipeline.stages import STAGES
from pipeline.storage import Remote


def start(
    source: Path | Remote, output: Path | Remote, config: Config, progress: Progress, options: Options,
) -> Report:
    """Run the pipeline. Who ends the last share of all publishes the tables.

    :raises BridgeheadError: as `pipeline.run.local.run` does.
    """
    report = _run(source, output, config, progress, options)
    if options.shard is None or options.stage is not None or report.waiting:
        return report
    progress.articles = 0
    try:
        published = _run(source, output, config, progress, Options())
    except BusyError:       # another share ended at the same time, or is worked on once more: it publishes
        return report
    return replace(published, seconds=report.seconds + published.seconds)


def _run(
    source: Path | Remote, output: Path | Remote, config: Config, progress: Progress, options: Options,
) -> Report:
    with working(output, progress.run_id, options.shard) as place:
        memory = memory_of(place.folder)
        if options.shard is not None:
            memory = shard_memory(place.folder, options.shard, memory)
        engines = EngineRoom(config.sections["engine"], progress, memory)
        chunks = Chunks(source, config.sections["ingest"], config.sections["run"])
        report = run(chunks, STAGES, config, engines, source, place.folder, progress, options, place.kept)
        place.finish()
    return replace(report, output=output)
