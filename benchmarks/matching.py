"""How fast names and terms are found: loading, and megabytes of text a second on one core, the best of five.

Run by hand: python benchmarks/matching.py FILE... (texts in UTF-8; each file is matched as one article).
CPU time is measured, so other work on the machine disturbs little.
"""

import argparse
import time
from pathlib import Path

from pipeline.config import load
from pipeline.run.settings import sections
from pipeline.stages.translate import load_glossary


def main() -> None:
    """Print the two figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    articles = [path.read_text("utf-8") for path in parser.parse_args().files]
    files = load(None, sections()).sections["translate"].glossary
    size = sum(len(a.encode()) for a in articles)
    start = time.process_time()
    glossary = load_glossary(files)
    glossary.match("德州市天衢新区招商引资，供应商都在")
    print(f"loaded in {time.process_time() - start:.2f} s")
    best = float("inf")
    for _ in range(5):
        start = time.process_time()
        for article in articles:
            glossary.match(article)
        best = min(best, time.process_time() - start)
    print(f"{size / best / 1e6:.1f} MB/s")


if __name__ == "__main__":
    main()
