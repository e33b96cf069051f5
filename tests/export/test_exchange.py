"""TMX, XLIFF and feeds: valid, complete, and with nothing lost."""

import json
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from pipeline.export.materials import Choice, export
from pipeline.export.published import read_articles

SCHEMAS = Path(__file__).parent / "schemas"
X = {"x": "urn:oasis:names:tc:xliff:document:2.0"}


def make(output: Path, form: str, name: str, choice: Choice | None = None) -> etree._Element:
    made = {p.name: p for p in export(output, form, output.parent / "made", choice)}
    return etree.parse(str(made[name])).getroot()


def test_tmx_is_valid_and_holds_every_pair(output: Path) -> None:
    root = make(output, "tmx", "articles.tmx")
    dtd = etree.DTD(str(SCHEMAS / "tmx14.dtd"))
    assert dtd.validate(root), dtd.error_log
    pairs = [tuple(seg.text for seg in unit.iter("seg")) for unit in root.iter("tu")]
    assert pairs == [(s.zh, s.en) for a in read_articles(output) for s in a.segments]
    assert root.find("header").get("creationdate") == "20260102T030400Z"


def test_xliff_is_valid_and_says_the_state_of_each_segment(output: Path) -> None:
    root = make(output, "xliff", "articles.xlf")
    schema = etree.XMLSchema(file=str(SCHEMAS / "xliff21.xsd"))
    assert schema.validate(root), schema.error_log
    first = root.find("x:file", X)
    states = {u.get("id"): u.find("x:segment", X).get("state") for u in first.iterfind("x:unit", X)}
    assert states == {"title": "translated", "summary": "initial", "p1": "translated", "p2": "initial"}
    notes = [n.text for n in first.iterfind(".//x:note[@category='finding']", X)]
    assert any("49.82 billion yuan" in note for note in notes)


@pytest.mark.parametrize(("form", "name"), [("tmx", "articles.tmx"), ("xliff", "articles.xlf"), ("feed", "feed.rss")])
def test_an_output_without_articles_still_gives_a_valid_file(press: Callable[..., Path], form: str, name: str) -> None:
    root = make(press(), form, name)
    schemas = {"tmx": etree.DTD(str(SCHEMAS / "tmx14.dtd")),
               "xliff": etree.XMLSchema(file=str(SCHEMAS / "xliff21.xsd"))}
    assert form not in schemas or schemas[form].validate(root)


def test_feeds_hold_ready_articles_alone(output: Path) -> None:
    rss = make(output, "feed", "feed.rss")
    feed = json.loads((output.parent / "made" / "feed.json").read_text("utf-8"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert [i["id"] for i in feed["items"]] == [g.text for g in rss.iter("guid")] == [
        a.id for a in read_articles(output, "ready")]
    assert feed["items"][0]["date_published"] == "2024-03-05T12:00:00+08:00"
    assert all(item["content_text"] for item in feed["items"]) and "title" not in feed["items"][1]
    assert parsedate_to_datetime(rss.findtext("channel/item/pubDate")).isoformat() == "2024-03-05T12:00:00+08:00"


@pytest.mark.parametrize(("clock", "said"), [("08:30", "T08:30:00+08:00"), (None, "T12:00:00+08:00")])
def test_a_feed_says_the_time_of_day_where_a_page_gave_one(
    press: Callable[..., Path], make_article: Callable[..., Any], clock: str | None, said: str,
) -> None:
    output = press(make_article("fine", {"p1": ("占地800亩。", "It covers 53.3 hectares (800 mu).")},
                                published_time=clock))
    make(output, "feed", "feed.rss")
    (item,) = json.loads((output.parent / "made" / "feed.json").read_text("utf-8"))["items"]
    assert item["date_published"] == f"2024-03-05{said}"


def test_a_choice_of_status_and_articles_is_kept(output: Path) -> None:
    faulty = next(read_articles(output, "review")).id
    assert len(list(make(output, "feed", "feed.rss", Choice(None)).iter("item"))) == 3
    assert [g.text for g in make(output, "feed", "feed.rss", Choice(ids=[faulty])).iter("guid")] == [faulty]
