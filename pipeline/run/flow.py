"""The articles of a run on their way through the stages: nothing is lost, nothing is counted twice."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.export.parquet import Publisher
from pipeline.run.chunk import Chunk
from pipeline.run.progress import Progress
from pipeline.run.reprints import Reprints
from pipeline.run.worker import Worker
from pipeline.schema import REPRINT, digest
from pipeline.stages.stage import Stage

_EXCERPT_CHARS = 200


def with_columns(articles: pa.Table, out: pa.Table, stage: Stage) -> tuple[pa.Table, pa.Table]:
    """`articles` with the columns that `stage` adds, and its own rows, both without what it gave up."""
    done = pc.equal(out["outcome"], "done")
    articles, out = articles.filter(done), out.filter(done)
    for column in stage.writes:
        articles = articles.append_column(column.name, out[column.name])
    return articles, out


class Flow:
    """The articles of one run on their way through the stages."""

    def __init__(
        self, workers: Sequence[Worker], publisher: Publisher | None, progress: Progress, reprints: Reprints,
        note: bool = False,
    ) -> None:
        """Without a publisher the articles go through the stages and no further; `note` asks for `ids` and `uris`."""
        self._reprints, self._note = reprints, note
        self._workers, self._publisher, self._progress = workers, publisher, progress
        self._seen: dict[str, dict[str, str]] = {name: {} for name in ("ingest", *(w.stage.name for w in workers))}
        self._sha = hashlib.sha256()
        self.sources = self.rejects = self.through = 0
        self.ids, self.uris = set[str](), set[str]()
        self.duplicates = Counter[str]()
        self.refused = 0

    @property
    def content_digest(self) -> str:
        """Of everything that was added or rejected, but for what differs from run to run."""
        return self._sha.hexdigest()

    def take(self, chunk: Chunk) -> pa.Table:
        """One chunk through all stages; what comes out at their end."""
        self.sources += chunk.articles.num_rows + len(chunk.rejects)
        if self._note:
            self.ids.update(chunk.articles["article_id"].to_pylist())
            self.uris.update(chunk.articles["source_uri"].to_pylist(), (row["source_uri"] for row in chunk.rejects))
        self._reject(chunk.rejects)
        self.refused += len(chunk.rejects)
        before = chunk.articles.num_rows
        articles = self._fold(chunk.articles, "ingest", "article_id", "the same id or address")
        self.refused += before - articles.num_rows
        for worker in self._workers:
            if articles.num_rows:
                self._progress.begin(worker.stage.name)
                articles = self._through(worker, articles)
        if articles.num_rows and self._publisher is not None:
            self._publisher.add(articles)
        self.through += articles.num_rows
        self._progress.finish(chunk.articles.num_rows + len(chunk.rejects))
        return articles

    def _through(self, worker: Worker, articles: pa.Table) -> pa.Table:
        """`articles` with the columns that the stage adds, without the rows that it gives up."""
        stage, out = worker.stage, worker.process(articles)
        bad = pc.not_equal(out["outcome"], "done")
        self._reject(_rejected(stage.name, articles.filter(bad), out.filter(bad)))
        articles, out = with_columns(articles, out, stage)
        for key in out["row_key"].to_pylist():
            self._sha.update(key.encode())
        if stage.unique is None:
            return articles
        kept = self._fullest(self._fold(articles, stage.name, stage.unique, "the same text"), stage)
        self.duplicates[stage.name] += articles.num_rows - kept.num_rows
        return kept

    def _fullest(self, articles: pa.Table, stage: Stage) -> pa.Table:
        """`articles` without the reprints, which become rejects and are listed with the fullest copy."""
        if stage.groups is None:
            return articles
        found, keep, folded = self._reprints, [], []
        for row in articles.select(["article_id", "source_uri", "raw"]).to_pylist():
            fullest = found.fullest.get(row["article_id"])
            keep.append(fullest is None)
            if fullest is not None:
                why = f"It is a reprint of {found.uris[fullest]}, which is fuller."
                folded.append(_reject_row(row["source_uri"], stage.name, "reprint", why, row["raw"]))
        self._reject(folded)
        kept = articles.filter(pa.array(keep, pa.bool_()))
        listed = [found.listed.get(key, []) for key in kept["article_id"].to_pylist()]
        return kept.append_column("reprints", pa.array(listed, pa.list_(REPRINT)))

    def _fold(self, articles: pa.Table, stage: str, column: str, what: str) -> pa.Table:
        """`articles` without those whose value of `column` an earlier one of this run has; these become rejects."""
        seen, keep, folded = self._seen[stage], [], []
        rows = zip(articles[column].to_pylist(), articles["source_uri"].to_pylist(), articles["raw"], strict=True)
        for value, uri, raw in rows:
            first = seen.get(value) if value is not None else None
            keep.append(first is None)
            if first is not None:
                folded.append(_reject_row(uri, stage, "duplicate", f"It has {what} as {first}.", raw.as_py()))
            elif value is not None:
                seen[value] = uri
        self._reject(folded)
        return articles.filter(pa.array(keep, pa.bool_()))

    def _reject(self, rows: Sequence[dict[str, Any]]) -> None:
        for row in rows:
            self._sha.update(digest(row["source_uri"], row["stage"], row["error_code"], row["message"]).encode())
        if self._publisher is not None:
            self._publisher.reject(rows)
        self.rejects += len(rows)


def _rejected(stage: str, articles: pa.Table, out: pa.Table) -> list[dict[str, Any]]:
    columns = (articles["source_uri"], out["error_code"], out["error_message"], articles["raw"])
    rows = zip(*(column.to_pylist() for column in columns), strict=True)
    return [_reject_row(uri, stage, code, message, raw) for uri, code, message, raw in rows]


def _reject_row(uri: str, stage: str, code: str, message: str | None, raw: str | None) -> dict[str, Any]:
    return {"source_uri": uri, "stage": stage, "error_code": code, "message": message,
            "excerpt": raw.lstrip()[:_EXCERPT_CHARS] if raw else None}
