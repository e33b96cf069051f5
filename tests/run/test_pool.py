"""Several processes give the table that one gives."""

from pathlib import Path
from typing import Any

import pytest

from pipeline.config import load
from pipeline.ingest import Limits, read, to_table
from pipeline.run import pool
from pipeline.run.settings import sections
from pipeline.stages.clean import CLEAN

_TEXT = (
    "滨河新区产业园第{}期工程正式开工\n来源：滨河日报 2024-03-05\n"
    "滨河新区产业园第{}期工程3月5日开工，总投资35.6亿元，预计明年建成。"
)


@pytest.fixture
def articles(tmp_path: Path) -> Any:
    for i in range(20):
        (tmp_path / f"{i:02}.txt").write_text(_TEXT.format(i, i), "utf-8")
    return to_table(list(read(tmp_path, Limits()))).select(CLEAN.reads)     # type: ignore[arg-type]


@pytest.mark.slow
def test_the_rows_are_shared_and_keep_their_order(articles: Any) -> None:
    settings: Any = load(None, sections()).sections["clean"]
    alone = CLEAN.open(settings, None)(articles)    # type: ignore[arg-type]
    step = pool.open_step(CLEAN, settings, None, 2)     # type: ignore[arg-type]
    try:
        assert isinstance(step, pool.Pool)
        assert step(articles).equals(alone) and step(articles[:3]).equals(alone[:3])
    finally:
        pool.close(step)


def test_one_process_is_the_step_itself() -> None:
    settings: Any = load(None, sections()).sections["clean"]
    assert not isinstance(pool.open_step(CLEAN, settings, None, 1), pool.Pool)      # type: ignore[arg-type]
