"""Edited files read back: which segment, what its Chinese and English say now, and what the English was when it left.

One reader a format; each knows only the layout that its writer gives.
"""

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docx.opc.exceptions import OpcError
from lxml import etree
from openpyxl.utils.exceptions import InvalidFileException

from pipeline.errors import InputError
from pipeline.export import tmx, xliff, xlsx

_LABEL = re.compile(r"\s*([0-9a-f]{16})\s+([a-z0-9]{1,20})\s+([0-9a-f]{8})(?![0-9a-z])")
_UNIT = re.compile(r"([0-9a-f]{16})\.([a-z0-9]{1,20})")
_STAMP = re.compile("[0-9a-f]{8}")
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_GONE = frozenset({f"{_WORD}del", f"{_WORD}moveFrom", f"{_WORD}pPr", f"{_WORD}rPr",
                   "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"})
_SIGNS = {f"{_WORD}tab": " ", f"{_WORD}br": " ", f"{_WORD}cr": " ", f"{_WORD}noBreakHyphen": "-"}
_UNREADABLE = (OSError, ValueError, KeyError, IndexError, zipfile.BadZipFile, zlib.error, etree.LxmlError, OpcError,
               InvalidFileException)


@dataclass(frozen=True)
class Returned:
    """A segment as an edited file holds it. `exported` is the stamp of the English that was given out, None where the
    file lost it; `article_id` and `segment` are empty where it lost these, so that only the Chinese tells."""

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
        cells = [_cell(cell) for cell in row.iterchildren(f"{_WORD}tc")]
        label = _LABEL.match(cells[0]) if len(cells) == 2 else None
        if label:
            yield Returned(label[1], label[2], cells[0][label.end():].strip(), cells[1].strip(), label[3])


def _cell(cell: Any) -> str:
    """The text of a cell, a line a paragraph; those in content controls, which some tools put around them, as well."""
    found = (p for child in cell if child.tag in (f"{_WORD}p", f"{_WORD}sdt") for p in child.iter(f"{_WORD}p"))
    return "\n".join(map(_words, found))


def _words(element: Any) -> str:
    """The text of a paragraph as it reads once tracked changes are accepted."""
    if element.tag in _GONE:
        return ""
    if element.tag == f"{_WORD}t":
        return element.text or ""
    if element.tag in _SIGNS:
        return _SIGNS[element.tag]
    return "".join(_words(child) for child in element)


def _xlsx(path: Path) -> Iterator[Returned]:
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True, data_only=True)
    try:
        for sheet in book.worksheets:
            sheet.reset_dimensions()        # what a tool wrote of them may be wrong
            yield from _sheet(sheet.iter_rows(values_only=True))
    finally:
        book.close()


def _sheet(rows: Iterator[Sequence[Any]]) -> Iterator[Returned]:
    """The segments of a sheet, wherever its columns stand now; none, if it is another sheet."""
    header = [str(name or "").strip().lower() for name in next(rows, ())]
    if not {"article_id", "segment", "zh", "en"} <= set(header) or xlsx.FIGURES in header:
        return
    for row in rows:
        values = dict(zip(header, ("" if v is None else str(v).strip() for v in row), strict=False))
        article, segment, exported = (values.get(name, "") for name in ("article_id", "segment", "exported"))
        if _UNIT.fullmatch(f"{article}.{segment}"):
            yield Returned(article, segment, values.get("zh", ""), values.get("en", ""), _stamp(exported))


def _stamp(text: str | None) -> str | None:
    return text if text and _STAMP.fullmatch(text) else None


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
        name = _UNIT.fullmatch(unit.name)
        article, segment = (name[1], name[2]) if name else ("", "")
        yield Returned(article, segment, unit.zh, unit.en, _stamp(unit.props.get(tmx.STAMP)))


def _xliff(path: Path) -> Iterator[Returned]:
    space = {"x": xliff.NAMESPACE}
    for file in _parsed(path).findall("x:file", space):
        for unit in file.iterfind(".//x:unit", space):
            stamps = [n.text for n in unit.iterfind("x:notes/x:note", space) if n.get("category") == xliff.STAMP]
            # A tool may have cut a unit into sentences; together they are the text, and English has a space between.
            pieces = [piece for piece in unit if piece.tag in (f"{{{xliff.NAMESPACE}}}segment",
                                                               f"{{{xliff.NAMESPACE}}}ignorable")]
            zh = "".join(_flat(piece.find("x:source", space)) for piece in pieces)
            en = " ".join(_flat(piece.find("x:target", space)) for piece in pieces)
            if _UNIT.fullmatch(f"{file.get('id')}.{unit.get('id')}"):
                yield Returned(file.get("id"), unit.get("id"), zh.strip(), en.strip(),
                               _stamp(stamps[0]) if stamps else None)


def _flat(element: Any) -> str:
    return "" if element is None else "".join(element.itertext())


_READERS: Mapping[str, Callable[[Path], Iterator[Returned]]] = {
    ".docx": _docx, ".xlsx": _xlsx, ".xlf": _xliff, ".xliff": _xliff, ".tmx": _tmx,
}
