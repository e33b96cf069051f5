"""The engines, each imported only when it is asked for."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import ModuleType

from pipeline.engines.engine import Engine, EngineOptions, LocalModel
from pipeline.errors import MissingEngine

# name -> what `pip install` brings it
ENGINES = {"openvino": "bridgehead", "ctranslate2": "bridgehead[ctranslate2]",
           "transformers": "bridgehead[transformers]", "vllm": "bridgehead[vllm]", "echo": "bridgehead"}
# name -> the form that it makes of a model's weights; one made under another name than this is made anew
FORMS = {"openvino": "int8 from the file's own values", "ctranslate2": "int8"}


def open_engine(name: str, model: LocalModel, options: EngineOptions) -> Engine:
    """Load `model` on the engine called `name`.

    :raises MissingEngine: there is no such engine, or its libraries are missing.
    :raises EngineError: it cannot load the model.
    """
    engine: Engine = _module(name).open_model(model, options)
    return engine


def converter(name: str) -> Callable[[Path, Path], None]:
    """The function (GGUF file, empty folder) that writes what the engine called `name` loads."""
    convert: Callable[[Path, Path], None] = _module(name).convert
    return convert


def folder_converter(name: str) -> Callable[[Path, Path], None] | None:
    """The function (folder of safetensors, empty folder) that writes what the engine called `name` loads; None where it
    loads such a folder as it is."""
    convert: Callable[[Path, Path], None] | None = getattr(_module(name), "convert_folder", None)
    return convert


def _module(name: str) -> ModuleType:
    if name not in ENGINES:
        raise MissingEngine(f"there is no engine '{name}'; known: {', '.join(ENGINES)}")
    try:
        return import_module(f"pipeline.engines.{name}")
    except ImportError as error:
        raise MissingEngine(f"the engine '{name}' needs {error.name}; install it with: "
                            f"pip install '{ENGINES[name]}'") from error
