"""A length of time with its end: one English phrase, which says both."""

import pytest

from pipeline.text.en.figures import Style, parse
from pipeline.text.fidelity import compare
from pipeline.text.glossary import build
from pipeline.text.localise import localise
from pipeline.text.spells import spans_to_a_date
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
    assert spans_to_a_date(zh, find_figures(zh), Style()) == []
