"""Strings that are looked for in a text: none that stands there is passed over."""

import re

from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.lexicon import lexicon, matches

STRINGS = st.text(alphabet="德州市委a\0\ud800𠮷", min_size=2, max_size=5)


@given(st.sets(STRINGS, max_size=8), st.lists(st.text(alphabet="德州市委a\0\ud800𠮷", max_size=6), max_size=4))
def test_every_string_of_a_text_is_found_where_it_begins(strings: set[str], parts: list[str]) -> None:
    text = "".join([*parts, *strings])
    listed = lexicon(dict.fromkeys(strings, True))
    found = {(at, zh) for at in listed.starts(text) for zh, _ in listed.starting(text, at)}
    assert found == {(at, zh) for at in range(len(text)) for zh in strings if text.startswith(zh, at)}


def test_the_longest_comes_first() -> None:
    listed = lexicon({"德州": 1, "德州市": 2, "市委": 3})
    assert listed.starting("德州市委", 0) == [("德州市", 2), ("德州", 1)]
    assert listed.starting("德州市委", 1) == []


def test_most_of_a_text_is_passed_over() -> None:
    listed = lexicon({"德州市": 1, "市委": 2})
    assert listed.starts("山东省德州市委员会") == [3, 5]
    assert listed.starts("") == []


@given(st.text(alphabet="市长局州a", max_size=12))
def test_matches_at_starts_are_those_that_a_search_finds(text: str) -> None:
    pattern = re.compile("市长|长市|州市长局|局(?=长)")
    starts = [at for at in range(len(text)) if pattern.match(text, at)]
    assert [m.span() for m in matches(pattern, text, starts)] == [m.span() for m in pattern.finditer(text)]
