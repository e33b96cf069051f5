"""The registry: which models exist, pinned by digest, and where their files come from. Reads one TOML file."""

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, PositiveInt, TypeAdapter, ValidationError

from pipeline.config import shipped
from pipeline.errors import ConfigError, MissingModel

_NO_OTHER_KEYS = ConfigDict(extra="forbid")
Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
FileName = Annotated[str, Field(pattern=r"^[\w+-][\w.+-]*$")]
# What a folder may hold: weights that are no pickles, settings and tokenizers; no code.
Part = Annotated[str, Field(pattern=r"^[\w+-][\w.+-]*\.(safetensors|json|txt|model|spm|jinja)$")]


@dataclass(frozen=True)
class Hub:
    """A file of a repository on the Hugging Face hub, at a revision; none is named for a model of several files."""

    __pydantic_config__ = _NO_OTHER_KEYS
    repository: str
    revision: str
    file: str = ""


@dataclass(frozen=True)
class Wheels:
    """Package wheels that carry the file in parts; `package` and `member` hold {n} (1, 2, ...) or {nn} (01, ...)."""

    __pydantic_config__ = _NO_OTHER_KEYS
    package: str
    version: str
    member: str
    parts: PositiveInt


@dataclass(frozen=True)
class Pinned:
    """A file of a model that has several: its name, its size in bytes and its digest."""

    __pydantic_config__ = _NO_OTHER_KEYS
    file: Part
    size: PositiveInt
    sha256: Sha256


@dataclass(frozen=True)
class Model:
    """A pinned model: one GGUF `file` of `size` bytes with `sha256`, and its sources, tried in order: hub, then wheels.
    Or a folder of `files` as transformers saves it, of a `family` (model_type of config.json): then `file` is the
    folder's name, and `size` and `sha256` are those of all together."""

    __pydantic_config__ = _NO_OTHER_KEYS
    name: str
    kind: Literal["instruct", "seq2seq"]
    file: FileName
    size: PositiveInt
    sha256: Sha256
    licence: str
    languages: str
    parameters: str
    context_tokens: PositiveInt
    description: str
    hub: Hub | None = None
    wheels: Wheels | None = None
    files: tuple[Pinned, ...] = ()
    family: str = ""


def load_registry(path: Path | None = None) -> dict[str, Model]:
    """All models by name.

    :raises ConfigError: the file cannot be read, or an entry has a key too many or too few or of a wrong type.
    """
    path = path or shipped("models/registry.toml")
    try:
        entries = tomllib.loads(path.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: the model registry cannot be read ({error})") from error
    return {name: _model(path, name, entry) for name, entry in entries.items()}


def find(name: str, registry: dict[str, Model]) -> Model:
    """The entry called `name`.

    :raises MissingModel: there is none; the message lists those that there are.
    """
    if name not in registry:
        raise MissingModel(f"no model '{name}' in the registry and no folder of that name; "
                           f"known: {', '.join(registry)}")
    return registry[name]


def _model(path: Path, name: str, entry: Any) -> Model:
    if not isinstance(entry, dict):
        raise ConfigError(f"{path}: '{name}' must be a table that describes a model")
    try:
        if "files" in entry:
            entry = entry | _together(path, name, entry)
        model = TypeAdapter(Model).validate_json(json.dumps(entry | {"name": name}, default=str), strict=True)
        if model.hub is not None and bool(model.hub.file) == bool(model.files):
            raise ConfigError(f"{path}: model '{name}': hub.file: names the one file of a model; one of several files "
                              "has none")
        return model
    except ValidationError as error:
        problems = (f"{'.'.join(map(str, e['loc']))}: {e['msg'].lower()}" for e in error.errors())
        raise ConfigError(f"{path}: model '{name}': {'; '.join(problems)}") from error


def _together(path: Path, name: str, entry: Mapping[str, Any]) -> dict[str, Any]:
    """Of a model of several files, what one of a single file names itself.

    :raises ConfigError: the entry has keys of both kinds, or lacks what only a folder has.
    """
    listed = json.dumps({"files": entry["files"]}, default=str)
    files = TypeAdapter(dict[str, tuple[Pinned, ...]]).validate_json(listed, strict=True)["files"]
    names = [f.file for f in files]
    problems = [f"{key}: stands with each of the files" for key in ("file", "size", "sha256") if key in entry]
    problems += ["wheels: carry a single file"] if "wheels" in entry else []
    problems += ["family: is missing (model_type of config.json)"] if not entry.get("family") else []
    problems += [f"files: {twice} is named twice" for twice in dict.fromkeys(n for n in names if names.count(n) > 1)]
    if "config.json" not in names or not any(n.endswith(".safetensors") for n in names):
        problems.append("files: config.json and weights as safetensors are needed")
    if problems:
        raise ConfigError(f"{path}: model '{name}': {'; '.join(problems)}")
    lines = "".join(f"{f.file} {f.sha256}\n" for f in sorted(files, key=lambda f: f.file))
    return {"file": "files", "size": sum(f.size for f in files), "sha256": hashlib.sha256(lines.encode()).hexdigest()}
