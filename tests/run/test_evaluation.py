"""Scores are sacrebleu's with their signature, and fidelity is counted as the check counts it."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pipeline.cli import app
from pipeline.run.evaluation import evaluate, score, score_summaries

ZH = ["总投资12.5亿元。", "占地640亩，增长4.7%。"]
GOOD = ["The total investment is 1.25 billion yuan.", "It covers 42.7 hectares and grew by 4.7%."]
BAD = ["The total investment is 12.5 billion yuan.", "占地 " + "and so it goes on " * 5]


def write(folder: Path, **files: list[str]) -> dict[str, Path]:
    for name, lines in files.items():
        (folder / f"{name}.txt").write_text("\n".join(lines) + "\n", "utf-8")
    return {name: folder / f"{name}.txt" for name in files}


def test_figures_han_and_repetition_are_counted() -> None:
    good, bad = (score(name, ZH, None, lines, {}) for name, lines in (("good", GOOD), ("bad", BAD)))
    assert (good.figures, good.figures_right, good.han_left, good.repetition) == (3, 100.0, 0, 0)
    assert bad.figures_right == 0.0 and bad.han_left == 1 and bad.repetition == 1
    assert good.bleu is None


@pytest.mark.parametrize(("zh", "en", "right"), [
    ("一份报告指出，两国签约。", "A report says that both countries signed.", 100.0),
    ("一份报告指出，三国签约。", "A report says that the countries signed.", 50.0),
    ("一份报告指出，总投资1元。", "A report names the total.", 50.0),
])
def test_what_english_says_by_no_number_is_no_loss(zh: str, en: str, right: float) -> None:
    found = score("s", [zh], None, [en], {})
    assert (found.figures, found.figures_right) == (2, right)


def test_bleu_and_chrf_are_those_of_sacrebleu(tmp_path: Path) -> None:
    sacrebleu = pytest.importorskip("sacrebleu")
    files = write(tmp_path, zh=ZH, ref=GOOD, bad=BAD)
    found = evaluate(files["zh"], files["ref"], {"same": files["ref"], "bad": files["bad"]}, {})
    same, bad = found["systems"]
    assert (same["bleu"], same["chrf"]) == (100.0, 100.0)
    assert bad["bleu"] == round(sacrebleu.corpus_bleu(BAD, [GOOD]).score, 2)
    assert "nrefs:1" in found["signatures"]["bleu"] and "version:" in found["signatures"]["chrf"]


def test_a_summary_is_held_to_the_figures_of_its_article() -> None:
    article = "总投资12.5亿元，占地640亩，增长4.7%，新增企业137家。"
    found = score_summaries("s", [article], ["总投资12.5亿元，增长5.7%。"])
    assert (found.figures, found.figures_supported, found.coverage) == (2, 50.0, 25.0)
    assert found.compression == round(100 * 17 / len(article), 1)


def call(*words: Any) -> Any:
    return CliRunner().invoke(app, ["evaluate", *map(str, words)], prog_name="bridgehead")


def test_the_command_prints_a_table_or_json(tmp_path: Path) -> None:
    files = write(tmp_path, zh=ZH, good=GOOD, bad=BAD)
    words = ("--source", files["zh"], "--system", f"good={files['good']}", "--system", files["bad"])
    lines = call(*words).stdout.splitlines()
    assert lines[0].split()[:3] == ["system", "bleu", "chrf"]
    assert [row.split()[0] for row in lines[1:]] == ["good", "bad"]
    assert [s["system"] for s in json.loads(call(*words, "--format", "json").stdout)["systems"]] == ["good", "bad"]


def test_a_configuration_is_a_system_of_its_own(tmp_path: Path) -> None:
    files = write(tmp_path, zh=ZH)
    (tmp_path / "echo.yaml").write_text("translate: {engine: echo, model: echo, glossary: []}\n")
    found = json.loads(call("--source", files["zh"], "--config", tmp_path / "echo.yaml", "--format", "json").stdout)
    assert [(s["system"], s["figures_right"]) for s in found["systems"]] == [("bridgehead", 100.0)]


def test_files_that_do_not_go_together_are_refused(tmp_path: Path) -> None:
    files = write(tmp_path, zh=ZH, short=GOOD[:1])
    uneven = call("--source", files["zh"], "--system", f"x={files['short']}")
    assert uneven.exit_code == 2 and "has 2 lines and" in uneven.stderr
    missing = call("--source", files["zh"], "--system", "x=nowhere.txt")
    assert missing.exit_code == 2 and "NAME=FILE" in missing.stderr
