"""A guard around an engine: whatever the engine does to one request, the others get their answers, in their order.

A call that raises, falls silent, or gives back another number of results than it was asked for is taken apart until the
bad request stands alone; that one gets an empty result (`stop` is "failed"), and its segment ends in review. An engine
that fails at everything is no engine: then EngineError is raised.
"""

import queue
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.engines.engine import Engine, Request, Result
from pipeline.errors import BridgeheadError, EngineError, ModelError

THREAD = "bridgehead-engine"
# One bad request after the other happens in one bad article; more in a row, and it is the engine.
_MOST_IN_A_ROW = 12
_MOST_SILENT_IN_A_ROW = 3
# Each call that fell silent leaves a thread behind.
_MOST_SILENT = 32
# No token of any vocabulary is longer than this on average.
_CHARS_PER_TOKEN, _MORE_CHARS = 32, 1024
_LOOK_SECONDS = 0.2


@dataclass(frozen=True)
class _Attempt:
    """What one call gave before it ended, and what was wrong with it."""

    results: tuple[object, ...]
    problem: str = ""
    silent: bool = False


class Guarded:
    """An engine that never raises for a request, unless it raises for all. `seconds` is how long it may give no sign
    of life: no result, and no step (an engine that counts its steps has a `pulse`)."""

    def __init__(
        self, engine: Engine, seconds: float, warn: Callable[[str], None], max_tokens: int = 2_048,
    ) -> None:
        self._engine, self._seconds, self._warn, self._max_tokens = engine, seconds, warn, max_tokens
        self.kind: Literal["instruct", "seq2seq"] = engine.kind
        self.context_tokens = engine.context_tokens
        self._in_a_row = self._silent_in_a_row = 0
        self._silent: list[threading.Thread] = []

    def count_tokens(self, text: str) -> int:
        """As the engine does."""
        return self._engine.count_tokens(text)

    def generate(self, requests: Sequence[Request]) -> Iterator[Result]:
        """One result for each request, in their order, all at the end.

        :raises EngineError: the engine failed at so many requests in a row that it is no use to go on.
        """
        most = self._max_tokens
        limited = [r if r.max_new_tokens <= most else replace(r, max_new_tokens=most) for r in requests]
        yield from self._answer(limited) if limited else ()

    def _answer(self, requests: list[Request]) -> list[Result]:
        tried = self._attempt(requests)
        count = len(tried.results)
        if not tried.problem and count == len(requests):
            return [self._usable(r, result) for r, result in zip(requests, tried.results, strict=True)]
        problem = tried.problem or f"it gave {count} results for {len(requests)} requests"
        if len(requests) == 1:
            return [self._failed(problem)]
        if not tried.problem:       # nobody knows which result belongs to which request
            return self._halves(requests)
        done = [self._usable(r, result) for r, result in zip(requests, tried.results, strict=False)]
        left = requests[len(done):]
        if not left:
            return done
        if tried.silent:            # one that works on them one by one hangs at the first of those that are left
            many = hasattr(self._engine, "pulse") and self._engine.pulse > 0
            first = self._answer(left[:1]) if many else [self._failed(problem)]
            return [*done, *first, *(self._answer(left[1:]) if left[1:] else [])]
        return done + (self._halves(left) if len(left) > 1 else self._answer(left))

    def _halves(self, requests: list[Request]) -> list[Result]:
        half = len(requests) // 2
        return self._answer(requests[:half]) + self._answer(requests[half:])

    def _usable(self, request: Request, result: object) -> Result:
        if not isinstance(result, Result) or not isinstance(result.text, str):
            return self._failed("it gave something that is no result")
        if len(result.text) > _CHARS_PER_TOKEN * request.max_new_tokens + _MORE_CHARS:
            return self._failed(f"it gave {len(result.text):,} characters for {request.max_new_tokens:,} tokens")
        self._in_a_row = self._silent_in_a_row = 0
        text = result.text.encode("utf-8", "ignore").decode()       # half a character cannot be written
        return result if text == result.text else replace(result, text=text)

    def _failed(self, problem: str) -> Result:
        self._in_a_row += 1
        if self._in_a_row >= _MOST_IN_A_ROW:
            raise EngineError(f"the engine failed {self._in_a_row} times in a row; the last time {problem}")
        self._warn(f"the engine failed on a request, which is left without an answer: {problem}")
        return Result("", 0, 0, "failed", None)

    def _attempt(self, requests: Sequence[Request]) -> _Attempt:
        """One call, in a thread of its own: one that hangs cannot be ended, only left behind."""
        self._silent = [thread for thread in self._silent if thread.is_alive()]
        if self._silent_in_a_row >= _MOST_SILENT_IN_A_ROW or len(self._silent) >= _MOST_SILENT:
            raise EngineError(f"the engine hangs: {len(self._silent)} calls gave no sign of life for "
                              f"{self._seconds:g} s (engine.seconds)")
        found: queue.SimpleQueue[object] = queue.SimpleQueue()
        end, most = object(), 2 * len(requests) + 1     # one that never ends is found out, too
        raised: list[BaseException] = []

        def work() -> None:
            try:
                for _, result in zip(range(most), self._engine.generate(requests), strict=False):
                    found.put(result)
            except BaseException as error:      # it is told in the thread that asked
                raised.append(error)
            found.put(end)

        thread = threading.Thread(target=work, name=THREAD, daemon=True)
        thread.start()
        results: list[object] = []
        last = time.monotonic()
        while True:
            try:
                item = found.get(timeout=min(_LOOK_SECONDS, self._seconds))
            except queue.Empty:
                alive = max(last, getattr(self._engine, "pulse", 0.0))
                if time.monotonic() - alive > self._seconds:
                    self._silent.append(thread)
                    self._silent_in_a_row += 1
                    return _Attempt(tuple(results), f"it gave no sign of life for {self._seconds:g} s "
                                    "(engine.seconds)", silent=True)
                continue
            if item is end:
                return _Attempt(tuple(results), _say(raised[0]) if raised else "")
            results.append(item)
            last = time.monotonic()


def _say(error: BaseException) -> str:
    """What an engine raised, without what it may quote of a text: only our own errors are known not to.

    :raises ModelError: the error itself, where no request can be to blame.
    """
    if isinstance(error, ModelError) or not isinstance(error, Exception):
        raise error
    return str(error) if isinstance(error, BridgeheadError) else f"it raised {type(error).__name__}"
