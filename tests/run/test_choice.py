"""`engine: auto` takes the fastest engine that knows the model, and says why."""

from typing import Any

import pytest

from pipeline.errors import EngineError
from pipeline.run.choice import Machine, Traits, choose

ALL = frozenset(("openvino", "ctranslate2", "transformers"))


@pytest.mark.parametrize(("model", "gpu", "engines", "engine", "why"), [
    (Traits("gguf", "instruct"), "", ALL, "openvino", "CPU"),
    (Traits("gguf", "instruct"), "", ALL - {"openvino"}, "ctranslate2", "openvino is not installed"),
    (Traits("gguf", "instruct"), "cuda", ALL, "transformers", "GPU (cuda)"),
    (Traits("safetensors", "seq2seq", "marian"), "", ALL, "ctranslate2", "int8"),
    (Traits("safetensors", "seq2seq", "m2m_100"), "mps", ALL, "transformers", "GPU (mps)"),
    (Traits("safetensors", "seq2seq", "marian"), "", frozenset({"transformers"}), "transformers", "not installed"),
    (Traits("safetensors", "seq2seq", "unheard-of"), "", ALL, "transformers", "does not know"),
    (Traits("safetensors", "instruct", "qwen3"), "", ALL, "ctranslate2", "instruct model (qwen3)"),
    (Traits("openvino", "instruct"), "cuda", ALL, "openvino", "own form"),
])
def test_the_fastest_engine_that_knows_the_model_is_taken(
    model: Traits, gpu: Any, engines: frozenset[str], engine: str, why: str,
) -> None:
    chosen, reason = choose(model, Machine(gpu, engines))
    assert chosen == engine and why in reason


def test_where_no_engine_is_installed_those_that_would_do_are_named() -> None:
    with pytest.raises(EngineError, match="install ctranslate2 or transformers"):
        choose(Traits("safetensors", "seq2seq", "marian"), Machine("", frozenset({"openvino"})))
