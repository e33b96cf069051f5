"""A model in a folder of the user's own: safetensors with config.json, or OpenVINO's form; no code, no pickles."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pipeline.errors import ModelError

_DEFAULT_CONTEXT = 4096
# Positions of these are relative, so nothing stops them from reading more; but they were trained on no more.
_TRAINED_CONTEXT = {"t5": 512, "mt5": 512, "umt5": 512}
# Vocabularies are longer, and hold no settings.
_MOST_CONFIG_BYTES = 1_000_000
_WEIGHTS = ("*.safetensors", "openvino_model.bin")
# What is left of a model that is not in these files cannot change a text.
_IDENTITY = ("*.json", "*.safetensors", "*.model", "*.txt", "*.spm", "*.jinja", "*.xml", "openvino_model.bin")


@dataclass(frozen=True)
class FolderModel:
    """What a folder says of itself."""

    kind: Literal["instruct", "seq2seq"]
    context_tokens: int


def inspect(folder: Path) -> FolderModel:
    """Read config.json and look at the weights; loads nothing.

    :raises ModelError: there is no config.json, no weights in a safe form, or the model needs code of its own.
    """
    try:
        config: dict[str, Any] = json.loads((folder / "config.json").read_text("utf-8"))
        if not isinstance(config, dict):
            raise ValueError("not an object")
    except (OSError, ValueError) as error:
        raise ModelError(f"{folder}: no readable config.json; name a folder that holds a model as transformers saves "
                         "it") from error
    if not any(any(folder.glob(pattern)) for pattern in _WEIGHTS):
        raise ModelError(f"{folder}: no weights as safetensors; pickled weights (.bin, .pt) are never loaded, save the "
                         "model again with safe_serialization")
    for path in sorted(folder.glob("*.safetensors")):
        if _is_pickle(path):
            raise ModelError(f"{path}: is a pickle under another name, which is never loaded; save the model again "
                             "with safe_serialization")
    for path in sorted(folder.glob("*.json")):
        if _has_code(path):
            raise ModelError(f"{path}: this model brings code of its own (auto_map), which is never run; use a model "
                             "that transformers knows without it")
    text: dict[str, Any] = config.get("text_config") or config     # models that also see keep it apart
    architectures = " ".join(config.get("architectures") or ())
    seq2seq = bool(config.get("is_encoder_decoder")) or (
        "ConditionalGeneration" in architectures and text is config)
    context = (text.get("max_position_embeddings") or text.get("n_positions")
               or _TRAINED_CONTEXT.get(str(text.get("model_type")), _DEFAULT_CONTEXT))
    return FolderModel("seq2seq" if seq2seq else "instruct", int(context))


def _is_pickle(path: Path) -> bool:
    """By its first bytes: a pickle, or the archive in which torch keeps one; safetensors have a JSON object there."""
    with path.open("rb") as file:
        head = file.read(9)
    return (head[:1] == b"\x80" or head.startswith(b"PK\x03\x04")) and head[8:] != b"{"


def _has_code(path: Path) -> bool:
    """Whether a configuration names classes to be imported from the model's own files."""
    try:
        if path.stat().st_size > _MOST_CONFIG_BYTES:
            return False
        values = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(values, dict) and bool(values.get("auto_map") or values.get("custom_pipelines"))


def digest(folder: Path) -> str:
    """SHA-256 (64 hex digits) over names and contents of the files that can change a text."""
    sha = hashlib.sha256()
    files = {path for pattern in _IDENTITY for path in folder.glob(pattern) if path.is_file()}
    for path in sorted(files):
        with path.open("rb") as file:
            sha.update(f"{path.name} {hashlib.file_digest(file, 'sha256').hexdigest()}\n".encode())
    return sha.hexdigest()
