"""Conversations with an engine: what is asked next depends on what was answered.

A few requests cost an engine nearly as much a step as many do, so those that follow from an answer are asked while the
others still run, where the engine can take them (`Converses`); where it cannot, all that follow are asked together
when all answers are there.
"""

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from typing import Protocol, TypeVar, runtime_checkable

from pipeline.engines.engine import Engine, Request, Result
from pipeline.errors import EngineError

T = TypeVar("T")
# What to ask now that a request has its result; requests are numbered from 0 in the order in which they are asked.
Follow = Callable[[int, Result], Sequence[Request]]
# Asks (one request at least), is sent a result for each, asks again, and comes to something.
Conversation = Generator[Sequence[Request], Sequence[Result], T]


@runtime_checkable
class Converses(Protocol):
    """What an engine may have beside the contract (`pipeline.engines.engine.Engine`)."""

    def converse(self, requests: Sequence[Request], follow: Follow) -> Iterator[None]:
        """Answer all requests, and those that `follow` asks for when it is given a result; it is given each result
        once, as soon as it is there, in any order. Pauses after each.

        :raises EngineError: as `generate` does.
        """


def hold(conversations: Sequence[Conversation[T]], engine: Engine) -> Iterator[T]:
    """What each conversation comes to, in their order, as soon as it and all before it have ended."""
    ends: dict[int, T] = {}
    asked: list[tuple[int, int]] = []               # the conversation of each request, and its place there
    answers: dict[int, dict[int, Result]] = {}      # to what each conversation asked last
    awaited: dict[int, int] = {}

    def go_on(index: int, results: Sequence[Result] | None) -> Sequence[Request]:
        try:
            requests = conversations[index].send(results)  # type: ignore[arg-type]  # None begins it
        except StopIteration as end:
            ends[index] = end.value
            return ()
        asked.extend((index, place) for place in range(len(requests)))
        answers[index], awaited[index] = {}, len(requests)
        return requests

    def follow(number: int, result: Result) -> Sequence[Request]:
        index, place = asked[number]
        answers[index][place] = result
        if len(answers[index]) < awaited[index]:
            return ()
        return go_on(index, [answers[index][i] for i in range(awaited[index])])

    first = [request for index in range(len(conversations)) for request in go_on(index, None)]
    pauses = _answered(engine, first, follow)
    for index in range(len(conversations)):
        while index not in ends:
            next(pauses)
        yield ends.pop(index)


def _answered(engine: Engine, requests: Sequence[Request], follow: Follow) -> Iterator[None]:
    if isinstance(engine, Converses):
        return engine.converse(requests, follow)
    return in_turns(engine.generate, requests, follow)


def in_turns(
    generate: Callable[[Sequence[Request]], Iterable[Result]], requests: Sequence[Request], follow: Follow,
) -> Iterator[None]:
    """Answer all requests, then all that follow from the answers, and so on; pauses after each.

    :raises EngineError: `generate` does not give one result for each request.
    """
    asked, first = list(requests), 0
    while asked:
        results, more = list(generate(asked)), list[Request]()
        if len(results) != len(asked):
            raise EngineError(f"the engine gave {len(results)} results for {len(asked)} requests")
        for number, result in enumerate(results, first):
            more += follow(number, result)
            yield
        asked, first = more, first + len(asked)
