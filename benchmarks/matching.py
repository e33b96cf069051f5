"""How fast names and terms are found: loading, and megabytes of text a second on one core, the best of five.

Run by hand: python benchmarks/matching.py FILE... (texts in UTF-8; each file is matched as one article).
CPU time is measured, so other work on the machine disturbs little.
"""

import sys
import time
from pathlib import Path

from pipeline.config import load
from pipeline.run.settings import sections
from pipeline.stages.translate import load_glossary


def main() -> None:
    """Print the two figures."""
    files = load(None, sections()).sections["translate"].glossary
    articles = [Path(name).read_text("utf-8") for name in sys.argv[1:]]
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
