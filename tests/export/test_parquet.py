"""The published tables: complete, with their schema, and readable by all who read Parquet."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from pipeline import schema
from pipeline.export.manifest import is_current, read_manifest
from pipeline.export.parquet import Publisher

ALL = schema.SOURCE + schema.CLEANED + schema.SUMMARY + schema.TRANSLATION + schema.CHECKED
FINDING = {"code": "figure_missing", "severity": "high", "segment": "p2", "message": "800 mu is missing."}
PROVENANCE = {
    "pipeline_version": "1", "config_digest": "ab", "created_at": datetime(2026, 1, 2, tzinfo=UTC),
    "models": [{"role": "translate", "name": "parrot", "digest": "0123", "engine": "echo"}],
}


def translated(segment: str, zh: str, en: str) -> dict[str, Any]:
    return {"segment": segment, "zh": zh, "localised": zh, "en": en, "origin": "model", "model": "parrot", "tries": 1,
            "log_probability": None, "complete": True, "terms": []}


def article(name: str, title: str | None = "德州提速") -> dict[str, Any]:
    row: dict[str, Any] = {column.name: None for column in ALL}
    titles = [translated("title", title, "Dezhou picks up speed")] if title else []
    return row | {
        "article_id": name, "content_digest": "cd", "source_uri": f"{name}.txt", "markup": "text", "raw": "原文",
        "title_zh": title, "outlet": "闪电新闻", "published_at": date(2023, 6, 16), "published_time": "09:30",
        "removed": [],
        "paragraphs_zh": ["增长4.7%。", "占地800亩。"], "summary_zh": None, "facts": [], "terms": [],
        "translations": [*titles, translated("p1", "增长4.7%。", "Up 4.7%."),
                         translated("p2", "占地800亩。", "It covers\n53.3 hectares.")],
        "findings": [FINDING], "status": "review",
    }


def publish(output: Path, run_id: str, names: str, part: int = 2, digest: str = "d") -> Publisher:
    publisher = Publisher(output, PROVENANCE | {"run_id": run_id}, {"bridgehead.run_id": run_id}, part)
    for name in names:
        publisher.add(schema.table([article(name)], ALL))
    publisher.reject([{"source_uri": "x.txt", "stage": "clean", "error_code": "no_body", "message": "Empty.",
                       "excerpt": None}] if names else [])
    publisher.publish({"content_digest": digest})
    return publisher


@pytest.fixture
def output(tmp_path: Path) -> Path:
    publish(tmp_path, "r1", "abc")
    return tmp_path


READERS: dict[str, Callable[[Path], list[dict[str, Any]]]] = {
    "pandas": lambda folder: list(pd.read_parquet(folder).to_dict("records")),
    "duckdb": lambda folder: list(
        duckdb.sql(f"select * from read_parquet('{folder}/*.parquet')").to_arrow_table().to_pylist()),
    "polars": lambda folder: pl.read_parquet(f"{folder}/*.parquet").to_dicts(),
    "pyarrow": lambda folder: list(ds.dataset(folder).to_table().to_pylist()),
}


@pytest.mark.parametrize("reader", READERS)
def test_each_reader_reads_the_articles(output: Path, reader: str) -> None:
    rows = READERS[reader](output / "articles")
    assert [row["article_id"] for row in rows] == ["a", "b", "c"]
    assert rows[0]["paragraphs"][1]["en"] == "It covers 53.3 hectares."
    assert rows[0]["provenance"]["models"][0]["name"] == "parrot"


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("dataset", schema.DATASETS)
def test_each_reader_reads_an_empty_table_with_its_columns(tmp_path: Path, reader: str, dataset: str) -> None:
    publish(tmp_path, "r1", "")
    assert READERS[reader](tmp_path / dataset) == []
    assert pl.read_parquet(f"{tmp_path / dataset}/*.parquet").columns == [c.name for c in schema.DATASETS[dataset]]


def test_an_article_is_put_together_from_its_segments(output: Path) -> None:
    row = ds.dataset(output / "articles").to_table().to_pylist()[0]
    assert row["title_en"] == "Dezhou picks up speed" and row["summary_en"] is None
    assert row["body_zh"] == "增长4.7%。\n占地800亩。"
    assert row["body_en"] == "Up 4.7%.\nIt covers 53.3 hectares."
    assert [p["index"] for p in row["paragraphs"]] == [1, 2]


def test_an_article_without_a_title_has_no_english_one(tmp_path: Path) -> None:
    publisher = Publisher(tmp_path, PROVENANCE | {"run_id": "r"}, {}, 9)
    publisher.add(schema.table([article("a", title=None)], ALL))
    publisher.publish({})
    assert ds.dataset(tmp_path / "articles").to_table()["title_en"].to_pylist() == [None]


def test_a_finding_stands_with_its_segment(output: Path) -> None:
    rows = ds.dataset(output / "segments").to_table().to_pylist()
    assert [(r["segment"], len(r["findings"])) for r in rows[:3]] == [("title", 0), ("p1", 0), ("p2", 1)]


@pytest.mark.parametrize("dataset", schema.DATASETS)
def test_types_meanings_and_footer_are_those_of_the_schema(output: Path, dataset: str) -> None:
    part = min((output / dataset).iterdir())
    found = pq.read_schema(part)
    assert found.remove_metadata().equals(schema.arrow_schema(schema.DATASETS[dataset]).remove_metadata())
    assert found.metadata[b"bridgehead.run_id"] == b"r1"
    assert found.field(0).metadata[b"meaning"]


def test_parts_hold_at_most_so_many_articles(output: Path) -> None:
    assert [pq.read_metadata(p).num_rows for p in sorted((output / "articles").iterdir())] == [2, 1]


def test_a_new_run_takes_the_place_of_the_old_one_and_nothing_else_is_left(output: Path) -> None:
    publish(output, "r2", "d")
    assert sorted(p.name for p in output.iterdir()) == [
        "articles", "facts", "manifest.json", "rejects", "segments"]
    assert ds.dataset(output / "articles").to_table()["article_id"].to_pylist() == ["d"]
    assert pa.compute.unique(ds.dataset(output / "rejects").to_table()["run_id"]).to_pylist() == ["r2"]


def test_a_reader_who_opened_the_old_tables_never_sees_a_mixture(output: Path) -> None:
    before = ds.dataset(output / "articles").files
    publish(output, "r2", "ab")
    assert not {Path(p).name for p in before} & {p.name for p in (output / "articles").iterdir()}


def test_the_published_tables_are_current_only_with_the_same_digest_and_all_parts(output: Path) -> None:
    assert is_current(output, "d") and not is_current(output, "other")
    min((output / "articles").iterdir()).unlink()
    assert not is_current(output, "d")


@pytest.mark.parametrize("text", ["", "{", "[1]", '{"content_digest": "d"}', '{"content_digest": "d", "parts": 3}'])
def test_a_damaged_manifest_is_no_manifest(output: Path, text: str) -> None:
    (output / "manifest.json").write_text(text)
    assert not is_current(output, "d")


def test_the_manifest_names_the_parts(output: Path) -> None:
    manifest = read_manifest(output)
    assert manifest is not None
    assert json.dumps(manifest["parts"]["articles"]) == json.dumps(
        ["part-00000-r1.parquet", "part-00001-r1.parquet"])
