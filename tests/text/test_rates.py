"""So much a year, so much a tonne: the period and the unit that a figure is for."""

import pytest

from pipeline.text.assess import assess


@pytest.mark.parametrize(("zh", "en"), [
    ("年产30万吨", "300,000 tonnes a month"), ("日处理污水10万吨", "treating 100,000 tonnes of sewage a year"),
    ("月产能5万片", "an annual capacity of 50,000 wafers"), ("30万吨/年", "300,000 tonnes per day"),
    ("0.45元/千瓦时", "0.45 yuan per MWh"), ("每吨3000元", "3,000 yuan per kilogram"),
])
def test_another_period_or_unit_is_found(zh: str, en: str) -> None:
    assert [(f.code, f.severity) for f in assess(zh, en, []).findings] == [("figure_wrong", "high")]


@pytest.mark.parametrize(("zh", "en"), [
    ("年产30万吨", "300,000 tonnes a year"), ("年产30万吨", "an annual output of 300,000 tonnes"),
    ("年产30万吨", "300,000 tpa"), ("月产能5万片", "50,000 wafers per month"),
    ("日处理污水10万吨", "a daily treatment capacity of 100,000 tonnes"), ("3000元/吨", "RMB 3,000/t"),
    ("0.45元/度", "0.45 yuan/kWh"), ("每桶65美元", "US$65 a barrel"),
])
def test_the_same_in_other_words_is_fine(zh: str, en: str) -> None:
    assert assess(zh, en, []).findings == ()


def test_a_speed_by_the_hour_is_none_by_the_second() -> None:
    zh = "速度为每秒约12.8公里（8英里），足以在一分钟内到达。"
    wrong, right = (f"at about 12.8 kilometres per second (8 miles per {each}), enough to arrive in one minute."
                    for each in ("hour", "second"))
    assert [(f.code, f.zh) for f in assess(zh, wrong, []).findings] == [("figure_wrong", "8英里")]
    assert assess(zh, right, []).findings == ()
    assert assess("时速350公里，即每小时350公里", "at 350 km/h, that is 350 kilometres an hour", []).findings == ()
