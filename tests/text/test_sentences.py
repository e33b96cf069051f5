"""Sentences are split where a reader would, and no character is lost."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.text.zh.sentences import has_sentence, split_sentences


def _texts(text: str, semicolon: bool = False) -> list[str]:
    return [sentence.text for sentence in split_sentences(text, semicolon)]


@pytest.mark.parametrize(("text", "expected"), [
    ("增长4.7%。占地800亩！能落地吗？", ["增长4.7%。", "占地800亩！", "能落地吗？"]),
    ("他说：“好。我们来。”然后走了。", ["他说：“好。我们来。”", "然后走了。"]),
    ("围绕“人气怎么聚？”，坚持引爆点。", ["围绕“人气怎么聚？”，坚持引爆点。"]),
    ("围绕“钱从哪里来？”探索新路径。", ["围绕“钱从哪里来？”探索新路径。"]),
    ("《怎么办？》一书出版。下一句。", ["《怎么办？》一书出版。", "下一句。"]),
    ("项目落地（见附件。）后开工。", ["项目落地（见附件。）后开工。"]),
    ("他想了想……还是来了。", ["他想了想……还是来了。"]),
    ("未完待续……\n第二段。", ["未完待续……", "第二段。"]),
    ("真的！？太好了！！", ["真的！？", "太好了！！"]),
    ("（项目已开工。）", ["（项目已开工。）"]),
    ("第一段\n第二段", ["第一段", "第二段"]),
    ("见https://example.cn/?id=3&a=1。完。", ["见https://example.cn/?id=3&a=1。", "完。"]),
    ("一是聚人气；二是聚产业。", ["一是聚人气；二是聚产业。"]),
    ("没有句号的一行", ["没有句号的一行"]),
    ("", []),
])
def test_ends_where_a_reader_would_stop(text: str, expected: list[str]) -> None:
    assert _texts(text) == expected


def test_ends_at_a_semicolon_when_asked() -> None:
    assert _texts("一是聚人气；二是聚产业。", semicolon=True) == ["一是聚人气；", "二是聚产业。"]


def test_splits_inside_a_quotation_too_long_for_a_model() -> None:
    assert len(_texts("“" + "德州天衢新区今年以来发展良好。" * 20 + "”")) == 20


_ALPHABET = st.sampled_from(list("德州。！？!?；…“”‘’\"《》（）()「」 \n\u3000a.1:：，"))


@settings(max_examples=300)
@given(st.text(_ALPHABET, max_size=60), st.booleans())
def test_loses_nothing(text: str, semicolon: bool) -> None:
    sentences = split_sentences(text, semicolon)
    assert "".join(s.text + s.gap for s in sentences) == text
    assert not any(s.gap.strip() for s in sentences)


@pytest.mark.parametrize("unit", ["“", "（“", "。", "？”", "\n", " ", "…", "”", "“。”"])
def test_takes_linear_time_on_hostile_text(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    started = time.process_time()
    split_sentences(text)
    assert time.process_time() - started < 20     # generous: what is quadratic takes minutes


@pytest.mark.parametrize("text", [
    "2022年,天衢新区实现地区生产总值498.2 亿元,增长4.7%。", "项目总投资413亿元。", "6月16日，新区正式揭牌",
    "提升企业融资能力和参与新区建设的水平与质量",
])
def test_knows_a_real_sentence(text: str) -> None:
    assert has_sentence(text)


@pytest.mark.parametrize("text", [
    "", "https://tv.example.cn/2025/02/20/VIDEQufiuyy.shtml", "[查看原文](https://tv.example.cn/a.shtml)", "分享",
    "招商引资",
    "★★★★★ >>> |||", "2023-06-16 13:48", "English only, and nothing else at all.", "山东省国际投资促进中心",
    "。。。！！",
    "a" * 200 + "德州天衢新区，",
])
def test_knows_what_is_no_sentence(text: str) -> None:
    assert not has_sentence(text)
