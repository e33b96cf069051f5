"""docs/schema.md is what schema.py says."""

from pathlib import Path

from pipeline import schema
from pipeline.export.schema_doc import schema_markdown


def test_the_page_in_docs_is_up_to_date() -> None:
    page = Path(__file__).parents[2] / "docs/schema.md"
    assert page.read_text("utf-8") == schema_markdown() + "\n", "run: bridgehead schema > docs/schema.md"


def test_every_published_column_is_in_the_page() -> None:
    page = schema_markdown()
    assert all(f"| `{c.name}` |" in page for columns in schema.DATASETS.values() for c in columns)


def test_a_bar_in_a_meaning_does_not_break_the_table() -> None:
    rows = [line for line in schema_markdown().splitlines() if line.startswith("| `")]
    assert all(len(line.replace("\\|", "").split("|")) == 5 for line in rows)
