"""Strings that are looked for in a text: none that stands there is passed over."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.lexicon import lexicon, matches
from pipeline.text.scan import Scanner, pairs_inside

CHARACTERS = "德州市委a\0\ud800𠮷"
STRINGS = st.text(alphabet=CHARACTERS, min_size=2, max_size=5)


@pytest.mark.parametrize("width", [1, 2, 3])
@given(st.sets(STRINGS, max_size=8), st.lists(st.text(alphabet=CHARACTERS, max_size=6), max_size=4))
def test_every_string_of_a_text_is_found_where_it_begins(width: int, strings: set[str], parts: list[str]) -> None:
    text = "".join([*parts, *strings])
    listed = lexicon(dict.fromkeys(strings, True), width)
    (starts, none), _ = Scanner(pairs_inside(()), strings, ()).scan(text)
    found = {(at, zh) for at in starts for zh, _ in listed.starting(text, at)}
    assert found == {(at, zh) for at in range(len(text)) for zh in strings if text.startswith(zh, at)}
    assert none == []


@given(st.sets(STRINGS, max_size=8), st.text(alphabet=CHARACTERS, max_size=12))
def test_no_pair_inside_a_word_is_passed_over(words: set[str], text: str) -> None:
    joined = Scanner(pairs_inside(words), ()).scan(text).joined
    assert len(joined) == len(text) + 1
    assert all(joined[at] for at in range(1, len(text)) if any(text[at - 1:at + 1] in word for word in words))
    assert not (joined[0] or joined[-1])


def test_the_longest_comes_first() -> None:
    listed = lexicon({"德州": 1, "德州市": 2, "市委": 3}, 3)
    assert listed.starting("德州市委", 0) == [("德州市", 2), ("德州", 1)]
    assert listed.starting("德州市委", 1) == []


def test_most_of_a_text_is_passed_over() -> None:
    scanner = Scanner(pairs_inside(["委员会"]), {"德州市", "市委"}, {"山东"})
    assert scanner.scan("山东省德州市委员会") == (([3, 5], [0]), bytes([0, 0, 0, 0, 0, 0, 0, 1, 1, 0]))
    assert scanner.scan("") == (([], []), b"\0")


@given(st.text(alphabet="市长局州a", max_size=12))
def test_matches_at_starts_are_those_that_a_search_finds(text: str) -> None:
    pattern = re.compile("市长|长市|州市长局|局(?=长)")
    starts = [at for at in range(len(text)) if pattern.match(text, at)]
    assert [m.span() for m in matches(pattern, text, starts)] == [m.span() for m in pattern.finditer(text)]
