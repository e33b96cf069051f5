"""A model in a folder of the user's own: safetensors with config.json, or OpenVINO's form; no code, no pickles."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pipeline.errors import ModelError

_DEFAULT_CONTEXT = 4096
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
    if "auto_map" in config:
        raise ModelError(f"{folder}: this model brings code of its own (auto_map in config.json), which is never run")
    architectures = " ".join(config.get("architectures") or ())
    seq2seq = bool(config.get("is_encoder_decoder")) or "ConditionalGeneration" in architectures
    context = config.get("max_position_embeddings") or config.get("n_positions") or _DEFAULT_CONTEXT
    return FolderModel("seq2seq" if seq2seq else "instruct", int(context))


def digest(folder: Path) -> str:
    """SHA-256 (64 hex digits) over names and contents of the files that can change a text."""
    sha = hashlib.sha256()
    files = {path for pattern in _IDENTITY for path in folder.glob(pattern) if path.is_file()}
    for path in sorted(files):
        with path.open("rb") as file:
            sha.update(f"{path.name} {hashlib.file_digest(file, 'sha256').hexdigest()}\n".encode())
    return sha.hexdigest()
