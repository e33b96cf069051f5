"""Fakes that several folders of tests share: small stages, and the tables that they work on."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.dataset as ds
import pytest

from pipeline import schema
from pipeline.config import Config
from pipeline.engines.engine import EngineOptions, Request, Result
from pipeline.errors import ArticleError
from pipeline.memory import Memory
from pipeline.run.chunk import Chunk
from pipeline.run.local import run
from pipeline.run.preview import preview
from pipeline.run.progress import Progress
from pipeline.run.report import Report
from pipeline.run.settings import RunSettings
from pipeline.stages.stage import Engines, Stage


class NoEngines:
    """Engines for stages that need none; `opened` counts how often one was asked for."""

    def __init__(self) -> None:
        self.opened: list[tuple[str, str]] = []

    def open(self, engine: str, model: str) -> "Shout":
        self.opened.append((engine, model))
        return Shout()

    def identity(self, engine: str, model: str) -> str:
        return f"{model}@0123abcd | {engine}"

    def memory(self) -> Memory:
        return Memory()


class Shout:
    """An engine that answers in capitals."""

    kind = "instruct"
    context_tokens = 1000

    def generate(self, requests: Sequence[Request]) -> Iterator[Result]:
        for request in requests:
            yield Result(request.text.upper(), len(request.text), len(request.text), "end", None)

    def count_tokens(self, text: str) -> int:
        return len(text)


@dataclass(frozen=True)
class FakeSettings:
    """`word` is part of the fingerprint."""

    word: str = "hello"


@dataclass
class Calls:
    """What the fake stages were asked for: rows by stage; `before` is called with each row's text and may raise."""

    rows: dict[str, list[str]] = field(default_factory=dict)
    opened: list[str] = field(default_factory=list)
    before: Callable[[str, str], None] = lambda stage, text: None


def _signature(settings: FakeSettings, engines: Engines) -> tuple[str, ...]:
    return (engines.identity("fake", "parrot"), f"word {settings.word}")


def _stage(
    calls: Calls, name: str, reads: tuple[str, ...], writes: schema.Columns,
    make: Callable[[dict[str, Any], FakeSettings], dict[str, Any]], unique: str | None = None,
) -> Stage:
    def open_step(settings: FakeSettings, engines: Engines) -> Callable[[pa.Table], pa.Table]:
        calls.opened.append(name)

        def step(table: pa.Table) -> pa.Table:
            rows = []
            for row in table.to_pylist():
                text = str(row[reads[0]])
                calls.rows.setdefault(name, []).append(text)
                calls.before(name, text)
                rows.append(make(row, settings) | {"error_code": None, "error_message": None})
            return schema.table(rows, writes + schema.REJECTION)

        return step

    return Stage(name, 1, FakeSettings, reads, writes, open_step, _signature, unique)


def fake_stages(calls: Calls) -> tuple[Stage, ...]:
    """Three stages that together write every column that is published: clean, translate and check."""
    def clean(row: dict[str, Any], settings: FakeSettings) -> dict[str, Any]:
        if "refuse" in row["raw"]:
            raise ArticleError("no_body", "There is nothing in it.")
        return {
            "title_zh": row["raw"], "url": None, "outlet": "闪电新闻", "author": None, "removed": [],
            "published_at": date(2023, 6, 16), "published_time": "09:30", "paragraphs_zh": [row["raw"], "占地800亩。"],
            "body_digest": schema.digest(row["raw"].strip()), "summary_zh": None,
        }

    def translate(row: dict[str, Any], settings: FakeSettings) -> dict[str, Any]:
        texts = {"title": row["title_zh"]} | {f"p{i}": t for i, t in enumerate(row["paragraphs_zh"], 1)}
        return {"translations": [{
            "segment": name, "zh": text, "localised": text, "en": f"{settings.word} {len(text)}", "origin": "model",
            "model": "parrot", "tries": 1, "log_probability": -0.5, "complete": True, "terms": [],
        } for name, text in texts.items()]}

    def check(row: dict[str, Any], settings: FakeSettings) -> dict[str, Any]:
        doubtful = any("doubt" in t["zh"] for t in row["translations"])
        finding = {"code": "figure_missing", "severity": "high", "segment": "p1", "message": "800 is missing."}
        return {"facts": [], "terms": [], "findings": [finding] if doubtful else [],
                "status": "review" if doubtful else "ready"}

    return (
        _stage(calls, "clean", ("raw", "markup"), schema.CLEANED + schema.SUMMARY, clean, unique="body_digest"),
        _stage(calls, "translate", ("title_zh", "paragraphs_zh"), schema.TRANSLATION, translate),
        _stage(calls, "check", ("translations",), schema.CHECKED, check),
    )


def fake_config(word: str = "hello", **run: int) -> Config:
    """A configuration for the fake stages, as if read from a file."""
    settings = FakeSettings(word)
    return Config("fake.yaml", {
        "clean": FakeSettings(), "translate": settings, "check": FakeSettings(), "engine": EngineOptions(),
        "run": replace(RunSettings(), **run),
    })


def source_table(texts: dict[str, str]) -> pa.Table:
    """A table of SOURCE from uri -> text."""
    return schema.table([{
        "article_id": schema.article_id(uri), "content_digest": schema.digest(text), "source_uri": uri,
        "markup": "text", "raw": text, "given_title": None, "given_url": None, "given_outlet": None,
        "given_author": None, "given_published": None,
    } for uri, text in texts.items()], schema.SOURCE)


class House:
    """An output folder, fake stages and what they were asked; `run` is one run of the pipeline over some texts."""

    def __init__(self, folder: Path) -> None:
        self.source, self.output = folder / "in", folder / "out"
        self.source.mkdir()
        self.calls, self.engines = Calls(), NoEngines()
        self.said: list[str] = []

    @property
    def stages(self) -> tuple[Stage, ...]:
        return fake_stages(self.calls)

    @property
    def progress(self) -> Progress:
        return Progress(lambda _: None, self.said.append)

    def chunks(self, texts: dict[str, str], size: int = 2, rejects: tuple[dict[str, Any], ...] = ()) -> list[Chunk]:
        """`texts` (uri -> text) in chunks; `rejects` come with the first."""
        table = source_table(texts)
        return [Chunk(table[i:i + size], rejects if i == 0 else ()) for i in range(0, max(len(texts), 1), size)]

    def run(self, texts: dict[str, str], word: str = "hello", rejects: tuple[dict[str, Any], ...] = (),
            size: int = 2, **settings: int) -> Report:
        self.calls.rows.clear()
        self.calls.opened.clear()
        return run(self.chunks(texts, size, rejects), self.stages, fake_config(word, **settings), self.engines,
                   self.source, self.output, self.progress)

    def plan(self, texts: dict[str, str], word: str = "hello") -> list[str]:
        plans = preview(self.chunks(texts), self.stages, fake_config(word), self.engines, self.output, self.progress)
        return [str(plan) for plan in plans]

    def rows(self, name: str) -> list[dict[str, Any]]:
        """The published rows of a dataset."""
        return list(ds.dataset(self.output / name).to_table().to_pylist())

    def parts(self, stage: str) -> list[Path]:
        return sorted((self.output / "stages" / stage).glob("*.parquet"))


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)
