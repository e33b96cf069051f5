"""An article of a published output on the screen: Chinese above English, and what was found under each segment."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import InputError
from pipeline.export.printable import cut, one_line
from pipeline.export.published import Article, read_article_rows, read_articles, title_of
from pipeline.export.words import SEVERITIES, code_label, count, segment_label

if TYPE_CHECKING:
    from rich.text import Text

_TONES = {"high": "red", "medium": "yellow", "low": "dim"}
_TITLE_CHARS = 100


def listed(output: Path) -> "Iterator[Text]":
    """One line an article: status, id, findings, title; a title too long for the screen is cut.

    :raises InputError: nothing is published there.
    :raises DatasetError: it cannot be read.
    """
    from rich.text import Text

    for row in read_article_rows(output):
        findings = len(row["findings"] or ())
        line = Text(no_wrap=True, overflow="ellipsis")
        line.append(f"{row['status']:6}", "green" if row["status"] == "ready" else "yellow")
        line.append(f"  {row['article_id']}  ", "dim")
        line.append(f"{count(findings, 'finding') if findings else '':>11}  ", "dim")
        line.append(cut(one_line(title_of(row)), _TITLE_CHARS))
        yield line


def find_article(output: Path, name: str) -> Article:
    """The article whose id begins with `name`, or whose source is `name`.

    :raises InputError: there is none, or several.
    """
    found = [a for a in read_articles(output) if a.id.startswith(name) or a.row["source_uri"] == name]
    if len(found) == 1:
        return found[0]
    what = f"{len(found)} articles fit" if found else "no article is called"
    raise InputError(f"{output}: {what} '{name}'; `bridgehead show {output}` lists them")


def article_lines(article: Article) -> "Iterator[Text]":
    """A readable article, one Text a paragraph."""
    from rich.text import Text

    row = article.row
    ready = article.status == "ready"
    about = (row["published_at"], one_line(row["outlet"]), one_line(row["url"]), row["source_uri"])
    yield Text(one_line(article.title), "bold")
    yield Text("  |  ".join(str(v) for v in about if v), "dim")
    findings = count(len(row["findings"] or ()), "finding")
    yield Text("ready" if ready else f"to review: {findings}", "green" if ready else "yellow")
    for segment in article.segments:
        yield Text()
        yield Text(segment_label(segment.name), "bold cyan")
        yield Text(one_line(segment.zh), "dim")
        yield Text(one_line(segment.en)) if segment.en else Text("There is no English.", "red")
        for f in segment.findings:
            line = Text("  ! ", _TONES.get(f["severity"], ""))
            line.append(f"{code_label(f['code'])} ({SEVERITIES.get(f['severity'], f['severity'])}): ")
            yield line.append(one_line(f["message"]))
