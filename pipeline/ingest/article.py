"""What reading gives: an article as its source has it, or the reason why there is none."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Annotated

import pyarrow as pa
from pydantic import Field, PositiveInt

from pipeline.schema import SOURCE, article_id, digest, table

_EXCERPT_CHARS = 200


@dataclass(frozen=True)
class Limits:
    """How much is read: a file of more than `max_file_mb` megabytes, or an article of more than `max_article_chars`
    characters (ten times as many in HTML), goes to rejects; so does what is nested deeper than `max_nesting` levels
    (JSON), or unpacks to more than `max_unpacked_mb` megabytes (Word, Parquet) or to more than `max_ratio` times its
    size, once that is more than a few megabytes."""

    max_file_mb: Annotated[float, Field(gt=0, allow_inf_nan=False)] = 64.0
    max_article_chars: PositiveInt = 200_000
    max_nesting: PositiveInt = 64
    max_unpacked_mb: Annotated[float, Field(gt=0, allow_inf_nan=False)] = 320.0
    max_ratio: PositiveInt = 200


@dataclass(frozen=True)
class Article:
    """The columns of schema.SOURCE."""

    article_id: str
    content_digest: str
    source_uri: str
    markup: str
    raw: str
    given_title: str | None = None
    given_url: str | None = None
    given_outlet: str | None = None
    given_author: str | None = None
    given_published: str | None = None


@dataclass(frozen=True)
class Reject:
    """Why a source gives no article: `error_code` for machines, `message` in one sentence."""

    source_uri: str
    error_code: str
    message: str
    excerpt: str | None = None


@dataclass(frozen=True)
class Record:
    """What a reader finds: the content, and what the source states in fields of their own."""

    raw: str
    markup: str = "text"
    id: str | None = None
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None


def article(record: Record, uri: str, identity: str) -> Article:
    """The article at `uri`. Its id comes from the id or the address that it states, else from `identity`."""
    given = [record.title, record.url, record.outlet, record.author, record.published]
    stated = f"id:{record.id}" if record.id else f"url:{record.url}" if record.url else identity
    content = digest(record.markup, record.raw, *given)
    return Article(article_id(stated), content, uri, record.markup, record.raw, *given)


def checked(record: Record, uri: str, identity: str, limits: Limits) -> Article | Reject:
    """The article of a record, or the reason why it cannot be one."""
    most = limits.max_article_chars * (10 if record.markup == "html" else 1)
    if not record.raw.strip():
        return Reject(uri, "empty", f"{uri}: there is no text in it")
    if len(record.raw) > most:
        return Reject(uri, "too_large", f"{uri}: {len(record.raw):,} characters are more than the {most:,} of an "
                      "article (ingest.max_article_chars)", excerpt(record.raw))
    return article(record, uri, identity)


def excerpt(text: str) -> str:
    """The start of a text for a reject: one line, no control characters."""
    shown = "".join(" " if c.isspace() else c for c in text[: 2 * _EXCERPT_CHARS]
                    if c.isspace() or unicodedata.category(c)[0] != "C")
    return re.sub(r" +", " ", shown).strip()[:_EXCERPT_CHARS]


def to_table(articles: Sequence[Article]) -> pa.Table:
    """A table of schema.SOURCE."""
    return table([asdict(a) for a in articles], SOURCE)
