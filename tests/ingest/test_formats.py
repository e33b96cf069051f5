"""Every format gives articles: the content as the source has it, and what the source states beside it."""

import io
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.ingest import Article, Limits, Reject, read, to_table
from pipeline.schema import SOURCE, arrow_schema

BODY = "总投资12.5亿元，占地320亩。"
RECORD = {"id": "a-7", "title": "三个项目签约", "content": BODY, "url": "https://news.example.com/7",
          "source": "滨河日报", "author": "张三", "published": "2024-05-06"}


def parquet(rows: list[dict[str, Any]]) -> bytes:
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), sink)
    return sink.getvalue()


def word(*blocks: str | list[str], heading: str | None = None) -> bytes:
    """A Word document of paragraphs and one-row tables."""
    document, sink = docx.Document(), io.BytesIO()
    if heading:
        document.add_heading(heading, 1)
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
        else:
            cells = document.add_table(1, len(block)).rows[0].cells
            for cell, text in zip(cells, block, strict=True):
                cell.text = text
    document.save(sink)
    return sink.getvalue()


def test_text_is_kept_as_it_is(inbox: Any, text: str) -> None:
    found = inbox.article("a.txt", text)
    assert (found.raw, found.markup, found.source_uri, found.given_title) == (text, "text", "a.txt", None)


@pytest.mark.parametrize("name", ["a.html", "a.htm", "A.HTML"])
def test_html_is_marked_as_such_and_left_to_cleaning(inbox: Any, name: str) -> None:
    page = f"<html><body><p>{BODY}</p></body></html>"
    found = inbox.article(name, page)
    assert (found.raw, found.markup) == (page, "html")


def test_markdown_without_front_matter_is_text(inbox: Any) -> None:
    assert inbox.article("a.md", f"# 标题\n\n{BODY}\n").raw == f"# 标题\n\n{BODY}\n"


def test_front_matter_states_title_source_author_date_and_address(inbox: Any) -> None:
    head = "title: 三个项目签约\nsource: 滨河日报\nauthor: 张三\ndate: 2024-05-06\nurl: https://news.example.com/7\n"
    found = inbox.article("a.md", f"---\n{head}---\n{BODY}\n")
    assert (found.given_title, found.given_outlet, found.given_author) == ("三个项目签约", "滨河日报", "张三")
    assert (found.given_published, found.given_url) == ("2024-05-06", "https://news.example.com/7")
    assert found.raw.strip() == BODY


@pytest.mark.parametrize("start", ["---\n没有结束\n", "---\n: [\n---\n", "---\n- 一\n---\n", "---\r\n"])
def test_what_only_looks_like_front_matter_is_text(inbox: Any, start: str) -> None:
    found = inbox.article("a.md", f"{start}{BODY}\n")
    assert BODY in found.raw and found.given_title is None


def wrap_json(record: dict[str, Any]) -> bytes:
    return json.dumps(record, ensure_ascii=False).encode()


@pytest.mark.parametrize(("name", "write"), [
    ("a.json", wrap_json),
    ("a.jsonl", lambda record: wrap_json(record) + b"\n"),
    ("a.parquet", lambda record: parquet([record])),
], ids=["json", "jsonl", "parquet"])
def test_a_record_states_what_its_fields_say(
    inbox: Any, name: str, write: Callable[[dict[str, Any]], bytes],
) -> None:
    found = inbox.article(name, write(RECORD))
    assert (found.raw, found.markup, found.given_title) == (BODY, "text", "三个项目签约")
    assert (found.given_outlet, found.given_author) == ("滨河日报", "张三")
    assert (found.given_published, found.given_url) == ("2024-05-06", "https://news.example.com/7")


@pytest.mark.parametrize(("name", "write"), [
    ("a.json", lambda rows: json.dumps(rows).encode()),
    ("a.jsonl", lambda rows: b"\n\n".join(json.dumps(row).encode() for row in rows)),
    ("a.parquet", parquet),
], ids=["json list", "jsonl with empty lines", "parquet"])
def test_several_records_are_numbered_from_one(inbox: Any, name: str, write: Callable[[Any], bytes]) -> None:
    inbox.put(name, write([{"title": f"标题{i}", "content": f"{BODY}{i}"} for i in range(3)]))
    found = inbox.read()
    assert [item.raw for item in found] == [f"{BODY}{i}" for i in range(3)]
    assert [item.source_uri.split("#")[0] for item in found] == [name] * 3
    assert len({item.article_id for item in found}) == 3


def test_a_line_of_json_lines_is_named_by_its_number_in_the_file(inbox: Any) -> None:
    inbox.put("a.jsonl", b"\n" + wrap_json(RECORD))
    assert [item.source_uri for item in inbox.read()] == ["a.jsonl#2"]


@pytest.mark.parametrize(("field", "gives"), [
    ("title", "given_title"), ("Headline", "given_title"), ("标题", "given_title"), (" TITLE ", "given_title"),
    ("source", "given_outlet"), ("media", "given_outlet"), ("来源", "given_outlet"),
    ("byline", "given_author"), ("记者", "given_author"),
    ("publish_time", "given_published"), ("pubdate", "given_published"), ("发布时间", "given_published"),
    ("link", "given_url"), ("网址", "given_url"),
    ("text", "raw"), ("body", "raw"), ("正文", "raw"), ("内容", "raw"),
])
def test_fields_are_known_by_other_names(inbox: Any, field: str, gives: str) -> None:
    record = {field: "值值值"} if gives == "raw" else {"content": BODY, field: "值值值"}
    assert getattr(inbox.article("a.json", wrap_json(record)), gives) == "值值值"


@pytest.mark.parametrize("record", [
    {"html": f"<p>{BODY}</p>"}, {"content": f"<p>{BODY}</p>"}, {"content": BODY, "html": f"<div>{BODY}</div>"},
])
def test_markup_in_a_record_is_seen(inbox: Any, record: dict[str, str]) -> None:
    assert inbox.article("a.json", wrap_json(record)).markup == "html"


def test_a_sign_for_less_is_no_markup(inbox: Any) -> None:
    assert inbox.article("a.json", wrap_json({"content": "能耗 <5吨，利润率 > 8%。"})).markup == "text"


def test_paragraphs_in_a_list_are_joined_by_lines(inbox: Any) -> None:
    assert inbox.article("a.json", wrap_json({"content": ["一。", "二。", None]})).raw == "一。\n二。"


@pytest.mark.parametrize(("value", "text"), [
    (datetime(2024, 5, 6, 9, 30), "2024-05-06T09:30:00"), (1714959000, "1714959000"), (1714959000.0, "1714959000"),
    (None, None), (True, None),
])
def test_a_date_may_be_of_any_type(inbox: Any, value: object, text: str | None) -> None:
    assert inbox.article("a.parquet", parquet([{"content": BODY, "date": value}])).given_published == text


def test_word_gives_paragraphs_and_tables_in_their_order_and_its_heading(inbox: Any) -> None:
    found = inbox.article("a.docx", word("第一段。", ["项目", "12.5亿元"], "第二段。", heading="三个项目签约"))
    assert found.raw.split("\n") == ["三个项目签约", "第一段。", "项目\t12.5亿元", "第二段。"]
    assert found.given_title == "三个项目签约"


def test_a_file_named_directly_is_read_under_its_own_name(inbox: Any, text: str) -> None:
    path = inbox.put("deep/er/a.txt", text)
    (found,) = read(path, Limits())
    assert isinstance(found, Article) and found.source_uri == "a.txt"


def test_articles_make_a_table_of_the_declared_columns(inbox: Any, text: str) -> None:
    table = to_table([inbox.article("a.txt", text)])
    assert table.schema.equals(arrow_schema(SOURCE)) and table.num_rows == 1


def test_a_file_of_an_unknown_kind_is_rejected_and_the_known_are_listed(inbox: Any) -> None:
    reject = inbox.reject("a.pdf", b"%PDF-1.7")
    assert reject.error_code == "unsupported_format" and ".docx" in reject.message


def test_the_shipped_samples_are_all_articles() -> None:
    found = list(read(Path(__file__).parents[2] / "data/articles", Limits()))
    assert len(found) >= 8
    assert not [item for item in found if isinstance(item, Reject)]
