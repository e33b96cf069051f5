"""Pages that mean harm, or that a broken server sends: 200 and more of them, each with a name, as bytes."""

from collections.abc import Iterator
from itertools import product

SENTENCE = "滨河新区产业园一期工程在本月正式开工，总投资498.2亿元，占地800亩，预计明年年底建成投产。"
MB = 1_000_000
_HEAD, _FOOT = "<html><head><title>滨河新区产业园开工</title></head><body>", "</body></html>"


def small() -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each page of up to some megabytes."""
    for pages in (_nested, _entities, _control, _broken, _empty, _many, _hostile_text, _hostile_head):
        yield from ((name, page.encode("utf-8", "surrogatepass")) for name, page in pages())
    yield from _charsets()


def _page(inside: str) -> str:
    return f"{_HEAD}{inside}{_FOOT}"


def _nested() -> Iterator[tuple[str, str]]:
    tags = ("div", "span", "b", "table><tr><td", "ul><li", "blockquote", "font", "p", "a", "form", "section")
    for tag, depth in product(tags, (100, 250, 2_000, 60_000)):
        yield f"{tag} {depth} deep", _page(f"<{tag}>" * depth + f"<p>{SENTENCE}</p>")
    for tag in ("div", "b", "section"):
        ends = f"</{tag}>" * 5_000
        yield f"{tag} deep and closed", _page(f"<{tag}>" * 5_000 + SENTENCE + ends)
        yield f"{tag} closed and never opened", _page(ends + f"<p>{SENTENCE}</p>" + ends)


def _entities() -> Iterator[tuple[str, str]]:
    entities = ("&", "&;", "&#", "&#x", "&#0;", "&#xFFFFFFFFFF;", "&#55296;", "&#x110000;", "&nbsp", "&unknown;",
                "&#x80;", "&amp;amp;amp;", "&#128;&#149;")
    for entity, times in product(entities, (1, 20_000)):
        yield f"entity {entity} {times} times", _page(f"<p>{SENTENCE}{entity * times}{SENTENCE}</p>")


def _control() -> Iterator[tuple[str, str]]:
    for char in "\0\x01\x08\x0b\x0c\x1b\x7f\x85\x9f\u200b\u202e\u2028\ufeff\ufffe\uffff\ud800\ue000":
        yield f"{ord(char):04x} everywhere", _page(f"<p>{char.join(SENTENCE)}</p>")
    yield "NUL in tags", _page(f"<p\0 class='a\0b'>{SENTENCE}</p\0>")
    yield "NUL at the end", _page(f"<p>{SENTENCE}</p>") + "\0" * 1000


def _broken() -> Iterator[tuple[str, str]]:
    for end in ("<!--", "<![CDATA[", "<p class=\"", "<p class='", "<", "</", "<?php", "<script>", "<style>", "<title>",
                "<textarea>", "<select>", "<svg>", "<math>", "<template>", "<noscript>", "<plaintext>", "<xmp>"):
        yield f"ends in {end}", _page(f"<p>{SENTENCE}</p>{end}{SENTENCE}")
        yield f"{end} 5,000 times", _page(f"<p>{SENTENCE}</p>" + end * 5_000)
    yield "two bodies", _page(f"<p>{SENTENCE}</p>") * 2
    yield "100 pages in one", _page(f"<p>{SENTENCE}</p>") * 100
    yield "no tags at all", SENTENCE
    yield "an entity that grows", "<!DOCTYPE html [" + "".join(
        f'<!ENTITY a{i + 1} "{f"&a{i};" * 10}">' for i in range(1, 20)) + f"]><p>&a20;{SENTENCE}"
    yield "XML", f"<?xml version='1.0' encoding='gbk'?><html xmlns='http://www.w3.org/1999/xhtml'><p>{SENTENCE}</p>"


def _empty() -> Iterator[tuple[str, str]]:
    yield from {
        "nothing": "", "white space": " \n\t\r\n " * 1000, "a mark alone": "\ufeff", "no body": "<html></html>",
        "an empty body": _page(""), "a comment": "<!-- " + SENTENCE + " -->", "a doctype": "<!DOCTYPE html>",
        "a head alone": "<head><title>" + SENTENCE + "</title></head>",
        "scripts alone": f"<script>var a = '{SENTENCE}';</script>" * 50,
        "a script that draws the page": _page(f"<script>document.write('<p>{SENTENCE}</p>')</script>"),
        "styles alone": f"<style>p::after {{ content: '{SENTENCE}' }}</style>",
        "frames": "<frameset cols='20%,80%'>" + "<frame src='a.html'>" * 200 + "</frameset>",
        "frames and none": f"<frameset><frame src='a'></frameset><noframes><p>{SENTENCE}</p></noframes>",
        "iframes": _page("<iframe src='https://example.cn/'></iframe>" * 500),
        "a redirect": "<meta http-equiv='refresh' content='0;url=https://example.cn/'>",
        "images alone": _page("<img src='a.png' alt='图'>" * 2000), "links alone": _page("<a href='/'>新闻</a>" * 5000),
        "a menu of sentences": _page(f"<a href='/'>{SENTENCE}</a><br>" * 500),
    }.items()


def _many() -> Iterator[tuple[str, str]]:
    for unit in ("<br>", "<p>", "<p></p>", "<hr>", "<td>", "<li>短", "<p>短。</p>", "<div><a href=a>新闻</a></div>",
                 f"<p>{SENTENCE}</p>", f"<h1>{SENTENCE[:16]}</h1>", "<meta name=a content=b>",
                 "<div class=title>标题</div>", "<span class=source>来源：某报</span>", f"<td>{SENTENCE}"):
        yield f"{unit[:24]} many times", _page(unit * (700_000 // len(unit)))
    yield "100,000 attributes", _page("<p " + " ".join(f"a{i}=b" for i in range(100_000)) + f">{SENTENCE}</p>")
    yield "an attribute of a megabyte", _page(f"<p class='{'content ' * 125_000}'>{SENTENCE}</p>")


def _hostile_text() -> Iterator[tuple[str, str]]:
    for unit in ("来源：", "（", "“", "分享 ", "1", "2024年", "2024-01-01 ", ">", "|", "记者 ", "图：", " ", "。",
                 "一、", "责任编辑", "微信 微博 ", "上一篇", "@", "a", "《", "·", "．", "首页 > "):
        yield f"{unit} as a paragraph", _page(f"<p>{SENTENCE}</p><p>{unit * (120_000 // len(unit))}</p>")
        yield f"{unit} as lines", _page(f"<p>{SENTENCE}</p>" + f"<p>{unit * (100 // len(unit))}</p>" * 300)


def _hostile_head() -> Iterator[tuple[str, str]]:
    yield "JSON-LD that is deep", f"<script type='application/ld+json'>{'[' * 100_000}</script><p>{SENTENCE}"
    yield "JSON-LD of odd types", ("<script type='application/ld+json'>[1, null, {\"@graph\": 3, \"headline\": [],"
                                   f" \"author\": [[1]], \"datePublished\": {{}}}}]</script><p>{SENTENCE}")
    yield "a title of a megabyte", f"<title>{'标题_' * 300_000}</title><p>{SENTENCE}</p>"
    yield "a script of dates", "<script>" + "pubtime: '2024-01-" * 50_000 + f"</script><p>{SENTENCE}</p>"
    yield "a bad address", f"<link rel=canonical href='http://[::1'><meta property=og:url content='js:1'>{SENTENCE}"


def _charsets() -> Iterator[tuple[str, bytes]]:
    page = '<html><head><meta charset="{}"><title>滨河新区产业园开工</title></head><body><p>' + SENTENCE * 3
    for said, real in product(("utf-8", "gb2312", "big5", "utf-16", "iso-8859-1", "x-unknown"),
                              ("utf-8", "gb18030", "utf-16", "utf-16-le")):
        yield f"says {said}, is {real}", page.format(said).encode(real)
    yield "half a character at the end", page.format("gbk").encode("gb18030")[:-20] + b"\xc4"
    yield "GB18030 in UTF-8", page.encode() + page.encode("gb18030") + page.encode()
    yield "bytes of every value", bytes(range(256)) * 400
    yield "an image", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 50


def large() -> Iterator[tuple[str, bytes]]:
    """50 MB each: made one at a time."""
    for unit in (b"<div>", b"<p>", b"<br>", b"<a href='/'>", b"<table>", b"<!-- -->", b"<script>", b"<", b"&amp;", b" ",
                 SENTENCE.encode(), SENTENCE.encode("gb18030"), b"\0", b"\xff"):
        yield f"50 MB of {unit[:12]!r}", unit * (50 * MB // len(unit))
