"""The article of an HTML page: several proposals for its body, and the one that the page itself speaks for.

Each block of the page's markup that holds prose is a proposal. Where no block stands out, readability and trafilatura
propose a body each. All fail, on different pages: each now and then takes a neighbour, a list of links or a footer.
Their proposals are laid over the page's own lines, so that each line of the page is either in the article or accounted
for.
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace

import lxml.html
from lxml import etree

from pipeline.stages.html_choice import Evidence, Proposal, choose, parts, stands_out
from pipeline.stages.html_lines import Page, lines_of, parse, text_of, without_tags
from pipeline.stages.html_meta import read_meta
from pipeline.text.zh.chrome import ChromeRules
from pipeline.text.zh.extract import Extract, assemble, extract_text
from pipeline.text.zh.lines import Line, body_of, to_lines
from pipeline.text.zh.metadata import could_be_title
from pipeline.text.zh.normalise import normalise

# Extractors take seconds on more than this, text and elements.
_MOST_TEXT, _MOST_ELEMENTS = 200_000, 15_000
_SHINGLE = 6
# A line of the page is in a proposal if this share of it is; extractors drop a link or a bold word here and there.
_LEAST_SHARED = 0.8
# How far each kind of proposal is believed: an extractor weighs more than the text of one element, unless its name says
# that it holds an article. The best run of lines knows nothing of the markup: it counts where all others fail.
_EXTRACTOR, _NAMED_BLOCK, _BLOCK, _RUN = 1.0, 1.0, 0.85, 0.6
# Of the blocks, only so many are weighed: those with the most prose for their length.
_MOST_BLOCKS = 16
_SHORTEST_TITLE, _LONGEST_TITLE, _LEAST_OF_NAME, _LINK = 6, 100, 0.35, 0.5
_NO_CONTENT = ("script", "style", "noscript", "template", "svg", "iframe", "select", "textarea", "object", "button")

# Their complaints about a page, tracebacks included, are no use to a reader: another proposal takes their place.
for _name in ("trafilatura", "readability", "htmldate", "justext"):
    logging.getLogger(_name).setLevel(logging.CRITICAL + 1)


def extract_html(raw: str, rules: ChromeRules, title: str | None = None) -> tuple[Extract, str | None]:
    """The article in an HTML page, and its canonical address (http or https) or None.

    `title` is the headline if it is known from elsewhere. Nothing is fetched and no script is run. A page that is too
    large or too deep to parse is read as text without its tags.

    :raises TooManyLinesError: it has more lines than any article.
    """
    tree = parse(raw)
    if tree is None:
        return extract_text(without_tags(raw), rules, title), None
    said, page = read_meta(tree), lines_of(tree)
    lines = to_lines([line.text for line in page.lines], rules, [line.linked for line in page.lines],
                     [line.pictured for line in page.lines])
    said = replace(said, title=_as_shown(said.title, lines))
    body = _body(tree, page, lines, title or said.title)
    return assemble(lines, body, title, said), said.url


def _as_shown(title: str | None, lines: Sequence[Line]) -> str | None:
    """What a page calls itself, cut to the line of the page that shows the headline alone: 标题-EDN 电子技术设计. Of
    two rows, each is half a headline."""
    name = _plain(title or "")
    least = max(_SHORTEST_TITLE, _LEAST_OF_NAME * len(name))
    heads: dict[str, str] = {}
    for above, line, below in zip([Line(""), *lines], lines, [*lines, Line("")][1:], strict=False):
        if least <= len(line.text) <= _LONGEST_TITLE and line.linked <= _LINK and could_be_title(line.text):
            row, row_above, row_below = _plain(line.text), _plain(above.text), _plain(below.text)
            before, found, after = name.partition(row)
            is_half = (row_below and after.startswith(row_below)) or (row_above and before.endswith(row_above))
            if len(row) >= least and found and not is_half:
                heads[row] = line.text
    return heads[max(heads, key=len)] if heads else title


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _body(tree: lxml.html.HtmlElement, page: Page, lines: Sequence[Line], title: str | None) -> frozenset[int]:
    """The lines of the proposal that is most likely the article. Each part of a proposal is one, too: what lies far
    apart on the page is seldom one article."""
    evidence = Evidence.of(lines, title)
    proposals = evidence.of_blocks(
        [(b.start, b.end, _NAMED_BLOCK if b.named else _BLOCK) for b in page.blocks], _MOST_BLOCKS)
    proposals = _with_parts([*proposals, Proposal(frozenset(range(*body_of(lines))), _RUN)], evidence)
    if not stands_out(proposals, evidence):
        proposals += _with_parts(_of_extractors(tree, page, lines), evidence)
    return choose(proposals, evidence)


def _with_parts(proposals: Sequence[Proposal], evidence: Evidence) -> list[Proposal]:
    return [part for proposal in proposals for part in parts(evidence.trimmed(proposal), evidence.lines)]


def _of_extractors(tree: lxml.html.HtmlElement, page: Page, lines: Sequence[Line]) -> list[Proposal]:
    """What the extractors propose; they leave `tree` in pieces."""
    _strip(tree, page.menus)
    if sum(len(line.text) for line in lines) > _MOST_TEXT or sum(1 for _ in tree.iter()) > _MOST_ELEMENTS:
        return []
    return [Proposal(_lines_in(text, lines), _EXTRACTOR)
            for read in (_by_readability, _by_trafilatura) if (text := read(tree))]


def _strip(tree: lxml.html.HtmlElement, menus: Sequence[lxml.html.HtmlElement]) -> None:
    """Take out of `tree` what holds no text to read: the extractors would look at all of it, and now and then take a
    menu for the article."""
    etree.strip_elements(tree, *_NO_CONTENT, with_tail=False)
    for menu in menus:
        if menu.getparent() is not None:
            menu.drop_tree()


def _lines_in(text: str, lines: Sequence[Line]) -> frozenset[int]:
    """The lines of the page that a proposal holds."""
    have = set(_shingles(_fold(text)))
    short = {_fold(line) for line in text.split("\n")}
    whole = ["".join(line.text.split()) for line in lines]
    return frozenset(i for i, folded in enumerate(whole) if folded in short or _shared(folded, have) >= _LEAST_SHARED)


def _shared(folded: str, have: set[str]) -> float:
    own = list(_shingles(folded))
    return sum(shingle in have for shingle in own) / len(own) if own else 0.0


def _shingles(text: str) -> Iterator[str]:
    return (text[i:i + _SHINGLE] for i in range(len(text) - _SHINGLE + 1))


def _fold(text: str) -> str:
    return "".join(normalise(text).split())


def _by_readability(tree: lxml.html.HtmlElement) -> str:
    """The text that readability takes for the article; empty where it fails."""
    from readability import Document

    try:
        raw = lxml.html.tostring(tree, encoding="unicode")
        return text_of(lxml.html.document_fromstring(Document(raw).summary(html_partial=True)))
    except Exception:   # a library on hostile input: whatever it raises, the other proposals remain
        return ""


def _by_trafilatura(tree: lxml.html.HtmlElement) -> str:
    """The text that trafilatura takes for the article; empty where it fails. It leaves `tree` in pieces."""
    from trafilatura import extract

    try:
        return extract(tree, favor_precision=True, fast=True, include_comments=False, output_format="txt",
                       with_metadata=False) or ""
    except Exception:   # as above
        return ""
