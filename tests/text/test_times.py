"""Dates compared: equal, less said, changed."""

import pytest

from pipeline.text.times import covered, same_time, time_changed


@pytest.mark.parametrize(("owed", "found", "same"), [
    ("2025-03-12", "2025-03-12", True), ("--03-12", "2025-03-12", True), ("2025-03", "2025-03-12", True),
    ("2025-03-12", "2025-03-13", False), ("2025", "2024", False), ("2025-Q1", "Q1", True),
    ("2025-Q1", "2025-Q2", False),
    ("2025-03-early", "2025-03", True), ("2025-03-early", "2025-03-late", False), ("2021/2025", "2021/2025", True),
    ("2021/2025", "2021/2024", False), ("--01/--10", "2025-01/2025-10", True), ("2025-H1", "2025-H2", False),
])
def test_a_date_may_say_less_but_nothing_else(owed: str, found: str, same: bool) -> None:
    assert same_time(owed, found) is same


@pytest.mark.parametrize(("owed", "found", "changed"), [
    ("2025-03-12", "2025-03-13", True), ("2025", "2026", True), ("--03", "--04", True), ("2025-Q1", "2025-Q2", True),
    ("2021/2025", "2021/2026", True), ("--03", "2025", False), ("2025-03-12", "2019-11", False),
])
def test_a_changed_date_is_told_from_another_date(owed: str, found: str, changed: bool) -> None:
    assert time_changed(owed, found) is changed


def test_a_period_is_covered_by_its_two_ends() -> None:
    assert covered("2012/2015", ["2012", "2015"])
    assert not covered("2012/2015", ["2012", "2016"])
