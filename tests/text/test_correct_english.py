"""Correct English of sentences on investment raises no finding; the same English with one error in it does."""

from pathlib import Path

import pytest

from pipeline.text.assess import assess

PAIRS = [line.split("\t") for line in (Path(__file__).parents[1] / "data" / "investment.tsv").read_text(
    encoding="utf-8").splitlines()]

# Chinese, right English, wrong English, the finding that it raises
WRONG = (
    ("增长一半以上。", "It rose by more than half.", "It rose by more than a third.", "figure_missing"),
)


@pytest.mark.parametrize(("zh", "en"), PAIRS)
def test_correct_english_raises_nothing(zh: str, en: str) -> None:
    assert [f.message for f in assess(zh, en, []).findings] == []


@pytest.mark.parametrize(("zh", "right", "wrong", "code"), WRONG)
def test_an_error_is_found(zh: str, right: str, wrong: str, code: str) -> None:
    assert not assess(zh, right, []).findings
    assert code in {f.code for f in assess(zh, wrong, []).findings if f.severity != "low"}
