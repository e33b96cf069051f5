"""The runner's contract, with small fake stages: nothing is lost, nothing is done twice, everything adds up."""

import json
import os
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from pipeline.errors import BusyError, EngineError, InputError, SchemaError, UsageError
from pipeline.export import parts
from pipeline.run.output import locked

TEXTS = {f"{name}.txt": f"article {name}" for name in "abcde"}


def published(house: Any) -> dict[str, list[dict[str, Any]]]:
    """The published rows without what differs from run to run."""
    tables = {name: house.rows(name) for name in ("articles", "segments", "rejects")}
    for row in tables["articles"]:
        row["provenance"] |= {"run_id": "", "created_at": None}
    for row in tables["rejects"]:
        row["run_id"] = ""
    return tables


def test_every_article_goes_through_all_stages_in_order(house: Any) -> None:
    report = house.run(TEXTS)
    assert [row["title_zh"] for row in house.rows("articles")] == list(TEXTS.values())
    assert report.ready == 5 and report.rejects == 0 and report.changed
    assert [s.computed for s in report.stages] == [5, 5, 5]


def test_a_second_run_opens_no_stage_and_leaves_every_published_byte(house: Any) -> None:
    house.run(TEXTS)
    before = {p: p.read_bytes() for p in house.output.rglob("*") if p.is_file()}
    report = house.run(TEXTS)
    assert house.calls.opened == [] and report.computed == 0 and not report.changed
    assert {p: p.read_bytes() for p in house.output.rglob("*") if p.is_file()} == before


def test_only_what_is_new_is_worked_on(house: Any) -> None:
    house.run(TEXTS)
    report = house.run(TEXTS | {"ab.txt": "article ab"})
    assert house.calls.rows["translate"] == ["article ab"]
    assert report.ready == 6


def test_a_changed_article_is_worked_on_again_alone(house: Any) -> None:
    house.run(TEXTS)
    house.run(TEXTS | {"c.txt": "article c, second edition"})
    assert house.calls.rows["check"] and len(house.calls.rows["check"]) == 1
    assert "article c, second edition" in [r["title_zh"] for r in house.rows("articles")]


def test_a_changed_setting_runs_its_stage_and_what_follows_alone(house: Any) -> None:
    house.run(TEXTS)
    house.run(TEXTS, word="goodbye")
    assert house.calls.opened == ["translate", "check"]
    assert {r["en"].split()[0] for r in house.rows("segments")} == {"goodbye"}


def test_going_back_to_an_old_setting_does_no_work_but_publishes(house: Any) -> None:
    house.run(TEXTS)
    house.run(TEXTS, word="goodbye")
    report = house.run(TEXTS)
    assert report.computed == 0 and report.changed
    assert {r["en"].split()[0] for r in house.rows("segments")} == {"hello"}


def test_an_article_that_is_gone_is_published_no_more(house: Any) -> None:
    house.run(TEXTS)
    report = house.run({"a.txt": "article a"})
    assert report.computed == 0 and len(house.rows("articles")) == 1


def test_a_row_that_raises_is_found_and_the_others_go_on(house: Any) -> None:
    def before(stage: str, text: str) -> None:
        if stage == "translate" and text == "article c":
            raise RuntimeError("the tokeniser choked")

    house.calls.before = before
    report = house.run(TEXTS, size=5)
    assert report.ready == 4 and report.failed == 1
    (reject,) = house.rows("rejects")
    assert (reject["source_uri"], reject["stage"], reject["error_code"]) == ("c.txt", "translate", "failed")
    assert reject["message"] == "the tokeniser choked" and reject["excerpt"] == "article c"


def test_a_failed_row_is_tried_again_and_a_rejected_one_is_not(house: Any) -> None:
    def before(stage: str, text: str) -> None:
        if stage == "translate" and text == "article c":
            raise RuntimeError("out of memory")

    house.calls.before = before
    texts = TEXTS | {"x.txt": "refuse this"}
    assert house.run(texts).failed == 1
    house.calls.before = lambda stage, text: None
    report = house.run(texts)
    assert report.failed == 0 and report.ready == 5
    assert house.calls.rows == {"translate": ["article c"], "check": house.calls.rows["check"]}
    (reject,) = house.rows("rejects")
    assert (reject["error_code"], reject["message"]) == ("no_body", "There is nothing in it.")


def test_a_row_that_fails_again_changes_nothing_that_is_published(house: Any) -> None:
    def before(stage: str, text: str) -> None:
        if text == "article c":
            raise RuntimeError("always")

    house.calls.before = before
    house.run(TEXTS)
    report = house.run(TEXTS)
    assert report.failed == 1 and not report.changed


def test_articles_of_the_same_text_are_folded_and_name_the_one_that_is_kept(house: Any) -> None:
    report = house.run(TEXTS | {"z.txt": " article a "})
    (reject,) = house.rows("rejects")
    assert (reject["source_uri"], reject["stage"], reject["error_code"]) == ("z.txt", "clean", "duplicate")
    assert "a.txt" in reject["message"]
    assert report.stages[0].duplicates == 1 and report.stages[1].read == 5


def test_sources_of_the_same_id_are_folded(house: Any) -> None:
    table = house.chunks({"a.txt": "one"})[0].articles
    from pipeline.run.chunk import Chunk

    other = house.chunks({"a.txt": "two"})[0].articles
    house.chunks = lambda *_: [Chunk(table), Chunk(other)]
    report = house.run({})
    assert report.sources == 2 and report.refused == 1 and report.ready == 1
    assert house.rows("rejects")[0]["error_code"] == "duplicate"


def test_rejects_of_reading_are_published_with_the_others(house: Any) -> None:
    reject = {"source_uri": "bad.docx", "stage": "ingest", "error_code": "broken", "message": "No.", "excerpt": None}
    report = house.run(TEXTS, rejects=(reject,))
    assert report.sources == 6 and report.refused == 1
    assert house.rows("rejects")[0]["source_uri"] == "bad.docx"


@pytest.mark.parametrize("stage", ["clean", "translate", "check"])
def test_a_run_that_was_killed_ends_in_the_same_tables_as_one_that_was_not(house: Any, tmp_path: Path,
                                                                         stage: str) -> None:
    (tmp_path / "other").mkdir()
    whole = type(house)(tmp_path / "other")
    whole.source = house.source
    whole.run(TEXTS)
    seen = []

    def before(name: str, text: str) -> None:
        seen.append(name)
        if name == stage and seen.count(name) == 4:
            raise KeyboardInterrupt

    house.calls.before = before
    with pytest.raises(KeyboardInterrupt):
        house.run(TEXTS)
    assert not (house.output / "articles").exists()
    house.calls.before = lambda name, text: None
    report = house.run(TEXTS)
    assert report.stages[0].computed <= 3       # the first chunk was kept
    assert published(house) == published(whole)


def test_what_a_killed_run_was_writing_is_no_part(house: Any) -> None:
    house.run(TEXTS)
    folder = house.output / "stages/translate"
    (folder / ".part-000009.parquet.tmp").write_bytes(b"PAR1 half a part")
    (house.output / ".new-x/articles").mkdir(parents=True)
    assert house.run(TEXTS).computed == 0
    assert not (house.output / ".new-x").exists()


@pytest.mark.parametrize("steps", range(4))
def test_a_run_killed_while_publishing_is_ended_by_the_next(
    house: Any, steps: int, monkeypatch: pytest.MonkeyPatch,
) -> None:
    from pipeline.export import parquet

    house.run({"old.txt": "article old"})
    seen: list[str] = []

    def swap(new: Path, old: Path) -> None:
        if len(seen) == steps:
            raise KeyboardInterrupt
        seen.append(old.name)
        parts.exchange(new, old)

    monkeypatch.setattr(parquet, "exchange", swap)
    with pytest.raises(KeyboardInterrupt):
        house.run(TEXTS)
    monkeypatch.undo()
    report = house.run(TEXTS)
    assert report.computed == 0 and not report.changed
    assert [row["title_zh"] for row in house.rows("articles")] == list(TEXTS.values())
    assert {row["article_id"] for row in house.rows("segments")} == {r["article_id"] for r in house.rows("articles")}
    assert not list(house.output.glob(".new-*"))


@pytest.mark.parametrize("damage", [
    lambda data: data[: len(data) // 2], lambda data: b"", lambda data: b"not parquet at all",
    lambda data: data[:-6] + b"\xff" + data[-5:],
])
def test_a_damaged_part_is_set_aside_and_its_rows_are_computed_again(house: Any, damage: Any) -> None:
    house.run(TEXTS)
    before = published(house)
    part = house.parts("translate")[0]
    part.write_bytes(damage(part.read_bytes()))
    report = house.run(TEXTS)
    assert report.stages[1].computed == 2 and report.stages[2].computed == 0
    assert published(house) == before
    assert any("computed again" in line for line in house.said)
    assert house.run(TEXTS).computed == 0


def test_a_flipped_bit_in_the_data_is_found(house: Any) -> None:
    house.run(TEXTS)
    part = house.parts("translate")[0]
    column = next(i for i in range(99) if "en" in pq.ParquetFile(part).metadata.row_group(0).column(i).path_in_schema
                  and "translations" in pq.ParquetFile(part).metadata.row_group(0).column(i).path_in_schema)
    chunk = pq.ParquetFile(part).metadata.row_group(0).column(column)
    data = bytearray(part.read_bytes())
    data[chunk.data_page_offset + chunk.total_compressed_size // 2] ^= 1
    part.write_bytes(data)
    report = house.run(TEXTS)
    assert report.stages[1].computed == 2


def test_a_foreign_part_is_set_aside(house: Any) -> None:
    house.run(TEXTS)
    stranger = house.parts("clean")[0].read_bytes()
    house.parts("translate")[0].write_bytes(stranger)
    assert house.run(TEXTS).stages[1].computed == 2


def test_a_published_part_that_is_missing_is_published_again(house: Any) -> None:
    house.run(TEXTS)
    next((house.output / "segments").glob("*.parquet")).unlink()
    assert house.run(TEXTS).changed
    assert len(house.rows("segments")) == 15


def test_a_second_run_at_the_same_time_stops_and_says_so(house: Any) -> None:
    with locked(house.output), pytest.raises(BusyError, match=rf"another run .*process {os.getpid()} on .*since 20"):
        house.run(TEXTS)


def test_an_output_with_foreign_files_is_left_alone(house: Any) -> None:
    house.output.mkdir()
    (house.output / "thesis.doc").write_text("mine")
    with pytest.raises(UsageError, match=r"thesis\.doc"):
        house.run(TEXTS)
    assert [p.name for p in house.output.iterdir()] == ["thesis.doc"]


@pytest.mark.parametrize("place", [".", "below", ".."])
def test_input_and_output_may_not_lie_inside_each_other(house: Any, place: str) -> None:
    house.output = house.source / place
    with pytest.raises(UsageError, match="inside each other"):
        house.run(TEXTS)


def test_an_input_that_does_not_exist_is_named(house: Any) -> None:
    house.source.rmdir()
    with pytest.raises(InputError, match="no such file"):
        house.run(TEXTS)


def test_an_engine_that_cannot_be_opened_stops_the_run(house: Any) -> None:
    from dataclasses import replace

    def refuse(settings: Any, engines: Any) -> Any:
        raise EngineError("the model does not load")

    clean, translate, check = house.stages
    house.__class__ = type("House", (type(house),), {"stages": (clean, replace(translate, open=refuse), check)})
    with pytest.raises(EngineError, match="does not load"):
        house.run(TEXTS)
    assert house.parts("clean")


@pytest.mark.parametrize("spoil", [
    lambda t: t.drop_columns(["status"]), lambda t: t[:1], lambda t: t.append_column("more", t["status"]),
    lambda t: t.set_column(0, "facts", t["status"]),
])
def test_a_stage_that_breaks_its_contract_stops_the_run(house: Any, spoil: Any) -> None:
    from dataclasses import replace

    clean, translate, check = house.stages
    spoilt = replace(check, open=lambda s, e: lambda table: spoil(check.open(s, e)(table)))
    house.__class__ = type("House", (type(house),), {"stages": (clean, translate, spoilt)})
    with pytest.raises(SchemaError, match="stage check"):
        house.run(TEXTS)


def test_no_article_at_all_still_publishes_tables_with_their_columns(house: Any) -> None:
    report = house.run({})
    assert report.sources == 0 and house.rows("articles") == []


def test_the_manifest_says_what_ran_and_what_came_of_it(house: Any) -> None:
    house.run(TEXTS | {"d2.txt": "some doubt"})
    manifest = json.loads((house.output / "manifest.json").read_text("utf-8"))
    assert manifest["counts"] == {"sources": 6, "refused": 0, "articles": 6, "ready": 5, "review": 1, "rejects": 0,
                                  "failed": 0}
    assert [s["name"] for s in manifest["stages"]] == ["clean", "translate", "check"]
    assert manifest["models"][0] == {"role": "clean", "name": "parrot", "digest": "0123abcd", "engine": "fake"}
