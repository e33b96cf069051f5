"""Localising puts the English into the Chinese, says what must come back, and leaves the rest alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.en.figures import Style
from pipeline.text.glossary import Glossary, build, parse_glossary
from pipeline.text.localise import localise, restore

CSV = """zh,en,category,status,note
天衢新区,Tianqu New Area,zone,approved,
世界500强,Fortune Global 500,phrases,approved,
双招双引,attracting both investment and talent,phrases,approved,
"""


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return build(parse_glossary(CSV, "test.csv"))


def test_figures_and_terms_stand_in_english_set_off_by_spaces(glossary: Glossary) -> None:
    found = localise("天衢新区总投资413亿元，占地800亩。", glossary, Style())
    assert found.text == "Tianqu New Area 总投资 41.3 billion yuan，占地 53.3 hectares (800 mu)。"
    assert found.phrases == ("Tianqu New Area", "41.3 billion yuan", "53.3 hectares (800 mu)")


def test_a_figure_inside_a_term_belongs_to_the_term(glossary: Glossary) -> None:
    found = localise("引进世界500强企业12家。", glossary, Style())
    assert [t.entry.en for t in found.terms] == ["Fortune Global 500"]
    assert "500" not in [f.text for f in found.figures]


def test_numbered_points_become_english_ordinals(glossary: Glossary) -> None:
    text = localise("一是创新招商模式。二是促进产业协同。", glossary, Style()).text
    assert text.startswith("First,") and "。Second," in text.replace("。 ", "。")


def test_markers_stand_for_the_english_until_it_is_restored(glossary: Glossary) -> None:
    found = localise("天衢新区总投资413亿元。", glossary, Style(), form="marker")
    assert found.text == "[T1] 总投资 [T2]。"
    assert restore("[T1] has a total investment of [ T2 ].", found) == (
        "Tianqu New Area has a total investment of 41.3 billion yuan.")
    assert restore("[T9] is nothing.", found) == "[T9] is nothing."


@given(st.text(alphabet="天衢新区总投资413亿元,0.5%。[T1]", max_size=60))
def test_restoring_gives_back_all_english_whatever_the_text(glossary: Glossary, text: str) -> None:
    found = localise(text, glossary, Style(), form="marker")
    phrase = localise(text, glossary, Style())
    assert len(found.markers) >= len(phrase.phrases)
    assert found.figures == phrase.figures


def test_an_amount_that_was_pulled_apart_is_put_together(glossary: Glossary) -> None:
    found = localise("排水量为13800吨。", glossary, Style())
    assert restore("A displacement of 13, 800 tonnes.", found) == "A displacement of 13,800 tonnes."


def test_what_comes_earlier_is_put_whole(glossary: Glossary) -> None:
    found = localise("进场时间提前2-6个月，提前完成5亿元。", glossary, Style())
    assert found.text == "进场时间 two to six months earlier，提前完成 500 million yuan。"


def test_a_span_of_time_in_digits_is_put_into_english(glossary: Glossary) -> None:
    assert localise("26天完成，3天签约，三年见效。", glossary, Style()).text == "26 days 完成，3天签约，三年见效。"


@pytest.mark.parametrize(("text", "full"), [
    ("创五个月新低。", "创 five months 新低。"), ("二十年来最低。", "20 years 来最低。"),
    ("三年见效。", "three years 见效。"), ("一年见效。", "一年见效。"), ("六七年完成。", "six to seven years 完成。"),
    ("15个工作日办结。", "15 working days 办结。"),
])
def test_a_span_of_time_in_words_is_put_into_english_if_long_or_lost(glossary: Glossary, text: str, full: str) -> None:
    assert localise(text, glossary, Style(), form="full").text == full
    assert localise(text, glossary, Style()).text == (full if "三" not in text else text)


def test_the_full_form_puts_in_what_a_model_mostly_reads_right_too(glossary: Glossary) -> None:
    text = "2016年一个园区6个项目、180家企业，增长３.６％。"
    found = localise(text, glossary, Style(), form="full")
    assert found.text == "2016 一个园区 six 项目、 180 企业，增长 3.6%。"
    assert found.phrases == ("2016", "six", "180", "3.6%")
    assert localise(text, glossary, Style()).phrases == ()


@pytest.mark.parametrize(("zh", "expected"), [
    ("租金八折优惠", "租金 20% off 优惠"), ("七至八折优惠", "20% to 30% off 优惠"),
    ("租金为市场价的五至七折。", "租金为市场价的 50% to 70%。"), ("占比七成，", "占比 70%，"), ("增长4.7%", "增长4.7%"),
    ("百分之二最为猛烈", "2% 最为猛烈"),
])
def test_proportions_in_chinese_words_are_put_into_english(glossary: Glossary, zh: str, expected: str) -> None:
    assert localise(zh, glossary, Style()).text == expected


def test_a_five_year_plan_has_its_years_at_the_first_mention(glossary: Glossary) -> None:
    found = localise("“十五五”期间，“十五五”规划提出，“十四五”以来。", glossary, Style())
    assert found.phrases == ("15th Five-Year Plan (2026-2030)", "15th Five-Year Plan",
                             "14th Five-Year Plan (2021-2025)")


def test_a_number_that_would_pass_for_a_year_has_its_comma(glossary: Glossary) -> None:
    assert localise("对2008名受访者和1500名学生的调查", glossary, Style()).text == "对 2,008 受访者和1500名学生的调查"
    assert localise("2015级学生", glossary, Style()).text == "2015级学生"


def test_a_large_place_in_an_order_is_put_into_english(glossary: Glossary) -> None:
    assert localise("第100万辆汽车下线，第三辆没有。", glossary, Style()).text == "1 millionth 辆汽车下线，第三辆没有。"


def test_a_model_is_shown_letters_and_digits_in_half_width_and_marks_as_they_are() -> None:
    found = localise("１９７４年，Ａ股（主板）涨１．５％。", build(), Style())
    assert found.text == "1974年，A股（主板）涨 1.5%。"
    assert [f.text for f in found.figures] == ["１９７４年", "１．５％"]


@pytest.mark.parametrize(("zh", "expected"), [
    ("占地22.8公顷(约342亩)", "占地 22.8 hectares (about 342 mu)"),
    ("约1.35万亩（900公顷）", "about 13,500 mu （900 hectares）"),
    ("2公顷至2.7公顷（30至40亩）", "2 to 2.7 hectares （30 to 40 mu）"),
    ("800亩，其中22.8公顷（342亩）", "53.3 hectares (800 mu)，其中 22.8 hectares （342 mu）"),
    ("100亩（其中一期30亩）", "6.67 hectares (100 mu) （其中一期 2 hectares (30 mu)）"),
])
def test_land_that_the_chinese_tells_in_two_units_is_not_converted_again(zh: str, expected: str) -> None:
    assert localise(zh, build(), Style()).text == expected


@pytest.mark.parametrize(("zh", "expected"), [
    ("比去年多三分之一。", "比去年 one-third more。"), ("比计划少四分之一。", "比计划 one-quarter less。"),
    ("较全省高两成。", "较全省 20% higher。"), ("最多三分之一", "up to one-third"),
    ("比去年减少三分之一。", "比去年减少 one-third。"), ("比上年提高两成。", "比 the previous year 提高 20%。"),
    ("较低2023年", "较低2023年"),
    ("这是比较多三分之一的", "这是比较多 one-third 的"),
    ("三年翻了两番。", "quadrupled in three years。"), ("两年内翻一番，", "doubled in two years，"),
    ("每两年翻一番，", "每两年 doubled，"),
    ("6英寸外延片和12英寸的屏", "6-inch 外延片和 12 inches 的屏"), ("2英寸长的鱼", "2 inches 长的鱼"),
])
def test_what_stands_before_a_figure_may_be_said_behind_it(zh: str, expected: str) -> None:
    assert localise(zh, build(), Style()).text == expected
