"""Projects counted by their size are put into English whole."""

import pytest

from pipeline.text.en.figures import Style
from pipeline.text.projects import counted_projects
from pipeline.text.zh.figures import find_figures


def english(text: str) -> str:
    for start, end, phrase in reversed(counted_projects(text, find_figures(text), Style())):
        text = f"{text[:start]}<{phrase}>{text[end:]}"
    return text


@pytest.mark.parametrize(("text", "expected"), [
    ("招引亿元以上项目41个", "招引<41 projects of at least 100 million yuan>"),
    ("5000万元以上工业项目32个。", "<32 industrial projects of at least 50 million yuan>。"),
    ("50亿元以上项目2个，20亿—50亿元项目5个",
     "<two projects of at least 5 billion yuan>，<five projects of 2 billion to 5 billion yuan>"),
    ("其中投资额超10亿元的项目3个", "其中<three projects with an investment of more than 1 billion yuan>"),
    ("引进12个亿元以上的重大项目", "引进<12 major projects of at least 100 million yuan>"),
    ("对5亿元以上的项目给予奖励", "对<projects of at least 500 million yuan>给予奖励"),
    ("总投资1000万美元以上外资项目1个", "<one foreign-invested project with an investment of at least US$10 million>"),
])
def test_size_and_count_become_one_phrase(text: str, expected: str) -> None:
    assert english(text) == expected


@pytest.mark.parametrize("text", [
    "总投资5亿元的项目开工", "亿元以上企业15家", "亿元以上在建项目306个", "设立5亿元以上项目资金", "项目41个", "",
])
def test_other_figures_are_left_alone(text: str) -> None:
    assert english(text) == text
