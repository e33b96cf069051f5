"""Days whose month the Chinese leaves unsaid: one English phrase, and a finding where it does not come."""

import pytest

from pipeline.text.assess import assess
from pipeline.text.days import day_findings, day_phrases
from pipeline.text.en.figures import Style
from pipeline.text.finding import Finding
from pipeline.text.glossary import build
from pipeline.text.localise import localise
from pipeline.text.zh.figures import find_figures


@pytest.mark.parametrize(("zh", "localised"), [
    ("12日上午，市长主持召开座谈会", "on the morning of the 12th，市长主持召开座谈会"),
    ("发言人29日表示", "发言人 on the 29th 表示"),
    ("将于3日在京举行", "将于 the 3rd 在京举行"),
    ("自1日起实施", "自 the 1st 起实施"),
    ("记者22日晚从会上获悉", "记者 on the evening of the 22nd 从会上获悉"),
    ("31日凌晨抵达", "in the early hours of the 31st 抵达"),
    ("11日中午闭幕", "at noon on the 11th 闭幕"), ("15日至19日，代表访问", "from the 15th to the 19th，代表访问"),
    ("于3-5日召开", "于 the 3rd to the 5th 召开"), ("于29日-30日召开", "于 the 29th to the 30th 召开"),
    ("16日上午10时左右", "on the morning of the 16th at around 10 a.m."),
])
def test_a_day_is_one_phrase_with_the_preposition_that_the_chinese_lacks(zh: str, localised: str) -> None:
    assert localise(zh, build(), Style()).text == localised


@pytest.mark.parametrize("zh", [
    "新华社北京12日电", "5日内办结", "15日前完成", "12日至14日内", "14日至12日", "需3-5日", "第30日", "兑换1日元",
    "上月28日", "30日8时开始", "10月12日至14日",
    "12日中午12时", "45日", "工期30日", "3号线",
])
def test_what_is_no_day_alone_is_left_to_others(zh: str) -> None:
    assert day_phrases(zh, find_figures(zh)) == []


def test_a_day_of_a_date_is_the_dates() -> None:
    assert localise("6月12日上午开工", build(), Style()).text == "12 June 上午开工"


def found_in(zh: str, en: str) -> list[Finding]:
    return day_findings(zh, en, assess(zh, en, []).figures)


@pytest.mark.parametrize("en", ["On the 12th, the mayor chaired a meeting.", "On 12 June the mayor met them."])
def test_a_day_that_is_named_passes(en: str) -> None:
    assert found_in("12日上午，市长主持召开座谈会", en) == []


@pytest.mark.parametrize("en", ["At 12:00 the mayor chaired a meeting.", "Yesterday 12% of them met."])
def test_a_day_that_is_not_named_is_a_slight_finding(en: str) -> None:
    found = found_in("12日上午，市长主持召开座谈会", en)
    assert [(f.code, f.severity) for f in found] == [("figure_missing", "low")]


def test_days_from_one_to_another_are_owed_both() -> None:
    assert found_in("15日至19日，代表访问", "Delegates visited from the 15th to the 19th.") == []
    assert [f.zh for f in found_in("15日至19日，代表访问", "Delegates visited on the 15th.")] == ["15日至19日"]
    assert found_in("10月15日至19日", "in the middle of October") == []


def test_a_day_of_the_week_that_the_chinese_does_not_name_is_a_finding() -> None:
    found = found_in("发言人29日表示", "The spokesperson said on Tuesday, the 29th")
    assert [(f.code, f.severity, f.en) for f in found] == [("figure_unsupported", "medium", "Tuesday")]
    assert found_in("发言人周二（29日）表示", "The spokesperson said on Tuesday, the 29th") == []
    assert found_in("Ruby Tuesday餐厅", "the Ruby Tuesday restaurants") == []


def test_a_day_taken_for_the_hour_is_tried_again() -> None:
    found = assess("12日上午，市长主持召开座谈会。", "12:00 AM, the mayor chaired a meeting.", [])
    assert found.worth_another_try and found.failed
