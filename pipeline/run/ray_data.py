"""The stages of a run on a Ray cluster: the same plan and the same step; actors open the step once and compute.

The run itself (reading, deciding what is missing, checkpoints, publishing) stays where it was started: it hands the
missing rows of a stage to Ray Data, and keeps what comes back part by part. An actor that dies is started anew and its
rows are computed again; rows that never come back are computed by the run itself.
"""

import json
import logging
import os
import re
import socket
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import astuple, replace
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.engines.engine import EngineOptions
from pipeline.errors import (
    BridgeheadError,
    DatasetError,
    DigestMismatch,
    EngineError,
    MissingEngine,
    MissingModel,
    ModelError,
    SchemaError,
    UsageError,
)
from pipeline.memory import Memory, Remembered
from pipeline.run.engines import EngineRoom
from pipeline.run.pool import cores
from pipeline.run.progress import Progress
from pipeline.run.settings import RaySettings
from pipeline.run.worker import IDENTITY, Worker, run_step
from pipeline.stages.stage import Stage, Step
from pipeline.storage import first_line

_OURS = {kind.__name__: kind for kind in (
    ModelError, MissingModel, DigestMismatch, EngineError, MissingEngine, SchemaError)}
_SAID = re.compile(rf"^pipeline\.errors\.({'|'.join(_OURS)}): (.+)$", re.MULTILINE)

_MORE = "more"      # a column beside the rows that come back: what an actor has to tell, on the first of them
_KNOCK_SECONDS = 10.0
_MOST_MEMORY = 200_000_000      # bytes of a translation memory that each actor gets whole


class Cluster:
    """Ray, started when a row first needs it: a cluster at an address, or this machine's cores."""

    def __init__(
        self, settings: RaySettings, address: str | None, options: EngineOptions, memory: Memory, progress: Progress,
    ) -> None:
        self._settings, self._address, self._options = settings, address, options
        self._memory, self._progress = memory, progress
        self._started = False

    def compute(self, worker: Worker, articles: Iterable[pa.Table]) -> None:
        """Compute what is missing of a stage for `articles`, and keep it.

        :raises UsageError: Ray is not installed, or the cluster cannot be reached.
        :raises ModelError, EngineError, SchemaError: as the stage's step does.
        :raises DatasetError: it cannot be kept, or Ray gave up.
        """
        blocks = [self._put(block) for block in self._blocks(worker, articles)]
        if not blocks:
            return
        self._progress.begin(worker.stage.name)
        self._progress.items_total = sum(rows for _, rows in blocks)
        try:
            for out in self._results(worker, [ref for ref, _ in blocks]):
                self._keep(worker, out)
        except BridgeheadError:
            raise
        except Exception as error:      # Ray wraps what a step raises, and has much of its own to raise
            raise _unwrapped(error) from error

    def close(self) -> None:
        """Stop what was started; a cluster at an address goes on without us."""
        if self._started:
            import ray

            ray.shutdown()
            self._started = False

    def _blocks(self, worker: Worker, articles: Iterable[pa.Table]) -> Iterator[pa.Table]:
        """The missing rows, so many at a time."""
        waiting, count = list[pa.Table](), 0
        for some in articles:
            due = worker.due(some)
            waiting, count = [*waiting, due], count + due.num_rows
            if count >= self._settings.batch_articles:
                yield pa.concat_tables(waiting).combine_chunks()
                waiting, count = [], 0
        if count:
            yield pa.concat_tables(waiting).combine_chunks()

    def _put(self, block: pa.Table) -> tuple[Any, int]:
        self._start()
        import ray

        return ray.put(block), block.num_rows

    def _results(self, worker: Worker, blocks: list[Any]) -> Iterator[pa.Table]:
        import ray
        from ray.data import ActorPoolStrategy

        number, cpus, gpus = self._shape(worker.stage)
        options = self._options if self._options.threads else replace(self._options, threads=cpus)
        actor = {"stage": worker.stage, "settings": worker.settings, "options": options,
                 "memory": ray.put(_copy_of(self._memory))}
        found = ray.data.from_arrow_refs(blocks).map_batches(
            Actor, fn_constructor_kwargs=actor, batch_size=None, batch_format="pyarrow", num_cpus=cpus,
            num_gpus=gpus or None, compute=ActorPoolStrategy(size=min(number, len(blocks))))
        yield from found.iter_batches(batch_size=None, batch_format="pyarrow", prefetch_batches=1)

    def _shape(self, stage: Stage) -> tuple[int, int, float]:
        """How many actors, each with how many cores and GPUs. A stage without an engine has one on each core."""
        import ray

        there = ray.cluster_resources()
        total = max(int(there.get("CPU", 1)), 1)
        if stage.parallel:
            return self._settings.workers or total, 1, 0.0
        cpus, gpus = min(self._settings.cpus, total), self._settings.gpus
        fitting = int(there.get("GPU", 0) // gpus) if gpus else total // cpus
        if gpus and not fitting:
            raise UsageError(f"no machine of the Ray cluster has a GPU for ray.gpus={gpus:g}; set it to 0")
        return self._settings.workers or max(fitting, 1), cpus, gpus

    def _keep(self, worker: Worker, out: pa.Table) -> None:
        for text in out[_MORE].drop_null().to_pylist():
            more = json.loads(text)
            self._progress.prompt_tokens += more["prompt_tokens"]
            self._progress.tokens += more["new_tokens"]
            self._progress.loading += more["loading"]
            self._progress.generating += more["generating"]
            for warning in more["warnings"]:
                self._progress.warn(warning)
            self._memory.keep(Remembered(*entry) for entry in more["kept"])
        worker.take_in(out.drop_columns([_MORE]))
        self._progress.items += out.num_rows
        self._progress.draw(self._progress)

    def _start(self) -> None:
        if self._started:
            return
        os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
        try:
            import ray
            import ray.data
        except ImportError as error:
            raise UsageError(f"the runner 'ray' needs {error.name}; install it with: pip install 'bridgehead[ray]'"
                             ) from error
        env = {name: value for name, value in os.environ.items() if name.startswith("BRIDGEHEAD_")}
        try:
            if not ray.is_initialized():
                if self._address:
                    _knock(self._address)
                    ray.init(self._address, runtime_env={"env_vars": env}, log_to_driver=False,
                             logging_level=logging.ERROR)
                else:
                    start_here(num_cpus=cores(), object_store_memory=self._settings.object_store_mb * 1_000_000)
                self._started = True
        except Exception as error:      # a name that does not resolve, a port, a version, a full disk
            where = f"at {self._address}" if self._address else "on this machine"
            raise UsageError(f"no Ray {where} ({first_line(error)}); see docs/scale.md") from error
        context = ray.data.DataContext.get_current()
        context.enable_progress_bars = False
        context.enable_rich_progress_bars = False
        logging.getLogger("ray.data").setLevel(logging.ERROR)


def _knock(address: str) -> None:
    """Ray itself looks for minutes for a cluster that is not there, and complains meanwhile.

    :raises OSError: nobody listens at host:port.
    """
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if host and port.isdigit():
        socket.create_connection((host.strip("[]"), int(port)), timeout=_KNOCK_SECONDS).close()


def start_here(**options: Any) -> None:
    """Start Ray on this machine, where its own processes give up after 30 s: on a busy one the next try is faster."""
    import ray

    for attempt in range(3):
        try:
            with same_code():
                ray.init(address="local", include_dashboard=False, log_to_driver=False, logging_level=logging.ERROR,
                         **options)
            return
        except Exception as error:
            ray.shutdown()
            if attempt == 2 or "timed out" not in str(error):
                raise


@contextmanager
def same_code() -> Iterator[None]:
    """Processes that are started inside it import the package that runs here, not another one that is installed."""
    before, here = os.environ.get("PYTHONPATH"), str(Path(__file__).resolve().parents[2])
    os.environ["PYTHONPATH"] = here if not before else f"{here}{os.pathsep}{before}"
    try:
        yield
    finally:
        if before is None:
            del os.environ["PYTHONPATH"]
        else:
            os.environ["PYTHONPATH"] = before


class Actor:
    """A stage's step in a process of the cluster; it is opened when the first rows come, and once."""

    def __init__(self, stage: Stage, settings: Any, options: EngineOptions, memory: Any) -> None:
        import ray

        self._stage, self._settings = stage, settings
        self._warnings = list[str]()
        self._progress = Progress(lambda _: None, lambda _: None, alert=self._warnings.append)
        self._folder = tempfile.TemporaryDirectory(prefix="bridgehead-", ignore_cleanup_errors=True)
        self._memory = Recorder(Path(self._folder.name) / "memory.sqlite", ray.get(memory))
        self._engines = EngineRoom(options, self._progress, self._memory)
        self._step: Step | None = None

    def __call__(self, rows: pa.Table) -> pa.Table:
        """The rows of KEYS and of the stage for `rows` (IDENTITY and what the stage reads)."""
        if self._step is None:
            self._step = self._stage.open(self._settings, self._engines)
        out = run_step(self._stage, self._step, rows.select(self._stage.reads))
        for name in IDENTITY:
            out = out.append_column(name, rows[name])
        return out.append_column(_MORE, pa.array([self._more(), *[None] * (out.num_rows - 1)], pa.string()))

    def _more(self) -> str:
        told = {"prompt_tokens": self._progress.prompt_tokens, "new_tokens": self._progress.tokens,
                "loading": self._progress.loading, "generating": self._progress.generating,
                "warnings": list(self._warnings), "kept": [astuple(entry) for entry in self._memory.kept]}
        self._progress.prompt_tokens = self._progress.tokens = 0
        self._progress.loading = self._progress.generating = 0.0
        self._warnings.clear()
        self._memory.kept.clear()
        return json.dumps(told, ensure_ascii=False)


class Recorder(Memory):
    """A copy of a memory, which also tells what is kept in it."""

    def __init__(self, path: Path, copy: bytes) -> None:
        super().__init__(path)
        self.kept = list[Remembered]()
        if copy:
            path.write_bytes(copy)

    def keep(self, entries: Iterable[Remembered]) -> int:
        """As Memory does."""
        some = list(entries)
        self.kept += some
        return super().keep(some)


def _copy_of(memory: Memory) -> bytes:
    """The file of a memory; of a big one, what persons and other memories gave: that alone changes a text."""
    if memory.path is None or not memory.path.is_file():
        return b""
    if memory.path.stat().st_size <= _MOST_MEMORY:
        return memory.path.read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        small = Memory(Path(folder) / "given.sqlite")
        small.keep(entry for entry in memory.all() if entry.origin != "model")
        return small.path.read_bytes() if small.path and small.path.is_file() else b""


def _unwrapped(error: Exception) -> BridgeheadError:
    """Our own error, if there is one in what Ray raised."""
    at: BaseException | None = error
    for _ in range(8):
        if at is None:
            break
        if isinstance(at, BridgeheadError) and not hasattr(at, "cause"):
            return at
        at = getattr(at, "cause", None) or at.__cause__
    if said := _SAID.search(str(error)):        # some of its wrappers keep no more than the text
        return _OURS[said[1]](said[2])
    return DatasetError(f"Ray gave up ({first_line(error)}); what was finished is kept, run again")
