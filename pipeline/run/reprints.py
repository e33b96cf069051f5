"""Reprints: a look at all articles before the stages that cost, so that of each story only the fullest goes on."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from pipeline.run.chunk import Chunk
from pipeline.schema import REPRINT
from pipeline.text.zh.reprints import Signature, group, sign

_LISTED = tuple(REPRINT.field(i).name for i in range(REPRINT.num_fields))


@dataclass(frozen=True)
class Reprints:
    """`fullest` tells the article that each reprint is one of; `listed` the reprints of an article, as rows of REPRINT;
    `uris` where each article with reprints comes from."""

    fullest: Mapping[str, str] = field(default_factory=dict)
    listed: Mapping[str, list[dict[str, Any]]] = field(default_factory=dict)
    uris: Mapping[str, str] = field(default_factory=dict)


def survey(chunks: Iterable[Chunk], cleaned: Callable[[pa.Table], pa.Table]) -> Reprints:
    """The reprints among all articles. `cleaned` gives the articles of a table that can be used, with their columns of
    schema.CLEANED. Kept in memory is a signature of each article, and where it comes from."""
    signatures: list[tuple[str, Signature]] = []
    about: dict[str, tuple[Any, ...]] = {}
    seen = set[str]()
    for chunk in chunks:
        columns = ["article_id", "title_zh", "paragraphs_zh", *_LISTED]
        for row in cleaned(_new(chunk.articles, seen)).select(columns).to_pylist():
            signature = sign("\n".join([row["title_zh"] or "", *row["paragraphs_zh"]]))
            if signature is not None:
                signatures.append((row["article_id"], signature))
                about[row["article_id"]] = tuple(row[name] for name in _LISTED)
    fullest = group(signatures)
    listed: dict[str, list[dict[str, Any]]] = {}
    for copy in (key for key, _ in signatures if key in fullest):
        listed.setdefault(fullest[copy], []).append(dict(zip(_LISTED, about[copy], strict=True)))
    return Reprints(fullest, listed, {key: about[key][_LISTED.index("source_uri")] for key in listed})


def _new(articles: pa.Table, seen: set[str]) -> pa.Table:
    """The first of each id."""
    keep = []
    for key in articles["article_id"].to_pylist():
        keep.append(key not in seen)
        seen.add(key)
    return articles.filter(pa.array(keep, pa.bool_()))
