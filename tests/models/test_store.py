"""Nothing is loaded whose bytes are not the pinned ones; what an engine loads is made once and guarded, too."""

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import DigestMismatch, MissingModel, ModelError
from pipeline.models import store


def changed(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1:]


def test_the_cache_is_where_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIDGEHEAD_HOME", "/a")
    monkeypatch.setenv("XDG_CACHE_HOME", "/b")
    assert store.home() == Path("/a")
    monkeypatch.delenv("BRIDGEHEAD_HOME")
    assert store.home() == Path("/b/bridgehead")
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert store.home() == Path.home() / ".cache/bridgehead"


def test_a_file_with_the_pinned_digest_is_verified(shelf: Any) -> None:
    path = shelf.put()
    assert store.verified(shelf.model) == path


@pytest.mark.parametrize("damage", [
    lambda c: changed(c, 0), lambda c: changed(c, len(c) // 2), lambda c: changed(c, len(c) - 1), lambda c: c[:-1],
    lambda c: c + b"\0", lambda c: b"",
], ids=["first byte", "middle byte", "last byte", "truncated", "longer", "emptied"])
def test_a_damaged_file_is_not_loaded_and_the_message_says_what_to_do(shelf: Any, damage: Any) -> None:
    path = shelf.put(damage(shelf.content))
    for use in (store.verified, lambda m: store.form(m, "openvino", lambda *_: pytest.fail("converted"), print)):
        with pytest.raises(DigestMismatch) as caught:
            use(shelf.model)
        assert str(path) in str(caught.value) and "bridgehead models fetch tiny" in str(caught.value)
        assert shelf.model.sha256 in str(caught.value) and store.sha256(path) in str(caught.value)
    assert path.is_file()


def test_a_missing_file_is_answered_with_the_command_that_fetches_it(shelf: Any) -> None:
    with pytest.raises(MissingModel, match="bridgehead models fetch tiny"):
        store.verified(shelf.model)


class Converter:
    """Writes two files and counts how often."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self, source: Path, folder: Path) -> None:
        self.made += 1
        (folder / "weights.bin").write_bytes(source.read_bytes()[::-1])
        (folder / "tokenizer.json").write_text("{}")


@pytest.fixture
def convert() -> Converter:
    return Converter()


def test_a_form_is_made_once(shelf: Any, convert: Converter) -> None:
    shelf.put()
    first = store.form(shelf.model, "openvino", convert, shelf.said.append)
    assert store.form(shelf.model, "openvino", convert, shelf.said.append) == first
    assert convert.made == 1 and len(shelf.said) == 1
    assert (first / "weights.bin").read_bytes() == shelf.content[::-1]


def test_a_form_is_not_used_where_the_file_it_was_made_from_was_changed(shelf: Any, convert: Converter) -> None:
    path = shelf.put()
    store.form(shelf.model, "openvino", convert, print)
    path.write_bytes(changed(shelf.content, 7))
    with pytest.raises(DigestMismatch, match="changed or damaged"):
        store.form(shelf.model, "openvino", convert, print)
    path.write_bytes(shelf.content)
    store.form(shelf.model, "openvino", convert, print)
    assert convert.made == 1


def test_each_engine_has_a_form_of_its_own(shelf: Any, convert: Converter) -> None:
    shelf.put()
    assert store.form(shelf.model, "a", convert, print) != store.form(shelf.model, "b", convert, print)
    assert convert.made == 2


def test_a_form_of_another_kind_is_made_anew(shelf: Any, convert: Converter) -> None:
    shelf.put()
    kinds = ("int8", "int8", "int4", "int4", "int8")
    assert len({store.form(shelf.model, "openvino", convert, print, kind) for kind in kinds}) == 1
    assert convert.made == 3


@pytest.mark.parametrize("harm", [
    lambda f: (f / "weights.bin").write_bytes(changed((f / "weights.bin").read_bytes(), 100)),
    lambda f: (f / "tokenizer.json").unlink(),
    lambda f: (f / "extra.py").write_text("x"),
    lambda f: (f / "digests.json").unlink(),
    lambda f: (f / "digests.json").write_text("{"),
    lambda f: (f / "digests.json").write_text("[]"),
    lambda f: (f / "digests.json").write_text(json.dumps({"source": "0" * 64, "files": {}})),
    shutil.rmtree,
], ids=["a byte", "a file gone", "a file more", "no digests", "broken digests", "odd digests", "other source", "gone"])
def test_a_form_that_was_changed_is_made_again(shelf: Any, convert: Converter, harm: Any) -> None:
    shelf.put()
    folder = store.form(shelf.model, "openvino", convert, print)
    harm(folder)
    assert store.form(shelf.model, "openvino", convert, print) == folder
    assert convert.made == 2
    assert {p.name for p in folder.iterdir()} == {"weights.bin", "tokenizer.json", "digests.json"}


def test_a_form_of_another_file_is_made_again(shelf: Any, convert: Converter) -> None:
    shelf.put()
    store.form(shelf.model, "openvino", convert, print)
    shelf.put(b"new")
    new = replace(shelf.model, size=3, sha256=store.sha256(shelf.file))
    assert (store.form(new, "openvino", convert, print) / "weights.bin").read_bytes() == b"wen"


def test_a_conversion_that_fails_leaves_no_form(shelf: Any, convert: Converter) -> None:
    def stumble(source: Path, folder: Path) -> None:
        convert(source, folder)
        raise ModelError("stumbled")

    shelf.put()
    with pytest.raises(ModelError, match="stumbled"):
        store.form(shelf.model, "openvino", stumble, print)
    assert not (shelf.file.parent / "openvino").exists()
    store.form(shelf.model, "openvino", convert, print)
    assert convert.made == 2
