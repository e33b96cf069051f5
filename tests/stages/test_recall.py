"""What is asked of a model once only, what a person's English overrules, and what makes a model be asked again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa
import pytest

from pipeline import schema
from pipeline.config import ReadFile
from pipeline.engines.engine import Engine, Request, Result
from pipeline.memory import Memory
from pipeline.stages import translate as stage
from pipeline.stages.translate import TRANSLATE, TranslateSettings

GLOSSARY = "zh,en,category,status,note\n滨河新区,Binhe New Area,place,approved,\n产业园,industrial park,,approved,\n"
ROW = {
    "title_zh": "滨河新区今年开工", "summary_zh": None,
    "paragraphs_zh": [
        "滨河新区总投资12.5亿元，今年开工。", "一批企业落户产业园，带动就业。", "这里没有数字也没有名称。"],
}
PLAIN = "There are neither figures nor names here."


@dataclass
class Counting:
    """An engine that answers with what was to be kept, and its own calls; an Engines that hands itself out."""

    remembers: Memory
    kind: Literal["instruct", "seq2seq"] = "seq2seq"
    context_tokens: int = 4096
    asked: list[str] = field(default_factory=list)
    stop: Literal["end", "limit"] = "end"
    name: str = "counting"

    def generate(self, requests: Sequence[Request]) -> Iterator[Result]:
        for request in requests:
            self.asked.append(request.text)
            words = "".join(c if c.isascii() else " " for c in request.text)
            yield Result(f"Here {' '.join(words.split())} is said", 9, 9, self.stop, -0.25)

    def count_tokens(self, text: str) -> int:
        return len(text)

    def open(self, engine: str, model: str) -> Engine:
        return self

    def identity(self, engine: str, model: str) -> str:
        return f"{self.name}@01234567"

    def memory(self) -> Memory:
        return self.remembers


@pytest.fixture
def engine(tmp_path: Path) -> Counting:
    return Counting(Memory(tmp_path / "memory.sqlite"))


def settings(**changes: Any) -> TranslateSettings:
    own = {"tries": 2, "glossary": (ReadFile("terms.csv", GLOSSARY),), "system_prompt": ReadFile("s", "You translate."),
           "prompt": ReadFile("p", "Translate. {keep}\n\n{text}"), "again_prompt": ReadFile("a", "{keep}\n\n{text}"),
           "quoted_prompt": ReadFile("q", "{text}"),
           "examples": ReadFile("e", "")}
    return replace(TranslateSettings(), **own | changes)


def run(engine: Counting, *rows: dict[str, Any], **changes: Any) -> list[dict[str, Any]]:
    """The segments of all rows; `engine.asked` is what of them went to the engine."""
    engine.asked.clear()
    columns = tuple(c for c in schema.CLEANED + schema.SUMMARY if c.name in ROW)
    given = schema.table([{c.name: row[c.name] for c in columns} for row in rows or (ROW,)], columns)
    out: pa.Table = TRANSLATE.open(settings(**changes), engine)(given)
    return [t for some in out["translations"].to_pylist() for t in some]


def said(rows: Sequence[dict[str, Any]]) -> dict[str, tuple[str, str]]:
    return {row["segment"]: (row["en"], row["origin"]) for row in rows}


def test_what_was_translated_before_is_not_asked_again_and_reads_the_same(engine: Counting) -> None:
    first = run(engine)
    assert engine.asked
    assert run(engine) == first and engine.asked == []
    fresh = Counting(Memory())
    assert run(fresh) == first and fresh.asked


def test_the_same_segment_of_another_article_is_not_asked_again(engine: Counting) -> None:
    run(engine)
    run(engine, {"title_zh": None, "summary_zh": None, "paragraphs_zh": ROW["paragraphs_zh"][1:]})
    assert engine.asked == []


def changed_glossary(zh: str, en: str) -> tuple[ReadFile, ...]:
    return ReadFile("terms.csv", GLOSSARY), ReadFile("own.csv", f"zh,en,category,status,note\n{zh},{en},,approved,\n")


@pytest.mark.parametrize(("zh", "en", "asked"), [
    ("产业园", "industrial estate", {"p2"}), ("滨河新区", "Binhe District", {"title", "p1"}),
    ("就业", "employment", {"p2"}), ("从未出现", "never seen", set()),
])
def test_a_changed_glossary_entry_asks_anew_for_the_segments_that_hold_it_alone(
    engine: Counting, zh: str, en: str, asked: set[str],
) -> None:
    before = run(engine)
    changed = {"glossary": changed_glossary(zh, en)}
    after = run(engine, **changed)
    holding = {row["segment"] for row in after if any(row["localised"] in text for text in engine.asked)}
    assert holding == asked
    assert {b["segment"] for b, a in zip(before, after, strict=True) if b != a} == asked
    assert after == run(Counting(Memory()), **changed)       # as if nothing had been remembered


@pytest.mark.parametrize(("zh", "once", "now", "asked"), [
    ("就业", "employment", "", {"p2"}),             # taken away
    ("滨河新区", "Binhe District", "", {"title", "p1"}),         # taken away: what it replaced is back
    ("滨河", "Binhe", "Riverside", set()),          # stands only inside 滨河新区
    ("落户产业园", "settle in the park", "locate in the park", {"p2"}),     # holds 产业园
    ("落户产业园", "settle in the park", "", {"p2"}),
])
def test_so_does_one_that_is_taken_away_or_overlaps_with_another(
    engine: Counting, zh: str, once: str, now: str, asked: set[str],
) -> None:
    before = run(engine, glossary=changed_glossary(zh, once))
    after = run(engine, **{"glossary": changed_glossary(zh, now)} if now else {})
    assert {row["segment"] for row in after if any(row["localised"] in text for text in engine.asked)} == asked
    assert {b["segment"] for b, a in zip(before, after, strict=True) if b != a} == asked


@pytest.mark.parametrize("change", [
    {"tries": 1}, {"money": "CNY"}, {"dates": "american"}, {"spelling": "american"},
    {"prompt": ReadFile("p", "Please: {keep}\n\n{text}")}, {"system_prompt": ReadFile("s", "You translate well.")},
    {"again_prompt": ReadFile("a", "Again: {keep}\n\n{text}")}, {"examples": ReadFile("e", "你好。\nHello.")},
])
def test_whatever_else_decides_the_english_asks_for_everything_anew(engine: Counting, change: dict[str, Any]) -> None:
    run(engine)
    everything = len(set(engine.asked))
    run(engine, **change)
    assert len(set(engine.asked)) == everything


def test_another_model_is_asked_for_itself(engine: Counting) -> None:
    run(engine)
    everything = len(engine.asked)
    engine.name = "other"
    run(engine)
    assert len(engine.asked) == everything


def test_another_version_of_the_stage_is_asked_anew(engine: Counting, monkeypatch: pytest.MonkeyPatch) -> None:
    run(engine)
    monkeypatch.setattr(stage, "TRANSLATE", replace(TRANSLATE, version=TRANSLATE.version + 1))
    run(engine)
    assert engine.asked


def test_a_segment_that_was_cut_off_is_not_remembered(engine: Counting) -> None:
    engine.stop = "limit"
    assert not run(engine)[1]["complete"]
    assert list(engine.remembers.all()) == []


def test_a_title_and_a_paragraph_of_the_same_words_are_told_apart(engine: Counting) -> None:
    text = "这里没有数字也没有名称"
    rows = run(engine, {"title_zh": text, "summary_zh": None, "paragraphs_zh": [text]})
    assert run(engine, {"title_zh": text, "summary_zh": None, "paragraphs_zh": [text]}) == rows
    assert engine.asked == []


def test_a_person_is_believed_and_the_model_not_asked(engine: Counting) -> None:
    engine.remembers.keep_person([(ROW["paragraphs_zh"][0], "Binhe has 12 billion colour of its own.")])
    rows = run(engine)
    assert said(rows)["p1"] == ("Binhe has 12 billion colour of its own.", "person")
    row = rows[1]
    assert [row[n] for n in ("model", "tries", "tried", "log_probability", "complete")] == ["", 0, [], None, True]
    assert [t["en"] for t in row["terms"]] == ["Binhe New Area"]        # what is owed, for check to ask
    assert not any("12.5" in text or "1.25" in text for text in engine.asked)


def test_a_person_overrules_what_the_model_made_before_and_whatever_the_settings(engine: Counting) -> None:
    run(engine)
    engine.remembers.keep_person([(ROW["paragraphs_zh"][2], "Nothing here.")])
    for change in ({}, {"tries": 1}, {"glossary": ()}):
        assert said(run(engine, **change))["p3"] == ("Nothing here.", "person")


def test_another_memory_is_believed_where_nothing_is_wrong_with_it(engine: Counting) -> None:
    zh = ROW["paragraphs_zh"]
    engine.remembers.keep_given([(zh[0], "Binhe New Area has 125 billion yuan."), (zh[2], PLAIN)], "memory")
    rows = said(run(engine))
    assert rows["p3"] == (PLAIN, "memory")
    assert rows["p1"][1] == "model"


def test_only_articles_that_were_given_english_have_another_fingerprint(engine: Counting) -> None:
    other = ROW | {"title_zh": None, "paragraphs_zh": ["别的文章说别的事情。"]}
    recalls = TRANSLATE.recalls
    assert recalls is not None and recalls([ROW, other], engine) == ["", ""]
    run(engine)
    assert recalls([ROW, other], engine) == ["", ""]        # what a model made is no news
    engine.remembers.keep_person([(ROW["title_zh"], "One")])
    first = recalls([other, ROW], engine)
    assert first[0] == "" and first[1].startswith("imported English ")
    engine.remembers.keep_person([(ROW["title_zh"], "One")])
    assert recalls([other, ROW], engine) == first
    engine.remembers.keep_person([(ROW["title_zh"], "Two")])
    assert recalls([other, ROW], engine)[1] not in ("", first[1])
