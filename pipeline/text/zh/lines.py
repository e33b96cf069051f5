"""Which lines of a page are its article: lines scored as prose or chrome, and the run of them with the best sum."""

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from pipeline.text.zh.chrome import ChromeRules

# What a line adds to a run. Prose counts by its length, so that a run crosses a few lines that are not prose
# (sub-headings, captions) to reach more of it, but not a block of links.
_FOR_PROSE, _MOST_FOR_PROSE = 15, 300
_FOR_NUMBERED = -5
_FOR_PICTURE = -10      # stands inside an article
_FOR_CHROME = -40
_FOR_BLOCK = -160       # 相关阅读 and its like: what follows is another article
_FOR_BULLET = -40
_FOR_OTHER = -22
# The run below the date line is the body if it has this share of what the best run has: a neighbour may be longer.
_LEAST_BELOW = 0.2
# A date line inside the best run begins the body if this share of the run stands below it.
_LEAST_INSIDE = 0.6
_MOST_DATE_LINES = 20
# Where an article ends: see end_of_article.
_FAIR_SHARE, _MOST, _NEAR, _LEAST_LINKED, _NAMES_ONE = 0.3, 0.6, 10, 0.05, 12
_PICTURES = frozenset({"image-file", "media-file", "credit"})
# Rules whose lines stand inside an article, too.
_INSIDE = _PICTURES | {"headline", "number", "contact"}
BLOCKS = frozenset({"related", "comments", "licence", "copyright", "navigation"})
# What stands below an article, and no more of it after.
ENDS = frozenset({"related", "comments", "neighbour", "editor", "print-edition", "copyright", "disclaimer", "licence"})

# What stands on the line of the last sentence, after it: （责任编辑：张三）, 返回首页>>.
_LONGEST_TAIL = 80
_TAIL = re.compile(
    r"(?<=[。！？”）)…】]) ?(?:([（(\[【][^（）()\[\]【】。]{2,60}[）)\]】])|[^。！？（）()“”]{2,40}) ?$")
_TAILS = frozenset({
    "editor", "source", "share", "print", "more", "copyright", "disclaimer", "button", "credit", "print-edition",
    "report",
})
# These only in brackets: without, they may be the next words of a sentence.
_BRACKETED = frozenset({"source", "credit"})

_SHORTEST_PROSE = 18
_LINK = 0.5
_LONGEST_CAPTION = 40
# Of a longer line its two ends tell.
_LOOKED_AT = 600
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_BULLET = re.compile(r"^[*+•] ")
_SENTENCE_MARK = re.compile(r"[。！？；，,：:;!?]")

# 一、总体情况, （二）招商成效
_NUMBERED = re.compile(r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])\S{2,40}$")
_BYLINE = re.compile(r"[（(][^（()）。]{0,20}(?:记者|作者|通讯员|完|编译)[^（()）。]{0,40}[）)]$")
# What a notice or a report begins with: 各县区人民政府：, 某某社3月5日电.
_OPENING = re.compile(
    r"(?:各|致|尊敬的)[^。！？]{2,60}[:：]$|[^。！？]{2,16}\d{1,2}月\d{1,2}日(?:报道|电|讯|消息)[:：]?$")
# What the last sentence of a notice begins with; who signs it stands below.
_CLOSING = re.compile(r"(?:特此|现予|请遵照|以上公告|请认真|此致|敬礼)")
_SIGNED_BY = re.compile(r"[\u4e00-\u9fff（）、 ]{3,40}$")
# Lines between the last sentence and the date of signature: who to call, who signs.
_MOST_SIGNED = 5
_SIGNED_ON = re.compile(r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日")

_FILE = re.compile(r"(?:^|(?<= ))[\w.%-]{1,80}\.(?:png|jpe?g|gif|webp|svg|bmp)(?= |$)", re.IGNORECASE)
_BLOCK_TAG = re.compile(r"</?(?:p|div|br|h[1-6]|li|tr|section|article|blockquote)\b[^<>]{0,300}>", re.IGNORECASE)
_INLINE_TAG = re.compile(
    r"</?(?:a|b|i|u|em|strong|span|font|img|o:p|sup|sub|center|table|tbody|td|ul|ol)\b[^<>]{0,600}>", re.IGNORECASE,
)


# No article, nor the page around it, has more.
MOST_LINES = 10_000


class TooManyLinesError(ValueError):
    """A page of more lines than any article has."""

    def __init__(self) -> None:
        super().__init__(f"the page has more than the {MOST_LINES:,} lines of any article")


@dataclass(frozen=True)
class Line:
    """A line of a page, normalised; `linked` is the share of its characters that are links (0 in plain text);
    `rule` the chrome rule that matches it, or None; `pictured` whether it stands right below a picture; `tail` what is
    no article at its end (（责任编辑：张三）), which is not in `text`, and `tail_rule` the rule that matches that."""

    text: str
    rule: str | None = None
    linked: float = 0.0
    pictured: bool = False
    tail: str = ""
    tail_rule: str | None = None

    @cached_property
    def prose(self) -> bool:
        """Whether it reads as running Chinese text rather than as a heading, a link or a widget."""
        return _is_prose(self)

    @property
    def caption(self) -> bool:
        """Whether it is likely the caption of the picture above it."""
        return self.pictured and not self.prose and len(self.text) <= _LONGEST_CAPTION and not _is_numbered(self)


def unmark(text: str) -> str:
    """`text` with the few tags that stray into text files (<p>, <br>, <strong>) turned into line breaks or nothing."""
    if not _BLOCK_TAG.search(text):
        return text
    return html.unescape(_INLINE_TAG.sub("", _BLOCK_TAG.sub("\n", text)))


def without_pictures(text: str) -> str:
    """A line of a dump without the names of the pictures' files in it, unless it holds nothing else."""
    return " ".join(_FILE.sub(" ", text).split()) or text if "." in text else text


def to_lines(
    texts: Sequence[str], rules: ChromeRules, linked: Sequence[float] | None = None,
    pictured: Sequence[bool] | None = None,
) -> list[Line]:
    """Lines out of normalised texts, the shares of them that are links, and whether a picture stands right above each
    (in plain text: the name of its file); empty ones are left out.

    :raises TooManyLinesError: there are more than any article has.
    """
    shares, pictures = linked or [0.0] * len(texts), pictured or [False] * len(texts)
    found = [(text, share, picture) for text, share, picture in zip(texts, shares, pictures, strict=True) if text]
    if len(found) > MOST_LINES:
        raise TooManyLinesError
    rule_of, lines = rules.name_of, list[Line]()
    for text, share, picture in found:
        rule = rule_of(text)
        body, tail, tail_rule = (text, "", None) if rule or share > _LINK else _without_tail(text, rule_of)
        below = picture or (not pictured and bool(lines) and lines[-1].rule == "image-file")
        lines.append(Line(body, rule, share, below, tail, tail_rule))
    return lines


def _without_tail(text: str, rule_of: Callable[[str], str | None]) -> tuple[str, str, str | None]:
    """`text` without what a rule takes for no article after its last sentence, that, and the rule; unchanged where
    there is none."""
    start, first_rule = len(text), None
    while found := _TAIL.search(text, max(0, start - _LONGEST_TAIL), start):
        rule = rule_of(found[0])
        if rule not in (_TAILS if found[1] else _TAILS - _BRACKETED) or found.start() < _SHORTEST_PROSE:
            break
        start, first_rule = found.start(), rule
    return text[:start].rstrip(), text[start:].strip(), first_rule


def _is_prose(line: Line) -> bool:
    text = line.text if len(line.text) <= _LOOKED_AT else line.text[:_LOOKED_AT // 2] + line.text[-_LOOKED_AT // 2:]
    if line.rule or line.linked > 0.5 or len(text) < _SHORTEST_PROSE or len(_HAN.findall(text)) < 0.3 * len(text):
        return False
    if _BULLET.match(text) and not text.endswith("。"):
        return False
    ends = text.endswith(("。", "！", "？", "”", "」", "』", "）", ")", "；", "：", "!", "?"))
    return ends or (len(text) >= 40 and len(_SENTENCE_MARK.findall(text)) >= 1 + len(text) // 80)


def score(line: Line) -> int:
    """What a line adds to a run: positive for prose."""
    if line.rule in _INSIDE:
        return _FOR_PICTURE if line.rule in _PICTURES else _FOR_OTHER
    if line.rule:
        return _FOR_BLOCK if line.rule in BLOCKS else _FOR_CHROME
    if line.prose:
        return min(_FOR_PROSE + len(line.text), _MOST_FOR_PROSE)
    if _is_numbered(line):
        return _FOR_NUMBERED
    if line.caption:
        return _FOR_PICTURE
    return _FOR_BULLET if _BULLET.match(line.text) or line.linked > 0.5 else _FOR_OTHER


def best_run(scores: Sequence[int]) -> tuple[int, int]:
    """Half-open range of the run with the greatest sum (the first of equals); (0, 0) where nothing is positive."""
    best, best_sum, start, total = (0, 0), 0, 0, 0
    for i, value in enumerate(scores):
        if total <= 0:
            start, total = i, 0
        total += value
        if total > best_sum:
            best, best_sum = (start, i + 1), total
    return best


def body_of(lines: Sequence[Line]) -> tuple[int, int]:
    """Half-open range of the body: the best run of lines, or the run right below the line that names date or outlet if
    it has a fair share of the prose; with the short sentences and numbered headings around it and the signature below.

    Where no line is prose (a list, a single phrase) it is everything that no rule knows.
    """
    scores = [score(line) for line in lines]
    start, end = best_run(scores)
    if start == end:
        plain = [i for i, line in enumerate(lines) if not line.rule and line.linked <= 0.5]
        return (plain[0], plain[-1] + 1) if plain else (0, 0)
    total = sum(scores[start:end])
    for i in islice((i for i in range(end) if lines[i].rule == "source"), _MOST_DATE_LINES):
        below = run_below(scores, i + 1) if i < start else (i + 1, end)
        if sum(scores[slice(*below)]) >= (_LEAST_BELOW if i < start else _LEAST_INSIDE) * total:
            start, end = below
            break
    return with_edges(lines, start, end)


def run_below(scores: Sequence[int], first: int) -> tuple[int, int]:
    """Half-open range of the lines from `first` on with the greatest sum, up to where a block of chrome begins."""
    best, total, end = 0, 0, first
    for i in range(first, len(scores)):
        total += scores[i]
        if total > best:
            best, end = total, i + 1
        elif total < best + _FOR_BLOCK:
            break
    return first, end


def with_edges(lines: Sequence[Line], start: int, end: int) -> tuple[int, int]:
    """A run with the short sentences and numbered headings around it, the byline and the signature below."""
    while start < end and score(lines[start]) < 0:
        start += 1
    while start and (_is_short_sentence(lines[start - 1]) or _is_numbered(lines[start - 1]) or (
            not lines[start - 1].rule and _OPENING.match(lines[start - 1].text))):
        start -= 1
    while end < len(lines) and (_is_short_sentence(lines[end]) or _BYLINE.match(lines[end].text)):
        end += 1
    if 0 < end < len(lines) and _CLOSING.match(lines[end - 1].text) and not lines[end].rule and _SIGNED_BY.match(
            lines[end].text):
        end += 1
    for last in range(end, min(end + _MOST_SIGNED, len(lines))):
        if is_signature_date(lines[last]):
            return start, last + 1
        if lines[last].rule not in (None, "contact") or len(lines[last].text) > _LONGEST_CAPTION:
            break
    return start, end


def end_of_article(lines: Sequence[Line], body: Sequence[int]) -> int:
    """The line at which a body (numbers of lines, in order) ends because something else begins there; the number of
    lines where it does not.

    A line that ends an article does so if the article has most of the prose by then, or a fair share and nothing but
    links and teasers follow. Related links may also stand inside: then the article's prose goes on below them.
    """
    prose = [len(lines[i].text) if lines[i].prose else 0 for i in body]
    before, whole = 0, sum(prose)
    has_links = any(line.linked for line in lines)
    for k, i in enumerate(body):
        if lines[i].rule in ENDS and before >= _FAIR_SHARE * whole:
            below = body[k + 1:k + 1 + _NEAR]
            goes_on = has_links and lines[i].rule != "comments" and _goes_on(lines, below)
            inside = lines[i].rule == "related" and (goes_on or _is_inserted(lines, i, below))
            if not inside and (before >= _MOST * whole or (has_links and not goes_on)):
                return i
        before += prose[k]
    return len(lines)


def _is_inserted(lines: Sequence[Line], i: int, below: Sequence[int]) -> bool:
    """Whether a line of related reading names one article (相关阅读：…) and has the article's own prose right below."""
    if not below or len(lines[i].text) < _NAMES_ONE or "：" not in lines[i].text:
        return False
    return lines[below[0]].prose and lines[below[0]].linked < _LEAST_LINKED


def _goes_on(lines: Sequence[Line], below: Sequence[int]) -> bool:
    """Whether two lines of prose without links stand together in `below`, before the next line that ends an article."""
    last = -2
    for i in below:
        if lines[i].rule in ENDS:
            return False
        if lines[i].prose and lines[i].linked < _LEAST_LINKED:
            if last == i - 1:
                return True
            last = i
    return False


def is_signature_date(line: Line) -> bool:
    """Whether a line is the date below a signature and nothing else."""
    return _SIGNED_ON.fullmatch(line.text) is not None


def _is_numbered(line: Line) -> bool:
    return not line.rule and line.linked <= 0.5 and _NUMBERED.match(line.text) is not None


def _is_short_sentence(line: Line) -> bool:
    return not (line.rule or line.linked > 0.5 or _BULLET.match(line.text)) and line.text.endswith(("。", "！", "？"))
