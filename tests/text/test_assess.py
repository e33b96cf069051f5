"""What is wrong with one translated segment, and whether it is worth another try."""

import time

import pytest

from pipeline.text.assess import assess
from pipeline.text.glossary import Entry

ZONE = Entry("天衢新区", "Tianqu New Area", "", "approved", "")


@pytest.mark.parametrize(("zh", "en", "codes", "again"), [
    ("总投资5亿元。", "The total investment is 500 million yuan.", [], False),
    ("总投资5亿元。", "The investment is large.", ["figure_missing"], True),
    ("天衢新区总投资5亿元。", "The area invests 500 million yuan.", ["term_missing"], True),
    ("总投资5亿元。", "总投资 500 million yuan.", ["han_left"], True),
    ("截至 2018 的三年。", "The three years.", ["figure_missing"], True),       # slight, but a number in digits
    ("营收约5亿元。", "Revenue was 500 million yuan.", ["hedge_lost"], False),
    ("机场预计接送旅客140万人次，起降航班9200架次，创历史新高。", "1.4 million; 9,200 flights.",
     ["too_short"], True),
    ("近日，项目开工。", "On May 15, the project began.", ["figure_unsupported"], True),
    ("15日，项目开工。", "On May 15, the project began.", [], False),
    ("上海9月30日电，医院30日披露。", "Shanghai, November 30: the hospital said on September 30.",
     ["figure_unsupported"], True),
    ("人数已经达到1.07亿，可能还会增加。", "The number is expected to reach 107 million; it may grow.",
     ["fact_as_plan"], False),
    ("在八一大楼举行。", "It was held in the August 1st Building.", [], False),
    ("年货物通过量由2004年的3430万吨增长。", "It grew from 34.3 million tonnes in 2004 until 2018.",
     ["figure_unsupported"], True),
    ("拆息创五个月新低。", "The rate reached a new low.", ["figure_missing"], True),
    ("今年第三季的收入大减。", "Income fell sharply.", ["figure_missing"], True),
    ("拆息创一个月新低。", "The rate reached a new low.", [], False),
])
def test_a_loss_is_worth_another_try_and_a_word_beside_a_figure_is_not(
    zh: str, en: str, codes: list[str], again: bool,
) -> None:
    terms = [ZONE] if ZONE.zh in zh else []
    found = assess(zh, en, terms)
    assert [f.code for f in found.findings if f.code in codes] == codes
    assert found.worth_another_try is again


def test_a_forbidden_wording_is_said_unless_another_term_owes_it() -> None:
    wrong = Entry("陕西", "Shanxi", "", "forbidden", "Shanxi is 山西")
    right, other = Entry("陕西", "Shaanxi", "", "approved", ""), Entry("山西", "Shanxi", "", "approved", "")
    found = assess("陕西的企业", "Firms in Shanxi and Shaanxi.", [right, wrong]).findings
    assert [(f.code, f.severity) for f in found] == [("forbidden_term", "medium")]
    assert assess("陕西和山西的企业", "Firms in Shaanxi and Shanxi.", [right, other, wrong]).findings == ()


def test_a_figure_in_the_english_of_a_term_needs_no_other_source() -> None:
    born = Entry("90后", "people born in the 1990s", "", "approved", "")
    assert assess("90后创业", "People born in the 1990s start firms.", [born]).findings == ()
    ranked = Entry("世界500强", "Fortune Global 500", "", "approved", "")
    found = assess("世界500强投资", "Fortune Global 500 firms invest in 50 projects.", [ranked]).findings
    assert [f.en for f in found] == ["50"]
    assert [f.code for f in assess("青年创业", "People born in the 1990s start firms.", []).findings] == [
        "figure_unsupported"]


def test_a_name_made_by_rule_is_said_to_be_unconfirmed() -> None:
    name = Entry("林武", "Lin Wu", "person", "proposed", "by rule", "B3")
    found = assess("林武表示", "Lin Wu said.", [name])
    assert [(f.code, f.severity, f.rule) for f in found.findings] == [("unconfirmed", "low", "B3")]
    assert not found.failed


@pytest.mark.parametrize(("times", "found"), [(5, False), (12, True)])
def test_english_repeats_itself_where_the_chinese_does_not(times: int, found: bool) -> None:
    zh = "“十二五”期间建设装置，" * 5
    en = "Units will be built. " + "During the 12th Five-Year Plan, units. " * times
    assert ("repetition" in [f.code for f in assess(zh, en, []).findings]) is found


def test_a_note_to_the_reader_is_looked_for_in_linear_time() -> None:
    began = time.process_time()
    assert assess("项目竣工。", "The project was completed." + "\n" * 100_000 + "Note: it is a big one.", []).grave
    assert time.process_time() - began < 10     # generous: what is quadratic takes minutes
