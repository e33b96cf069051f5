"""manifest.json: what ran, on what, for how long, and the digest by which the next run knows that nothing changed."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline.export.parts import write_text
from pipeline.schema import DATASETS

MANIFEST = "manifest.json"


def write_manifest(output: Path, manifest: Mapping[str, Any]) -> None:
    """Write the manifest atomically.

    :raises DatasetError: the folder cannot be written.
    """
    write_text(output / MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=2, default=str) + "\n")


def read_manifest(output: Path) -> dict[str, Any] | None:
    """The manifest of the published tables; None where there is none, or it is damaged."""
    try:
        manifest = json.loads((output / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return manifest if isinstance(manifest, dict) else None


def amend(output: Path, values: Mapping[str, Any]) -> None:
    """Change some values of the manifest.

    :raises DatasetError: the folder cannot be written.
    """
    manifest = read_manifest(output) or {}
    if any(manifest.get(key) != value for key, value in values.items()):
        write_manifest(output, {**manifest, **values})


def names_of(folder: Path) -> list[str]:
    """The names of the parts of a table."""
    return sorted(path.name for path in folder.glob("*.parquet"))


def file_digest(path: Path) -> str:
    """SHA-256 (hex) of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def is_current(output: Path, content_digest: str) -> bool:
    """Whether the published tables hold exactly the content of this digest, with all their parts, byte for byte."""
    manifest = read_manifest(output)
    return manifest is not None and manifest.get("content_digest") == content_digest and is_whole(output, manifest)


def is_whole(output: Path, manifest: Mapping[str, Any]) -> bool:
    """Whether all parts that a manifest names are there, no other, and each as it was written."""
    parts, digests = manifest.get("parts"), manifest.get("digests")
    if not isinstance(parts, dict) or not isinstance(digests, dict):
        return False
    try:
        return all(parts.get(name) == names_of(output / name) for name in DATASETS) and all(
            file_digest(output / name / part) == digests.get(f"{name}/{part}")
            for name in DATASETS for part in parts[name])
    except OSError:
        return False
