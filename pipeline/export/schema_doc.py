"""docs/schema.md, generated from schema.py."""

import pyarrow as pa

from pipeline.schema import DATASETS, VERSION, Columns

_ABOUT = {
    "articles": "One row an article.",
    "segments": "One row a title, summary or paragraph.",
    "facts": "One row a figure: what analysts query.",
    "rejects": "One row an input that is not in `articles`, with its reason.",
}
_HEAD = f"""# The published tables

Schema version {VERSION}. Parquet with zstd; the version, the run and the pipeline's version are in the footer of each
part. This page is generated: `bridgehead schema > docs/schema.md`.

Every input is in `articles` or in `rejects`, once. The same input, configuration and models give the same rows but for
`run_id` and `created_at`.
"""


def schema_markdown() -> str:
    """The page."""
    tables = [f"## {name}/\n\n{_ABOUT[name]}\n\n{_table(columns)}" for name, columns in DATASETS.items()]
    return "\n".join([_HEAD, *tables, _MANIFEST])


def _table(columns: Columns) -> str:
    rows = [f"| `{c.name}` | {_type(c.type)} | {c.meaning.replace('|', chr(92) + '|')} |" for c in columns]
    return "\n".join(["| column | type | meaning |", "|---|---|---|", *rows, ""])


def _type(kind: pa.DataType) -> str:
    """`list<struct<index: int32, zh: string>>`, without Arrow's names for list items."""
    if pa.types.is_list(kind):
        return f"list<{_type(kind.value_type)}>"
    if pa.types.is_struct(kind):
        fields = (kind.field(i) for i in range(kind.num_fields))
        return f"struct<{', '.join(f'{f.name}: {_type(f.type)}' for f in fields)}>"
    return str(kind)


_MANIFEST = """## manifest.json

What ran (`run_id`, `pipeline_version`, `config`, `models`), on what (`input`), what came of it (`counts`, and `stages`
with the fingerprint, counts and seconds of each), `tokens`, `engines` (the seconds that they loaded, beside other work,
and generated), the `parts` of each table, and `content_digest`, by which the next run knows whether anything changed.
"""
