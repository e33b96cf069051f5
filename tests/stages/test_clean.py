"""Cleaning: the article comes out of its page, and each line is in it or accounted for."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pipeline.config import ReadFile, shipped
from pipeline.errors import ConfigError
from pipeline.schema import CLEANED, REJECTION, arrow_schema
from pipeline.stages.clean import CLEAN, CleanSettings, open_cleaner

_RULES = ReadFile("chrome/lines.txt", (shipped("configs") / "chrome" / "lines.txt").read_text("utf-8"))
_FIRST = "今年以来,德州天衢新区以争当全国“标杆开发区”为目标,实现地区生产总值498.2 亿元,增长4.7%。"
_SECOND = "新区谋划实施了总投资413亿元的30个大项目，占地800亩的集成电路关键材料基地正在加快建设。"
_DUMP = f"""首页 > 新闻 > 正文
德州天衢新区打造高质量发展增长极
来源:闪电新闻2023-06-16 13:48
分享到：
{_FIRST}
德州6.16-1.png
一、招商引资
{_SECOND}
责任编辑：张三
分享
热点推荐
* 某市召开招商引资工作会议
Copyright © www.example.com. All Rights Reserved
鲁ICP备09023866号-50
山东省国际投资促进中心:+86-531-89013562
"""
_PAGE = f"""<!DOCTYPE html><html><head><meta charset="gbk"><title>德州天衢新区打造高质量发展增长极_要闻_大众网</title>
<link rel="canonical" href="https://news.example.cn/a/1.html"><meta name="ContentSource" content="大众日报">
<script>var a = "脚本里的文字，不应出现在正文中，也不会被运行。";</script></head><body>
<div class="nav"><a href="/">首页</a><a href="/n">新闻</a></div>
<h1>德州天衢新区打造高质量发展增长极</h1>
<div class="info">发布时间：2023-06-16 13:48 来源：大众日报 作者：李四</div>
<div id="content"><p>{_FIRST}</p><p><img src="a.png">签约现场。（刘强摄）</p>
<p>{_SECOND}</p><p>{_FIRST[:10]}的发展势头良好，
后续项目将陆续开工建设，预计明年全部投产。</p><p>责任编辑：张三</p></div>
<div class="rel"><h3>相关阅读</h3><ul><li><a href="/2">某市召开招商引资工作会议部署全年任务</a></li></ul></div>
<div>Copyright © 大众网 版权所有 鲁ICP备09023866号-50</div></body></html>"""

Row = dict[str, Any]


def _source(raw: str, markup: str = "text", **given: str) -> Row:
    return dict.fromkeys(CLEAN.reads) | {"markup": markup, "raw": raw} | given


def _clean(*rows: Row, **settings: Any) -> pa.Table:
    step = open_cleaner(CleanSettings(chrome=_RULES, **settings), None)    # type: ignore[arg-type]
    return step(pa.Table.from_pylist(list(rows), schema=pa.schema([(name, pa.string()) for name in CLEAN.reads])))


def _one(raw: str, markup: str = "text", **given: str) -> Row:
    row: Row = _clean(_source(raw, markup, **given)).to_pylist()[0]
    return row


def _removed(row: Row) -> dict[str, str]:
    return {item["text"]: item["rule"] for item in row["removed"]}


@pytest.fixture(scope="module")
def seed() -> Iterator[Row]:
    path = shipped("data") / "articles" / "seed-article.txt"
    if not path.is_file():
        pytest.skip("the seed article is not among the samples")
    yield _one(path.read_text("utf-8"))


def test_takes_an_article_out_of_a_text_dump() -> None:
    row = _one(_DUMP)
    assert row["title_zh"] == "德州天衢新区打造高质量发展增长极"
    assert row["outlet"] == "闪电新闻"
    assert row["published_at"] == datetime.date(2023, 6, 16)
    assert row["paragraphs_zh"] == [_FIRST.replace("498.2 亿", "498.2亿"), "一、招商引资", _SECOND]


def test_accounts_for_each_line_of_a_dump() -> None:
    row = _one(_DUMP)
    kept = [row["title_zh"], *row["paragraphs_zh"], *_removed(row)]
    assert sorted(kept) == sorted(_DUMP.replace("498.2 亿", "498.2亿").strip().split("\n"))
    rules = _removed(row)
    assert rules["分享"] == "share"
    assert rules["德州6.16-1.png"] == "image-file"
    assert rules["* 某市召开招商引资工作会议"] == "outside-body"


def test_takes_an_article_out_of_an_html_page() -> None:
    row = _one(_PAGE, "html")
    assert row["title_zh"] == "德州天衢新区打造高质量发展增长极"
    assert (row["outlet"], row["author"]) == ("大众日报", "李四")
    assert row["published_at"] == datetime.date(2023, 6, 16)
    assert row["url"] == "https://news.example.cn/a/1.html"
    assert [p[:6] for p in row["paragraphs_zh"]] == [_FIRST[:6], _SECOND[:6], _FIRST[:6]]
    assert _removed(row)["签约现场。（刘强摄）"] == "credit"
    assert _removed(row)["责任编辑：张三"] == "editor"
    assert not any("脚本" in text for text in [*row["paragraphs_zh"], *_removed(row)])


def test_what_the_source_states_wins_over_its_page() -> None:
    row = _one(_PAGE, "html", given_title="给定的标题是这样的", given_outlet="来源方日报", given_author="王五",
               given_published="2024-01-02T20:00:00Z", given_url="https://example.cn/x")
    assert row["title_zh"] == "给定的标题是这样的"
    assert (row["outlet"], row["author"], row["url"]) == ("来源方日报", "王五", "https://example.cn/x")
    assert row["published_at"] == datetime.date(2024, 1, 3)


@pytest.mark.parametrize(("raw", "title", "count"), [
    (f"{_FIRST}\n{_SECOND}", None, 2),
    (f"新区正式揭牌成立\n\n{_FIRST}\n\n{_SECOND}", "新区正式揭牌成立", 2),
    (_FIRST, None, 1),
    ("6月16日，德州天衢新区正式揭牌，首批项目30个。", None, 1),
    (f"<p>{_FIRST}</p><p><strong>德州</strong>{_SECOND}<br></p>", None, 2),
    (f"{_FIRST}{_SECOND}" * 50, None, 1),
])
def test_plain_texts_need_no_page_around_them(raw: str, title: str | None, count: int) -> None:
    row = _one(raw)
    assert (row["title_zh"], len(row["paragraphs_zh"]), row["error_code"]) == (title, count, None)


def test_the_title_is_not_repeated_in_the_body() -> None:
    title = "德州天衢新区打造高质量发展增长极"
    row = _one(f"{title}\n{title}\n{_FIRST}\n{_SECOND}", given_title=title)
    assert title not in row["paragraphs_zh"]
    assert len(row["paragraphs_zh"]) == 2


@pytest.mark.parametrize(("raw", "markup", "code"), [
    ("", "html", "no_body"), ("<html><body></body></html>", "html", "no_body"),
    ("<script>x</script>", "html", "no_body"),
    ("", "text", "no_body"), ("分享\n鲁ICP备09023866号-50", "text", "no_body"),
    ("An article in English only, about investment in a new area. " * 5, "text", "not_chinese"),
    ("★☆★☆ 12345 ★☆★☆ 67890 ★☆★☆", "text", "not_chinese"), ("签约。", "text", "too_short"),
])
def test_what_is_no_article_is_rejected_with_its_reason(raw: str, markup: str, code: str) -> None:
    row = _one(raw, markup)
    assert row["error_code"] == code
    assert row["error_message"].endswith(".")
    assert (row["paragraphs_zh"], row["body_digest"], row["title_zh"]) == ([], None, None)


@pytest.mark.parametrize("raw", [
    "<div>" * 50_000 + _FIRST, "<p" * 20_000 + ">" + _FIRST,
    f"<?xml version='1.0' encoding='gbk'?><html><p>{_FIRST}</html>",
    "<script>" * 5_000 + _FIRST, "<!--" * 5_000, f"<table><tr><td>{_FIRST}", f"\x00\x00<p>{_FIRST}</p>", "<" * 50_000,
    f"<html><head></head><frameset><p>{_FIRST}",
])
def test_hostile_html_is_an_article_or_a_rejection(raw: str) -> None:
    row = _one(raw, "html")
    assert bool(row["paragraphs_zh"]) != bool(row["error_code"])


def test_rows_keep_their_order_and_columns() -> None:
    rows = [_source(_DUMP), _source(""), _source(_PAGE, "html")]
    table = _clean(*rows)
    assert table.schema.equals(arrow_schema(CLEANED + REJECTION))
    assert [code is None for code in table["error_code"].to_pylist()] == [True, False, True]


def test_the_same_text_has_the_same_digest_whatever_its_spacing() -> None:
    spaced_out = _DUMP.replace("\n", "\n\n\u3000\u3000")
    rows = _clean(_source(_DUMP), _source(spaced_out), _source(_DUMP.replace("413", "414")))
    first, spaced, other = rows["body_digest"].to_pylist()
    assert first == spaced != other


def test_an_address_that_is_no_web_address_is_dropped() -> None:
    page = _PAGE.replace("https://news.example.cn/a/1.html", "javascript:alert(1)")
    assert _one(page, "html")["url"] is None


def test_a_bad_rule_file_is_named() -> None:
    with pytest.raises(ConfigError, match=r"chrome/mine\.txt: line 1"):
        open_cleaner(CleanSettings(chrome=ReadFile("chrome/mine.txt", "x\t(\t(")), None)    # type: ignore[arg-type]


def test_min_chars_is_a_setting() -> None:
    table = _clean(_source("签约。"), min_chars=2)
    assert table["paragraphs_zh"].to_pylist() == [["签约。"]]


def test_the_seed_article_comes_out_whole_and_clean(seed: Row) -> None:
    assert seed["title_zh"] == "德州天衢新区以改革思维破发展瓶颈 打造高质量发展增长极"
    assert (seed["outlet"], seed["published_at"]) == ("闪电新闻", datetime.date(2023, 6, 16))
    assert [p[:4] for p in seed["paragraphs_zh"]] == ["今年以来", "围绕“人", "围绕“钱", "围绕“项", "围绕“环"]
    body = "".join(seed["paragraphs_zh"])
    assert not [mark for mark in ("分享", "热点推荐", "Copyright", "ICP备", "+86", ".png", "承建") if mark in body]


def test_the_signature_changes_with_the_rules() -> None:
    one, two = (CLEAN.fingerprint(CleanSettings(chrome=ReadFile("x", text)), None)    # type: ignore[arg-type]
                for text in ("a\tb\tb", "a\tc\tc"))
    assert one != two
    assert Path(_RULES.name).name == "lines.txt"
