"""The engines of a run: each model is fetched, verified and loaded once, and what it generates is counted."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from functools import lru_cache, partial
from pathlib import Path
from typing import Literal

from pipeline.engines import FORMS
from pipeline.engines.conversation import Converses, Follow
from pipeline.engines.engine import Engine, EngineOptions, LocalModel, Request, Result
from pipeline.memory import Memory
from pipeline.run.choice import choose_here
from pipeline.run.guard import THREAD, Guarded
from pipeline.run.progress import Progress


class EngineRoom:
    """Implements the Engines that stages ask for (stages/stage.py)."""

    def __init__(self, options: EngineOptions, progress: Progress, memory: Memory | None = None) -> None:
        self._options, self._progress, self._memory = options, progress, memory or Memory()
        self._opened: dict[tuple[str, str], Future[Engine]] = {}

    def prepare(self, engine: str, model: str) -> None:
        """Begin to load a model beside other work; `open` waits for the rest, and raises what went wrong."""
        if (engine, model) not in self._opened:
            loading: Future[Engine] = Future()
            self._opened[engine, model] = loading
            threading.Thread(target=self._load, args=(engine, model, loading), name=THREAD, daemon=True).start()

    def _load(self, engine: str, model: str, loading: Future[Engine]) -> None:
        from pipeline.engines import open_engine

        try:
            if engine == "auto":
                loading.set_result(self.open(self._settled(model, self._progress.say), model))
                return
            started = time.monotonic()
            loaded = open_engine(engine, local_model(engine, model, self._progress.say), self._options)
            self._progress.loading += time.monotonic() - started
            metered = Metered(loaded, self._progress)
            loading.set_result(Guarded(metered, self._options.seconds, self._progress.warn, self._options.max_tokens))
        except BaseException as error:
            loading.set_exception(error)

    def open(self, engine: str, model: str) -> Engine:
        """The loaded engine for a model; the model is fetched if it is missing.

        :raises ModelError: the model cannot be had.
        :raises EngineError: it cannot be loaded.
        """
        self.prepare(engine, model)
        return self._opened[engine, model].result()

    def identity(self, engine: str, model: str) -> str:
        """What of engine and model can change a text: `qwen2.5-coder-1.5b-instruct@cc324af0 | ctranslate2 int8`."""
        if engine == "auto":
            engine = self._settled(model)
        if engine == "echo":
            return "echo"
        parts = (engine, FORMS.get(engine, ""), "deterministic" if self._options.deterministic else "")
        return f"{model}@{_digest(model)[:8]} | {' '.join(filter(None, parts))}"

    def memory(self) -> Memory:
        """The translation memory of the run."""
        return self._memory

    def _settled(self, model: str, say: Callable[[str], None] | None = None) -> str:
        """What `auto` stands for."""
        if model == "echo":
            return "echo"
        chosen, why = choose_here(model, self._options.device)
        if say is not None:
            say(f"{model} runs with {chosen}: {why}")
        return chosen


class Metered:
    """An engine that tells the progress what it is given and what comes back."""

    def __init__(self, engine: Engine, progress: Progress) -> None:
        self._engine, self._progress = engine, progress
        self.kind: Literal["instruct", "seq2seq"] = engine.kind
        self.context_tokens = engine.context_tokens
        if isinstance(engine, Converses):       # it can what the engine can
            self.converse = partial(self._converse, engine)

    @property
    def pulse(self) -> float:
        """When the engine last made a step, by time.monotonic; 0 where it does not tell."""
        return float(getattr(self._engine, "pulse", 0.0))

    def generate(self, requests: Sequence[Request]) -> Iterator[Result]:
        """As the engine does."""
        self._progress.expect(len(requests))
        self._progress.finished = lambda: int(getattr(self._engine, "finished", 0))
        results = iter(self._engine.generate(requests))
        while True:
            started = time.monotonic()
            result = next(results, None)
            self._progress.generating += time.monotonic() - started
            if result is None:
                return
            self._progress.advance(result.prompt_tokens, result.new_tokens)
            yield result

    def _converse(self, engine: Converses, requests: Sequence[Request], follow: Follow) -> Iterator[None]:
        progress, started = self._progress, time.monotonic()

        def metered(number: int, result: Result) -> Sequence[Request]:
            nonlocal started
            progress.generating += time.monotonic() - started
            progress.advance(result.prompt_tokens, result.new_tokens)
            more = follow(number, result)
            progress.expect_more(len(more))
            started = time.monotonic()
            return more

        progress.expect(len(requests))
        for _ in engine.converse(requests, metered):
            yield
            started = time.monotonic()          # what is done with an answer is no generating
        progress.generating += time.monotonic() - started

    def count_tokens(self, text: str) -> int:
        """As the engine does."""
        return self._engine.count_tokens(text)


def local_model(engine: str, model: str, say: Callable[[str], None]) -> LocalModel:
    """The verified model on disk, in the form that `engine` wants; fetched and converted where that is missing.

    :raises ModelError: it cannot be had.
    """
    from pipeline.engines import converter, folder_converter
    from pipeline.models import folder, registry, store

    if engine == "echo":
        return LocalModel("echo", "seq2seq", Path(), 0)
    if Path(model).is_dir():
        found, path = folder.inspect(Path(model)), Path(model)
        if make := folder_converter(engine):
            path = store.form_of_folder(path, _digest(model), engine, make, say, FORMS.get(engine, ""))
        return LocalModel(model, found.kind, path, found.context_tokens)
    entry = registry.find(model, registry.load_registry())
    convert = folder_converter(engine) if entry.files else converter(engine)
    if not store.is_here(entry):
        store.fetch(entry, say)
    if entry.files:
        folder.inspect(store.file_of(entry))        # no code of its own, no pickle under another name
    if entry.files and convert is None:     # it loads the folder as it is
        path = store.verified(entry)
    else:
        assert convert is not None
        path = store.form(entry, engine, convert, say, FORMS.get(engine, ""))
    return LocalModel(entry.name, entry.kind, path, entry.context_tokens)


def _digest(model: str) -> str:
    from pipeline.models import registry

    path = Path(model)
    if path.is_dir():
        return _digest_of_folder(path, tuple(sorted(
            (p.name, p.stat().st_size, p.stat().st_mtime_ns) for p in path.iterdir() if p.is_file())))
    return registry.find(model, registry.load_registry()).sha256


@lru_cache
def _digest_of_folder(folder: Path, files: tuple[tuple[str, int, int], ...]) -> str:
    """Read once while its `files` stay the same: it takes seconds a gigabyte, and several stages ask."""
    from pipeline.models import folder as folders

    return folders.digest(folder)
