"""A stage's step on several cores: processes that each open the step once and work on slices of a table."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from typing import Any

import pyarrow as pa

from pipeline.stages.stage import Engines, Stage, Step

# Starting processes takes a second or two: fewer rows are done sooner without. A slice goes to a process at once.
_FEWEST_ROWS = 16
_SLICE_ROWS = 4


def cores() -> int:
    """How many processes can run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def open_step(stage: Stage, settings: Any, engines: Engines, processes: int) -> Step:
    """The step of `stage`; with `processes` of them (0: one for each core) where the stage needs no engine. The table
    that comes out is the same for any number of processes."""
    step = stage.open(settings, engines)
    number = processes or cores()
    if not stage.parallel or number < 2:
        return step
    return Pool(stage, settings, step, number)


def close(step: Step | None) -> None:
    """End the processes of a step that has some."""
    if isinstance(step, Pool):
        step.close()


class Pool:
    """A step that shares its rows among processes, which are started when a table first has rows for them."""

    def __init__(self, stage: Stage, settings: Any, step: Step, number: int) -> None:
        self._stage, self._settings, self._own, self._number = stage, settings, step, number
        self._executor: ProcessPoolExecutor | None = None

    def __call__(self, table: pa.Table) -> pa.Table:
        """As the stage's own step."""
        if table.num_rows < _FEWEST_ROWS:
            return self._own(table)
        slices = [_to_bytes(table[i:i + _SLICE_ROWS]) for i in range(0, table.num_rows, _SLICE_ROWS)]
        try:
            done = list(self._started().map(_work, slices))
        except BrokenProcessPool:       # one died, of memory or of a crash in a parser
            self.close()
            return self._own(table)
        return pa.concat_tables([_from_bytes(data) for data in done])

    def close(self) -> None:
        """End the processes, in the middle of their work where they have some; the next table would start new ones."""
        if self._executor is not None:
            processes = list((getattr(self._executor, "_processes", None) or {}).values())
            self._executor.shutdown(wait=False, cancel_futures=True)
            for process in processes:
                process.terminate()
            for process in processes:
                process.join()
            self._executor = None

    def _started(self) -> ProcessPoolExecutor:
        if self._executor is None:
            # spawned, not forked: Arrow and the extractors run threads, which a fork would cut in the middle
            self._executor = ProcessPoolExecutor(
                self._number, multiprocessing.get_context("spawn"), _start, (self._stage.open, self._settings))
        return self._executor


# The step of this process: what an initialiser opens can reach the work only in this way.
_opened: list[Step] = []


def _start(opener: Callable[[Any, Any], Step], settings: Any) -> None:
    """Run in each process when it starts."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)    # Ctrl-C goes to all of a terminal's processes; the parent decides
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _opened.append(opener(settings, None))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _work(data: bytes) -> bytes:
    return _to_bytes(_opened[0](_from_bytes(data)))


def _to_bytes(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return bytes(sink.getvalue())


def _from_bytes(data: bytes) -> pa.Table:
    return pa.ipc.open_stream(data).read_all()
