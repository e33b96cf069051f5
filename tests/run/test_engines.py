"""The engine room: each model is opened once, and what it does is counted."""

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from pipeline.engines.conversation import Converses
from pipeline.engines.echo import EchoEngine
from pipeline.engines.engine import EngineOptions, Request, Result
from pipeline.errors import ModelError
from pipeline.run.engines import EngineRoom, Metered
from pipeline.run.progress import Progress
from tests.engines.continuous import Continuous


@pytest.fixture
def room() -> EngineRoom:
    return EngineRoom(EngineOptions(), Progress(lambda _: None, lambda _: None))


def test_an_engine_is_opened_once(room: EngineRoom) -> None:
    assert room.open("echo", "echo") is room.open("echo", "echo")


def test_the_seconds_of_an_engine_are_counted() -> None:
    progress = Progress(lambda _: None, lambda _: None)
    engine = EngineRoom(EngineOptions(), progress).open("echo", "echo")
    assert progress.loading > 0 == progress.generating
    before = time.monotonic()
    list(engine.generate([Request("one", 10), Request("two", 10)]))
    assert 0 < progress.generating <= time.monotonic() - before


def test_an_engine_that_was_prepared_is_the_one_that_opens(room: EngineRoom) -> None:
    room.prepare("echo", "echo")
    (result,) = room.open("echo", "echo").generate([Request("one", 10)])
    assert result.text


def test_what_goes_wrong_while_a_model_is_prepared_is_said_when_it_is_opened(room: EngineRoom, tmp_path: Path) -> None:
    room.prepare("transformers", str(tmp_path))
    with pytest.raises(ModelError, match=r"config\.json"):
        room.open("transformers", str(tmp_path))


def test_what_is_generated_is_counted() -> None:
    progress = Progress(lambda _: None, lambda _: None)
    engine = EngineRoom(EngineOptions(), progress).open("echo", "echo")
    results = list(engine.generate([Request("one", 10), Request("two", 10)]))
    assert progress.items == progress.items_total == 2
    assert progress.tokens == sum(r.new_tokens for r in results)
    assert progress.prompt_tokens == sum(r.prompt_tokens for r in results)


def test_what_follows_from_an_answer_is_counted_and_what_is_made_of_it_is_not_the_engines_time() -> None:
    progress = Progress(lambda _: None, lambda _: None)

    def follow(number: int, result: Result) -> list[Request]:
        time.sleep(0.05)
        return [Request("more", 10)] if number == 0 else []

    engine = Metered(Continuous(EchoEngine()), progress)
    assert isinstance(engine, Converses)
    list(engine.converse([Request("one", 10), Request("two", 10)], follow))
    assert (progress.items, progress.items_total, progress.tokens) == (3, 3, len("onetwomore"))
    assert 0 < progress.generating < 0.05


def test_a_metered_engine_can_what_the_engine_can() -> None:
    assert not isinstance(Metered(EchoEngine(), Progress(lambda _: None, lambda _: None)), Converses)


def test_answers_that_wait_for_their_turn_are_told_while_an_engine_works() -> None:
    class Batch:
        kind, context_tokens, finished = "instruct", 100, 0

        def generate(self, requests: Sequence[Request]) -> Iterator[Result]:
            self.finished = 2
            yield from (Result(r.text, 1, 1, "end", None) for r in requests)

    progress = Progress(lambda _: None, lambda _: None)
    results = Metered(Batch(), progress).generate([Request(text, 10) for text in "abc"])      # type: ignore[arg-type]
    next(results)
    assert (progress.items, progress.answered) == (1, 2)
    assert len(list(results)) == 2 and progress.answered == 3


def test_echo_is_called_echo(room: EngineRoom) -> None:
    assert room.identity("echo", "whatever") == "echo"


def test_a_folder_of_the_users_own_is_known_by_its_content(room: EngineRoom, tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    before = room.identity("transformers", str(tmp_path))
    assert before.startswith(f"{tmp_path}@") and before.endswith("| transformers")
    (tmp_path / "config.json").write_text("{ }")
    assert room.identity("transformers", str(tmp_path)) != before
