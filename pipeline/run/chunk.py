"""A chunk: the articles that go through the stages together."""

from dataclasses import dataclass
from typing import Any

import pyarrow as pa


@dataclass(frozen=True)
class Chunk:
    """`articles` in schema.SOURCE's columns; `rejects` are rows of schema.REJECTS without run_id."""

    articles: pa.Table
    rejects: tuple[dict[str, Any], ...] = ()
