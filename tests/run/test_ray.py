"""The same tables through Ray as through the plain loop, also when a worker dies in the middle of its work."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.dataset as ds
import pytest

from pipeline.config import Config, load
from pipeline.errors import ModelError, UsageError
from pipeline.run.memories import memory_of
from pipeline.run.options import Options
from pipeline.run.progress import Progress
from pipeline.run.report import Report
from pipeline.run.settings import sections
from pipeline.run.start import LOCAL, Runner, start
from tests.run.published import tables

CONFIG = """
summarise: {engine: echo, model: echo}
translate: {engine: echo, model: echo, glossary: []}
run: {chunk_articles: 5, part_articles: 7, processes: 1}
ray: {workers: 2, cpus: 1, batch_articles: 3}
"""
ARTICLE = ("滨河新区第{}批项目签约\n\n2024年5月8日，滨河新区与{}家企业签约，总投资{}.5亿元。\n\n"
           "项目占地{}亩，计划明年建成投产。")
RAY = Runner("ray")


def work(source: Path, output: Path, config: Config, runner: Runner = RAY, options: Options | None = None) -> Report:
    return start(source, output, config, Progress(lambda _: None, lambda _: None), options or Options(), runner)


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Config:
    file = tmp_path_factory.mktemp("config") / "echo.yaml"
    file.write_text(CONFIG, "utf-8")
    return load(file, sections(), ())


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ray") / "in"
    folder.mkdir()
    for i in range(16):
        (folder / f"{i:02d}.txt").write_text(ARTICLE.format(i + 2, i + 3, i + 5, 100 + i), "utf-8")
    (folder / "twin.txt").write_text((folder / "03.txt").read_text("utf-8"), "utf-8")
    (folder / "broken.json").write_text("{", "utf-8")
    return folder


@pytest.fixture(scope="module")
def plain(source: Path, config: Config, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("plain") / "out"
    work(source, output, config, LOCAL)
    return output


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Ray on two cores; while a file `die` is in the folder, the next worker that has work kills itself."""
    ray = pytest.importorskip("ray")
    from pipeline.run.ray_data import start_here

    folder = tmp_path_factory.mktemp("die")

    def mortal() -> None:
        from pipeline.engines import echo

        plain = echo.EchoEngine.generate

        def generate(self: Any, requests: Any) -> Any:
            for number, result in enumerate(plain(self, requests)):
                if number == 2 and (folder / "die").exists():
                    (folder / "die").unlink()
                    os._exit(9)
                yield result

        echo.EchoEngine.generate = generate     # type: ignore[method-assign]

    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    start_here(num_cpus=2, object_store_memory=100_000_000, runtime_env={"worker_process_setup_hook": mortal})
    yield folder
    ray.shutdown()


@pytest.mark.cluster
@pytest.mark.slow
def test_two_workers_give_the_tables_of_the_plain_loop(
    cluster: Path, source: Path, plain: Path, config: Config, tmp_path: Path,
) -> None:
    report = work(source, tmp_path / "out", config)
    assert tables(tmp_path / "out") == tables(plain)
    assert report.stages[1].computed == 16 and report.new_tokens > 0
    assert {m.key for m in memory_of(tmp_path / "out").all()} == {m.key for m in memory_of(plain).all()} != set()
    again = work(source, tmp_path / "out", config)
    assert again.computed == 0 and not again.changed


@pytest.mark.cluster
@pytest.mark.slow
def test_a_worker_that_is_killed_in_mid_run_costs_nothing(
    cluster: Path, source: Path, plain: Path, config: Config, tmp_path: Path,
) -> None:
    (cluster / "die").touch()
    report = work(source, tmp_path / "out", config)
    assert not (cluster / "die").exists()
    assert report.failed == 0 and tables(tmp_path / "out") == tables(plain)


@pytest.mark.cluster
@pytest.mark.slow
def test_a_persons_english_reaches_the_workers(
    cluster: Path, source: Path, config: Config, tmp_path: Path,
) -> None:
    memory_of(tmp_path / "out").keep_person([("滨河新区第2批项目签约", "Second Batch of Projects Signed")])
    work(source, tmp_path / "out", config)
    assert "Second Batch of Projects Signed" in [row["title_en"] for row in tables(tmp_path / "out")["articles"]]


@pytest.mark.cluster
@pytest.mark.slow
def test_a_step_that_cannot_be_opened_ends_the_run_in_a_sentence(
    cluster: Path, source: Path, config: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    from pipeline.run import start as module

    def refuse(settings: Any, engines: Any) -> Any:
        raise ModelError("the model is not there")

    stages = (module.STAGES[0], replace(module.STAGES[1], open=refuse), *module.STAGES[2:])
    monkeypatch.setattr(module, "STAGES", stages)
    with pytest.raises(ModelError, match="the model is not there"):
        work(source, tmp_path / "out", config)


@pytest.mark.cluster
@pytest.mark.slow
def test_the_command_starts_ray_and_ends_it(source: Path, plain: Path, tmp_path: Path) -> None:
    pytest.importorskip("ray")
    file = tmp_path / "echo.yaml"
    file.write_text(CONFIG, "utf-8")
    done = subprocess.run([sys.executable, "-m", "pipeline", "run", "--config", file, "--input", source, "--output",
                           tmp_path / "out", "--runner", "ray"], text=True, capture_output=True, timeout=280)
    assert done.returncode == 0 and "Traceback" not in done.stderr, done.stderr
    assert tables(tmp_path / "out") == tables(plain)


@pytest.mark.cluster
@pytest.mark.slow
def test_the_memory_of_the_process_that_hands_out_work_stays_small(tmp_path: Path) -> None:
    """Of 10,000 articles it was 506 MB (docs/scale.md), most of it libraries and the object store."""
    pytest.importorskip("ray")
    file, source = tmp_path / "echo.yaml", tmp_path / "in"
    file.write_text(CONFIG.replace("batch_articles: 3", "batch_articles: 16").replace("articles: 5", "articles: 32"),
                    "utf-8")
    source.mkdir()
    for i in range(600):
        (source / f"{i:03d}.txt").write_text(ARTICLE.format(i + 2, i + 3, i + 5, 100 + i), "utf-8")
    code = ("import resource, sys; from pipeline.cli import app\n"
            "try: app(sys.argv[1:])\n"
            "finally: print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)")
    done = subprocess.run([sys.executable, "-c", code, "run", "--config", file, "--input", source, "--output",
                           tmp_path / "out", "--runner", "ray", "--quiet"], text=True, capture_output=True, timeout=580)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout.split()[-1]) < 600
    assert ds.dataset(tmp_path / "out/articles").count_rows() == 600


@pytest.mark.slow
@pytest.mark.parametrize("address", ["127.0.0.1:1", "ray://127.0.0.1:1", "[::1]:1"])
def test_a_cluster_that_does_not_answer_is_named_soon(
    source: Path, config: Config, tmp_path: Path, address: str,
) -> None:
    pytest.importorskip("ray")
    with pytest.raises(UsageError, match=rf"no Ray at {re.escape(address)} \(.+\); see docs/scale.md") as raised:
        work(source, tmp_path / "out", config, Runner("ray", address))
    assert "\n" not in str(raised.value)


def test_an_address_without_a_cluster_runner_is_refused() -> None:
    with pytest.raises(UsageError, match="--runner ray"):
        Runner("local", "ray://head:10001")


def test_without_ray_the_sentence_says_what_to_install(
    source: Path, config: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(UsageError, match=r"pip install 'bridgehead\[ray\]'"):
        work(source, tmp_path / "out", config)
