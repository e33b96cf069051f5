"""How a night scales: time and peak memory of runs over 1,000 and 10,000 articles with the echo engine, and of a second
run with nothing to do. It is the runner that is measured: articles are short, and the engine answers at once.

    python benchmarks/nightly.py [--runner ray] [NUMBER ...]
"""

import argparse
import contextlib
import json
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CONFIG = """
summarise: {engine: echo, model: echo}
translate: {engine: echo, model: echo, glossary: [], tries: 1}
"""
PLACES = ("滨河新区", "临港产业园", "青山县", "东湖高新区", "云海市", "南岭经开区", "平川区", "石桥镇")
TRADES = ("新能源电池", "生物医药", "高端装备", "集成电路", "现代农业", "精密仪器", "冷链物流", "海洋工程")
SENTENCES = (
    "{place}与{n}家企业签约，总投资{m}.{d}亿元，占地{a}亩，项目计划明年投产。",
    "{trade}项目一期投资{m}亿元，达产后年产值可达{b}亿元，新增就业岗位{a}个。",
    "今年上半年，{place}实际使用外资{m}.{d}亿美元，同比增长{n}.{d}%，新设外商投资企业{a}家。",
    "{place}为{trade}企业提供用地、用工和融资服务，{n}个工作日内办结全部手续。",
    "据介绍，{trade}产业链上下游企业已有{a}家落户{place}，去年实现营收{b}.{d}亿元。",
    "负责人表示，{place}将继续优化营商环境，力争到2027年{trade}产业规模突破{b}亿元。",
)


def article(number: int) -> str:
    """An article of its own: title, source and two paragraphs."""
    chance = random.Random(number)

    def fill(text: str) -> str:
        return text.format(place=chance.choice(PLACES), trade=chance.choice(TRADES), n=chance.randint(2, 30),
                           m=chance.randint(1, 400), d=chance.randint(0, 9), a=chance.randint(10, 4000),
                           b=chance.randint(100, 900))

    lines = [fill("{place}第") + f"{number}批{chance.choice(TRADES)}项目签约", fill("来源：{place}日报 2024-03-05")]
    lines += ["".join(fill(chance.choice(SENTENCES)) for _ in range(2)) for _ in range(2)]
    return "\n\n".join(lines) + "\n"


def family(pid: int) -> Iterator[int]:
    """A process and all that descend from it."""
    yield pid
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            yield from family(int(child))


def memory_mb(pid: int) -> float:
    """What a process and all that descend from it hold now; what several share is counted once."""
    kilobytes = 0
    for one in family(pid):
        lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
        kilobytes += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return kilobytes / 1024


def watch(process: subprocess.Popen[str], peak: list[float]) -> None:
    """Note the most that a run and its processes hold together, twice a second."""
    while process.poll() is None:
        with contextlib.suppress(OSError, StopIteration):       # one ends while it is looked at
            peak[0] = max(peak[0], memory_mb(process.pid))
        time.sleep(0.5)


def run(source: Path, output: Path, runner: str) -> dict[str, Any]:
    """One run in a process of its own: wall seconds, and the peak in MB of its own resident memory, and of all its
    processes together."""
    started = time.monotonic()
    code = ("import resource, sys\nfrom pipeline.cli import app\n"
            "try:\n    app(sys.argv[1:], prog_name='bridgehead')\n"
            "finally:\n    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)")
    process = subprocess.Popen(
        [sys.executable, "-c", code, "run", "--config", str(source.with_name("echo.yaml")), "--input", str(source),
         "--output", str(output), "--runner", runner, "--quiet"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    peak = [0.0]
    threading.Thread(target=watch, args=(process, peak), daemon=True).start()
    said, complaints = process.communicate()
    if process.returncode:
        sys.exit(complaints)
    return {"seconds": round(time.monotonic() - started, 1), "peak_mb": int(said.split()[-1]),
            "peak_mb_of_all_processes": round(peak[0])}


def main() -> None:
    """Print one JSON object a run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", nargs="*", type=int, default=[1_000, 10_000])
    parser.add_argument("--runner", choices=["local", "ray"], default="local")
    chosen = parser.parse_args()
    for count in chosen.articles:
        with tempfile.TemporaryDirectory() as folder:
            source, output = Path(folder, "in"), Path(folder, "out")
            source.mkdir()
            source.with_name("echo.yaml").write_text(CONFIG, "utf-8")
            for number in range(count):
                (source / f"{number:06d}.txt").write_text(article(number), "utf-8")
            for what in ("first", "second"):
                print(json.dumps({"articles": count, "run": what, "runner": chosen.runner,
                                  **run(source, output, chosen.runner)}), flush=True)


if __name__ == "__main__":
    main()
