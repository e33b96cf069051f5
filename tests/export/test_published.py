"""The published tables read back: articles with their segments and figures."""

from pathlib import Path

import pytest

from pipeline.errors import DatasetError, InputError
from pipeline.export.published import read_articles


def test_each_article_comes_with_its_own_segments_and_figures(output: Path) -> None:
    articles = list(read_articles(output))
    assert [a.row["source_uri"] for a in articles] == ["faulty.txt", "fine.txt", "bare.txt"]
    assert [[s.name for s in a.segments] for a in articles] == [
        ["title", "summary", "p1", "p2"], ["title", "summary", "p1"], ["p1"]]
    assert [f["zh"] for f in articles[0].segments[1].facts] == ["2023年", "498.2亿元", "4.7%"]
    assert [t["zh"] for t in articles[2].segments[0].terms] == ["山东省"]


@pytest.mark.parametrize(("status", "names"), [("review", ["faulty.txt"]), ("ready", ["fine.txt", "bare.txt"])])
def test_articles_of_one_status_keep_their_own_rows(output: Path, status: str, names: list[str]) -> None:
    articles = list(read_articles(output, status))
    assert [a.row["source_uri"] for a in articles] == names
    assert all(f["article_id"] == a.id for a in articles for f in a.facts)


def test_an_article_without_a_title_is_called_by_its_source(output: Path) -> None:
    assert list(read_articles(output))[2].title == "bare.txt"


def test_a_folder_without_tables_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="name the output folder of a run"):
        list(read_articles(tmp_path))


def test_rows_without_an_article_are_noticed(output: Path) -> None:
    max((output / "articles").iterdir()).unlink()
    with pytest.raises(DatasetError, match="has no place in articles"):
        list(read_articles(output))


def test_a_damaged_part_is_named(output: Path) -> None:
    max((output / "facts").iterdir()).write_bytes(b"PAR1 nothing")
    with pytest.raises(DatasetError, match="facts: cannot be read"):
        list(read_articles(output))
