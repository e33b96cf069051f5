"""The translation memory: what is kept is found again, a person wins, and a file that is not ours is never touched."""

import multiprocessing
import os
import signal
import sqlite3
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import DatasetError
from pipeline.memory import Memory, Remembered, given_key

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(tmp_path / "deep" / "memory.sqlite")


def model(key: str, zh: str = "中文", en: str = "English") -> Remembered:
    return Remembered(key, zh, en, "model", '{"tries": 1}')


def test_nothing_is_kept_without_a_path_and_nothing_is_made_by_looking(memory: Memory) -> None:
    assert Memory().keep_person([("中文", "Chinese")]) == 0 and not list(Memory().all())
    assert memory.given(["中文"]) == {} and memory.recall(["x"]) == {} and list(memory.all()) == []
    assert memory.keep_person([]) == 0
    assert memory.path is not None and not memory.path.parent.exists()


def test_a_persons_english_is_found_by_its_chinese(memory: Memory) -> None:
    assert memory.keep_person([("滨河新区", "Binhe  New\nArea"), ("没有", " "), ("  ", "Nothing")]) == 1
    assert memory.given(["滨河新区", "别的"])["滨河新区"].en == "Binhe New Area"
    assert memory.given(["别的"]) == {}


@pytest.mark.parametrize("same", ["增长 4.7%", "增长4．7%", "增长\u200b４.７％", " 增长4.7%\n"])
def test_layout_and_width_of_the_chinese_do_not_matter(memory: Memory, same: str) -> None:
    memory.keep_person([(same, "up 4.7%")])
    assert memory.given(["增长4.7%"])["增长4.7%"].en == "up 4.7%"


def test_the_last_english_counts_but_only_a_person_overrules_a_person(memory: Memory) -> None:
    memory.keep_given([("中文", "from a file")], "memory")
    memory.keep_person([("中文", "first")])
    memory.keep_person([("中文", "second")])
    memory.keep_given([("中文", "from a file again")], "memory")
    assert [(e.en, e.origin) for e in memory.all()] == [("second", "person")]


def test_what_a_model_made_is_found_by_its_key_alone(memory: Memory) -> None:
    memory.keep([model("a"), model("b", en="Other")])
    memory.keep([model("a", en="Newer")])
    assert {k: e.en for k, e in memory.recall(["a", "b", "c"]).items()} == {"a": "Newer", "b": "Other"}
    assert memory.given(["中文"]) == {}
    assert memory.recall(["a"])["a"].made == '{"tries": 1}'


def test_entries_come_in_the_order_in_which_they_came(memory: Memory) -> None:
    memory.keep(model(f"k{i}") for i in range(2_500))
    memory.keep([model("k7", en="Newer")])
    assert [e.key for e in memory.all()] == [f"k{i}" for i in range(2_500)]


@given(st.lists(st.tuples(TEXT, TEXT), max_size=5))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_text_comes_back(tmp_path: Path, pairs: list[tuple[str, str]]) -> None:
    memory = Memory(tmp_path / "any.sqlite")
    memory.path and memory.path.unlink(missing_ok=True)
    expected = {given_key(zh): " ".join(en.split()) for zh, en in pairs if zh.strip() and en.split()}
    memory.keep_person(pairs)
    assert {e.key: e.en for e in memory.all()} == expected


@pytest.mark.parametrize("damage", [
    lambda data: b"not a database" * 100, lambda data: data[:5000], lambda data: data[:2000] + b"\xff" * 5000,
])
def test_a_damaged_file_is_said_in_one_sentence_and_left_as_it_is(memory: Memory, damage: object) -> None:
    memory.keep(model(f"k{i}", en="English " * 20) for i in range(200))
    assert memory.path is not None and callable(damage)
    memory.path.write_bytes(damage(memory.path.read_bytes()))
    before = memory.path.read_bytes()
    for act in (lambda: list(memory.all()), lambda: memory.keep([model("new")])):
        with pytest.raises(DatasetError, match=r"memory\.sqlite: is damaged.*put a copy in its place"):
            act()
    assert memory.path.read_bytes() == before


def test_another_database_is_left_alone(memory: Memory) -> None:
    assert memory.path is not None
    memory.path.parent.mkdir()
    with sqlite3.connect(memory.path) as db:
        db.execute("CREATE TABLE notes (text)")
    db.close()
    for act in (lambda: memory.given(["中文"]), lambda: memory.keep_person([("中文", "Chinese")])):
        with pytest.raises(DatasetError, match="no translation memory of ours"):
            act()


def test_the_memory_of_another_version_is_left_alone(memory: Memory) -> None:
    memory.keep([model("a")])
    with sqlite3.connect(str(memory.path)) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(DatasetError, match="another version of Bridgehead"):
        memory.recall(["a"])


def test_an_empty_file_is_an_empty_memory(memory: Memory) -> None:
    assert memory.path is not None
    memory.path.parent.mkdir()
    memory.path.touch()
    assert list(memory.all()) == []
    assert memory.keep([model("a")]) == 1 and memory.recall(["a"])


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(DatasetError, match="cannot be read or written"):
        Memory(tmp_path / "file" / "memory.sqlite").keep([model("a")])


def _keep_for_ever(path: Path) -> None:
    number = 0
    while True:
        Memory(path).keep(model(f"{number}-{i}") for i in range(50))
        number += 1


def test_a_writer_that_is_killed_leaves_whole_batches(memory: Memory) -> None:
    assert memory.path is not None
    for _ in range(3):
        writer = multiprocessing.get_context("fork").Process(target=_keep_for_ever, args=(memory.path,))
        writer.start()
        time.sleep(0.15)
        os.kill(writer.pid or 0, signal.SIGKILL)
        writer.join()
        entries = list(memory.all())
        assert len(entries) % 50 == 0
        memory.path.unlink(missing_ok=True)


def test_two_writers_at_once_lose_nothing(memory: Memory) -> None:
    context = multiprocessing.get_context("fork")
    writers = [context.Process(target=_keep_some, args=(memory.path, name)) for name in "ab"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(list(memory.all())) == 40


def _keep_some(path: Path, name: str) -> None:
    for i in range(20):
        Memory(path).keep([model(f"{name}{i}")])
