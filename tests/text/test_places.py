"""Places, bodies and word boundaries, by themselves."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.text.scan import Scanner
from pipeline.text.zh.bodies import composed
from pipeline.text.zh.places import Witnesses, believed, homograph_province
from pipeline.text.zh.segmenter import Boundaries, segmenter


def test_cities_that_share_a_spelling_have_their_province() -> None:
    assert homograph_province("苏州") == "Jiangsu"
    assert homograph_province("宿州市") == "Anhui"
    assert homograph_province("德州") is None


def around(text: str, *names: str) -> Witnesses:
    return Witnesses(text, names.__contains__, lambda zh: [zh[:2]], lambda zh: [zh + "县"], lambda zh: ["山东省"],
                     names.__contains__)


def test_a_settled_kind_needs_no_witness() -> None:
    assert believed("山东", "province-short", "", "在山东", 1, around("在山东"))


def test_an_owner_in_the_article_is_a_witness_for_a_county() -> None:
    assert believed("齐河", "county-short", "德州市", "在齐河", 1, around("", "德州"))
    assert not believed("正定", "county-short", "石家庄市", "在正定", 1, around("", "德州"))


def test_its_full_name_is_a_witness_even_for_a_common_word() -> None:
    assert believed("平原", "county-short-ambiguous", "德州市", "在平原", 1, around("", "平原县"))
    assert not believed("平原", "county-short-ambiguous", "德州市", "在平原", 1, around("", "德州"))


def test_a_name_alone_is_the_name() -> None:
    assert believed("平原", "county-short-ambiguous", "德州市", "平原", 0, around("平原"))
    assert believed("城区", "district", "阳泉市", "城区", 0, around("城区"))


@pytest.mark.parametrize(("zh", "en", "kind", "after", "name"), [
    ("山东省", "Shandong Province", "province", "委书记林武", "Secretary of the CPC Shandong Provincial Committee"),
    ("山东省", "Shandong Province", "province", "省长", "Governor of Shandong Province"),
    ("德州市", "Dezhou", "prefecture-level city", "副市长", "Vice Mayor of Dezhou"),
    ("平原县", "Pingyuan County", "county", "人民政府", "Pingyuan County People's Government"),
    ("陵城区", "Lingcheng District", "district", "发改局", "Lingcheng District Bureau of Development and Reform"),
    ("天衢新区", "Tianqu New Area", "new-area-provincial", "党工委", "Party Working Committee of Tianqu New Area"),
])
def test_bodies_and_offices_by_rule(zh: str, en: str, kind: str, after: str, name: str) -> None:
    assert name in [english for _, english, _ in composed(zh, en, kind, zh + after, len(zh))]


@pytest.mark.parametrize(("text", "words"), [
    ("天衢新区和政府", ["天衢新区", "和", "政府"]), ("供应商都", ["供应商", "都"]), ("和政县", ["和政县"]),
])
def test_words_of_our_own_are_kept_whole_and_break_no_common_word(text: str, words: list[str]) -> None:
    bounds = sorted(segmenter(("天衢新区", "和政", "商都", "和政县")).boundaries(text))
    assert [text[a:b] for a, b in itertools.pairwise(bounds)] == words


@given(st.text(max_size=40))
@settings(max_examples=100, deadline=None)
def test_boundaries_run_from_the_start_to_the_end(text: str) -> None:
    bounds = segmenter(("天衢新区",)).boundaries(text)
    assert {0, len(text)} <= bounds
    assert max(bounds) == len(text)


PARTS = ["中华人民共和国", "天衢新区", "供应商都", "和政府", "海阳光", "德州市", "在", "的", "\n", "a"]


@given(st.lists(st.sampled_from(PARTS), max_size=9))
@settings(max_examples=200, deadline=None)
def test_a_scan_of_the_text_changes_no_boundary(parts: list[str]) -> None:
    words, text = segmenter(("天衢新区", "和政")), "".join(parts)
    found = Boundaries(words, text, Scanner(words.pairs_inside).scan(text).joined)
    assert {at for at in range(len(text) + 1) if found[at]} == words.boundaries(text)


def test_loading_writes_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    segmenter(("天衢",)).boundaries("天衢新区")
    assert capfd.readouterr() == ("", "")
