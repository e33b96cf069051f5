"""The report adds up or says that it does not, and its last lines say where to look."""

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import DatasetError
from pipeline.run.report import Report, StageReport, closing_lines

STAGE = StageReport("clean", "clean v1", read=9, done=7, rejected=1, failed=1, duplicates=1, computed=9, seconds=1.5)
REPORT = Report("r", Path("out"), sources=10, refused=1, stages=(STAGE,), ready=4, review=3, rejects=3, changed=True,
                prompt_tokens=10, new_tokens=2000, seconds=75, loading=3, generating=60)


def test_counts_that_do_not_add_up_are_refused() -> None:
    with pytest.raises(DatasetError, match="stage clean"):
        replace(REPORT, stages=(replace(STAGE, failed=0),))
    with pytest.raises(DatasetError, match="10 sources became"):
        replace(REPORT, rejects=2)


def test_the_last_lines_say_what_is_ready_and_where_to_look() -> None:
    text = "\n".join(closing_lines(REPORT))
    for part in ("1 min 15 s", "2,000 tokens", "80% of the time generating",
                 "7 articles: 4 ready, 3 for review", "3 rejects", "out/rejects",
                 "1 failed and will be tried again", "out/review.html", "bridgehead show out", "out/report.html"):
        assert part in text


def test_the_time_of_the_engines_is_told_apart_from_the_pipelines_own() -> None:
    assert REPORT.as_json()["engines"] == {"load_seconds": 3, "generate_seconds": 60}


def test_a_run_with_nothing_to_do_says_so() -> None:
    idle = replace(REPORT, stages=(replace(STAGE, computed=0),), changed=False)
    assert "Nothing to do: no model work" in closing_lines(idle)[0]
