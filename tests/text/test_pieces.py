"""Pieces: short, whole sentences, nothing lost."""

import re

from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.zh.pieces import split_pieces

TEXT = "2022年，全区生产总值498.2亿元。增长4.7%！总投资413亿元的项目开工。明年呢？"


def test_two_sentences_go_together_while_they_are_short() -> None:
    assert split_pieces(TEXT, 2, 110) == [
        "2022年，全区生产总值498.2亿元。增长4.7%！", "总投资413亿元的项目开工。明年呢？"]


def test_a_sentence_that_would_make_a_piece_too_long_begins_the_next() -> None:
    assert split_pieces(TEXT, 9, 25)[0] == "2022年，全区生产总值498.2亿元。"


def test_a_sentence_without_end_is_cut_between_clauses() -> None:
    pieces = split_pieces("项目总投资1,200万元，" * 100, 2, 40)
    assert max(map(len, pieces)) <= 120
    assert all(p.endswith("，") for p in pieces)


@given(st.text(alphabet="天衢新区增长1,2.5%亿元。！？；，“”《》 \n", max_size=400))
def test_nothing_but_white_space_is_ever_lost(text: str) -> None:
    assert re.sub(r"\s", "", "".join(split_pieces(text, 2, 40))) == re.sub(r"\s", "", text)
