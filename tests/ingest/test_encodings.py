"""Bytes to text: the same article in every encoding, and never a character that was not there."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest.encoding import decode

TRADITIONAL = ("濱河新區簽約三個項目\n\n"
               "濱河新區與三家企業簽約，總投資12.5億元，占地320畝，項目計劃明年投產，帶動就業超過一千人。\n")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"])
def test_simplified_chinese_is_read_in(inbox: Any, text: str, encoding: str) -> None:
    assert inbox.article("a.txt", text.encode(encoding)).raw == text


@pytest.mark.parametrize("encoding", ["utf-8", "big5", "gb18030", "utf-16"])
def test_traditional_chinese_is_read_in(inbox: Any, encoding: str) -> None:
    assert inbox.article("a.txt", TRADITIONAL.encode(encoding)).raw == TRADITIONAL


def test_big_endian_utf16_with_a_mark_is_read(inbox: Any, text: str) -> None:
    assert inbox.article("a.txt", b"\xfe\xff" + text.encode("utf-16-be")).raw == text


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".json", ".jsonl"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_every_format_that_is_text_is_read_in_any_encoding(
    inbox: Any, text: str, suffix: str, encoding: str,
) -> None:
    line = text.strip().replace("\n", "")
    content = f'{{"content": "{line}"}}' if suffix.startswith(".json") else line
    assert inbox.article(f"a{suffix}", content.encode(encoding)).raw == line


@pytest.mark.parametrize("declared", ["gb2312", "utf-8"])
def test_a_page_that_declares_another_encoding_is_read_by_its_bytes(inbox: Any, text: str, declared: str) -> None:
    page = f'<meta charset="{declared}"><p>{text * 3}</p>'
    actual = "gb18030" if declared == "utf-8" else "utf-8"
    assert inbox.article("a.html", page.encode(actual)).raw == page


def test_a_rare_character_of_gb18030_is_kept(inbox: Any, text: str) -> None:
    rare = f"{text}𠮷镕㎡"
    assert inbox.article("a.txt", rare.encode("gb18030")).raw == rare


def test_a_broken_byte_costs_that_character_alone(text: str) -> None:
    long = text * 10
    data = bytearray(long.encode())
    data[data.index("签".encode()) + 1] = 0x20
    read = decode(bytes(data))
    assert read is not None and "\ufffd" not in read
    assert read.count("滨河新区") == long.count("滨河新区")


@given(st.binary(max_size=300))
def test_whatever_the_bytes_the_text_can_be_stored(data: bytes) -> None:
    text = decode(data)
    if text is not None:
        assert "\ufffd" not in text
        text.encode("utf-8")


@given(st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00\ufffd\ufeff"), max_size=200))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    assert decode(b"\xef\xbb\xbf" + text.encode()) == text


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_file_cut_off_inside_a_character_loses_that_alone(encoding: str) -> None:
    assert decode("滨河新区".encode(encoding)[:-1]) == "滨河新"


def test_a_page_of_two_encodings_is_read_piece_by_piece() -> None:
    template, story = "<div>网站首页 新闻中心 联系我们</div>\n", "<p>滨河新区产业园一期工程3月5日开工。</p>\n"
    page = template.encode() * 5 + story.encode("gb18030") * 5 + template.encode() * 5
    assert decode(page) == template * 5 + story * 5 + template * 5


def test_a_stray_zero_is_dropped_and_a_file_full_of_them_is_no_text() -> None:
    text = "滨河新区产业园一期工程3月5日开工。" * 50
    assert decode(text[:300].encode() + b"\0" + text[300:].encode()) == text
    assert decode(b"PK\x03\x04\0\0\0\x08" * 200) is None
