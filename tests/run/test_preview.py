"""What `plan` says is what `run` then does, and why."""

from typing import Any

import pytest

from pipeline.run.plan import difference, input_digest

TEXTS = {"a.txt": "article a", "b.txt": "article b", "c.txt": "article c"}


def test_before_the_first_run_all_is_new_and_nothing_is_written(house: Any) -> None:
    assert house.plan(TEXTS) == ["clean: 3 of 3 - 3 new", "translate: 3 of 3 - 3 new", "check: 3 of 3 - 3 new"]
    assert not house.output.exists()


def test_after_a_run_nothing_is_missing(house: Any) -> None:
    house.run(TEXTS)
    assert house.plan(TEXTS) == ["clean: 0 of 3", "translate: 0 of 3", "check: 0 of 3"]


def test_a_new_article_and_a_changed_one_are_told_apart(house: Any) -> None:
    house.run(TEXTS)
    lines = house.plan(TEXTS | {"b.txt": "another b", "d.txt": "article d"})
    assert lines[0] == "clean: 2 of 4 - 1 because their input changed, 1 new"
    assert lines[1] == "translate: 2 of 4 - 1 because their input changed, 1 new"


def test_a_changed_setting_is_named(house: Any) -> None:
    house.run(TEXTS)
    lines = house.plan(TEXTS, word="goodbye")
    assert lines[0] == "clean: 0 of 3"
    assert lines[1] == "translate: 3 of 3 - 3 because word hello is now word goodbye"
    assert lines[2] == "check: 3 of 3 - 3 because their input changed"


def test_what_failed_is_planned_again(house: Any) -> None:
    def before(stage: str, text: str) -> None:
        if stage == "translate" and text == "article b":
            raise RuntimeError

    house.calls.before = before
    house.run(TEXTS)
    assert house.plan(TEXTS)[1] == "translate: 1 of 3 - 1 failed before"


def test_a_damaged_part_is_counted_as_missing_and_left_in_place(house: Any) -> None:
    house.run(TEXTS)
    part = house.parts("translate")[0]
    part.write_bytes(b"torn")
    assert house.plan(TEXTS)[1] == "translate: 2 of 3 - 2 new"
    assert part.read_bytes() == b"torn"


@pytest.mark.parametrize(("old", "new", "said"), [
    ("t v1 | m@1 | glossary 9b1d22c0", "t v1 | m@1 | glossary 00000000", "the glossary changed"),
    ("t v1 | tries 3", "t v2 | tries 2", "t v1 is now t v2, tries 3 is now tries 2"),
    ("t v1", "t v1 | strict", "strict is new"),
    ("t v1 | strict", "t v1", "strict is gone"),
])
def test_the_difference_of_two_fingerprints_is_said_in_words(old: str, new: str, said: str) -> None:
    assert difference(old, new) == said


def test_a_digest_tells_null_from_empty_and_order_from_order() -> None:
    values: list[list[Any]] = [[None, "a"], ["", "a"], ["a", None], ["a", ""], [["a"], None], ['["a"]', None]]
    assert len({input_digest(v) for v in values}) == len(values)
