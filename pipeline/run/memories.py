"""The translation memory of an output: where it is, and how it goes to and comes from other tools as TMX."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from pipeline.errors import InputError
from pipeline.export.printable import printable
from pipeline.export.published import stamp
from pipeline.export.read_back import read_units
from pipeline.export.tmx import ORIGIN, STAMP, Unit, write_units
from pipeline.export.words import count
from pipeline.memory import Memory, Origin, Remembered, given_key
from pipeline.stages.recall import read_made

FILE = "memory.sqlite"

# How a model made a unit, for a memory of ours that reads it; its key is the unit's name.
_MADE = "x-bridgehead-made"
_KEY = re.compile("[0-9a-f]{32}")
_SAY: Mapping[Origin, str] = {"person": "a person's", "model": "a model's", "memory": "from another memory"}


def memory_of(output: Path) -> Memory:
    """The translation memory of the runs into `output`; its file is made when something is first kept."""
    return Memory(output / FILE)


def export_memory(output: Path, path: Path) -> int:
    """Write all that the memory of `output` holds as TMX; says how many units.

    :raises InputError: there is no memory.
    :raises DatasetError: it cannot be read, or the file not written.
    """
    memory = memory_of(output)
    if memory.path is None or not memory.path.is_file():
        raise InputError(f"{output}: holds no translation memory; `run` and `import` make one")
    written = Counter[str]()

    def units() -> Iterator[Unit]:
        for entry in memory.all():
            written[entry.origin] += 1
            yield _unit(entry)

    write_units(units(), path)
    return written.total()


def import_memory(path: Path, output: Path) -> Counter[Origin]:
    """Take the units of a TMX file into the memory of `output`; says how many of each origin.

    A unit is a person's unless it says that it is a machine's and its English is as it was then.

    :raises InputError: it cannot be read, or holds no Chinese with its English.
    :raises DatasetError: the memory cannot be read or written.
    """
    found = [entry for unit in read_units(path) if (entry := _entry(unit)) is not None]
    memory_of(output).keep(found)
    return Counter(entry.origin for entry in found)


def import_line(path: Path, taken: Counter[Origin]) -> str:
    """What was taken over, in a line for a person."""
    kinds = [f"{taken[origin]:,} {words}" for origin, words in _SAY.items() if taken[origin]]
    return f"{path}: {count(taken.total(), 'unit')} taken over" + (f" ({', '.join(kinds)})" if kinds else "")


def _unit(entry: Remembered) -> Unit:
    en = printable(entry.en)
    props = {ORIGIN: entry.origin, STAMP: stamp(en)} | ({_MADE: entry.made} if entry.made else {})
    changed = datetime.fromisoformat(entry.kept_at)
    return Unit(entry.key, printable(entry.zh), en, props=props, changed=changed)


def _entry(unit: Unit) -> Remembered | None:
    """What a unit is to the memory; None where there is nothing to keep."""
    en, said, made = " ".join(unit.en.split()), unit.props.get(ORIGIN), unit.props.get(_MADE, "")
    if not unit.zh or not en:
        return None
    if said in ("model", "memory", "rule") and unit.props.get(STAMP) == stamp(en):
        if said == "rule":      # it would be made again, and for nothing
            return None
        if said == "model" and _KEY.fullmatch(unit.name) and read_made(made):
            return Remembered(unit.name, unit.zh, en, "model", made)
        return Remembered(given_key(unit.zh), unit.zh, en, "memory")
    return Remembered(given_key(unit.zh), unit.zh, en, "person")
