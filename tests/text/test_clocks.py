"""Times of day compared."""

import pytest

from pipeline.text.clocks import clock_findings


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
