"""Figures that are right to the last digit and say the opposite."""

import pytest

from pipeline.text.assess import assess


@pytest.mark.parametrize(("zh", "en"), [
    ("比全国平均水平高1.2个百分点", "1.2 percentage points below the national average"),
    ("较全省低3%", "3% higher than the province's"),
    ("净亏损3亿元", "a net profit of RMB 300 million"),
    ("实现净利润3亿元", "a net loss of RMB 300 million"),
    ("产值增加3亿元", "output fell by RMB 300 million"), ("税收减少到3亿元", "taxes rose to RMB 300 million"),
    ("增长2倍", "fell threefold"),
])
def test_the_other_side_is_found(zh: str, en: str) -> None:
    assert [(f.code, f.severity) for f in assess(zh, en, []).findings] == [("figure_wrong", "high")]


@pytest.mark.parametrize(("zh", "en"), [
    ("比全国平均水平高1.2个百分点", "1.2 percentage points above the national average"),
    ("较全省低3%", "3% lower than the province's"),
    ("产值增加3亿元", "output rose RMB 300 million"),
    ("由5亿元减少到3亿元", "fell from RMB 500 million to RMB 300 million"),
    ("净亏损3亿元", "it lost RMB 300 million"), ("净亏损3亿元", "negative earnings of RMB 300 million"),
    ("实现净利润3亿元，克服不利影响", "net income of RMB 300 million despite the loss of a client"),
    ("由亏转盈，净利润3亿元", "it moved out of the red, with a net profit of RMB 300 million"),
    ("比上年提高1.2个百分点", "1.2 percentage points higher than in the previous year"),
])
def test_the_same_side_is_fine(zh: str, en: str) -> None:
    assert assess(zh, en, []).findings == ()


@pytest.mark.parametrize(("zh", "en", "wrong"), [
    ("一期投资30亿元", "Phase II cost RMB 3 billion", True),
    ("二期投资30亿元", "the first phase cost RMB 3 billion", True),
    ("首期投资30亿元", "phase one cost RMB 3 billion", False), ("一期、二期", "the first and second phases", False),
])
def test_a_phase_is_not_another(zh: str, en: str, wrong: bool) -> None:
    assert any(f.code == "figure_wrong" for f in assess(zh, en, []).findings) == wrong
