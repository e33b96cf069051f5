"""The schema: rows are checked, digests tell their parts apart."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import schema
from pipeline.errors import SchemaError
from pipeline.schema import Column

COLUMNS = (Column("name", pa.string(), "who"), Column("size", pa.int32(), "how large, in metres"))


def test_rows_become_a_table_whose_fields_carry_their_meaning() -> None:
    table = schema.table([{"name": "a", "size": 1}], COLUMNS)
    assert table.to_pylist() == [{"name": "a", "size": 1}]
    assert table.schema.field("size").metadata == {b"meaning": b"how large, in metres"}


@pytest.mark.parametrize("row", [{"name": "a"}, {"name": "a", "size": 1, "more": 2}, {"name": "a", "sise": 1}])
def test_a_row_with_a_key_too_many_or_too_few_is_refused(row: dict[str, object]) -> None:
    with pytest.raises(SchemaError, match="differs from the schema"):
        schema.table([row], COLUMNS)


def test_a_value_of_another_type_is_refused() -> None:
    with pytest.raises(SchemaError, match="type"):
        schema.table([{"name": "a", "size": "large"}], COLUMNS)


@given(st.lists(st.one_of(st.none(), st.text())), st.lists(st.one_of(st.none(), st.text())))
def test_a_digest_is_equal_only_for_equal_parts(one: list[str | None], other: list[str | None]) -> None:
    assert (schema.digest(*one) == schema.digest(*other)) == (one == other)


def test_an_article_id_is_stable() -> None:
    assert schema.article_id("path:news/a.txt") == schema.article_id("path:news/a.txt")
    assert len(schema.article_id("path:news/a.txt")) == 16


def test_every_published_column_has_a_meaning_and_a_name_of_its_own() -> None:
    for columns in schema.DATASETS.values():
        assert all(c.meaning for c in columns)
        assert len({c.name for c in columns}) == len(columns)
