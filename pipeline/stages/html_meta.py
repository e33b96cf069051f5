"""What the markup of an HTML page says of its article: headline, date, outlet, author, address."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar
from urllib.parse import urlsplit

import lxml.html

from pipeline.text.zh import metadata
from pipeline.text.zh.extract import Stated
from pipeline.text.zh.normalise import normalise
from pipeline.text.zh.timestamps import parse_date, parse_time

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
_MOST_JSON, _MOST_SCRIPTS = 200_000, 60
# What sites call the element that holds the outlet's name, and how long such a name is with its label.
_HINT = "//*[(self::span or self::a or self::em or self::i or self::div or self::p or self::strong or self::li or " \
        "self::cite or self::h4) and (@class or @id)]"
_HINTED = re.compile(
    r"(?:^|[-_])(?:source|laiyuan|sourcename|source_?baidu|media[-_]?name|jgname|nickname)$|^(?:a_)?source"
    r"|profile_nickname|account_nickname|(?:author|media|user|account)[-_]?name$", re.IGNORECASE)
_LONGEST_HINTED = 40
# The scripts of a page hold its date and outlet where the page is drawn by them: var ct = "1659274471".
_SCRIPT_DATE = re.compile(
    r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}[T \d:]{0,12}|(?<!\d)1[0-9]{9}(?:[0-9]{3})?(?!\d)")
_NAMES_DATE = re.compile(
    r"""(?:\b|_)(?:pub(?:lish)?(?:ed)?_?(?:time|date|at)|pub_?date|ptime|ct|create_?time|releasedate|datepublished)["']?"""
    r"""\s{0,3}[:=]\s{0,3}["']?$""", re.IGNORECASE)
_LONGEST_NAME, _MOST_DATES = 30, 200
_SCRIPT_OUTLET = re.compile(
    r"""(?:\b|_)(?:source_?name|media_?name|news_?source|article_?source|nickname|source)["']?\s{0,3}[:=]\s{0,3}"""
    r"""["']([^"'<>{}\\]{2,30})["']""", re.IGNORECASE)
_ADDRESS_DATE = re.compile(r"/(?:t|a|c|art)?_?((?:19|20)\d\d)[-/_]?([01]\d)[-/_]?([0-3]\d)(?!\d)")
_SHORTEST_SHARED = 6
_LONGEST_ADDRESS = 2000
_LONGEST_TITLE = 500

Value = TypeVar("Value")


def read_meta(tree: lxml.html.HtmlElement) -> Stated:
    """What the markup of a parsed page says of its article."""
    named, linked = _named(tree), _json_ld(tree)
    scripts = "\n".join(text[:_MOST_JSON] for text in tree.xpath("//script/text()")[:_MOST_SCRIPTS])
    url = _address(tree, named)
    said = [named[n] for n in _DATES if n in named]
    said += [str(item["datePublished"]) for item in linked if item.get("datePublished")]
    said += tree.xpath("//time/@datetime")[:3]
    guessed = [*islice(_dates_in_scripts(scripts), 5), *_dates_in_address(url or "")]
    return Stated(
        title=_title(tree, named, linked),
        outlet=_first(metadata.outlet_name, (_after_label(named[n]) for n in _OUTLETS if n in named)),
        outlet_guess=_first(metadata.outlet_name, [
            *_hinted(tree), *_organisations(linked), *(m[1] for m in islice(_SCRIPT_OUTLET.finditer(scripts), 3))]),
        author=_first(metadata.author_names, (_after_label(named[n]) for n in _AUTHORS if n in named)),
        published=_first(parse_date, said),
        published_time=_first(parse_time, (text for text in said if parse_date(text))),
        published_guess=_first(parse_date, guessed),
        url=url,
    )


def _first(read: Callable[[str], Value | None], texts: Iterable[str]) -> Value | None:
    return next((value for text in texts if (value := read(text))), None)


def _hinted(tree: lxml.html.HtmlElement) -> Iterator[str]:
    """Texts of the elements whose name says that they hold the outlet."""
    for element in tree.xpath(_HINT)[:_MOST_ELEMENTS]:
        name = f"{element.get('class') or ''} {element.get('id') or ''}"[:200]
        if any(_HINTED.search(part) for part in name.split()):
            text = " ".join(normalise(element.text_content()[:100]).split())
            if 2 <= len(text) <= _LONGEST_HINTED:
                yield _after_label(text)


def _organisations(linked: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Names of the organisations that JSON-LD gives as where the article came from; its publisher is the site."""
    for item in linked:
        for role in ("sourceOrganization", "provider", "creator", "author"):
            value = item.get(role)
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, dict) and "Organization" in str(one.get("@type")) and one.get("name"):
                    yield str(one["name"])


def _dates_in_scripts(scripts: str) -> Iterator[str]:
    """The dates that the scripts of a page give a name that says when it was published."""
    for found in islice(_SCRIPT_DATE.finditer(scripts), _MOST_DATES):
        if _NAMES_DATE.search(scripts[max(0, found.start() - _LONGEST_NAME):found.start()]):
            yield found[0]


def _dates_in_address(url: str) -> list[str]:
    """The dates that an address holds, as 2023-06-16."""
    return ["-".join(m.groups()) for m in _ADDRESS_DATE.finditer(url)]


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
    own += [normalise(element.text_content()[:_LONGEST_TITLE]) for element in tree.xpath("//title")[:1]]
    own += [str(item["headline"]) for item in linked if isinstance(item.get("headline"), str)]
    own = [one_line for text in own if (one_line := " ".join(text[:_LONGEST_TITLE].split()))]
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
    return "".join(filter(str.isalnum, text)).casefold()


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
