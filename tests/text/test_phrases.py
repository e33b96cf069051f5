"""Whether an approved phrase is in an English text: lenient in form, strict in identity."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.en.phrases import phrase_kept, phrase_said


@pytest.mark.parametrize(("approved", "en"), [
    ("business environment", "Business environments matter."),
    ("industrial cluster", "five industrial clusters"),
    ("state-owned enterprise", "State owned enterprises were merged"),
    ("state-owned enterprise", "SOEs were merged"),
    ("leading enterprise", "leading companies"),
    ("R&D centre", "an R&D center"),
    ("new urbanization", "new urbanisation"),
    ("pilot programme", "pilot programs"),
    ("State Council", "the state council"),
    ("China International Import Expo (CIIE)", "the CIIE"),
    ("China International Import Expo (CIIE)", "the China International Import Expo"),
    ("Dezhou", "in Dezhou City"), ("New York", "6.7 million New Yorkers"),
    ("Shandong Province", "in Shandong"),
    ("Guangxi Zhuang Autonomous Region", "in Guangxi"),
    ("Xizang Autonomous Region", "the Xizang Autonomous Region"),
    ("Xi'an", "Xi’an"), ("Xi'an", "Xian"), ("Lüliang", "Luliang"), ("Lüliang", "Lyuliang"), ("Kashi", "Kashgar"),
    ("Dezhou Economic and Technological Development Zone", "the Dezhou ETDZ"),
    ("Shandong Pilot Free Trade Zone", "Shandong FTZ"),
    ("CPC Dezhou Municipal Committee", "the Dezhou Municipal Committee of the CPC"),
    ("CPC Dezhou Municipal Committee", "the Dezhou Municipal Party Committee"),
    ("Shandong Provincial People's Government", "the People's Government of Shandong Province"),
    ("investment promotion", "to attract investment"),
    ("regional GDP", "the GDP of the region"),
    ("attracting both investment and talent", "attract both investment and talent"),
    ("Belt and Road Initiative", "the BRI"), ("European Union", "the EU's"), ("Lanxian County", "Lan County"),
    ("Vice Mayor of Dezhou", "Deputy Mayor of Dezhou"), ("State Councillor", "the state councilor"),
    ("scientific and technological innovation", "innovation in science and technology"),
    ("economic revitalization", "to revitalize the economy"), ("coordinated development", "coordinate and develop"),
    ("community with a shared future for humanity", "a community with a shared future for mankind"),
])
def test_another_form_is_kept(approved: str, en: str) -> None:
    assert phrase_kept(approved, en)


@pytest.mark.parametrize(("approved", "en"), [
    ("Shaanxi", "in Shanxi"), ("Shanxi", "in Shaanxi"), ("Dezhou", "in Texas"), ("Dezhou", ""),
    ("Tianqu New Area", "Tianqu"), ("Pingyuan County", "Pingyuan District"),
    ("countries and regions", "40 countries"),
    ("contracted foreign investment", "foreign investment"),
    ("planned investment", "total investment"),
    ("new energy", "new materials and, in a quite different part of the long sentence, energy"),
    ("Shandong Provincial Department of Commerce", "Ministry of Commerce"),
])
def test_another_identity_is_not(approved: str, en: str) -> None:
    assert not phrase_kept(approved, en)


@given(st.text(max_size=30), st.text(max_size=60))
def test_any_texts_get_an_answer(approved: str, en: str) -> None:
    assert phrase_kept(approved, en) in (True, False)


@pytest.mark.parametrize(("en", "said"), [
    ("the development areas of the county", True), ("Development Area", True),
    ("Yangpu port area and Yangpu development zone", False), ("area development", False), ("", False),
])
def test_what_is_forbidden_stands_word_for_word(en: str, said: bool) -> None:
    assert phrase_said("development area", en) is said


def test_words_that_carry_no_meaning_are_never_found() -> None:
    assert not phrase_said("of the", "the end of the year")
