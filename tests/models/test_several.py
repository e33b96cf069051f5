"""A model of several files: each is pinned, fetched and compared by itself, and nothing else is taken."""

import hashlib
import io
import json
import urllib.error
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pipeline.cli import app
from pipeline.errors import ConfigError, DigestMismatch, MissingModel, ModelError
from pipeline.models import fetch, registry, store
from pipeline.models.registry import Model, load_registry

FILES = {"config.json": b'{"model_type": "marian"}', "model.safetensors": b"\x08\0\0\0\0\0\0\0{}      " + bytes(90),
         "source.spm": b"pieces"}


def entry(files: dict[str, bytes], name: str = "tiny", more: str = "", **changes: str) -> str:
    """An entry of the registry that pins `files`."""
    keys = {"kind": '"seq2seq"', "licence": '"MIT"', "languages": '"zh, en"', "parameters": '"1"',
            "context_tokens": "512", "description": '"A model."', "family": '"marian"'} | changes
    lines = [f"[{name}]", *(f"{key} = {value}" for key, value in keys.items() if value)]
    lines += [f"[{name}.hub]", 'repository = "owner/tiny"', 'revision = "abc"', more]
    for file, content in files.items():
        lines += [f"[[{name}.files]]", f"file = {json.dumps(file)}", f"size = {len(content)}",
                  f'sha256 = "{hashlib.sha256(content).hexdigest()}"']
    return "\n".join(lines)


class Response(io.BytesIO):
    status = 200


class Hub:
    """Serves files of the repository; `asked` are their names."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files, self.asked = dict(files), list[str]()

    def __call__(self, request: Any, timeout: float) -> Response:
        assert request.full_url.startswith("https://huggingface.co/owner/tiny/resolve/abc/")
        self.asked.append(request.full_url.rpartition("/")[2])
        if self.asked[-1] not in self.files:
            raise urllib.error.URLError("not found")
        start = int((request.get_header("Range") or "bytes=0-")[6:-1])
        page = Response(self.files[self.asked[-1]][start:])
        page.status = 206 if start else 200
        return page


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hub:
    """The hub, with an empty cache beside it."""
    fake = Hub(FILES)
    monkeypatch.setenv("BRIDGEHEAD_HOME", str(tmp_path / "cache"))
    for name in ("BRIDGEHEAD_OFFLINE", "BRIDGEHEAD_MODELS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(fetch.urllib.request, "urlopen", fake)
    return fake


def read(folder: Path, text: str) -> Model:
    (folder / "registry.toml").write_text(text, "utf-8")
    return load_registry(folder / "registry.toml")["tiny"]


@pytest.fixture
def model(hub: Hub, tmp_path: Path) -> Model:
    return read(tmp_path, entry(FILES))


def test_all_files_come_from_the_hub_once(model: Model, hub: Hub) -> None:
    assert not store.is_here(model)
    folder = store.fetch(model, lambda _: None)
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == FILES
    assert store.is_here(model) and store.verified(model) == folder == store.fetch(model, lambda _: None)
    assert hub.asked == list(FILES) and model.size == sum(map(len, FILES.values()))


def test_what_is_missing_or_damaged_is_fetched_alone_and_goes_on_where_it_stopped(model: Model, hub: Hub) -> None:
    folder = store.fetch(model, lambda _: None)
    (folder / "source.spm").write_bytes(b"pieceS")
    (folder / "model.safetensors").rename(folder / ".model.safetensors.part")
    with (folder / ".model.safetensors.part").open("r+b") as draft:
        draft.truncate(40)
    hub.asked.clear()
    store.fetch(model, lambda _: None)
    assert hub.asked == ["model.safetensors", "source.spm"] and store.verified(model) == folder


@pytest.mark.parametrize("spoil", [
    lambda folder: (folder / "model.safetensors").write_bytes(b"x" * 106),
    lambda folder: (folder / "config.json").write_bytes(b"{}"),
    lambda folder: (folder / "modeling_tiny.py").write_bytes(b"print()"),
    lambda folder: (folder / "pytorch_model.bin").write_bytes(b"x"),
    lambda folder: (folder / "generation_config.json").write_bytes(b"{}"),
], ids=["weights", "settings", "code", "a pickle", "other settings"])
def test_nothing_is_used_that_is_not_pinned(model: Model, spoil: Callable[[Path], object]) -> None:
    spoil(store.fetch(model, lambda _: None))
    with pytest.raises(DigestMismatch):
        store.verified(model)
    with pytest.raises(DigestMismatch):
        store.form(model, "ctranslate2", lambda *_: pytest.fail("converted"), lambda _: None)


def test_a_file_that_is_missing_is_answered_with_the_command(model: Model) -> None:
    (store.fetch(model, lambda _: None) / "source.spm").unlink()
    with pytest.raises(MissingModel, match="bridgehead models fetch tiny"):
        store.verified(model)


def test_what_comes_from_the_hub_and_is_not_pinned_is_not_kept(model: Model, hub: Hub) -> None:
    hub.files["source.spm"] = b"others"
    with pytest.raises(DigestMismatch, match="nothing was kept"):
        store.fetch(model, lambda _: None)
    assert not (store.file_of(model) / "source.spm").exists()
    del hub.files["source.spm"]
    with pytest.raises(ModelError, match="hub cannot be reached"):
        store.fetch(model, lambda _: None)


def test_a_folder_of_ones_own_is_asked_before_the_hub(
    model: Model, hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    own = tmp_path / "own/tiny/files"
    own.mkdir(parents=True)
    for name, content in FILES.items():
        (own / name).write_bytes(content)
    monkeypatch.setenv("BRIDGEHEAD_MODELS", str(tmp_path / "own"))
    store.fetch(model, lambda _: None)
    assert hub.asked == []


def test_a_form_is_made_of_the_folder_once_and_again_after_a_change(model: Model) -> None:
    folder, made = store.fetch(model, lambda _: None), []

    def make(source: Path, draft: Path) -> None:
        made.append(source)
        (draft / "model.bin").write_bytes(b"converted")

    for _ in range(2):
        store.form(model, "ctranslate2", make, lambda _: None)
    assert made == [folder]
    (folder / "source.spm").write_bytes(b"pieceS")
    with pytest.raises(DigestMismatch):
        store.form(model, "ctranslate2", make, lambda _: None)


@pytest.mark.parametrize(("text", "named"), [
    (entry(FILES | {"modeling.py": b"x"}), "files.*file"), (entry(FILES | {"pytorch_model.bin": b"x"}), "files.*file"),
    (entry(FILES | {"../config.json": b"x"}), "files.*file"), (entry(FILES | {"a/model.json": b"x"}), "files.*file"),
    (entry({"config.json": b"{}"}), "safetensors"), (entry({"model.safetensors": b"x"}), "config.json"),
    (entry(FILES, family=""), "family"), (entry(FILES, size="12"), "size"), (entry(FILES, sha256='"a"'), "sha256"),
    (entry(FILES, more='file = "model.safetensors"'), "hub.file"),
    (entry(FILES) + entry(FILES).partition("abc\"")[2], "twice"),
])
def test_an_entry_that_would_take_more_or_says_too_little_is_refused(text: str, named: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=rf"model 'tiny': .*{named}"):
        read(tmp_path, text)


def test_the_commands_work_on_all_files(
    model: Model, hub: Hub, monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(registry, "load_registry", lambda: {"tiny": model})

    def said(*words: str) -> str:
        result = CliRunner().invoke(app, ["models", *words])
        return f"{result.exit_code} {result.output}"

    assert "not fetched" in said("list")
    assert said("verify", "tiny").startswith("1 ")
    assert said("fetch", "tiny").startswith("0 ")
    assert "\there" in said("list") and "is as pinned" in said("verify", "tiny")
    assert str(store.file_of(model)) in said("path", "tiny")
