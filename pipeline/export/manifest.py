"""manifest.json: what ran, on what, for how long, and the digest by which the next run knows that nothing changed."""

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


def is_current(output: Path, content_digest: str) -> bool:
    """Whether the published tables hold exactly the content of this digest, with all their parts."""
    manifest = read_manifest(output)
    if manifest is None or manifest.get("content_digest") != content_digest:
        return False
    parts = manifest.get("parts")
    return isinstance(parts, dict) and all(
        parts.get(name) == sorted(p.name for p in (output / name).glob("*.parquet")) for name in DATASETS)
