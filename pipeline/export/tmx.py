"""TMX 1.4b: the segments as a translation memory for whatever CAT tool an office uses, and such a memory read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lxml import etree

from pipeline import __version__
from pipeline.export.page import replacing
from pipeline.export.published import Article, Segment

SOURCE_LANGUAGE, TARGET_LANGUAGE = "zh-CN", "en-GB"
ORIGIN, STAMP = "x-origin", "x-bridgehead-exported"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# What stands inside these is the code of a layout, not text.
_CODES = frozenset({"bpt", "ept", "it", "ph", "ut"})


@dataclass(frozen=True)
class Unit:
    """Chinese and English, the name by which a tool knows the pair, and what else is said of it; `props` by type.
    `changed` is a moment in UTC."""

    name: str
    zh: str
    en: str
    notes: tuple[str, ...] = ()
    props: dict[str, str] = field(default_factory=dict)
    changed: datetime | None = None


def write_tmx(articles: Iterable[Article], path: Path, made: datetime | None = None) -> None:
    """Write one unit for each segment that has English; `made` is when the articles were translated.

    :raises DatasetError: it cannot be written.
    """
    write_units((_unit(a, s) for a in articles for s in a.segments if s.zh and s.en), path, made)


def write_units(units: Iterable[Unit], path: Path, made: datetime | None = None) -> None:
    """Write units as they come; their text must be printable.

    :raises DatasetError: it cannot be written.
    """
    header = {
        "creationtool": "Bridgehead", "creationtoolversion": __version__, "segtype": "paragraph", "o-tmf": "Bridgehead",
        "adminlang": "en", "srclang": SOURCE_LANGUAGE, "datatype": "plaintext",
    }
    if made is not None:
        header["creationdate"] = _date(made)
    with replacing(path) as file, etree.xmlfile(file, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element("tmx", {"version": "1.4"}):
            xml.write(etree.Element("header", header))
            with xml.element("body"):
                for unit in units:
                    xml.write(_element(unit))


def units_in(elements: Iterable[Any]) -> Iterator[Unit]:
    """The units among `tu` elements that have both Chinese and English, whoever wrote them; of two in a language the
    first counts."""
    for unit in elements:
        texts = dict[str, str]()
        for variant in unit.findall("tuv"):
            language = (variant.get(LANG) or variant.get("lang") or "").lower()[:2]
            texts.setdefault(language, _flat(variant.find("seg")).strip())
        if "zh" in texts and "en" in texts:
            props = {prop.get("type") or "": prop.text or "" for prop in unit.findall("prop")}
            yield Unit(unit.get("tuid") or "", texts["zh"], texts["en"], props=props)


def _unit(article: Article, segment: Segment) -> Unit:
    props = {"x-status": article.status, ORIGIN: segment.origin, STAMP: segment.stamp}
    notes = tuple(str(finding["message"]) for finding in segment.findings)
    return Unit(f"{article.id}.{segment.name}", segment.zh, segment.en, notes, props)


def _element(unit: Unit) -> etree._Element:
    element = etree.Element("tu", {"tuid": unit.name})
    if unit.changed is not None:
        element.set("changedate", _date(unit.changed))
    for note in unit.notes:
        etree.SubElement(element, "note").text = note
    for name, value in unit.props.items():
        etree.SubElement(element, "prop", {"type": name}).text = value
    for language, text in ((SOURCE_LANGUAGE, unit.zh), (TARGET_LANGUAGE, unit.en)):
        variant = etree.SubElement(element, "tuv", {LANG: language})
        etree.SubElement(variant, "seg").text = text
    return element


def _flat(element: Any) -> str:
    """The text of a segment without the codes in it."""
    if element is None:
        return ""
    own = (element.text or "") if isinstance(element.tag, str) and element.tag not in _CODES else ""
    inner = "".join(_flat(child) + (child.tail or "") for child in element) if element.tag not in _CODES else ""
    return own + inner


def _date(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
