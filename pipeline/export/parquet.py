"""Publish the datasets as Parquet. Readers see the old tables or the new ones, never a mixture.

All parts are written into a hidden folder beside the published ones, with a manifest. Then whole folders change places
(in one step, where the system can), and the manifest comes last. A run that is killed in between is ended by the next.
"""

import shutil
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.errors import DatasetError
from pipeline.export.assemble import article_row, fact_rows, segment_rows
from pipeline.export.manifest import MANIFEST, file_digest, names_of, read_manifest, write_manifest
from pipeline.export.parts import exchange, sync_folder, write_part
from pipeline.schema import DATASETS, VERSION, table

_REJECTS_PER_PART = 10_000


class Publisher:
    """Collects the rows of a run, writes them part by part, and publishes them at the end."""

    def __init__(self, output: Path, provenance: Mapping[str, Any], footer: Mapping[str, str], articles: int) -> None:
        """`provenance` goes into each article, `footer` into each part; `articles` is how many a part holds.

        :raises DatasetError: the output cannot be written.
        """
        self._output, self._provenance, self._footer, self._most = output, provenance, footer, articles
        self._run_id = str(provenance["run_id"])
        self._folder = output / f".new-{self._run_id}"
        self._rows: dict[str, list[dict[str, Any]]] = {name: [] for name in DATASETS}
        self._parts: dict[str, list[str]] = {name: [] for name in DATASETS}
        self.carried: int | None = None
        self.statuses: dict[str, int] = {"ready": 0, "review": 0}
        try:
            for name in DATASETS:
                (self._folder / name).mkdir(parents=True)
        except OSError as error:
            raise DatasetError(f"{output}: cannot be written ({error.strerror}); make room and run again") from error

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

    def carry(self, ids: Collection[str], uris: Collection[str]) -> None:
        """Take over from what is published all but these articles and sources. Comes after all else was added.

        :raises DatasetError: it cannot be read, or another version made it.
        """
        self.carried = 0
        manifest = read_manifest(self._output)
        if manifest is None:
            return
        if manifest.get("schema_version") != VERSION:
            raise DatasetError(f"{self._output}: its tables are of another version; run once over all articles")
        gone = {"article_id": pa.array(list(ids), pa.string()), "source_uri": pa.array(list(uris), pa.string())}
        for name in DATASETS:
            if self._rows[name]:
                self._flush(name)
            for part in manifest["parts"][name]:
                kept = _read(self._output / name / part)
                for column in gone.keys() & set(kept.schema.names):
                    kept = kept.filter(pc.invert(pc.is_in(kept[column], value_set=gone[column])))
                if kept.num_rows:
                    self._write(name, kept)
                self.carried += kept.num_rows if name == "articles" else 0

    def publish(self, manifest: Mapping[str, Any]) -> None:
        """Put the new tables in the place of the old ones; the manifest comes last, and says that all is there.

        :raises DatasetError: they cannot be written; what is published stays as it is.
        """
        for name in DATASETS:
            if self._rows[name] or not self._parts[name]:       # an empty table still has a part, for its schema
                self._flush(name)
            sync_folder(self._folder / name)
        digests = {f"{name}/{part}": file_digest(self._folder / name / part)
                   for name in DATASETS for part in self._parts[name]}
        write_manifest(self._folder, {**manifest, "parts": self._parts, "digests": digests})
        put_in_place(self._folder, self._output)

    def discard(self) -> None:
        """Leave what is published as it is. What was about to take its place when the run was stopped still will, when
        the next run begins."""
        if not (self._folder / MANIFEST).exists():
            shutil.rmtree(self._folder, ignore_errors=True)

    def _flush(self, name: str) -> None:
        self._write(name, table(self._rows[name], DATASETS[name]))
        self._rows[name] = []

    def _write(self, name: str, rows: pa.Table) -> None:
        part = f"part-{len(self._parts[name]):05d}-{self._run_id}.parquet"
        write_part(self._folder / name / part, rows, self._footer)
        self._parts[name].append(part)


def _read(part: Path) -> pa.Table:
    try:
        return pq.read_table(part, page_checksum_verification=True)
    except (pa.ArrowException, OSError) as error:
        raise DatasetError(f"{part} cannot be read; run once over all articles") from error


def put_in_place(new: Path, output: Path) -> None:
    """Exchange the tables of a complete folder `new`, which has its manifest, for those in `output`. Each step may have
    been done by an earlier try.

    :raises DatasetError: the output cannot be written; the next run ends what was begun.
    """
    parts = (read_manifest(new) or {}).get("parts") or {}
    try:
        for name in DATASETS:
            if names_of(new / name) == parts.get(name) and names_of(output / name) != parts.get(name):
                exchange(new / name, output / name)
        sync_folder(output)
        (new / MANIFEST).replace(output / MANIFEST)
        sync_folder(output)
    except OSError as error:
        raise DatasetError(f"{output}: the tables cannot be published ({error.strerror}); make room and run again"
                           ) from error
    shutil.rmtree(new, ignore_errors=True)


def recover(output: Path) -> None:
    """End what a killed run had begun: tables that were complete are published, unfinished ones cleared away.

    :raises DatasetError: the output cannot be written.
    """
    for new in sorted(output.glob(".new-*")):
        if read_manifest(new) is not None:
            put_in_place(new, output)
        else:
            shutil.rmtree(new, ignore_errors=True)
    for draft in output.glob(".*.tmp"):
        draft.unlink(missing_ok=True)
