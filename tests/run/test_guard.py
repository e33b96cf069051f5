"""Whatever an engine does to one request, the others get their answers in their order."""

import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest

from pipeline.engines.engine import Request, Result
from pipeline.errors import EngineError, ModelError
from pipeline.run.guard import Guarded
from tests.engines.continuous import Continuous

BAD = "bad"


def answer(request: Request) -> Result:
    return Result(request.text.upper(), 1, 1, "end", None)


class Fake:
    """Answers in capitals; `spoil` says what happens at the bad request, and may do anything."""

    kind, context_tokens = "instruct", 1000

    def __init__(self, spoil: Callable[[Request], Iterator[Any]]) -> None:
        self.spoil, self.calls = spoil, 0

    def count_tokens(self, text: str) -> int:
        return len(text)

    def generate(self, requests: Sequence[Request]) -> Iterator[Any]:
        self.calls += 1
        for request in requests:
            if request.text.startswith(BAD):
                yield from self.spoil(request)
            else:
                yield answer(request)


def raises(request: Request) -> Iterator[Any]:
    raise RuntimeError(f"secret {request.text}")
    yield


def hangs(request: Request) -> Iterator[Any]:
    threading.Event().wait()
    yield


def never_ends(request: Request) -> Iterator[Any]:
    while True:
        yield answer(request)


SPOILS: dict[str, Callable[[Request], Iterator[Any]]] = {
    "raises": raises, "hangs": hangs, "gives nothing": lambda r: iter(()), "gives None": lambda r: iter((None,)),
    "gives two": lambda r: iter((answer(r), answer(r))), "never ends": never_ends,
    "gives a megabyte": lambda r: iter((Result("x" * 1_000_000, 1, 1, "end", None),)),
    "gives another type": lambda r: iter((Result(b"bytes", 1, 1, "end", None),)),  # type: ignore[arg-type]
}


def guarded(spoil: Callable[[Request], Iterator[Any]], said: list[str] | None = None) -> Guarded:
    return Guarded(Fake(spoil), 0.3, (said if said is not None else []).append)


@pytest.mark.parametrize("spoil", SPOILS.values(), ids=SPOILS)
@pytest.mark.parametrize("place", [0, 3, 8])
def test_only_the_bad_request_fails_and_the_order_stays(spoil: Any, place: int) -> None:
    texts = [f"text {i}" for i in range(9)]
    texts[place] = BAD
    said: list[str] = []
    results = list(guarded(spoil, said).generate([Request(t, 20) for t in texts]))
    assert [r.text for r in results] == ["" if t == BAD else t.upper() for t in texts]
    assert [r.stop for r in results] == ["failed" if t == BAD else "end" for t in texts]
    assert len(said) == 1 and "secret" not in said[0]


def test_several_bad_ones_among_many() -> None:
    texts = [BAD if i % 7 == 3 else f"text {i}" for i in range(60)]
    results = list(guarded(raises).generate([Request(t, 20) for t in texts]))
    assert [r.text for r in results] == ["" if t == BAD else t.upper() for t in texts]


@pytest.mark.parametrize("spoil", [raises, hangs, SPOILS["gives nothing"]])
def test_an_engine_that_fails_at_everything_is_an_error(spoil: Any) -> None:
    with pytest.raises(EngineError, match=r"in a row|hangs"):
        list(guarded(spoil).generate([Request(f"{BAD} {i}", 20) for i in range(30)]))


def test_a_model_that_cannot_be_had_is_not_the_fault_of_a_request() -> None:
    def gone(request: Request) -> Iterator[Any]:
        raise ModelError("no weights")
        yield

    with pytest.raises(ModelError, match="no weights"):
        list(guarded(gone).generate([Request(BAD, 20)]))


def test_what_works_is_asked_once() -> None:
    engine = Fake(raises)
    assert len(list(Guarded(engine, 1, print).generate([Request(str(i), 9) for i in range(50)]))) == 50
    assert engine.calls == 1
    assert list(Guarded(engine, 1, print).generate([])) == [] and engine.calls == 1


def test_an_engine_that_makes_steps_is_not_hanging() -> None:
    import time

    class Slow(Fake):
        pulse = 0.0

        def generate(self, requests: Sequence[Request]) -> Iterator[Any]:
            for _ in range(8):
                time.sleep(0.1)
                self.pulse = time.monotonic()
            yield from super().generate(requests)

    (result,) = Guarded(Slow(raises), 0.3, print).generate([Request("slow", 9)])
    assert result.text == "SLOW"


def test_half_a_character_is_left_out() -> None:
    (result,) = guarded(lambda r: iter((Result("a\ud800b", 1, 1, "end", None),))).generate([Request(BAD, 9)])
    assert result.text == "ab"


@pytest.mark.parametrize("made", [lambda e: e, Continuous], ids=["in turns", "meanwhile"])
@pytest.mark.parametrize("spoil", SPOILS.values(), ids=SPOILS)
@pytest.mark.parametrize("place", [0, 3, 8])
def test_what_follows_is_answered_whatever_happens_to_one_request(made: Any, spoil: Any, place: int) -> None:
    texts = [BAD if i == place else f"text {i}" for i in range(9)]
    asked, heard, said = list(texts), dict[str, str](), list[str]()

    def follow(number: int, result: Result) -> list[Request]:
        assert asked[number] not in heard
        heard[asked[number]] = result.text
        more = [f"{asked[number]} again"] if number < len(texts) and asked[number] != BAD else []
        asked.extend(more)
        return [Request(text, 20) for text in more]

    list(Guarded(made(Fake(spoil)), 0.3, said.append).converse([Request(t, 20) for t in texts], follow))
    assert heard == {text: "" if text == BAD else text.upper() for text in asked} and len(heard) == 17
    assert len(said) == 1 and "secret" not in said[0]


def test_what_is_wrong_in_the_one_who_asks_is_raised_to_him() -> None:
    def follow(number: int, result: Result) -> list[Request]:
        raise KeyError("mine")

    threads = threading.active_count()
    with pytest.raises(KeyError, match="mine"):
        list(Guarded(Continuous(Fake(raises)), 1, print).converse([Request(str(i), 9) for i in range(9)], follow))
    for thread in threading.enumerate():
        if thread is not threading.current_thread():
            thread.join(0.5)
    assert threading.active_count() <= threads


def test_no_answer_is_longer_than_allowed_nor_one_that_follows() -> None:
    rooms = []

    def follow(number: int, result: Result) -> list[Request]:
        rooms.append(result.new_tokens)
        return [Request("more", 500)] if number == 0 else []

    class Room(Fake):
        """Takes all the room that it is given."""

        def generate(self, requests: Sequence[Request]) -> Iterator[Result]:
            return (Result("", 1, r.max_new_tokens, "limit", None) for r in requests)

    list(Guarded(Continuous(Room(raises)), 1, print, max_tokens=7).converse([Request("one", 500)], follow))
    assert rooms == [7, 7]
