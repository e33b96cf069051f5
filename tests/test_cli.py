"""The command line: helps, exit codes, what goes to stdout and what to stderr. No model: the echo engine."""

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from pipeline.cli import app
from pipeline.export.schema_doc import schema_markdown

ECHO = """
summarise: {engine: echo, model: echo}
translate: {engine: echo, model: echo, glossary: []}
"""
ARTICLE = """滨河新区产业园开工

来源：滨河日报 2024-03-05

{}滨河新区实现地区生产总值356.8亿元，新能源电池基地占地640亩，计划明年建成投产。
"""


class Shell:
    """A folder with a configuration and an article, and the command line in it."""

    def __init__(self, folder: Path) -> None:
        self.config, self.source, self.output = folder / "echo.yaml", folder / "in", folder / "out"
        self.config.write_text(ECHO, "utf-8")
        self.source.mkdir()
        self.add("a.txt")

    def add(self, name: str, word: str = "", text: str = ARTICLE) -> Path:
        path = self.source / name
        path.write_text(text.replace("{}", word), "utf-8")
        return path

    def __call__(self, command: str, *arguments: object, given: str | bytes = "") -> Result:
        options = [] if command in ("models", "schema", "--help") else ["--config", self.config]
        words = [command, *arguments, *options]
        return CliRunner().invoke(app, [str(w) for w in words], input=given, prog_name="bridgehead")

    def run(self, *arguments: object) -> Result:
        return self("run", "--input", self.source, "--output", self.output, *arguments)


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


def commands(group: click.Group = app, prefix: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = []
    for name, command in group.commands.items():
        found.append((*prefix, name))
        if isinstance(command, click.Group):
            found += commands(command, (*prefix, name))
    return found


@pytest.mark.parametrize("command", commands(), ids=" ".join)
def test_every_command_says_in_one_line_what_it_does_and_shows_an_example(command: tuple[str, ...]) -> None:
    result = CliRunner().invoke(app, [*command, "--help"])
    assert result.exit_code == 0
    assert "Example" in result.output and f"bridgehead {' '.join(command)}" in result.output


def test_the_list_of_commands_cuts_no_line_short() -> None:
    listed = CliRunner().invoke(app, ["--help"]).output.split("Commands:")[1]
    assert "..." not in listed


def test_help_is_quick_and_loads_no_model_library() -> None:
    code = ("import sys, pipeline.cli\n"
            "heavy = {'torch', 'transformers', 'ctranslate2', 'openvino', 'openvino_genai', 'pyarrow', 'pydantic',"
            "         'rich', 'lxml'}\n"
            "sys.exit(', '.join(heavy & sys.modules.keys()) or 0)")
    started = time.monotonic()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert time.monotonic() - started < 5      # generous: the machine may be busy


def test_schema_prints_the_page() -> None:
    assert CliRunner().invoke(app, ["schema"]).stdout == schema_markdown() + "\n"


def test_config_show_prints_what_a_run_would_use(shell: Shell) -> None:
    result = shell("config", "show", "--set", "translate.money=RMB")
    assert "engine: echo" in result.stdout and "money: RMB" in result.stdout


def test_a_run_publishes_and_says_where_to_look(shell: Shell) -> None:
    result = shell.run()
    assert result.exit_code == 0, result.output
    assert result.stdout == ""
    assert "1 article:" in result.stderr and str(shell.output / "review.html") in result.stderr
    assert (shell.output / "manifest.json").is_file()


def test_a_second_run_says_that_there_was_nothing_to_do(shell: Shell) -> None:
    shell.run()
    assert "no model work" in shell.run().stderr


def test_a_quiet_run_says_nothing(shell: Shell) -> None:
    assert shell.run("-q").output == ""


def test_rejects_are_counted_and_strict_turns_them_into_an_exit_code(shell: Shell) -> None:
    shell.add("empty.txt", text="")
    assert shell.run().exit_code == 0
    result = shell.run("--strict")
    assert result.exit_code == 3 and "1 reject" in result.stderr


def test_a_run_in_which_every_article_is_rejected_fails(shell: Shell) -> None:
    shell.add("a.txt", text="")
    assert shell.run().exit_code == 1


def test_plan_says_what_would_run_and_why(shell: Shell) -> None:
    before = shell("plan", "--input", shell.source, "--output", shell.output)
    assert "translate: 1 of 1 - 1 new" in before.stdout
    shell.run()
    after = shell("plan", "--input", shell.source, "--output", shell.output, "--set", "translate.tries=2")
    assert "translate: 1 of 1 - 1 because tries 4 is now tries 2" in after.stdout


@pytest.mark.parametrize("arguments", [
    ["run", "--input", "nowhere"], ["run", "--set", "translate.mony=RMB"], ["run", "--no-such-option"], ["rum"],
    ["run", "--config", "gone.yaml"], ["check", "nowhere"], ["translate", "a.txt", "--text", "b"],
])
def test_misuse_ends_with_2_and_one_error(arguments: list[str]) -> None:
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 2 and result.stdout == ""
    assert "Error: " in result.stderr and "Traceback" not in result.stderr


def test_an_unexpected_error_is_one_line(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def explode(*_: Any) -> None:
        raise RuntimeError("the roof\nis on fire")

    monkeypatch.setattr("pipeline.cli.runs.load_config", explode)
    result = shell.run()
    assert result.exit_code == 1
    assert result.stderr == "Error: RuntimeError: the roof (`bridgehead --debug` shows where)\n"


def test_stopping_a_run_says_that_it_can_go_on(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pipeline.cli.runs.load_config", stop)
    result = shell.run()
    assert result.exit_code == 130 and "kept" in result.stderr


def test_clean_prints_the_article(shell: Shell) -> None:
    lines = shell("clean", shell.source / "a.txt").stdout.splitlines()
    assert lines[0] == "滨河新区产业园开工" and "2024-03-05" in lines[1] and "356.8亿元" in lines[-1]


def test_clean_as_json_says_what_was_removed(shell: Shell) -> None:
    (article,) = json.loads(shell("clean", shell.source / "a.txt", "--format", "json").stdout)
    assert list(article) == ["id", "file", "title", "published", "outlet", "author", "url", "body", "removed"]
    assert article["published"] == "2024-03-05" and article["file"].endswith("a.txt")
    assert all(set(item) == {"line", "rule"} for item in article["removed"])


def test_articles_that_cannot_be_used_are_named_and_the_others_printed(shell: Shell) -> None:
    bad = shell.add("bad.txt", text="")
    result = shell("clean", bad, shell.source / "a.txt")
    assert result.exit_code == 1
    assert "bad.txt" in result.stderr and "356.8亿元" in result.stdout


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_an_article_may_come_on_stdin_in_any_common_encoding(shell: Shell, encoding: str) -> None:
    result = shell("clean", "-", given=ARTICLE.replace("{}", "").encode(encoding))
    assert "滨河新区实现地区生产总值356.8亿元" in result.stdout


def test_summarise_prints_a_summary(shell: Shell) -> None:
    assert "356.8亿元" in shell("summarise", shell.source / "a.txt").stdout


def test_translate_prints_title_summary_and_paragraphs(shell: Shell) -> None:
    result = shell("translate", shell.source / "a.txt")
    assert result.exit_code == 0, result.stderr
    assert len(result.stdout.split("\n\n")) == 3


def test_translate_as_jsonl_is_one_article_a_line(shell: Shell) -> None:
    shell.add("b.txt", word="二期，")
    result = shell("translate", shell.source, "--format", "jsonl")
    articles = [json.loads(line) for line in result.stdout.splitlines()]
    assert [a["source_uri"] for a in articles] == ["a.txt", "b.txt"]
    assert articles[0]["paragraphs"][0]["index"] == 1 and articles[0]["status"] in ("ready", "review")


@pytest.mark.parametrize(("given", "lines"), [
    ("甲公司投资4.7亿元。\n\n乙公司\r\n", 3), ("", 0), ("\n\n\n", 3), ("没有换行", 1),
    ("一\u2028二\x85三\x0c四\n五\n", 2),
])
def test_one_line_comes_out_for_each_that_goes_in(shell: Shell, given: str, lines: int) -> None:
    result = shell("translate", "--lines", given=given.encode())
    assert result.exit_code == 0, result.stderr
    assert result.stdout.count("\n") == lines
    sources = given.split("\n")
    assert [bool(line) for line in result.stdout.split("\n")[:lines]] == [bool(s.strip()) for s in sources[:lines]]


def test_lines_as_jsonl_keep_their_source(shell: Shell) -> None:
    result = shell("translate", "--lines", "--format", "jsonl", given="甲公司\n\n乙公司\n")
    assert [json.loads(line)["zh"] for line in result.stdout.splitlines()] == ["甲公司", "", "乙公司"]


def test_a_text_is_translated_without_a_summary(shell: Shell) -> None:
    result = shell("translate", "--text", "总投资413亿元。\n占地800亩。")
    assert result.exit_code == 0 and result.stdout.count("\n") == 2


def test_what_a_terminal_could_obey_is_not_printed(shell: Shell) -> None:
    shell.add("a.txt", word="\x1b]0;owned\x07\x9b31m\u202e")
    for form in ("text", "json", "jsonl"):
        out = shell("clean", shell.source / "a.txt", "--format", form).stdout
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(out)


def test_check_lists_the_findings_of_a_run(shell: Shell) -> None:
    shell.run()
    (row,) = (json.loads(line) for line in shell("check", shell.output, "--format", "jsonl").stdout.splitlines())
    assert row["source_uri"] == "a.txt" and isinstance(row["findings"], list)
    assert "a.txt" in shell("check", shell.output).stdout


def test_check_of_two_files_gives_a_list_of_findings_a_line(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "zh").write_text("总投资413亿元。\n\n", "utf-8")
    (tmp_path / "en").write_text("A total of 41.3 billion yuan was invested.\n\n", "utf-8")
    result = shell("check", tmp_path / "zh", tmp_path / "en", "--format", "jsonl")
    assert result.exit_code == 0, result.stderr
    assert result.stdout == "[]\n[]\n"


def test_check_ends_in_1_where_a_finding_is_severe(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "zh").write_text("总投资413亿元。\n", "utf-8")
    (tmp_path / "en").write_text("A total of 413 billion yuan was invested.\n", "utf-8")
    result = shell("check", tmp_path / "zh", tmp_path / "en", "--format", "json")
    assert result.exit_code == 1
    ((finding,),) = json.loads(result.stdout)
    assert (finding["line"], finding["code"], finding["severity"], finding["rule"]) == (1, "figure_wrong", "high", "N1")


def test_check_of_files_of_unequal_length_is_refused(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "zh").write_text("一\n二\n", "utf-8")
    (tmp_path / "en").write_text("one\n", "utf-8")
    result = shell("check", tmp_path / "zh", tmp_path / "en")
    assert result.exit_code == 2 and "has 2 lines" in result.stderr


def test_the_doctor_looks_at_everything_and_says_how_to_mend_it(shell: Shell) -> None:
    result = shell("doctor")
    assert "ok    python" in result.stdout and "engine echo" in result.stdout


def test_a_second_run_in_the_same_folder_is_refused_while_the_first_works(shell: Shell) -> None:
    from pipeline.run.output import locked

    with locked(shell.output):
        result = shell.run()
    assert result.exit_code == 2 and "another run" in result.stderr
