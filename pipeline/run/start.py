"""A run as the command line asks for it: whole, in part, or one share of many."""

from dataclasses import replace
from pathlib import Path

from pipeline.config import Config
from pipeline.errors import BusyError
from pipeline.run.engines import EngineRoom
from pipeline.run.local import run
from pipeline.run.memories import memory_of
from pipeline.run.options import Options
from pipeline.run.progress import Progress
from pipeline.run.report import Report
from pipeline.run.shards import shard_memory
from pipeline.run.source import Chunks
from pipeline.stages import STAGES


def start(source: Path, output: Path, config: Config, progress: Progress, options: Options) -> Report:
    """Run the pipeline. Who ends the last share of all publishes the tables.

    :raises BridgeheadError: as `pipeline.run.local.run` does.
    """
    memory = memory_of(output)
    chunks = Chunks(source, config.sections["ingest"], config.sections["run"])
    own = memory if options.shard is None else shard_memory(output, options.shard, memory)
    report = run(chunks, STAGES, config, EngineRoom(config.sections["engine"], progress, own), source, output,
                 progress, options)
    if options.shard is None or options.stage is not None or report.waiting:
        return report
    progress.articles = 0
    try:
        published = run(chunks, STAGES, config, EngineRoom(config.sections["engine"], progress, memory), source,
                        output, progress)
    except BusyError:       # another share ended at the same time, or is worked on once more: it publishes
        return report
    return replace(published, seconds=report.seconds + published.seconds)
