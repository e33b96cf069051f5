"""An HTML page as the lines that a reader sees, and the blocks of lines that its markup holds together."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

import lxml.html
from lxml import etree

from pipeline.text.zh.normalise import normalise

# Extractors take seconds on more than this, and no article needs it: a larger page is read as text without its tags.
_MOST_CHARS = 2_000_000
_SKIPPED = frozenset({
    "script", "style", "noscript", "template", "head", "svg", "select", "iframe", "textarea", "object", "button",
})
_BREAKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html",
    "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})
_BLOCKS = frozenset({"article", "body", "center", "dd", "div", "main", "section", "table", "td", "ul", "form"})
# What content management systems call the element that holds an article: words for body, never for a whole page.
_NAMED = re.compile(
    r"(?:article|art|news|post|entry|detail|text|main|info|doc|page)[-_]?(?:content|body|text|txt|con|cont|detail)"
    r"|^(?:content|contents|zoom|fontzoom|artibody|article|cnt|bodytext|richtext|endtext|ueditor)$|trs_|ucap|vsbcontent"
    r"|editor|rich_media_content|js_content|articlebody",
    re.IGNORECASE,
)
_TAG = re.compile(r"<!--|-->|<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})[^<>]{0,4000}>|<[/!?][^<>]{0,4000}>")


@dataclass(frozen=True)
class PageLine:
    """A line of a page, normalised; `linked` is the share of its characters that are links."""

    text: str
    linked: float


@dataclass(frozen=True)
class Block:
    """The lines that one element holds, as a half-open range; `named` if its name says that it holds an article."""

    start: int
    end: int
    named: bool


def parse(raw: str) -> lxml.html.HtmlElement | None:
    """The page as a tree, or None where it is too large or too deep, or is no HTML."""
    if len(raw) > _MOST_CHARS:
        return None
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = lxml.html.document_fromstring(raw.replace("\0", "").encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    too_deep = any("depth" in entry.message for entry in parser.error_log)
    return None if too_deep else tree


def without_tags(raw: str) -> str:
    """The text of a page, each tag a line break; scripts, styles and comments left out. Linear in the page's length."""
    pieces: list[str] = []
    at, until = 0, ""
    for tag in _TAG.finditer(raw):
        name = (tag[2] or tag[0]).lower()
        if not until:
            pieces.append(raw[at:tag.start()])
            if name == "<!--":
                until = "-->"
            elif name in _SKIPPED and not tag[1]:
                until = name
        elif name == until and (tag[1] or name == "-->"):
            until = ""
        at = tag.end()
    return html.unescape("\n".join(pieces if until else [*pieces, raw[at:]]))


def lines_of(tree: lxml.html.HtmlElement) -> tuple[list[PageLine], list[Block]]:
    """The page's lines in order, and the blocks that hold at least one of them (inner ones first)."""
    page = _Page()
    walker = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walker:
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in _BREAKS:
            page.flush()
        if event == "start":
            page.links += tag == "a"
            if tag in _SKIPPED:
                walker.skip_subtree()
                continue
            if tag in _BLOCKS:
                page.open.append(len(page.lines))
            page.add(element.text)
        else:
            page.links -= tag == "a"
            if tag in _BLOCKS and tag not in _SKIPPED:
                page.close(element)
            page.add(element.tail)
    page.flush()
    return page.lines, page.blocks


class _Page:
    """Lines and blocks as they are found."""

    def __init__(self) -> None:
        self.lines: list[PageLine] = []
        self.blocks: list[Block] = []
        self.open: list[int] = []
        self.links = 0
        self._pieces: list[str] = []
        self._linked = 0

    def add(self, text: str | None) -> None:
        if text:
            self._pieces.append(text)
            self._linked += len(text.strip()) if self.links else 0

    def flush(self) -> None:
        if self._pieces:
            text = normalise(" ".join("".join(self._pieces).split()))
            if text:
                self.lines.append(PageLine(text, min(1.0, self._linked / len(text))))
            self._pieces, self._linked = [], 0

    def close(self, element: lxml.html.HtmlElement) -> None:
        start, end = self.open.pop(), len(self.lines)
        if end > start:
            names = f"{element.get('id') or ''} {element.get('class') or ''}"[:200].split()
            named = element.tag == "article" or element.get("itemprop") == "articleBody" or any(
                _NAMED.search(name) for name in names)
            self.blocks.append(Block(start, end, named))


def text_of(tree: lxml.html.HtmlElement) -> Sequence[str]:
    """The texts of the lines alone."""
    return [line.text for line in lines_of(tree)[0]]
