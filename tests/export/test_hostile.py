"""Hostile articles in every material: nothing active, nothing broken, nothing lost without a trace."""

import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from docx import Document
from lxml import etree

from pipeline.cli import app
from pipeline.export.materials import FORMATS, Choice, export, write_pages
from pipeline.export.published import read_articles
from pipeline.schema import DATASETS

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
SCHEMAS = Path(__file__).parent / "schemas"
EVIL = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</script><script>alert(1)</script>",
    "<a href='javascript:alert(1)'>x</a>", "<svg/onload=alert(1)>", "]]><x>", "<!-- --><!--",
    "&lt;b&gt; &amp;amp; &#0;",
    "=cmd|'/C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", '=HYPERLINK("http://example.com","x")', "\t=1+1",
    "\u202e498.2\u202c \u2066x\u2069", "a\0b\x1b[31mc\x85d\ufffe", "{{ 7*7 }} {% raw %} ${x}",
    '" onmouseover="alert(1)',
    "<style>*{display:none}</style>", "`${alert(1)}`", "\\u003cscript>", "%s %n \\", "\ud7ff\U0010fffd",
)
CELLS = "=+-@\t"


@pytest.fixture(scope="module")
def evil(publish_to: Callable[..., Path], make_article: Callable[..., dict[str, Any]],
         tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output whose every text is hostile: titles, bodies, outlets, addresses, findings, sources."""
    texts = {"title": (EVIL[0] + "标题", EVIL[2]), "summary": ("摘要" + EVIL[14], EVIL[8])} | {
        f"p{i}": (f"{bad}中文498.2亿元", bad) for i, bad in enumerate(EVIL, 1)}
    row = make_article("evil", texts, url="javascript:alert(document.domain)", outlet=EVIL[1], author=EVIL[7],
                       source_uri=f"../{EVIL[0]}/{EVIL[8]}")
    row["findings"] = [*row["findings"], {"code": EVIL[1], "severity": "high", "segment": "p1", "message": EVIL[2],
                                          "rule": EVIL[4]}]
    rows = [row, row | {"article_id": "f" * 16, "status": "ready"}]
    return publish_to(tmp_path_factory.mktemp("evil") / "out", rows)


@pytest.fixture(scope="module")
def huge(publish_to: Callable[..., Path], make_article: Callable[..., dict[str, Any]],
         tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An article with a title of a megabyte."""
    texts = {"title": ("德" * 1_000_000, "A" * 1_000_000), "p1": ("占地800亩。", "It covers 53.3 hectares (800 mu).")}
    return publish_to(tmp_path_factory.mktemp("huge") / "out", [make_article("huge", texts) | {"status": "ready"}])


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole run, with the echo engine, over hostile files of several formats."""
    folder = tmp_path_factory.mktemp("run")
    inputs, body = folder / "in", "滨河新区2023年实现地区生产总值498.2亿元，同比增长4.7%，占地800亩的项目开工。"
    inputs.mkdir()
    for i, bad in enumerate(EVIL):
        head = f"{bad}滨河新区项目开工{i}\n\n来源：滨河日报 2024-03-05"
        (inputs / f"{i:02}.txt").write_text(f"{head}\n\n{bad}{body}{i}\n\n第{i}个项目{bad}已经投产。\n", "utf-8")
    whole = {"title": EVIL[2] + "滨河新区开工", "body": "\n\n".join(bad + body for bad in EVIL), "outlet": EVIL[1],
             "url": "javascript:alert(1)", "published_at": "2024-03-05", "author": EVIL[8]}
    (inputs / "evil.json").write_text(json.dumps(whole), "utf-8")
    (inputs / "huge.json").write_text(json.dumps({"title": "滨河<script>" * 100_000, "body": body}), "utf-8")
    paragraphs = "".join(f"<p onclick=alert(1)>{bad}{body}</p>" for bad in EVIL)
    page = f"<title>{EVIL[8]} 滨河新区</title><h1>{EVIL[1]}滨河新区</h1>{paragraphs}"
    (inputs / "evil.html").write_text(page, "utf-8")
    config = Path(__file__).parents[2] / "configs/echo.yaml"
    words = ["run", "-q", "--input", inputs, "--output", folder / "out", "--config", config]
    result = CliRunner().invoke(app, [str(word) for word in words])
    assert result.exit_code == 0, result.output
    return folder / "out"


KINDS = ["evil", "huge", pytest.param("run", marks=pytest.mark.slow)]


@cache
def every(output: Path) -> dict[str, Path]:
    """All materials of an output, made once."""
    made = [path for form in FORMATS for path in export(output, form, output.parent / "made", Choice(None))]
    return {path.name: path for path in made}


@pytest.mark.slow     # a browser
@pytest.mark.parametrize("kind", KINDS)
def test_pages_open_and_nothing_in_them_runs(
    kind: str, request: pytest.FixtureRequest, visit: Callable[..., Any],
) -> None:
    output = request.getfixturevalue(kind)
    for path in write_pages(output):
        seen = visit(path)      # an error, a request, a dialog fails the test
        active = "[onerror], [onload], [onmouseover], img, iframe, a[href^=javascript]"
        assert seen.page.query_selector_all(active) == []
        assert len(seen.page.query_selector_all("script:not([type])")) <= 1
    seen = visit(output / "review.html")
    for _ in range(2):
        seen.page.keyboard.press("n")
        seen.page.keyboard.press("j")
    if kind == "evil":
        said = seen.page.inner_text("#articles")
        assert "<script>alert(1)</script>" in said and "{{ 7*7 }}" in said
        assert not re.search("[\u202a-\u202e\u2066-\u2069\0\x1b]", seen.page.content())


@pytest.mark.parametrize("kind", KINDS)
def test_each_file_opens_and_is_valid(kind: str, request: pytest.FixtureRequest) -> None:
    made = every(request.getfixturevalue(kind))
    assert etree.DTD(str(SCHEMAS / "tmx14.dtd")).validate(etree.parse(str(made["articles.tmx"])))
    xliff = etree.XMLSchema(file=str(SCHEMAS / "xliff21.xsd"))
    assert xliff.validate(etree.parse(str(made["articles.xlf"]))), xliff.error_log
    etree.parse(str(made["feed.rss"]))
    assert json.loads(made["feed.json"].read_text("utf-8"))["items"]
    for name in ("brief.docx", "review.docx"):
        assert Document(str(made[name])).paragraphs
    openpyxl.load_workbook(made["articles.xlsx"])


@pytest.mark.slow
def test_every_table_is_whole_and_its_text_as_it_came(run: Path) -> None:
    for name in DATASETS:
        parts = sorted((run / name).glob("*.parquet"))
        for part in parts:
            pq.read_table(part).validate(full=True)
        assert not parts or duckdb.sql(f"select * from '{run}/{name}/*.parquet'").fetchall()
    manifest = json.loads((run / "manifest.json").read_text("utf-8"))["counts"]
    assert manifest["sources"] == manifest["articles"] + manifest["rejects"] == len(EVIL) + 3
    said = "\n".join(row[0] for row in duckdb.sql(f"select body_zh from '{run}/articles/*.parquet'").fetchall())
    assert "=cmd|'/C calc'!A0" in said and "\0" not in said


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="there is no LibreOffice on this machine")
@pytest.mark.parametrize("kind", KINDS)
def test_libreoffice_opens_the_documents(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    made = every(request.getfixturevalue(kind))
    documents = [made["brief.docx"], made["review.docx"]]
    subprocess.run([str(SOFFICE), "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
                    "--convert-to", "pdf", "--outdir", tmp_path, *documents], check=True, timeout=600)
    for path in documents:
        assert (tmp_path / path.name).with_suffix(".pdf").read_bytes().startswith(b"%PDF-")


def test_no_cell_is_a_formula(evil: Path) -> None:
    made = every(evil)
    book = openpyxl.load_workbook(made["articles.xlsx"])
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    begun = [cell for cell in cells if isinstance(cell.value, str) and cell.value[0] in CELLS]
    assert len(begun) > 5 and all(cell.quotePrefix for cell in begun)
    with zipfile.ZipFile(made["articles.xlsx"]) as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist())


def test_documents_link_to_nothing_outside(evil: Path) -> None:
    made = every(evil)
    for name in ("brief.docx", "review.docx", "articles.xlsx"):
        with zipfile.ZipFile(made[name]) as archive:
            related = [archive.read(n) for n in archive.namelist() if n.endswith(".rels")]
        assert not any(b'TargetMode="External"' in text for text in related)


def test_feeds_hold_no_markup_and_no_address_but_of_the_web(evil: Path) -> None:
    made = every(evil)
    item = json.loads(made["feed.json"].read_text("utf-8"))["items"][0]
    assert "url" not in item and "content_html" not in item
    rss = etree.parse(str(made["feed.rss"]))
    assert [e.text for e in rss.iter("link")] == ["about:blank"]
    for description in rss.iter("description"):
        tags = set(re.findall("<[^>]*>", description.text or ""))
        assert tags <= {"<p>", "</p>"}


def test_what_is_too_long_for_a_format_is_cut_and_whole_in_the_others(huge: Path) -> None:
    made = every(huge)
    book = openpyxl.load_workbook(made["articles.xlsx"])
    assert len(book["segments"]["D2"].value) == 32_767
    assert len(Document(str(made["brief.docx"])).core_properties.title) < 300
    title = next(etree.parse(str(made["articles.tmx"])).iter("seg")).text
    assert title is not None and len(title) == 1_000_000


def test_characters_that_deceive_are_seen_in_every_format(evil: Path) -> None:
    assert any("\ufffd498.2\ufffd" in s.en for a in read_articles(evil) for s in a.segments)
    for path in every(evil).values():
        if path.suffix in (".html", ".tmx", ".xlf", ".json", ".rss"):
            assert not re.search("[\u202a-\u202e\u2066-\u2069\0\x1b\x85]", path.read_text("utf-8")), path
