"""review.html: what needs a person's eye first, Chinese beside English, every figure and term linked both ways."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pipeline.config import shipped
from pipeline.export.manifest import read_manifest
from pipeline.export.marks import Language, marks, runs
from pipeline.export.page import stage_rows, write_page
from pipeline.export.printable import cut, one_line, web_address
from pipeline.export.published import Article, Row, Segment, read_article_rows, read_articles, title_of
from pipeline.export.words import (
    RULES,
    SEVERITIES,
    code_label,
    origin_label,
    segment_label,
    value_label,
    verdict_label,
)
from pipeline.text.glossary import parse_glossary
from pipeline.text.zh.places import PLACES

PAGE = "review.html"
STATUSES = ("review", "ready")
# More would make a page that a browser opens slowly; what needs review comes first, so ready articles are left out.
MOST = 2000
_TITLE_CHARS, _MESSAGE_CHARS, _URI_CHARS = 300, 600, 120
_TEXT_CHARS = 50_000    # no paragraph that a person wrote is longer, and a browser stalls on one of a megabyte
_PLACES, _CHARTED = 8, 6
_ORDER = {"high": 0, "medium": 1, "low": 2}


@dataclass(frozen=True)
class Entry:
    """An article in the list: what can be filtered by. `codes` counts its findings by code."""

    id: str
    status: str
    title: str
    title_zh: str
    outlet: str
    date: str
    codes: Mapping[str, int]
    places: tuple[str, ...]
    grave: int


def write_review(
    output: Path, path: Path | None = None, statuses: Iterable[str] = STATUSES, ids: Collection[str] = (),
) -> Path:
    """Write the review page of a published output; into the output itself, unless `path` says otherwise. With `ids`,
    only these articles are in it.

    :raises InputError: nothing is published there.
    :raises DatasetError: the tables cannot be read, or the page cannot be written.
    """
    rows = (row for row in read_article_rows(output) if not ids or row["article_id"] in ids)
    entries, numbers = _entries(row for row in rows if row["status"] in set(statuses))
    shown = {e.id: e for e in entries}
    articles = (data(a, shown[a.id]) for a in read_articles(output) if a.id in shown)
    path = path or output / PAGE
    manifest = read_manifest(output) or {}
    codes = Counter(code for e in entries for code in e.codes).most_common()
    write_page(path, "review.html", "common.css+review.css", "article.js+review.js", {
        "manifest": manifest, "entries": entries, "articles": articles, "numbers": numbers,
        "left_out": numbers.total() - len(entries), "codes": codes,
        "places": Counter(place for e in entries for place in e.places).most_common(),
        "code_rows": [(code_label(code), number, f"{number:,}") for code, number in codes[:_CHARTED]],
        "stage_rows": stage_rows(manifest), "rules": RULES,
    })
    return path


def _entries(rows: Iterable[Row]) -> tuple[list[Entry], Counter[str]]:
    """What the list holds, and how many articles there are of each status, listed or not."""
    places, numbers = _known_places(), Counter[str]()
    kept: dict[str, list[Entry]] = {status: [] for status in STATUSES}
    for row in rows:
        numbers[row["status"]] += 1
        if len(kept[row["status"]]) < MOST:
            kept[row["status"]].append(entry(row, places))
    kept["review"].sort(key=lambda e: -e.grave)     # the gravest first, otherwise as they were published
    return [e for status in STATUSES for e in kept[status]][:MOST], numbers


def entry(row: Row, places: Mapping[str, str]) -> Entry:
    """What the list says of a row of articles/; `places` gives the English of Chinese place names."""
    findings = row["findings"] or []
    named = Counter(places[t["zh"]] for t in row["terms"] or () if t["zh"] in places)
    return Entry(
        id=row["article_id"], status=row["status"], title=cut(one_line(title_of(row)), _TITLE_CHARS),
        title_zh=cut(one_line(row["title_zh"]), _TITLE_CHARS), outlet=cut(one_line(row["outlet"]), _TITLE_CHARS),
        date=row["published_at"].isoformat() if row["published_at"] else "",
        codes=dict(Counter(f["code"] for f in findings)), places=tuple(name for name, _ in named.most_common(_PLACES)),
        grave=sum(f["severity"] == "high" for f in findings),
    )


def data(article: Article, about: Entry) -> dict[str, Any]:
    """All that the page's script says of an article, as JSON. A text is a list of runs: a string, or for a mark
    [text, refs, verdict]; figures and `terms` (the approved English) go by these refs, rules by their ids, which the
    page explains once.
    """
    segments, figures, terms = list[Any](), list[Any](), dict[str, str]()
    for segment in article.segments:
        segments.append({
            "name": segment.name, "label": segment_label(segment.name), "origin": origin_label(segment.origin),
            "zh": _runs(segment, "zh", len(figures), len(terms)), "en": _runs(segment, "en", len(figures), len(terms)),
        })
        figures += [_figure(f"f{i}", fact) for i, fact in enumerate(segment.facts, len(figures))]
        terms |= {f"t{i}": term["en"] for i, term in enumerate(segment.terms, len(terms))}
    return asdict(about) | {
        "url": web_address(article.row["url"]), "uri": cut(article.row["source_uri"], _URI_CHARS), "segments": segments,
        "findings": [_finding(f) for f in _sorted(article.row["findings"] or ())], "figures": figures, "terms": terms,
    }


def _runs(segment: Segment, language: Language, figures: int, terms: int) -> list[Any]:
    text = cut(segment.zh if language == "zh" else segment.en, _TEXT_CHARS)
    return [[run.text, " ".join(run.mark.refs), run.mark.verdict] if run.mark else run.text
            for run in runs(text, marks(segment, language, figures, terms))]


def _figure(ref: str, fact: Row) -> dict[str, Any]:
    return {"ref": ref, "zh": fact["zh"], "en": fact["en"], "value": value_label(fact), "status": fact["status"],
            "verdict": verdict_label(fact), "rules": fact["rules"] or [], "segment": fact["segment"],
            "where": segment_label(fact["segment"])}


def _finding(finding: Row) -> dict[str, Any]:
    return {"segment": finding["segment"], "where": segment_label(finding["segment"]), "severity": finding["severity"],
            "label": code_label(finding["code"]), "message": cut(finding["message"] or "", _MESSAGE_CHARS),
            "note": SEVERITIES.get(finding["severity"], ""), "rule": finding["rule"] or ""}


def _sorted(findings: Iterable[Row]) -> list[Row]:
    return sorted(findings, key=lambda f: _ORDER.get(f["severity"], 3))


def _known_places() -> dict[str, str]:
    """The English of each place name of the shipped gazetteer; none where it cannot be read."""
    name = "configs/glossary/places.csv"
    try:
        found = parse_glossary(shipped(name).read_text("utf-8-sig"), name)
    except (OSError, ValueError):
        return {}
    return {e.zh: e.en for e in found if e.category in PLACES}
