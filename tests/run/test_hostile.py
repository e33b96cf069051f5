"""Articles that try to steer the model, the terminal or the log; engines that fail: one segment, never another."""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow.dataset as ds
import pytest
from click.testing import CliRunner, Result

from pipeline.cli import app
from pipeline.engines import echo
from pipeline.engines.engine import EngineOptions, Request
from pipeline.run.engines import EngineRoom
from pipeline.run.progress import Progress
from pipeline.run.settings import sections
from pipeline.run.single import translate_lines

INJECTIONS: list[str] = json.loads((Path(__file__).parents[1] / "data/injections.json").read_text("utf-8"))
ECHO = """
summarise: {engine: echo, model: echo}
translate: {engine: echo, model: echo, glossary: []}
engine: {seconds: 0.5}
run: {processes: 1}
clean: {near_duplicates: keep}
"""
BEFORE = "2024年5月6日，滨河新区与三家企业签约，总投资12.5亿元，占地320亩，项目计划明年投产。"
AFTER = "今年上半年，滨河新区实际使用外资2.16亿美元，同比增长12.4%，新设外商投资企业137家。"
TERMINAL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e]")


class Shell:
    def __init__(self, folder: Path) -> None:
        self.source, self.output, self.config = folder / "in", folder / "out", folder / "echo.yaml"
        self.source.mkdir()
        self.config.write_text(ECHO, "utf-8")

    def __call__(self, *words: object) -> Result:
        return CliRunner().invoke(app, [*map(str, words), "--config", str(self.config)])

    def run(self) -> Result:
        return self("run", "--input", self.source, "--output", self.output)

    def rows(self, name: str) -> list[dict[str, Any]]:
        return list(ds.dataset(self.output / name).to_table().to_pylist())

    def segments(self) -> dict[str, dict[str, str]]:
        """English by article and Chinese."""
        found: dict[str, dict[str, str]] = {}
        for row in self.rows("segments"):
            found.setdefault(row["article_id"], {})[row["zh"]] = row["en"]
        return found


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


@pytest.mark.slow
def test_each_injection_comes_out_as_itself_and_changes_no_other(tmp_path: Path) -> None:
    from pipeline import config

    (tmp_path / "echo.yaml").write_text(ECHO, "utf-8")
    settings = config.load(tmp_path / "echo.yaml", sections())
    lines = [" ".join(text.split()) for text in INJECTIONS]
    room = EngineRoom(EngineOptions(), Progress(lambda _: None, lambda _: None))

    def english(texts: Sequence[str]) -> list[str]:
        return [t.en for t in translate_lines(texts, settings, room, print)]

    together = english([text for line in lines for text in (BEFORE, line)])
    assert set(together[0::2]) == set(english([BEFORE]))
    assert together[1::2] == [english([line])[0] for line in lines]
    assert sum(bool(en) for en in together) >= len(together) - 2


@pytest.mark.slow
def test_an_injection_in_an_article_leaves_its_neighbours_as_they_are(shell: Shell) -> None:
    def body(i: int, line: str) -> str:
        return "\n\n".join((f"滨河新区第{i}批项目签约", BEFORE.replace("三家", f"{i + 3}家"), line, AFTER))

    path = shell.source / "all.jsonl"
    path.write_text("".join(json.dumps({"id": str(i), "content": body(i, "普通的一段话，没有数字。")}) + "\n"
                            for i in range(len(INJECTIONS))), "utf-8")
    assert shell.run().exit_code == 0
    plain = shell.segments()
    path.write_text("".join(json.dumps({"id": str(i), "content": body(i, text)}) + "\n"
                            for i, text in enumerate(" ".join(t.split()) for t in INJECTIONS)), "utf-8")
    assert shell.run().exit_code == 0
    assert shell.segments().keys() == plain.keys()
    for key, found in shell.segments().items():
        for zh, en in plain[key].items():
            if BEFORE[-12:] in zh or zh == AFTER:
                assert found.get(zh, en) == en
        assert any(zh == AFTER for zh in found)


@pytest.mark.parametrize("name", ["\x1b[31mred\x1b[0m.txt", "a\u202etxt.exe.md", "bell\x07.txt", "c1\x9b31m.txt"])
def test_escapes_of_titles_and_names_never_reach_the_terminal(shell: Shell, name: str) -> None:
    text = f"\x1b]0;stolen\x07签约\x9b31m仪式\u202e举行\n\n{BEFORE}\n\n{AFTER}\n"
    (shell.source / name).write_text(text, "utf-8")
    (shell.source / ("broken" + name + ".json")).write_text("{\x1b[2J", "utf-8")
    (shell.source / ("empty" + name)).write_text("", "utf-8")
    bare = CliRunner()
    path = str(shell.source / name)
    for result in (shell.run(), shell("plan", "--input", shell.source, "--output", shell.output),
                   bare.invoke(app, ["show", str(shell.output)]), bare.invoke(app, ["show", str(shell.output), name]),
                   bare.invoke(app, ["show", str(shell.output), name + "x"]), shell("check", shell.output),
                   shell("clean", path), shell("clean", path, "--format", "json"), shell("translate", path),
                   shell("clean", path + "x"), shell("run", "--input", path + "x"), shell(name),
                   shell("run", "--set", name), shell("run", "--config", path)):
        assert not TERMINAL.search(result.output), result.output
        assert not TERMINAL.search(result.stderr), result.stderr


class Spoilt:
    """Echo, but for the segment that holds a word."""

    def __init__(self, how: str) -> None:
        self._how, self._engine = how, echo.EchoEngine()
        self.kind, self.context_tokens = self._engine.kind, self._engine.context_tokens

    def count_tokens(self, text: str) -> int:
        return self._engine.count_tokens(text)

    def generate(self, requests: Sequence[Request]) -> Iterator[Any]:
        for request in requests:
            if "滨海" not in request.text:
                yield from self._engine.generate([request])
            elif self._how == "raises":
                raise RuntimeError("out of memory")
            elif self._how == "hangs":
                import threading
                threading.Event().wait()
            elif self._how == "gives a megabyte":
                yield from (_long(r) for r in self._engine.generate([request]))
            elif self._how == "gives two":
                yield from self._engine.generate([request, request])


def _long(result: Any) -> Any:
    from dataclasses import replace

    return replace(result, text="x" * 1_000_000)


@pytest.mark.parametrize("how", ["raises", "hangs", "gives nothing", "gives two", "gives a megabyte"])
def test_a_segment_that_an_engine_fails_on_ends_in_review_alone(
    shell: Shell, how: str, monkeypatch: pytest.MonkeyPatch,
) -> None:
    bad = "滨海镇的一家企业也参加了活动，企业负责人介绍了情况。"
    for i in range(6):
        middle = bad if i == 2 else "当地的一家企业也参加了活动，企业负责人介绍了情况。"
        text = f"新区第{i + 2}批项目签约\n\n{BEFORE[:-1]}，共{i}个。\n\n{middle}\n"
        (shell.source / f"{i}.txt").write_text(text, "utf-8")
    assert shell.run().exit_code == 0
    plain = shell.rows("segments")
    shell.output = shell.output.with_name("spoilt")
    monkeypatch.setattr(echo, "open_model", lambda model, options: Spoilt(how))
    result = shell.run()
    assert result.exit_code == 0 and "failed on a request" in result.stderr
    rows = shell.rows("segments")
    assert [r["zh"] for r in rows] == [r["zh"] for r in plain]
    assert [r["en"] for r in rows] == ["" if "滨海" in r["zh"] else r["en"] for r in plain]
    assert "empty" in [f["code"] for r in rows if "滨海" in r["zh"] for f in r["findings"]]
