"""brief.docx: a clean English brief for an investor, several articles in one file with a list of contents."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from docx.shared import Cm, Pt

from pipeline.export.docx_parts import (
    HEADING_CHARS,
    MUTED,
    TEXT_CHARS,
    add_article,
    add_contents,
    add_text,
    keep_whole,
    new_document,
    new_table,
    save,
)
from pipeline.export.printable import cut, one_line, web_address
from pipeline.export.published import Article, Row
from pipeline.export.words import count, said_date, value_label

# What an investor looks for in a table; dates and ranks are read in the text.
_KEY = ("money", "per-area-money", "area", "percent", "points", "power", "energy", "mass", "volume", "length", "count")
_MOST_FIGURES = 12
_WIDTHS = (6.0, 5.5, 4.5)


def write_brief(articles: Iterable[Article], path: Path) -> None:
    """Write the brief; the whole document is held in memory, as the format wants it.

    :raises DatasetError: it cannot be written.
    """
    chosen = list(articles)
    document = new_document("Investment brief")
    document.add_paragraph("Investment brief", style="Title")
    about = f"{count(len(chosen), 'article')}{_period(chosen)}" if chosen else "No article is ready for a brief."
    add_text(document.add_paragraph(), about, color=MUTED)
    add_contents(document, [(a.title, said_date(a.row["published_at"])) for a in chosen])
    for number, article in enumerate(chosen):
        _article(document, article, number, new_page=len(chosen) > 1)
    save(document, path)


def _period(articles: list[Article]) -> str:
    days = [a.row["published_at"] for a in articles if a.row["published_at"]]
    if not days:
        return ""
    first, last = said_date(min(days)), said_date(max(days))
    return f", {first}" if first == last else f", {first} to {last}"


def _article(document: Any, article: Article, number: int, new_page: bool) -> None:
    row = article.row
    about = (said_date(row["published_at"]), one_line(row["outlet"]))
    add_article(document, number, article.title, about, new_page, _draft(article))
    if row["summary_en"]:
        add_text(document.add_paragraph(style="Summary"), _text(row["summary_en"]))
    for segment in article.paragraphs:
        if segment.en:
            add_text(document.add_paragraph(), _text(segment.en))
    if figures := list(_key_figures(article)):
        _figure_table(document, figures)
    _source(document, article)


def _draft(article: Article) -> str:
    """The warning that an article to review carries where a reader cannot miss it."""
    findings = count(len(article.row["findings"] or ()), "finding")
    return "" if article.status == "ready" else f"Draft, not yet reviewed: {findings}"


def _figure_table(document: Any, figures: Iterable[Row]) -> None:
    document.add_heading("Key figures", level=2)
    table = new_table(document, ("In this article", "Exact value", "In the Chinese original"), _WIDTHS)
    for fact in figures:
        texts = (fact["en"], value_label(fact), fact["zh"])
        row = table.add_row()
        keep_whole(row)
        for cell, text, width in zip(row.cells, texts, _WIDTHS, strict=True):
            cell.width = Cm(width)
            cell.paragraphs[0].style = "Cell"
            add_text(cell.paragraphs[0], cut(one_line(text), HEADING_CHARS))


def _text(text: str) -> str:
    return cut(one_line(text), TEXT_CHARS)


def _key_figures(article: Article) -> Iterator[Row]:
    """The figures that the Chinese and the English agree on, each once, in reading order."""
    seen = set[tuple[Any, ...]]()
    for fact in article.facts:
        key = (fact["value"], fact["low"], fact["high"], fact["unit"], fact["currency"], fact["dimension"])
        bare = fact["dimension"] == "count" and not fact["unit"]      # 17, of what the table cannot say
        if fact["status"] != "matched" or fact["dimension"] not in _KEY or bare or key in seen:
            continue
        seen.add(key)
        yield fact
        if len(seen) == _MOST_FIGURES:
            return


def _source(document: Any, article: Article) -> None:
    row = article.row
    parts = [f"Source: {one_line(row['outlet']) or one_line(row['source_uri'])}"]
    if row["title_zh"]:
        parts.append(f"《{cut(one_line(row['title_zh']), HEADING_CHARS)}》")
    if url := web_address(row["url"]):
        parts.append(url)
    edited = sum(segment.origin == "person" for segment in article.segments)
    if edited:
        made = f"Translated by machine; {count(edited, 'passage')} edited by a person."
    else:
        made = "Translated by machine."
    checked = "Figures and terms were compared with the Chinese, and agree."
    if draft := _draft(article):
        checked = f"{draft}."
    note = document.add_paragraph()
    note.paragraph_format.space_before = Pt(14)
    add_text(note, f"{', '.join(parts)}. {made} {checked}", color=MUTED, size=Pt(8.5))
