"""Talk on stderr: lines where there is no terminal, nothing when quiet, and a count of tokens either way."""

import io
import json
from collections.abc import Iterator

import pytest

from pipeline.errors import BusyError
from pipeline.run import progress as module
from pipeline.run.progress import open_progress


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    now = [1000.0]
    monkeypatch.setattr(module.time, "monotonic", lambda: now[0])
    yield now


def test_a_line_comes_every_thirty_seconds(clock: list[float]) -> None:
    out = io.StringIO()
    with open_progress(quiet=False, stream=out) as progress:
        progress.started, progress.total = clock[0], 10
        progress.begin("translate")
        progress.expect(100)
        for _ in range(70):
            clock[0] += 1
            progress.advance(5, 20)
    lines = out.getvalue().splitlines()
    assert len(lines) == 2
    assert progress.run_id in lines[1]
    said = lines[1].split("] ")[1]
    assert said.startswith("0 of 10 articles done, translate: 60 of 100 requests, 20 tokens/s, about")


def test_answers_that_wait_for_their_turn_count(clock: list[float]) -> None:
    out = io.StringIO()
    with open_progress(quiet=False, stream=out) as progress:
        progress.begin("translate")
        progress.expect(100)
        progress.finished = lambda: 60
        clock[0] += 30
        progress.advance(5, 20)
    assert "translate: 60 of 100 requests" in out.getvalue() and "about 20 s left" in out.getvalue()


def test_a_line_comes_though_the_engine_is_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LINE_SECONDS", 0.0)
    monkeypatch.setattr(module, "_HEARTBEAT_SECONDS", 0.01)
    out = io.StringIO()
    with open_progress(quiet=False, stream=out):
        for _ in range(500):
            if out.getvalue():
                break
            module.time.sleep(0.01)
    assert "0 articles done" in out.getvalue()


def test_quiet_says_nothing_but_warnings() -> None:
    out = io.StringIO()
    with open_progress(quiet=True, stream=out) as progress:
        progress.expect(3)
        progress.advance(1, 1)
        progress.warn("a part\x1b[31m\nis torn")
    assert out.getvalue().endswith(f" WARNING [{progress.run_id}] a part[31m is torn\n")


def test_as_json_each_line_is_an_object_with_the_run(clock: list[float]) -> None:
    out = io.StringIO()
    with pytest.raises(SystemExit) as ended, open_progress(quiet=False, stream=out, form="json") as progress:
        clock[0] += 31
        progress.finish(3)
        progress.warn("a part\x1b[31m\nis torn")
        raise BusyError("another run\u202e is writing")
    assert ended.value.code == 2
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [line["level"] for line in lines] == ["info", "warning", "error"]
    assert {line["run"] for line in lines} == {progress.run_id} and lines[0]["articles"] == 3
    assert "\x1b" not in out.getvalue() and "\u202e" not in out.getvalue()


def test_a_terminal_gets_a_bar() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    out = Terminal()
    with open_progress(quiet=False, stream=out) as progress:
        progress.total = 2
        progress.begin("clean")
        progress.finish(1)
        progress.warn("[bold]not markup[/bold]")
    assert "1 of 2 articles done" in out.getvalue() and "[bold]not markup[/bold]" in out.getvalue()


def test_time_left_goes_by_articles_once_some_are_done(clock: list[float]) -> None:
    with open_progress(quiet=True, stream=io.StringIO()) as progress:
        progress.started, progress.total = clock[0], 4
        assert progress.seconds_left is None
        clock[0] += 60
        progress.finish(1)
        assert progress.seconds_left == 180


def test_time_left_waits_for_half_of_the_requests(clock: list[float]) -> None:
    with open_progress(quiet=True, stream=io.StringIO()) as progress:
        progress.begin("translate")
        progress.expect(100)
        progress.stage_started = clock[0]
        clock[0] += 50
        for _ in range(49):
            progress.advance(1, 1)
        assert progress.seconds_left is None
        progress.advance(1, 1)
        assert progress.seconds_left == 50
