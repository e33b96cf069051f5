"""Chinese amounts as they are spoken: about so many, tenths, discounts, parts of a yuan, units of the trade."""

from decimal import Decimal

import pytest

from pipeline.text.en.parse import parse
from pipeline.text.en.render import render
from pipeline.text.figure import Figure
from pipeline.text.values import equal
from pipeline.text.zh.figures import find_figures


def only(text: str) -> Figure:
    (figure,) = find_figures(text)
    return figure


@pytest.mark.parametrize(("text", "english"), [
    ("50来亿元", "about 5 billion yuan"), ("50来家企业", "about 50"), ("10来分钟", "about 10 minutes"),
    ("十来公里", "about 10 kilometres"), ("百来号人", "about 100 people"), ("300多号人", "more than 300 people"),
    ("投资一个亿", "100 million yuan"), ("投资1个半亿", "150 million yuan"),
    ("3个多亿元", "more than 300 million yuan"),
    ("融资3个多亿美元", "more than US$300 million"), ("千人以上", "at least 1,000 people"),
    ("百家以上企业", "at least 100"), ("超过百万", "more than 1 million"),
    ("最高不超过500万元", "up to 5 million yuan"),
    ("三成半", "35%"), ("占3成5", "35%"), ("三成五", "35%"), ("三成半导体企业", "30%"),
    ("享7.5折优惠", "25% off"), ("按7.5折收取", "75%"), ("打对折", "50% off"), ("对折出售", "50% off"),
    ("3块5", "3.5 yuan"), ("一块五", "1.5 yuan"), ("3块5毛", "3.5 yuan"), ("8毛", "0.8 yuan"),
    ("1毛5", "0.15 yuan"), ("三毛五", "0.35 yuan"), ("每斤降两毛", "0.2 yuan"), ("2块钱", "2 yuan"),
    ("6分/千瓦时", "0.06 yuan per kWh"), ("每千瓦时降低1.5分", "0.015 yuan"), ("5-8分钱", "0.05 to 0.08 yuan"),
    ("还需休整近20日才", "nearly 20 days"), ("超过半英寸", "more than 0.5 inches"), ("每吨降5块", "5 yuan"),
    ("百十号人", "about 100 people"), ("120来平", "about 120 square metres"),
    ("面积3万来平", "about 30,000 square metres"), ("2亿来元", "about 200 million yuan"),
    ("标准机架达28万架", "280,000"), ("货架2万架", "20,000"), ("客机2万架", "20,000 aircraft"), ("比全省高三成", "30%"),
    ("贴近7.85", "nearly 7.85"), ("9台新年音乐会", "nine"), ("40台游戏机", "40 units"),
    ("涨幅是去年的四倍", "four times"), ("增幅为去年的3倍", "three times"), ("增长为原来的3倍", "tripled"),
    ("600多平", "more than 600 square metres"),
    ("增长五六个点", "5 to 6 percentage points"),
    ("下调2至3个点", "2 to 3 percentage points"), ("净资产约为1.4万亿", "about 1.4 trillion yuan"),
    ("增速回落3.5个点", "3.5 percentage points"), ("上调50BP", "50 basis points"), ("LPR+50BP", "50 basis points"),
    ("80万平", "800,000 square metres"), ("面积120平", "120 square metres"), ("12吋", "12 inches"),
    ("30微克/立方米", "30 micrograms per cubic metre"), ("50毫克/升", "50 milligrams per litre"),
    ("首期规模20亿", "2 billion yuan"), ("奖励20万", "200,000 yuan"), ("1000+场景", "more than 1,000"),
    ("500家+", "more than 500 companies"), ("50%+", "more than 50%"), ("七成人民币", "70%"), ("七成人认为", "70%"),
    ("1000万元（含1000万元）以上", "at least 10 million yuan"),
    ("1000万（含）—5000万元", "10 million to 50 million yuan"), ("从零到千亿美元的飞跃", "US$100 billion"),
    ("50万澳门币", "MOP$500,000"), ("翻一番半", "more than doubled"), ("占了一大半", "more than half"),
])
def test_an_amount_is_put_into_english_that_reads_back(text: str, english: str) -> None:
    figure = only(text)
    assert render(figure) == english
    assert any(equal(figure, back) for back in parse(english))


@pytest.mark.parametrize("text", [
    "3号人物", "将纸对折", "大半年", "大半个中国", "胜过千言万语", "3胜2平", "今明两年", "58同城",
    "360集团", "36氪", "7-11便利店", "1：1.5", "三轮车", "百佳超市", "304不锈钢", "18650电池", "21700圆柱电池",
    "（0534）2345678", "0534—2345678", "400-8008-888", "+86 534 2345678", "2501-371400-04-01-123456", "29、30日",
    "千百亿工程", "一年半载", "5+1产业", "3+N",
])
def test_what_sounds_like_an_amount_is_none(text: str) -> None:
    assert find_figures(text) == []


@pytest.mark.parametrize(("text", "expected"), [
    ("30个亿级项目", ["30个", "亿级"]), ("一个亿万富翁", ["一个"]), ("2020来中国", ["2020"]),
    ("3万来自全国的游客", ["3万"]), ("得了3分", ["3"]),
    ("3块5英寸屏幕", ["3", "5英寸"]), ("指数上涨30个点", ["30个"]), ("有3个点", ["3个"]), ("土方12万方", ["12万方"]),
    ("360个", ["360个"]), ("18650台", ["18650台"]), ("2成人1儿童", ["1"]),
    ("补贴3万人", ["3万人"]), ("用户规模20亿", ["20亿"]), ("2.5比1", ["2.5", "1"]),
    ("切成5块", ["5"]), ("资产2亿的企业", ["2亿"]), ("党的二十大，", ["二十大"]), ("一百一十家", ["一百一十家"]),
])
def test_the_words_around_say_what_is_meant(text: str, expected: list[str]) -> None:
    assert [f.text for f in find_figures(text)] == expected


def test_an_amount_without_its_unit_is_money_where_its_words_say_so() -> None:
    assert only("奖励20万。").dimension == only("首期规模20亿").dimension == "money"
    assert only("补贴20万农户").dimension == only("用户规模20亿").dimension == "count"


def test_a_rise_in_points_of_an_index_is_none_of_a_rate() -> None:
    assert only("沪指上涨30个点").dimension == "count"
    assert (only("利润率提高2个点").dimension, only("利润率提高2个点").value) == ("points", Decimal(2))


@pytest.mark.parametrize(("text", "english"), [
    ("第100万辆汽车", "1 millionth"), ("第15000家门店", "15,000th"), ("第1500万位用户", "15 millionth"),
    ("第三轮融资", "third"), ("十佳企业", "top ten"), ("百佳", "top 100"), ("人大三次会议", "third"),
    ("纪委四次全会", "fourth"), ("前十强", "top ten"),
])
def test_a_place_in_an_order_is_no_amount(text: str, english: str) -> None:
    figure = only(text)
    assert (figure.dimension, render(figure)) == ("ordinal", english)
    assert any(equal(figure, back) for back in parse(english))


def test_half_price_is_half_off() -> None:
    (found,) = parse("It is sold at half price.")
    assert equal(only("半价出售"), found) and equal(only("对折出售"), found)


def test_a_plenary_session_is_numbered_and_meetings_are_counted() -> None:
    assert [f.value for f in find_figures("二十届三中全会")] == [20, 3]
    assert only("召开三次会议").dimension == "count"


@pytest.mark.parametrize(("text", "english"), [
    ("分别提高0.8和1.2个百分点", ["0.8 percentage points", "1.2 percentage points"]),
    ("分别提高0.8个、1.2个百分点", ["0.8 percentage points", "1.2 percentage points"]),
    ("分别增长5.2、6.3和7.1%", ["5.2%", "6.3%", "7.1%"]),
    ("分别投资30和50亿元", ["3 billion yuan", "5 billion yuan"]),
    ("分别为12和15万人", ["120,000 people", "150,000 people"]),
    ("需要4、5个小时", ["four hours", "five hours"]),
    ("2023、2024年投资5亿元", ["2023", "2024", "500 million yuan"]),
    ("1、2亿元以上项目", ["one", "at least 200 million yuan"]), ("新增3、5家", ["three", "five companies"]),
    ("建设5个、10万吨项目", ["five", "100,000 tonnes"]),
])
def test_the_last_of_a_list_lends_its_scale_and_unit(text: str, english: list[str]) -> None:
    assert [render(f) for f in find_figures(text)] == english
