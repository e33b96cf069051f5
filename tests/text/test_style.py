"""The English house style: spelling, punctuation, headlines, full stops."""

import pytest

from pipeline.text.en.style import british, closed, headline, tidy


@pytest.mark.parametrize(("american", "expected"), [
    ("30 square kilometers", "30 square kilometres"),
    ("a 5 meter wall", "a 5 metre wall"),
    ("a smart meter", "a smart meter"),
    ("the center of the labor market", "the centre of the labour market"),
    ("Center of trade", "Centre of trade"),
    ("the World Trade Center", "the World Trade Center"),
    ("programming and centers", "programming and centres"),
    ("see https://example.com/center", "see https://example.com/center"),
])
def test_spelling_is_british_but_for_names_and_addresses(american: str, expected: str) -> None:
    assert british(american) == expected


@pytest.mark.parametrize(("raw", "expected"), [
    ("Growth was 4.7%，  up\nfrom 2022 .", "Growth was 4.7%, up from 2022."),
    ("（ the zone ）", "(the zone)"),
    ("worth .5 billion", "worth .5 billion"),
])
def test_punctuation_is_latin_and_evenly_spaced(raw: str, expected: str) -> None:
    assert tidy(raw) == expected


@pytest.mark.parametrize(("raw", "expected"), [
    ("Dezhou breaks ground.", "Dezhou breaks ground"),
    ('"Dezhou breaks ground"', "Dezhou breaks ground"),
    ('"Green" Dezhou and "blue" Qingdao', '"Green" Dezhou and "blue" Qingdao'),
    ("More to come...", "More to come..."),
])
def test_a_headline_has_no_full_stop_and_no_quotes_around_it(raw: str, expected: str) -> None:
    assert headline(raw) == expected


@pytest.mark.parametrize(("raw", "expected"), [
    ("port opens", "Port opens"), ("[In focus] port opens", "[In focus] Port opens"),
    ("eMarketer counts", "eMarketer counts"), ("5G base", "5G base"), ("[in focus]", "[in focus]"),
    ("innovation-driven growth", "Innovation-driven growth"),
])
def test_a_headline_begins_with_a_capital(raw: str, expected: str) -> None:
    assert headline(raw) == expected


def test_a_sentence_that_the_model_left_open_is_closed() -> None:
    assert closed("It grew", "增长了。") == "It grew."
    assert closed("It grew.", "增长了。") == "It grew."
    assert closed("Growth", "增长") == "Growth"


def test_initials_stand_together() -> None:
    assert tidy("Exports to the U. S. rose. A new plan.") == "Exports to the U.S. rose. A new plan."
