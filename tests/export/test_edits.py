"""Edits that come back from Word, Excel and CAT tools: exactly what a person changed, and conflicts listed."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import OxmlElement

from pipeline.errors import InputError
from pipeline.export.edits import Outcome, compare
from pipeline.export.materials import export
from pipeline.export.published import read_articles
from pipeline.export.read_back import read_back

FORMS = ("docx", "xlsx", "tmx", "xliff")
Edited = Callable[[Path, str, Callable[[str, str, str], str | None]], Path]


def outcome(path: Path, output: Path) -> Outcome:
    return compare(read_back(path), output, path.suffix)


@pytest.mark.parametrize("form", FORMS)
def test_exactly_the_twenty_edited_segments_come_back(
    form: str, press: Callable[..., Path], many: Callable[[int], list[dict[str, Any]]], edited: Edited,
) -> None:
    output = press(*many(2))
    every = [(a.id, s.name) for a in read_articles(output) for s in a.segments]
    chosen = set(every[::len(every) // 20][:20])
    path = edited(output, form, lambda a, s, en: f"{en} Amended & <b>seen</b> by 编辑."
                  if (a, s) in chosen else None)
    found = outcome(path, output)
    assert {(e.article_id, e.segment) for e in found.edits} == chosen and len(chosen) == 20
    assert all(e.en == f"{e.before} Amended & <b>seen</b> by 编辑." for e in found.edits)
    assert found.unchanged == len(every) - 20 and not found.conflicts


@pytest.mark.parametrize("form", FORMS)
def test_a_file_that_nobody_touched_brings_nothing(form: str, output: Path, edited: Edited) -> None:
    found = outcome(edited(output, form, lambda a, s, en: None), output)
    assert not found.edits and not found.conflicts and found.unchanged == 8


@pytest.mark.parametrize("form", FORMS)
def test_deleted_english_and_changed_chinese_are_conflicts(form: str, output: Path, edited: Edited) -> None:
    path = edited(output, form, lambda a, s, en: "" if s == "title" else f"{en} Edited." if s == "p2" else None)
    later = output.parent / "later"
    shutil.copytree(output, later)
    rows = list(read_articles(later))
    assert rows[0].segment("p2") is not None
    found = compare([r if r.segment != "p2" else type(r)(r.article_id, r.segment, "以前的中文。", r.en, r.exported)
                     for r in read_back(path)], later, path.suffix)
    assert not found.edits
    assert sorted(c.reason.split(";")[0] for c in found.conflicts) == [
        "Its Chinese has changed since the file was made", "Its English was deleted", "Its English was deleted"]


def test_english_that_changed_meanwhile_does_not_undo_what_nobody_touched(output: Path, edited: Edited) -> None:
    """A newer machine translation is published; the old file, untouched, brings nothing back."""
    path = edited(output, "tmx", lambda a, s, en: None)
    stale = [type(r)(r.article_id, r.segment, r.zh, f"Old {r.en}", None) for r in read_back(path)]
    kept = [type(r)(r.article_id, r.segment, r.zh, r.en, r.exported) for r in read_back(path)]
    assert len(compare(stale, output, ".tmx").edits) == 8       # without a stamp every difference is an edit
    assert not compare(kept, output, ".tmx").edits


def test_an_edit_of_what_is_no_longer_published_is_a_conflict(
    output: Path, press: Callable[..., Path], edited: Edited,
) -> None:
    path = edited(output, "xlsx", lambda a, s, en: "New." if s == "p1" else None)
    found = outcome(path, press())
    assert [c.reason for c in found.conflicts] == ["It is no longer published."] * 3 and not found.edits


def test_tracked_changes_count_as_accepted(output: Path) -> None:
    path = export(output, "docx", output.parent / "made")[1]
    document = Document(str(path))
    paragraph = document.tables[0].rows[1].cells[1].paragraphs[0]._p
    first = paragraph.r_lst[0]
    inserted, deleted = OxmlElement("w:ins"), OxmlElement("w:del")
    paragraph.insert(list(paragraph).index(first), deleted)
    deleted.append(first)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "The Binhe"
    run.append(text)
    inserted.append(run)
    deleted.addnext(inserted)
    document.save(str(path))
    edits = outcome(path, output).edits
    assert [(e.segment, e.en) for e in edits] == [("title", "The Binhe industrial park breaks ground")]


def test_a_row_that_is_there_twice_with_different_english_is_a_conflict(output: Path, edited: Edited) -> None:
    back = read_back(edited(output, "tmx", lambda a, s, en: None))
    again = [type(r)(r.article_id, r.segment, r.zh, "Other.", r.exported) for r in back[:1]]
    found = compare([*back, *again], output, ".tmx")
    assert [c.reason for c in found.conflicts] == ["The file has it twice, with different English; keep one."]


@pytest.mark.parametrize(("name", "content", "message"), [
    ("a.txt", b"", "is none of"), ("a.docx", b"nothing", "cannot be read as .docx"),
    ("a.xlsx", b"nothing", "cannot be read as .xlsx"), ("a.tmx", b"<tmx", "cannot be read as .tmx"),
    ("a.xlf", b"", "cannot be read as .xlf"), ("a.tmx", b"<tmx/>", "holds no segment"),
    ("missing.tmx", None, "cannot be read"),
])
def test_a_file_that_is_not_ours_is_refused_in_one_sentence(
    tmp_path: Path, name: str, content: bytes | None, message: str,
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=message):
        read_back(tmp_path / name)


def test_entities_of_a_file_that_came_back_are_not_resolved(output: Path, tmp_path: Path, edited: Edited) -> None:
    (tmp_path / "secret").write_text("secret")
    path = edited(output, "tmx", lambda a, s, en: None)
    text = path.read_text("utf-8").replace("<tmx ", f'<!DOCTYPE tmx [<!ENTITY x SYSTEM "{tmp_path}/secret">]><tmx ')
    path.write_text(text.replace("<seg>Binhe", "<seg>&x; Binhe"), "utf-8")
    assert not any("secret" in r.en for r in read_back(path))


def test_an_edit_says_how_often_its_chinese_stands_elsewhere(output: Path, edited: Edited) -> None:
    """`fine` and `bare` share a paragraph: an edit of one is an edit of both."""
    first, second = list(read_articles(output))[1:]
    assert first.segment("p1").zh == second.segment("p1").zh
    one = outcome(edited(output, "xlsx", lambda a, s, en: "New." if (a, s) == (first.id, "p1") else None), output)
    both = outcome(edited(output, "xlsx", lambda a, s, en: "New." if s == "p1" else None), output)
    assert [e.elsewhere for e in one.edits] == [1]
    assert [e.elsewhere for e in both.edits if e.article_id in (first.id, second.id)] == [0, 0]
