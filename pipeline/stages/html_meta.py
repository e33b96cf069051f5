"""What the markup of an HTML page says of its article: headline, date, outlet, author, address."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import lxml.html

from pipeline.text.zh import metadata
from pipeline.text.zh.normalise import normalise

# Names of <meta> elements, in the order in which they are believed. ContentSource, PubDate and ArticleTitle are those
# of China's government web standard; mediaid and source are common on news sites.
_TITLES = ("articletitle", "og:title", "twitter:title")
_DATES = (
    "article:published_time", "pubdate", "publishdate", "publish_time", "publishtime", "datepublished",
    "og:release_date", "weibo: article:create_at", "weibo:article:create_at", "_pubtime", "apub:time", "release_date",
    "dc.date", "date",
)
_OUTLETS = ("contentsource", "source", "mediaid", "article:source", "og:article:source", "dc.source")
_AUTHORS = ("author", "article:author", "og:article:author", "dc.creator")
_MOST_ELEMENTS = 400
_MOST_JSON = 200_000
_SHORTEST_SHARED = 6
_LONGEST_ADDRESS = 2000


@dataclass(frozen=True)
class Meta:
    """None where the page does not say."""

    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: date | None = None
    url: str | None = None


NOTHING = Meta()


def read_meta(tree: lxml.html.HtmlElement) -> Meta:
    """The metadata in a parsed page."""
    named = _named(tree)
    linked = _json_ld(tree)
    outlet = next(filter(None, (metadata.outlet_name(_after_label(named[n])) for n in _OUTLETS if n in named)), None)
    author = next(filter(None, (metadata.author_names(_after_label(named[n])) for n in _AUTHORS if n in named)), None)
    said = [named[n] for n in _DATES if n in named]
    said += [str(item["datePublished"]) for item in linked if item.get("datePublished")]
    said += tree.xpath("//time/@datetime")[:3]
    published = next(filter(None, map(metadata.parse_date, said)), None)
    return Meta(_title(tree, named, linked), outlet, author, published, _address(tree, named))


def _named(tree: lxml.html.HtmlElement) -> dict[str, str]:
    """Content of the <meta> elements by name (lower case); the first of a name counts."""
    named: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("name") or element.get("property") or element.get("itemprop")
        content = normalise(element.get("content") or "")
        if name and content:
            named.setdefault(name.strip().lower(), content[:500])
    return named


def _json_ld(tree: lxml.html.HtmlElement) -> list[dict[str, Any]]:
    """The objects in the page's JSON-LD; what does not parse is passed over."""
    found: list[dict[str, Any]] = []
    for text in tree.xpath("//script[contains(@type, 'ld+json')]/text()")[:10]:
        try:
            value = json.loads(text[:_MOST_JSON], strict=False)
        except (ValueError, RecursionError):
            continue
        items = value if isinstance(value, list) else [value]
        for item in items:
            graph = item.get("@graph") if isinstance(item, dict) else None
            found += [part for part in (graph if isinstance(graph, list) else [item]) if isinstance(part, dict)]
    return found


def _title(tree: lxml.html.HtmlElement, named: dict[str, str], linked: Sequence[dict[str, Any]]) -> str | None:
    """The visible heading that agrees with what the page calls itself; else that name without the site's."""
    own = [named[n] for n in _TITLES if n in named]
    own += [normalise(text) for element in tree.xpath("//title")[:1] if (text := element.text_content())]
    own += [str(item["headline"]) for item in linked if isinstance(item.get("headline"), str)]
    own = [one_line for text in own if (one_line := " ".join(text.split()))]
    headings = list(_headings(tree))
    for name in own:
        agreeing = [h for h in headings if _agree(h, name)]
        within = [h for h in agreeing if _plain(h) in _plain(name)]
        if agreeing:    # a heading that goes on after the name holds more than the headline, or the name was cut short
            return max(within, key=len) if within else min(agreeing, key=len)
    if own:
        return metadata.strip_site(own[0])
    return headings[0] if headings else None


def _headings(tree: lxml.html.HtmlElement) -> Iterator[str]:
    """Texts of the elements that can be a headline, in page order: h1 to h3, then what is classed as a title."""
    classed = "//*[contains(@class, 'title') or contains(@id, 'title') or contains(@class, 'Title')]"
    elements: Iterable[Any] = [*tree.xpath("//h1"), *tree.xpath("//h2 | //h3"), *tree.xpath(classed)]
    for element in list(elements)[:_MOST_ELEMENTS]:
        text = " ".join(normalise(element.text_content()[:400]).split())
        if metadata.could_be_title(text):
            yield text


def _agree(heading: str, name: str) -> bool:
    """Whether a visible heading and a name of the page are the same headline: one begins with the other."""
    a, b = _plain(heading), _plain(metadata.strip_site(name))
    return min(len(a), len(b)) >= _SHORTEST_SHARED and (a.startswith(b) or b.startswith(a) or a in _plain(name))


def _plain(text: str) -> str:
    return "".join(char for char in text if char.isalnum()).casefold()


def _address(tree: lxml.html.HtmlElement, named: dict[str, str]) -> str | None:
    said = [*tree.xpath("//link[@rel='canonical']/@href")[:1], named.get("og:url", "")]
    return next((url for text in said if (url := web_address(text))), None)


def web_address(text: str) -> str | None:
    """`text` if it is an absolute http or https address, else None."""
    text = text.strip()
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    is_web = parts.scheme in ("http", "https") and parts.netloc
    return text if is_web and len(text) <= _LONGEST_ADDRESS and not any(c.isspace() for c in text) else None


def _after_label(text: str) -> str:
    """`text` without a label that repeats what the field is: 来源：新华社."""
    label, colon, value = text.partition("：" if "：" in text else ":")
    return value if colon and len(label) <= 4 else text
