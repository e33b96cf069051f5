"""The seq2seq way with a model that has learnt to translate: what was put in comes out, what it spoils is found."""

import random
from pathlib import Path
from typing import Any

import pyarrow.dataset as ds
import pytest
from click.testing import CliRunner

from pipeline.cli import app
from pipeline.text.glossary import build, parse_glossary
from tests.families import trained

pytestmark = pytest.mark.slow      # a model is trained

CONFIG = Path(__file__).parents[2] / "configs/models/marian.yaml"
PARAGRAPHS = 8
SPOILT = "东岭高新区的创新大厦高度为208米，地下停车场有1360个车位，每天接待游客5200人次。"


@pytest.fixture(scope="session")
def marian(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("trained") / "opus-mt-tiny"
    folder.mkdir()
    assert trained.build_model(folder) < 0.05
    return folder


def unseen(count: int) -> list[tuple[str, str]]:
    """Chinese and English of sentences with figures that training drew from another seed."""
    chance, glossary = random.Random(2_026), build(parse_glossary(trained.GLOSSARY, "glossary"))
    return [(zh, en) for zh, _, en in (trained.sentence(chance, glossary) for _ in range(count))]


@pytest.fixture(scope="session", params=["ctranslate2", "transformers"])
def article(request: pytest.FixtureRequest, marian: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """An article of unseen sentences and one that is like none of them, as a run of an engine publishes it."""
    folder = tmp_path_factory.mktemp("run")
    (folder / "in").mkdir()
    lines = ["滨河新区签约项目", "来源：滨河日报 2024-03-05", *(zh for zh, _ in unseen(PARAGRAPHS)), SPOILT]
    (folder / "in/a.txt").write_text("\n\n".join(lines), "utf-8")
    (folder / "glossary.csv").write_text(trained.GLOSSARY, "utf-8")
    words = ["run", "--config", str(CONFIG), "--input", str(folder / "in"), "--output", str(folder / "out")]
    for setting in (f"translate.model={marian}", f"translate.engine={request.param}",
                    f"translate.glossary=[{folder / 'glossary.csv'}]", "engine.device=cpu", "engine.threads=1"):
        words += ["--set", setting]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BRIDGEHEAD_HOME", str(folder / "home"))
        result = CliRunner().invoke(app, words, prog_name="bridgehead")
    assert result.exit_code == 0, result.output
    (row,) = ds.dataset(folder / "out/articles").to_table().to_pylist()
    assert str(marian) in {m["name"] for m in row["provenance"]["models"]}
    return dict(row)


def of_segment(article: dict[str, Any], column: str, number: int) -> list[dict[str, Any]]:
    return [value for value in article[column] if value["segment"] == f"p{number}"]


def test_figures_and_names_of_unseen_sentences_come_out_right(article: dict[str, Any]) -> None:
    assert [p["en"] for p in article["paragraphs"][:PARAGRAPHS]] == [en for _, en in unseen(PARAGRAPHS)]
    for number in range(1, PARAGRAPHS + 1):
        assert of_segment(article, "findings", number) == []
        for column in ("figures", "terms"):
            kept = of_segment(article, column, number)
            assert kept and {value["status"] for value in kept} == {"matched"}


def test_what_the_model_spoils_is_found_and_sent_to_review(article: dict[str, Any]) -> None:
    spoilt = PARAGRAPHS + 1
    assert article["paragraphs"][PARAGRAPHS]["zh"] == SPOILT
    assert any(f["code"].startswith("figure_") for f in of_segment(article, "findings", spoilt))
    assert {f["status"] for f in of_segment(article, "figures", spoilt)} != {"matched"}
    assert article["status"] == "review"
