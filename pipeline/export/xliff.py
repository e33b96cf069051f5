"""XLIFF 2.1: one file an article, one unit a segment, findings as notes; edited in a CAT tool and imported back."""

from collections.abc import Iterable
from pathlib import Path

from lxml import etree

from pipeline.export.page import replacing
from pipeline.export.published import Article, Row, Segment
from pipeline.export.words import code_label

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
STAMP = "bridgehead-exported"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PRIORITY = {"high": "1", "medium": "3", "low": "7"}


def write_xliff(articles: Iterable[Article], path: Path) -> None:
    """Write all segments. State `initial` is for a person to look at, `translated` is checked, `reviewed` is a
    person's.

    :raises DatasetError: it cannot be written.
    """
    with replacing(path) as file, etree.xmlfile(file, encoding="utf-8") as xml:
        xml.write_declaration()
        root = {"version": "2.1", "srcLang": "zh-CN", "trgLang": "en-GB"}
        with xml.element(_tag("xliff"), root, nsmap={None: NAMESPACE}):
            empty = True
            for article in articles:
                if any(segment.zh for segment in article.segments):
                    xml.write(_file(article))
                    empty = False
            if empty:       # a document without a file is not valid
                xml.write(_nothing())


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _file(article: Article) -> etree._Element:
    file = etree.Element(_tag("file"), {"id": article.id, "original": article.row["source_uri"]})
    for segment in article.segments:
        if segment.zh:
            file.append(_unit(segment))
    return file


def _unit(segment: Segment) -> etree._Element:
    unit = etree.Element(_tag("unit"), {"id": segment.name, "canResegment": "no"})
    notes = etree.SubElement(unit, _tag("notes"))
    etree.SubElement(notes, _tag("note"), {"category": STAMP, "appliesTo": "target"}).text = segment.stamp
    for finding in segment.findings:
        about = {"category": "finding", "priority": _PRIORITY.get(finding["severity"], "7"), "appliesTo": "target"}
        etree.SubElement(notes, _tag("note"), about).text = f"{code_label(finding['code'])}: {finding['message']}"
    pair = etree.SubElement(unit, _tag("segment"), {"id": "s1", "state": _state(segment.findings, segment)})
    etree.SubElement(pair, _tag("source"), {_SPACE: "preserve"}).text = segment.zh
    etree.SubElement(pair, _tag("target"), {_SPACE: "preserve"}).text = segment.en
    return unit


def _state(findings: Iterable[Row], segment: Segment) -> str:
    if any(f["severity"] != "low" for f in findings) or not segment.en:
        return "initial"
    return "reviewed" if segment.origin == "person" else "translated"


def _nothing() -> etree._Element:
    file = etree.Element(_tag("file"), {"id": "none"})
    unit = etree.SubElement(file, _tag("unit"), {"id": "none"})
    etree.SubElement(etree.SubElement(unit, _tag("segment")), _tag("source"))
    return file
