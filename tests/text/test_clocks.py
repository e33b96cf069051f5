"""Times of day compared."""

import pytest

from pipeline.text.clocks import clock_findings
from pipeline.text.en.figures import Style
from pipeline.text.glossary import build
from pipeline.text.localise import localise


@pytest.mark.parametrize(("zh", "english"), [
    ("15时许", "at around 3 p.m."), ("当天下午三点左右", "at around 3 p.m. that day"), ("零时许", "at around 12 a.m."),
    ("昨晚八点半前后", "at around 8:30 p.m. yesterday"), ("上午10点左右", "at around 10 a.m."),
    ("中午12点左右", "at around 12 p.m."), ("晚12点左右", "at around 12 a.m."),
    ("深夜11时许", "at around 11 p.m."), ("昨夜11时许", "at around 11 p.m. yesterday"),
    ("夜里3时许", "at around 3 a.m."), ("午夜12时许", "at around 12 a.m."),
    ("中午一点左右", "at around 1 p.m."), ("凌晨2时许", "at around 2 a.m."),
])
def test_an_hour_that_is_told_roughly_is_put_into_english(zh: str, english: str) -> None:
    found = localise(f"{zh}，签约", build(), Style())
    assert found.text == f"{english}，签约"
    assert clock_findings(zh, english) == []


@pytest.mark.parametrize("zh", [
    "12点左右", "指数上涨15点左右", "当天下午，到3时许", "25时许", "提出3点左右的建议", "15时", "小时左右",
])
def test_an_hour_that_is_exact_or_not_clear_stays_as_it_is(zh: str) -> None:
    assert localise(zh, build(), Style()).text == zh


@pytest.mark.parametrize(("zh", "en"), [
    ("上午10点左右出发", "They left at about 10 a.m."), ("下午3点开始，晚上六点半结束", "from 3 p.m. to 6:30 p.m."),
    ("15时30分", "at 3:30 pm"), ("不到十点", "before 10 o'clock"), ("提出3点建议，4个时期", "3 proposals"),
    ("北京时间16:00（当地8:00）", "4 p.m. in Beijing"),
])
def test_the_same_time_passes(zh: str, en: str) -> None:
    assert clock_findings(zh, en) == []


@pytest.mark.parametrize(("zh", "en"), [
    ("上午10点左右出发", "They left at about 11 a.m."), ("下午3点开始，6点结束", "from 3 p.m. to 7 p.m."),
    ("15时30分", "at 3:20 pm"), ("不到十点", "before 5 o'clock"),
])
def test_another_time_is_a_finding(zh: str, en: str) -> None:
    assert [f.code for f in clock_findings(zh, en)] == ["figure_wrong"]


@pytest.mark.parametrize(("zh", "en"), [
    ("12日上午，市长主持召开座谈会", "12:00 AM, the mayor chaired a meeting"),
    ("10日下午，旅游警察亮相", "At 4:00 PM on Thursday, the tourist police appeared"),
])
def test_a_time_of_day_that_the_chinese_does_not_tell_is_a_finding(zh: str, en: str) -> None:
    assert [(f.code, f.severity) for f in clock_findings(zh, en)] == [("figure_unsupported", "medium")]


@pytest.mark.parametrize(("zh", "en"), [
    ("中午举行", "at 12 noon, or 12 p.m."), ("11:22:05到达", "at 11.22 a.m."), ("上午九点三刻", "at 9.45 a.m."),
])
def test_a_time_of_day_that_the_chinese_tells_in_another_way_passes(zh: str, en: str) -> None:
    assert clock_findings(zh, en) == []
