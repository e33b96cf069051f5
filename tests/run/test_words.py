"""The lists of terms as an editor meets them."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import app
from pipeline.config import ReadFile
from pipeline.errors import InputError
from pipeline.run import words
from pipeline.run.words import lint_files, proposals_csv
from pipeline.text.glossary import parse_glossary
from pipeline.text.term import is_proposed


class _Segment:
    def __init__(self, zh: str, *terms: tuple[str, str, str, str]) -> None:
        self.zh = zh
        self.terms = [dict(zip(("zh", "en", "category", "rule"), term, strict=True)) for term in terms]


class _Article:
    def __init__(self, *segments: _Segment) -> None:
        self.segments = segments


def test_a_list_that_cannot_be_read_is_a_slip() -> None:
    slips = lint_files([ReadFile("a.csv", "zh;en\n")])
    assert [(s.file, s.code, s.severity) for s in slips] == [("a.csv", "unreadable", "error")]


def test_a_missing_list_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.csv"):
        lint_files([], [tmp_path / "none.csv"])


def test_names_made_by_rule_become_a_list(monkeypatch: pytest.MonkeyPatch) -> None:
    lin, place = ("林武", "Lin Wu", "person", "B3"), ("德州", "Dezhou", "prefecture-short", "T1")
    articles = [_Article(_Segment("市委书记林武在德州", lin, place)), _Article(_Segment("林武说", lin))]
    monkeypatch.setattr(words, "read_articles", lambda output: iter(articles))
    table = proposals_csv(Path("out"))
    (entry,) = parse_glossary(table, "names.csv")
    assert (entry.zh, entry.en, entry.category, entry.status) == ("林武", "Lin Wu", "person", "approved")
    assert entry.note == "2x: 市委书记林武在德州 | 林武说"


def test_a_body_of_a_known_place_is_not_proposed() -> None:
    assert not is_proposed("body", "P8")
    assert is_proposed("zone", "P8")


def test_lint_says_what_is_wrong_and_exits_with_one(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("zh,en,category,status,note\n桥头堡,桥\n", "utf-8")
    (tmp_path / "c.yaml").write_text("translate: {glossary: []}\n", "utf-8")
    arguments = ["glossary", "lint", str(tmp_path / "mine.csv"), "--config", str(tmp_path / "c.yaml")]
    result = CliRunner().invoke(app, arguments, prog_name="bridgehead")
    assert result.exit_code == 1
    assert "chinese_in_english" in result.stdout
