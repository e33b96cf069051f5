"""An engine for tests that takes requests while others run."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from pipeline.engines.conversation import Follow
from pipeline.engines.engine import Request


class Continuous:
    """Like `engine`, but ends one request after the other, the last first, and takes up what follows from it at once.
    Where `engine` gives another number of results than one, it raises."""

    def __init__(self, engine: Any) -> None:
        self._engine = engine

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)

    def converse(self, requests: Sequence[Request], follow: Follow) -> Iterator[None]:
        waiting, count = list(enumerate(requests)), len(requests)
        while waiting:
            number, request = waiting.pop()
            result, *others = islice(self._engine.generate([request]), 2)
            if others:
                raise RuntimeError("two results for one request")
            more = follow(number, result)
            waiting += enumerate(more, count)
            count += len(more)
            yield
