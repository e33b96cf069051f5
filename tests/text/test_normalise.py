"""Normalising keeps what a text says and gives each character one spelling."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.text.zh.normalise import normalise


@pytest.mark.parametrize(("raw", "expected"), [
    ("增长４．７％，达到４９８．２亿元", "增长4.7%，达到498.2亿元"),
    ("地区生产总值498.2 亿元，增长 4.7 %", "地区生产总值498.2亿元，增长4.7%"),
    ("占地 800 亩，建设 Ａ 级标准", "占地800亩，建设 A 级标准"),
    ("2023 年 6 月 16 日 13：48，", "2023年6月16日13:48，"),
    ("今 年 以 来，德 州", "今年以来，德州"),
    ("建立“５＋１”千亿级产业集群，", "建立“5+1”千亿级产业集群，"),
    ("进场时间提前2－6个月，", "进场时间提前2-6个月，"),
    ("二○二三年，二○○八年", "二〇二三年，二〇〇八年"),
    ("马克•龙与内马尔・达席尔瓦", "马克·龙与内马尔·达席尔瓦"),
    ("比例为3∶1", "比例为3:1"),
    ("来源﹕新华社", "来源：新华社"),
    ("\x93桥头堡\x94", "“桥头堡”"),
    ("⾼质量⼀流", "高质量一流"),
    ("\uf900一\u200b\ufeff\u00ad\u202e二\ue602", "豈一二"),
    ("第一行\r\n\r\n 第二行\u3000\r第三行", "第一行\n\n第二行\n第三行"),
    ("\u3000\u3000今年以来，\u00a0德州", "今年以来，德州"),
])
def test_spells_each_thing_one_way(raw: str, expected: str) -> None:
    assert normalise(raw) == expected


@pytest.mark.parametrize("text", [
    "①2024年，②2025年", "㎡与㎞，Ⅱ期工程", "“五聚”《意见》（试行）、【通知】", "高质量，「標杆」", "A股、5G、AI+制造",
    "他说:\"好\",走了。", "1．2024年工作回顾；2．2025年工作安排", "投资3万 2023年到位，", "第一 二十亿元，",
    "2023 万科集团，",
])
def test_keeps_what_means_something(text: str) -> None:
    assert normalise(text) == text


@pytest.mark.parametrize("text", [
    "德州天衢新区以改革思维破发展瓶颈 打造高质量发展增长极",
    "今年以来（记者 张三 李四），德州发展良好。",
])
def test_keeps_the_space_that_parts_names_and_headline_halves(text: str) -> None:
    assert normalise(text) == text


_ALPHABET = st.sampled_from(list("德亿万元年一二十〇○１２３012.．，。：:；-－％% \u3000\n\t“”（）()记者●①A\u200b\x93"))


@settings(max_examples=200)
@given(st.text(_ALPHABET, max_size=40))
def test_is_idempotent(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@settings(max_examples=100)
@given(st.text(max_size=60))
def test_takes_any_text_and_gives_what_utf8_can_hold(text: str) -> None:
    normalise(text).encode("utf-8")


_NUMBERS = st.sampled_from(list("德州亿万元年十２３０12.．，：:-－％% \u3000\n①（"))


def _digit_runs(text: str) -> list[str]:
    return re.findall(r"[0-9]+", text.translate({code: code - 0xFEE0 for code in range(0xFF10, 0xFF1A)}))


@settings(max_examples=200)
@given(st.text(_NUMBERS, max_size=40))
def test_never_joins_or_splits_a_number(text: str) -> None:
    assert _digit_runs(normalise(text)) == _digit_runs(text)
