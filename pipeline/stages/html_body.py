"""The article of an HTML page: readability and trafilatura propose a body each, and the page says which is right.

Both fail, on different pages: each now and then takes a neighbour, a list of links or a footer. Their proposals are
laid over the page's own lines, so that each line of the page is either in the article or accounted for.
"""

import html
import logging
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import lxml.html
from lxml import etree

from pipeline.stages.html_meta import read_meta
from pipeline.text.zh.chrome import ChromeRule, match
from pipeline.text.zh.extract import Extract, assemble, extract_text
from pipeline.text.zh.lines import Line, body_of, is_prose
from pipeline.text.zh.metadata import could_be_title
from pipeline.text.zh.normalise import normalise

# Extractors take seconds on more than this, and no article needs it: a larger page is read as text without its tags.
_MOST_CHARS = 2_000_000
_MOST_TEXT = 300_000
_SKIPPED = frozenset({
    "script", "style", "noscript", "template", "head", "svg", "select", "iframe", "textarea", "object",
})
_BREAKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html",
    "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})
_SHINGLE = 6
# A line of the page is in a proposal if this share of it is; extractors drop a link or a bold word here and there.
_LEAST_SHARED = 0.8
# Lines of the page between two parts of a proposal.
_GAP = 8
# A link of so many characters is the headline of another article.
_HEADLINE = 12
# The best run of the page's lines knows nothing of its markup: it counts where both extractors fail.
_OWN_WEIGHT = 0.6
_SEPARATOR = re.compile(r"[-_|—–－｜]+")
_TAG = re.compile(r"<!--|-->|<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})[^<>]{0,4000}>|<[/!?][^<>]{0,4000}>")

# Their complaints about a page, tracebacks included, are no use to a reader: another proposal takes their place.
for _name in ("trafilatura", "readability", "htmldate", "justext"):
    logging.getLogger(_name).setLevel(logging.CRITICAL + 1)


def extract_html(raw: str, rules: Sequence[ChromeRule], title: str | None = None) -> tuple[Extract, str | None]:
    """The article in an HTML page, and its canonical address (http or https) or None.

    `title` is the headline if it is known from elsewhere. Nothing is fetched and no script is run. A page that is too
    large or too deep to parse is read as text without its tags.
    """
    tree = _parse(raw)
    if tree is None:
        return extract_text(without_tags(raw), rules, title), None
    lines = [Line(text, match(text, rules), linked) for text, linked in _lines_of(tree)]
    said = read_meta(tree)
    title = title or _as_shown(said.title, lines)
    found = assemble(lines, _body(raw, lines, title), title, said.published)
    return replace(found, outlet=said.outlet or found.outlet, author=found.author or said.author), said.url


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


def _parse(raw: str) -> lxml.html.HtmlElement | None:
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


def _as_shown(title: str | None, lines: Sequence[Line]) -> str | None:
    """A page's name for itself, cut where a line of the page shows the headline alone: 标题-EDN 电子技术设计."""
    shown = {line.text for line in lines}
    cuts = [title[:m.start()].strip() for m in _SEPARATOR.finditer(title)] if title else []
    return next((cut for cut in reversed(cuts) if cut in shown and could_be_title(cut)), title)


def _lines_of(tree: lxml.html.HtmlElement) -> Iterator[tuple[str, float]]:
    """The page's text line by line, normalised, each with the share of its characters that are links."""
    pieces: list[str] = []
    linked, links = 0, 0
    walker = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walker:
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in _BREAKS:
            yield from _flush(pieces, linked)
            pieces, linked = [], 0
        if event == "start":
            links += tag == "a"
            text = element.text
            if tag in _SKIPPED:
                walker.skip_subtree()
                continue
        else:
            links -= tag == "a"
            text = element.tail
        if text:
            pieces.append(text)
            linked += len(text.strip()) if links else 0
    yield from _flush(pieces, linked)


def _flush(pieces: Sequence[str], linked: int) -> Iterator[tuple[str, float]]:
    text = normalise(" ".join("".join(pieces).split()))
    if text:
        yield text, min(1.0, linked / len(text))


def _body(raw: str, lines: Sequence[Line], title: str | None) -> frozenset[int]:
    """The lines of the proposal that is most likely the article. Each part of a proposal is one, too: what lies far
    apart on the page is seldom one article."""
    readers = (_by_readability, _by_trafilatura) if sum(len(line.text) for line in lines) <= _MOST_TEXT else ()
    proposals = [_lines_in(text, lines) for read in readers if (text := read(raw))]
    parts = [part for proposal in proposals for part in (proposal, *_parts(sorted(proposal)))]
    own = frozenset(range(*body_of(lines)))
    weighed = [(_likelihood(part, lines, title), part) for part in parts if part]
    weighed += [(_OWN_WEIGHT * _likelihood(own, lines, title), own)] if own else []
    return max(weighed, key=lambda pair: pair[0], default=(0.0, frozenset[int]()))[1]


def _parts(numbers: Sequence[int]) -> list[frozenset[int]]:
    parts: list[list[int]] = []
    for i in numbers:
        if not parts or i - parts[-1][-1] > _GAP:
            parts.append([])
        parts[-1].append(i)
    return [frozenset(part) for part in parts] if len(parts) > 1 else []


def _likelihood(body: frozenset[int], lines: Sequence[Line], title: str | None) -> float:
    """How far a proposal looks like the article: the more prose (repeated lines count once), the fewer other lines in
    it and left out inside it, the fewer announcements
    of other articles, and the more of the headline it takes up, the better."""
    span = range(min(body), max(body) + 1)
    prose = sum(len(text) for text in {lines[i].text for i in body if is_prose(lines[i])})
    text = "".join(lines[i].text for i in sorted(body))
    whole = sum(len(lines[i].text) for i in span)
    others = sum(_announces(lines, i, i in body) for i in span)
    return math.sqrt(prose * prose / max(1, whole)) * (0.15 + _taken_up(title or "", text)) / (1 + 0.3 * others)


def _announces(lines: Sequence[Line], i: int, taken: bool) -> bool:
    """Whether line `i` announces another article: a linked headline that the proposal takes in, or that has text right
    below it. (One passed over, with none below, is an advert inside the article.)"""
    is_headline = lines[i].linked > 0.8 and len(lines[i].text) >= _HEADLINE
    return is_headline and (taken or any(is_prose(line) for line in lines[i + 1:i + 3]))


def _taken_up(title: str, text: str) -> float:
    """Share of the pairs of characters of a headline that the text holds."""
    pairs = {title[i:i + 2] for i in range(len(title) - 1) if title[i:i + 2].isalnum()}
    return sum(pair in text for pair in pairs) / len(pairs) if pairs else 1.0


def _lines_in(text: str, lines: Sequence[Line]) -> frozenset[int]:
    """The lines of the page that a proposal holds."""
    have = set(_shingles(_fold(text)))
    short = {_fold(line) for line in text.split("\n")}
    whole = [_fold(line.text) for line in lines]
    return frozenset(i for i, folded in enumerate(whole) if folded in short or _shared(folded, have) >= _LEAST_SHARED)


def _shared(folded: str, have: set[str]) -> float:
    own = list(_shingles(folded))
    return sum(shingle in have for shingle in own) / len(own) if own else 0.0


def _shingles(text: str) -> Iterator[str]:
    return (text[i:i + _SHINGLE] for i in range(len(text) - _SHINGLE + 1))


def _fold(text: str) -> str:
    return "".join(normalise(text).split())


def _by_readability(raw: str) -> str:
    """The text that readability takes for the article; empty where it fails."""
    from readability import Document

    try:
        summary = lxml.html.document_fromstring(Document(raw).summary(html_partial=True))
        return "\n".join(text for text, _ in _lines_of(summary))
    except Exception:   # a library on hostile input: whatever it raises, the other proposals remain
        return ""


def _by_trafilatura(raw: str) -> str:
    """The text that trafilatura takes for the article; empty where it fails."""
    from trafilatura import extract

    try:
        return extract(raw, favor_precision=True, include_comments=False, output_format="txt") or ""
    except Exception:   # as above
        return ""
