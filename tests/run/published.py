"""What a run published, to compare with what another did."""

from pathlib import Path
from typing import Any

import pyarrow.dataset as ds
from pyarrow import fs


def tables(output: Path | str, where: fs.FileSystem | None = None) -> dict[str, list[dict[str, Any]]]:
    """The published rows without what differs from run to run."""
    found = {name: ds.dataset(f"{output}/{name}", filesystem=where, format="parquet").to_table().to_pylist()
             for name in ("articles", "segments", "facts", "rejects")}
    for row in found["articles"]:
        del row["provenance"]
    for row in found["rejects"]:
        del row["run_id"]
    return found
