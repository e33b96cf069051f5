"""Lines in, lines out, whatever an engine does to one of them."""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from pipeline.config import Config, ReadFile
from pipeline.engines.engine import Request, Result
from pipeline.errors import EngineError
from pipeline.memory import Memory
from pipeline.run.single import translate_lines
from pipeline.stages.translate import TranslateSettings


class Fragile:
    """An engine that breaks on one character and answers the rest; `sizes` are how many requests came together."""

    kind = "seq2seq"
    context_tokens = 1000

    def __init__(self) -> None:
        self.sizes: list[int] = []

    def open(self, engine: str, model: str) -> "Fragile":
        return self

    def identity(self, engine: str, model: str) -> str:
        return "fragile"

    def memory(self) -> Memory:
        return Memory()

    def generate(self, requests: Sequence[Request]) -> Iterator[Result]:
        self.sizes.append(len(requests))
        for request in requests:
            if "坏" in request.text:
                raise EngineError("The request is longer than the model can read.")
            yield Result(f"English of {len(request.text)}", 1, 1, "end", None)

    def count_tokens(self, text: str) -> int:
        return len(text)


@pytest.fixture
def config() -> Config:
    file = ReadFile("p", "{text}")
    return Config("c", {"translate": TranslateSettings(
        tries=1, system_prompt=file, prompt=file, again_prompt=file, quoted_prompt=file, glossary=())})


def lines(number: int, bad: int | None = None) -> list[str]:
    return ["坏了的一行" if i == bad else f"第{'长' * i}行说明情况" for i in range(number)]


def test_a_line_that_fails_is_empty_and_the_others_are_not(config: Config) -> None:
    said: list[str] = []
    done = list(translate_lines(lines(9, bad=5), config, Fragile(), said.append))
    assert [t.zh for t in done] == lines(9, bad=5)
    assert [bool(t.en) for t in done] == [i != 5 for i in range(9)]
    assert len(said) == 1 and said[0].startswith("line 6: not translated: The request is longer")


def test_the_first_line_comes_before_the_second_is_read(config: Config) -> None:
    def stream() -> Iterator[str]:
        yield "第一行文字"
        raise AssertionError("read too far")

    assert next(translate_lines(stream(), config, Fragile(), print)).en


def test_later_lines_go_to_the_engine_together(config: Config) -> None:
    engine: Any = Fragile()
    assert len(list(translate_lines(lines(40), config, engine, print))) == 40
    assert engine.sizes == [1, 39]
