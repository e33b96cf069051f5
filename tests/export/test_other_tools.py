"""Files that came back through other tools than ours: what these rewrite on the way is no edit, and no edit is lost."""

import shutil
import subprocess
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

from pipeline.export.edits import compare
from pipeline.export.materials import export
from pipeline.export.published import read_articles
from pipeline.export.read_back import read_back

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
X = "{urn:oasis:names:tc:xliff:document:2.0}"
TITLE = "Binhe New Area industrial park breaks ground"
EDITED = "Binhe New Area industrial park starts work"
Rewrite = Callable[[Path], None]


@pytest.fixture
def back(output: Path) -> Callable[[str, Rewrite], set[tuple[str, str]]]:
    """back(form, rewrite): the segments that are edited once `rewrite` has changed the exported file, and to what."""

    def give_and_take(form: str, rewrite: Rewrite) -> set[tuple[str, str]]:
        path = export(output, form, output.parent / "out there")[-1]
        rewrite(path)
        found = compare(read_back(path), output, path.suffix)
        assert not found.conflicts and found.unchanged + len(found.edits) == 8
        return {(edit.segment, edit.en) for edit in found.edits}

    return give_and_take


def title_cell(document: Any) -> Any:
    return document.tables[0].rows[1].cells[1]


def split_runs(paragraph: Any, text: str) -> None:
    """As Word writes what was typed in pieces: a run a word, marks of the spelling checker and of pages between."""
    for run in paragraph.runs:
        run._r.getparent().remove(run._r)
    for word in text.split(" "):
        paragraph.add_run(f"{word} ")
        paragraph._p.append(OxmlElement("w:proofErr"))
        paragraph.runs[-1]._r.append(OxmlElement("w:lastRenderedPageBreak"))


def wrap(element: Any, *tags: str) -> None:
    """Put an element into others, the outermost first."""
    place = element.getparent().index(element)
    parent = element.getparent()
    for tag in tags:
        parent.insert(place, outer := OxmlElement(tag))
        parent, place = outer, 0
    parent.append(element)


def docx(change: Callable[[Any], None]) -> Rewrite:
    def rewrite(path: Path) -> None:
        document = Document(str(path))
        change(document)
        document.save(str(path))

    return rewrite


def in_runs(document: Any) -> None:
    split_runs(title_cell(document).paragraphs[0], EDITED)


def in_controls(document: Any) -> None:
    paragraph = title_cell(document).paragraphs[0]
    split_runs(paragraph, EDITED)
    wrap(paragraph.runs[0]._r, "w:smartTag")
    wrap(paragraph._p, "w:sdt", "w:sdtContent")


def in_paragraphs(document: Any) -> None:
    """A person broke the line, and a tool made one paragraph of the label and the Chinese."""
    cell = title_cell(document)
    first, last = EDITED.split(" industrial ")
    cell.text = first
    cell.add_paragraph(f"industrial {last}")
    left = document.tables[0].rows[1].cells[0]
    left.text = " \N{NO-BREAK SPACE}".join(p.text for p in left.paragraphs)


@pytest.mark.parametrize("change", [in_runs, in_controls, in_paragraphs])
def test_however_word_cuts_a_text_it_reads_the_same(
    back: Callable[[str, Rewrite], set[tuple[str, str]]], change: Callable[[Any], None],
) -> None:
    assert back("docx", docx(change)) == {("title", EDITED)}


def test_runs_that_word_cut_are_no_edit(back: Callable[[str, Rewrite], set[tuple[str, str]]]) -> None:
    assert back("docx", docx(lambda d: split_runs(title_cell(d).paragraphs[0], TITLE))) == set()


def test_a_hyphen_that_does_not_break_is_a_hyphen(back: Callable[[str, Rewrite], set[tuple[str, str]]]) -> None:
    def change(document: Any) -> None:
        paragraph = title_cell(document).paragraphs[0]
        split_runs(paragraph, "A high")
        paragraph.add_run()._r.append(OxmlElement("w:noBreakHyphen"))
        paragraph.runs[-2].text = "high"
        paragraph.add_run("tech park")

    assert back("docx", docx(change)) == {("title", "A high-tech park")}


def by_pandas(path: Path, columns: list[str], sheet: str) -> None:
    frame = pd.read_excel(path, sheet_name="segments")
    frame.loc[frame["en"] == TITLE, "en"] = EDITED
    frame.sort_values("zh")[columns].to_excel(path, sheet_name=sheet, index=False)


@pytest.mark.parametrize(("columns", "sheet"), [
    (["exported", "en", "zh", "segment", "article_id"], "segments"),
    (["article_id", "segment", "zh", "en"], "Tabelle1"),
    (["segment", "zh", "en", "findings", "exported", "article_id"], "Sheet1"),
])
def test_a_sheet_sorted_moved_and_renamed_by_another_tool(
    back: Callable[[str, Rewrite], set[tuple[str, str]]], columns: list[str], sheet: str,
) -> None:
    assert back("xlsx", lambda path: by_pandas(path, columns, sheet)) == {("title", EDITED)}


def test_a_sheet_with_rows_and_columns_of_a_person_and_a_wrong_dimension(
    back: Callable[[str, Rewrite], set[tuple[str, str]]],
) -> None:
    def rewrite(path: Path) -> None:
        book = openpyxl.load_workbook(path)
        sheet = book["segments"]
        sheet.insert_cols(3)
        sheet["C1"], sheet["C2"] = "my notes", "to ask"
        sheet.insert_rows(4)
        sheet["E4"] = "a line of my own"
        (cell,) = [row[4] for row in sheet.iter_rows(min_row=2) if row[4].value == TITLE]
        cell.value = EDITED
        type(sheet).calculate_dimension, kept = lambda self: "A1", type(sheet).calculate_dimension
        try:
            book.save(path)
        finally:
            type(sheet).calculate_dimension = kept

    assert back("xlsx", rewrite) == {("title", EDITED)}


def xml(change: Callable[[Any], None], encoding: str = "utf-8") -> Rewrite:
    def rewrite(path: Path) -> None:
        tree = etree.parse(str(path))
        change(tree.getroot())
        path.write_bytes(etree.tostring(tree, encoding=encoding, xml_declaration=True))

    return rewrite


def target(root: Any) -> Any:
    (found,) = [t for t in root.iter(f"{X}target") if t.text == TITLE]
    return found


def laid_out(root: Any) -> None:
    """Every text on lines of its own."""
    for text in [*root.iter(f"{X}source"), *root.iter(f"{X}target")]:
        text.text = f"\n          {text.text}\n        "
    (title,) = [t for t in root.iter(f"{X}target") if t.text.strip() == TITLE]
    title.text = EDITED.replace(" ", "\n   ")


def with_marks(root: Any) -> None:
    title = target(root)
    title.text = "Binhe New Area "
    mark = etree.SubElement(title, f"{X}mrk", id="m1", translate="yes", type="term")
    mark.text, mark.tail = "industrial park", " starts"
    etree.SubElement(title, f"{X}ph", id="1").tail = " work"


def in_sentences(root: Any) -> None:
    """Each unit cut into two segments, and white space between them, as a CAT tool does."""
    target(root).text = EDITED
    for segment in list(root.iter(f"{X}segment")):
        zh, en = segment.find(f"{X}source"), segment.find(f"{X}target")
        second = deepcopy(segment)
        second.set("id", "s2")
        half, words = len(zh.text) // 2, en.text.split(" ")
        second.find(f"{X}source").text, zh.text = zh.text[half:], zh.text[:half]
        second.find(f"{X}target").text, en.text = " ".join(words[2:]), " ".join(words[:2])
        ignorable = etree.Element(f"{X}ignorable")
        etree.SubElement(ignorable, f"{X}source").text = ""
        segment.addnext(ignorable)
        ignorable.addnext(second)


@pytest.mark.parametrize("change", [laid_out, with_marks, in_sentences])
def test_xliff_as_cat_tools_lay_it_out(
    back: Callable[[str, Rewrite], set[tuple[str, str]]], change: Callable[[Any], None],
) -> None:
    assert back("xliff", xml(change)) == {("title", EDITED)}


def foreign(root: Any, names: bool = True) -> None:
    """TMX as other tools write it: languages in other words, English first, no properties, layout in the text."""
    header = root.find("header")
    header.set("srclang", "ZH-cn")
    header.set("creationtool", "Another tool")
    for unit in root.iter("tu"):
        for child in [*unit.findall("prop"), *unit.findall("note")]:
            unit.remove(child)
        chinese, english = unit.findall("tuv")
        unit.insert(0, english)
        del chinese.attrib["{http://www.w3.org/XML/1998/namespace}lang"]
        chinese.set("lang", "ZH-HANS")
        english.set("{http://www.w3.org/XML/1998/namespace}lang", "EN_us")
        if not names:
            del unit.attrib["tuid"]
        seg = english.find("seg")
        if seg.text == TITLE:
            seg.text = ""
            code = etree.SubElement(seg, "bpt", i="1")
            code.text, code.tail = "<b>", EDITED
            etree.SubElement(seg, "ept", i="1").text = "</b>"


@pytest.mark.parametrize("names", [True, False])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_tmx_of_another_tool(
    back: Callable[[str, Rewrite], set[tuple[str, str]]], names: bool, encoding: str,
) -> None:
    assert back("tmx", xml(lambda root: foreign(root, names), encoding)) == {("title", EDITED)}


def test_a_memory_of_another_office_brings_nothing_where_its_chinese_is_not_published(output: Path) -> None:
    path = output.parent / "office.tmx"
    path.write_text('<tmx version="1.4"><header/><body><tu><tuv xml:lang="zh"><seg>你好。</seg></tuv>'
                    '<tuv xml:lang="en"><seg>Hello.</seg></tuv></tu></body></tmx>', "utf-8")
    found = compare(read_back(path), output, ".tmx")
    assert not found.edits and not found.conflicts and not found.unchanged


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="there is no LibreOffice on this machine")
def test_what_libreoffice_saved_comes_back(
    back: Callable[[str, Rewrite], set[tuple[str, str]]], tmp_path: Path,
) -> None:
    def convert(path: Path, suffix: str, folder: Path) -> Path:
        subprocess.run([str(SOFFICE), "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
                        "--convert-to", suffix, "--outdir", folder, path], check=True, timeout=300)
        return folder / f"{path.stem}.{suffix}"

    def rewrite(path: Path) -> None:
        docx(in_runs)(path)
        text = convert(path, "odt", tmp_path)
        shutil.copy(convert(text, "docx", tmp_path / "again"), path)

    assert back("docx", rewrite) == {("title", EDITED)}


def test_the_english_keeps_its_language_where_a_person_typed(output: Path) -> None:
    """What is typed into a cell of the copy is spell-checked as British English, not as Chinese."""
    document = Document(str(export(output, "docx", output.parent / "made")[1]))
    assert all(run._r.find(f".//{qn('w:lang')}") is None for run in title_cell(document).paragraphs[0].runs)
    assert next(iter(read_articles(output))).segments[0].en == TITLE
