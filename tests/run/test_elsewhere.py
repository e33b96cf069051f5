"""Stages whose missing rows are computed elsewhere, as on a cluster: here by the same step, in this process."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pipeline.run.local import run
from pipeline.run.worker import IDENTITY, Worker, run_step
from tests.run.conftest import fake_config

TEXTS = {f"{name}.txt": f"article {name}" for name in "abcde"} | {"x.txt": "refuse this", "z.txt": " article a "}


class Elsewhere:
    """Computes, and counts the rows of each stage that it was given; `lose` keeps some of them back."""

    def __init__(self, lose: int = 0) -> None:
        self.rows: dict[str, int] = {}
        self._lose = lose

    def __call__(self, worker: Worker, articles: Iterable[pa.Table]) -> None:
        step = worker.stage.open(worker.settings, worker._engines)
        for some in articles:
            due = worker.due(some)
            self.rows[worker.stage.name] = self.rows.get(worker.stage.name, 0) + due.num_rows
            due = due[self._lose:]
            if due.num_rows:
                out = run_step(worker.stage, step, due.select(worker.stage.reads))
                for name in IDENTITY:
                    out = out.append_column(name, due[name])
                worker.take_in(out)


def work(house: Any, compute: Elsewhere | None) -> Any:
    return run(house.chunks(TEXTS), house.stages, fake_config(), house.engines, house.source, house.output,
               house.progress, compute=compute)


def published(house: Any) -> dict[str, list[dict[str, Any]]]:
    found = {name: house.rows(name) for name in ("articles", "segments", "rejects")}
    for row in found["articles"]:
        del row["provenance"]
    for row in found["rejects"]:
        del row["run_id"]
    return found


@pytest.mark.parametrize("lose", [0, 1])
def test_the_tables_and_counts_are_those_of_the_plain_loop(house: Any, tmp_path: Path, lose: int) -> None:
    (tmp_path / "other").mkdir()
    plain = type(house)(tmp_path / "other")
    plain.source = house.source
    elsewhere = Elsewhere(lose)
    counts = [[(s.read, s.done, s.rejected, s.failed, s.computed) for s in report.stages]
              for report in (work(plain, None), work(house, elsewhere))]
    assert counts[0] == counts[1] and published(house) == published(plain)
    assert elsewhere.rows == {"clean": 7, "translate": 5, "check": 5}


def test_where_nothing_is_missing_nothing_is_given_away(house: Any) -> None:
    work(house, None)
    elsewhere = Elsewhere()
    report = work(house, elsewhere)
    assert set(elsewhere.rows.values()) == {0} and report.computed == 0 and not report.changed
