"""Whatever the bytes of a page are, they end in an article or in a reject with its reason, and soon."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.config import load
from pipeline.ingest import Limits, Reject, read, to_table
from pipeline.run.settings import sections
from pipeline.stages.clean import CLEAN
from pipeline.stages.stage import Step
from tests.stages import hostile_pages

_MOST_SECONDS = 5.0


@pytest.fixture(scope="module")
def step() -> Step:
    made = CLEAN.open(load(None, sections()).sections["clean"], None)      # type: ignore[arg-type]
    made(to_table([]))
    return made


def _ends(name: str, data: bytes, path: Path, step: Step) -> None:
    path.write_bytes(data)
    started = time.process_time()
    (item,) = read(path, Limits())
    if isinstance(item, Reject):
        assert item.error_code and item.message, name
    else:
        (row,) = step(to_table([item])).to_pylist()
        assert bool(row["paragraphs_zh"]) != bool(row["error_code"]), name
        assert row["error_code"] != "unreadable_html", f"{name}: {row['error_message']}"
        assert "\ufffd" not in "".join([row["title_zh"] or "", *row["paragraphs_zh"]]), name
    assert time.process_time() - started < _MOST_SECONDS, name


@pytest.mark.slow
@pytest.mark.parametrize("pages", [hostile_pages.small, hostile_pages.large])
def test_a_hostile_page_is_an_article_or_a_reject(
    pages: Callable[[], Iterator[tuple[str, bytes]]], tmp_path: Path, step: Step,
) -> None:
    for name, data in pages():
        _ends(name, data, tmp_path / "page.html", step)


def test_there_are_200_of_them() -> None:
    assert sum(1 for _ in hostile_pages.small()) >= 200
