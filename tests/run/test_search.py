"""Figures that processes seek are those that one would find, whatever becomes of the processes."""

import multiprocessing
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.run import search as module
from pipeline.run.rows import Form, Row
from pipeline.run.search import Search, searching
from pipeline.text.en.render import Style

pytestmark = pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="there is no fork")
TEXT = "".join(f"签约总投资{n}.5亿元的项目占地8{n % 7}亩，约１{n}家，\n计划同比增长{n % 9}%\n" for n in range(300))


def rows(text: str, processes: int, form: Form = "json") -> list[Row]:
    search = Search(text, processes)
    search.ask(form, Style(money="RMB"))
    try:
        return search.rows()
    finally:
        search.close()


@pytest.mark.parametrize("form", ["json", "text"])
@pytest.mark.parametrize("processes", [2, 3])
def test_rows_are_the_same_for_any_number_of_processes(form: Form, processes: int) -> None:
    assert rows(TEXT, processes, form) == rows(TEXT, 1, form)


@pytest.mark.parametrize("text", ["", "无" * 10, "7" * 9000 + "增长5%，" * 2000])
def test_texts_without_figures_or_places_to_cut(text: str) -> None:
    assert rows(text, 2) == rows(text, 1)


def test_what_a_dead_process_owes_is_done_here() -> None:
    search = Search(TEXT, 2)
    search._processes[1].kill()
    search._processes[1].join()
    search.ask("json", Style(money="RMB"))
    assert search.rows() == rows(TEXT, 1)
    search.close()


def test_what_fails_in_a_process_fails_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise MemoryError("too long")

    monkeypatch.setattr(module, "scanned", broken)
    monkeypatch.setattr(module, "find_figures", broken)
    with pytest.raises(MemoryError, match="too long"):
        rows(TEXT, 2)


def test_processes_end_with_the_search() -> None:
    with pytest.raises(ValueError, match="no settings"), searching(TEXT * 10) as search:
        begun = search._processes
        raise ValueError("no settings")
    assert begun and not any(process.is_alive() for process in begun)


@pytest.mark.slow
def test_a_long_text_is_explained_like_its_pieces(tmp_path: Path) -> None:
    """The command as it is run: a megabyte in processes, and the same in one."""
    path = tmp_path / "long.txt"
    path.write_text(TEXT * 10, "utf-8")
    program = "import pipeline.run.search as s; s._FEWEST = {}; from pipeline.cli import main; main()"
    printed = [subprocess.run(
        [sys.executable, "-c", program.format(fewest), "explain", "--file", str(path), "--format", "json"],
        capture_output=True, check=True).stdout for fewest in (1, 10**9)]
    assert printed[0] == printed[1]
    assert printed[0].count(b"\n") > 9000
