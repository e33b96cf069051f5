"""The contract of a stage: a function from a table of articles to a table of articles.

A stage reads the columns of the stages before it and adds its own. Its step is pure: the same rows in the same
order, one out for each in; what it returns holds exactly `writes` and REJECTION. A row that can never work is
given up by naming a reason in REJECTION's columns; a row that did not work this time raises.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import pyarrow as pa

from pipeline.engines.engine import Engine
from pipeline.memory import Memory
from pipeline.schema import Columns, digest


class Engines(Protocol):
    """Hands out engines to stages. Where and how fast a model runs is its business, never the stage's."""

    def open(self, engine: str, model: str) -> Engine:
        """The loaded engine for a model; the same object each time it is asked for."""

    def identity(self, engine: str, model: str) -> str:
        """What of engine and model can change a text, readable: `opus-mt-zh-en@cc324af0 | ctranslate2 int8`. Loads
        nothing."""

    def memory(self) -> Memory:
        """The translation memory of the run; an empty one where there is none."""


Step = Callable[[pa.Table], pa.Table]


@dataclass(frozen=True)
class Stage:
    """One stage as data.

    `version` is raised by hand whenever the output on the same input changes. `settings` is a frozen dataclass that
    holds only what can change the text. `signature(settings, engines)` gives the parts of the fingerprint after name
    and version. `unique` names a column whose value may occur once in a run; later rows are folded into rejects.
    `groups(settings)` says whether of the copies of one story only the fullest goes on to the next stage.
    `parallel`: its step uses no engine and looks at each row alone, so that several processes can share the rows.
    `recalls(rows, engines)` says for each row what beside its columns decides it, as one more part of its fingerprint;
    empty where nothing does.
    """

    name: str
    version: int
    settings: type[Any]
    reads: tuple[str, ...]
    writes: Columns
    open: Callable[[Any, Engines], Step]
    signature: Callable[[Any, Engines], tuple[str, ...]]
    unique: str | None = None
    groups: Callable[[Any], bool] | None = None
    parallel: bool = False
    recalls: Callable[[Sequence[Mapping[str, Any]], Engines], list[str]] | None = None

    def fingerprint(self, settings: Any, engines: Engines) -> str:
        """One line that a person can read and that changes whenever the output could."""
        return " | ".join((f"{self.name} v{self.version}", *self.signature(settings, engines)))


def short(*parts: str | None) -> str:
    """Eight hex digits of a digest, for a fingerprint line."""
    return digest(*parts)[:8]


class Tasked(Protocol):
    """Settings that say what a model which can do several things is to do."""

    @property
    def prefix(self) -> str: ...
    @property
    def source_language(self) -> str: ...
    @property
    def target_language(self) -> str: ...
    @property
    def beam(self) -> int: ...


def task_line(settings: Tasked) -> tuple[str, ...]:
    """That part of a fingerprint; nothing where all is as ever."""
    words = (settings.prefix.strip(), settings.source_language, settings.target_language,
             f"beam {settings.beam}" if settings.beam > 1 else "")
    said = " ".join(word for word in words if word)
    return (f"task {said}",) if said else ()
