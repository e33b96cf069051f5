"""A text that is scanned in stretches has the figures that one scan finds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.text.zh import stretches as module
from pipeline.text.zh.figures import find_figures
from pipeline.text.zh.stretches import joined, scanned, stretches
from pipeline.text.zh.words import words

_PIECES = st.lists(st.sampled_from((*words("""
    3 12 498.2 2025 十 百 三 两千 数百 一 半 万 亿 % 元 亩 家 年 月 日 倍 折 翻 第 前 约 超过 负 - 至 每 / US$ 届 强 期
    ， 。 （ ） 增长 同比 总投资 计划 将 已 以上 左右 多 级 号 时 ％ ７ A股 16:30
"""), "\n", " ")), min_size=1, max_size=60).map("".join)


def in_stretches(text: str, number: int) -> object:
    return joined([scanned(text, start, end) for start, end in stretches(len(text), number)])


@given(_PIECES, st.integers(1, 5), st.sampled_from([5, 60, 2000]))
@settings(max_examples=150, deadline=None)
def test_stretches_that_meet_tell_what_one_scan_tells(text: str, number: int, shared: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_SHARED", shared)
        assert in_stretches(text, number) in (None, find_figures(text))


@pytest.mark.parametrize("piece", [
    "2025年1至10月，全市签约总投资498.2亿元的项目占地800亩，同比增长8.5%，力争翻一番。\n", "增长5%", "2025年3月12日",
    "1、", "文", "12:30 ", "约１００亿元\n",
])
def test_stretches_of_a_text_that_repeats_itself_meet(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    assert in_stretches(text, 3) == find_figures(text)


@pytest.mark.parametrize("text", ["7" * 20_000, "亿" * 20_000, "", "增长5%。" + "亿" * 20_000])
def test_what_has_no_end_in_its_stretch_is_read_once(text: str) -> None:
    assert in_stretches(text, 3) == find_figures(text)


def test_scans_that_do_not_meet_tell_nothing() -> None:
    assert in_stretches("7" * 20_000 + "增长5%，" * 2000, 3) is None
