"""Take a person's edits in: what a file brought back, checked for figures and terms as any English is."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.export.edits import Conflict, Edit, compare
from pipeline.export.read_back import read_back
from pipeline.export.words import code_label, count, segment_label
from pipeline.memory import given_key
from pipeline.run.memories import memory_of
from pipeline.text.assess import assess
from pipeline.text.finding import Finding
from pipeline.text.glossary import Entry


@dataclass(frozen=True)
class Checked:
    """An edit and what is wrong with its English."""

    edit: Edit
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Taken:
    """What one file brought: `unchanged` counts segments that nobody touched."""

    edits: tuple[Checked, ...]
    conflicts: tuple[Conflict, ...]
    unchanged: int


def take_in(path: Path, output: Path) -> Taken:
    """Read an edited file and hold it against what is published in `output`.

    :raises InputError: the file cannot be read, or nothing is published there.
    :raises DatasetError: the tables cannot be read.
    """
    outcome = compare(read_back(path), output, path.suffix)
    edits, torn = _one_english_each(outcome.edits)
    return Taken(tuple(Checked(e, check_edit(e)) for e in edits), (*outcome.conflicts, *torn), outcome.unchanged)


def _one_english_each(edits: Sequence[Edit]) -> tuple[list[Edit], list[Conflict]]:
    """The memory knows one English for the same Chinese: edits that disagree are conflicts."""
    said = dict[str, set[str]]()
    for edit in edits:
        said.setdefault(given_key(edit.zh), set()).add(edit.en)
    reason = "The same Chinese is there more than once, edited differently; give it the same English everywhere."
    return ([e for e in edits if len(said[given_key(e.zh)]) == 1],
            [Conflict(e.article_id, e.segment, reason) for e in edits if len(said[given_key(e.zh)]) > 1])


def check_edit(edit: Edit) -> tuple[Finding, ...]:
    """The findings of a person's English: the same questions that a model's is asked."""
    terms = [Entry(t["zh"], t["en"], t["category"] or "", "approved", "", t["rule"] or "T1", tuple(t.get("also") or ()))
             for t in edit.terms]
    return assess(edit.zh, edit.en, terms).findings


Keeper = Callable[[Iterable[tuple[str, str]]], int]


def remember(taken: Taken, keep: Keeper) -> int:
    """Hand the edits, (Chinese, English) each, to what keeps a person's translations; says how many it kept.

    :raises DatasetError: it cannot be written.
    """
    return keep((checked.edit.zh, checked.edit.en) for checked in taken.edits)


def keeper(output: Path) -> Keeper:
    """What keeps a person's translations for the runs into `output`: its translation memory."""
    return memory_of(output).keep_person


def outcome_lines(path: Path, taken: Taken, dry_run: bool = False) -> Iterator[str]:
    """What came back, in lines for a person."""
    verb = "would be taken over" if dry_run else "taken over"
    yield (f"{path}: {count(len(taken.edits), 'edit')} {verb}, {taken.unchanged:,} unchanged, "
           f"{count(len(taken.conflicts), 'conflict')}")
    if not (taken.edits or taken.unchanged or taken.conflicts):
        yield "  None of its Chinese is published here; `bridgehead memory import` takes in a memory of another office."
    for checked in taken.edits:
        edit = checked.edit
        place = f"  {edit.article_id} {segment_label(edit.segment)}"
        yield from (f"{place}: {code_label(f.code)}: {f.message}" for f in checked.findings if f.severity != "low")
        if edit.elsewhere:
            yield f"{place}: {count(edit.elsewhere, 'more segment')} with the same Chinese will read the same."
    for conflict in taken.conflicts:
        yield f"  {conflict.article_id} {segment_label(conflict.segment)}: not taken over. {conflict.reason}"
