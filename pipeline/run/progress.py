"""What a run tells people while it works, on stderr: a bar on a terminal, a line every 30 s elsewhere, or nothing."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TextIO

from pipeline.errors import BridgeheadError
from pipeline.run.log import Form, Log, new_run_id
from pipeline.run.terminal import one_line

_LINE_SECONDS = 30.0
# An engine that works on many requests at once is silent for minutes: a line is due all the same.
_HEARTBEAT_SECONDS = 1.0
INTERRUPTED = 130
STOPPED = "Stopped. What was finished is kept; the same command goes on from there."


@dataclass
class Progress:
    """How far a run is. `total` is None while the number of articles is not known; `items` are the requests that the
    present stage gave to its engine, and `finished` tells how many of them have an answer that still waits for its
    turn; `loading` and `generating` are the seconds that engines took. `draw` is called
    after every change, `say` for a line that stays, `alert` for one that warns."""

    draw: Callable[["Progress"], None]
    say: Callable[[str], None]
    total: int | None = None
    articles: int = 0
    stage: str = ""
    items: int = 0
    items_total: int = 0
    tokens: int = 0
    prompt_tokens: int = 0
    loading: float = 0.0
    generating: float = 0.0
    run_id: str = field(default_factory=new_run_id)
    alert: Callable[[str], None] | None = None
    finished: Callable[[], int] = int       # none
    started: float = field(default_factory=time.monotonic)
    stage_started: float = field(default_factory=time.monotonic)

    def begin(self, stage: str) -> None:
        """A stage takes up a chunk."""
        self.stage = stage
        self.expect(0)

    def expect(self, items: int) -> None:
        """The present stage hands `items` requests to its engine."""
        self.items, self.items_total, self.stage_started, self.finished = 0, items, time.monotonic(), int
        self.draw(self)

    def expect_more(self, items: int) -> None:
        """It hands it `items` more, while others are at work."""
        self.items_total += items

    def advance(self, prompt_tokens: int, new_tokens: int) -> None:
        """One request came back."""
        self.items += 1
        self.prompt_tokens += prompt_tokens
        self.tokens += new_tokens
        self.draw(self)

    def finish(self, articles: int) -> None:
        """So many articles went through all stages."""
        self.articles += articles
        self.draw(self)

    def warn(self, text: str) -> None:
        """Say something that stays on the screen, in one line."""
        if self.alert is not None:
            self.alert(one_line(text))
        else:
            self.say(f"Warning: {one_line(text)}")

    @property
    def answered(self) -> int:
        """Requests of the present stage that have their answer."""
        return max(self.items, min(self.finished(), self.items_total))

    @property
    def line(self) -> str:
        """How far it is, in one line."""
        of = f" of {self.total:,}" if self.total else ""
        parts = [f"{self.articles:,}{of} articles done"]
        if self.items_total:
            parts.append(f"{self.stage}: {self.answered:,} of {self.items_total:,} requests")
        if self.tokens:
            parts.append(f"{self.tokens / max(time.monotonic() - self.started, 1e-3):.0f} tokens/s")
        left = self.seconds_left
        return ", ".join(parts) + (f", about {_time(left)} left" if left is not None else "")

    @property
    def seconds_left(self) -> float | None:
        """By the articles done so far; before the first, by the requests of the present stage."""
        now = time.monotonic()
        if self.total and self.articles:
            return (now - self.started) / self.articles * max(self.total - self.articles, 0)
        done = self.answered
        if done >= max(3, self.items_total // 2):       # a batch answers late, and then many at once
            return (now - self.stage_started) / done * (self.items_total - done)
        return None


@contextmanager
def open_progress(quiet: bool, stream: TextIO | None = None, form: Form = "text") -> Iterator[Progress]:
    """The progress that fits `stream` (stderr): a bar on a terminal, a log elsewhere and as JSON; when quiet, warnings
    and errors only. In a log an error that ends the run is a line like the others."""
    out = stream or sys.stderr
    if out.isatty() and form == "text":
        if quiet:
            yield Progress(lambda _: None, lambda text: print(text, file=out, flush=True))
        else:
            with _bar(out) as progress:
                yield progress
        return
    log = Log(out, form, new_run_id())
    try:
        progress = Progress((lambda _: None) if quiet else _lines(log), lambda text: log("info", text),
                            run_id=log.run_id, alert=lambda text: log("warning", text))
        with _heartbeat(lambda: progress.draw(progress)):
            yield progress
    except BridgeheadError as error:
        log("error", str(error))
        raise SystemExit(error.exit_code) from error
    except KeyboardInterrupt as stop:
        log("warning", STOPPED)
        raise SystemExit(getattr(stop, "exit_code", INTERRUPTED)) from stop


@contextmanager
def _heartbeat(beat: Callable[[], None]) -> Iterator[None]:
    stop = threading.Event()

    def run() -> None:
        while not stop.wait(_HEARTBEAT_SECONDS):
            beat()

    thread = threading.Thread(target=run, name="progress", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _lines(log: Log) -> Callable[[Progress], None]:
    last = time.monotonic()

    def draw(progress: Progress) -> None:
        nonlocal last
        if time.monotonic() - last >= _LINE_SECONDS:
            last = time.monotonic()
            log("info", progress.line, articles=progress.articles, total=progress.total, stage=progress.stage,
                requests=progress.answered, of_requests=progress.items_total, tokens=progress.tokens)

    return draw


@contextmanager
def _bar(out: TextIO) -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as Bar

    console = Console(file=out)
    columns = (BarColumn(bar_width=24), TextColumn("{task.description}", markup=False))
    with Bar(*columns, console=console, transient=True) as bar:
        task = bar.add_task("starting", total=None)

        def draw(progress: Progress) -> None:
            total, done = (progress.items_total, progress.answered) if progress.items_total else (
                progress.total, progress.articles)
            bar.update(task, total=total, completed=done, description=progress.line)

        progress = Progress(draw, lambda text: console.print(text, markup=False, highlight=False, soft_wrap=True))
        with _heartbeat(lambda: draw(progress)):
            yield progress


def _time(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{round(seconds)} s" if seconds < 90 else f"{minutes} min" if minutes < 90 else f"{minutes / 60:.1f} h"
