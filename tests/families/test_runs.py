"""Each family runs from its shipped configuration file, from an article to Parquet."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.dataset as ds
import pytest
from click.testing import CliRunner

from pipeline.cli import app
from pipeline.models import fetch, registry
from tests.families import tiny
from tests.models import test_several as several

pytestmark = pytest.mark.slow      # models are built, converted and loaded

CONFIGS = Path(__file__).parents[2] / "configs/models"
ARTICLE = """滨河新区产业园开工

来源：滨河日报 2024-03-05

今年上半年，滨河新区实际使用外资2.16亿美元，同比增长12.4%。新能源电池基地占地640亩，项目计划明年建成投产。
"""
BY = {"hunyuan-mt": "transformers"}      # CTranslate2 does not know it


def run(tmp_path: Path, family: str, *settings: str) -> tuple[dict[str, Any], str]:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text(ARTICLE, "utf-8")
    words = ["run", "--config", str(CONFIGS / f"{family}.yaml"), "--input", str(tmp_path / "in"),
             "--output", str(tmp_path / "out")]
    for setting in (*settings, "engine.device=cpu", "engine.threads=1", "engine.memory_gb=1"):
        words += ["--set", setting]
    result = CliRunner().invoke(app, words, prog_name="bridgehead")
    assert result.exit_code == 0, result.output
    (row,) = ds.dataset(tmp_path / "out/articles").to_table().to_pylist()
    return dict(row), result.stderr


@pytest.mark.parametrize("family", sorted(tiny.TRANSLATORS))
def test_a_translation_model_runs_from_its_configuration(
    family: str, model_of: Callable[[str], Path], tmp_path: Path,
) -> None:
    model, engine = model_of(family), BY.get(family, "ctranslate2")
    row, said = run(tmp_path, family, f"translate.model={model}", "translate.tries=2",
                    *([] if "shorten: false" in (CONFIGS / f"{family}.yaml").read_text() else
                      [f"summarise.model={model}"]))
    assert f"runs with {engine}" in said
    assert ("translate", str(model), engine) in {
        (m["role"], m["name"], m["engine"]) for m in row["provenance"]["models"]}
    assert row["title_zh"] == "滨河新区产业园开工" and len(row["paragraphs"]) == 1
    assert not any("\u3400" <= c <= "\u9fff" for c in row["body_en"])


@pytest.mark.parametrize("engine", ["ctranslate2", "transformers"])
def test_a_model_of_several_files_runs_by_its_name_in_the_registry(
    engine: str, model_of: Callable[[str], Path], store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = model_of("marian")
    parts = [p for p in folder.iterdir() if p.suffix in (".json", ".safetensors", ".spm")]
    entry = several.entry({p.name: p.read_bytes() for p in parts}, "tiny-marian")
    (tmp_path / "registry.toml").write_text(entry, "utf-8")
    known = registry.load_registry(tmp_path / "registry.toml")
    monkeypatch.setattr(registry, "load_registry", lambda: known)
    monkeypatch.delenv("BRIDGEHEAD_OFFLINE")
    monkeypatch.setattr(fetch.urllib.request, "urlopen", several.Hub({p.name: p.read_bytes() for p in parts}))
    row, _ = run(tmp_path, "marian", "translate.model=tiny-marian", f"translate.engine={engine}", "translate.tries=1")
    (made,) = [m for m in row["provenance"]["models"] if m["role"] == "translate"]
    assert (made["name"], made["engine"]) == ("tiny-marian", engine)
    assert made["digest"] == known["tiny-marian"].sha256[: len(made["digest"])]


@pytest.mark.parametrize("family", sorted(tiny.SUMMARISERS))
def test_a_summarisation_model_runs_from_its_configuration(
    family: str, model_of: Callable[[str], Path], tmp_path: Path,
) -> None:
    row, said = run(tmp_path, family, f"summarise.model={model_of(family)}", "translate.engine=echo",
                    "translate.model=echo")
    assert "runs with ctranslate2" in said
    assert row["summary_zh"]        # a random model says nothing that the article supports: sentences are picked
