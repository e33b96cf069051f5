"""`engine: auto`: which engine a model is run with on this machine, and why. The rules are pure; looking is apart."""

import importlib.util
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pipeline.engines.hardware import gpu
from pipeline.errors import MissingEngine

# Kinds of model (`model_type` of config.json) that CTranslate2's converter knows and that our tests have converted.
_CONVERTIBLE = frozenset((
    "marian", "m2m_100", "mbart", "bart", "pegasus", "t5", "mt5", "umt5", "gpt2", "qwen2", "qwen3", "llama", "mistral",
    "gemma", "gemma2", "gemma3_text"))


@dataclass(frozen=True)
class Traits:
    """What of a model decides: the form that it is in, its kind, and what family it says it is of."""

    form: Literal["gguf", "openvino", "safetensors"]
    kind: Literal["instruct", "seq2seq"]
    family: str = ""


@dataclass(frozen=True)
class Machine:
    """What of a machine decides: the GPU that torch can use ("" for none), and the engines that are installed."""

    gpu: Literal["", "cuda", "mps"]
    engines: frozenset[str]


def choose(model: Traits, machine: Machine) -> tuple[str, str]:
    """The engine for a model on a machine, and the reason.

    :raises MissingEngine: no engine that is installed runs it.
    """
    for engine, why in _wishes(model, machine):
        if engine in machine.engines:
            return engine, why
    wanted = " or ".join(dict.fromkeys(engine for engine, _ in _wishes(model, machine)))
    raise MissingEngine(f"no engine that is installed runs a {model.kind} model as {model.form}; install {wanted} "
                        "(docs/models.md)")


def _wishes(model: Traits, machine: Machine) -> list[tuple[str, str]]:
    """The engines that run the model, best first."""
    if model.form == "openvino":
        return [("openvino", "the model is in OpenVINO's own form")]
    known = model.form == "gguf" or model.family in _CONVERTIBLE
    if machine.gpu:
        there = f"a GPU ({machine.gpu}) is there"
        if model.kind == "instruct" and machine.gpu == "cuda":
            return [("vllm", "an instruct model on an NVIDIA GPU: made for many texts at once"),
                    ("transformers", f"{there}, and vllm is not installed")]
        return [("transformers", there)]
    if model.form == "gguf":
        return [("openvino", "an instruct model on a CPU: fastest there, in int8"),
                ("ctranslate2", "an instruct model on a CPU, and openvino is not installed"),
                ("transformers", "neither openvino nor ctranslate2 is installed")]
    article = "an" if model.kind == "instruct" else "a"
    what = f"{article} {model.kind} model ({model.family or 'unknown'}) on a CPU"
    fast = [("ctranslate2", f"{what}: fastest there, in int8")] if known else []
    slow = "ctranslate2 is not installed" if known else "ctranslate2 does not know it"
    return [*fast, ("transformers", f"{what}, and {slow}")]


def choose_here(model: str, device: str) -> tuple[str, str]:
    """The same for the model that a configuration names, on this machine, with `engine.device`.

    :raises ModelError: there is no such model.
    """
    return choose(_traits(model), _machine(device))


def _traits(model: str) -> Traits:
    from pipeline.models import folder, registry

    path = Path(model)
    if not path.is_dir():
        entry = registry.find(model, registry.load_registry())
        return Traits("safetensors" if entry.files else "gguf", entry.kind, entry.family)
    kind = folder.inspect(path).kind
    if (path / "openvino_model.xml").is_file():
        return Traits("openvino", kind)
    return Traits("safetensors", kind, str(json.loads((path / "config.json").read_text("utf-8")).get("model_type")))


@lru_cache
def _machine(device: str) -> Machine:
    libraries = {"openvino": ("openvino_genai",), "ctranslate2": ("ctranslate2", "transformers"),
                 "transformers": ("transformers", "torch"), "vllm": ("vllm", "transformers")}
    installed = {name for name, needs in libraries.items() if all(map(importlib.util.find_spec, needs))}
    if ":" in device:       # it takes the first GPU that it sees, and no other
        installed.discard("vllm")
    return Machine(gpu(device), frozenset(installed))

