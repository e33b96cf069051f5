"""How fast names and terms are found: loading, and megabytes of text a second on one core, the best of nine.

Run by hand: python benchmarks/matching.py FILE... (texts in UTF-8; each file is matched as one article, then line by
line, each line on its own).
CPU time is measured, so other work on the machine disturbs little.
"""

import argparse
import time
from pathlib import Path

from pipeline.config import load
from pipeline.run.settings import sections
from pipeline.stages.translate import load_glossary


def main() -> None:
    """Print the three figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    articles = [path.read_text("utf-8") for path in parser.parse_args().files]
    files = load(None, sections()).sections["translate"].glossary
    start = time.process_time()
    glossary = load_glossary(files)
    glossary.match("德州市天衢新区招商引资，供应商都在")
    print(f"loaded in {time.process_time() - start:.2f} s")
    for name, texts in ("articles", articles), ("lines", [line for a in articles for line in a.splitlines() if line]):
        size, best = sum(len(t.encode()) for t in texts), float("inf")
        for _ in range(9):
            start = time.process_time()
            for text in texts:
                glossary.match(text)
            best = min(best, time.process_time() - start)
        print(f"{name}: {size / best / 1e6:.1f} MB/s")


if __name__ == "__main__":
    main()
