"""What is read in another way for the sake of speed is read the same."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.text.zh.figures import find_figures
from pipeline.text.zh.words import alternation, words

_PIECES = st.lists(st.sampled_from(words("""
    3 12 498.2 2025 十 百 三 两千 数百 几 一 半 万 亿 % 元 亩 家 个 年 月 日 倍 成 折 番 翻 第 前 约 近 超过 负 - 至 到
    每 / US$ 届 强 期 ， 。 （ ） “ ” 增长 同比 投资 计划 将 已 以上 左右 多 余 级 点 号 时
""")), min_size=1, max_size=14).map("".join)
_LONG = "。\n" + "文" * 2100


@given(_PIECES)
@settings(max_examples=150, deadline=None)
def test_a_long_text_is_read_like_a_short_one(text: str) -> None:
    assert find_figures(text + _LONG) == find_figures(text + "。\n文")


@given(st.lists(st.text("增长.（", min_size=1, max_size=4), min_size=1, unique=True), st.text("增长.（", max_size=8))
def test_an_alternation_matches_the_longest_word(listed: list[str], text: str) -> None:
    match = re.compile(alternation(listed)).match(text)
    assert (match[0] if match else "") == max((w for w in listed if text.startswith(w)), key=len, default="")
