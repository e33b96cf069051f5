"""Input and output on another file system: the tables are those of a run on a disk, whatever the network does."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import fs

from pipeline import storage
from pipeline.config import Config, load
from pipeline.errors import BusyError, DatasetError, InputError, UsageError
from pipeline.run import mirror
from pipeline.run.lease import leased
from pipeline.run.options import Options
from pipeline.run.progress import Progress
from pipeline.run.report import Report
from pipeline.run.settings import sections
from pipeline.run.shards import Shard, parse_shard
from pipeline.run.start import start
from pipeline.storage import Remote, place
from tests.run.published import tables

CONFIG = """
summarise: {engine: echo, model: echo}
translate: {engine: echo, model: echo, glossary: []}
run: {chunk_articles: 3, part_articles: 5, processes: 1}
"""
ARTICLE = ("滨河新区第{}批项目签约\n\n2024年5月8日，滨河新区与{}家企业签约，总投资{}.5亿元。\n\n"
           "项目占地{}亩，计划明年建成投产。")


class Flaky:
    """A file system of which every so many calls fail, or do half of what they should."""

    def __init__(self, real: Any, every: int = 0) -> None:
        self._real, self.every, self.calls = real, every, Counter[str]()

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            self.calls[name] += 1
            if self.every and self.calls.total() % self.every == 0:
                if name == "open_output_stream":
                    with self._real.open_output_stream(*args) as stream:
                        stream.write(b"half")
                raise OSError("AWS Error INTERNAL_FAILURE (HTTP status 500)")
            return getattr(self._real, name)(*args, **kwargs)

        return call


class Cloud:
    """A folder that plays another file system, and runs to and from it."""

    def __init__(self, folder: Path, config: Config) -> None:
        self.folder, self.config = folder / "cloud", config
        self.folder.mkdir()
        self.fs = Flaky(fs.SubTreeFileSystem(str(self.folder), fs.LocalFileSystem()))

    def at(self, path: str) -> Remote:
        remote = Remote(f"hdfs://cluster/{path}")
        remote.__dict__["_opened"] = (self.fs, path)
        return remote

    def run(self, source: Any, output: Any, shard: str | None = None) -> Report:
        options = Options(shard=parse_shard(shard) if shard else None)
        return start(source, output, self.config, Progress(lambda _: None, lambda _: None), options)


def write_articles(folder: Path, count: int = 8) -> None:
    folder.mkdir(parents=True)
    for i in range(count):
        (folder / f"{i:02d}.txt").write_text(ARTICLE.format(i + 2, i + 3, i + 5, 100 + i), "utf-8")
    (folder / "broken.json").write_text("{", "utf-8")


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Config:
    file = tmp_path_factory.mktemp("config") / "echo.yaml"
    file.write_text(CONFIG, "utf-8")
    return load(file, sections(), ())


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory, config: Config) -> dict[str, list[dict[str, Any]]]:
    folder = tmp_path_factory.mktemp("plain")
    write_articles(folder / "in")
    start(folder / "in", folder / "out", config, Progress(lambda _: None, lambda _: None), Options())
    return tables(folder / "out")


@pytest.fixture
def cloud(tmp_path: Path, config: Config, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cloud]:
    monkeypatch.setenv("BRIDGEHEAD_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(storage, "_FIRST_WAIT_SECONDS", 0.0)
    cloud = Cloud(tmp_path, config)
    write_articles(cloud.folder / "in")
    yield cloud


@pytest.mark.parametrize("every", [0, 3, 5])
def test_the_tables_are_the_same_whatever_the_network_does(cloud: Cloud, plain: Any, every: int) -> None:
    cloud.fs.every = every
    cloud.run(cloud.at("in"), cloud.at("out"))
    assert tables(cloud.folder / "out") == plain
    manifest = json.loads((cloud.folder / "out/manifest.json").read_text("utf-8"))
    assert manifest["input"] == "hdfs://cluster/in"
    assert {p.name for p in (cloud.folder / "out/articles").iterdir()} == set(manifest["parts"]["articles"])
    assert not list(cloud.folder.rglob(".*"))


def test_a_second_run_moves_nothing(cloud: Cloud) -> None:
    cloud.run(cloud.at("in"), cloud.at("out"))
    before = {p: p.read_bytes() for p in cloud.folder.rglob("*") if p.is_file()}
    cloud.fs.calls.clear()
    report = cloud.run(cloud.at("in"), cloud.at("out"))
    assert not report.changed and report.computed == 0
    assert {p: p.read_bytes() for p in cloud.folder.rglob("*") if p.is_file()} == before
    assert cloud.fs.calls["open_input_stream"] < 25 and cloud.fs.calls["open_output_stream"] == 1       # the lease


def test_the_working_copy_may_be_lost(cloud: Cloud, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cloud.run(cloud.at("in"), cloud.at("out"))
    monkeypatch.setenv("BRIDGEHEAD_HOME", str(tmp_path / "other"))
    report = cloud.run(cloud.at("in"), cloud.at("out"))
    assert report.computed == 0 and not report.changed


def test_what_was_taken_away_is_computed_again(cloud: Cloud, plain: Any) -> None:
    cloud.run(cloud.at("in"), cloud.at("out"))
    for part in (cloud.folder / "out/stages/translate").glob("*.parquet"):
        part.unlink()
    (cloud.folder / "in/00.txt").write_text(ARTICLE.format(99, 3, 5, 100), "utf-8")
    report = cloud.run(cloud.at("in"), cloud.at("out"))
    assert report.stages[2].computed == 8 and report.stages[3].computed == 1
    assert tables(cloud.folder / "out")["articles"][1:] == plain["articles"][1:]


def test_new_parts_come_before_the_manifest_and_old_ones_go_after_it(
    cloud: Cloud, monkeypatch: pytest.MonkeyPatch,
) -> None:
    cloud.run(cloud.at("in"), cloud.at("out"))
    old = set(json.loads((cloud.folder / "out/manifest.json").read_text("utf-8"))["parts"]["articles"])
    (cloud.folder / "in/00.txt").write_text(ARTICLE.format(99, 3, 5, 100), "utf-8")
    write = Remote.write

    def stop(self: Remote, name: str, data: bytes) -> None:
        if name == "manifest.json":
            raise OSError("the cable is cut")
        write(self, name, data)

    monkeypatch.setattr(Remote, "write", stop)
    with pytest.raises(DatasetError, match="the cable is cut"):
        cloud.run(cloud.at("in"), cloud.at("out"))
    there = {p.name for p in (cloud.folder / "out/articles").iterdir()}
    assert old < there      # the manifest still names whole tables
    monkeypatch.setattr(Remote, "write", write)
    report = cloud.run(cloud.at("in"), cloud.at("out"))
    assert report.computed == 0
    manifest = json.loads((cloud.folder / "out/manifest.json").read_text("utf-8"))
    assert {p.name for p in (cloud.folder / "out/articles").iterdir()} == set(manifest["parts"]["articles"])


def test_a_network_that_is_gone_is_one_sentence_and_what_was_done_is_kept(cloud: Cloud, plain: Any) -> None:
    cloud.run(cloud.at("in"), cloud.at("out"), shard="1/2")
    cloud.fs.every = 1
    with pytest.raises((DatasetError, InputError), match="HTTP status 500") as raised:
        cloud.run(cloud.at("in"), cloud.at("out"))
    assert "\n" not in str(raised.value)
    cloud.fs.every = 0
    assert 0 < cloud.run(cloud.at("in"), cloud.at("out")).stages[1].computed < 8
    assert tables(cloud.folder / "out") == plain


def test_shares_of_an_output_elsewhere(
    cloud: Cloud, plain: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    for i in range(1, 4):
        monkeypatch.setenv("BRIDGEHEAD_HOME", str(tmp_path / f"machine{i}"))
        report = cloud.run(cloud.at("in"), cloud.at("out"), shard=f"{i}/3")
    assert report.changed and not report.waiting
    assert tables(cloud.folder / "out") == plain
    assert not list((cloud.folder / "out/stages/shards").glob("*.sqlite"))
    assert (cloud.folder / "out/memory.sqlite").is_file()


def test_two_runs_on_one_output_do_not_mix(cloud: Cloud) -> None:
    with leased(cloud.at("out"), "other"), pytest.raises(BusyError, match=r"another run .* since 20"):
        cloud.run(cloud.at("in"), cloud.at("out"))
    with leased(cloud.at("out"), "other", Shard(1, 2)):
        with pytest.raises(BusyError):
            cloud.run(cloud.at("in"), cloud.at("out"))
        assert cloud.run(cloud.at("in"), cloud.at("out"), shard="2/2").waiting == ("1/2",)


def test_a_lease_that_ran_out_holds_nobody(cloud: Cloud) -> None:
    (cloud.folder / "out").mkdir()
    dead = {"run": "x", "pid": 1, "host": "h", "since": "then", "until": 5.0}
    (cloud.folder / "out/.lock.json").write_text(json.dumps(dead), "utf-8")
    assert cloud.run(cloud.at("in"), cloud.at("out")).changed


def test_a_run_whose_lease_was_taken_publishes_nothing(cloud: Cloud) -> None:
    thief = {"run": "x", "pid": 1, "host": "h", "since": "then", "until": 5.0}
    with leased(cloud.at("out"), "mine") as check:
        (cloud.folder / "out/.lock.json").write_text(json.dumps(thief), "utf-8")
        with pytest.raises(DatasetError, match="another run has begun"):
            check()
    assert (cloud.folder / "out/.lock.json").exists()


def test_an_output_with_foreign_files_is_left_alone(cloud: Cloud) -> None:
    (cloud.folder / "out").mkdir()
    (cloud.folder / "out/thesis.doc").write_text("mine")
    with pytest.raises(UsageError, match=r"thesis\.doc"):
        cloud.run(cloud.at("in"), cloud.at("out"))
    assert [p.name for p in (cloud.folder / "out").iterdir()] == ["thesis.doc"]


def test_a_single_file_and_none_at_all(cloud: Cloud, tmp_path: Path) -> None:
    assert cloud.run(cloud.at("in/03.txt"), tmp_path / "one").ready + cloud.run(
        cloud.at("in/03.txt"), tmp_path / "one").review >= 1
    with pytest.raises(InputError, match="no such file"):
        cloud.run(cloud.at("nothing"), tmp_path / "two")


def test_a_torn_log_of_the_copy_costs_a_fetch_alone(cloud: Cloud, plain: Any) -> None:
    cloud.run(cloud.at("in"), cloud.at("out"))
    log = mirror.Mirror(cloud.at("out"), None).folder / mirror._LOG
    log.write_bytes(log.read_bytes()[:-30])
    report = cloud.run(cloud.at("in"), cloud.at("out"))
    assert report.computed == 0 and tables(cloud.folder / "out") == plain


@pytest.mark.parametrize("text", [
    "s3://key:secret@bucket/x", "s3://bucket/x?access_key=a&secret_key=b", "ftp://host/x", "hdfs://me@host/x",
    "https://example.org/x", "gs://token:abc@b/x", "abfs://c:pw@account/x", "gs://token@b/x",
    "abfs://c@account/x?sv=2026&sig=b", "abfs://c@account/x?client_secret=b", "s3://bucket/x?X-Amz-Credential=b",
    "gs://b/x?credential=b", "hdfs://host/x?kerb_ticket=b",
])
def test_secrets_and_unknown_kinds_of_addresses_are_refused(text: str) -> None:
    with pytest.raises(UsageError) as raised:
        place(text)
    assert "secret@" not in str(raised.value) and "=b" not in str(raised.value)


def test_paths_and_addresses_are_told_apart() -> None:
    assert place("data/articles") == Path("data/articles")
    assert place("file:///tmp/a%20b") == Path("/tmp/a b")
    assert place("s3://bucket/folder/") == Remote("s3://bucket/folder")
    assert place("gs://anonymous@bucket/x") and place("s3://bucket/x?region=eu-west-1&endpoint_override=localhost")
    assert place("abfs://container@account.dfs.core.windows.net/x")


@pytest.mark.parametrize("scheme", ["s3", "gs", "abfs", "hdfs"])
@pytest.mark.parametrize("error", [OSError, pa.ArrowException])
def test_a_file_system_that_cannot_be_reached_is_one_sentence(
    cloud: Cloud, tmp_path: Path, scheme: str, error: type[Exception], monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: Any) -> None:
        raise error("no route to host\nat line 5\nat line 6")

    monkeypatch.setattr(cloud.fs, "get_file_info", refuse, raising=False)
    there = Remote(f"{scheme}://place/x")
    there.__dict__["_opened"] = (cloud.fs, "place/x")
    for source, output in ((there, tmp_path / "out"), (cloud.at("in"), there)):
        said = rf"{scheme}://place/x: cannot .*\(no route to host\)"
        with pytest.raises((InputError, DatasetError), match=said) as raised:
            cloud.run(source, output)
        assert "\n" not in str(raised.value)


@pytest.mark.slow
def test_a_store_at_a_port_where_nobody_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage, "_TRIES", 1)
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "secret")
    for url in ("gs://anonymous@b/x?endpoint_override=127.0.0.1:1&scheme=http&retry_limit_seconds=1",
                "s3://b/x?endpoint_override=http://127.0.0.1:1&region=eu-west-1"):
        with pytest.raises(OSError, match=r"(?i)connect to server") as raised:
            Remote(url).entries()
        assert "secret" not in str(raised.value)


def test_a_library_without_its_parts_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(url: str) -> None:
        raise OSError("Unable to load libjvm\ndlopen(/usr/lib/jvm)")

    monkeypatch.setattr(fs, "FileSystem", type("FileSystem", (), {"from_uri": staticmethod(missing)}))
    with pytest.raises(UsageError, match=r"hdfs://host/x: cannot be opened \(Unable to load libjvm\); see docs"):
        Remote("hdfs://host/x").entries()


def test_google_is_not_waited_for_a_quarter_of_an_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = list[str]()
    opener = type("FileSystem", (), {"from_uri": staticmethod(lambda url: (asked.append(url), (None, "b/x"))[1])})
    monkeypatch.setattr(fs, "FileSystem", opener)
    for url in ("gs://b/x", "gs://b/x?project_id=p", "gs://b/x?retry_limit_seconds=90", "hdfs://b/x"):
        assert Remote(url)._path("y") == "b/x/y"
    assert asked == ["gs://b/x?retry_limit_seconds=15", "gs://b/x?project_id=p&retry_limit_seconds=15",
                     "gs://b/x?retry_limit_seconds=90", "hdfs://b/x"]


def test_a_large_file_is_fetched_from_where_it_broke_off(cloud: Cloud, tmp_path: Path) -> None:
    (cloud.folder / "big").write_bytes(bytes(range(256)) * 40_000)
    draft, told = tmp_path / "draft", list[int]()
    draft.write_bytes(bytes(range(256)) * 10)
    cloud.fs.every = 2
    cloud.at("").fetch("big", draft, told.append)
    assert draft.read_bytes() == (cloud.folder / "big").read_bytes() and told[-1] == 10_240_000
    with pytest.raises(FileNotFoundError):
        cloud.at("").fetch("nothing", draft, told.append)
