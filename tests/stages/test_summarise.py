"""Summaries: chosen by rule, shortened by a model only where that is faithful."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import pytest

from pipeline.config import ReadFile
from pipeline.engines.engine import Request, Result
from pipeline.stages.summarise import SummariseSettings, summarise

ARTICLE = [
    "近日，滨河新区传来好消息。全区上下抢抓机遇，奋力开创新局面。",
    "2024年，滨河新区实现地区生产总值356.8亿元，同比增长6.2%，增速居全市首位，为高质量发展奠定坚实基础。",
    "总投资52亿元的新能源电池基地占地640亩，计划于明年投产，力争成为区域产业新高地，形成良好示范效应。",
    "新区出台支持企业发展的二十条政策，对落户企业给予最高500万元奖励。",
    "查看原文 https://example.com/a",
]


class Scripted:
    """An engine that answers with what a function makes of the text to be shortened."""

    kind = "instruct"
    context_tokens = 4096

    def __init__(self, answer: Callable[[str], str], stop: str = "end") -> None:
        self.answer, self.stop, self.asked = answer, stop, list[str]()

    def generate(self, requests: Sequence[Request]) -> Iterator[Result]:
        for request in requests:
            self.asked.append(request.text)
            yield Result(self.answer(request.text.split("\n")[-1]), 1, 1, self.stop, None)  # type: ignore[arg-type]

    def count_tokens(self, text: str) -> int:
        return len(text)


def settings(**changes: object) -> SummariseSettings:
    prompt = ReadFile("prompt", "Shorten.\n\n{text}")
    return replace(SummariseSettings(shorten_prompt=prompt, rewrite_prompt=prompt), **changes)  # type: ignore[arg-type]


def test_key_figures_are_kept_within_the_bounds() -> None:
    (summary,) = summarise([ARTICLE], settings(shorten=False), None)
    assert summary
    for fact in ("356.8亿元", "6.2%", "52亿元", "640亩"):
        assert fact in summary
    assert len(summary) <= 300
    assert "传来好消息" not in summary


def test_a_faithful_shortening_is_taken() -> None:
    engine = Scripted(lambda text: text.replace("计划于明年投产，", "").replace("总投资", ""))
    (summary,) = summarise([ARTICLE], settings(), engine)
    assert summary and "52亿元的新能源电池基地占地640亩" in summary


@pytest.mark.parametrize("answer", [
    "新区生产总值3568亿元，同比增长6.2%。",               # another figure
    "新区生产总值同比增长6.2%。",                         # one figure lost
    "总统在联合国会议上发表讲话，会议有193个国家参加。",      # invented
    "The GDP was 35.68 billion yuan.",
    "",
])
def test_an_unfaithful_shortening_never_gets_in(answer: str) -> None:
    plain = summarise([ARTICLE], settings(shorten=False), None)
    assert summarise([ARTICLE], settings(), Scripted(lambda text: answer)) == plain


def test_a_shortening_that_was_cut_off_is_not_taken() -> None:
    engine = Scripted(lambda text: text.replace("计划于明年投产，", ""), stop="limit")
    assert summarise([ARTICLE], settings(), engine) == summarise([ARTICLE], settings(shorten=False), None)


def test_nothing_without_a_sentence_reaches_a_model() -> None:
    engine = Scripted(lambda text: "总统出席了会议。")
    assert summarise([["查看原文 https://example.com/a"], [], ["2024"]], settings(), engine) == [None, None, None]
    assert engine.asked == []


def test_rewriting_keeps_only_sentences_that_the_article_supports() -> None:
    text = "滨河新区实现地区生产总值356.8亿元。总投资99亿元的项目开工。明天天气晴朗适合出行。"
    (summary,) = summarise([ARTICLE], settings(method="rewrite"), Scripted(lambda _: text))
    assert summary == "滨河新区实现地区生产总值356.8亿元。"


def test_rewriting_reads_a_long_article_in_parts_and_loses_none() -> None:
    engine = Scripted(lambda _: "")
    long = [f"第{i}个项目总投资{i}亿元，占地{i}亩，预计明年建成投产并形成规模。" for i in range(2, 400)]
    summarise([long], settings(method="rewrite"), engine)
    assert len(engine.asked) > 1
    assert all(any(sentence in asked for asked in engine.asked) for sentence in long)


def test_a_rewriting_that_supports_nothing_falls_back_to_the_extract() -> None:
    extract = summarise([ARTICLE], settings(shorten=False), None)
    assert summarise([ARTICLE], settings(method="rewrite"), Scripted(lambda _: "天气晴朗。")) == extract
