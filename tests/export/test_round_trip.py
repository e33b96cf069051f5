"""Out to an editor, back, and into the next run: exactly what a person changed is changed, and nothing else is done."""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pipeline.cli import app
from pipeline.engines.echo import EchoEngine
from pipeline.engines.engine import Request, Result
from pipeline.export.published import read_articles
from pipeline.run.dataset import Dataset
from pipeline.run.memories import memory_of
from pipeline.stages.check import check_segment

pytestmark = pytest.mark.slow       # whole runs

ECHO = "summarise: {engine: echo, model: echo}\ntranslate: {engine: echo, model: echo, glossary: []}\n"
PARAGRAPH = "滨河新区第{}个新能源电池基地占地{}亩，计划总投资{}亿元，建成后年产值可达百亿元，带动就业数千人。"


class House:
    """An output folder of a run with the echo engine over four articles of eight paragraphs."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.output = folder, folder / "out"
        self.inputs, self.config = folder / "in", folder / "echo.yaml"
        self.config.write_text(ECHO)
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
        return self.call("run", *self.words)

    def plan(self) -> list[str]:
        return self.call("plan", *self.words).splitlines()

    @property
    def words(self) -> tuple[object, ...]:
        return ("--input", self.inputs, "--output", self.output, "--config", self.config)

    @property
    def manifest(self) -> Any:
        return json.loads((self.output / "manifest.json").read_text("utf-8"))

    @property
    def tokens(self) -> int:
        return int(self.manifest["tokens"]["new"])

    def segments(self) -> dict[tuple[str, str], Any]:
        return {(a.id, s.name): s for a in read_articles(self.output) for s in a.segments}


class Samples(House):
    """The same over the sample articles with the shipped configuration."""

    def __init__(self, folder: Path) -> None:
        self.output = folder / "out"
        root = Path(__file__).parents[2]
        self.inputs, self.config = root / "data/articles", root / "configs/echo.yaml"


@pytest.mark.parametrize(("form", "kind"), [
    ("docx", House), ("xlsx", House), ("tmx", House), ("xliff", House), ("docx", Samples)])
def test_twenty_edits_and_nothing_else_are_in_the_next_run(
    tmp_path: Path, form: str, kind: type[House],
    edited: Callable[[Path, str, Callable[[str, str, str], str | None]], Path],
) -> None:
    house = kind(tmp_path)
    house.run()
    before = house.segments()
    chosen = list(before)[::len(before) // 20][:20]
    said = {key: f"Edited {i}: total investment of {i + 1} million yuan." for i, key in enumerate(chosen)}
    path = edited(house.output, form, lambda a, s, en: said.get((a, s)))
    house.call("import", path, "--output", house.output)
    house.run()
    after = house.segments()
    assert len(chosen) == 20 and {name for _, name in chosen} > {"title", "p1"}
    assert {key for key in after if after[key].en != before[key].en} == set(chosen)
    assert {key for key in after if after[key].origin == "person"} == set(chosen)
    assert all(after[key].en == said[key] for key in chosen)
    for key in after:
        if key in said:
            assert {f["code"] for f in after[key].findings} & {"figure_wrong", "figure_missing", "figure_unsupported"}
        else:
            assert after[key] == before[key]


def test_a_persons_wrong_figure_is_found_as_a_models(
    tmp_path: Path, edited: Callable[[Path, str, Callable[[str, str, str], str | None]], Path],
) -> None:
    house = House(tmp_path)
    house.run()
    wrong = "The battery base covers 6.67 hectares (100 mu); total investment is to reach 20 billion yuan."
    key = next(k for k, s in house.segments().items() if s.name == "p1" and "占地100亩" in s.zh)
    path = edited(house.output, "docx", lambda a, s, en: wrong if (a, s) == key else None)
    said = house.call("import", path, "--output", house.output)
    house.run()
    segment = house.segments()[key]
    of_a_model = check_segment({"zh": segment.zh, "en": wrong, "terms": segment.terms, "complete": True}).findings
    found = [(f["code"], f["severity"], f["message"], f["rule"] or "") for f in segment.findings]
    assert segment.origin == "person"
    assert found == [(f.code, f.severity, f.message, f.rule) for f in of_a_model]
    (scale,) = (f for f in segment.findings if f["rule"] == "N1")
    assert "the English says 20 billion yuan: the scale is wrong" in scale["message"] and scale["message"] in said


def test_the_plan_says_which_articles_an_edit_concerns_and_only_these_run(
    tmp_path: Path, edited: Callable[[Path, str, Callable[[str, str, str], str | None]], Path],
) -> None:
    house = House(tmp_path)
    house.run()
    article = next(read_articles(house.output)).id
    path = edited(house.output, "tmx", lambda a, s, en: "By hand." if (a, s) == (article, "p3") else None)
    house.call("import", path, "--output", house.output)
    assert house.plan() == ["clean: 0 of 4", "summarise: 0 of 4",
                            "translate: 1 of 4 - 1 because the imported English is new",
                            "check: 1 of 4 - 1 because their input changed"]
    house.run()
    assert [s["computed"] for s in house.manifest["stages"]] == [0, 0, 1, 1]
    assert house.tokens == 0        # the other segments of the article were remembered
    assert [line.split()[1] for line in house.plan()] == ["0"] * 4
    house.call("import", edited(house.output, "tmx", lambda a, s, en: "Better." if en == "By hand." else None),
               "--output", house.output)
    assert house.plan()[2] == "translate: 1 of 4 - 1 because the imported English changed"


def test_a_memory_taken_elsewhere_gives_the_same_rows_without_a_model(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    house = House(tmp_path / "a")
    house.run()
    before = house.segments()
    house.call("memory", "export", house.output, tmp_path / "memory.tmx")
    once = house.tokens
    house.output = tmp_path / "b"
    house.call("memory", "import", tmp_path / "memory.tmx", "--output", house.output)
    house.run()
    assert house.segments() == before
    assert house.tokens < once / 2      # what is left is the summaries


def test_a_damaged_memory_ends_the_run_in_one_sentence(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.output.mkdir()
    (house.output / "memory.sqlite").write_bytes(b"no database at all" * 1000)
    result = CliRunner().invoke(app, ["run", *map(str, house.words), "-q"])
    assert result.exit_code == 1 and "memory.sqlite: is damaged" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_run_killed_after_remembering_ends_in_the_same_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The memory has the chunk, the checkpoint has not: what is recalled then reads as if it had been made."""
    whole = House(tmp_path)
    whole.run()
    before = whole.segments()
    whole.output = tmp_path / "killed"
    append = Dataset.append

    def killed(self: Dataset, rows: Any) -> None:
        if self.folder.name == "translate":
            raise KeyboardInterrupt
        append(self, rows)

    monkeypatch.setattr(Dataset, "append", killed)
    assert CliRunner().invoke(app, ["run", *map(str, whole.words)]).exit_code == 130
    assert any(e.origin == "model" for e in memory_of(whole.output).all())
    monkeypatch.setattr(Dataset, "append", append)
    whole.run()
    assert whole.tokens == 0 and whole.segments() == before


def test_a_changed_glossary_entry_asks_for_the_segments_that_hold_it_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    house, asked = House(tmp_path), list[str]()
    generate = EchoEngine.generate

    def counted(self: EchoEngine, requests: Sequence[Request]) -> Iterator[Result]:
        asked.extend(r.text for r in requests)
        yield from generate(self, requests)

    monkeypatch.setattr(EchoEngine, "generate", counted)
    (tmp_path / "own.csv").write_text("zh,en,category,status,note\n滨河新区,Binhe New Area,place,approved,\n", "utf-8")
    (tmp_path / "echo.yaml").write_text(ECHO.replace("glossary: []", "glossary: [own.csv]"))
    (tmp_path / "in" / "0.txt").write_text(
        (tmp_path / "in" / "0.txt").read_text("utf-8") + "\n园区设立专班，为企业提供全程服务。\n", "utf-8")
    house.run()
    everything, before = len(asked), house.segments()
    asked.clear()
    with (tmp_path / "own.csv").open("a", encoding="utf-8") as file:
        file.write("专班,special task force,,approved,\n")
    assert house.plan()[2] == "translate: 4 of 4 - 4 because the glossary changed"
    house.run()
    after = house.segments()
    changed = {key for key in after if after[key].en != before[key].en}
    assert changed == {key for key in after if "专班" in after[key].zh} and changed
    assert 0 < len(asked) <= 3 * len(changed) < everything and all("special task force" in text for text in asked)
