"""Single articles and segments in memory: what `clean`, `summarise` and `translate` do without an output folder."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from pipeline.config import Config
from pipeline.errors import ArticleError
from pipeline.run.engines import EngineRoom
from pipeline.run.pool import close, open_step
from pipeline.run.worker import run_step
from pipeline.schema import SOURCE, Columns, table
from pipeline.stages.check import CHECK
from pipeline.stages.clean import CLEAN
from pipeline.stages.stage import Engines, Stage, Step
from pipeline.stages.summarise import SUMMARISE
from pipeline.stages.translate import (
    TRANSLATE,
    Segment,
    Translated,
    TranslateSettings,
    article_segments,
    as_row,
    load_glossary,
    translate_segments,
    translated,
)

Row = Mapping[str, Any]

# The first line goes to the engine alone and comes at once, then so many at a time: where a batch ends few run.
_MOST_LINES = 1024

# Articles that are cleaned together: so many, or so many characters of their pages.
_BATCH_ARTICLES, _BATCH_CHARS = 64, 8_000_000


@dataclass(frozen=True)
class Desk:
    """The stages opened for single articles; each is opened when it is first used and stays open."""

    config: Config
    engines: EngineRoom
    steps: dict[str, Step]

    def apply(self, stage: Stage, row: Row, columns: Columns) -> dict[str, Any]:
        """`row` (holding `columns`) with what the stage adds.

        :raises ArticleError: the stage gives the article up, or fails on it.
        """
        (out,) = self._apply(stage, [row], columns)
        if isinstance(out, ArticleError):
            raise out
        return out

    def _apply(self, stage: Stage, rows: Sequence[Row], columns: Columns) -> list[dict[str, Any] | ArticleError]:
        if stage.name not in self.steps:
            processes = self.config.sections["run"].processes
            self.steps[stage.name] = open_step(stage, self.config.sections[stage.name], self.engines, processes)
        read = tuple(c for c in columns if c.name in stage.reads)
        given = table([{c.name: row[c.name] for c in read} for row in rows], read).select(list(stage.reads))
        outs = run_step(stage, self.steps[stage.name], given).to_pylist()
        return [{**row, **{c.name: out[c.name] for c in stage.writes}} if out["outcome"] == "done"
                else ArticleError(out["error_code"], out["error_message"]) for row, out in zip(rows, outs, strict=True)]

    def prepare(self) -> None:
        """Begin to load what `translate` needs, while the first article is read and cleaned."""
        settings: TranslateSettings = self.config.sections["translate"]
        self.engines.prepare(settings.engine, settings.model)

    def clean(self, row: Row) -> dict[str, Any]:
        """A row of SOURCE with what clean adds; raises ArticleError."""
        return self.apply(CLEAN, row, SOURCE)

    def clean_all(self, rows: Iterable[Row]) -> Iterator[tuple[Row, dict[str, Any] | ArticleError]]:
        """Each row of SOURCE with its cleaned row or why there is none, in order, on all cores; a row that is a reject
        already comes back as such."""
        batch: list[Row] = []
        chars = 0
        try:
            for row in rows:
                batch.append(row)
                chars += len(row.get("raw") or "")
                if len(batch) >= _BATCH_ARTICLES or chars >= _BATCH_CHARS:
                    yield from self._clean_batch(batch)
                    batch, chars = [], 0
            yield from self._clean_batch(batch)
        finally:
            close(self.steps.get(CLEAN.name))

    def _clean_batch(self, rows: Sequence[Row]) -> Iterator[tuple[Row, dict[str, Any] | ArticleError]]:
        good = iter(self._apply(CLEAN, [row for row in rows if "error_code" not in row], SOURCE))
        for row in rows:
            yield row, ArticleError(row["error_code"], row["message"]) if "error_code" in row else next(good)

    def summarise(self, cleaned: Row) -> dict[str, Any]:
        """A cleaned row with `summary_zh`; raises ArticleError."""
        return self.apply(SUMMARISE, cleaned, CLEAN.writes)

    def translate(self, cleaned: Row) -> Iterator[Translated]:
        """The segments of a cleaned article in reading order, each as soon as it is there. The title goes first, so
        that a reader has something to read while the summary is made; raises ArticleError."""
        yield from translate_segments(self._segments(cleaned), self.config.sections["translate"], self.engines)

    def _segments(self, cleaned: Row) -> Iterator[Segment]:
        segments = article_segments({**cleaned, "summary_zh": None})
        yield from (s for s in segments if s.name == "title")
        summary = self.summarise(cleaned)["summary_zh"]
        if summary:
            yield Segment("summary", summary, segments[0].context if segments else "")
        yield from (s for s in segments if s.name != "title")

    def check(self, translations: Iterable[Translated]) -> dict[str, Any]:
        """Figures, terms, findings and status of a whole article."""
        row = self.apply(CHECK, {"translations": [as_row(t) for t in translations]}, TRANSLATE.writes)
        return {c.name: row[c.name] for c in CHECK.writes}


def open_desk(config: Config, engines: EngineRoom) -> Desk:
    """A desk with nothing opened yet."""
    return Desk(config, engines, {})


def cleaned_fields(row: Row) -> dict[str, Any]:
    """What `clean` shows of a cleaned article."""
    return {
        "id": row["article_id"], "file": row.get("file") or row["source_uri"], "title": row["title_zh"],
        "published": _moment(row), "outlet": row["outlet"],
        "author": row["author"], "url": row["url"],
        "body": "\n".join(row["paragraphs_zh"]),
        "removed": [{"line": item["text"], "rule": item["rule"]} for item in row["removed"]],
    }


def _moment(row: Row) -> str | None:
    """When an article was published, in China, by ISO 8601: 2023-06-16T13:48, or the day alone."""
    day, time = row["published_at"], row["published_time"]
    return f"{day}T{time}" if day and time else day and str(day)


def translated_fields(row: Row, translations: list[Translated], checked: Row) -> dict[str, Any]:
    """What `translate` shows of an article as JSON."""
    by_name = {t.segment: t for t in translations}
    title, summary = by_name.get("title"), by_name.get("summary")
    return {
        "source_uri": row["source_uri"],
        "title_zh": title.zh if title else None, "title_en": title.en if title else None,
        "summary_zh": summary.zh if summary else None, "summary_en": summary.en if summary else None,
        "paragraphs": [{"index": int(t.segment[1:]), "zh": t.zh, "en": t.en}
                       for t in translations if t.segment.startswith("p")],
        "findings": checked["findings"], "status": checked["status"],
    }


def segment_fields(translated: Translated, checked: Row) -> dict[str, Any]:
    """What `translate --text` and `--lines` show of a segment as JSON."""
    findings = [{k: v for k, v in f.items() if k != "segment"} for f in checked["findings"]]
    return {"zh": translated.zh, "en": translated.en, "origin": translated.origin, "tries": translated.tries,
            "tried": list(translated.tried), "findings": findings}


def translate_lines(
    lines: Iterable[str], config: Config, engines: Engines, warn: Callable[[str], None],
) -> Iterator[Translated]:
    """One Translated for each line, in order, as they come; `en` is empty for an empty line, and for one that fails."""
    settings: TranslateSettings = config.sections["translate"]
    engine, glossary = engines.open(settings.engine, settings.model), load_glossary(settings.glossary)

    def surely(segments: list[Segment]) -> Iterator[Translated]:
        told = 0
        try:
            for found in translated(segments, settings, glossary, engine):
                yield found
                told += 1
        except Exception as error:  # one line must not cost the others theirs
            left = segments[told:]
            if len(left) > 1:
                half = len(left) // 2
                yield from surely(left[:half])
                yield from surely(left[half:])
            elif left:
                warn(f"{left[0].name}: not translated: {error}")
                yield Translated(left[0].name, left[0].zh, "", "", "model", "", 0, (), None, False, ())

    stream, size = (Segment(f"line {i}", line.strip()) for i, line in enumerate(lines, 1)), 1
    while batch := list(islice(stream, size)):
        yield from surely(batch)
        size = _MOST_LINES
