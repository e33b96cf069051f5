"""What people read instead of codes."""

from decimal import Decimal
from typing import Any

import pytest

from pipeline.export.words import code_label, duration, rules_label, segment_label, value_label, verdict_label

NOTHING: dict[str, Any] = dict.fromkeys(("value", "low", "high", "date", "unit", "currency", "dimension", "wrong"))


@pytest.mark.parametrize(("fact", "label"), [
    ({"value": Decimal("49820000000.0000000000"), "currency": "CNY", "unit": ""}, "49,820,000,000 CNY"),
    ({"value": Decimal("4.70"), "dimension": "percent", "unit": ""}, "4.7%"),
    ({"value": Decimal("0.5"), "dimension": "points"}, "0.5 percentage points"),
    ({"low": Decimal(2), "high": Decimal(6), "unit": "month"}, "2 to 6 month"),
    ({"low": Decimal(5), "unit": "mu"}, "from 5 mu"), ({"high": Decimal(5)}, "up to 5"),
    ({"date": "2025-Q1"}, "2025-Q1"), ({}, ""),
])
def test_a_value_reads_as_a_number_with_its_unit(fact: dict[str, Any], label: str) -> None:
    assert value_label(NOTHING | fact) == label


@pytest.mark.parametrize(("status", "wrong", "part"), [
    ("matched", None, "says the same"), ("matched", "hedge", "how exact"), ("missing", None, "does not say it"),
    ("unsupported", None, "Only the English"), ("wrong", "scale", "says 3: the scale is wrong"),
])
def test_a_verdict_is_a_sentence(status: str, wrong: str | None, part: str) -> None:
    assert part in verdict_label(NOTHING | {"status": status, "wrong": wrong, "en": "3 "})


def test_what_is_not_known_is_still_said() -> None:
    assert code_label("new_code") == "New code" and segment_label("p12") == "Paragraph 12"
    assert rules_label(["N1", "X9"]) == "N1 the scale is multiplied out; X9" and rules_label(None) == ""


@pytest.mark.parametrize(("seconds", "said"), [
    (0.42, "0.4 s"), (12.4, "12 s"), (185, "3 min 5 s"), (7800, "2 h 10 min")])
def test_a_duration_is_said_in_its_unit(seconds: float, said: str) -> None:
    assert duration(seconds) == said
