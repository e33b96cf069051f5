"""`engine: auto` takes the fastest engine that knows the model, and says why."""

from typing import Any

import pytest

from pipeline.config import load
from pipeline.errors import EngineError
from pipeline.run.choice import Machine, Traits, _machine, choose
from pipeline.run.settings import sections
from pipeline.run.start import Runner, _engine_options

ALL = frozenset(("openvino", "ctranslate2", "transformers"))
MORE = ALL | {"vllm"}


@pytest.mark.parametrize(("model", "gpu", "engines", "engine", "why"), [
    (Traits("gguf", "instruct"), "", ALL, "openvino", "CPU"),
    (Traits("gguf", "instruct"), "", ALL - {"openvino"}, "ctranslate2", "openvino is not installed"),
    (Traits("gguf", "instruct"), "cuda", ALL, "transformers", "GPU (cuda)"),
    (Traits("safetensors", "seq2seq", "marian"), "", ALL, "ctranslate2", "int8"),
    (Traits("safetensors", "seq2seq", "m2m_100"), "mps", ALL, "transformers", "GPU (mps)"),
    (Traits("safetensors", "seq2seq", "marian"), "", frozenset({"transformers"}), "transformers", "not installed"),
    (Traits("safetensors", "seq2seq", "unheard-of"), "", ALL, "transformers", "does not know"),
    (Traits("safetensors", "instruct", "qwen3"), "", ALL, "ctranslate2", "instruct model (qwen3)"),
    (Traits("gguf", "instruct"), "cuda", MORE, "vllm", "NVIDIA GPU"),
    (Traits("safetensors", "instruct", "qwen3"), "cuda", MORE, "vllm", "many texts at once"),
    (Traits("safetensors", "instruct", "qwen3"), "cuda", ALL, "transformers", "vllm is not installed"),
    (Traits("safetensors", "instruct", "qwen3"), "", MORE, "ctranslate2", "on a CPU"),
    (Traits("safetensors", "instruct", "qwen3"), "mps", MORE, "transformers", "GPU (mps)"),
    (Traits("safetensors", "seq2seq", "marian"), "cuda", MORE, "transformers", "GPU (cuda)"),
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


def test_an_engine_that_knows_the_first_gpu_alone_is_none_for_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: True)
    assert _machine.__wrapped__("cuda").engines - _machine.__wrapped__("cuda:1").engines == {"vllm"}


@pytest.mark.parametrize(("runner", "gpus", "device", "taken"), [
    ("local", 1, "auto", "auto"), ("ray", 0, "auto", "cpu"), ("ray", 0.5, "auto", "cuda"), ("ray", 1, "cpu", "cpu")])
def test_on_a_cluster_the_device_is_the_one_of_a_worker(runner: Any, gpus: float, device: str, taken: str) -> None:
    config = load(None, sections(), (f"ray.gpus={gpus}", f"engine.device={device}"))
    assert _engine_options(config, Runner(runner)).device == taken
