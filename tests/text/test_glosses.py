"""Names whose Latin form the text gives."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.en.figures import Style
from pipeline.text.glossary import Entry, build, term_kept
from pipeline.text.localise import localise
from pipeline.text.zh.glosses import glosses


def names(text: str) -> dict[str, str]:
    return {g.zh: g.short for g in glosses(text)}


@pytest.mark.parametrize(("text", "zh", "en"), [
    ("28岁的比达尔（Vidal）加盟巴萨。", "比达尔", "Vidal"),
    ("和约翰逊 (Johnson) 一起", "约翰逊", "Johnson"),
    ("发言人莱斯利·昂恩 (Leslie Aun)说", "莱斯利·昂恩", "Leslie Aun"),
    ("对于委员会主席艾琳·琼斯（Elin Jones）来说", "艾琳·琼斯", "Elin Jones"),
    ("法国施耐德电气公司总裁赵国华与让-帕斯卡·特里夸尔（Jean-Pascal Tricoire）会面", "让-帕斯卡·特里夸尔",
     "Jean-Pascal Tricoire"),
    ("他的维珍集团 (Virgin Group) 出价", "维珍集团", "Virgin Group"),
    ("德国巴斯夫公司（BASF）在湛江投资", "巴斯夫公司", "BASF"),
    ("在黑斯廷斯勋爵（Lord Hastings）", "黑斯廷斯勋爵", "Lord Hastings"),
    ("南部的格里利堡（Fort Greely）附近", "格里利堡", "Fort Greely"),
    ("朝鲜高级外交官李英浩（Ri Yong Ho）", "李英浩", "Ri Yong Ho"),
    ("前总统爱德华多·罗德里格斯·贝尔塞（Eduardo Rodríguez Veltzé）", "爱德华多·罗德里格斯·贝尔塞",
     "Eduardo Rodríguez Veltzé"),
    ("特里萨•梅（Theresa May）", "特里萨•梅", "Theresa May"),
    ("与阿里巴巴（ALIBABA）签约", "阿里巴巴", "ALIBABA"),
])
def test_a_name_before_its_latin_form_is_found(text: str, zh: str, en: str) -> None:
    assert names(text)[zh] == en


@pytest.mark.parametrize("text", [
    "国内生产总值（GDP）增长", "核磁共振 (NMR)", "土卫二 (Enceladus) 是", "中国移动（CMCC）",
    "经济合作与发展组织（OECD）",
    "众议院能源和商业委员会 (House Energy and Commerce Committee)", "南极穿越公路 (South Pole Traverse)",
    "北岩银行 (Northern Rock)", "救助儿童会（Save the Children）", "势在必行 (Il faut bien le faire)",
    "（Vidal）", "的（Vidal）",
    "研发（R&D）投入", "可持续发展目标（SDGs）", "企业对企业（B2B）", "工业4.0（Industry 4.0）",
])
def test_what_is_translated_is_no_transcription(text: str) -> None:
    assert not names(text)


def test_what_stands_before_a_name_is_no_part_of_it() -> None:
    assert names("嫌疑人赛波夫（Sayfullo Saipov）涉嫌") == {"赛波夫": "Saipov"}
    assert names("参议员库恩斯（Chris Coons）") == {"库恩斯": "Coons"}


def test_the_last_part_of_a_name_stands_for_it() -> None:
    assert names("彼得·科斯特洛（Peter Costello）")["科斯特洛"] == "Costello"


def test_the_english_that_the_article_gives_is_put_in_once_and_held_to() -> None:
    text = "库恩斯（Chris Coons）表示，库恩斯将出席。"
    found = localise(text, build(()), Style())
    assert found.text == "Chris Coons 表示， Coons 将出席。"
    first, later = found.owed
    assert term_kept(first, "Chris Coons said he would attend.") and not term_kept(later, "Kunes said so.")


def test_a_name_with_a_dot_is_told_as_the_text_has_it() -> None:
    (term,) = build([]).match("总裁保罗·科斯塔（Paulo Costa）说")
    assert (term.entry.zh, term.entry.en, term.start, term.end) == ("保罗·科斯塔", "Paulo Costa", 2, 21)


def test_a_listed_name_swallows_its_own_english_and_keeps_another() -> None:
    listed = build([Entry("特斯拉", "Tesla", "company", "approved", "")])
    assert localise("特斯拉（Tesla）上海工厂", listed, Style()).text == "Tesla 上海工厂"
    other = build([Entry("特斯拉", "Tesla Motors", "company", "approved", "")])
    assert localise("特斯拉（Tesla）上海工厂", other, Style()).text == "Tesla Motors （Tesla）上海工厂"


def test_an_article_lends_its_names_to_each_of_its_segments() -> None:
    context = "西门子歌美飒（Siemens Gamesa）落户。歌美飒和西门子歌美飒都来了。"
    assert localise("西门子歌美飒都来了。", build(()), Style(), context).text == "Siemens Gamesa 都来了。"


@given(st.text(alphabet="比达尔的·-（(）) VidalNo.,'&国银行集团a1é", max_size=60))
def test_any_text_is_read(text: str) -> None:
    for gloss in glosses(text):
        assert gloss.zh in text and gloss.en in text and gloss.short in gloss.en


@pytest.mark.parametrize("text", ["比达尔（Vidal", "（A", "比" * 9, "比达尔（Vidal）", "·（Ab ", "(A. "])
def test_a_hostile_text_takes_linear_time(text: str) -> None:
    started = time.process_time()
    glosses(text * (100_000 // len(text)))
    assert time.process_time() - started < 5
