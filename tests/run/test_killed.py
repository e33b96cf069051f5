"""Stopped at any moment, by kill -9 or by a signal: the next run ends in the tables of one that was never stopped."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.run.published import tables

# The echo engine, slowed down, so that all stages take their share of the time.
RUN = """
import sys, time
from pipeline.engines import echo
plain = echo.EchoEngine.generate
def slow(self, requests):
    for result in plain(self, requests):
        time.sleep({delay})
        yield result
echo.EchoEngine.generate = slow
from pipeline.cli import main
sys.argv[0] = "bridgehead"
main()
"""
CONFIG = """
summarise: {engine: echo, model: echo}
translate: {engine: echo, model: echo, glossary: []}
run: {chunk_articles: 3, part_articles: 5, processes: 1}
"""


class Night:
    """A folder of articles, and runs over it in processes of their own."""

    def __init__(self, folder: Path, articles: int = 12, config: str = CONFIG) -> None:
        self.source, self.config, self.sources = folder / "in", folder / "night.yaml", articles + 1
        self.source.mkdir()
        self.config.write_text(config, "utf-8")
        for i in range(articles):
            (self.source / f"{i:03d}.txt").write_text("\n\n".join((
                f"滨河新区第{i + 2}批项目签约",
                f"2024年5月{i % 28 + 1}日，滨河新区与{i + 3}家企业签约，总投资{i + 5}.5亿元。",
                f"项目占地{100 + i}亩，计划明年建成投产，预计新增就业岗位{200 + i}个，年产值{30 + i}亿元。")), "utf-8")
        (self.source / "broken.json").write_text("{", "utf-8")

    def start(self, output: Path, *options: str, delay: float = 0.0) -> "subprocess.Popen[str]":
        words = ["run", "--config", self.config, "--input", self.source, "--output", output, *options]
        return subprocess.Popen([sys.executable, "-c", RUN.replace("{delay}", str(delay)), *map(str, words)], text=True,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)

    def finish(self, output: Path, *options: str, code: int = 0) -> str:
        process = self.start(output, *options)
        said = process.communicate(timeout=300)[1]
        assert process.returncode == code, said
        return said

    def check_whole(self, output: Path, plain: dict[str, list[dict[str, Any]]]) -> None:
        """Equal tables, counts that balance, and nothing left behind."""
        assert tables(output) == plain
        counts = json.loads((output / "manifest.json").read_text("utf-8"))["counts"]
        assert counts["sources"] == counts["articles"] + counts["rejects"] == self.sources
        assert not [p for p in output.rglob("*") if p.name.endswith(".tmp") or p.name.startswith((".new", ".old"))]


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Night:
    return Night(tmp_path_factory.mktemp("night"))


@pytest.fixture(scope="module")
def undisturbed(night: Night, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    output = tmp_path_factory.mktemp("plain") / "out"
    night.finish(output)
    return tables(output)


def kill_at_random(
    night: Night, output: Path, chance: random.Random, times: int, latest: float = 6.0, delay: float = 0.02,
) -> None:
    """Start a run, and kill it with its children at a random moment, `latest` seconds on at most; `times` times."""
    for _ in range(times):
        process = night.start(output, delay=delay)
        try:
            process.communicate(timeout=chance.uniform(0.8, latest))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()


# BRIDGEHEAD_KILLS=60 is the long form, by hand.
@pytest.mark.slow
def test_kill_at_random_moments(night: Night, undisturbed: Any, tmp_path: Path) -> None:
    kills = int(os.environ.get("BRIDGEHEAD_KILLS", "4"))
    chance = random.Random(kills)
    for i in range(0, kills, 4):
        output = tmp_path / f"out{i}"
        kill_at_random(night, output, chance, min(4, kills - i))
        night.finish(output)
        night.check_whole(output, undisturbed)


# A chunk of one article: what the model writes depends on what else is in its batch.
@pytest.mark.model
def test_kill_at_random_moments_with_the_default_model(tmp_path: Path) -> None:
    night, output = Night(tmp_path, 2, "run: {chunk_articles: 1, part_articles: 1, processes: 1}"), tmp_path / "out"
    started = time.monotonic()
    night.finish(tmp_path / "plain")
    whole = time.monotonic() - started
    kills = max(1, int(os.environ.get("BRIDGEHEAD_KILLS", "0")) // 12)
    kill_at_random(night, output, random.Random(kills), kills, latest=0.8 * whole / kills + 5, delay=0)
    night.finish(output)
    night.check_whole(output, tables(tmp_path / "plain"))


@pytest.mark.slow
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_signal_stops_a_run_within_seconds_and_it_says_how_to_go_on(
    night: Night, undisturbed: Any, tmp_path: Path, number: int, code: int,
) -> None:
    process = night.start(tmp_path / "out", delay=0.05)
    while not list(tmp_path.glob("out/stages/clean/part-*")):
        time.sleep(0.1)
    time.sleep(1)
    started = time.monotonic()
    process.send_signal(number)
    said = process.communicate(timeout=60)[1]
    assert time.monotonic() - started < 10
    assert process.returncode == code and "the same command goes on from there" in said and "Traceback" not in said
    night.finish(tmp_path / "out")
    night.check_whole(tmp_path / "out", undisturbed)


@pytest.mark.slow
def test_of_two_runs_one_works_and_the_other_names_it(night: Night, undisturbed: Any, tmp_path: Path) -> None:
    first = night.start(tmp_path / "out", delay=0.05)
    while not (tmp_path / "out/stages").exists():
        time.sleep(0.1)
    started = time.monotonic()
    said = night.finish(tmp_path / "out", code=2)
    assert time.monotonic() - started < 20 and f"process {first.pid}" in said and "since" in said
    os.killpg(first.pid, signal.SIGKILL)        # a dead owner holds up nobody
    first.communicate()
    night.finish(tmp_path / "out")
    night.check_whole(tmp_path / "out", undisturbed)


@pytest.mark.slow
def test_two_runs_at_once_into_two_outputs_are_both_right(night: Night, undisturbed: Any, tmp_path: Path) -> None:
    runs = [night.start(tmp_path / name, delay=0.01) for name in ("one", "other")]
    for process, name in zip(runs, ("one", "other"), strict=True):
        said = process.communicate(timeout=300)[1]
        assert process.returncode == 0, said
        night.check_whole(tmp_path / name, undisturbed)


@pytest.mark.slow
def test_an_input_that_vanishes_in_mid_run_is_a_reject(night: Night, tmp_path: Path) -> None:
    other = Night(tmp_path)
    process = other.start(tmp_path / "out", delay=0.05)
    while not list(tmp_path.glob("out/stages/clean/part-*")):
        time.sleep(0.05)
    (other.source / "011.txt").unlink()
    process.communicate(timeout=300)
    assert process.returncode == 0
    rejects = {r["source_uri"]: r["error_code"] for r in tables(tmp_path / "out")["rejects"]}
    assert rejects.get("011.txt", "unreadable") == "unreadable"
    other.finish(tmp_path / "out")
    assert len(tables(tmp_path / "out")["articles"]) == 11
