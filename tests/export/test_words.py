"""What people read instead of codes."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipeline.export.words import (
    CODES,
    RULES,
    WAYS,
    code_label,
    duration,
    said_date,
    segment_label,
    value_label,
    verdict_label,
)
from pipeline.stages.repair import LADDER
from pipeline.text.figure_findings import _KINDS, _UNIT_RULES

NOTHING: dict[str, Any] = dict.fromkeys(("value", "low", "high", "date", "unit", "currency", "dimension", "wrong"))


@pytest.mark.parametrize(("fact", "label"), [
    ({"value": Decimal("49820000000.0000000000"), "currency": "CNY", "unit": ""}, "49,820,000,000 CNY"),
    ({"value": Decimal("4.70"), "dimension": "percent", "unit": ""}, "4.7%"),
    ({"value": Decimal("0.5"), "dimension": "points"}, "0.5 percentage points"),
    ({"value": Decimal("2.00E+6"), "currency": "CNY", "unit": "mu"}, "2,000,000 CNY per mu"),
    ({"value": Decimal(1200), "unit": "mu"}, "1,200 mu (80 hectares)"),
    ({"value": Decimal(800), "unit": "mu"}, "800 mu (about 53.3 hectares)"),
    ({"value": Decimal(2), "unit": "mu"}, "2 mu (about 0.133 hectares)"),
    ({"value": Decimal(800), "unit": "kilowatt-hour"}, "800 kilowatt-hours"),
    ({"value": Decimal(1), "unit": "hectare"}, "1 hectare"), ({"value": Decimal(3), "unit": "person"}, "3 people"),
    ({"value": Decimal(12), "unit": "county"}, "12 counties"),
    ({"value": Decimal("3.5"), "unit": "", "dimension": "multiple"}, "3.5 times"),
    ({"low": Decimal(2), "high": Decimal(6), "unit": "month"}, "2 to 6 months"),
    ({"low": Decimal(5), "unit": "mu"}, "from 5 mu"), ({"high": Decimal(5)}, "up to 5"),
    ({}, ""),
    ({"date": "2025-Q1", "dimension": "period"}, "the first quarter of 2025"),
    ({"date": "--09", "dimension": "date"}, "September"), ({"date": "2024-03-05", "dimension": "date"}, "5 March 2024"),
    ({"date": "14", "dimension": "plan"}, "14th Five-Year Plan (2021-2025)"),
    ({"date": "2/3", "dimension": "multiple"}, "2/3"), ({"date": "no form", "dimension": "period"}, "no form"),
])
def test_a_value_reads_as_a_number_with_its_unit(fact: dict[str, Any], label: str) -> None:
    assert value_label(NOTHING | fact) == label


@pytest.mark.parametrize(("status", "wrong", "part"), [
    ("matched", None, "says the same"), ("matched", "hedge", "how exact"), ("missing", None, "does not say it"),
    ("wrong", "sign, base", "up for down, the change"),
    ("unsupported", None, "Only the English"), ("wrong", "scale", "says 3: the scale is wrong"),
])
def test_a_verdict_is_a_sentence(status: str, wrong: str | None, part: str) -> None:
    assert part in verdict_label(NOTHING | {"status": status, "wrong": wrong, "en": "3 "})


def test_a_day_is_said_as_in_british_english() -> None:
    assert said_date(date(2024, 3, 5)) == "5 March 2024" and said_date(None) == ""


def test_what_is_not_known_is_still_said() -> None:
    assert code_label("new_code") == "New code" and segment_label("p12") == "Paragraph 12"


@pytest.mark.parametrize(("seconds", "said"), [
    (0.42, "0.4 s"), (12.4, "12 s"), (185, "3 min 5 s"), (7800, "2 h 10 min")])
def test_a_duration_is_said_in_its_unit(seconds: float, said: str) -> None:
    assert duration(seconds) == said


def test_every_way_of_translating_again_has_words() -> None:
    assert {rung.name for rung in LADDER[1:]} == set(WAYS)


def test_every_code_rule_and_kind_of_error_that_the_checker_gives_has_words() -> None:
    source = "".join(path.read_text("utf-8") for path in (Path(__file__).parents[2] / "pipeline/text").glob("*.py"))
    codes = {*re.findall(r'Finding\("(\w+)"', source), *(code for code, *_ in _KINDS.values())}
    rules = {*_UNIT_RULES.values(), *(rule for _, _, rule, _ in _KINDS.values())}
    assert len(codes) > 12 and codes <= CODES.keys() and rules <= RULES.keys()
    for kind in _KINDS:
        said = verdict_label(NOTHING | {"status": "wrong", "wrong": kind, "en": "3"})
        assert kind == "value" or "the value is wrong" not in said
