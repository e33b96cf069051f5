"""An HTML page as the lines that a reader sees, and the blocks of lines that its markup holds together."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

import lxml.html
from lxml import etree

from pipeline.text.zh.lines import MOST_LINES, TooManyLinesError
from pipeline.text.zh.normalise import normalise

# No article needs more; a larger page, or one of more tags, is read as text without them.
_MOST_CHARS, _MOST_TAGS = 2_000_000, 60_000
# A tag of very many attributes loses them: the parser takes the square of their number.
_LONG_TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9]{0,20})[^<>]{600,}>?")
_MOST_EQUALS, _MOST_WORDS = 60, 200
_SKIPPED = frozenset({
    "script", "style", "noscript", "template", "head", "svg", "select", "iframe", "textarea", "object", "button",
})
_BREAKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html",
    "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})
_INLINE = frozenset({"a", "em", "i", "label", "span", "time"})
_BLOCKS = frozenset({"article", "body", "center", "dd", "div", "main", "section", "table", "td", "ul", "form"})
# What content management systems call the element that holds an article: words for body, never for a whole page.
_NAMED = re.compile(
    r"(?:article|art|news|post|entry|detail|text|main|info|doc|page)[-_]?(?:content|body|text|txt|con|cont|detail)"
    r"|^(?:content|contents|zoom|fontzoom|artibody|article|cnt|bodytext|richtext|endtext|ueditor)$|trs_|ucap|vsbcontent"
    r"|editor|rich_media_content|js_content|articlebody",
    re.IGNORECASE,
)
# So many lines that are links and nothing else are a menu or a list of other articles.
_FEWEST_OF_MENU, _LEAST_OF_MENU = 4, 0.9
_TAG = re.compile(r"<!--|-->|<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})[^<>]{0,4000}>|<[/!?][^<>]{0,4000}>")


@dataclass(frozen=True)
class PageLine:
    """A line of a page, normalised; `linked` is the share of its characters that are links, `pictured` whether a
    picture stands right above it."""

    text: str
    linked: float
    pictured: bool = False


@dataclass(frozen=True)
class Block:
    """The lines that one element holds, as a half-open range; `named` if its name says that it holds an article."""

    start: int
    end: int
    named: bool


@dataclass(frozen=True)
class Page:
    """The lines of a page in order, the blocks that hold at least one of them (inner ones first), and the elements that
    hold nothing but links to elsewhere."""

    lines: Sequence[PageLine]
    blocks: Sequence[Block]
    menus: Sequence[lxml.html.HtmlElement]


def parse(raw: str) -> lxml.html.HtmlElement | None:
    """The page as a tree, or None where it is too large or too deep, or is no HTML."""
    if len(raw) > _MOST_CHARS or raw.count("<") > _MOST_TAGS:
        return None
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        page = _LONG_TAG.sub(_with_few_attributes, raw.replace("\0", ""))
        tree = lxml.html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    too_deep = any("depth" in entry.message for entry in parser.error_log)
    return None if too_deep else tree


def _with_few_attributes(tag: re.Match[str]) -> str:
    too_many = tag[0].count("=") > _MOST_EQUALS or len(tag[0].split()) > _MOST_WORDS
    return f"<{tag[1]}>" if too_many else tag[0]


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


def lines_of(tree: lxml.html.HtmlElement) -> Page:
    """The page as a reader sees it.

    :raises TooManyLinesError: it has more lines than any article.
    """
    page = _Reading()
    walker = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walker:
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in _BREAKS:
            page.flush()
        if event == "start":
            page.links += tag == "a"
            page.pictured = page.pictured or tag == "img"
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
            if _is_field(element) and not (element.tail or "").strip() and _is_field(element.getnext()):
                page.add(" ")
    page.flush()
    return Page(page.lines, page.blocks, page.menus)


def _is_field(element: lxml.html.HtmlElement | None) -> bool:
    """Whether an element inside a line has a name of its own, as the outlet and the date beside it have."""
    return element is not None and element.tag in _INLINE and bool(element.get("class") or element.get("id"))


class _Reading:
    """What is found, while the page is read."""

    def __init__(self) -> None:
        self.lines: list[PageLine] = []
        self.blocks: list[Block] = []
        self.menus: list[lxml.html.HtmlElement] = []
        self.open: list[int] = []
        self.links = 0
        self.pictured = False
        self._pieces: list[str] = []
        self._linked = 0

    def add(self, text: str | None) -> None:
        if text:
            self._pieces.append(text)
            self._linked += len(text.strip()) if self.links else 0

    def flush(self) -> None:
        if len(self.lines) > MOST_LINES:
            raise TooManyLinesError
        if self._pieces:
            text = normalise(" ".join("".join(self._pieces).split()))
            if text:
                self.lines.append(PageLine(text, min(1.0, self._linked / len(text)), self.pictured))
                self.pictured = False
            self._pieces, self._linked = [], 0

    def close(self, element: lxml.html.HtmlElement) -> None:
        start, end = self.open.pop(), len(self.lines)
        if end > start:
            names = f"{element.get('id') or ''} {element.get('class') or ''}"[:200].split()
            named = element.tag == "article" or element.get("itemprop") == "articleBody" or any(
                _NAMED.search(name) for name in names)
            self.blocks.append(Block(start, end, named))
            if not named and end - start >= _FEWEST_OF_MENU and all(
                    line.linked >= _LEAST_OF_MENU for line in self.lines[start:end]):
                self.menus.append(element)


def text_of(tree: lxml.html.HtmlElement) -> str:
    """The text of the lines alone."""
    return "\n".join(line.text for line in lines_of(tree).lines)
