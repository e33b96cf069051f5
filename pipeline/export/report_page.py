"""report.html: the run for whoever operates it: counts that balance, time, repairs, rejects, models and licences."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.errors import BridgeheadError
from pipeline.export.manifest import read_manifest
from pipeline.export.page import stage_rows, write_page
from pipeline.export.printable import cut, one_line
from pipeline.export.published import read_rows
from pipeline.export.words import FIGURES, WAYS, code_label, origin_label
from pipeline.models.registry import load_registry

PAGE = "report.html"
_EXAMPLES, _CHARS = 50, 300


@dataclass
class _Tally:
    """What the published rows add up to."""

    segments: int = 0
    again: int = 0
    origins: Counter[str] = field(default_factory=Counter)
    ways: Counter[str] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)
    figures: Counter[str] = field(default_factory=Counter)
    rejects: Counter[str] = field(default_factory=Counter)
    examples: list[Mapping[str, Any]] = field(default_factory=list)


def write_report(output: Path, path: Path | None = None) -> Path:
    """Write the report of what is published in `output`; into the output itself, unless `path` says otherwise.

    :raises InputError: nothing is published there.
    :raises DatasetError: it cannot be read, or the page cannot be written.
    """
    path, manifest, tally = path or output / PAGE, read_manifest(output) or {}, _tally(output)
    write_page(path, "report.html", "common.css+report.css", "", {
        "manifest": manifest, "counts": manifest.get("counts") or {}, "stages": manifest.get("stages") or [],
        "stage_rows": stage_rows(manifest), "speed": _speed(manifest), "models": _models(manifest), "tally": tally,
        "origins": [(origin_label(name).capitalize(), n, f"{n:,}") for name, n in tally.origins.most_common()],
        "ways": [(WAYS.get(name, name), n, f"{n:,}") for name, n in tally.ways.most_common()],
        "findings": [(code_label(code), n, f"{n:,}") for code, n in tally.findings.most_common()],
        "figures": [(FIGURES.get(name, name), n, f"{n:,}") for name, n in tally.figures.most_common()],
        "rejects": [(code_label(code), n, f"{n:,}") for code, n in tally.rejects.most_common()],
    })
    return path


def _tally(output: Path) -> _Tally:
    tally = _Tally()
    for row in read_rows(output, "segments", ["origin", "tried", "findings"]):
        tally.segments += 1
        tally.again += bool(row["tried"])
        tally.origins[row["origin"] or "unknown"] += 1
        tally.ways.update(row["tried"] or ())
        tally.findings.update(f["code"] for f in row["findings"] or ())
    for row in read_rows(output, "facts", ["status"]):
        tally.figures[row["status"] or "unknown"] += 1
    for row in read_rows(output, "rejects"):
        tally.rejects[row["error_code"] or "unknown"] += 1
        if len(tally.examples) < _EXAMPLES:
            tally.examples.append({name: cut(one_line(row[name]), _CHARS)
                                   for name in ("source_uri", "stage", "error_code", "message")})
    return tally


def _speed(manifest: Mapping[str, Any]) -> float | None:
    """Tokens a second over the stages that use a model; None where none was generated."""
    roles = {m["role"] for m in manifest.get("models") or ()}
    seconds = sum(s["seconds"] for s in manifest.get("stages") or () if s["name"] in roles)
    new = (manifest.get("tokens") or {}).get("new", 0)
    return new / seconds if new and seconds else None


def _models(manifest: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The models of the run, each with its licence where the registry knows it."""
    try:
        registry = load_registry()
    except BridgeheadError:
        registry = {}
    return [{**m, "licence": registry[m["name"]].licence if m["name"] in registry else None}
            for m in manifest.get("models") or ()]
