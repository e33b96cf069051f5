"""What a change is measured against, in English within the Chinese (rule N11)."""

import pytest

from pipeline.text.bases import base_phrases
from pipeline.text.en.figures import Style
from pipeline.text.glossary import build
from pipeline.text.localise import localise, restore


@pytest.mark.parametrize(("text", "phrases"), [
    ("出口同比增长11.3%，进口同比下降2%。", ["year on year", "year on year"]),
    ("销售额年同比下降4.8%。", ["year on year"]),
    ("比去年同期下降3%。", ["the same period last year"]),
    ("比上年同期加快0.2个百分点。", ["the same period of the previous year"]),
    ("比上年减少63万人。", ["the previous year"]), ("增速比上年全年回升7.2个百分点", ["the previous year"]),
    ("较2015年同期增长8%。", ["the same period of 2015"]),
    ("7月份CPI环比上涨0.2%。", ["month on month"]), ("二季度环比增长1.2%。", ["quarter on quarter"]),
    ("一季度增长5%。7月环比回落。", ["month on month"]),
])
def test_a_base_is_put_into_english(text: str, phrases: list[str]) -> None:
    assert [english for _, _, english in base_phrases(text)] == phrases


@pytest.mark.parametrize("text", [
    "两者同比例增长。", "同期发布。", "制造业PMI为50.8%，环比回落0.5个百分点。", "三季度以来，7月环比回落。",
    "共同期待。", "5亿元以上年销售收入", "早上年轻人多", "比上年度平均高", "比上年末增加",
])
def test_what_is_no_base_or_not_sure_stays_chinese(text: str) -> None:
    assert base_phrases(text) == []


@pytest.mark.parametrize("year", ["2017年", "今年", "全年", "去年"])
def test_the_year_before_a_base_stays(year: str) -> None:
    assert localise(f"{year}同比增长8%。", build(), Style()).text == f"{year} year on year 增长8%。"


def test_the_base_stands_in_the_source_and_is_not_owed() -> None:
    found = localise("出口同比增长11.3%。", build(), Style())
    assert found.text == "出口 year on year 增长11.3%。"
    assert "year on year" not in found.phrases


def test_numbers_that_a_model_pulled_apart_are_put_together() -> None:
    found = localise("到会189,812人，下降1.11%。", build(), Style())
    assert restore("Some 189, 812 came, down 1. 11%.", found) == "Some 189,812 came, down 1.11%."
