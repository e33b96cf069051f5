"""What cannot be read is a reject with its reason; nothing that is wrong with a file raises or stops the others."""

import io
import json
import zipfile
from typing import Any

import docx
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.ingest import Article, Limits, Reject
from pipeline.ingest.article import excerpt
from pipeline.ingest.readers import READERS

ELF = b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)) * 8


def parquet() -> bytes:
    sink = io.BytesIO()
    pq.write_table(pa.table({"content": ["总投资12.5亿元。"] * 3}), sink)
    return sink.getvalue()


def archive(**members: bytes) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return sink.getvalue()


def word(**replaced: bytes) -> bytes:
    """A Word document with the contents of some of its parts replaced."""
    plain, sink = io.BytesIO(), io.BytesIO()
    docx.Document().save(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, replaced.get(name.rsplit("/", 1)[-1].removesuffix(".xml"), old.read(name)))
    return sink.getvalue()


@pytest.mark.parametrize("suffix", READERS)
def test_a_file_of_no_bytes_is_empty(inbox: Any, suffix: str) -> None:
    assert inbox.reject(f"a{suffix}", b"").error_code == "empty"


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".json", ".jsonl"])
@pytest.mark.parametrize("content", [b"\xef\xbb\xbf", b"\xff\xfe", b" \n\t\r\n ", "\u3000\n".encode()])
def test_a_file_of_white_space_is_empty(inbox: Any, suffix: str, content: bytes) -> None:
    assert inbox.reject(f"a{suffix}", content).error_code == "empty"


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".json", ".jsonl"])
@pytest.mark.parametrize("content", [ELF, b"\x89PNG\r\n\x1a\n" + ELF, b"\x01\x02\x03\x04text" * 50])
def test_a_program_or_a_picture_is_binary(inbox: Any, suffix: str, content: bytes) -> None:
    reject = inbox.reject(f"a{suffix}", content)
    assert reject.error_code == "binary" and "text" in reject.message


def test_bytes_in_no_known_encoding_are_said_to_be_so(inbox: Any) -> None:
    reject = inbox.reject("a.txt", bytes(range(128, 256)) * 8)
    assert reject.error_code == "undecodable" and "GB18030" in reject.message


@pytest.mark.parametrize("content", [
    "{", '{"content": "没有结束', "总投资12.5亿元。", '{"content": "a"} {"content": "b"}', "[" * 100_000, "1" * 5_000,
])
def test_a_broken_json_file_is_rejected_with_its_start(inbox: Any, content: str) -> None:
    reject = inbox.reject("a.json", content)
    assert reject.error_code in ("broken_json", "bad_record")
    assert reject.excerpt is not None and len(reject.excerpt) <= 200


@pytest.mark.parametrize("broken", ["{", '{"content": 总投资}', "[" * 100_000, '{"content": "a"},'])
def test_a_broken_line_among_good_ones_is_rejected_alone(inbox: Any, broken: str) -> None:
    good = json.dumps({"content": "总投资12.5亿元。"})
    inbox.put("a.jsonl", f"{good}\n{broken}\n{good}\n")
    found = inbox.read()
    assert [type(item) for item in found] == [Article, Reject, Article]
    assert (found[1].error_code, found[1].source_uri) == ("broken_json", "a.jsonl#2")


@pytest.mark.parametrize(("record", "code"), [
    ([], "empty"), (None, "bad_record"), (3, "bad_record"), ("text", "bad_record"), ([[]], "bad_record"),
    ({}, "no_text"), ({"title": "标题"}, "no_text"), ({"content": ""}, "no_text"), ({"content": {"a": "b"}}, "no_text"),
])
def test_a_record_without_text_is_rejected(inbox: Any, record: object, code: str) -> None:
    assert inbox.reject("a.json", json.dumps(record)).error_code == code


def test_a_lone_surrogate_in_json_does_not_reach_the_table(inbox: Any) -> None:
    found = inbox.article("a.json", '{"content": "投资\\ud800亿元。", "title": "\\udfff标题"}')
    assert (found.raw, found.given_title) == ("投资亿元。", "标题")


@pytest.mark.parametrize("content", [b"PAR1", b"PAR1PAR1", b"no parquet at all", parquet()[:-9], parquet()[:60],
                                     parquet()[:4] + b"\xff" * 40 + parquet()[44:]])
def test_a_damaged_parquet_file_is_rejected(inbox: Any, content: bytes) -> None:
    reject = inbox.reject("a.parquet", content)
    assert reject.error_code == "broken_parquet" and "\n" not in reject.message


def test_a_parquet_file_without_rows_is_empty(inbox: Any) -> None:
    sink = io.BytesIO()
    pq.write_table(pa.table({"content": pa.array([], pa.string())}), sink)
    assert inbox.reject("a.parquet", sink.getvalue()).error_code == "empty"


def test_a_parquet_row_without_text_is_rejected_alone(inbox: Any) -> None:
    sink = io.BytesIO()
    pq.write_table(pa.table({"content": ["一。", None, "三。"]}), sink)
    inbox.put("a.parquet", sink.getvalue())
    assert [type(item) for item in inbox.read()] == [Article, Reject, Article]


@pytest.mark.parametrize("content", [
    b"no zip", archive(hello=b"a zip of something else"), word()[:-200], word(document=b"<broken"), word(document=b""),
    word(**{"[Content_Types]": b"<a/>"}),
], ids=["no zip", "another zip", "truncated", "broken xml", "empty xml", "no types"])
def test_a_broken_word_document_is_rejected(inbox: Any, content: bytes) -> None:
    assert inbox.reject("a.docx", content).error_code == "broken_docx"


def test_a_word_document_without_text_is_empty(inbox: Any) -> None:
    assert inbox.reject("a.docx", word()).error_code == "empty"


def test_a_zip_bomb_is_not_unpacked(inbox: Any) -> None:
    bomb = word(document=b"0" * 40_000_000)
    assert len(bomb) < 200_000
    assert inbox.reject("a.docx", bomb, Limits(max_file_mb=1)).error_code == "too_large"


def test_what_unpacks_to_many_times_its_size_is_not_read(inbox: Any) -> None:
    import io

    import pyarrow as pa
    import pyarrow.parquet as pq

    bomb = word(document=b"0" * 40_000_000)
    assert "ingest.max_ratio" in inbox.reject("a.docx", bomb).message
    inbox.folder.joinpath("a.docx").unlink()
    sink = io.BytesIO()
    pq.write_table(pa.table({"content": ["字" * 9_000_000]}), sink, compression="zstd", use_dictionary=False)
    assert "ingest.max_ratio" in inbox.reject("a.parquet", sink.getvalue()).message
    assert "ingest.max_unpacked_mb" in inbox.reject("a.parquet", sink.getvalue(), Limits(max_unpacked_mb=10)).message


@pytest.mark.parametrize(("depth", "code"), [(60, "no_text"), (70, "broken_json"), (5_000, "broken_json")])
def test_nesting_has_a_limit(inbox: Any, depth: int, code: str) -> None:
    assert inbox.reject("a.json", '{"a":' * depth + "1" + "}" * depth).error_code == code


def test_entities_that_grow_do_not_grow(inbox: Any) -> None:
    lines = "".join(f'<!ENTITY e{i + 1} "{f"&e{i};" * 10}">' for i in range(12))
    xml = (f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e0 "{"x" * 100}">{lines}]><w:document xmlns:w="http://schemas.'
           'openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&e12;</w:t></w:r></w:p></w:body>'
           "</w:document>")
    assert inbox.reject("a.docx", word(document=xml.encode())).error_code in ("broken_docx", "empty")


def test_a_file_over_the_limit_is_not_read(inbox: Any) -> None:
    reject = inbox.reject("a.txt", "字" * 1000, Limits(max_file_mb=0.002))
    assert reject.error_code == "too_large" and "ingest.max_file_mb" in reject.message


def test_a_text_of_twenty_megabytes_is_rejected_as_too_long_for_an_article(inbox: Any) -> None:
    reject = inbox.reject("a.txt", "总投资12.5亿元，占地320亩。\n" * 500_000)
    assert reject.error_code == "too_large" and "ingest.max_article_chars" in reject.message
    assert reject.excerpt is not None and len(reject.excerpt) <= 200


@pytest.mark.parametrize(("start", "shown"), [
    ("一\n\n二\t三", "一 二 三"), ("\x00\x1b[31m红", "[31m红"), ("a\u202eb\u200bc", "abc"), ("", ""),
])
def test_an_excerpt_is_one_line_that_a_terminal_cannot_obey(start: str, shown: str) -> None:
    assert excerpt(start) == shown


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(content=st.binary(max_size=400), suffix=st.sampled_from(sorted(READERS)))
def test_no_bytes_make_a_reader_raise(content: bytes, suffix: str) -> None:
    for item in READERS[suffix](content, f"a{suffix}", Limits()):
        if isinstance(item, Article):
            (item.raw + (item.given_title or "")).encode("utf-8")
        else:
            assert item.message and item.error_code


@settings(max_examples=40, deadline=None)
@given(at=st.integers(0, 3000), byte=st.integers(0, 255), suffix=st.sampled_from([".docx", ".parquet"]))
def test_no_changed_byte_makes_a_reader_raise(at: int, byte: int, suffix: str) -> None:
    data = bytearray(parquet() if suffix == ".parquet" else word())
    data[at % len(data)] = byte
    for item in READERS[suffix](bytes(data), f"a{suffix}", Limits()):
        assert isinstance(item, Article | Reject)
