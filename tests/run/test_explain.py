"""What `explain` says of a text: the fields of a row, their order, terms beside figures, and time on hostile text."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pipeline.cli import app
from pipeline.config import ReadFile
from pipeline.run.explain import explain, explained
from pipeline.run.rows import Form
from pipeline.run.search import Search
from pipeline.run.terminal import safe_json
from pipeline.stages.translate import TranslateSettings

FIELDS = {
    "zh", "start", "end", "kind", "dimension", "value", "low", "high", "unit", "en", "rules", "currency", "hedge",
    "direction",
    "base", "when", "modality", "stage",
}
GLOSSARY = ReadFile("terms.csv", """zh,en,category,status,note
总投资,total investment,economy,approved,
世界500强,Fortune Global 500,economy,approved,
""")


def rows(text: str, glossary: bool = True) -> list[dict[str, Any]]:
    return list(explain(text, TranslateSettings(glossary=(GLOSSARY,) if glossary else ())))


def test_each_figure_and_term_is_a_row_in_order() -> None:
    found = rows("总投资498.2亿元，引进世界500强20家。")
    assert [row["zh"] for row in found] == ["总投资", "498.2亿元", "世界500强", "20家"]
    assert all(set(row) == FIELDS for row in found)
    term, money, name, _ = found
    assert (term["kind"], term["dimension"], term["en"], term["value"]) == ("term", "term", "total investment", None)
    assert (name["kind"], name["en"]) == ("term", "Fortune Global 500")      # the number belongs to the name
    assert (money["start"], money["end"], money["value"], money["currency"]) == (3, 10, "49820000000", "CNY")
    assert money["en"] == "49.82 billion yuan"
    assert {"N1", "M1", "M4"} <= set(money["rules"])


@pytest.mark.parametrize(("text", "field", "expected"), [
    ("30-50亿元", ("value", "low", "high", "unit"), (None, "3000000000", "5000000000", "CNY")),
    ("占地800亩", ("value", "unit", "dimension"), ("800", "mu", "area")),
    ("同比增长5.0%", ("value", "direction", "base"), ("5.0", "up", "year-on-year")),
    ("2025年3月12日", ("value", "when", "en"), (None, "2025-03-12", "12 March 2025")),
    ("将投资约5亿美元", ("hedge", "modality", "currency"), ("about", "planned", "USD")),
    ("签约20个", ("stage", "value"), ("signed", "20")),
])
def test_a_row_says_what_the_figure_says(text: str, field: tuple[str, ...], expected: tuple[str, ...]) -> None:
    (row,) = rows(text, glossary=False)
    assert tuple(row[name] for name in field) == expected


@pytest.mark.parametrize("piece", ["7", "亿", "一", "（", "1-", "1.", "A1"])
def test_hostile_text_is_answered_in_time(piece: str) -> None:
    """A tenth of the million characters that must be answered in five seconds, with room for a busy machine."""
    began = time.process_time()
    assert rows(piece * (10**5 // len(piece)), glossary=False) == []
    assert time.process_time() - began < 10     # generous: what is quadratic takes minutes


@pytest.mark.parametrize("form", ["json", "jsonl"])
@pytest.mark.parametrize("text", [
    "总投资498.2亿元，总投资498.2亿元，增长5%至6%，引进世界500强20家\u200b。", "占地\u3000800亩\x1b[31m", "无", ""])
def test_rows_in_print_are_the_rows(text: str, form: Form) -> None:
    settings = TranslateSettings(glossary=(GLOSSARY,))
    assert list(explained(Search(text, 1), settings, form)) == [safe_json(row) for row in explain(text, settings)]


@pytest.mark.parametrize("number", [0, 1, 999, 1000, 1001, 2500])
def test_rows_are_one_document_however_many_there_are(number: int, tmp_path: Path) -> None:
    config = tmp_path / "c.yaml"
    config.write_text("translate: {glossary: []}", "utf-8")
    asked = ["explain", "-", "--config", str(config), "--format"]
    listed, lines, text = (
        CliRunner().invoke(app, [*asked, form], input="8亩。" * number).stdout for form in ("json", "jsonl", "text"))
    assert len(json.loads(listed)) == number
    assert [json.loads(line) for line in lines.splitlines()] == json.loads(listed)
    assert len(listed.splitlines()) == number + 2
    assert text == "8亩\tarea\t8 mu\t0.533 hectares (8 mu)\tU1 U8\n" * number


@pytest.mark.parametrize("way", ["argument", "stdin", "file"])
def test_the_text_comes_as_an_argument_from_stdin_or_from_a_file(way: str, tmp_path: Path) -> None:
    text, path, config = "占地800亩\n同比增长4.7%", tmp_path / "a.txt", tmp_path / "c.yaml"
    config.write_text("translate: {glossary: []}", "utf-8")
    path.write_text(text, "utf-8")
    how = {"argument": [text], "stdin": ["-"], "file": ["--file", str(path)]}[way]
    result = CliRunner().invoke(app, ["explain", *how, "--format", "json", "--config", str(config)], input=text)
    assert result.exit_code == 0
    assert [(row["zh"], row["value"]) for row in json.loads(result.stdout)] == [("800亩", "800"), ("4.7%", "4.7")]


@pytest.mark.parametrize("arguments", [[], ["占地800亩", "--file", __file__]])
def test_no_text_or_two_is_misuse(arguments: list[str]) -> None:
    assert CliRunner().invoke(app, ["explain", *arguments]).exit_code == 2


def test_a_line_shows_value_english_and_rules(tmp_path: Path) -> None:
    config = tmp_path / "c.yaml"
    config.write_text("translate: {glossary: []}", "utf-8")
    result = CliRunner().invoke(app, ["explain", "占地800亩，3至5年，2025年", "--config", str(config)])
    assert result.stdout.splitlines() == [
        "800亩\tarea\t800 mu\t53.3 hectares (800 mu)\tU1 U8",
        "3至5年\tduration\t3 to 5 year\tthree to five years\tN4 N3",
        "2025年\tdate\t2025\t2025\tD1",
    ]
