"""One stage in one run: what is done is read, the rest is computed, and every row gets a outcome."""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.errors import ArticleError, DatasetError, ModelError, SchemaError
from pipeline.run.dataset import KEYS, Dataset, LostPartError
from pipeline.run.options import Options
from pipeline.run.plan import Decision, StagePlan, Wanted, decide, wanted
from pipeline.run.pool import close, open_step
from pipeline.schema import REJECTION, Columns, arrow_schema, table
from pipeline.stages.stage import Engines, Stage, Step

# The keys that a row has before it is computed.
IDENTITY = ("row_key", "article_id", "input_digest", "fingerprint")
_ALL = Options()
_OUTCOME: Columns = tuple(c for c in KEYS if c.name in ("outcome", "error_code", "error_message"))


class Worker:
    """A stage with its settings, its dataset in `folder`/<stage> and its counts. The step is opened when a row first
    needs it: a run with nothing to do loads no model."""

    def __init__(
        self, stage: Stage, settings: Any, engines: Engines, folder: Path, warn: Callable[[str], None],
        writable: bool = True, processes: int = 1, options: Options = _ALL,
        kept: Callable[[Path], None] = lambda _: None,
    ) -> None:
        self._processes, self._options = processes, options
        self.stage, self.fingerprint = stage, stage.fingerprint(settings, engines)
        self.settings, self._engines = settings, engines
        self._step: Step | None = None
        self._dataset = Dataset(folder / stage.name, stage.writes, warn, writable, options.shard, kept)
        self._tried: set[str] = set()
        self.counts: Counter[str] = Counter()
        self.seconds = 0.0

    def process(self, articles: pa.Table) -> pa.Table:
        """One row for each of `articles`, in order: KEYS and what the stage writes.

        :raises SchemaError: the stage broke its contract.
        :raises ModelError, EngineError: the step cannot be opened.
        :raises DatasetError: the dataset cannot be written.
        """
        out = self.prepare(articles)
        self.counts.update(out["outcome"].to_pylist(), read=articles.num_rows)
        return out

    def prepare(self, articles: pa.Table) -> pa.Table:
        """As `process`, without counting the rows: they will be asked for again. In one run each is computed once,
        also if it fails."""
        started, computed = time.monotonic(), 0
        rows = self._wanted(articles)
        while True:
            missing = [i for i, row in enumerate(rows) if self._is_due(row)]
            if missing:
                self._dataset.append(self._compute(articles.take(missing), [rows[i] for i in missing]))
                self._tried |= {rows[i].row_key for i in missing}
                computed += len(missing)
            try:
                out = self._dataset.read([row.row_key for row in rows])
                break
            except LostPartError:
                continue
        self.counts.update(computed=computed)
        self.seconds += time.monotonic() - started
        return out

    def due(self, articles: pa.Table) -> pa.Table:
        """What must be computed of `articles`: IDENTITY and what the stage reads."""
        rows = self._wanted(articles)
        missing = [i for i, row in enumerate(rows) if self._is_due(row)]
        due = articles.select(self.stage.reads).take(pa.array(missing, pa.int64()))
        for name, column in _identity([rows[i] for i in missing]).items():
            due = due.append_column(name, column) if name not in due.schema.names else due
        return due

    def take_in(self, out: pa.Table) -> None:
        """Keep rows that were computed elsewhere: KEYS and what the stage writes.

        :raises DatasetError: the dataset cannot be written.
        """
        self._dataset.append(out)
        self._tried |= set(out["row_key"].to_pylist())
        self.counts.update(computed=out.num_rows)

    def restart(self) -> None:
        """Count the rows anew: they go through the stage once more, and are done."""
        self.counts = Counter(computed=self.counts["computed"])

    def close(self) -> None:
        """End what was started for the step."""
        close(self._step)

    def look(self, articles: pa.Table, plan: StagePlan) -> pa.Table:
        """Count into `plan` what `process` would do, and return the rows of those that are done."""
        rows = self._wanted(articles)
        while True:
            decisions = [self._decide(row) if not self._is_again(row) else Decision("again") for row in rows]
            keys = [r.row_key for r, decision in zip(rows, decisions, strict=True) if decision.state == "done"]
            try:
                out = self._dataset.read(keys)
                break
            except LostPartError:
                continue
        for row, decision in zip(rows, decisions, strict=True):
            plan.add(row.article_id, decision)
        return out

    def seen(self, article_id: str) -> bool:
        """Whether the stage ever had a row of this article."""
        return self._dataset.latest(article_id) is not None

    def _wanted(self, articles: pa.Table) -> list[Wanted]:
        names = list(dict.fromkeys(("article_id", *self.stage.reads)))
        rows = articles.select(names).to_pylist()
        recalled = self.stage.recalls(rows, self._engines) if self.stage.recalls else [""] * len(rows)
        return wanted(rows, self.stage.reads, self.fingerprint, recalled)

    def _decide(self, row: Wanted) -> Decision:
        return decide(row, self._dataset.find, self._dataset.latest)

    def _is_due(self, row: Wanted) -> bool:
        if row.row_key in self._tried:
            return self._dataset.find(row.row_key) is None      # its part was lost meanwhile
        return self._is_again(row) or self._decide(row).state != "done"

    def _is_again(self, row: Wanted) -> bool:
        kept = self._dataset.find(row.row_key)
        return kept is not None and self._options.again(self.stage.name, kept.outcome)

    def _compute(self, articles: pa.Table, rows: list[Wanted]) -> pa.Table:
        if self._step is None:
            self._step = open_step(self.stage, self.settings, self._engines, self._processes)
        out = run_step(self.stage, self._step, articles.select(self.stage.reads))
        for name, column in _identity(rows).items():
            out = out.append_column(name, column)
        return out


def _identity(rows: Sequence[Wanted]) -> dict[str, pa.Array]:
    """The columns of IDENTITY."""
    return {name: pa.array([getattr(row, name) for row in rows], pa.string()) for name in IDENTITY}


def run_step(stage: Stage, step: Step, rows: pa.Table) -> pa.Table:
    """The stage's columns with outcome, error_code and error_message, one row for each of `rows`, in order.

    Rows that raise are bisected until the bad one stands alone.
    """
    try:
        out = step(rows)
    except (ModelError, DatasetError):      # no article is to blame
        raise
    except Exception as error:  # whatever one article does to a stage, the others go on
        if rows.num_rows == 1:
            return _given_up(stage, error)
        half = rows.num_rows // 2
        return pa.concat_tables([run_step(stage, step, rows[:half]), run_step(stage, step, rows[half:])])
    verify(stage, rows.num_rows, out)
    outcome = pc.if_else(pc.is_null(out["error_code"]), "done", "rejected")
    return out.append_column("outcome", outcome).select(_names(stage)).cast(arrow_schema(stage.writes + _OUTCOME))


def verify(stage: Stage, rows: int, out: pa.Table) -> None:
    """Hold a step to its contract: exactly `writes` and REJECTION, of the declared types, one row for each.

    :raises SchemaError: it does not.
    """
    declared = {c.name: c.type for c in stage.writes + REJECTION}
    returned = dict(zip(out.schema.names, out.schema.types, strict=True))
    if returned != declared or len(out.schema.names) != len(declared):
        odd = sorted(n for n in declared.keys() | returned.keys() if declared.get(n) != returned.get(n))
        raise SchemaError(f"stage {stage.name} does not return the columns that it declares: see {', '.join(odd)}")
    if out.num_rows != rows:
        raise SchemaError(f"stage {stage.name} returned {out.num_rows} rows for {rows}")


def _given_up(stage: Stage, error: Exception) -> pa.Table:
    rejected = isinstance(error, ArticleError)
    row: dict[str, Any] = {column.name: None for column in stage.writes}
    row["outcome"] = "rejected" if rejected else "failed"
    row["error_code"] = error.code if isinstance(error, ArticleError) else "failed"
    row["error_message"] = str(error).strip() or type(error).__name__
    return table([row], stage.writes + _OUTCOME)


def _names(stage: Stage) -> list[str]:
    return [c.name for c in stage.writes + _OUTCOME]
