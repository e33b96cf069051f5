"""Published outputs to make materials from: articles of our own, checked by the real checker."""

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document
from lxml import etree

from pipeline import schema
from pipeline.export.materials import export
from pipeline.export.parquet import Publisher
from pipeline.stages.check import CheckSettings, check_article

ALL = schema.SOURCE + schema.CLEANED + schema.SUMMARY + schema.TRANSLATION + schema.CHECKED
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
MODEL = {"role": "translate", "name": "parrot", "digest": "0123abcd", "engine": "echo"}
TERMS = {"滨河新区": "Binhe New Area", "地区生产总值": "regional GDP", "山东省": "Shandong Province"}

# segment -> (Chinese, English); the first has a figure wrong by ten, one missing, and Chinese left.
FAULTY = {
    "title": ("滨河新区产业园开工", "Binhe New Area industrial park breaks ground"),
    "summary": ("2023年，滨河新区实现地区生产总值498.2亿元，增长4.7%。",
                "In 2023 the regional GDP of Binhe New Area was 498.2 billion yuan, up 4.7%."),
    "p1": ("2023年，滨河新区实现地区生产总值498.2亿元，同比增长4.7%。",
           "In 2023 the regional GDP of Binhe New Area was 49.82 billion yuan, up 4.7% year on year."),
    "p2": ("电池基地占地640亩，总投资35.6亿元，计划明年投产。",
           "The battery base 电池 covers 42.7 hectares (640 mu) and is to go into production next year."),
}
FAULTLESS = {
    "title": ("山东省新签约12个项目", "Shandong Province signs 12 projects"),
    "summary": ("项目总投资86亿元，占地1200亩。",
                "The projects involve total investment of 8.6 billion yuan and cover 80 hectares (1,200 mu)."),
    "p1": ("山东省新签约项目12个，总投资86亿元，占地1200亩。",
           "Shandong Province has signed 12 projects with total investment of 8.6 billion yuan, covering 80 hectares "
           "(1,200 mu)."),
}
Texts = Mapping[str, tuple[str, str]]


def translations(texts: Texts, person: Sequence[str] = ()) -> list[dict[str, Any]]:
    """Values of schema.TRANSLATED; `person` names the segments that a person wrote."""
    return [{
        "segment": name, "zh": zh, "localised": zh, "en": en, "origin": "person" if name in person else "model",
        "model": "parrot", "tries": 1, "tried": [], "log_probability": -0.4, "complete": True,
        "terms": [{"zh": z, "en": e, "category": "", "status": "approved", "rule": "T1"}
                  for z, e in TERMS.items() if z in zh],
    } for name, (zh, en) in texts.items()]


def article(name: str, texts: Texts, person: Sequence[str] = (), **columns: Any) -> dict[str, Any]:
    """A row of all stages, checked."""
    done = translations(texts, person)
    row: dict[str, Any] = {column.name: None for column in ALL}
    return row | {
        "article_id": schema.article_id(name), "content_digest": schema.digest(name), "source_uri": f"{name}.txt",
        "markup": "text", "raw": "原文", "url": f"https://example.cn/{name}.html", "outlet": "滨河日报",
        "published_at": date(2024, 3, 5), "published_time": None, "removed": [],
        "title_zh": texts.get("title", (None,))[0],
        "summary_zh": texts.get("summary", (None,))[0],
        "paragraphs_zh": [zh for segment, (zh, _) in texts.items() if segment.startswith("p")],
        "translations": done, **check_article(done, CheckSettings()),
    } | columns


def publish(output: Path, articles: Sequence[dict[str, Any]], part: int = 2) -> Path:
    """`output` with these articles and one reject."""
    provenance = {"pipeline_version": "1", "config_digest": "ab", "created_at": datetime(2026, 1, 2, 3, 4, tzinfo=UTC),
                  "models": [MODEL], "run_id": "20260102T030400Z-abcdef"}
    publisher = Publisher(output, provenance, {"bridgehead.run_id": "r1"}, part)
    for at in range(0, len(articles), part):
        publisher.add(schema.table(articles[at:at + part], ALL))
    publisher.reject([{"source_uri": "x.txt", "stage": "clean", "error_code": "no_body", "message": "Empty.",
                       "excerpt": None}])
    counts = {"sources": len(articles) + 1, "refused": 0, "articles": len(articles), **publisher.statuses,
              "rejects": 1, "failed": 0}
    publisher.publish({
        "schema_version": "1", "pipeline_version": "1", "run_id": provenance["run_id"], "input": "in",
        "created_at": "2026-01-02T03:04:00+00:00", "config": {"translate": {"model": "parrot"}}, "models": [MODEL],
        "config_digest": "ab", "content_digest": "d", "counts": counts, "tokens": {"prompt": 900, "new": 450},
        "seconds": 90.0, "stages": [
            {"name": "clean", "fingerprint": "clean v1", "read": counts["sources"], "done": len(articles),
             "rejected": 1, "duplicates": 0, "failed": 0, "computed": counts["sources"], "seconds": 0.4},
            {"name": "translate", "fingerprint": "translate v1 | parrot@0123abcd | echo", "read": len(articles),
             "done": len(articles), "rejected": 0, "duplicates": 0, "failed": 0, "computed": len(articles),
             "seconds": 88.5}],
    })
    return output


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three articles, to read only: one to review, one ready, one ready without title, summary, outlet and date."""
    bare = article("bare", {"p1": FAULTLESS["p1"]}, url=None, outlet=None, published_at=None)
    rows = [article("faulty", FAULTY), article("fine", FAULTLESS), bare]
    return publish(tmp_path_factory.mktemp("published") / "out", rows)


@pytest.fixture
def output(published: Path, tmp_path: Path) -> Path:
    """The three articles, to work on."""
    return shutil.copytree(published, tmp_path / "out")


@pytest.fixture
def press(tmp_path: Path) -> Callable[..., Path]:
    """Publish articles of one's own: press(article(...), ...)."""
    return lambda *rows: publish(tmp_path / "own", rows)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The system's Chromium; tests that need it are skipped only where there is none."""
    if CHROMIUM is None:
        pytest.skip("there is no Chromium on this machine: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@dataclass
class Visit:
    """A page that was opened from disk; `faults` collects what must not happen: errors, requests, dialogs."""

    page: Any
    faults: list[str] = field(default_factory=list)

    def open(self, path: Path, anchor: str = "") -> "Visit":
        url = path.as_uri()
        self.page.on("console", lambda m: self.faults.append(f"console: {m.text}"))
        self.page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        self.page.on("dialog", lambda dialog: (self.faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        self.page.on("request", lambda r: r.url.startswith(url) or self.faults.append(f"request: {r.url}"))
        self.page.goto(url + anchor)
        return self

    def listed(self) -> list[str]:
        """The titles in the list that a reader sees."""
        return [t.inner_text() for t in self.page.query_selector_all("#list li:not([hidden]) .t")]

    def title(self) -> str | None:
        """The headline of the article on the screen."""
        shown = [h.inner_text() for h in self.page.query_selector_all("article h2") if h.is_visible()]
        assert len(shown) <= 1
        return shown[0] if shown else None


@pytest.fixture
def visit(chromium: Any) -> Iterator[Callable[..., Visit]]:
    """Open a page from disk: visit(path, width=390, dark=True); whatever went wrong on it fails the test."""
    visits = list[Visit]()

    def open_page(path: Path, width: int = 1280, dark: bool = False, anchor: str = "", **options: Any) -> Visit:
        context = chromium.new_context(viewport={"width": width, "height": 900}, offline=True,
                                       color_scheme="dark" if dark else "light", **options)
        visits.append(Visit(context.new_page()))
        return visits[-1].open(path, anchor)

    yield open_page
    faults = [fault for v in visits for fault in v.faults]
    for v in visits:
        v.page.context.close()
    assert faults == []


@pytest.fixture
def many() -> Callable[[int], list[dict[str, Any]]]:
    """So many long articles, two in three to review, each with more than a hundred figures and terms."""
    texts = dict(FAULTY)
    for i in range(1, 13):
        texts[f"p{i}"] = (FAULTY["p1"][0] * 3 + FAULTY["p2"][0], f"{FAULTY['p1'][1]} " * 3 + FAULTY["p2"][1])
    long = article("long", texts)
    return lambda number: [long | {
        "article_id": schema.article_id(f"long{i}"), "source_uri": f"long{i}.txt",
        "status": "review" if i % 3 else "ready",
    } for i in range(number)]


@pytest.fixture(scope="session")
def publish_to() -> Callable[[Path, Sequence[dict[str, Any]]], Path]:
    """publish_to(folder, articles): as `press`, for what several tests share."""
    return publish


@pytest.fixture(scope="session")
def make_article() -> Callable[..., dict[str, Any]]:
    """article(name, {segment: (zh, en)}, **columns): a row of all stages, checked."""
    return article


X = "{urn:oasis:names:tc:xliff:document:2.0}"
Change = Callable[[str, str, str], str | None]      # (article, segment, English) -> English, or None to leave it


def edit_docx(path: Path, change: Change) -> None:
    document = Document(str(path))
    for table in document.tables:
        for row in table.rows[1:]:
            article, segment, _ = row.cells[0].paragraphs[0].text.split()
            new = change(article, segment, row.cells[1].text)
            if new is not None:
                row.cells[1].text = new
    document.save(str(path))


def edit_xlsx(path: Path, change: Change) -> None:
    book = openpyxl.load_workbook(path)
    for row in book["segments"].iter_rows(min_row=2):
        new = change(row[0].value, row[1].value, row[3].value or "")
        if new is not None:
            row[3].value = new
    book.save(path)


def edit_tmx(path: Path, change: Change) -> None:
    tree = etree.parse(str(path))
    for unit in tree.iter("tu"):
        english = unit.findall("tuv/seg")[1]
        new = change(*unit.get("tuid").split("."), english.text)
        english.text = english.text if new is None else new
    tree.write(str(path), encoding="utf-8")


def edit_xliff(path: Path, change: Change) -> None:
    tree = etree.parse(str(path))
    for unit in tree.iter(f"{X}unit"):
        english = unit.find(f".//{X}target")
        new = change(unit.getparent().get("id"), unit.get("id"), english.text or "")
        english.text = english.text if new is None else new
    tree.write(str(path), encoding="utf-8")


EDITORS: dict[str, tuple[str, Callable[[Path, Change], None]]] = {
    "docx": ("review.docx", edit_docx), "xlsx": ("articles.xlsx", edit_xlsx), "tmx": ("articles.tmx", edit_tmx),
    "xliff": ("articles.xlf", edit_xliff),
}


@pytest.fixture
def edited() -> Callable[[Path, str, Change], Path]:
    """An export of an output as a person sends it back: edited(output, form, change)."""

    def give_and_take(output: Path, form: str, change: Change) -> Path:
        name, edit = EDITORS[form]
        folder = output.parent / f"edited-{form}"
        export(output, form, folder)
        edit(folder / name, change)
        return folder / name

    return give_and_take
