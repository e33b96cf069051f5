"""docs/consumers.md: each recipe runs as it is written."""

import re
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pytest

TEXT = (Path(__file__).parents[2] / "docs/consumers.md").read_text("utf-8")
SQL = re.findall(r"```sql\n(.*?)```", TEXT, re.S)
PYTHON = [block for block in re.findall(r"```python\n(.*?)```", TEXT, re.S) if not block.startswith("# spark")]
SPARK = re.findall(r"```python\n# spark\n.*?```", TEXT, re.S)


@pytest.fixture
def here(output: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder beside an output that is called `output`, as in the recipes."""
    (output.parent / "output").symlink_to(output)
    monkeypatch.chdir(output.parent)
    return output.parent


def test_there_are_recipes_for_each_reader() -> None:
    assert len(SQL) >= 6 and len(PYTHON) == 3 and len(SPARK) == 1
    assert sum("output/facts" in query for query in SQL) >= 5


@pytest.mark.parametrize("query", SQL, ids=range(len(SQL)))
def test_each_query_finds_something(here: Path, query: str) -> None:
    assert duckdb.sql(query).fetchall()


def test_the_queries_answer_what_they_say(here: Path) -> None:
    largest, land = duckdb.sql(SQL[0]).fetchall(), duckdb.sql(SQL[1]).fetchall()
    assert [row[2] for row in largest[:1]] == ["49.82 billion yuan"]
    # 640 mu that are to go into production, and 1,200 mu in each of two articles
    assert sum(row[2] for row in land) == pytest.approx(42.7 + 80 + 80)


@pytest.mark.parametrize("recipe", PYTHON, ids=["polars", "pandas", "pyarrow"])
def test_each_script_prints_something(here: Path, recipe: str, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(recipe, "docs/consumers.md", "exec"), {})
    assert "Shandong Province" in capsys.readouterr().out or "Binhe" in recipe


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("java") is None, reason="there is no Java on this machine")
def test_the_spark_recipe_prints_something(
    here: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str],
) -> None:
    pytest.importorskip("pyspark", reason="there is no PySpark on this machine")
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    (recipe,) = SPARK
    names: dict[str, Any] = {}
    try:
        exec(compile(recipe.strip("`").removeprefix("python"), "docs/consumers.md", "exec"), names)
    finally:
        if "spark" in names:
            names["spark"].stop()
    said = capfd.readouterr().out
    assert "|figures|" in said and "money" in said


def test_the_spark_query_fits_the_tables(here: Path) -> None:
    (recipe,) = SPARK
    paths = re.findall(r"f\"output/\{name\}\"", recipe)
    (query,) = re.findall(r'spark\.sql\("""(.*?)"""\)', recipe, re.S)
    assert paths and compile(recipe.strip("`").removeprefix("python"), "spark", "exec")
    for name in ("articles", "facts"):
        duckdb.sql(f"create or replace temp view {name} as select * from 'output/{name}/*.parquet'")
    assert duckdb.sql(query).fetchall()
