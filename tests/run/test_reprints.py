"""Reprints: of each story the fullest copy is published and lists the others, which are rejects with their reason."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from pipeline.run.local import run
from pipeline.run.preview import preview
from tests.run.conftest import House, fake_config

_STORY = "".join(f"第{i}个项目总投资{i}亿元，占地{i}0亩，建设单位为第{i}建筑公司。" for i in range(1, 12))
_TEXTS = {"a.txt": _STORY[:-20], "b.txt": "another text", "c.txt": _STORY, "d.txt": _STORY, "e.txt": _STORY[:-60]}


@pytest.fixture
def grouped(house: House) -> Callable[..., Any]:
    """Run or preview over some texts with a first stage that groups."""
    def call(do: Callable[..., Any], texts: dict[str, str], group: bool = True) -> Any:
        first, *others = house.stages
        stages = (replace(first, groups=lambda settings: group), *others)
        house.calls.rows.clear()
        if do is preview:
            return [str(plan) for plan in preview(house.chunks(texts), stages, fake_config(), house.engines,
                                                  house.output, house.progress)]
        return run(house.chunks(texts), stages, fake_config(), house.engines, house.source, house.output,
                   house.progress)
    return call


def _published(house: House) -> dict[str, list[str]]:
    return {row["source_uri"]: [r["source_uri"] for r in row["reprints"]] for row in house.rows("articles")}


def test_the_fullest_copy_is_published_and_lists_the_others(house: House, grouped: Callable[..., Any]) -> None:
    report = grouped(run, _TEXTS)
    assert _published(house) == {"b.txt": [], "c.txt": ["a.txt", "d.txt", "e.txt"]}
    assert {row["source_uri"]: row["error_code"] for row in house.rows("rejects")} == {
        "a.txt": "reprint", "d.txt": "duplicate", "e.txt": "reprint"}
    assert "c.txt" in house.rows("rejects")[0]["message"]
    assert report.sources == 5 == report.articles + report.rejects


def test_only_the_fullest_copy_costs_a_translation(house: House, grouped: Callable[..., Any]) -> None:
    grouped(run, _TEXTS)
    assert house.calls.rows["translate"] == ["another text", _STORY]


def test_a_second_run_does_and_changes_nothing(house: House, grouped: Callable[..., Any]) -> None:
    grouped(run, _TEXTS)
    report = grouped(run, _TEXTS)
    assert report.computed == 0 and not report.changed
    assert all(" 0 " in line or "up to date" in line or "nothing" in line for line in grouped(preview, _TEXTS)), (
        grouped(preview, _TEXTS))


def test_a_fuller_copy_that_comes_later_takes_its_place(house: House, grouped: Callable[..., Any]) -> None:
    grouped(run, {"a.txt": _STORY[:-20]})
    grouped(run, {"a.txt": _STORY[:-20], "z.txt": _STORY})
    assert _published(house) == {"z.txt": ["a.txt"]}


def test_all_are_kept_where_nothing_is_grouped(house: House, grouped: Callable[..., Any]) -> None:
    grouped(run, _TEXTS, group=False)
    assert _published(house) == {"a.txt": [], "b.txt": [], "c.txt": [], "e.txt": []}
