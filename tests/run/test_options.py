"""What a run is asked for: which articles, how far, and what is done again; nothing that is left out is lost."""

from collections.abc import Callable
from typing import Any

import pytest

from pipeline.cli.runs import STAGE_NAMES
from pipeline.errors import InputError, UsageError
from pipeline.run.local import run
from pipeline.run.options import Options
from pipeline.run.preview import preview
from pipeline.run.prune import prune
from pipeline.run.report import Report, closing_lines
from pipeline.schema import article_id
from pipeline.stages import STAGES
from tests.run.conftest import fake_config

TEXTS = {f"{name}.txt": f"article {name}" for name in "abcde"}


def go(house: Any, texts: dict[str, str] = TEXTS, word: str = "hello", **options: Any) -> Report:
    house.calls.rows.clear()
    return run(house.chunks(texts), house.stages, fake_config(word), house.engines, house.source, house.output,
               house.progress, Options(**options))


def titles(house: Any) -> list[str]:
    return [row["title_zh"] for row in house.rows("articles")]


def test_the_names_of_the_stages_are_those_of_the_command_line() -> None:
    assert tuple(stage.name for stage in STAGES) == STAGE_NAMES


@pytest.mark.parametrize("only", [("b.txt",), ("[b]*",), (article_id("b.txt")[:6],), ("b.txt", "nothing")])
def test_only_the_articles_that_are_named_are_worked_on(house: Any, only: tuple[str, ...]) -> None:
    report = go(house, only=only)
    assert house.calls.rows["translate"] == ["article b"] and report.sources == 1
    assert titles(house) == ["article b"]


def test_what_is_left_out_stays_published_as_it_was(house: Any) -> None:
    go(house, TEXTS | {"x.txt": "refuse this"})
    report = go(house, TEXTS | {"b.txt": "article b, second edition", "c.txt": "also new"}, "goodbye", only=("b.txt",))
    assert sorted(titles(house)) == ["article a", "article b, second edition", *(f"article {n}" for n in "cde")]
    assert report.carried == 4 and "4 articles not asked for stayed as before." in closing_lines(report)
    said = {r["zh"]: r["en"].split()[0] for r in house.rows("segments") if r["segment"] == "title"}
    assert said["article b, second edition"] == "goodbye" and said["article a"] == "hello"
    assert [r["source_uri"] for r in house.rows("rejects")] == ["x.txt"]
    whole = go(house, word="goodbye")
    assert titles(house) == list(TEXTS.values()) and not house.rows("rejects") and whole.changed


def test_the_first_articles_alone(house: Any) -> None:
    assert go(house, limit=3).sources == 3
    assert titles(house) == ["article a", "article b", "article c"]
    assert go(house).stages[0].computed == 2 and len(titles(house)) == 5


def test_a_name_that_nothing_fits_is_misuse(house: Any) -> None:
    with pytest.raises(UsageError, match="no article is called nobody"):
        go(house, only=("nobody.txt",))


def test_a_run_up_to_a_stage_publishes_nothing(house: Any) -> None:
    report = go(house, stage="clean")
    assert list(house.calls.rows) == ["clean"] and not (house.output / "articles").exists()
    assert "Nothing was published." in closing_lines(report)[0]
    assert list(house.calls.rows) == ["clean"] and go(house).stages[0].computed == 0


def test_force_works_again_on_what_is_done(house: Any) -> None:
    go(house)
    report = go(house, force=True)
    assert [s.computed for s in report.stages] == [5, 5, 5] and not report.changed
    assert [s.computed for s in go(house, force=True, stage="translate").stages] == [0, 5]
    assert [s.computed for s in go(house, force=True, only=("a.txt",)).stages] == [1, 1, 1]


def test_rejects_are_tried_again_when_asked(house: Any) -> None:
    texts = TEXTS | {"x.txt": "refuse this"}
    go(house, texts)
    assert go(house, texts).computed == 0
    assert go(house, texts, retry_rejects=True).stages[0].computed == 1


def test_plan_tells_why_for_each_article(house: Any) -> None:
    go(house)
    lines: list[str] = []
    texts = TEXTS | {"b.txt": "changed", "f.txt": "new"}
    plans = preview(house.chunks(texts), house.stages, fake_config("goodbye"), house.engines, house.output,
                    house.progress, Options(), lines.append)
    assert sorted(lines)[-6:] == [
        f"translate: {name}.txt: {why}" for name, why in zip("abcdef", [
            "because word hello is now word goodbye", "because their input changed",
            *["because word hello is now word goodbye"] * 3, "new"], strict=True)]
    assert [plan.missing for plan in plans] == [2, 6, 6]
    again = preview(house.chunks(TEXTS), house.stages, fake_config(), house.engines, house.output, house.progress,
                    Options(force=True))
    assert str(again[0]) == "clean: 5 of 5 - 5 asked for again"


def rows_kept(house: Any) -> int:
    import pyarrow.parquet as pq

    return sum(pq.read_metadata(p).num_rows for s in ("clean", "translate", "check") for p in house.parts(s))


def test_prune_removes_rows_of_old_fingerprints_and_texts(house: Any) -> None:
    go(house)
    go(house, word="goodbye")
    go(house, TEXTS | {"b.txt": "changed"}, word="goodbye")
    tell: Callable[[str], None] = house.said.append
    counted = [str(p) for p in prune(house.output, house.stages, tell, dry_run=True)]
    assert counted[1] == "translate: 6 rows removed, 5 kept"
    assert [str(p) for p in prune(house.output, house.stages, tell)] == counted
    assert rows_kept(house) == 15
    assert go(house, TEXTS | {"b.txt": "changed"}, word="goodbye").computed == 0
    assert [p.removed for p in prune(house.output, house.stages, tell)] == [0, 0, 0]


def test_prune_waits_for_a_run_over_all(house: Any) -> None:
    go(house)
    go(house, word="goodbye", only=("a.txt",))
    with pytest.raises(UsageError, match="run once over all"):
        list(prune(house.output, house.stages, print))


def test_prune_of_what_is_no_output_is_misuse(house: Any) -> None:
    with pytest.raises(InputError, match="nothing is published"):
        list(prune(house.source, house.stages, print))
