"""Names and terms that are found where none is meant: hits in sentences of general news, to be read by a person.

Run by hand: python benchmarks/misfires.py FILE... [--hits 200] [--seed 1]. Each FILE holds one Chinese sentence a line.
A hit is shown in its surroundings; count those that are wrong. Found so, on 12,062 sentences of news test sets (3,400
hits): regions of other countries, ministries of other countries, 老城区; they are told apart since.
"""

import argparse
import random
from pathlib import Path

from pipeline.config import load
from pipeline.run.settings import sections
from pipeline.stages.translate import load_glossary

_AROUND = 10


def main() -> None:
    """Print a random choice of hits."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--hits", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    glossary = load_glossary(load(None, sections()).sections["translate"].glossary)
    lines = list(dict.fromkeys(line for file in options.files for line in file.read_text("utf-8").splitlines()))
    hits = [(line, match) for line in lines for match in glossary.match(line)]
    print(f"{len(hits)} hits in {len(lines)} sentences")
    for line, match in random.Random(options.seed).sample(hits, min(options.hits, len(hits))):
        before, after = line[max(match.start - _AROUND, 0):match.start], line[match.end:match.end + _AROUND]
        print(f"{before}[{line[match.start:match.end]} = {match.entry.en}]{after}")


if __name__ == "__main__":
    main()
