"""What is wrong or doubtful in the lists of terms, said to the editor who owns them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.text.en.phrases import phrase_kept
from pipeline.text.glossary import build
from pipeline.text.matching import Matcher, fold
from pipeline.text.residue import has_han
from pipeline.text.term import Entry
from pipeline.text.zh.places import PLACES

Layers = Sequence[tuple[str, Sequence[Entry]]]
_FRAMES = ("，{}。", "在{}的", "，{}将", "与{}和")
_EDGES = re.compile(r"^[,;.]|[,;]$|  |\(\s|\s\)")


@dataclass(frozen=True)
class Slip:
    """One slip: in which file, of which Chinese, what it is (`code`; `severity` error or note) and what to do."""

    file: str
    zh: str
    code: str
    severity: str
    message: str


def lint(layers: Layers) -> list[Slip]:
    """The slips of all layers, (file, entries) each, later ones winning; errors first."""
    approved = build(*(entries for _, entries in layers)).approved
    files = {fold(e.zh): file for file, entries in layers for e in entries}
    slips = [*_english(layers), *_twice(layers), *_unreachable(approved, files), *_shadowed(approved, files)]
    return sorted(slips, key=lambda s: s.severity != "error")


def _english(layers: Layers) -> Iterator[Slip]:
    for file, entries in layers:
        for e in entries:
            for en in (e.en, *e.also):
                if has_han(en):
                    yield Slip(file, e.zh, "chinese_in_english", "error", f"The English of {e.zh} holds Chinese: {en}")
                if _EDGES.search(en):
                    yield Slip(file, e.zh, "odd_marks", "error", f"The English of {e.zh} has a stray mark: {en}")


def _twice(layers: Layers) -> Iterator[Slip]:
    seen: dict[str, tuple[str, Entry]] = {}
    for file, entries in layers:
        for e in entries:
            if e.status == "forbidden":
                continue
            if (earlier := seen.get(fold(e.zh))) is not None:
                other, before = earlier
                if (before.en, before.status) == (e.en, e.status):
                    yield Slip(file, e.zh, "duplicate", "note", f"{e.zh} is in {other} already; keep one of them.")
                elif before.en != e.en:
                    severity = "error" if file == other else "note"
                    yield Slip(file, e.zh, "conflict", severity,
                               f"{e.zh} is “{before.en}” in {other} and “{e.en}” here, which wins.")
            seen[fold(e.zh)] = (file, e)


def _unreachable(approved: Mapping[str, Entry], files: Mapping[str, str]) -> Iterator[Slip]:
    """Terms that are not found between marks, or, as a note, between common words: 在内丘 reads as 在内."""
    matcher = Matcher(approved)
    for zh, e in approved.items():
        for frame in _FRAMES:
            found = [m.entry.zh for m in matcher.match(frame.format(e.zh), e.zh)]
            if e.zh not in found:
                severity = "error" if frame == _FRAMES[0] else "note"
                instead = f"; in its place is {'; '.join(found)}" if found else ""
                yield Slip(files[zh], e.zh, "unreachable", severity,
                           f"{e.zh} is not found in “{frame.format(e.zh)}”{instead}.")
                break


def _shadowed(approved: Mapping[str, Entry], files: Mapping[str, str]) -> Iterator[Slip]:
    """Terms that a longer one holds with another English, so that a reader meets both."""
    terms = {zh: e for zh, e in approved.items() if e.category not in PLACES}
    for zh, e in terms.items():
        for start in range(len(zh)):
            for end in range(start + 2, len(zh) + 1):
                inner = terms.get(zh[start:end])
                if inner is not None and inner is not e and not phrase_kept(inner.en, e.en):
                    yield Slip(files[zh], e.zh, "shadowed", "note",
                               f"{e.zh} (“{e.en}”) holds {inner.zh}, which is “{inner.en}” elsewhere.")
