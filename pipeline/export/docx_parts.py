"""What both Word documents are built from: styles, languages, links inside the document, shading."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from pipeline.export.page import replacing
from pipeline.export.printable import cut, one_line

# Fonts that come with Word on Windows and macOS; LibreOffice has metric twins for the Latin one.
LATIN, HAN = "Calibri", "Microsoft YaHei"
MUTED, ACCENT, WARNING = RGBColor(0x5F, 0x5B, 0x54), RGBColor(0x1D, 0x4F, 0x70), RGBColor(0x9C, 0x2A, 0x1E)
SHADES = {"high": "FBE8E4", "medium": "FCF0D3", "low": "F5F3EE"}
# A heading, and a text in a cell, hold at most so many characters: beyond it a document is of no use to anybody.
HEADING_CHARS, TEXT_CHARS = 300, 20_000
NO_BREAK = "\N{NO-BREAK SPACE}"
_HAN = re.compile("([\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]+)")


def new_document(title: str, landscape: bool = False) -> Any:
    """An A4 document in British English and simplified Chinese."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(2.2 if landscape else 2.5)
    section.top_margin = section.bottom_margin = Cm(2)
    properties = document.core_properties
    properties.title, properties.author, properties.language = title, "Bridgehead", "en-GB"
    properties.comments = ""
    _styles(document)
    _footer(section, title)
    return document


def _styles(document: Any) -> None:
    sizes = {"Normal": (10.5, None), "Title": (26, ACCENT), "Heading 1": (18, ACCENT), "Heading 2": (12, ACCENT)}
    for name, (size, colour) in sizes.items():
        style = document.styles[name]
        style.font.name, style.font.size = LATIN, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in list(fonts.attrib):
            if "Theme" in attribute:
                del fonts.attrib[attribute]     # a theme would win over the names
        for slot, font in (("ascii", LATIN), ("hAnsi", LATIN), ("eastAsia", HAN), ("cs", LATIN)):
            fonts.set(qn(f"w:{slot}"), font)
        if colour is not None:
            style.font.color.rgb = colour
    normal = document.styles["Normal"]
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    language.set(qn("w:eastAsia"), "zh-CN")
    normal.element.get_or_add_rPr().append(language)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.15
    for name in ("Heading 1", "Heading 2"):
        document.styles[name].paragraph_format.space_after = Pt(4)


    _box(document.styles.add_style("Summary", WD_STYLE_TYPE.PARAGRAPH), normal)
    _cell_text(document.styles.add_style("Cell", WD_STYLE_TYPE.PARAGRAPH), normal)


def _box(style: Any, base: Any) -> None:
    """A summary: set apart by a rule at its left and a light ground."""
    style.base_style, style.quick_style = base, True
    style.paragraph_format.left_indent = style.paragraph_format.right_indent = Cm(0.4)
    style.paragraph_format.space_after = Pt(12)
    borders, ground = OxmlElement("w:pBdr"), OxmlElement("w:shd")
    for side, size, space, colour in (("top", "4", "4", SHADES["low"]), ("left", "18", "8", str(ACCENT)),
                                      ("bottom", "4", "4", SHADES["low"]), ("right", "4", "6", SHADES["low"])):
        line = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", size), ("space", space), ("color", colour)):
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", SHADES["low"])):
        ground.set(qn(f"w:{key}"), value)
    style.element.get_or_add_pPr().insert_element_before(borders, "w:spacing", "w:ind")
    borders.addnext(ground)


def _cell_text(style: Any, base: Any) -> None:
    """A line of a table of figures."""
    style.base_style = base
    style.font.size = Pt(9.5)
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(2.5)
    style.paragraph_format.line_spacing = 1.0


def _footer(section: Any, title: str) -> None:
    """What document this is, and at which of its pages one is."""
    line = section.footer.paragraphs[0]
    line.style = "Normal"       # a footer's own style has a tab stop in the middle
    width = section.page_width - section.left_margin - section.right_margin
    line.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    add_text(line, f"{title}\tPage ", color=MUTED, size=Pt(8.5))
    _field(line, "PAGE")
    add_text(line, " of ", color=MUTED, size=Pt(8.5))
    _field(line, "NUMPAGES")


def _field(paragraph: Any, code: str) -> None:
    """A number that Word fills in."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    for run in add_text(paragraph, "1", color=MUTED, size=Pt(8.5)):
        field.append(run._element)
    paragraph._p.append(field)


def add_text(paragraph: Any, text: str, **font: Any) -> list[Any]:
    """Add `text` as runs, the Chinese ones tagged as such; `font` sets attributes of each run's font."""
    made = []
    for piece in filter(None, _HAN.split(text)):
        run = paragraph.add_run(piece)
        if _HAN.fullmatch(piece):
            _chinese(run)
        for name, value in font.items():
            if name == "color":
                run.font.color.rgb = value
            else:
                setattr(run.font, name, value)
        made.append(run)
    return made


def _chinese(run: Any) -> None:
    properties = run._element.get_or_add_rPr()
    properties.get_or_add_rFonts().set(qn("w:hint"), "eastAsia")
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "zh-CN")
    language.set(qn("w:eastAsia"), "zh-CN")
    properties.append(language)


def bookmark(paragraph: Any, name: str, number: int) -> None:
    """Make the whole paragraph a target for `link_to`."""
    for tag, attributes in (("w:bookmarkStart", {"w:id": str(number), "w:name": name}),
                            ("w:bookmarkEnd", {"w:id": str(number)})):
        mark = OxmlElement(tag)
        for key, value in attributes.items():
            mark.set(qn(key), value)
        if tag == "w:bookmarkStart":
            paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, mark)
        else:
            paragraph._p.append(mark)


def link_to(paragraph: Any, name: str, text: str) -> None:
    """Add a link to a bookmark of this document."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), name)
    link.set(qn("w:history"), "1")
    for run in add_text(paragraph, text, color=ACCENT):
        link.append(run._element)
    paragraph._p.append(link)


def add_contents(document: Any, lines: Sequence[tuple[str, str]]) -> None:
    """A list of (title, note) that leads to the articles of the document; none where there is but one."""
    if len(lines) < 2:
        return
    document.add_heading("Contents", level=2)
    for number, (title, note) in enumerate(lines):
        line = document.add_paragraph()
        line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Cm(0.6), Cm(-0.6)
        link_to(line, f"article{number}", _heading(title))
        add_text(line, f"  {note.replace(' ', NO_BREAK)}" if note else "", color=MUTED, size=Pt(9))


def add_article(
    document: Any, number: int, title: str, about: Iterable[str], new_page: bool, draft: str = "",
) -> None:
    """The head of an article, to which the contents lead: its title, and what there is `about` it on one line, after
    a warning if it is a `draft`."""
    heading = document.add_heading(level=1)
    heading.paragraph_format.page_break_before = new_page
    add_text(heading, _heading(title))
    bookmark(heading, f"article{number}", number)
    line = document.add_paragraph()
    line.paragraph_format.space_after = Pt(10)
    said = [*filter(None, about)]
    add_text(line, draft, color=WARNING, bold=True)
    add_text(line, f"{'  |  ' if draft and said else ''}{'  |  '.join(said)}", color=MUTED)


def _heading(title: str) -> str:
    return cut(one_line(title), HEADING_CHARS)


def shade(cell: Any, colour: str) -> None:
    """Fill a cell with an RGB colour."""
    fill = OxmlElement("w:shd")
    for key, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", colour)):
        fill.set(qn(key), value)
    cell._tc.get_or_add_tcPr().append(fill)


def new_table(document: Any, header: Sequence[str], widths: Sequence[float]) -> Any:
    """A table with a header row that repeats on each page; `widths` in centimetres."""
    table = document.add_table(rows=1, cols=len(header))
    table.style = "Table Grid"
    table.autofit = False
    _light_borders(table)
    repeat = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for cell, text, width in zip(table.rows[0].cells, header, widths, strict=True):
        cell.width = Cm(width)
        cell.paragraphs[0].style = "Cell"
        add_text(cell.paragraphs[0], text, bold=True, size=Pt(9))
        shade(cell, "EDEAE2")
    return table


def keep_whole(row: Any) -> None:
    """Do not break a row of a table over two pages."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _light_borders(table: Any) -> None:
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for key, value in (("val", "nil" if side in ("left", "right", "insideV") else "single"), ("sz", "4"),
                           ("space", "0"), ("color", "C9C3B6")):
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    table._tbl.tblPr.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")


def save(document: Any, path: Path) -> None:
    """Write the document; whole or not at all.

    :raises DatasetError: it cannot be written.
    """
    with replacing(path) as file:
        document.save(file)
