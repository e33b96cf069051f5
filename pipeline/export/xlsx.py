"""XLSX: articles, segments and facts as three sheets, to filter, and to edit the English of segments in.

Every cell that holds text is typed as text: nothing of an article can become a formula.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from pipeline.export.page import replacing
from pipeline.export.printable import cut
from pipeline.export.published import Article, stamp
from pipeline.export.words import code_label

SEGMENTS = "segments"
FIGURES = "dimension"      # a column that tells the sheet of figures from that of segments
# Excel's own limits: characters in a cell, and rows in a sheet with the header.
CELL_CHARS, _SHEET_ROWS = 32_767, 1_048_576
_DIGITS = 15
_LINE_POINTS, _MOST_LINES = 15.0, 20        # Excel's limit is 409 points
_SEEN = 4000        # characters that can be seen in a row of that height, with room to spare

# Columns and their widths in characters. `exported` tells an import what the English was.
_SHEETS: dict[str, tuple[tuple[str, int], ...]] = {
    "articles": (("article_id", 18), ("status", 9), ("published_at", 12), ("outlet", 16), ("title_zh", 40),
                 ("title_en", 50), ("summary_en", 80), ("findings", 10), ("url", 40), ("source_uri", 30)),
    SEGMENTS: (("article_id", 18), ("segment", 10), ("zh", 60), ("en", 80), ("findings", 60), ("origin", 10),
               ("exported", 10)),
    "facts": (("article_id", 18), ("segment", 10), ("zh", 20), ("en", 28), ("value", 20), ("low", 16), ("high", 16),
              ("date", 14), ("unit", 16), ("currency", 9), ("dimension", 12), ("hedge", 10), ("direction", 9),
              ("base", 16), ("modality", 10), ("stage", 18), ("status", 12), ("wrong", 10), ("rules", 14)),
}
_WRAPPED = frozenset({"zh", "en", "title_zh", "title_en", "summary_en", "findings"})


def write_xlsx(articles: Iterable[Article], path: Path) -> None:
    """Write the workbook; rows beyond what a sheet can hold are left out.

    :raises DatasetError: it cannot be written.
    """
    book = Workbook(write_only=True)
    sheets = {name: _sheet(book, name, columns) for name, columns in _SHEETS.items()}
    rows = dict.fromkeys(sheets, 1)
    for article in articles:
        for name, values in _rows(article):
            if rows[name] < _SHEET_ROWS:
                rows[name] += 1
                _append(sheets[name], rows[name], values, _SHEETS[name])
    for name, sheet in sheets.items():
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(_SHEETS[name]))}{rows[name]}"
    with replacing(path) as file:
        book.save(file)


def _sheet(book: Workbook, name: str, columns: Sequence[tuple[str, int]]) -> Any:
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0     # as wide as the paper
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    for index, (_, width) in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    if columns[-1][0] == "exported":
        sheet.column_dimensions[get_column_letter(len(columns))].hidden = True
    header = []
    for column, _ in columns:
        cell = _cell(sheet, column, "")
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="EDEAE2")
        header.append(cell)
    sheet.append(header)
    return sheet


def _append(sheet: Any, number: int, values: Sequence[Any], columns: Sequence[tuple[str, int]]) -> None:
    """Write a row, high enough for what is in it: not every program sees to that."""
    lines = max(_lines(value, width) for value, (column, width) in zip(values, columns, strict=True)
                if column in _WRAPPED)
    if lines > 1:
        sheet.row_dimensions[number].height = min(lines, _MOST_LINES) * _LINE_POINTS
    sheet.append([_cell(sheet, value, column) for value, (column, _) in zip(values, columns, strict=True)])
    sheet.row_dimensions.pop(number, None)      # it is written; there may be a million


def _lines(value: Any, width: int) -> int:
    """How many lines a text takes in a column: a Chinese character is as wide as two Latin ones."""
    if not isinstance(value, str):
        return 1
    return sum(-(-sum(2 if c >= "\u2e80" else 1 for c in line[:_SEEN]) // width) or 1 for line in value.split("\n"))


def _rows(article: Article) -> Iterator[tuple[str, list[Any]]]:
    row = article.row
    yield "articles", [
        article.id, article.status, row["published_at"], row["outlet"], row["title_zh"], row["title_en"],
        row["summary_en"], len(row["findings"] or ()), row["url"], row["source_uri"]]
    for s in article.segments:
        said = "\n".join(f"{code_label(f['code'])}: {f['message']}" for f in s.findings)
        yield SEGMENTS, [article.id, s.name, s.zh, s.en, said, s.origin, stamp(fitting(s.en))]
    columns = [name for name, _ in _SHEETS["facts"]]
    for fact in article.facts:
        values = {**fact, "rules": " ".join(fact["rules"] or ())}
        yield "facts", [values[name] for name in columns]


def fitting(text: str) -> str:
    """`text` as far as a cell holds it."""
    return cut(text, CELL_CHARS)


def _cell(sheet: Any, value: Any, column: str) -> Any:
    """A cell whose text is text; a number that a sheet would round is text as well."""
    if isinstance(value, Decimal):
        value = value.normalize()
        value = value if len(value.as_tuple().digits) <= _DIGITS else f"{value:f}"
    cell = WriteOnlyCell(sheet, fitting(value) if isinstance(value, str) else value)
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = True     # so that it stays text when it is edited
    if isinstance(value, Decimal):
        cell.number_format = "#,##0" if value == value.to_integral_value() else "#,##0.##########"
    side = "left" if isinstance(value, date) else None     # a day does not lean on the column behind it
    cell.alignment = Alignment(horizontal=side, vertical="top", wrap_text=column in _WRAPPED)
    return cell
