"""Text made fit for what people open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pipeline.export.printable import cut, printable, web_address


@pytest.mark.parametrize("bad", ["\0", "\x1b", "\x85", "\u202e", "\u2066", "\u200b", "\ufeff", "\ufffe", "\u00ad"])
def test_what_hides_or_turns_text_round_becomes_visible(bad: str) -> None:
    assert printable(f"a{bad}b") == "a\ufffdb"


@given(st.text())
def test_spans_hold_and_the_text_fits_into_xml(text: str) -> None:
    clean = printable(text)
    assert len(clean) == len(text)
    etree.Element("a").text = clean


@pytest.mark.parametrize(("url", "link"), [
    ("https://example.cn/a?b=1#c", True), ("http://例子.cn/", True), ("HTTPS://EXAMPLE.CN/", True),
    ("javascript:alert(1)", False), ("JaVaScRiPt://x%0aalert(1)", False), ("data:text/html,x", False),
    ("//example.cn/", False), ("https://", False), (" https://example.cn", False), ("https://[", False), (None, False),
    ("file:///etc/passwd", False),
])
def test_only_web_addresses_become_links(url: str | None, link: bool) -> None:
    assert (web_address(url) is not None) is link


def test_a_long_text_is_cut_with_an_ellipsis() -> None:
    assert cut("abcdef", 6) == "abcdef" and cut("abc def", 5) == "abc…"
