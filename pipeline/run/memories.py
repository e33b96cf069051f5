"""Where the translation memory of an output is."""

from pathlib import Path

from pipeline.memory import Memory

FILE = "memory.sqlite"


def memory_of(output: Path) -> Memory:
    """The translation memory of the runs into `output`; its file is made when something is first kept."""
    return Memory(output / FILE)
