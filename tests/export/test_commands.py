"""export, show, import and completion on the command line."""

import io
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result

from pipeline.cli import app, exports
from pipeline.export.published import read_articles
from pipeline.run.memories import memory_of
from pipeline.run.shown import listed
from pipeline.run.take_in import check_edit, keeper, remember, take_in


def call(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], prog_name="bridgehead")


def amended(output: Path, *new: str) -> Path:
    """The workbook, with the English of the first paragraph in it replaced for each of `new` articles."""
    call("export", output, "--format", "xlsx")
    book = openpyxl.load_workbook(output / "articles.xlsx")
    rows = [row for row in book["segments"].iter_rows(min_row=2) if row[1].value == "p1"]
    for row, text in zip(rows, new, strict=False):
        row[3].value = text
    path = output.parent / "amended.xlsx"
    book.save(path)
    return path


def test_export_says_what_it_made(output: Path, tmp_path: Path) -> None:
    result = call("export", output, "--format", "docx", "--format", "feed", "--to", tmp_path / "new" / "folder")
    names = [Path(line).name for line in result.stdout.splitlines()]
    assert result.exit_code == 0 and names == ["brief.docx", "review.docx", "feed.json", "feed.rss"]
    assert all((tmp_path / "new" / "folder" / name).is_file() for name in names)


@pytest.mark.parametrize(("arguments", "message"), [
    (["--format", "pdf"], "'pdf' is not one of"), ([], "Missing option '--format'"),
    (["--format", "tmx", "--article", "0123"], "no article 0123"),
])
def test_what_cannot_be_made_is_refused(output: Path, arguments: list[str], message: str) -> None:
    result = call("export", output, *arguments)
    assert result.exit_code == 2 and message in result.stderr


def test_an_output_that_is_none_is_refused_by_all(tmp_path: Path) -> None:
    for words in (("export", tmp_path, "--format", "html"), ("show", tmp_path)):
        result = call(*words)
        assert result.exit_code == 2 and "name the output folder of a run" in result.stderr
        assert len(result.stderr.splitlines()) == 1


def test_show_lists_articles_and_prints_one_with_its_findings(output: Path) -> None:
    listed = call("show", output).stdout.splitlines()
    assert [line.split()[0] for line in listed] == ["review", "ready", "ready"]
    for name in (listed[0].split()[1], listed[0].split()[1][:6], "faulty.txt"):
        said = call("show", output, name).stdout
        assert "Wrong figure (grave): The Chinese says 498.2亿元 (49.82 billion yuan)" in said
        assert "\x1b" not in said
    assert call("show", output, "nothing").exit_code == 2


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_show_is_coloured_on_a_terminal_alone(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    for no_colour, coloured in (("", True), ("1", False)):
        monkeypatch.setenv("NO_COLOR", no_colour)
        monkeypatch.setattr(sys, "stdout", Terminal())
        exports._print(listed(output))
        said = sys.stdout.getvalue()
        assert ("\x1b[3" in said) is ("\x1b" in said) is coloured


def test_show_has_one_line_an_article_on_a_narrow_terminal(
    press: Callable[..., Path], make_article: Callable[..., dict[str, Any]], monkeypatch: pytest.MonkeyPatch,
) -> None:
    title = "A headline that is far longer than what a narrow terminal has room for beside an id and a number"
    output = press(make_article("long", {"title": ("标题", title)}))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr(sys, "stdout", Terminal())
    exports._print(listed(output))
    (line,) = sys.stdout.getvalue().splitlines()
    assert len(line) == 80 and line.endswith("…")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_printed_for_each_shell(shell: str) -> None:
    result = call("completion", shell)
    assert result.exit_code == 0 and "_BRIDGEHEAD_COMPLETE" in result.stdout


def test_a_persons_wrong_figure_raises_the_same_finding_as_a_models(output: Path) -> None:
    faulty = next(read_articles(output))
    models = [(f["code"], f["severity"], f["message"]) for f in faulty.segments[1].findings]
    wrong = "In 2023 the regional GDP of Binhe New Area was 498.2 billion yuan, up 4.7% year on year."
    taken = take_in(amended(output, wrong), output)
    assert [(f.code, f.severity, f.message) for f in taken.edits[0].findings] == models
    assert not check_edit(taken.edits[0].edit.__class__(**{
        **taken.edits[0].edit.__dict__, "en": wrong.replace("498.2", "49.82")}))


def test_a_person_who_drops_a_term_or_leaves_chinese_hears_of_it(output: Path) -> None:
    taken = take_in(amended(output, "In 2023 the GDP of 滨河 was 49.82 billion yuan, up 4.7% year on year."), output)
    assert {f.code for f in taken.edits[0].findings} >= {"term_missing", "han_left"}


def test_a_person_may_write_other_english_that_passes(output: Path) -> None:
    taken = take_in(amended(output, "In 2023 the GDP of Riverside Zone was 49.82 billion yuan, up 4.7%."), output)
    edit = taken.edits[0].edit
    passing = replace(edit, terms=tuple({**t, "also": ["Riverside Zone", "GDP"]} for t in edit.terms))
    missing = [[f.code for f in check_edit(e)].count("term_missing") for e in (edit, passing)]
    assert missing[0] > missing[1] == 0


def test_import_says_what_came_back_and_what_is_wrong_with_it(output: Path) -> None:
    path = amended(output, "Of 498.2 billion yuan.")
    result = call("import", path, "--output", output, "--dry-run")
    assert result.exit_code == 0
    assert "1 edit would be taken over, 7 unchanged, 0 conflicts" in result.stdout
    assert "Wrong figure: The Chinese says 498.2亿元 (49.82 billion yuan)" in result.stdout


def test_conflicts_are_listed_and_the_exit_code_says_so(output: Path) -> None:
    result = call("import", amended(output, " "), "--output", output, "--dry-run")
    assert result.exit_code == 1 and "not taken over. Its English was deleted" in result.stdout


def test_what_is_taken_over_is_kept_as_a_persons(output: Path) -> None:
    kept = list[tuple[str, str]]()

    def keep(pairs: object) -> int:
        kept.extend(pairs)  # type: ignore[call-overload]
        return len(kept)

    taken = take_in(amended(output, "First.", "Second."), output)
    assert remember(taken, keep) == 2
    zh = {s.zh for a in read_articles(output) for s in a.segments}
    assert [en for _, en in kept] == ["First.", "Second."] and all(z in zh for z, _ in kept)


def test_an_import_goes_into_the_memory_of_the_output(output: Path) -> None:
    assert keeper(output)([]) == 0
    result = call("import", amended(output, "A person wrote this."), "--output", output)
    assert result.exit_code == 0, result.output
    (found,) = (r for r in memory_of(output).all() if r.origin == "person")
    assert found.en == "A person wrote this."


def test_two_english_texts_for_the_same_chinese_are_conflicts(
    press: Callable[..., Path], make_article: Callable[..., dict[str, Any]],
) -> None:
    said = {"p1": ("山东省新签约项目。", "Shandong Province has signed new projects.")}
    output = press(make_article("one", said), make_article("two", said))
    taken = take_in(amended(output, "One.", "Two."), output)
    assert not taken.edits and len(taken.conflicts) == 2
    assert "edited differently" in taken.conflicts[0].reason
    assert len(take_in(amended(output, "One.", "One."), output).edits) == 2
    assert len(take_in(amended(output, "One."), output).edits) == 1
