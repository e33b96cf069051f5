"""Pieces: short, whole sentences, nothing lost."""

import re

from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.zh.pieces import split_clauses, split_label, split_pieces, split_to_fit

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


def test_a_long_sentence_is_cut_at_its_semicolons_outside_quotations() -> None:
    text = "股票投资亏损收窄至47亿港元；外汇亏损162亿港元，“债券收益；利息”97亿港元；按季减少24%。"
    assert split_pieces(text, 2, 30) == [
        "股票投资亏损收窄至47亿港元；", "外汇亏损162亿港元，“债券收益；利息”97亿港元；", "按季减少24%。"]
    assert split_pieces(text, 2, 60) == [text]


def test_the_name_of_a_column_stands_apart() -> None:
    assert split_label("【开好局 起好步】 山东加快发展") == ["【开好局 起好步】", "山东加快发展"]
    for whole in ("【开好局】", "【开好局】【起好步】", "山东【加快】发展", "【】山东", "【没有完"):
        assert split_label(whole) == [whole]


@given(st.text(alphabet="天衢新区增长1,2.5%亿元。！？；，“”《》 \n", max_size=400))
def test_nothing_but_white_space_is_ever_lost(text: str) -> None:
    assert re.sub(r"\s", "", "".join(split_pieces(text, 2, 40))) == re.sub(r"\s", "", text)


def test_clauses_are_grouped_and_numbers_and_quotations_stay_whole() -> None:
    text = "今年1-5月，进出口1,200万元，同比增长4.7%；“稳增长，促改革，惠民生，防风险”取得实效。"
    assert split_clauses(text, 18) == [
        "今年1-5月，进出口1,200万元，", "同比增长4.7%；", "“稳增长，促改革，惠民生，防风险”取得实效。"]


@given(st.text(alphabet="天衢新区增长1,2.5%亿元。！？；，“”《》 \n", max_size=400))
def test_clauses_join_to_the_text(text: str) -> None:
    assert "".join(split_clauses(text, 20)) == text


@given(st.text("甲乙丙，。；、1234 ", max_size=80), st.integers(1, 20))
def test_runs_that_fit_are_the_text(text: str, most: int) -> None:
    runs = split_to_fit(text, lambda run: len(run) <= most)
    assert "".join(runs) == text
    assert all(len(run) <= most for run in runs)


def test_what_does_not_fit_is_cut_at_the_best_place() -> None:
    runs = split_to_fit("总投资十亿元。占地百亩，今年开工。", lambda run: len(run) <= 9)
    assert runs == ["总投资十亿元。", "占地百亩，", "今年开工。"]
