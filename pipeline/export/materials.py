"""Which materials there are, what they are called, and which articles are in them unless a caller says otherwise."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipeline.errors import InputError
from pipeline.export.manifest import read_manifest
from pipeline.export.published import Article, read_articles

Status = str | None     # ready, review, or None for both


@dataclass(frozen=True)
class Choice:
    """Which articles: of a status (`None`: both; "" leaves it to each material), or of these ids alone."""

    status: Status = ""
    ids: Collection[str] = ()


@dataclass(frozen=True)
class Material:
    """One file: its name, the status of its articles by default, and `write(articles, path, made)`; `made` is when the
    run that published the articles began."""

    file: str
    status: Status
    write: Callable[[Iterator[Article], Path, datetime | None], None]


def export(output: Path, form: str, folder: Path | None = None, choice: Choice | None = None) -> list[Path]:
    """Write the files of a format into `folder` (the output itself), and say where they are.

    :raises InputError: nothing is published in `output`, or an article that was asked for is not there.
    :raises DatasetError: the tables cannot be read, or a file cannot be written.
    """
    from pipeline.export.review_page import PAGE, STATUSES, write_review

    folder, choice = folder or output, choice or Choice()
    if choice.ids:
        _known(output, choice.ids)
    if form == "html":
        statuses = [choice.status] if choice.status else STATUSES
        return [write_review(output, folder / PAGE, statuses, choice.ids)]
    made = _made(output)
    for material in _materials()[form]:
        chosen = material.status if choice.status == "" and not choice.ids else choice.status or None
        articles = (a for a in read_articles(output, chosen) if not choice.ids or a.id in choice.ids)
        material.write(articles, folder / material.file, made)
    return [folder / material.file for material in _materials()[form]]


FORMATS = ("html", "docx", "xlsx", "tmx", "xliff", "feed")


def _materials() -> Mapping[str, Sequence[Material]]:
    from pipeline.export.docx_brief import write_brief
    from pipeline.export.docx_review import write_review_copy
    from pipeline.export.feeds import write_json_feed, write_rss
    from pipeline.export.tmx import write_tmx
    from pipeline.export.xliff import write_xliff
    from pipeline.export.xlsx import write_xlsx

    return {
        "docx": (Material("brief.docx", "ready", lambda a, path, made: write_brief(a, path)),
                 Material("review.docx", None, lambda a, path, made: write_review_copy(a, path))),
        "xlsx": (Material("articles.xlsx", None, lambda a, path, made: write_xlsx(a, path)),),
        "tmx": (Material("articles.tmx", None, write_tmx),),
        "xliff": (Material("articles.xlf", None, lambda a, path, made: write_xliff(a, path)),),
        "feed": (Material("feed.json", "ready", lambda a, path, made: write_json_feed(a, path)),
                 Material("feed.rss", "ready", write_rss)),
    }


def _known(output: Path, ids: Collection[str]) -> None:
    missing = set(ids) - {article.id for article in read_articles(output)}
    if missing:
        raise InputError(f"{output}: no article {', '.join(sorted(missing))}; `bridgehead show {output}` lists them")


def _made(output: Path) -> datetime | None:
    try:
        return datetime.fromisoformat(str((read_manifest(output) or {}).get("created_at")))
    except ValueError:
        return None


def write_pages(output: Path) -> list[Path]:
    """Bring review.html and report.html of an output up to date, where they are of another run or missing.

    :raises DatasetError: they cannot be written.
    """
    from pipeline.export import report_page, review_page

    run_id = str((read_manifest(output) or {}).get("run_id"))
    pages = ((review_page.PAGE, review_page.write_review), (report_page.PAGE, report_page.write_report))
    return [write(output) for name, write in pages if not _is_of(output / name, run_id)]


def _is_of(page: Path, run_id: str) -> bool:
    """Whether a page says in its head that it was made for a run."""
    try:
        with page.open("rb") as file:
            return f'name="bridgehead-run" content="{run_id}"'.encode() in file.read(4096)
    except OSError:
        return False
