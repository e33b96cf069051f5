"""Tiny models of all families, built when first asked for."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.families import tiny

pytest.importorskip("ctranslate2")


@pytest.fixture(scope="session")
def model_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The folder of the tiny model of a family."""

    @cache
    def build(family: str) -> Path:
        folder = tmp_path_factory.mktemp("tiny") / family
        folder.mkdir()
        (tiny.TRANSLATORS | tiny.SUMMARISERS)[family](folder)
        return folder

    return build


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model cache of the tests' own."""
    return tmp_path_factory.mktemp("store")


@pytest.fixture(autouse=True)
def _at_home(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIDGEHEAD_HOME", str(store))
    monkeypatch.setenv("BRIDGEHEAD_OFFLINE", "1")
