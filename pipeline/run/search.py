"""The figures of a text, sought by processes of their own while this one loads what else it needs.

The processes are forked, for each must have the text and the grammar at once, and may be: at that point the command
line has loaded no library that runs threads. Where there is no fork, or one core only, or the text is short, this
process seeks.
"""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess

from pipeline.run.rows import Encoder, Form, Row
from pipeline.text.en.render import Style
from pipeline.text.zh.figures import find_figures
from pipeline.text.zh.stretches import Stretch, joined, scanned, stretches

# Shorter texts, in code points, are done before processes would have begun; more processes than these gain little.
_FEWEST, _MOST = 50_000, 8


class Search:
    """The figures of `text` as rows in one form, sought by so many `processes`."""

    def __init__(self, text: str, processes: int) -> None:
        self.text = text
        self._encoder: Encoder | None = None
        self._pipes: list[Connection] = []
        self._processes: list[ForkProcess] = []
        for start, end in stretches(len(text), processes) if processes > 1 else ():
            fork = get_context("fork")
            pipe, theirs = fork.Pipe()
            self._pipes.append(pipe)
            process = fork.Process(target=_seek, args=(text, start, end, theirs, tuple(self._pipes)), daemon=True)
            process.start()
            theirs.close()
            self._processes.append(process)

    def ask(self, form: Form, style: Style) -> Encoder:
        """Say how the rows are to be; the encoder is for further ones."""
        self._encoder = Encoder(form, style)
        try:
            for pipe in self._pipes:
                pipe.send((form, style))
        except OSError:                     # one is dead; nothing will come from it
            self.close()
        return self._encoder

    def rows(self) -> list[Row]:
        """The rows that were asked for. What the processes fail in is done here, and fails here if it must."""
        try:
            found = joined([_with_rows(pipe.recv()) for pipe in self._pipes]) if self._pipes else None
        except (EOFError, OSError):
            found = None
        assert self._encoder is not None
        return list(self._encoder.figures(find_figures(self.text))) if found is None else found

    def close(self) -> None:
        """End the processes."""
        for process in self._processes:
            process.terminate()
        for pipe in self._pipes:
            pipe.close()
        for process in self._processes:
            process.join()
        self._pipes, self._processes = [], []


@contextmanager
def searching(text: str) -> Iterator[Search]:
    """A search that has begun, with a process for each core where the text is long."""
    forks = sys.platform == "linux" and len(text) >= _FEWEST
    search = Search(text, min(len(os.sched_getaffinity(0)), _MOST) if forks else 1)
    try:
        yield search
    finally:
        search.close()


def _seek(text: str, start: int, end: int, pipe: Connection, others: tuple[Connection, ...]) -> None:
    """Run in each process: seek, hear how the rows are to be, and send them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)    # Ctrl-C goes to all of a terminal's processes; the parent decides
    for other in others:
        other.close()                               # else this process would never hear that the parent has died
    try:
        stretch = scanned(text, start, end)
        rows = Encoder(*pipe.recv()).figures(stretch.found)
        pipe.send(Stretch(tuple(zip(*rows, strict=True)), *stretch[1:]))      # columns are sent in half the time
    except Exception:
        os._exit(1)                                 # the parent tries for itself, and tells what is wrong


def _with_rows(stretch: Stretch[tuple[object, ...]]) -> Stretch[Row]:
    return Stretch(list(map(Row._make, zip(*stretch.found, strict=True))), *stretch[1:])
