"""The doctor: each line that is not right says how to mend it."""

import shutil
from collections.abc import Callable
from importlib import metadata
from types import SimpleNamespace
from typing import Any

import pytest

from pipeline.config import Config, load
from pipeline.run import doctor
from pipeline.run.settings import sections


def settings(engine: str) -> Config:
    return load(None, sections(), tuple(f"{s}.{key}={engine}" for s in ("summarise", "translate")
                                        for key in ("engine", "model")))


def nothing(*_: Any) -> Any:
    raise metadata.PackageNotFoundError("bridgehead")


def without_jieba(name: str) -> str:
    if name == "jieba":
        raise metadata.PackageNotFoundError(name)
    return "1"


def test_all_is_well_where_all_is_here() -> None:
    assert [c.name for c in doctor.examine(settings("echo")) if c.ok] == ["python", "packages", "engine echo", "disk"]


@pytest.mark.parametrize(("place", "name", "stand_in", "line", "fix"), [
    (doctor.sys, "version_info", (3, 9), "python", "use Python 3.11 or newer"),
    (metadata, "version", without_jieba, "packages", "pip install jieba"),
    (metadata, "requires", nothing, "packages", "pip install --editable ."),
    (shutil, "disk_usage", lambda _: SimpleNamespace(free=1e9), "disk", "set BRIDGEHEAD_HOME to a larger disk"),
])
def test_what_is_not_right_has_a_fix(
    monkeypatch: pytest.MonkeyPatch, place: Any, name: str, stand_in: Callable[..., Any], line: str, fix: str,
) -> None:
    monkeypatch.setattr(place, name, stand_in)
    (failed,) = (c for c in doctor.examine(settings("echo")) if not c.ok)
    assert failed.name == line and fix in failed.fix


def test_an_engine_and_a_model_that_are_not_here_have_a_fix(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    said = {c.name: c.fix for c in doctor.examine(settings("transformers"))}
    assert said["engine transformers"] == "pip install 'bridgehead[transformers]'"
    assert "no model 'transformers' in the registry" in said["model transformers"]
