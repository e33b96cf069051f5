"""XLSX: three sheets that filter, and cells that stay what they are."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipeline.export.materials import export
from pipeline.export.published import read_articles


@pytest.fixture
def book(output: Path) -> Any:
    return openpyxl.load_workbook(export(output, "xlsx")[0])


def test_each_sheet_has_a_frozen_header_and_filters_over_all_rows(book: Any) -> None:
    assert book.sheetnames == ["articles", "segments", "facts"]
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions


def test_rows_are_those_that_are_published(book: Any, output: Path) -> None:
    articles = list(read_articles(output))
    segments = [(a.id, s.name, s.zh, s.en) for a in articles for s in a.segments]
    assert [row[:4] for row in book["segments"].iter_rows(min_row=2, values_only=True)] == segments
    assert book["facts"].max_row == 1 + sum(len(a.facts) for a in articles)
    assert book["articles"]["C2"].value.isoformat().startswith("2024-03-05")


def test_a_value_is_a_number_and_a_text_is_a_text(book: Any) -> None:
    facts = list(book["facts"].iter_rows(min_row=2))
    money = next(row for row in facts if row[2].value == "498.2亿元")
    assert money[4].value == 49_820_000_000 and money[4].data_type == "n"
    assert money[2].data_type == "s" and money[2].quotePrefix


def test_a_row_is_as_high_as_its_text_wants(press: Callable[..., Path], make_article: Callable[..., Any]) -> None:
    long = "The park covers 53.3 hectares (800 mu). " * 10
    texts = {"title": ("标题", "Short"), "p1": ("占地800亩。", long), "p2": ("德" * 90, "")}
    output = press(make_article("long", texts))
    sheet = openpyxl.load_workbook(export(output, "xlsx")[0])["segments"]
    heights = [sheet.row_dimensions[row].height for row in (2, 3, 4)]
    assert heights[0] is None and 75 <= heights[1] <= 120 and heights[2] == 45


def test_findings_stand_beside_the_segment_in_words(book: Any) -> None:
    said = [row[4] for row in book["segments"].iter_rows(min_row=2, values_only=True) if row[4]]
    assert said[0].startswith("Wrong figure: The Chinese says 498.2亿元 (49.82 billion yuan)")
