"""Times whose parts English says in another order: one phrase, which says them all."""

import pytest

from pipeline.text.en.figures import Style, parse
from pipeline.text.fidelity import compare
from pipeline.text.glossary import build
from pipeline.text.localise import localise
from pipeline.text.time_phrases import time_phrases
from pipeline.text.zh.figures import find_figures


@pytest.mark.parametrize(("zh", "phrase"), [
    ("截至2016年6月的12个月时间里", "in the 12 months to June 2016"),
    ("在截至2018年的三年评估期中", "the three years to 2018"),
    ("截至9月30日的三个月，营业收入增长", "the three months to 30 September"),
    ("截止三月底的12个月内", "in the 12 months to the end of March"),
    ("在截至2016年底的五年间", "in the five years to the end of 2016"),
    ("截至6月30日的半年里", "in the six months to 30 June"),
])
def test_a_length_and_its_end_are_one_phrase_that_says_both(zh: str, phrase: str) -> None:
    assert localise(f"{zh}，总额12.5亿元。", build(), Style()).phrases == (phrase, "1.25 billion yuan")
    assert [m.status for m in compare(find_figures(zh), parse(phrase)).matches] == ["matched", "matched"]


@pytest.mark.parametrize("zh", [
    "截至2016年6月，12个月的合同已经签订", "截至6月底，三年内完成", "2016年6月的12个月", "截至2016年6月的12家企业",
    "截至2023年的近十年间", "截至6月的第三个月",
])
def test_what_is_no_length_up_to_a_day_stays_as_it_was(zh: str) -> None:
    assert time_phrases(zh, find_figures(zh), Style()) == []


@pytest.mark.parametrize(("zh", "localised"), [
    ("外汇基金今年第三季的收入", "外汇基金 the third quarter of this year 的收入"),
    ("去年上半年，", "the first half of last year，"),
    ("较上年前三季度增长", "较 the first three quarters of the previous year 增长"),
    ("今年三季度末，", "今年 the third quarter 末，"),
    ("自9月初，26天累计飞行", "自 early September， in 26 days 累计飞行"),
    ("累计26天，飞行", "累计 26 days，飞行"), ("预计于今年底启动", "预计于 the end of this year 启动"),
    ("较上年末增长", "较 the end of the previous year 增长"),
    ("，去年年初上任", "， at the beginning of last year 上任"),
    ("为2020年的2倍", "为 two times that of 2020"), ("是去年的近4倍", "是 nearly four times that of last year"),
    ("是2016年同期的3倍", "是 three times that of the same period of 2016"),
    ("增至2020年的2倍", "增至2020年的 doubled"),
    ("2025年底前投产", "by the end of 2025 投产"), ("在7月27日之前作出", "by 27 July 作出"),
    ("于今年6月底前开展", "by the end of June this year 开展"),
    ("对今年底前的前景", "对 before the end of this year 的前景"),
    ("今年三季度前完成", "by the third quarter of this year 完成"),
    ("到明年年底前完成", "by the end of next year 完成"), ("2016年1月1日前已取得", "before 1 January 2016 已取得"),
    ("5月以前出票", "before May 出票"), ("2020年前后", "2020年前后"), ("2000年前，这里就有人", "2000年前，这里就有人"),
    ("今年初以来", "the beginning of this year 以来"), ("早在2010年前就有", "早 before 2010 就有"),
    ("今年初中招生", "今年初中招生"), ("3月5日前往", "5 March 前往"),
    ("去年底的数据", "the end of last year 的数据"),
])
def test_parts_of_a_year_and_sums_over_a_time_are_said_whole(zh: str, localised: str) -> None:
    found = localise(zh, build(), Style())
    assert found.text == localised
    assert all(m.status == "matched" for m in compare(find_figures(zh), parse(localised)).matches)
