"""An article out of the lines of its page: body, title, date, outlet, author, and what was left out and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipeline.text.zh import metadata
from pipeline.text.zh.chrome import ChromeRule
from pipeline.text.zh.lines import Line, body_of, is_prose, to_lines, unmark
from pipeline.text.zh.normalise import normalise

# How far above and below the body a page says who wrote it and when.
_HEAD, _FOOT, _BELOW_TITLE = 16, 12, 10
# A text with so few lines above its body has no navigation: the first of them is the headline.
_SHORT_HEAD = 4
_SAYS_WHO = frozenset({"source", "editor", "share"})
# After such a line comes another article, unless what follows is most of the text.
_NEXT_ARTICLE = frozenset({"related", "comments"})


@dataclass(frozen=True)
class Extract:
    """An article taken out of its page. `removed` holds (line, rule) for each line that is in none of the others."""

    title: str | None
    outlet: str | None
    author: str | None
    published: date | None
    paragraphs: tuple[str, ...]
    removed: tuple[tuple[str, str], ...]


def extract_text(text: str, rules: Sequence[ChromeRule], title: str | None = None) -> Extract:
    """The article in a plain text or a text dump of a page; `title` is its headline where that is known."""
    lines = to_lines(normalise(unmark(text)).split("\n"), rules)
    start, end = body_of(lines)
    return assemble(lines, frozenset(range(start, end)), title)


def assemble(
    lines: Sequence[Line], body: frozenset[int], title: str | None = None, published: date | None = None,
) -> Extract:
    """The article whose body stands in the lines numbered by `body`, with what the lines around it say of it.

    `title` is the headline if it is known from elsewhere; it is looked for above the body otherwise. `published` is the
    date if it is known: one above the body is believed more, one below it less.
    """
    first, last = (min(body), max(body) + 1) if body else (len(lines), len(lines))
    start = next((i for i in sorted(body) if is_prose(lines[i])), first)
    head = _head(lines, start, title)
    foot = [i for i in range(start, min(len(lines), last + _FOOT)) if i >= last or lines[i].rule in _SAYS_WHO]
    dated = _found(metadata.find_published, lines, head)
    if dated is None and published is None:
        dated = _found(metadata.find_published, lines, foot)
    outlet = (_found(metadata.find_outlet, lines, head) or _found(metadata.find_dateline_outlet, lines, head)
              or _found(metadata.find_outlet, lines, foot))
    author = _found(metadata.find_author, lines, head) or _found(metadata.find_author, lines, foot)
    if title is None:
        title = _title(lines, first, min((f.line for f in (dated, outlet) if f and f.line < first), default=None))
    paragraphs, removed = _split(lines, body, first, title)
    bylines = [metadata.find_byline(p) for p in (*paragraphs[:1], *paragraphs[-1:])]
    names = author.value if author else next((name for name in bylines if name), None)
    return Extract(title, outlet.value if outlet else None, names, dated.value if dated else published,
                   tuple(paragraphs), tuple(removed))


def _head(lines: Sequence[Line], start: int, title: str | None) -> list[int]:
    """The lines that may say who and when: those right below the headline, and those right above line `start`."""
    plain = _plain(title or "")
    shown = [i for i in range(start) if plain and _plain(lines[i].text) == plain]
    below_title = range(shown[-1] + 1, min(start, shown[-1] + 1 + _BELOW_TITLE)) if shown else range(0)
    return [*below_title, *(i for i in range(max(0, start - _HEAD), start) if i not in below_title)]


def _found(find: Any, lines: Sequence[Line], where: Sequence[int]) -> metadata.Found[Any] | None:
    """What `find` finds in the lines numbered by `where`, with the number of its line."""
    found = find([lines[i].text for i in where])
    return found and metadata.Found(found.value, where[found.line])


def _title(lines: Sequence[Line], first: int, said_at: int | None) -> str | None:
    """The headline above line `first`: the last line that can be one above the lines that give date or outlet, with the
    line above it where the headline has two; where none does, the first of a short head and the last of a long one."""
    above = range(max(0, first - _HEAD), first)
    options = [i for i in above if not lines[i].rule and metadata.could_be_title(lines[i].text)]
    before = [i for i in options if said_at is not None and i < said_at]
    if before:
        two_rows = len(before) > 1 and before[-1] - before[-2] == 1 and before[-1] + 1 == said_at
        rows = before[-2:] if two_rows else before[-1:]
        return " ".join(dict.fromkeys(metadata.strip_site(lines[i].text) for i in rows))
    if not options:
        return None
    return metadata.strip_site(lines[options[0] if first <= _SHORT_HEAD or said_at is not None else options[-1]].text)


def _split(
    lines: Sequence[Line], body: frozenset[int], first: int, title: str | None,
) -> tuple[list[str], list[tuple[str, str]]]:
    """The paragraphs, and all other lines with the rule that took each out."""
    paragraphs: list[str] = []
    removed: list[tuple[str, str]] = []
    end = _next_article(lines, sorted(body))
    plain_title = _plain(title or "")
    has_title = False
    for i, line in enumerate(lines):
        plain = _plain(metadata.strip_site(line.text))
        if plain_title and plain and not paragraphs and (plain == plain_title or (i in body and plain in plain_title)):
            if has_title or plain != plain_title:
                removed.append((line.text, "title"))
            has_title = True
        elif i in body and i < end and not line.rule and not _is_link(line):
            paragraphs.append(line.text)
        else:
            place = "link" if i in body and _is_link(line) else "head" if i < first else "outside-body"
            removed.append((line.text, line.rule or place))
    return paragraphs, removed


def _is_link(line: Line) -> bool:
    """Whether a line is nothing but a link to another page."""
    return line.linked > 0.8 and not line.text.endswith(("。", "！", "？", "”"))


def _next_article(lines: Sequence[Line], body: Sequence[int]) -> int:
    """The line at which the body ends because another article begins there."""
    prose = [len(lines[i].text) if is_prose(lines[i]) else 0 for i in body]
    before, whole = 0, sum(prose)
    for i, chars in zip(body, prose, strict=True):
        if lines[i].rule in _NEXT_ARTICLE and before > whole - before:
            return i
        before += chars
    return len(lines)


def _plain(text: str) -> str:
    return "".join(char for char in text if char.isalnum()).casefold()
