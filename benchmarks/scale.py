"""How a run scales: a simulation of 1, 8 and 64 workers over the lengths of the sample articles, with what a million
articles cost. With --check its model of the work that no worker shares is held against two measured runs.

    python benchmarks/scale.py [--articles N] [--seconds-per-article S] [--dollars D] [--check]
"""

import argparse
import heapq
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from nightly import CONFIG, article

from pipeline.ingest import Article, Limits, read

SAMPLES = Path(__file__).resolve().parent.parent / "data/articles"
WORKERS = (1, 8, 64)


@dataclass(frozen=True)
class Costs:
    """Seconds. `model` is what an article of mean length costs a worker (summarise and translate, on `cores` cores),
    `run` what it costs the process that reads, keeps and publishes; `start` is spent once by each worker, on
    loading the model, `begin` once by the run."""

    model: float
    cores: int = 2
    run: float = 0.04
    start: float = 15.0
    begin: float = 5.0


@dataclass(frozen=True)
class Outcome:
    """Of one simulation: hours by the clock, core hours, and how much of their time workers and run were busy."""

    hours: float
    core_hours: float
    workers_busy: float
    run_busy: float


def lengths() -> list[int]:
    """Characters of each sample article."""
    return [len(item.raw) for item in read(SAMPLES, Limits()) if isinstance(item, Article) and item.markup == "text"]


def simulate(costs: Costs, sizes: Sequence[int], articles: int, workers: int, batch: int = 16) -> Outcome:
    """Articles of random sizes, in batches, to whichever worker is free; the run hands each batch out and keeps it, one
    at a time, and publishes at the end. A third of its work comes before the workers, a third beside, a third after."""
    chance, mean = random.Random(1), sum(sizes) / len(sizes)
    share = costs.run / 3
    free = [costs.begin + costs.start] * workers
    busy, handed, kept, left = 0.0, costs.begin, costs.begin, articles
    while left:
        count = min(batch, left)
        left -= count
        handed += share * count
        ready = max(heapq.heappop(free), handed)
        seconds = sum(costs.model * chance.choice(sizes) / mean for _ in range(count))
        busy += seconds
        heapq.heappush(free, ready + seconds)
        kept = max(kept, handed) + share * count
    end = max(*free, kept) + share * articles
    cores = workers * costs.cores + (workers > 1)
    return Outcome(end / 3600, end * cores / 3600, busy / (end * workers), costs.run * articles / end)


def table(costs: Costs, sizes: Sequence[int], articles: int, dollars: float) -> list[str]:
    """The lines that are printed: one for each number of workers. Small runs stand for large ones of the same shape."""
    simulated = min(articles, 50_000)
    scale = articles / simulated
    rows = ["| workers | days | core hours | dollars | workers busy | run busy |", "|---:|---:|---:|---:|---:|---:|"]
    for workers in WORKERS:
        found = simulate(costs, sizes, simulated, workers)
        rows.append(f"| {workers} | {found.hours * scale / 24:,.1f} | {found.core_hours * scale:,.0f} | "
                    f"{found.core_hours * scale * dollars:,.0f} | {found.workers_busy:.0%} | {found.run_busy:.1%} |")
    return rows


def most_workers(costs: Costs) -> int:
    """Beyond so many workers the run itself takes longer than their work."""
    return round(costs.model / costs.run)


def measure(source: Path, output: Path, *words: str) -> float:
    """CPU seconds of one run with the echo engine, its children included."""
    process = subprocess.Popen([sys.executable, "-m", "pipeline", "run", "--config", source.with_name("echo.yaml"),
                                "--input", source, "--output", output, "--quiet", "--set", "run.processes=1", *words])
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit("a run failed")
    return usage.ru_utime + usage.ru_stime


def write(folder: Path, count: int) -> Path:
    """So many articles."""
    source = folder / f"in{count}" / "articles"
    source.mkdir(parents=True)
    source.with_name("echo.yaml").write_text(CONFIG, "utf-8")
    for number in range(count):
        (source / f"{number:06d}.txt").write_text(article(number), "utf-8")
    return source


def check(small: int = 100, middle: int = 300, large: int = 900) -> list[str]:
    """Fit begin and cost of an article to two small runs, and foretell a run of `large` articles, and the same in three
    shares. Each share reads all and works on a third; the last one publishes, by a run with nothing to compute."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one, two, many = (write(folder, count) for count in (small, middle, large))
        first = [measure(source, folder / f"out{i}") for i, source in enumerate((one, two))]
        for i in range(2):      # the tables are gone, the checkpoints are there
            (folder / f"out{i}/manifest.json").unlink()
        again = [measure(source, folder / f"out{i}") for i, source in enumerate((one, two))]
        each, each_again = ((b - a) / (middle - small) for a, b in (first, again))
        begin = first[0] - each * small
        whole = measure(many, folder / "whole")
        shares = sum(measure(many, folder / "shares", "--shard", f"{i}/3") for i in (1, 2, 3))
    rows = [f"begin {begin:.1f} s, an article {each * 1000:.1f} ms; published anew {each_again * 1000:.1f} ms"]
    told = begin + each * large
    told_shares = 3 * begin + each * large + each_again * large
    for what, said, found in (("whole run", told, whole), ("three shares", told_shares, shares)):
        rows.append(f"{what} of {large}: foretold {said:.1f} CPU s, measured {found:.1f} ({said / found - 1:+.0%})")
    return rows


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--seconds-per-article", type=float, default=37.5, help="of a worker with two cores")
    parser.add_argument("--run-seconds", type=float, default=Costs(0).run, help="of the run itself, for each article")
    parser.add_argument("--dollars", type=float, default=0.04, help="of a core hour")
    parser.add_argument("--check", action="store_true", help="hold the model against measured runs (some minutes)")
    given = parser.parse_args()
    costs = replace(Costs(given.seconds_per_article), run=given.run_seconds)
    sizes = lengths()
    print(f"{len(sizes)} sample articles of {min(sizes):,} to {max(sizes):,} characters, "
          f"{sum(sizes) / len(sizes):,.0f} on average")
    print("\n".join(table(costs, sizes, given.articles, given.dollars)))
    print(f"the run itself is the bottleneck from {most_workers(costs):,} workers on")
    for line in check() if given.check else ():
        print(line)


if __name__ == "__main__":
    main()
