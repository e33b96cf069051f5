"""The sections of a configuration and what each is read into: the one place that knows."""

from dataclasses import dataclass
from typing import Literal

from pydantic import NonNegativeInt, PositiveInt


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


def sections() -> dict[str, type]:
    """Section name -> settings class, for config.load. Imports every stage, and no model library."""
    from pipeline.engines.engine import EngineOptions
    from pipeline.ingest import Limits
    from pipeline.stages import STAGES

    return {
        "ingest": Limits, **{stage.name: stage.settings for stage in STAGES}, "engine": EngineOptions,
        "run": RunSettings,
    }
