"""A folder is walked whole, in one order, and never out of itself."""

import os
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import InputError
from pipeline.ingest import Limits, find, read


def names(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in find(folder)]


def test_files_of_all_depths_come_in_the_order_of_their_paths(inbox: Any) -> None:
    wanted = ["a/b/c.txt", "a/z.txt", "b.txt", "c/1.txt", "c/10.txt", "c/2.txt", "区/文.txt"]
    for name in reversed(wanted):
        inbox.put(name, "x")
    assert names(inbox.folder) == wanted


@pytest.mark.parametrize("name", [".hidden.txt", ".git/a.txt", "a/.cache/b.txt"])
def test_what_is_hidden_is_passed_over(inbox: Any, name: str) -> None:
    inbox.put(name, "x")
    assert names(inbox.folder) == []


def test_a_hidden_folder_that_is_named_is_read(inbox: Any) -> None:
    inbox.put(".mine/a.txt", "x")
    assert names(inbox.folder / ".mine") == ["a.txt"]


def test_links_in_a_circle_end(inbox: Any) -> None:
    inbox.put("a/one.txt", "x")
    (inbox.folder / "a/up").symlink_to(inbox.folder, target_is_directory=True)
    (inbox.folder / "a/self").symlink_to("self")
    (inbox.folder / "a/self.txt").symlink_to("self.txt")
    (inbox.folder / "a/gone.txt").symlink_to("nowhere.txt")
    assert names(inbox.folder) == ["a/one.txt"]


def test_a_link_inside_the_folder_is_read_and_one_out_of_it_is_not(inbox: Any, tmp_path_factory: Any) -> None:
    outside = tmp_path_factory.mktemp("outside") / "secret.txt"
    outside.write_text("x")
    inbox.put("one.txt", "x")
    (inbox.folder / "two.txt").symlink_to("one.txt")
    (inbox.folder / "three.txt").symlink_to(outside)
    assert names(inbox.folder) == ["one.txt", "two.txt"]


def test_an_empty_folder_gives_nothing(tmp_path: Path) -> None:
    assert list(read(tmp_path, Limits())) == []


def test_a_folder_that_is_not_there_is_said_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"gone: there is no such file or folder; name one with --input"):
        find(tmp_path / "gone")


def test_a_name_that_is_no_utf8_does_not_stop_the_walk(inbox: Any, text: str) -> None:
    (Path(os.fsdecode(os.fsencode(inbox.folder) + b"/\xff\xfe.txt"))).write_text(text)
    inbox.put("b.txt", text)
    found = inbox.read()
    assert [item.raw for item in found] == [text, text]
    for item in found:
        item.source_uri.encode("utf-8")


def test_a_file_that_goes_away_meanwhile_is_a_reject(inbox: Any, text: str) -> None:
    inbox.put("a.txt", text)
    inbox.put("b.txt", text)
    items = read(inbox.folder, Limits())
    next(items)
    (inbox.folder / "b.txt").unlink()
    assert [item.error_code for item in items] == ["unreadable"]     # type: ignore[union-attr]
