"""Edited files read back: which segment, what its Chinese and English say now, and what the English was when it left.

One reader a format; each knows only the layout that its writer gives.
"""

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docx.opc.exceptions import OpcError
from lxml import etree
from openpyxl.utils.exceptions import InvalidFileException

from pipeline.errors import InputError
from pipeline.export import tmx, xliff, xlsx

_LABEL = re.compile(r"([0-9a-f]{16}) ([a-z0-9]{1,20}) ([0-9a-f]{8})")
_UNIT = re.compile(r"([0-9a-f]{16})\.([a-z0-9]{1,20})")
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_GONE = frozenset({f"{_WORD}del", f"{_WORD}moveFrom", f"{_WORD}pPr", f"{_WORD}rPr"})
_UNREADABLE = (OSError, ValueError, KeyError, IndexError, zipfile.BadZipFile, zlib.error, etree.LxmlError, OpcError,
               InvalidFileException)


@dataclass(frozen=True)
class Returned:
    """A segment as an edited file holds it. `exported` is the stamp of the English that was given out; None where the
    file lost it."""

    article_id: str
    segment: str
    zh: str
    en: str
    exported: str | None


def read_back(path: Path) -> list[Returned]:
    """The segments of an edited file: .docx, .xlsx, .xlf or .xliff, .tmx.

    :raises InputError: it cannot be read, is of another kind, or holds no segment of ours.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise InputError(f"{path}: is none of {', '.join(_READERS)}; name a file that `bridgehead export` made")
    with _readable(path):
        found = list(reader(path))
    if not found:
        raise InputError(f"{path}: holds no segment that `bridgehead export` gave out; name a file that it made")
    return found


def read_units(path: Path) -> list[tmx.Unit]:
    """The units of a TMX file, whoever wrote it, that have both Chinese and English.

    :raises InputError: it cannot be read, or holds none.
    """
    with _readable(path):
        found = list(tmx.units_in(_elements(path, "tu")))
    if not found:
        raise InputError(f"{path}: holds no unit with both Chinese (zh) and English (en); name a TMX file that does")
    return found


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Whatever a reader stumbles over becomes one sentence."""
    try:
        yield
    except _UNREADABLE as error:
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        kind = path.suffix or "a file of that kind"
        raise InputError(f"{path}: cannot be read as {kind} ({reason}); save it in that format again") from error


def _docx(path: Path) -> Iterator[Returned]:
    from docx import Document

    for row in Document(str(path)).element.body.iter(f"{_WORD}tr"):
        cells = row.findall(f"{_WORD}tc")
        paragraphs = cells[0].findall(f"{_WORD}p") if len(cells) == 2 else []
        label = _LABEL.fullmatch(_words(paragraphs[0]).strip()) if paragraphs else None
        if label:
            zh = "\n".join(_words(p) for p in paragraphs[1:])
            en = "\n".join(_words(p) for p in cells[1].findall(f"{_WORD}p"))
            yield Returned(label[1], label[2], zh.strip(), en.strip(), label[3])


def _words(element: Any) -> str:
    """The text of a paragraph as it reads once tracked changes are accepted."""
    if element.tag in _GONE:
        return ""
    if element.tag == f"{_WORD}t":
        return element.text or ""
    if element.tag in (f"{_WORD}tab", f"{_WORD}br", f"{_WORD}cr"):
        return " "
    return "".join(_words(child) for child in element)


def _xlsx(path: Path) -> Iterator[Returned]:
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True, data_only=True)
    try:
        rows = book[xlsx.SEGMENTS].iter_rows(values_only=True)
        header = [str(name) for name in next(rows, ())]
        wanted = [header.index(name) for name in ("article_id", "segment", "zh", "en", "exported")]
        for row in rows:
            article, segment, zh, en, exported = (str(row[i] or "") for i in wanted)
            if _LABEL.fullmatch(f"{article} {segment} {exported}"):
                yield Returned(article, segment, zh.strip(), en.strip(), exported)
    finally:
        book.close()


def _parsed(path: Path) -> Any:
    """An XML tree; entities stay unresolved, and nothing is fetched."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.parse(str(path), parser).getroot()


def _elements(path: Path, tag: str) -> Iterator[Any]:
    """The elements of a name, one by one, as carefully: a memory may be larger than a tree of it could be."""
    parsed = etree.iterparse(str(path), tag=tag, resolve_entities=False, no_network=True, load_dtd=False)
    for _, element in parsed:
        yield element
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def _tmx(path: Path) -> Iterator[Returned]:
    for unit in tmx.units_in(_elements(path, "tu")):
        if name := _UNIT.fullmatch(unit.name):
            yield Returned(name[1], name[2], unit.zh, unit.en, unit.props.get(tmx.STAMP))


def _xliff(path: Path) -> Iterator[Returned]:
    space = {"x": xliff.NAMESPACE}
    for file in _parsed(path).findall("x:file", space):
        for unit in file.iterfind(".//x:unit", space):
            stamps = [n.text for n in unit.iterfind("x:notes/x:note", space) if n.get("category") == xliff.STAMP]
            # A tool may have cut a unit into segments; together they are the text.
            pieces = [piece for piece in unit if piece.tag in (f"{{{xliff.NAMESPACE}}}segment",
                                                               f"{{{xliff.NAMESPACE}}}ignorable")]
            zh = "".join(_flat(piece.find("x:source", space)) for piece in pieces)
            en = "".join(_flat(piece.find("x:target", space)) for piece in pieces)
            if _UNIT.fullmatch(f"{file.get('id')}.{unit.get('id')}"):
                yield Returned(file.get("id"), unit.get("id"), zh.strip(), en.strip(), stamps[0] if stamps else None)


def _flat(element: Any) -> str:
    return "" if element is None else "".join(element.itertext())


_READERS: Mapping[str, Callable[[Path], Iterator[Returned]]] = {
    ".docx": _docx, ".xlsx": _xlsx, ".xlf": _xliff, ".xliff": _xliff, ".tmx": _tmx,
}
