"""The columns: names, types, meanings. The contract between stages, and with the readers of our Parquet.

`docs/schema.md` is generated from this file (`bridgehead schema`). A change of a published column raises VERSION.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from pipeline.errors import SchemaError

VERSION = "5"


@dataclass(frozen=True)
class Column:
    """One column: its name, its Arrow type, and one line on what it means (with unit and null)."""

    name: str
    type: pa.DataType
    meaning: str


Columns = tuple[Column, ...]

FINDING = pa.struct([
    ("code", pa.string()), ("severity", pa.string()), ("segment", pa.string()), ("message", pa.string()),
    ("rule", pa.string()),
])
REMOVED = pa.struct([("text", pa.string()), ("rule", pa.string())])
TERM = pa.struct([
    ("zh", pa.string()), ("en", pa.string()), ("category", pa.string()), ("status", pa.string()), ("rule", pa.string()),
    ("also", pa.list_(pa.string())),
])
TRANSLATED = pa.struct([
    ("segment", pa.string()), ("zh", pa.string()), ("localised", pa.string()), ("en", pa.string()),
    ("origin", pa.string()), ("model", pa.string()), ("tries", pa.int32()), ("tried", pa.list_(pa.string())),
    ("log_probability", pa.float64()), ("complete", pa.bool_()), ("terms", pa.list_(TERM)),
])
FIGURE = pa.struct([
    ("segment", pa.string()), ("zh", pa.string()), ("value", pa.string()), ("unit", pa.string()),
    ("en", pa.string()), ("status", pa.string()),
])
# Exact: what does not fit (over 28 digits before the point, or 10 after it) is null, and stands in the text alone.
VALUE = pa.decimal128(38, 10)
CHECKED_TERM = pa.struct([
    ("segment", pa.string()), ("zh", pa.string()), ("en", pa.string()), ("status", pa.string()),
    ("category", pa.string()), ("rule", pa.string()), ("also", pa.list_(pa.string())),
])
PARAGRAPH = pa.struct([("index", pa.int32()), ("zh", pa.string()), ("en", pa.string())])
MODEL_USED = pa.struct([
    ("role", pa.string()), ("name", pa.string()), ("digest", pa.string()), ("engine", pa.string()),
])
REPRINT = pa.struct([
    ("source_uri", pa.string()), ("outlet", pa.string()), ("published_at", pa.date32()), ("url", pa.string()),
])
PROVENANCE = pa.struct([
    ("pipeline_version", pa.string()), ("config_digest", pa.string()), ("run_id", pa.string()),
    ("created_at", pa.timestamp("us", tz="UTC")), ("models", pa.list_(MODEL_USED)),
])

SOURCE: Columns = (
    Column("article_id", pa.string(), "identity of the source: 16 hex digits of its id, URL or relative path"),
    Column("content_digest", pa.string(), "SHA-256 (hex) of the source's content as read, metadata included"),
    Column("source_uri", pa.string(), "path below the input folder; #N names the N-th record of a file, from 1"),
    Column("markup", pa.string(), "html | text: how `raw` is to be read"),
    Column("raw", pa.string(), "the content as decoded text, untouched"),
    Column("given_title", pa.string(), "title that the source states in a field of its own; null if none"),
    Column("given_url", pa.string(), "URL that the source states in a field of its own; null if none"),
    Column("given_outlet", pa.string(), "outlet that the source states in a field of its own; null if none"),
    Column("given_author", pa.string(), "author that the source states in a field of its own; null if none"),
    Column("given_published", pa.string(), "publication date that the source states, as written; null if none"),
)

CLEANED: Columns = (
    Column("title_zh", pa.string(), "headline without the site's name; null if the page has none"),
    Column("url", pa.string(), "canonical address; null if unknown"),
    Column("outlet", pa.string(), "who published it (来源), in Chinese; null if unknown"),
    Column("author", pa.string(), "byline, in Chinese; null if unknown"),
    Column("published_at", pa.date32(), "local date in China; null when the page gives none"),
    Column("published_time", pa.string(), "local time of day in China, HH:MM; null when the page gives none"),
    Column("paragraphs_zh", pa.list_(pa.string()), "the body's paragraphs, normalised, in order"),
    Column("body_digest", pa.string(), "SHA-256 (hex) of title and body with white space taken out"),
    Column("removed", pa.list_(REMOVED), "lines that were taken out, each with the rule that took it"),
)

SUMMARY: Columns = (
    Column("summary_zh", pa.string(), "three to five sentences; null when the article is too short for one"),
)

TRANSLATION: Columns = (
    Column("translations", pa.list_(TRANSLATED), "one item a segment: title, summary, p1, p2, ..."),
)

FIGURE_COLUMNS: Columns = (
    Column("segment", pa.string(), "title, summary, p1, p2, ..."),
    Column("zh", pa.string(), "the figure in Chinese; null where only the English has it (status unsupported)"),
    Column("zh_start", pa.int32(), "where it begins in the segment's Chinese, in characters from 0"),
    Column("zh_end", pa.int32(), "where it ends there, exclusive"),
    Column("en", pa.string(), "what the English says for it; null where it is missing"),
    Column("en_start", pa.int32(), "where that begins in the segment's English, in characters from 0"),
    Column("en_end", pa.int32(), "where it ends there, exclusive"),
    Column("value", VALUE, "exact, in `unit` or `currency`, every scale multiplied out; null for ranges and dates"),
    Column("low", VALUE, "lower end of a range; null if it has none"),
    Column("high", VALUE, "upper end of a range; null if it has none"),
    Column("date", pa.string(), "for a date or period: 2025-03-12, 2025-03, --03-12, 2025-Q1, 2025-H1, 2021/2025; "
                                "-221 is 221 BC"),
    Column("unit", pa.string(), "mu, hectare, kilowatt, household, ...; empty for a bare number or money"),
    Column("currency", pa.string(), "ISO 4217; null if it is no money"),
    Column("dimension", pa.string(), "money, area, percent, points, power, energy, count, date, ..."),
    Column("hedge", pa.string(), "about | nearly | more-than | less-than | at-least | at-most | vague | level or null"),
    Column("direction", pa.string(), "up | down; null if it is no change"),
    Column("base", pa.string(), "year-on-year | sequential | average-annual | from-previous-year; or null"),
    Column("modality", pa.string(), "planned, where the clause tells a plan; null where it tells a fact"),
    Column("stage", pa.string(), "the clause's stage of the project: signed, broke-ground, in-production, ..."),
    Column("status", pa.string(), "matched | wrong | missing | unsupported"),
    Column("wrong", pa.string(), "what is wrong: scale, unit, currency, value, sign, hedge, ...; null if nothing is"),
    Column("rules", pa.list_(pa.string()), "ids of the style rules that apply: N1, M1, U1, ..."),
)
FACT = pa.struct([(c.name, c.type) for c in FIGURE_COLUMNS])

CHECKED: Columns = (
    Column("facts", pa.list_(FACT), "each figure of the Chinese and what became of it, and those of the English alone"),
    Column("terms", pa.list_(CHECKED_TERM), "each glossary term of the Chinese and how the English renders it"),
    Column("findings", pa.list_(FINDING), "what is wrong or doubtful, and where"),
    Column("status", pa.string(), "ready | review"),
)

ARTICLES: Columns = (
    Column("article_id", pa.string(), "identity of the source: 16 hex digits of its id, URL or relative path"),
    Column("content_digest", pa.string(), "SHA-256 (hex) of the source's content as read, metadata included"),
    Column("source_uri", pa.string(), "path below the input folder; #N names the N-th record of a file, from 1"),
    Column("url", pa.string(), "canonical address; null if unknown"),
    Column("outlet", pa.string(), "who published it, in Chinese; null if unknown"),
    Column("author", pa.string(), "byline, in Chinese; null if unknown"),
    Column("published_at", pa.date32(), "local date in China; null when the page gives none"),
    Column("published_time", pa.string(), "local time of day in China, HH:MM; null when the page gives none"),
    Column("title_zh", pa.string(), "headline in Chinese; null if the page has none"),
    Column("title_en", pa.string(), "headline in English; null if there is no title"),
    Column("summary_zh", pa.string(), "summary in Chinese; null when the article is too short for one"),
    Column("summary_en", pa.string(), "the same in English"),
    Column("body_zh", pa.string(), "paragraphs joined by newlines"),
    Column("body_en", pa.string(), "paragraphs joined by newlines"),
    Column("paragraphs", pa.list_(PARAGRAPH), "Chinese beside English; index from 1"),
    Column("figures", pa.list_(FIGURE), "figures by segment; value in the base unit, as a decimal string"),
    Column("terms", pa.list_(CHECKED_TERM),
           "names and terms by segment: matched | missing; rule T1: from a list; also: other English that passes"),
    Column("findings", pa.list_(FINDING), "what is wrong or doubtful, and where"),
    Column("status", pa.string(), "ready | review"),
    Column("reprints", pa.list_(REPRINT), "other copies of the same story, none fuller than this one"),
    Column("provenance", PROVENANCE, "what made this row"),
)

SEGMENTS: Columns = (
    Column("article_id", pa.string(), "the article that the segment belongs to"),
    Column("segment", pa.string(), "title, summary, p1, p2, ..."),
    Column("zh", pa.string(), "Chinese source"),
    Column("en", pa.string(), "English translation"),
    Column("origin", pa.string(), "model | rule (no model needed) | person | memory (of an imported memory, unsigned)"),
    Column("model", pa.string(), "model that made it; empty where none was needed"),
    Column("tries", pa.int32(), "how often its most stubborn piece was generated"),
    Column("tried", pa.list_(pa.string()), "how pieces of it that failed were translated again, in this order"),
    Column("log_probability", pa.float64(), "mean per token, natural logarithm; null where the engine cannot tell"),
    Column("findings", pa.list_(FINDING), "findings of this segment"),
)

FACTS: Columns = (
    Column("article_id", pa.string(), "the article that the figure belongs to"),
    *FIGURE_COLUMNS,
)

REJECTS: Columns = (
    Column("source_uri", pa.string(), "path below the input folder; #N names the N-th record of a file, from 1"),
    Column("stage", pa.string(), "ingest, or the stage that gave it up"),
    Column("error_code", pa.string(), "machine-readable reason"),
    Column("message", pa.string(), "the reason in one sentence"),
    Column("excerpt", pa.string(), "start of the content, at most 200 characters; null if it cannot be read"),
    Column("run_id", pa.string(), "the run that rejected it"),
)

# What a stage says of each row beside its own columns; null means done.
REJECTION: Columns = (
    Column("error_code", pa.string(), "why the stage gave the row up for good; null if it did not"),
    Column("error_message", pa.string(), "the same in one sentence"),
)

DATASETS: Mapping[str, Columns] = {"articles": ARTICLES, "segments": SEGMENTS, "facts": FACTS, "rejects": REJECTS}


def arrow_schema(columns: Columns) -> pa.Schema:
    """The Arrow schema of `columns`, each meaning kept in its field's metadata."""
    return pa.schema([pa.field(c.name, c.type, metadata={"meaning": c.meaning}) for c in columns])


def table(rows: Sequence[Mapping[str, Any]], columns: Columns) -> pa.Table:
    """A table of `rows` in `columns`, checked: Arrow alone would drop unknown keys and null the missing.

    :raises SchemaError: a row has a key too many or too few, or a value of another type.
    """
    names = {c.name for c in columns}
    for row in rows:
        if row.keys() != names:
            raise SchemaError(f"a row differs from the schema in {sorted(row.keys() ^ names)}")
    try:
        return pa.Table.from_pylist(list(rows), schema=arrow_schema(columns))
    except (pa.ArrowInvalid, pa.ArrowTypeError, TypeError) as error:
        raise SchemaError(f"a value does not have its column's type: {error}") from error


def digest(*parts: str | None) -> str:
    """SHA-256 (64 hex digits) of strings; their borders and nulls count, so ("ab",) differs from ("a", "b")."""
    sha = hashlib.sha256()
    for part in parts:
        data = b"\xff" if part is None else part.encode("utf-8", "surrogatepass")
        sha.update(f"{len(data)}:".encode())
        sha.update(data)
    return sha.hexdigest()


def article_id(identity: str) -> str:
    """16 hex digits for what identifies a source: a stated id, a URL, or a path below the input folder."""
    return digest(identity)[:16]


def row_key(article: str, input_digest: str, fingerprint: str) -> str:
    """The key under which a stage's output row is kept: the same key means the same output."""
    return digest(article, input_digest, fingerprint)[:32]


def missing_columns(have: Iterable[str], need: Iterable[str]) -> list[str]:
    """Names in `need` that are not in `have`, in order."""
    present = set(have)
    return [name for name in need if name not in present]
