"""The registry says what exists, and what is wrong with an entry before anything is fetched."""

from pathlib import Path

import pytest

from pipeline.errors import ConfigError, MissingModel
from pipeline.models.registry import find, load_registry

ENTRY = {
    "kind": '"instruct"', "file": '"m.gguf"', "size": "12", "sha256": f'"{"0a" * 32}"', "licence": '"MIT"',
    "languages": '"all"', "parameters": '"1"', "context_tokens": "64", "description": '"A model."',
}
HUB = '[m.hub]\nrepository = "a/b"\nrevision = "main"\nfile = "m.gguf"\n'


def write(folder: Path, *, source: str = "", **changes: str | None) -> Path:
    lines = [f"{key} = {value}" for key, value in (ENTRY | changes).items() if value is not None]
    path = folder / "registry.toml"
    path.write_text("\n".join(["[m]", *lines, source]), "utf-8")
    return path


def test_an_entry_is_read_with_its_sources(tmp_path: Path) -> None:
    model = load_registry(write(tmp_path, source=HUB))["m"]
    assert (model.name, model.size, model.context_tokens) == ("m", 12, 64)
    assert model.hub is not None and model.hub.repository == "a/b" and model.wheels is None


@pytest.mark.parametrize(("changes", "named"), [
    ({"size": None}, "size"), ({"sha256": None}, "sha256"), ({"licence": None}, "licence"),
    ({"colour": '"red"'}, "colour"), ({"size": '"12"'}, "size"), ({"size": "0"}, "size"), ({"size": "1.5"}, "size"),
    ({"kind": '"oracle"'}, "kind"), ({"sha256": '"abc"'}, "sha256"), ({"file": '"../m.gguf"'}, "file"),
    ({"file": '"a/m.gguf"'}, "file"), ({"context_tokens": "-1"}, "context_tokens"),
    ({"source": '[m.hub]\nrepository = "a/b"\n'}, "hub.revision"), ({"source": HUB + "branch = 1\n"}, "hub.branch"),
    ({"source": '[m.wheels]\npackage = "p"\nversion = "1"\nmember = "x"\nparts = 0\n'}, "wheels.parts"),
])
def test_a_wrong_entry_is_refused_by_model_and_key(tmp_path: Path, changes: dict[str, str], named: str) -> None:
    with pytest.raises(ConfigError, match=rf"registry\.toml: model 'm': .*{named}"):
        load_registry(write(tmp_path, **changes))


@pytest.mark.parametrize("text", ["m = 3", "m = [1]", "[m", "= 1", "[m]\na = 1\na = 2\n", "\xff"])
def test_a_file_that_is_no_registry_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "registry.toml"
    path.write_text(text, "latin-1")
    with pytest.raises(ConfigError, match=r"registry\.toml"):
        load_registry(path)


def test_a_registry_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"gone\.toml"):
        load_registry(tmp_path / "gone.toml")


def test_an_unknown_model_is_answered_with_those_that_there_are(tmp_path: Path) -> None:
    with pytest.raises(MissingModel, match="no model 'n' in the registry and no folder of that name; known: m"):
        find("n", load_registry(write(tmp_path)))


def test_the_shipped_models_can_be_had_and_may_be_used() -> None:
    models = load_registry()
    assert "qwen2.5-coder-1.5b-instruct" in models
    for model in models.values():
        assert model.hub or model.wheels
        assert model.licence and model.name in (Path(__file__).parents[2] / "models/README.md").read_text("utf-8")
