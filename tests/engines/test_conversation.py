"""What is asked next depends on what was answered, whether an engine takes it meanwhile or only in turns."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest

from pipeline.engines.conversation import Conversation, hold
from pipeline.engines.engine import Request, Result
from tests.engines.continuous import Continuous


class Upper:
    """Answers in capitals."""

    kind, context_tokens = "instruct", 1000

    def __init__(self) -> None:
        self.rounds: list[list[str]] = []

    def generate(self, requests: Sequence[Request]) -> Iterator[Result]:
        self.rounds.append([r.text for r in requests])
        return (Result(r.text.upper(), 1, 1, "end", None) for r in requests)


def talk(*asked: Sequence[str]) -> Conversation[list[str]]:
    """Asks for each of `asked` in turn; comes to all the answers."""
    heard = []
    for texts in asked:
        results = yield [Request(text, 9) for text in texts]
        heard += [r.text for r in results]
    return heard


TALKS: list[tuple[list[str], ...]] = [(["a"], ["b", "c"], ["d"]), (), (["e", "f"],), (["g"], ["h"])]


@pytest.mark.parametrize("made", [lambda e: e, Continuous], ids=["in turns", "meanwhile"])
def test_each_conversation_hears_the_answers_to_what_it_asked(made: Callable[[Any], Any]) -> None:
    assert list(hold([talk(*asked) for asked in TALKS], made(Upper()))) == [
        ["A", "B", "C", "D"], [], ["E", "F"], ["G", "H"]]


def test_in_turns_all_that_follow_are_asked_together() -> None:
    engine = Upper()
    list(hold([talk(*asked) for asked in TALKS], engine))  # type: ignore[arg-type]  # it counts no tokens
    assert engine.rounds == [["a", "e", "f", "g"], ["b", "c", "h"], ["d"]]


def test_meanwhile_what_follows_is_asked_before_the_others_have_ended() -> None:
    engine = Upper()
    list(hold([talk(*asked) for asked in TALKS], Continuous(engine)))
    assert [text for some in engine.rounds for text in some] == ["g", "h", "f", "e", "a", "c", "b", "d"]


def test_no_conversation_asks_nothing() -> None:
    engine = Upper()
    assert list(hold([], engine)) == [] == engine.rounds  # type: ignore[arg-type]


def test_a_conversation_is_told_of_as_soon_as_it_and_those_before_it_have_ended() -> None:
    engine = Upper()
    ends = hold([talk(["a"]), talk(["b"], ["c"]), talk(["d"])], engine)  # type: ignore[arg-type]
    assert next(ends) == ["A"] and engine.rounds == [["a", "b", "d"]]
    assert list(ends) == [["B", "C"], ["D"]]
