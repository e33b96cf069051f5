"""DOCX: the brief for an investor and the review copy for an editor."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from pipeline.export.docx_parts import HAN, LATIN
from pipeline.export.materials import Choice, export


def documents(output: Path, choice: Choice | None = None) -> tuple[Any, Any]:
    brief, review = export(output, "docx", output.parent / "made", choice)
    return Document(str(brief)), Document(str(review))


@pytest.fixture(scope="module")
def pair(published: Path) -> tuple[Any, Any]:
    return documents(published)


@pytest.fixture
def brief(pair: tuple[Any, Any]) -> Any:
    return pair[0]


@pytest.fixture
def copy(pair: tuple[Any, Any]) -> Any:
    return pair[1]


def texts(document: Any) -> list[str]:
    return [p.text for p in document.paragraphs]


def test_the_brief_holds_ready_articles_with_title_date_outlet_summary_body_and_source(brief: Any) -> None:
    said = texts(brief)
    headings = [p.text for p in brief.paragraphs if p.style.name == "Heading 1"]
    assert headings == ["Shandong Province signs 12 projects", "bare.txt"]
    for part in ("5 March 2024  |  滨河日报", "The projects involve total investment of 8.6 billion yuan and cover "
                 "80 hectares (1,200 mu)."):
        assert part in said
    source = "Source: 滨河日报, 《山东省新签约12个项目》, https://example.cn/fine.html."
    assert any(line.startswith(source) for line in said)
    assert any("Source: bare.txt." in line and "Translated by machine." in line for line in said)


def test_the_brief_has_a_table_of_key_figures_each_once(brief: Any) -> None:
    rows = [[cell.text for cell in row.cells] for row in brief.tables[0].rows]
    assert rows[0] == ["In this article", "Exact value", "In the Chinese original"]
    assert ["8.6 billion yuan", "8,600,000,000 CNY", "86亿元"] in rows
    assert ["1,200 mu", "1,200 mu (80 hectares)", "1200亩"] in rows
    assert len({row[1] for row in rows}) == len(rows) == 3      # a bare 12 is not among them


def test_the_contents_list_leads_to_each_article(brief: Any) -> None:
    body = brief.element.body
    links = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
    marks = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert links == marks == ["article0", "article1"]


def test_languages_and_fonts_are_said(brief: Any) -> None:
    normal = brief.styles["Normal"].element
    language, fonts = normal.find(f".//{qn('w:lang')}"), normal.find(f".//{qn('w:rFonts')}")
    assert (language.get(qn("w:val")), language.get(qn("w:eastAsia"))) == ("en-GB", "zh-CN")
    assert (fonts.get(qn("w:ascii")), fonts.get(qn("w:eastAsia"))) == (LATIN, HAN)
    chinese = [r for p in brief.paragraphs for r in p.runs if "滨河日报" in r.text]
    assert all(r._element.find(f".//{qn('w:lang')}").get(qn("w:eastAsia")) == "zh-CN" for r in chinese)


def test_an_article_to_review_says_so_in_a_brief(output: Path) -> None:
    said = texts(documents(output, Choice("review"))[0])
    draft = "Draft, not yet reviewed: 3 findings"
    assert f"{draft}  |  5 March 2024  |  滨河日报" in said        # under the title, where nobody misses it
    assert any(f"{draft}." in line and line.startswith("Source: ") for line in said)


def test_a_brief_without_articles_says_so(press: Callable[..., Path], make_article: Callable[..., Any]) -> None:
    output = press(make_article("bad", {"title": ("占地800亩", "It covers 800 acres")}))
    assert "No article is ready for a brief." in texts(documents(output)[0])


def test_each_page_says_its_number(brief: Any, copy: Any) -> None:
    for document, title in ((brief, "Investment brief"), (copy, "Review copy")):
        footer = document.sections[0].footer.paragraphs[0]
        assert footer.text.startswith(title)
        assert [field.get(qn("w:instr")) for field in footer._p.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]


def test_the_summary_is_set_apart_by_a_style_of_its_own(brief: Any) -> None:
    (summary,) = [p for p in brief.paragraphs if p.style.name == "Summary"]
    assert summary.text.startswith("The projects involve total investment of 8.6 billion yuan")


def test_the_copy_sets_chinese_beside_english_and_shades_what_has_findings(copy: Any) -> None:
    rows = copy.tables[0].rows[1:]
    shades = [shade.get(qn("w:fill")) if (shade := row.cells[1]._tc.find(f".//{qn('w:shd')}")) is not None else None
              for row in rows]
    assert shades == [None, "FBE8E4", None, "FBE8E4"]
    assert rows[0].cells[0].paragraphs[1].text == "滨河新区产业园开工"
    assert rows[0].cells[1].text == "Binhe New Area industrial park breaks ground"


def test_findings_are_comments_on_the_figure_that_they_are_about(copy: Any) -> None:
    comments = list(copy.comments)[:3]
    assert [c.text.split(".")[0] for c in comments] == [
        "Wrong figure", "Missing figure", "Chinese left in the English"]
    summary = copy.tables[0].rows[2].cells[1].paragraphs[0]._p
    start = summary.find(qn("w:commentRangeStart"))
    assert "".join(t.text for t in start.getnext().iter(qn("w:t"))) == "498.2 billion yuan"


def test_a_heading_row_repeats_on_each_page(copy: Any) -> None:
    assert copy.tables[0].rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None


# The order in which Word wants what a format holds (ECMA-376, 17.3.2.28, 17.4.60, 17.4.70), as far as we use it.
ORDER = {
    "w:rPr": "rStyle rFonts b bCs i iCs color sz szCs u shd lang",
    "w:tblPr": "tblStyle tblW jc tblBorders shd tblLayout tblLook",
    "w:pPr": "pStyle keepNext keepLines pageBreakBefore pBdr shd tabs spacing ind jc outlineLvl rPr",
    "w:trPr": "cantSplit tblHeader",
    "w:tcPr": "tcW gridSpan vMerge tcBorders shd vAlign",
}


@pytest.mark.parametrize("name", ["brief", "copy"])
def test_what_a_format_holds_is_in_the_order_that_word_wants(name: str, request: pytest.FixtureRequest) -> None:
    document = request.getfixturevalue(name)
    ours = (document.element.body, document.styles["Summary"].element, document.styles["Cell"].element)
    for tag, order in ORDER.items():
        known = [qn(f"w:{child}") for child in order.split()]
        for element in (e for root in ours for e in root.iter(qn(tag))):
            places = [known.index(child.tag) for child in element]
            assert places == sorted(places)
