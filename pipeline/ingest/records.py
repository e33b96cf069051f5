"""Records (a JSON object, a row of a Parquet file) to articles: which field holds what, in English and Chinese."""

import datetime
import re
from collections.abc import Mapping
from typing import Any

from pipeline.ingest.article import Article, Limits, Record, Reject, checked, excerpt
from pipeline.ingest.encoding import clean_surrogates
from pipeline.schema import digest

_FIELDS = {
    "id": ("article_id", "id", "guid", "doc_id", "编号"),
    "title": ("title", "headline", "title_zh", "标题", "题目"),
    "url": ("url", "link", "href", "uri", "网址", "链接"),
    "outlet": ("outlet", "source", "media", "publisher", "site", "来源", "媒体"),
    "author": ("author", "authors", "byline", "writer", "reporter", "作者", "记者"),
    "published": ("published_at", "published", "publish_time", "publish_date", "pub_date", "pubdate", "date",
                  "datetime", "time", "发布时间", "发布日期", "日期", "时间"),
}
_HTML = ("html", "raw_html", "content_html", "body_html", "网页")
_TEXT = ("content", "text", "body", "article", "main_text", "body_zh", "正文", "内容", "文章")
_MARKUP = re.compile(r"<(?:p|div|html|body|br|article|span|table)\b[^>]{0,500}>", re.I)


def from_record(values: Any, uri: str, path: str, limits: Limits) -> Article | Reject:
    """The article of one record at `uri` in the file `path`."""
    if not isinstance(values, Mapping):
        return Reject(uri, "bad_record", f"{uri}: a record must be an object with fields such as title and content",
                      excerpt(str(values)))
    fields = {str(key).strip().lower(): value for key, value in values.items()}
    html, text = _first(fields, _HTML), _first(fields, _TEXT)
    raw = html or text
    if raw is None:
        return Reject(uri, "no_text", f"{uri}: none of its fields holds the text (content, text, body, "
                      "html, 正文, ...)", excerpt(", ".join(fields)))
    given = {name: _first(fields, spellings) for name, spellings in _FIELDS.items()}
    markup = "html" if html or _MARKUP.search(raw) else "text"
    return checked(Record(raw, markup, **given), uri, f"record:{path}#{digest(raw, given['title'])}", limits)


def _first(fields: Mapping[str, Any], spellings: tuple[str, ...]) -> str | None:
    values = (_text(fields[name]) for name in spellings if name in fields)
    return next((value for value in values if value), None)


def _text(value: Any) -> str | None:
    """A field's value as text; lists are joined; what is no text, number or date gives None."""
    if isinstance(value, str):
        return clean_surrogates(value).strip() or None
    if isinstance(value, datetime.datetime | datetime.date):
        return value.isoformat()
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else None
    if isinstance(value, list | tuple):
        return "\n".join(text for item in value if (text := _text(item))) or None
    return None
