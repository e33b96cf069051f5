"""Mending puts right what is wrong in scale, unit, currency or hedge alone, and nothing else."""

import pytest

from pipeline.text.assess import assess
from pipeline.text.en.figures import Style
from pipeline.text.mend import mend


def mended(zh: str, en: str, style: Style | None = None) -> str:
    return mend(en, assess(zh, en, []).figures.matches, style or Style())


@pytest.mark.parametrize(("zh", "wrong", "right"), [
    ("总投资498.2亿元。", "The total investment is 498.2 billion yuan.", "The total investment is 49.82 billion yuan."),
    ("投资5000万美元。", "An investment of US$5000 million.", "An investment of US$50 million."),
    ("营收约86亿元。", "Revenue was 8.6 billion yuan.", "Revenue was about 8.6 billion yuan."),
    ("占地800亩的基地。", "A base of 800 acres.", "A base of 53.3 hectares (800 mu)."),
    ("总投资413亿元，占地30平方公里。", "It cost 413 billion yuan and covers 30 square kilometres.",
     "It cost 41.3 billion yuan and covers 30 square kilometres."),
])
def test_the_right_digits_at_another_scale_are_put_right(zh: str, wrong: str, right: str) -> None:
    assert mended(zh, wrong) == right
    assert not assess(zh, right, []).failed


@pytest.mark.parametrize(("zh", "en"), [
    ("总投资498.2亿元。", "The total investment is 49.82 billion yuan."),
    ("总投资498.2亿元。", "The total investment is 51.7 billion yuan."),
    ("增长4.7%。", "It grew by 4.7 percentage points."),
    ("总投资498.2亿元。", "Nothing is said of money."),
])
def test_what_is_right_or_doubtful_is_left_alone(zh: str, en: str) -> None:
    assert mended(zh, en) == en


def test_the_english_put_in_is_in_the_style_of_the_configuration() -> None:
    style = Style(money="RMB")
    assert mended("总投资498.2亿元。", "It cost 498.2 billion yuan.", style) == "It cost RMB 49.82 billion."
