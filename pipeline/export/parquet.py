"""Publish the datasets as Parquet. Readers see the old tables or the new ones, never a mixture.

All parts are written into a hidden folder beside the published ones and take their place by renaming whole folders.
"""

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.errors import DatasetError
from pipeline.export.assemble import article_row, fact_rows, segment_rows
from pipeline.export.manifest import MANIFEST, write_manifest
from pipeline.export.parts import sync_folder, write_part
from pipeline.schema import DATASETS, table

_REJECTS_PER_PART = 10_000


class Publisher:
    """Collects the rows of a run, writes them part by part, and publishes them at the end."""

    def __init__(self, output: Path, provenance: Mapping[str, Any], footer: Mapping[str, str], articles: int) -> None:
        """`provenance` goes into each article, `footer` into each part; `articles` is how many a part holds."""
        self._output, self._provenance, self._footer, self._most = output, provenance, footer, articles
        self._run_id = str(provenance["run_id"])
        self._folder = output / f".new-{self._run_id}"
        self._rows: dict[str, list[dict[str, Any]]] = {name: [] for name in DATASETS}
        self._parts: dict[str, list[str]] = {name: [] for name in DATASETS}
        self.statuses: dict[str, int] = {"ready": 0, "review": 0}
        for name in DATASETS:
            (self._folder / name).mkdir(parents=True)

    def add(self, articles: pa.Table) -> None:
        """Articles that went through all stages, with the columns of all of them."""
        for row in articles.to_pylist():
            self._rows["articles"].append(article_row(row, self._provenance))
            self._rows["segments"] += segment_rows(row)
            self._rows["facts"] += fact_rows(row)
            self.statuses[row["status"]] += 1
        if len(self._rows["articles"]) >= self._most:
            for name in ("articles", "segments", "facts"):
                self._flush(name)

    def reject(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Rows of schema.REJECTS, without run_id."""
        self._rows["rejects"] += [{**row, "run_id": self._run_id} for row in rows]
        if len(self._rows["rejects"]) >= _REJECTS_PER_PART:
            self._flush("rejects")

    def publish(self, manifest: Mapping[str, Any]) -> None:
        """Put the new tables in the place of the old ones; the manifest comes last, and says that all is there."""
        for name in DATASETS:
            if self._rows[name] or not self._parts[name]:       # an empty table still has a part, for its schema
                self._flush(name)
            sync_folder(self._folder / name)
        old = self._output / f".old-{self._run_id}"
        try:
            old.mkdir()
            (self._output / MANIFEST).unlink(missing_ok=True)
            for name in DATASETS:
                if (self._output / name).exists():
                    (self._output / name).replace(old / name)
                (self._folder / name).replace(self._output / name)
            sync_folder(self._output)
        except OSError as error:
            raise DatasetError(f"{self._output}: the tables cannot be published ({error.strerror})") from error
        write_manifest(self._output, {**manifest, "parts": self._parts})
        shutil.rmtree(old, ignore_errors=True)
        self.discard()

    def discard(self) -> None:
        """Leave what is published as it is."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _flush(self, name: str) -> None:
        part = f"part-{len(self._parts[name]):05d}-{self._run_id}.parquet"
        write_part(self._folder / name / part, table(self._rows[name], DATASETS[name]), self._footer)
        self._parts[name].append(part)
        self._rows[name] = []


def recover(output: Path) -> None:
    """Clear away what a killed run left: unfinished tables, and, where it died in the middle of publishing, put the
    old ones back."""
    for old in output.glob(".old-*"):
        for name in DATASETS:
            if (old / name).exists() and not (output / name).exists():
                (old / name).replace(output / name)
        shutil.rmtree(old, ignore_errors=True)
    for new in output.glob(".new-*"):
        shutil.rmtree(new, ignore_errors=True)
