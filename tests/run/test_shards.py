"""Shares of the articles: whoever ends the last one publishes the tables of one whole run."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.config import Config, load
from pipeline.errors import BusyError, UsageError
from pipeline.export.manifest import read_manifest
from pipeline.memory import Layered, Memory
from pipeline.run.memories import memory_of
from pipeline.run.options import Options
from pipeline.run.output import locked
from pipeline.run.progress import Progress
from pipeline.run.report import Report, closing_lines
from pipeline.run.settings import sections
from pipeline.run.shards import FOLDER, Shard, parse_shard
from pipeline.run.start import start
from pipeline.schema import article_id
from tests.run.published import tables

CONFIG = """
clean: {near_duplicates: group}
summarise: {engine: echo, model: echo}
translate: {engine: echo, model: echo, glossary: []}
run: {chunk_articles: 3, part_articles: 5, processes: 1}
"""


def write_articles(folder: Path, count: int = 12) -> Path:
    """Articles of their own, one twice, one with a reprint, and one file that cannot be read."""
    folder.mkdir()
    for i in range(count):
        (folder / f"{i:03d}.txt").write_text("\n\n".join((
            f"滨河新区第{i + 2}批项目签约",
            f"2024年5月{i % 28 + 1}日，滨河新区与{i + 3}家企业签约，总投资{i + 5}.5亿元。",
            f"项目占地{100 + i}亩，计划明年建成投产，预计新增就业岗位{200 + i}个，年产值{30 + i}亿元。")), "utf-8")
    (folder / "twin.txt").write_text((folder / "003.txt").read_text("utf-8"), "utf-8")
    (folder / "broken.json").write_text("{", "utf-8")
    return folder


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Config:
    file = tmp_path_factory.mktemp("config") / "echo.yaml"
    file.write_text(CONFIG, "utf-8")
    return load(file, sections(), ())


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_articles(tmp_path_factory.mktemp("shards") / "in")


@pytest.fixture
def work(source: Path, config: Config) -> Callable[..., Report]:
    def run(output: Path, shard: str | None = None, **options: Any) -> Report:
        chosen = Options(shard=parse_shard(shard) if shard else None, **options)
        return start(source, output, config, Progress(lambda _: None, lambda _: None), chosen)
    return run


def test_four_shares_of_one_output_equal_one_whole_run(work: Callable[..., Report], tmp_path: Path) -> None:
    work(tmp_path / "whole")
    for i in range(1, 4):
        report = work(tmp_path / "out", f"{i}/4")
        assert len(report.waiting) == 4 - i and not (tmp_path / "out/articles").exists()
        assert "all shares are done" in closing_lines(report)[0]
    report = work(tmp_path / "out", "4/4")
    assert report.changed and report.ready + report.review == 12 and report.computed == 0
    assert tables(tmp_path / "out") == tables(tmp_path / "whole")
    assert [m.key for m in memory_of(tmp_path / "out").all()] != []
    assert {m.key for m in memory_of(tmp_path / "out").all()} == {m.key for m in memory_of(tmp_path / "whole").all()}
    assert not list((tmp_path / "out" / FOLDER).glob("*.sqlite"))


def test_a_share_that_is_done_again_changes_nothing(work: Callable[..., Report], tmp_path: Path) -> None:
    for i in (1, 2):
        work(tmp_path / "out", f"{i}/2")
    before = read_manifest(tmp_path / "out")
    report = work(tmp_path / "out", "1/2")
    assert not report.changed and read_manifest(tmp_path / "out") == before


def test_a_whole_run_takes_what_shares_have_done(work: Callable[..., Report], tmp_path: Path) -> None:
    done = sum(stage.computed for stage in work(tmp_path / "out", "1/3").stages)
    report = work(tmp_path / "out")
    whole = work(tmp_path / "whole")
    assert done and report.computed == whole.computed - done
    assert tables(tmp_path / "out") == tables(tmp_path / "whole")


def test_another_number_of_shares_works_on_what_is_missing(work: Callable[..., Report], tmp_path: Path) -> None:
    for i in (1, 2):
        work(tmp_path / "out", f"{i}/2")
    assert sum(stage.computed for stage in work(tmp_path / "out", "1/3").stages) == 0


def test_shares_work_side_by_side_and_whole_runs_alone(work: Callable[..., Report], tmp_path: Path) -> None:
    output = tmp_path / "out"
    with locked(output, Shard(1, 2)):
        assert work(output, "2/2").waiting == ("1/2",)
        with pytest.raises(BusyError, match="process"):
            work(output)
        with pytest.raises(BusyError):
            work(output, "1/2")
    with locked(output), pytest.raises(BusyError):
        work(output, "1/2")


def test_the_last_share_leaves_publishing_to_one_that_is_still_at_work(
    work: Callable[..., Report], tmp_path: Path,
) -> None:
    work(tmp_path / "out", "1/2")
    with locked(tmp_path / "out", Shard(1, 2)):
        report = work(tmp_path / "out", "2/2")
    assert not report.waiting and report.unpublished and not (tmp_path / "out/articles").exists()
    assert work(tmp_path / "out", "1/2").changed


def test_the_draft_of_another_share_is_left_alone(work: Callable[..., Report], tmp_path: Path) -> None:
    work(tmp_path / "out", "1/2")
    mine, other = (tmp_path / f"out/stages/clean/.part-000009-{i}of2.parquet.tmp" for i in (2, 1))
    for draft in (mine, other):
        draft.write_bytes(b"PAR1")
    work(tmp_path / "out", "2/2", stage="clean")
    assert other.exists() and not mine.exists()


def test_a_share_of_one_stage_is_not_done(work: Callable[..., Report], tmp_path: Path) -> None:
    assert work(tmp_path / "out", "1/1", stage="clean").unpublished
    assert work(tmp_path / "out", "1/1").changed


def test_every_article_is_in_one_share() -> None:
    for number in range(50):
        key = article_id(f"path:{number}")
        assert sum(Shard(i, 7).holds(key) for i in range(1, 8)) == 1


@pytest.mark.parametrize("text", ["0/4", "5/4", "1/0", "1", "1/", "a/b", "-1/4", "1/4/2", "１/4", " 1/4"])
def test_what_is_no_share_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="third of sixteen"):
        parse_shard(text)


@pytest.mark.parametrize("some", [{"only": ("a.txt",)}, {"limit": 3}])
def test_a_share_is_one_of_all_articles(some: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match="--shard"):
        Options(shard=Shard(1, 2), **some)


def test_a_layered_memory_writes_to_its_own_file(tmp_path: Path) -> None:
    below = Memory(tmp_path / "below.sqlite")
    below.keep_person([("甲", "A")])
    above = Layered(tmp_path / "above.sqlite", below)
    above.keep_given([("乙", "B")], "memory")
    assert above.given(["甲", "乙"]).keys() == {"甲"} and len(list(below.all())) == 1
    assert len(above.recall([m.key for m in [*below.all(), *above.all()]])) == 2
