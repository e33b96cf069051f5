"""HTML pages: the markup's blocks, the proposals and the evidence that decides between them."""

from datetime import date
from typing import Any

import lxml.html
import pytest

from pipeline.config import shipped
from pipeline.stages.html_body import extract_html
from pipeline.stages.html_lines import lines_of, parse
from pipeline.stages.html_meta import read_meta
from pipeline.text.zh.chrome import parse_rules

_RULES = parse_rules((shipped("configs") / "chrome" / "lines.txt").read_text("utf-8"))
_TITLE = "滨河新区产业园一期工程开工"
_STORY = "滨河新区产业园一期工程3月5日开工，总投资35.6亿元，预计明年年底建成投产。"
_NEIGHBOUR = ("城际铁路今日铺轨",
              "城际铁路铺轨仪式昨日举行，全线预计后年通车，届时两地通行时间将由两小时缩短到四十分钟，沿线共设九座车站，"
              "建设单位表示将确保工程质量和施工安全，按期完成各项建设任务。")


def _page(inside: str, head: str = f"<title>{_TITLE}_滨河网</title>") -> str:
    return f"<html><head>{head}</head><body>{inside}</body></html>"


def _body(inside: str, **head: str) -> tuple[str, ...]:
    return extract_html(_page(inside, **head), _RULES)[0].paragraphs


def test_a_short_story_wins_over_longer_neighbours() -> None:
    link, teaser = _NEIGHBOUR
    others = "".join(f"<div><a href='/{i}'>{link}{i}</a><p>{teaser}{i}</p></div>" for i in range(5))
    assert _body(f"<h1>{_TITLE}</h1><div>{_STORY}</div><div>{others}</div>") == (_STORY,)


def test_headline_and_date_line_inside_the_block_are_no_body() -> None:
    head = f"<h2>{_TITLE}</h2><p>2024-03-05 09:00 来源：滨河日报</p>"
    assert _body(f"<div class=content>{head}<p>{_STORY}</p><p>{_STORY[::-1]}。</p></div>")[0] == _STORY


def test_related_reading_inside_an_article_does_not_end_it() -> None:
    more = "管委会负责人表示，下一步将加快二期工程前期工作，力争年内再开工三个亿元以上项目。"
    link = f"<p>相关阅读：<a href=1>{_NEIGHBOUR[0]}一周年纪念活动</a></p>"
    assert _body(f"<h1>{_TITLE}</h1><div><p>{_STORY}</p>{link}<p>{more}</p></div>") == (_STORY, more)


@pytest.mark.parametrize("end", ["责任编辑：张三", "反侵权公告：", "相关新闻", "网友评论"])
def test_what_follows_the_end_of_the_article_is_left_out(end: str) -> None:
    inside = f"<h1>{_TITLE}</h1><div><p>{_STORY * 3}</p><p>{end}</p><p><a href=1>某地</a>{_NEIGHBOUR[1]}</p></div>"
    assert _body(inside) == (_STORY * 3,)


@pytest.mark.parametrize(("name", "shown"), [
    (f"{_TITLE}_要闻_滨河网", f"<h1>{_TITLE}</h1>"), (f"滨河网 要闻 {_TITLE}", f"<div>{_TITLE}</div>"),
    ("滨河网-首页新闻", f"<div class=a>{_TITLE}</div>"), ("", f"<h2>{_TITLE}</h2>"),
])
def test_the_headline_is_what_the_page_shows(name: str, shown: str) -> None:
    page = _page(f"<div>滨河网</div>{shown}<p>2024-03-05 来源：滨河日报</p><p>{_STORY}</p>", f"<title>{name}</title>")
    assert extract_html(page, _RULES)[0].title == _TITLE


def _tree(page: str) -> lxml.html.HtmlElement:
    tree = parse(page)
    assert tree is not None
    return tree


@pytest.mark.parametrize(("inside", "field", "value"), [
    ("<span class='a_source'>滨河日报</span>", "outlet_guess", "滨河日报"),
    ("<strong class='profile_nickname'>滨河发布</strong>", "outlet_guess", "滨河发布"),
    ("<script>var nickname = \"滨河发布\"; var ct = \"1709600400\";</script>", "outlet_guess", "滨河发布"),
    ("<script>var nickname = \"滨河发布\"; var ct = \"1709600400\";</script>", "published_guess", date(2024, 3, 5)),
    ("<script>{\"publishTime\": \"2024-03-05 09:00:00\"}</script>", "published_guess", date(2024, 3, 5)),
    ("<link rel=canonical href='https://example.cn/news/2024-03/05/c_1.html'>", "published_guess", date(2024, 3, 5)),
    ("<script type='application/ld+json'>{\"author\": {\"@type\": \"Organization\", \"name\": \"滨河日报\"}}</script>",
     "outlet_guess", "滨河日报"),
    ("<meta name=ContentSource content='来源：滨河日报'>", "outlet", "滨河日报"),
    ("<p class=text>滨河日报</p>", "outlet_guess", None),
])
def test_reads_what_the_markup_says(inside: str, field: str, value: Any) -> None:
    assert getattr(read_meta(_tree(_page(inside))), field) == value


def test_blocks_hold_ranges_of_lines_and_menus_only_links() -> None:
    menu = "<ul>" + "".join(f"<li><a href={i}>栏目{i}</a></li>" for i in range(5)) + "</ul>"
    page = lines_of(_tree(_page(f"{menu}<div class=article-content><p>一段</p><p>二段</p></div>")))
    assert [line.text for line in page.lines][-2:] == ["一段", "二段"]
    assert [(b.start, b.end) for b in page.blocks if b.named] == [(5, 7)]
    assert [element.tag for element in page.menus] == ["ul"]


def test_named_pieces_of_a_line_are_kept_apart() -> None:
    tree = parse("<p><span class=s>来源：滨河日报</span><span class=t>我要爆料</span></p>"
                 "<p><span>一</span><span>体化</span></p>")
    assert tree is not None
    assert [line.text for line in lines_of(tree).lines] == ["来源：滨河日报 我要爆料", "一体化"]
