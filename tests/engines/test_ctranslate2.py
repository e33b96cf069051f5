"""What is particular to the CTranslate2 engine: batches where memory runs out, and results that stand alone."""

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("ctranslate2")

from pipeline.engines import folder_converter, open_engine
from pipeline.engines.engine import EngineOptions, LocalModel, Request
from pipeline.errors import EngineError

pytestmark = pytest.mark.slow      # models are built and loaded

REQUESTS = [Request("a new area " * n, 6) for n in range(1, 6)]


@pytest.fixture(scope="module")
def converted(marian: LocalModel, tmp_path_factory: pytest.TempPathFactory) -> LocalModel:
    folder, convert = tmp_path_factory.mktemp("converted"), folder_converter("ctranslate2")
    assert convert is not None
    convert(marian.path, folder)
    return LocalModel("tiny", "seq2seq", Path(folder), marian.context_tokens)


def opened(model: LocalModel, deterministic: bool = False) -> Any:
    return open_engine("ctranslate2", model, EngineOptions(
        device="cpu", threads=1, batch=8, deterministic=deterministic))


class Small:
    """A network with room for `most` sentences; `rows` are how many it was given."""

    def __init__(self, network: Any, most: int) -> None:
        self._network, self._most, self.rows = network, most, list[int]()

    def translate_batch(self, sources: list[list[str]], *others: Any, **options: Any) -> Any:
        self.rows.append(len(sources))
        if len(sources) > self._most:
            raise RuntimeError("std::bad_alloc")
        return self._network.translate_batch(sources, *others, **options)


def test_memory_that_runs_out_halves_the_batch_and_goes_on(converted: LocalModel) -> None:
    engine = opened(converted)
    expected = [r.prompt_tokens for r in engine.generate(REQUESTS)]
    engine._network = small = Small(engine._network, 2)
    assert [r.prompt_tokens for r in engine.generate(REQUESTS)] == expected
    assert small.rows[0] == 5 and small.rows[-1] <= 2


def test_where_one_request_is_too_much_it_is_said(converted: LocalModel) -> None:
    engine = opened(converted)
    engine._network = Small(engine._network, 0)
    with pytest.raises(EngineError, match=r"bad_alloc.*engine\.batch"):
        list(engine.generate(REQUESTS))


def test_a_result_does_not_depend_on_the_batch_where_that_is_asked_for(converted: LocalModel) -> None:
    engine = opened(converted, deterministic=True)
    together = list(engine.generate(REQUESTS))
    assert together == list(engine.generate(REQUESTS[::-1]))[::-1]
    assert together == [next(engine.generate([r])) for r in REQUESTS]
