"""An article out of the lines of its page: body, title, date, outlet, author, and what was left out and why."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipeline.text.zh import metadata
from pipeline.text.zh.chrome import ChromeRules
from pipeline.text.zh.headline import find_title, taken_up
from pipeline.text.zh.lines import Line, body_of, end_of_article, is_signature_date, to_lines, unmark, without_pictures
from pipeline.text.zh.normalise import normalise
from pipeline.text.zh.timestamps import parse_time

# How far above and below the body a page says who wrote it and when.
_HEAD, _FOOT, _BELOW_TITLE = 16, 16, 10
# How a dump of a page marks the items of a list.
_LIST_MARK = re.compile(r"^[*•] ")
_SITE_NAME = re.compile(r"(?:网|网站|门户|首页|频道|新闻中心|客户端)(?:[-_|（(].{0,6})?$")
# No headline is longer.
_LONGEST_HEAD = 200
_SAYS_WHO = frozenset({"source", "editor", "share", "byline"})
# What a page calls itself is no headline where its text takes up so little of it, and so much more of a line above.
_LEAST_TAKEN_UP, _MORE_TAKEN_UP = 0.34, 0.25


@dataclass(frozen=True)
class Stated:
    """What a page's markup says of its article; None where it does not. `outlet_guess` and `published_guess` come from
    weaker signs: they count where no line of the page says more."""

    title: str | None = None
    outlet: str | None = None
    outlet_guess: str | None = None
    author: str | None = None
    published: date | None = None
    published_time: str | None = None
    published_guess: date | None = None
    url: str | None = None


NOTHING = Stated()


@dataclass(frozen=True)
class Extract:
    """An article taken out of its page. `removed` holds (line, rule) for each line that is in none of the others."""

    title: str | None
    outlet: str | None
    author: str | None
    published: date | None
    paragraphs: tuple[str, ...]
    removed: tuple[tuple[str, str], ...]
    published_time: str | None = None


def extract_text(text: str, rules: ChromeRules, title: str | None = None) -> Extract:
    """The article in a plain text or a text dump of a page; `title` is its headline where that is known."""
    lines = to_lines([without_pictures(line) for line in normalise(unmark(text)).split("\n")], rules)
    start, end = body_of(lines)
    return assemble(lines, frozenset(range(start, end)), title)


def assemble(
    lines: Sequence[Line], body: frozenset[int], title: str | None = None, stated: Stated = NOTHING,
) -> Extract:
    """The article whose body stands in the lines numbered by `body`, with what the lines around it say of it.

    `title` is the headline if it is known from elsewhere; else it is the stated one, or looked for above the body. A
    date above the body is believed more than the stated one, one below it less.
    """
    first, last = (min(body), max(body) + 1) if body else (len(lines), len(lines))
    start = next((i for i in sorted(body) if lines[i].prose), first)
    head = _head(lines, start, title or stated.title)
    foot = [i for i in range(start, min(len(lines), last + _FOOT))
            if i >= last or lines[i].rule in _SAYS_WHO or lines[i].tail_rule in _SAYS_WHO]
    dated = _found(metadata.find_published, lines, head)
    published = dated.value if dated else stated.published
    if published is None:
        dated = _found(metadata.find_published, lines, foot)
        published = dated.value if dated else stated.published_guess
    if published is None:
        dated = _found(metadata.find_day, lines, range(start))
        published = dated.value if dated else None
    named = _named(lines, head, foot, stated)
    outlet = stated.outlet or (named.value if named else stated.outlet_guess)
    author = _found(metadata.find_author, lines, head) or _found(metadata.find_author, lines, foot)
    said_at = min((f.line for f in (dated, named) if f and f.line < start), default=None)
    title = title or _headline(lines, body, start, said_at, stated.title)
    paragraphs, removed = _split(lines, body, first, title)
    bylines = [metadata.find_byline(p) for p in (*paragraphs[:1], *paragraphs[-1:])]
    names = author.value if author else next((name for name in bylines if name), None)
    time = parse_time(lines[dated.line].text) if dated else None
    if time is None and published == stated.published:
        time = stated.published_time
    return Extract(title, outlet, names or stated.author, published, tuple(paragraphs), tuple(removed), time)


def _named(
    lines: Sequence[Line], head: Sequence[int], foot: Sequence[int], stated: Stated,
) -> metadata.Found[str] | None:
    """The line that names the outlet: by its label, beside or below the date, by its label at the foot."""
    labelled = _found(metadata.find_outlet, lines, head)
    if labelled:
        return labelled
    beside = _found(metadata.find_dateline_outlet, lines, head)
    if beside and stated.outlet_guess and stated.outlet_guess in beside.value:
        return metadata.Found(stated.outlet_guess, beside.line)
    if beside or stated.outlet_guess:
        return beside
    return _found(metadata.find_outlet, lines, foot) or _found(metadata.find_account, lines, head)


def _headline(
    lines: Sequence[Line], body: frozenset[int], first: int, said_at: int | None, title: str | None,
) -> str | None:
    """`title`, unless it is none of this article; else the headline above the body."""
    text = "\n".join(lines[i].text for i in sorted(body))
    if title is None:
        return find_title(lines, first, said_at, text)
    own = taken_up(title, text)
    shown = not _SITE_NAME.search(title) and any(_plain(line.text) == _plain(title) for line in lines)
    if own >= _LEAST_TAKEN_UP or shown:
        return title
    other = find_title(lines, first, said_at, text)
    return other if other and taken_up(other, text) >= own + _MORE_TAKEN_UP else title


def _head(lines: Sequence[Line], start: int, title: str | None) -> list[int]:
    """The lines that may say who and when: those right below the headline, and those right above line `start`."""
    plain = _plain(title or "")
    shown = [i for i in range(start)
             if plain and len(lines[i].text) <= _LONGEST_HEAD and _plain(lines[i].text) == plain]
    below_title = range(shown[-1] + 1, min(start, shown[-1] + 1 + _BELOW_TITLE)) if shown else range(0)
    return [*below_title, *(i for i in range(max(0, start - _HEAD), start) if i not in below_title)]


def _found(find: Any, lines: Sequence[Line], where: Sequence[int]) -> metadata.Found[Any] | None:
    """What `find` finds in the lines numbered by `where`, with the number of its line."""
    found = find([lines[i].tail or lines[i].text for i in where])
    return found and metadata.Found(found.value, where[found.line])


def _split(
    lines: Sequence[Line], body: frozenset[int], first: int, title: str | None,
) -> tuple[list[str], list[tuple[str, str]]]:
    """The paragraphs, and all other lines with the rule that took each out."""
    paragraphs: list[str] = []
    removed: list[tuple[str, str]] = []
    end = end_of_article(lines, sorted(body))
    plain_title = _plain(title or "")
    has_title = False
    told = max((i for i in body if i < end and (lines[i].prose or is_signature_date(lines[i]))), default=-1)
    for i, line in enumerate(lines):
        plain = "" if paragraphs or len(line.text) > _LONGEST_HEAD else _plain(metadata.strip_site(line.text))
        if plain_title and plain and (plain == plain_title or (i in body and plain in plain_title)):
            if has_title or plain != plain_title:
                removed.append((line.text, "title"))
            has_title = True
        elif i in body and i < end and _is_article(lines, i, bool(paragraphs), told):
            paragraphs.append(_LIST_MARK.sub("", line.text))
            if line.tail_rule:
                removed.append((line.tail, line.tail_rule))
        else:
            removed.append((line.text + line.tail, line.rule or _place(i, line, body, first)))
    return paragraphs, removed


def _is_article(lines: Sequence[Line], i: int, begun: bool, told: int) -> bool:
    """Whether line `i` of a body is part of the article, whose last sentence or date of signature is line `told`."""
    line = lines[i]
    if line.rule == "contact":      # whom to call is part of a notice, if the notice goes on
        return begun and i < told
    if line.rule == "number":       # a cell of a table stands beside other cells, a counter beside buttons
        return any(not near.rule and not near.prose for near in (lines[i - 1], *lines[i + 1:i + 2]))
    return not (line.rule or _is_link(line) or (begun and line.caption))


def _place(i: int, line: Line, body: frozenset[int], first: int) -> str:
    """Why line `i`, which no rule knows, is none of the article's."""
    if i in body:
        return "link" if _is_link(line) else "caption" if line.caption else "outside-body"
    return "head" if i < first else "outside-body"


def _is_link(line: Line) -> bool:
    """Whether a line is nothing but a link to another page."""
    return line.linked > 0.8 and not line.text.endswith(("。", "！", "？", "”"))


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()
