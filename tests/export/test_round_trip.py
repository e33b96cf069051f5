"""Out to an editor, back, and into the next run: exactly what a person changed is changed, and nothing else is done."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pipeline.cli import app
from pipeline.export.published import read_articles

pytest.importorskip("pipeline.run.memories", reason="needs the translation memory")

ECHO = "summarise: {engine: echo, model: echo}\ntranslate: {engine: echo, model: echo, glossary: []}\n"
PARAGRAPH = "滨河新区第{}个新能源电池基地占地{}亩，计划总投资{}亿元，建成后年产值可达百亿元，带动就业数千人。"


class House:
    """An output folder of a run with the echo engine over four articles of eight paragraphs."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.output = folder, folder / "out"
        (folder / "echo.yaml").write_text(ECHO)
        (folder / "in").mkdir()
        for a in range(4):
            body = "\n\n".join(PARAGRAPH.format(f"{a}{p}", 100 + 10 * a + p, 5 * a + p + 2) for p in range(8))
            head = f"滨河新区第{a}批项目开工\n\n来源：滨河日报 2024-03-05"
            (folder / "in" / f"{a}.txt").write_text(f"{head}\n\n{body}\n", "utf-8")

    def call(self, *words: object) -> str:
        result = CliRunner().invoke(app, [str(word) for word in words])
        assert result.exit_code == 0, result.output
        return result.output

    def run(self) -> str:
        return self.call("run", "--input", self.folder / "in", "--output", self.output, "--config",
                         self.folder / "echo.yaml")

    def segments(self) -> dict[tuple[str, str], Any]:
        return {(a.id, s.name): s for a in read_articles(self.output) for s in a.segments}


@pytest.mark.parametrize("form", ["docx", "xlsx", "tmx", "xliff"])
def test_twenty_edits_and_nothing_else_are_in_the_next_run(
    tmp_path: Path, form: str, edited: Callable[[Path, str, Callable[[str, str, str], str | None]], Path],
) -> None:
    house = House(tmp_path)
    house.run()
    before = house.segments()
    chosen = [key for key in before if key[1].startswith("p")][:20]
    said = {key: f"Edited {i}: total investment of {i + 1} million yuan." for i, key in enumerate(chosen)}
    path = edited(house.output, form, lambda a, s, en: said.get((a, s)))
    house.call("import", path, "--output", house.output)
    house.run()
    after = house.segments()
    assert {key for key in after if after[key].en != before[key].en} == set(chosen)
    assert all(after[key].en == said[key] and after[key].origin == "person" for key in chosen)
    assert all({f["code"] for f in after[key].findings} & {"figure_wrong", "figure_missing"} for key in chosen)
    assert {key for key in after if after[key].origin == "person"} == set(chosen)
