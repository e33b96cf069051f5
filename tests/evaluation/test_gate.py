"""The gate: the floors hold on our own pages, and a figure below its floor is named."""

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

_PATH = Path(__file__).parents[2] / "evaluation" / "gate.py"


@pytest.fixture(scope="module")
def gate() -> ModuleType:
    if not _PATH.is_file():
        pytest.skip("the gate is not part of an installed package")
    spec = importlib.util.spec_from_file_location("gate", _PATH)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
def test_the_floors_hold(gate: Any) -> None:
    pages = gate.gold()
    assert len(pages) >= 12
    assert gate.below(gate.score(pages, gate.cleaned(pages)), gate.floors()) == []


def test_a_rejected_page_and_a_worse_body_count(gate: Any) -> None:
    pages = gate.gold()[:1]
    assert gate.score(pages, [{}])["body"] == 0
    row = {"paragraphs_zh": [pages[0]["body"][:100], "责任编辑：张三"], "title_zh": "另一个标题"}
    figures = gate.score(pages, [row])
    assert 0 < figures["body"] < 0.7 and figures["title"] == figures["no_chrome"] == 0


def test_what_is_below_its_floor_is_named(gate: Any) -> None:
    assert gate.below({"body": 0.9, "title": 1.0}, {"body": 0.95, "title": 1.0, "date": 0.5}) == [
        "body is 0.900, below its floor of 0.950", "date is 0.000, below its floor of 0.500"]


@pytest.mark.parametrize(("expected", "found", "least", "most"), [
    ("总投资498.2亿元", "总投资 498.2 亿元", 1, 1), ("总投资498.2亿元", "", 0, 0), ("", "", 1, 1),
    ("总投资498.2亿元", "总投资498亿元", 0.1, 0.9),
])
def test_likeness_of_bodies(gate: Any, expected: str, found: str, least: float, most: float) -> None:
    assert least <= gate.f1(expected, found) <= most
