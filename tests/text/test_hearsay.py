"""Words that say only that a writer was told (rule T6)."""

import pytest

from pipeline.text.en.figures import Style
from pipeline.text.glossary import build
from pipeline.text.hearsay import hearsay_phrases
from pipeline.text.localise import localise


@pytest.mark.parametrize(("text", "mixed"), [
    ("据悉，项目占地很大。", "It is understood that 项目占地很大。"),
    ("项目开工。据了解，它占地很大。", "项目开工。 It is understood that 它占地很大。"),
    ("项目开工，据悉，它占地很大。", "项目开工， it is understood that 它占地很大。"),
    ("另据了解，项目占地很大。", "It is also understood that 项目占地很大。"),
    ("据悉，张经理表示，项目占地很大。它能赚钱。", "张经理表示，项目占地很大。它能赚钱。"),
    ("日前，项目开工。", "项目开工。"),
])
def test_what_only_says_that_one_was_told_is_left_out_or_is_the_attribution(text: str, mixed: str) -> None:
    assert localise(text, build(), Style()).text == mixed


@pytest.mark.parametrize("text", [
    "他9日前往北京。", "3日前，项目开工。", "证据悉数提交。", "据悉的人不多。", "记者从市商务局获悉，项目开工。",
    "公司日前宣布开工。",
])
def test_other_words_stay(text: str) -> None:
    assert hearsay_phrases(text) == []
