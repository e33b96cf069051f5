"""A guard around an engine: whatever the engine does to one request, the others get their answers, in their order.

A call that raises, falls silent, or gives back another number of results than it was asked for is taken apart until the
bad request stands alone; that one gets an empty result (`stop` is "failed"), and its segment ends in review. An engine
that fails at everything is no engine: then EngineError is raised.
"""

import queue
import threading
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Literal

from pipeline.engines.conversation import Converses, Follow, in_turns
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
        yield from self._answer(self._limited(requests)) if requests else ()

    def converse(self, requests: Sequence[Request], follow: Follow) -> Iterator[None]:
        """As `pipeline.engines.conversation` says; with an engine that cannot do it, in turns.

        :raises EngineError: as `generate` does.
        """
        engine, asked, answered = self._engine, self._limited(requests), set[int]()
        if not isinstance(engine, Converses):
            yield from in_turns(self.generate, requests, follow)
            return

        def settle(number: int, result: Result) -> Sequence[Request]:
            answered.add(number)
            more = self._limited(follow(number, result))
            asked.extend(more)
            return more

        def take(number: int, result: object) -> Sequence[Request]:
            return settle(number, self._usable(asked[number], result)) if number not in answered else ()

        tried = yield from self._watch(lambda tell: engine.converse(asked[:], tell), take)
        tried = replace(tried, silent=False)        # nobody knows at which of many it hangs
        again: Callable[[list[Request]], list[Result]] = partial(self._apart, tried=tried)
        while left := [number for number in range(len(asked)) if number not in answered]:
            for number, result in zip(left, again([asked[number] for number in left]), strict=True):
                settle(number, result)
                yield
            again = self._answer

    def _limited(self, requests: Sequence[Request]) -> list[Request]:
        most = self._max_tokens
        return [r if r.max_new_tokens <= most else replace(r, max_new_tokens=most) for r in requests]

    def _answer(self, requests: list[Request]) -> list[Result]:
        tried = self._attempt(requests)
        if not tried.problem and len(tried.results) == len(requests):
            return [self._usable(r, result) for r, result in zip(requests, tried.results, strict=True)]
        return self._apart(requests, tried)

    def _apart(self, requests: list[Request], tried: _Attempt) -> list[Result]:
        """The results of a call that went wrong, with what it did not give asked for in parts."""
        count = len(tried.results)
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
        """One call for all requests."""
        results: list[object] = []
        most = 2 * len(requests) + 1        # one that never ends is found out, too

        def work(tell: Callable[[int, Any], object]) -> Iterator[object]:
            return (tell(*told) for told in zip(range(most), self._engine.generate(requests), strict=False))

        def take(_: int, result: object) -> Sequence[Request]:
            results.append(result)
            return ()

        return replace(_to_its_end(self._watch(work, take)), results=tuple(results))

    def _watch(self, work: Callable[[Follow], Iterator[object]], take: Follow) -> Generator[None, None, _Attempt]:
        """`work(take)` in a thread of its own, for one that hangs cannot be ended, only left behind; `take` itself is
        called in this one. Pauses after each."""
        self._silent = [thread for thread in self._silent if thread.is_alive()]
        if self._silent_in_a_row >= _MOST_SILENT_IN_A_ROW or len(self._silent) >= _MOST_SILENT:
            raise EngineError(f"the engine hangs: {len(self._silent)} calls gave no sign of life for "
                              f"{self._seconds:g} s (engine.seconds)")
        told: queue.SimpleQueue[tuple[int, Result] | None] = queue.SimpleQueue()
        replies: queue.SimpleQueue[Sequence[Request] | None] = queue.SimpleQueue()
        raised: list[BaseException] = []

        def tell(number: int, result: Result) -> Sequence[Request]:
            told.put((number, result))
            reply = replies.get()
            if reply is None:
                raise EngineError("the call was given up")
            return reply

        def run() -> None:
            try:
                for _ in work(tell):
                    pass
            except BaseException as error:      # it is told in the thread that asked
                raised.append(error)
            told.put(None)

        thread = threading.Thread(target=run, name=THREAD, daemon=True)
        thread.start()
        try:
            while (item := self._next(told)) is not None:
                replies.put(take(*item))
                yield
        except TimeoutError as silence:
            self._silent.append(thread)
            self._silent_in_a_row += 1
            return _Attempt((), str(silence), silent=True)
        finally:
            replies.put(None)       # to one that was left behind, and speaks after all
        return _Attempt((), _say(raised[0]) if raised else "")

    def _next(self, told: "queue.SimpleQueue[tuple[int, Result] | None]") -> tuple[int, Result] | None:
        """What is told next.

        :raises TimeoutError: nothing is, and the engine gave no sign of life.
        """
        since = time.monotonic()
        while True:
            try:
                return told.get(timeout=min(_LOOK_SECONDS, self._seconds))
            except queue.Empty:
                alive = max(since, getattr(self._engine, "pulse", 0.0))
                if time.monotonic() - alive > self._seconds:
                    raise TimeoutError(f"it gave no sign of life for {self._seconds:g} s (engine.seconds)") from None


def _to_its_end(watch: Generator[None, None, _Attempt]) -> _Attempt:
    while True:
        try:
            next(watch)
        except StopIteration as end:
            attempt: _Attempt = end.value
            return attempt


def _say(error: BaseException) -> str:
    """What an engine raised, without what it may quote of a text: only our own errors are known not to.

    :raises ModelError: the error itself, where no request can be to blame.
    """
    if isinstance(error, ModelError) or not isinstance(error, Exception):
        raise error
    return str(error) if isinstance(error, BridgeheadError) else f"it raised {type(error).__name__}"
