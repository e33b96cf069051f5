"""Remove from the checkpoints what no run with the present settings needs."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import DatasetError, InputError, UsageError
from pipeline.export.manifest import read_manifest
from pipeline.run.dataset import Dataset
from pipeline.run.output import locked
from pipeline.stages.stage import Stage


@dataclass(frozen=True)
class Pruned:
    """What became of a stage's rows."""

    stage: str
    kept: int
    removed: int

    def __str__(self) -> str:
        return f"{self.stage}: {self.removed:,} rows removed, {self.kept:,} kept"


def prune(
    output: Path, stages: Sequence[Stage], warn: Callable[[str], None], dry_run: bool = False,
) -> Iterator[Pruned]:
    """For each stage keep the last row of each article that is of the fingerprint of what is published.

    :raises InputError: nothing is published there.
    :raises UsageError: the last run left articles out, so that several fingerprints are in use.
    :raises BusyError: a run is writing there.
    :raises DatasetError: it cannot be read or written.
    """
    manifest = read_manifest(output)
    if manifest is None:
        raise InputError(f"{output}: nothing is published there; name the output of a run")
    if manifest["counts"].get("carried"):
        raise UsageError(f"{output}: what is published is of several runs, the last one with --only or --limit; run "
                         "once over all articles, then prune")
    with locked(output):
        fingerprints = {stage["name"]: stage["fingerprint"] for stage in manifest["stages"]}
        for stage in stages:
            if stage.name not in fingerprints or not (output / "stages" / stage.name).is_dir():
                continue
            try:
                dataset = Dataset(output / "stages" / stage.name, stage.writes, warn)
                yield Pruned(stage.name, *dataset.prune(fingerprints[stage.name], dry_run))
            except OSError as error:
                raise DatasetError(f"{output}: {error.strerror or error}; see that it may be written") from error
