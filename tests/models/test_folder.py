"""A folder of the user's own is known by what it says of itself, and refused where it would need code or pickles."""

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import ModelError
from pipeline.models.folder import FolderModel, digest, inspect


def make(folder: Path, weights: str | None = "model.safetensors", **config: Any) -> Path:
    (folder / "config.json").write_text(json.dumps(config))
    if weights:
        (folder / weights).write_bytes(b"weights")
    return folder


@pytest.mark.parametrize(("config", "found"), [
    ({"architectures": ["Qwen2ForCausalLM"], "max_position_embeddings": 32768}, FolderModel("instruct", 32768)),
    ({"architectures": ["GPT2LMHeadModel"], "n_positions": 1024}, FolderModel("instruct", 1024)),
    ({"architectures": ["MarianMTModel"], "is_encoder_decoder": True, "max_position_embeddings": 512},
     FolderModel("seq2seq", 512)),
    ({"architectures": ["T5ForConditionalGeneration"]}, FolderModel("seq2seq", 4096)),
    ({}, FolderModel("instruct", 4096)),
])
def test_kind_and_context_are_read_from_the_configuration(
    tmp_path: Path, config: dict[str, Any], found: FolderModel,
) -> None:
    assert inspect(make(tmp_path, **config)) == found


@pytest.mark.parametrize("weights", ["model-00001-of-00002.safetensors", "openvino_model.bin"])
def test_safe_weights_are_known_by_their_names(tmp_path: Path, weights: str) -> None:
    assert inspect(make(tmp_path, weights)).kind == "instruct"


@pytest.mark.parametrize("weights", ["pytorch_model.bin", "model.pt", None])
def test_pickled_weights_are_refused(tmp_path: Path, weights: str | None) -> None:
    with pytest.raises(ModelError, match="no weights as safetensors"):
        inspect(make(tmp_path, weights))


def test_a_model_with_code_of_its_own_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"config\.json.*auto_map"):
        inspect(make(tmp_path, auto_map={"AutoModel": "evil.Model"}))
    make(tmp_path)
    (tmp_path / "tokenizer_config.json").write_text('{"auto_map": {"AutoTokenizer": ["evil.Tok", null]}}')
    with pytest.raises(ModelError, match=r"tokenizer_config\.json.*auto_map"):
        inspect(tmp_path)


@pytest.mark.parametrize("head", [b"\x80\x02}q\x00", b"\x80\x04\x95", b"PK\x03\x04archive"])
def test_a_pickle_under_another_name_is_refused(tmp_path: Path, head: bytes) -> None:
    make(tmp_path)
    (tmp_path / "model.safetensors").write_bytes(head + bytes(100))
    with pytest.raises(ModelError, match=r"model\.safetensors: is a pickle"):
        inspect(tmp_path)


@pytest.mark.parametrize("text", [None, "", "{", "[]", "3"])
def test_a_folder_without_a_readable_configuration_is_refused(tmp_path: Path, text: str | None) -> None:
    make(tmp_path)
    (tmp_path / "config.json").unlink() if text is None else (tmp_path / "config.json").write_text(text)
    with pytest.raises(ModelError, match=r"config\.json"):
        inspect(tmp_path)


@pytest.mark.parametrize("name", ["config.json", "model.safetensors", "tokenizer.json", "chat_template.jinja"])
def test_the_digest_changes_with_each_file_that_can_change_a_text(tmp_path: Path, name: str) -> None:
    before = digest(make(tmp_path))
    (tmp_path / name).write_text("{} ")
    assert digest(tmp_path) != before


def test_the_digest_does_not_change_with_a_readme(tmp_path: Path) -> None:
    before = digest(make(tmp_path))
    (tmp_path / "README.md").write_text("x")
    assert digest(tmp_path) == before
