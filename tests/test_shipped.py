"""What is shipped beside the code: every configuration loads, says the defaults, and every link leads somewhere."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.config import load
from pipeline.memory import Memory
from pipeline.run.settings import sections
from pipeline.stages import STAGES
from pipeline.stages.translate import load_glossary
from pipeline.text.zh.chrome import parse_rules

HOUSE = Path(__file__).parents[1]
CONFIGS = sorted((HOUSE / "configs").rglob("*.yaml"))
PAGES = [HOUSE / name for name in ("README.md", "models/README.md", "data/README.md")] + sorted(HOUSE.glob("docs/*.md"))


class Identities:
    """Engines of which only the identity is asked."""

    def open(self, engine: str, model: str) -> None:
        raise AssertionError("nothing is to be loaded")

    def identity(self, engine: str, model: str) -> str:
        return f"{model} | {engine}"

    def memory(self) -> Memory:
        return Memory()


@pytest.mark.parametrize("path", CONFIGS, ids=lambda p: p.relative_to(HOUSE).as_posix())
def test_a_shipped_configuration_can_be_used(path: Path) -> None:
    config = load(path, sections())
    for stage in STAGES:
        settings = config.sections[stage.name]
        assert stage.fingerprint(settings, Identities()).startswith(f"{stage.name} v")     # type: ignore[arg-type]
    load_glossary(config.sections["translate"].glossary)
    assert parse_rules(config.sections["clean"].chrome.text)


@pytest.mark.parametrize("path", CONFIGS, ids=lambda p: p.relative_to(HOUSE).as_posix())
def test_what_config_show_prints_of_it_is_a_configuration_of_the_same_settings(path: Path, tmp_path: Path) -> None:
    shown = load(path, sections())
    (tmp_path / "shown.yaml").write_text(shown.text, "utf-8")
    assert load(tmp_path / "shown.yaml", sections()).plain() == shown.plain()


def test_the_default_configuration_says_the_defaults(tmp_path: Path) -> None:
    (tmp_path / "empty.yaml").write_text("")
    assert load(HOUSE / "configs/default.yaml", sections()).plain() == load(tmp_path / "empty.yaml", sections()).plain()


def test_echo_is_used_wherever_a_model_could_be() -> None:
    config = load(HOUSE / "configs/echo.yaml", sections())
    assert {s.engine for s in config.sections.values() if hasattr(s, "engine")} == {"echo"}


def links(page: Path) -> Iterator[str]:
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text("utf-8")):
        if not re.match(r"[a-z]+:", target):
            yield target


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(HOUSE).as_posix())
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    assert [target for target in links(page) if not (page.parent / target).exists()] == []


def test_every_sample_is_described() -> None:
    text = (HOUSE / "data/README.md").read_text("utf-8")
    assert [p.name for p in (HOUSE / "data/articles").iterdir() if f"`{p.name}`" not in text] == []


@pytest.mark.slow
@pytest.mark.parametrize("script", sorted((HOUSE / "benchmarks").glob("*.py")), ids=lambda p: p.name)
def test_a_benchmark_can_be_started(script: Path) -> None:
    done = subprocess.run([sys.executable, str(script), "--help"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
