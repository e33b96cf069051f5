"""The lists of terms as an editor meets them: checked for slips, and the names of a run proposed for them."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.config import ReadFile
from pipeline.errors import InputError
from pipeline.export.published import read_articles
from pipeline.text.glossary import COLUMNS, parse_glossary
from pipeline.text.lint import Slip, lint
from pipeline.text.term import Entry, is_proposed

# Contexts that an editor is shown of a name, and how many characters of the Chinese on each side.
_MOST_CONTEXTS, _AROUND = 3, 15


def lint_files(files: Sequence[ReadFile], further: Iterable[Path] = ()) -> list[Slip]:
    """The slips of the configured lists and of `further` ones that win over them. A list that cannot be read is an
    error of its own.

    :raises InputError: a file cannot be opened.
    """
    layers, broken = list[tuple[str, Sequence[Entry]]](), list[Slip]()
    for file in (*files, *map(_read, further)):
        try:
            layers.append((file.name, parse_glossary(file.text, file.name)))
        except ValueError as error:
            broken.append(Slip(file.name, "", "unreadable", "error", str(error)))
    return broken + lint(layers)


def _read(path: Path) -> ReadFile:
    try:
        return ReadFile(str(path), path.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as UTF-8 text ({error})") from error


@dataclass
class _Name:
    en: str
    category: str
    times: int = 0
    contexts: list[str] = field(default_factory=list)


def proposals(output: Path) -> Iterator[tuple[str, ...]]:
    """The names that rules made in what is published in `output`, commonest first: rows of a list of terms (COLUMNS),
    the note saying how often and where.

    :raises InputError: nothing is published there.
    :raises DatasetError: the tables cannot be read.
    """
    names: dict[str, _Name] = {}
    for article in read_articles(output):
        for segment in article.segments:
            for term in segment.terms:
                if is_proposed(term["category"] or "", term["rule"] or ""):
                    name = names.setdefault(term["zh"], _Name(term["en"], term["category"]))
                    name.times += 1
                    if len(name.contexts) < _MOST_CONTEXTS:
                        name.contexts.append(_context(segment.zh, term["zh"]))
    for zh, name in sorted(names.items(), key=lambda item: (-item[1].times, item[0])):
        yield zh, name.en, name.category, "approved", f"{name.times}x: {' | '.join(name.contexts)}"


def proposals_csv(output: Path) -> str:
    """`proposals` as a CSV table that can be merged into the client's list."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(COLUMNS)
    rows.writerows(proposals(output))
    return text.getvalue()


def _context(zh: str, name: str) -> str:
    at = max(zh.find(name), 0)
    start, end = max(at - _AROUND, 0), at + len(name) + _AROUND
    return f"{'…' if start else ''}{' '.join(zh[start:end].split())}{'…' if end < len(zh) else ''}"
