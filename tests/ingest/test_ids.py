"""An article keeps its id as long as it is the same article, and its digest changes with its content."""

import json
from pathlib import Path
from typing import Any

from pipeline.ingest import Article, Limits, read

RECORD = {"title": "三个项目签约", "content": "总投资12.5亿元，占地320亩。"}


def records(inbox: Any, *rows: dict[str, Any]) -> list[Article]:
    inbox.put("a.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
    found: list[Article] = inbox.read()
    return found


def test_a_file_is_known_by_its_path_whatever_it_says(inbox: Any, text: str) -> None:
    first, second = inbox.article("a.txt", text), inbox.article("a.txt", text + "更正。")
    assert first.article_id == second.article_id
    assert first.content_digest != second.content_digest


def test_the_same_folder_somewhere_else_gives_the_same_ids(inbox: Any, text: str, tmp_path_factory: Any) -> None:
    other = tmp_path_factory.mktemp("other")
    inbox.put("deep/a.txt", text)
    (other / "deep").mkdir()
    (other / "deep/a.txt").write_text(text)
    assert inbox.read() == list(read(Path(other), Limits()))


def test_the_id_that_a_record_states_wins_over_its_address_and_place(inbox: Any) -> None:
    (a,) = records(inbox, RECORD | {"id": 7, "url": "https://news.example.com/7"})
    b, c = records(inbox, RECORD, RECORD | {"id": "7", "url": "https://news.example.com/8", "content": "另一篇文章。"})
    assert a.article_id == c.article_id != b.article_id


def test_a_record_with_an_address_is_known_by_it(inbox: Any) -> None:
    (a,) = records(inbox, RECORD | {"url": "https://news.example.com/7"})
    (b,) = records(inbox, RECORD | {"url": "https://news.example.com/7", "content": "更正后的文章。"})
    assert a.article_id == b.article_id and a.content_digest != b.content_digest


def test_a_record_that_moves_to_another_line_keeps_its_id(inbox: Any) -> None:
    (a,) = records(inbox, RECORD)
    _, b = records(inbox, RECORD | {"content": "新的一篇文章。"}, RECORD)
    assert a.article_id == b.article_id


def test_an_id_is_not_mistaken_for_an_address(inbox: Any) -> None:
    a, b = records(inbox, RECORD | {"id": "x"}, RECORD | {"url": "x"})
    assert a.article_id != b.article_id


def test_what_a_record_states_counts_for_its_digest(inbox: Any) -> None:
    plain, dated = records(inbox, RECORD | {"id": 1}, RECORD | {"id": 2, "date": "2024-05-06"})
    assert plain.content_digest != dated.content_digest
