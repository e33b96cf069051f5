"""What a run would do, chunk by chunk, from the checkpoints: opens no model and writes nothing."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.config import Config
from pipeline.run.chunk import Chunk
from pipeline.run.options import Options
from pipeline.run.plan import Decision, StagePlan
from pipeline.run.progress import Progress
from pipeline.run.reprints import Reprints, survey
from pipeline.run.worker import Worker
from pipeline.stages.stage import Engines, Stage

_ALL = Options()


def preview(
    chunks: Iterable[Chunk], stages: Sequence[Stage], config: Config, engines: Engines, output: Path,
    progress: Progress, options: Options = _ALL, tell: Callable[[str], None] | None = None,
) -> list[StagePlan]:
    """For each stage how many rows would run, and why. A row that waits for an earlier stage counts by what is known:
    new, or because its input may change. Duplicates among rows that are not done yet are not known and are counted.
    `tell` is given a line for each row that would run: stage, source, reason."""
    folder = output / "stages"
    workers = [Worker(s, config.sections[s.name], engines, folder, progress.warn, writable=False, options=options)
               for s in stages]
    plans = [StagePlan(stage.name) for stage in stages]
    reprints = _reprints(workers, chunks, config)
    ids, seen = set[str](), [set[str]() for _ in stages]
    for chunk in chunks:
        articles, waiting = _first_of_each(chunk.articles, "article_id", ids), list[str]()
        about = articles.select(["article_id", "source_uri"]).to_pylist()
        uris = {row["article_id"]: row["source_uri"] for row in about}
        for worker, plan, values in zip(workers, plans, seen, strict=True):
            plan.tell = _teller(plan.stage, uris, tell)
            for article in waiting:
                plan.add(article, Decision("input changed" if worker.seen(article) else "new"))
            articles, more = _step(worker, plan, values, articles)
            if worker is workers[0] and reprints.fullest:
                copies = pa.array(list(reprints.fullest), pa.string())
                articles = articles.filter(pc.invert(pc.is_in(articles["article_id"], value_set=copies)))
            waiting += more
    return plans


def _teller(
    stage: str, uris: Mapping[str, str], tell: Callable[[str], None] | None,
) -> Callable[[str, str], None] | None:
    return (lambda article, why: tell(f"{stage}: {uris[article]}: {why}")) if tell else None


def _reprints(workers: Sequence[Worker], chunks: Iterable[Chunk], config: Config) -> Reprints:
    """The reprints among the articles that are cleaned already, where the first stage groups them."""
    first = workers[0] if workers else None
    if first is None or first.stage.groups is None or not first.stage.groups(config.sections[first.stage.name]):
        return Reprints()

    def cleaned(articles: pa.Table) -> pa.Table:
        return _step(first, StagePlan(first.stage.name), None, articles)[0]

    return survey(chunks, cleaned)


def _step(worker: Worker, plan: StagePlan, values: set[str] | None, articles: pa.Table) -> tuple[pa.Table, list[str]]:
    """The articles that are done, with the stage's columns, and the ids of those that would run."""
    out = worker.look(articles, plan)
    known = pc.is_in(articles["article_id"], value_set=out["article_id"].combine_chunks())
    waiting = articles.filter(pc.invert(known))["article_id"].to_pylist()
    good = pc.equal(out["outcome"], "done")
    articles = articles.filter(known).filter(good)
    for column in worker.stage.writes:
        articles = articles.append_column(column.name, out[column.name].filter(good))
    return articles if values is None else _first_of_each(articles, worker.stage.unique, values), waiting


def _first_of_each(articles: pa.Table, column: str | None, values: set[str]) -> pa.Table:
    if column is None:
        return articles
    keep = []
    for value in articles[column].to_pylist():
        keep.append(value is None or value not in values)
        values.add(value)
    return articles.filter(pa.array(keep, pa.bool_()))
