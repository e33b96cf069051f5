"""JSON Feed 1.1 and RSS 2.0 of articles, as plain text: a reader finds no markup in them to obey."""

import html
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time, timedelta, timezone
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from lxml import etree

from pipeline.export.page import replacing
from pipeline.export.printable import web_address
from pipeline.export.published import Article, Row

_TITLE, _ABOUT = "Investment news from China", "Translated and checked by Bridgehead."
_CHINA = timezone(timedelta(hours=8))


def write_json_feed(articles: Iterable[Article], path: Path) -> None:
    """Write a JSON Feed, article by article.

    :raises DatasetError: it cannot be written.
    """
    head = {"version": "https://jsonfeed.org/version/1.1", "title": _TITLE, "description": _ABOUT, "language": "en-GB"}
    with replacing(path) as file:
        file.write(_json(head)[:-1] + b',"items":[')
        for i, article in enumerate(articles):
            file.write((b",\n" if i else b"\n") + _json(_item(article)))
        file.write(b"\n]}\n")


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _item(article: Article) -> dict[str, Any]:
    row = article.row
    values = {
        "id": article.id, "url": web_address(row["url"]), "title": row["title_en"], "summary": row["summary_en"],
        "content_text": "\n\n".join(_paragraphs(article)), "language": "en-GB",
        "date_published": _moment(row).isoformat() if row["published_at"] else None,
        "authors": [{"name": row["outlet"]}] if row["outlet"] else None,
    }
    return {name: value for name, value in values.items() if value is not None}


def write_rss(articles: Iterable[Article], path: Path, made: datetime | None = None) -> None:
    """Write an RSS feed; `made` is when the articles were translated.

    :raises DatasetError: it cannot be written.
    """
    with replacing(path) as file, etree.xmlfile(file, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element("rss", {"version": "2.0"}), xml.element("channel"):
            for name, text in (("title", _TITLE), ("link", "about:blank"), ("description", _ABOUT),
                               ("language", "en-gb"), ("generator", "Bridgehead")):
                xml.write(_text(name, text))
            if made is not None:
                xml.write(_text("lastBuildDate", format_datetime(made.astimezone(UTC))))
            for article in articles:
                xml.write(_rss_item(article))


def _rss_item(article: Article) -> etree._Element:
    row, item = article.row, etree.Element("item")
    # A reader takes a description for HTML: escaped once more, the text stays text.
    said = "".join(f"<p>{html.escape(text)}</p>" for text in _paragraphs(article, summary=True))
    item.append(_text("title", html.escape(article.title, quote=False)))
    if link := web_address(row["url"]):
        item.append(_text("link", link))
    item.append(_text("description", said))
    item.append(_text("guid", article.id, isPermaLink="false"))
    if row["published_at"]:
        item.append(_text("pubDate", format_datetime(_moment(row))))
    return item


def _text(name: str, text: str, **attributes: str) -> etree._Element:
    element = etree.Element(name, attributes)
    element.text = text
    return element


def _paragraphs(article: Article, summary: bool = False) -> Iterator[str]:
    if summary and article.row["summary_en"]:
        yield article.row["summary_en"]
    yield from (" ".join(s.en.split()) for s in article.paragraphs if s.en)


def _moment(row: Row) -> datetime:
    """When an article was published, in China. Where its page gives a day alone, noon: that day nearly everywhere."""
    try:
        clock = time.fromisoformat(row["published_time"] or "")
    except ValueError:
        clock = time(12)
    return datetime.combine(row["published_at"], clock.replace(tzinfo=None), _CHINA)
