"""Mending puts right what is wrong in scale, unit, currency or hedge alone, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.assess import assess
from pipeline.text.en.figures import Style
from pipeline.text.mend import mend


def mended(zh: str, en: str, style: Style | None = None) -> str:
    return mend(zh, en, assess(zh, en, []).figures, style or Style())


@pytest.mark.parametrize(("zh", "wrong", "right"), [
    ("总投资498.2亿元。", "The total investment is 498.2 billion yuan.", "The total investment is 49.82 billion yuan."),
    ("投资5000万美元。", "An investment of US$5000 million.", "An investment of US$50 million."),
    ("营收约86亿元。", "Revenue was 8.6 billion yuan.", "Revenue was about 8.6 billion yuan."),
    ("占地800亩的基地。", "A base of 800 acres.", "A base of 53.3 hectares (800 mu)."),
    ("总投资413亿元，占地30平方公里。", "It cost 413 billion yuan and covers 30 square kilometres.",
     "It cost 41.3 billion yuan and covers 30 square kilometres."),
    ("11月5日开工。", "On November 5, 2019, construction began.", "On November 5, construction began."),
    ("10月1日发送旅客30万人次。", "On 10 October, it carried 300,000 passengers.",
     "On 1 October, it carried 300,000 passengers."),
    ("10月1日开工，5月2日完工。", "Begun on 10 October, it was done on 2 May.",
     "Begun on 1 October, it was done on 2 May."),
    ("第二季度反弹。", "The second quarter of 2019 saw a rebound.", "The second quarter saw a rebound."),
])
def test_the_right_digits_at_another_scale_are_put_right(zh: str, wrong: str, right: str) -> None:
    assert mended(zh, wrong) == right
    assert not assess(zh, right, []).failed


@pytest.mark.parametrize(("zh", "wrong", "right"), [
    ("今年底全面启动。", "It will start by the end of 2023.", "It will start by the end of this year."),
    ("去年出口10万美元。", "In 2018, exports were US$100,000.", "Last year, exports were US$100,000."),
    ("去年第三季度反弹。", "It rebounded in the third quarter of 2018.",
     "It rebounded in the third quarter of last year."),
    ("截至今年8月11日。", "As of August 11, 2021.", "As of August 11 this year."),
    ("29日，266个项目开工。", "On December 29, 266 projects began.", "On the 29th, 266 projects began."),
])
def test_a_year_that_was_made_of_a_word_is_that_word_again(zh: str, wrong: str, right: str) -> None:
    assert mended(zh, wrong) == right


@pytest.mark.parametrize(("zh", "en"), [
    ("总投资498.2亿元。", "The total investment is 49.82 billion yuan."),
    ("总投资498.2亿元。", "The total investment is 51.7 billion yuan."),
    ("增长4.7%。", "It grew by 4.7 percentage points."),
    ("总投资498.2亿元。", "Nothing is said of money."),
    ("2019年开工，11月5日封顶。", "Begun in 2019, it was topped out on November 5, 2019."),
    ("12月11日电，服务区10日投用。", "On December 11: the area opened on December 10."),
    ("10月1日开工，5月2日完工。", "Begun on 10 October, it was done on 12 May."),
    ("10月1日开工。", "It began on 3 November."), ("3月开工。", "It began in May."),
    ("近日开工。", "Construction began on May 15."), ("过去年份开工。", "Construction began in 2019."),
    ("去年开工，明年完工。", "Construction began in 2019."), ("去年开工。", "Begun last year, it was done in 2019."),
])
def test_what_is_right_or_doubtful_is_left_alone(zh: str, en: str) -> None:
    assert mended(zh, en) == en


def test_words_made_up_for_letters_are_taken_out() -> None:
    made_up = "It handled 64,000 TEU (Transport Equipment Units) in July."
    assert mended("7月吞吐量6.4万标箱。", made_up) == "It handled 64,000 TEU in July."
    assert mended("7月吞吐量6.4万标箱（运输设备）。", made_up) == made_up
    land = "It covers 53 hectares (800 mu) and the NDRC (Beijing)."
    assert mended("占地800亩。", land) == land


def test_two_figures_that_one_answers_are_put_right_once() -> None:
    said = mended("8月11日开工，今年8月11日完工。", "It was begun and done on August 11, 2021.")
    assert said in ("It was begun and done on August 11.", "It was begun and done on August 11 this year.")


@given(st.text("今去明年8月11日29、开工 ", max_size=20),
       st.text("InOctober December 29, 208319年last year ", max_size=40))
def test_no_text_breaks_it(zh: str, en: str) -> None:
    mended(zh, en)


def test_the_english_put_in_is_in_the_style_of_the_configuration() -> None:
    style = Style(money="RMB")
    assert mended("总投资498.2亿元。", "It cost 498.2 billion yuan.", style) == "It cost RMB 49.82 billion."
