"""From the columns of the stages to the rows that are published."""

from collections.abc import Mapping
from typing import Any

from pipeline.schema import ARTICLES

_COPIED = ("article_id", "content_digest", "source_uri", "url", "outlet", "author", "published_at", "published_time",
           "title_zh", "summary_zh", "terms", "findings", "status")


def article_row(row: Mapping[str, Any], provenance: Mapping[str, Any]) -> dict[str, Any]:
    """One row of schema.ARTICLES from one row of SOURCE and all stages."""
    english = {t["segment"]: t["en"] for t in row["translations"]}
    chinese = [text or "" for text in row["paragraphs_zh"]]
    bodies = [" ".join((english.get(f"p{i}") or "").split()) for i in range(1, len(chinese) + 1)]
    pairs = enumerate(zip(chinese, bodies, strict=True), 1)
    made = {
        "title_en": english.get("title"), "summary_en": english.get("summary"),
        "body_zh": "\n".join(chinese), "body_en": "\n".join(bodies),
        "paragraphs": [{"index": i, "zh": zh, "en": en} for i, (zh, en) in pairs],
        "figures": [_figure(fact) for fact in row["facts"] if fact["zh"] is not None],
        "reprints": row.get("reprints") or [], "provenance": dict(provenance),
    }
    found = {name: row[name] for name in _COPIED} | made
    return {column.name: found[column.name] for column in ARTICLES}


def _figure(fact: Mapping[str, Any]) -> dict[str, Any]:
    """A value of schema.FIGURE from one of schema.FACT."""
    values = [None if v is None else f"{v.normalize():f}" for v in (fact["value"], fact["low"], fact["high"])]
    value, low, high = values
    if value is None and (low or high):
        value = f"{low or '..'}/{high or '..'}"
    return {"segment": fact["segment"], "zh": fact["zh"], "value": value or fact["date"],
            "unit": fact["currency"] or fact["unit"], "en": fact["en"], "status": fact["status"]}


def fact_rows(row: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows of schema.FACTS of one article."""
    return [{"article_id": row["article_id"], **fact} for fact in row["facts"]]


def segment_rows(row: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows of schema.SEGMENTS of one article, in reading order."""
    return [{
        "article_id": row["article_id"], "segment": t["segment"], "zh": t["zh"], "en": t["en"],
        "origin": t["origin"], "model": t["model"], "tries": t["tries"], "tried": t["tried"],
        "log_probability": t["log_probability"],
        "findings": [f for f in row["findings"] if f["segment"] == t["segment"]],
    } for t in row["translations"]]
