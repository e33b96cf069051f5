"""TMX 1.4b: the segments as a translation memory for whatever CAT tool an office uses."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from lxml import etree

from pipeline import __version__
from pipeline.export.page import replacing
from pipeline.export.published import Article, Segment

SOURCE_LANGUAGE, TARGET_LANGUAGE = "zh-CN", "en-GB"
STAMP = "x-bridgehead-exported"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def write_tmx(articles: Iterable[Article], path: Path, made: datetime | None = None) -> None:
    """Write one unit for each segment that has English; `made` is when the articles were translated.

    :raises DatasetError: it cannot be written.
    """
    header = {
        "creationtool": "Bridgehead", "creationtoolversion": __version__, "segtype": "paragraph", "o-tmf": "Bridgehead",
        "adminlang": "en", "srclang": SOURCE_LANGUAGE, "datatype": "plaintext",
    }
    if made is not None:
        header["creationdate"] = f"{made.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    with replacing(path) as file, etree.xmlfile(file, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element("tmx", {"version": "1.4"}):
            xml.write(etree.Element("header", header))
            with xml.element("body"):
                for article in articles:
                    for segment in article.segments:
                        if segment.zh and segment.en:
                            xml.write(_unit(article, segment))


def _unit(article: Article, segment: Segment) -> etree._Element:
    unit = etree.Element("tu", {"tuid": f"{article.id}.{segment.name}"})
    for finding in segment.findings:
        etree.SubElement(unit, "note").text = finding["message"]
    for name, value in (("x-status", article.status), ("x-origin", segment.origin), (STAMP, segment.stamp)):
        etree.SubElement(unit, "prop", {"type": name}).text = value
    for language, text in ((SOURCE_LANGUAGE, segment.zh), (TARGET_LANGUAGE, segment.en)):
        variant = etree.SubElement(unit, "tuv", {LANG: language})
        etree.SubElement(variant, "seg").text = text
    return unit
