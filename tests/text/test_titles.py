"""Titles in 《》: made English of what the lists know, in quotation marks that stay (T4)."""

from pathlib import Path

import pytest

from pipeline.text.en.figures import Style
from pipeline.text.en.style import quoted
from pipeline.text.glossary import build, parse_glossary
from pipeline.text.localise import localise, restore

_FOLDER = Path(__file__).parents[2] / "configs" / "glossary"
SHIPPED = build(*(parse_glossary((_FOLDER / name).read_text("utf-8"), name) for name in ("places.csv", "national.csv")))


@pytest.mark.parametrize(("zh", "en"), [
    ("《外商投资法》", "“Foreign Investment Law”"),
    ("《中华人民共和国外商投资法》", "“Foreign Investment Law of the People's Republic of China”"),
    ("《山东省优化营商环境条例》", "“Shandong Provincial Regulations on Improving the Business Environment”"),
    ("《公司法（修订草案）》", "“Company Law (Draft Revision)”"),
    ("《2025年稳外资行动方案》", "“2025 Action Plan for Stabilizing Foreign Investment”"),
    ("《鼓励外商投资产业目录（2025年版）》",
     "“Catalogue of Industries for Encouraging Foreign Investment (2025 Edition)”"),
    ("《德州市国民经济和社会发展第十四个五年规划》",
     "“Dezhou Municipal 14th Five-Year Plan (2021-2025) for National Economic and Social Development”"),
    ("《政府工作报告》", "“Government Work Report”"), ("《人民日报》", "People's Daily"),
])
def test_a_known_title_stands_in_double_quotation_marks(zh: str, en: str) -> None:
    assert [(m.entry.zh, m.entry.en) for m in SHIPPED.match(f"根据{zh}，") if m.entry.rule == "T4"] == [(zh, en)]


@pytest.mark.parametrize("text", ["《红楼梦》", "《关于桥头堡的若干问题》", "《《》》", "《外商投资法", "《德州市》"])
def test_another_title_is_left_to_the_model(text: str) -> None:
    assert [m for m in SHIPPED.match(text) if m.entry.rule == "T4"] == []


@pytest.mark.parametrize("text", ["公司法人代表", "数据安全法规", "公司法定代表人", "外商投资法律体系"])
def test_what_runs_on_is_no_law(text: str) -> None:
    assert [m for m in SHIPPED.match(text) if m.entry.category == "title"] == []


@pytest.mark.parametrize(("text", "title", "marked"), [
    ("under the Company Law.", "Company Law", "under the “Company Law”."),
    ('the "Company Law" and', "Company Law", 'the "Company Law" and'),
    ("the “new Company Law” and", "Company Law", "the “new Company Law” and"), ("no law", "Company Law", "no law"),
])
def test_a_title_that_lost_its_marks_gets_them_back(text: str, title: str, marked: str) -> None:
    assert quoted(text, title) == marked


def test_restoring_puts_the_marks_back() -> None:
    localised = localise("依据《公司法》", SHIPPED, Style())
    assert localised.text == "依据 “Company Law”"
    assert restore("Under the Company Law", localised) == "Under the “Company Law”"
