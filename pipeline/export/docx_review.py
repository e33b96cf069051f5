"""review.docx: Chinese beside English for an editor, flagged cells shaded, findings as comments.

The English is edited in place and comes back by `bridgehead import`: the small line above each Chinese text says which
segment it is, and what its English was.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from docx.shared import Cm, Pt

from pipeline.export.docx_parts import (
    MUTED,
    SHADES,
    TEXT_CHARS,
    add_article,
    add_contents,
    add_text,
    keep_whole,
    new_document,
    new_table,
    save,
    shade,
)
from pipeline.export.marks import marks, runs
from pipeline.export.printable import cut, one_line
from pipeline.export.published import Article, Row, Segment, stamp
from pipeline.export.words import code_label, count, said_date

_WIDTHS = (11.0, 14.0)
_MESSAGE_CHARS = 1000
_WHOLE_CHARS = 1200       # about half a page: what is longer may be broken over two


def write_review_copy(articles: Iterable[Article], path: Path) -> None:
    """Write the bilingual copy; the whole document is held in memory, as the format wants it.

    :raises DatasetError: it cannot be written.
    """
    chosen = list(articles)
    document = new_document("Review copy", landscape=True)
    document.add_paragraph("Review copy", style="Title")
    add_text(document.add_paragraph(), "Edit the English on the right and leave the left side as it is. "
             "Shaded passages have findings: see the comments.", color=MUTED)
    add_contents(document, [(article.title, _state(article)) for article in chosen])
    for number, article in enumerate(chosen):
        _article(document, article, number, new_page=len(chosen) > 1)
    save(document, path)


def _state(article: Article) -> str:
    findings = article.row["findings"] or ()
    return "ready" if article.status == "ready" else f"to review, {count(len(findings), 'finding')}"


def _article(document: Any, article: Article, number: int, new_page: bool) -> None:
    row = article.row
    about = (_state(article), said_date(row["published_at"]), one_line(row["outlet"]))
    add_article(document, number, article.title, about, new_page)
    table = new_table(document, ("Chinese", "English"), _WIDTHS)
    for segment in article.segments:
        _segment(document, table.add_row(), article, segment)


def _segment(document: Any, row: Any, article: Article, segment: Segment) -> None:
    left, right = row.cells
    if max(3 * len(segment.zh), len(segment.en)) <= _WHOLE_CHARS:
        keep_whole(row)
    left.width, right.width = Cm(_WIDTHS[0]), Cm(_WIDTHS[1])
    label = left.paragraphs[0]
    add_text(label, label_of(article.id, segment), color=MUTED, size=Pt(7))
    label.paragraph_format.space_after = Pt(0)
    add_text(left.add_paragraph(), cut(segment.zh, TEXT_CHARS))
    label.paragraph_format.space_before = Pt(3)
    right.paragraphs[0].paragraph_format.space_before = Pt(13)      # the first line stands beside that of the Chinese
    figures, whole = _english(right.paragraphs[0], segment)
    if segment.findings:
        worst = min(segment.findings, key=lambda f: list(SHADES).index(f["severity"]))
        shade(right, SHADES[worst["severity"]])
    for finding in segment.findings:
        anchor = _figure(finding, figures) or whole or add_text(right.paragraphs[0], " ")
        message = cut(f"{code_label(finding['code'])}. {finding['message']}", _MESSAGE_CHARS)
        document.add_comment(anchor, text=message, author="Bridgehead", initials="B")


def _english(paragraph: Any, segment: Segment) -> tuple[list[tuple[str, list[Any]]], list[Any]]:
    """Write the English, what is wrong in bold; the runs of each figure with its text, and all runs."""
    figures, whole = list[tuple[str, list[Any]]](), list[Any]()
    for run in runs(english(segment), marks(segment, "en")):
        wrong = run.mark is not None and run.mark.verdict not in ("matched", "slight")
        made = add_text(paragraph, run.text, bold=wrong or None)
        whole += made
        if run.mark is not None and run.mark.kind == "figure":
            figures.append((run.text.strip(), made))
    return figures, whole


def _figure(finding: Row, figures: Sequence[tuple[str, list[Any]]]) -> list[Any]:
    """The runs of the English figure that a finding quotes; none where it quotes none."""
    said = f"{finding['message']} "
    return next((made for text, made in figures if f" says {text}" in said), [])


def label_of(article_id: str, segment: Segment) -> str:
    """The line by which an import knows a segment, and what its English was."""
    return f"{article_id} {segment.name} {stamp(english(segment))}"


def english(segment: Segment) -> str:
    """The English as the copy holds it."""
    return cut(segment.en, TEXT_CHARS)
