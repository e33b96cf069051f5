"""YAML -> validated settings. Every problem is reported at once, with a suggestion. Knows no stage by name.

The caller names the sections (`{"clean": CleanSettings, ...}`), each a frozen dataclass whose fields carry the
defaults. Unknown keys, duplicate keys and values of a wrong type are refused. A field of type TextFile names a file
(prompt, glossary, ...): it is read here, so that stages need no files and a fingerprint can hold its digest.
Relative names are looked up beside the configuration file, then in the shipped `configs` folder.
"""

import dataclasses
import difflib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import PlainValidator, TypeAdapter, ValidationError, ValidationInfo

from pipeline.errors import ConfigError

_MOST_BYTES, _MOST_VALUES = 1_000_000, 20_000


@dataclass(frozen=True)
class ReadFile:
    """A text file named by the configuration, as read: `name` as written there, `text` its content."""

    name: str
    text: str


def _read_named(value: object, info: ValidationInfo) -> ReadFile:
    if isinstance(value, ReadFile):
        return value
    if not isinstance(value, str):
        raise ValueError("must be the name of a file")
    folders = (info.context or {}).get("folders", ())
    for folder in folders:
        path = folder / value
        if path.is_file():
            try:
                return ReadFile(value, path.read_text("utf-8-sig"))
            except (OSError, UnicodeDecodeError) as error:
                raise ValueError(f"{path} cannot be read as UTF-8 text ({error})") from error
    raise ValueError(f"no file '{value}' in {' or '.join(str(f) for f in folders)}")


TextFile = Annotated[ReadFile, PlainValidator(_read_named)]


@dataclass(frozen=True)
class Config:
    """Validated settings by section, and the plain values they came from (defaults filled in)."""

    name: str
    sections: Mapping[str, Any]

    def plain(self) -> dict[str, Any]:
        """All settings as YAML-able values; a file appears by its name."""
        return {name: _plain(section) for name, section in self.sections.items()}

    @property
    def text(self) -> str:
        """All settings as YAML, defaults included."""
        return yaml.safe_dump(self.plain(), allow_unicode=True, sort_keys=False)


def shipped(name: str) -> Path:
    """A file or folder that comes with Bridgehead (`configs`, `models/registry.toml`): from the checkout, or, where
    the package is installed, from inside it."""
    package = Path(__file__).parent
    inside = package / "shipped" / name
    return inside if inside.exists() else package.parent / name


def load(path: Path | None, sections: Mapping[str, type], overrides: Sequence[str] = ()) -> Config:
    """Read a YAML file (None: the shipped default.yaml) and apply `section.key=value` overrides.

    :raises ConfigError: listing every problem, one a line.
    """
    path = path or shipped("configs/default.yaml")
    values, problems = _parse(path)
    for override in overrides:
        problems += _override(values, override)
    built: dict[str, Any] = {}
    context = {"folders": (path.parent.resolve(), shipped("configs").resolve())}
    problems += _unknown("", values, sections)
    for name, kind in sections.items():
        given = values.get(name, {})
        if not isinstance(given, dict):
            problems.append(f"{name}  must be a group of settings")
            continue
        known = {f.name: f for f in dataclasses.fields(kind)}
        problems += _unknown(f"{name}.", given, known)
        try:
            usable = _with_default_files(kind, {k: v for k, v in given.items() if k in known})
            text = json.dumps(usable, default=_foreign)
            built[name] = TypeAdapter(kind).validate_json(text, strict=True, context=context)
        except ValidationError as error:
            problems += [f"{name}.{'.'.join(str(p) for p in e['loc'])}  {_say(e)}" for e in error.errors()]
    if problems:
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        raise ConfigError(f"{path}: {count}\n" + "\n".join(f"  {p}" for p in problems))
    return Config(str(path), built)


class _Loader(yaml.SafeLoader):
    """safe_load that notes a key given twice (YAML keeps the last without a word)."""

    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        self.twice: list[str] = []


def _mapping(loader: _Loader, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
    seen = set()
    for key, _ in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise yaml.constructor.ConstructorError(None, None, "a key must be a name", key.start_mark)
        if key.value in seen:
            loader.twice.append(f"{key.value}  the key '{key.value}' is given twice (line {key.start_mark.line + 1})")
        seen.add(key.value)
    # A key is the name of a setting, also where YAML reads a date or a number.
    return {str(k): v for k, v in yaml.SafeLoader.construct_mapping(loader, node, deep).items()}


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def _parse(path: Path) -> tuple[dict[str, Any], list[str]]:
    """The values of a YAML file, and the keys that it gives twice."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise ConfigError(f"{path}: is too large for a configuration; name a YAML file with --config")
        values, twice = _values(path.read_text("utf-8-sig"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}); name a YAML file with --config") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        why = "it is nested too deeply" if isinstance(error, RecursionError) else " ".join(str(error).split())
        raise ConfigError(f"{path}: is not valid YAML: {why}") from error
    if values is None:
        return {}, twice
    if not isinstance(values, dict):
        raise ConfigError(f"{path}: must hold groups of settings (name: ...), not {type(values).__name__}")
    return values, twice


def _values(text: str) -> tuple[Any, list[str]]:
    """What a YAML text holds, and the keys that it gives twice.

    :raises ValueError: aliases in it stand for more than a configuration can hold.
    """
    loader = _Loader(text)
    try:
        values = loader.get_single_data()
    finally:
        loader.dispose()
    left, count = [values], 0
    while left:
        value = left.pop()
        count += 1
        if count > _MOST_VALUES:
            raise ValueError("it holds too many values, or one that holds itself")
        left += [*value.values()] if isinstance(value, dict) else value if isinstance(value, list) else []
    return values, loader.twice


def _override(values: dict[str, Any], text: str) -> list[str]:
    key, equals, value = text.partition("=")
    section, dot, name = key.strip().partition(".")
    if not (equals and dot and name):
        return [f"--set {text}  must read section.key=value"]
    group = values.setdefault(section, {})
    if not isinstance(group, dict):
        return [f"--set {text}  '{section}' is not a group of settings"]
    try:
        group[name], twice = _values(value)
    except (yaml.YAMLError, ValueError, RecursionError):
        group[name], twice = value, []
    return twice


def _unknown(prefix: str, given: Mapping[str, Any], known: Mapping[str, Any]) -> list[str]:
    problems = []
    for key in given:
        if key not in known:
            near = difflib.get_close_matches(str(key), list(known), n=1)
            hint = f"did you mean '{near[0]}'?" if near else f"known: {', '.join(known)}"
            problems.append(f"{prefix}{key}  unknown setting; {hint}")
    return problems


def _with_default_files(kind: type, given: dict[str, Any]) -> dict[str, Any]:
    """Fill in the default names of TextFile fields: pydantic does not validate defaults, and these must be read."""
    filled = dict(given)
    for field in dataclasses.fields(kind):
        names = field.metadata.get("file")
        if names is not None and field.name not in filled:
            filled[field.name] = names
    return filled


def file_setting(name: str | tuple[str, ...]) -> Any:
    """A TextFile field (or a tuple of them) with the name of its shipped default."""
    default: Any = ReadFile(name, "") if isinstance(name, str) else tuple(ReadFile(n, "") for n in name)
    return dataclasses.field(default=default, metadata={"file": name if isinstance(name, str) else list(name)})


def _say(error: Any) -> str:
    message = str(error["msg"]).removeprefix("Value error, ")
    return f"{message[:1].lower()}{message[1:]} (got {str(error.get('input'))[:60]!r})"


def _foreign(value: object) -> list[str]:
    """A date is no setting: as a list of one it is of no field's type, and the message shows it."""
    return [str(value)]


def _plain(value: Any) -> Any:
    if isinstance(value, ReadFile):
        return value.name
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value
