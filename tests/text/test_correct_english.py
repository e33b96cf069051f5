"""Correct English of sentences on investment raises no finding; the same English with one error in it does."""

from pathlib import Path

import pytest

from pipeline.text.assess import assess

PAIRS = [line.split("\t") for line in (Path(__file__).parents[1] / "data" / "investment.tsv").read_text(
    encoding="utf-8").splitlines()]

# Chinese, right English, wrong English, the finding that it raises
WRONG = (
    ("增长一半以上。", "It rose by more than half.", "It rose by more than a third.", "figure_missing"),
    ("空置率降至18%。", "The vacancy rate has fallen to 18%.", "The vacancy rate has fallen by 18%.", "figure_wrong"),
    ("成本下降了15%。", "Costs fell by 15%.", "Costs fell to 15%.", "figure_wrong"),
    ("利率由4.2%降至3.6%。", "The rate fell from 4.2% to 3.6%.", "The rate fell from 3.6% to 4.2%.", "figure_wrong"),
    ("净利润增长2倍。", "Net profit tripled.", "Net profit doubled.", "figure_wrong"),
    ("全省第二。", "It ranks second in the province.", "It ranks third in the province.", "figure_wrong"),
    ("11日上午，代表团抵达。", "The delegation arrived on the morning of 11 May.",
     "The delegation arrived on the morning of 12 May.", "figure_wrong"),
    ("302省道已通车。", "Provincial highway 302 is open.", "Provincial highway 382 is open.", "figure_wrong"),
    ("见表1和表2。", "See tables 1 and 2.", "See tables 1 and 7.", "figure_wrong"),
    ("10年前成立。", "It was founded a decade ago.", "It was founded 100 years ago.", "figure_wrong"),
    ("力争引进项目20个。", "It aims to attract 20 projects.", "It managed to attract 20 projects.", "plan_as_fact"),
    ("企业拟投资5000万美元。", "The company plans to invest US$50 million.",
     "The company has started to invest US$50 million.", "plan_as_fact"),
    ("期限为三年。", "The term is three years.", "The term is four years.", "figure_wrong"),
    ("增速提高0.5个百分点。", "Growth was 0.5 percentage points faster.", "Growth was 0.5 percentage points slower.",
     "figure_wrong"),
)


@pytest.mark.parametrize(("zh", "en"), PAIRS)
def test_correct_english_raises_nothing(zh: str, en: str) -> None:
    assert [f.message for f in assess(zh, en, []).findings] == []


@pytest.mark.parametrize(("zh", "right", "wrong", "code"), WRONG)
def test_an_error_is_found(zh: str, right: str, wrong: str, code: str) -> None:
    assert not assess(zh, right, []).findings
    assert code in {f.code for f in assess(zh, wrong, []).findings if f.severity != "low"}
