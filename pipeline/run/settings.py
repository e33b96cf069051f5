"""The sections of a configuration and what each is read into: the one place that knows."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, NonNegativeInt, PositiveInt


@dataclass(frozen=True)
class RunSettings:
    """How the work is cut up; none of it changes a text. A chunk is what is lost when a run is killed; an article of
    more than `chunk_chars` stands alone in its chunk. `part_articles` is how many articles a published file holds.
    `processes` clean articles at once; 0 is one for each core. `log_format` is how progress and warnings are written
    where there is no terminal: lines for people, or one JSON object a line."""

    chunk_articles: PositiveInt = 32
    chunk_chars: PositiveInt = 4_000_000
    part_articles: PositiveInt = 1_000
    processes: NonNegativeInt = 0
    log_format: Literal["text", "json"] = "text"


@dataclass(frozen=True)
class RaySettings:
    """How a stage is spread on a Ray cluster; none of it changes a text. Each of `workers` has `cpus` cores and `gpus`
    GPUs (0.5: two share one); 0 workers are as many as the cluster holds. A stage without an engine has a worker on
    each core. `batch_articles` are handed to a worker at a time. `object_store_mb` is what Ray keeps in memory on this
    machine, where it is started for the run."""

    workers: NonNegativeInt = 0
    cpus: PositiveInt = 2
    gpus: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 0.0
    batch_articles: PositiveInt = 16
    object_store_mb: Annotated[int, Field(ge=100)] = 300


def sections() -> dict[str, type]:
    """Section name -> settings class, for config.load. Imports every stage, and no model library."""
    from pipeline.engines.engine import EngineOptions
    from pipeline.ingest import Limits
    from pipeline.stages import STAGES

    return {
        "ingest": Limits, **{stage.name: stage.settings for stage in STAGES}, "engine": EngineOptions,
        "run": RunSettings, "ray": RaySettings,
    }
