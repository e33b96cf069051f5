"""Every figure of a Chinese text with its exact value: the face of the Chinese grammar.

One scan finds where numerals stand. At each, the readers are asked in turn: plans and dates; what only looks like a
figure (N13), which is passed over; proportions, ranks and quantities. Every pattern is bounded: the time is linear.
A search for what stands before a numeral may begin at a negative place, which `re` takes for the beginning of the text.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import lru_cache

from pipeline.text.figure import Figure, moved
from pipeline.text.zh import dates, halves, proportions, ranks
from pipeline.text.zh.context import in_context
from pipeline.text.zh.followers import FOLLOWERS_BEGIN
from pipeline.text.zh.hedges import HEDGES_END
from pipeline.text.zh.not_figures import CODE, MAYBE_CODE, past_number, past_word
from pipeline.text.zh.numerals import DIGITS_ON, NUMERALS, RUN, arabic, chinese, half_width, read_numeral
from pipeline.text.zh.parts import CURRENCIES_END, JOINTS, SIGNS
from pipeline.text.zh.plans import plan_at
from pipeline.text.zh.quantities import quantity_at
from pipeline.text.zh.relative_dates import RELATIVE, relative_at

__all__ = ["find_figures", "read_numeral"]

# How far before and behind its first character a figure's readers look; no figure begins so far before its numeral.
REACH, _AHEAD = 64, 192
# What stands behind or before a numeral of one character that is a figure, or the beginning of one.
_BEHIND = frozenset("点余多来分届大佳强期世级半中").union(NUMERALS, dates.FOLLOWS, JOINTS, FOLLOWERS_BEGIN)
_BEFORE = frozenset("第前头以 ").union(CURRENCIES_END, HEDGES_END, SIGNS)
# What stands behind ranks and centuries; most numerals have nothing of the kind there.
_RANKED = ranks.AFTER.union(" 世")
_REMEMBERED = 2000      # the longest text whose figures are remembered
# After so many places of a long text, of which more than this share is new, none is kept any more; and so many at most.
_TRIAL, _NEW, _MOST_KNOWN = 2000, 0.8, 4096
_Reader = Callable[[str, int, int, str], tuple[int, Figure | None]]
_RUNS = "〇零一二三四五六七八九十百千万亿两廿卅壹贰叁肆伍陆柒捌玖拾佰仟"
# Its first character, which a search looks for fast, and then of what kind that is.
_TOKEN = re.compile(
    rf"[A-Za-z0-9〔\[(（【{_RUNS}半数几翻对元](?:(?P<code>(?<![A-Za-z].)(?:{MAYBE_CODE}))|(?P<number>(?<=[0-9]){DIGITS_ON})"
    rf"|(?P<run>(?<=[{_RUNS}])|(?<=[数几])(?=[十百千万亿]))|(?P<half>(?<=半))"
    r"|(?P<turn>(?<=翻)(?=[了上近将约大超逾一两二三四五番倍\d])|(?<=对)(?=折))|(?P<first>(?<=元)(?=月)))")


def find_figures(text: str, published: date | None = None) -> list[Figure]:
    """The figures of `text` in order, none overlapping; `text[f.start:f.end] == f.text` for each.

    With the day on which the text was `published`, 今年 and 去年 are dates too (D4); without it they are none.
    """
    if published is None and len(text) <= _REMEMBERED:
        return list(_remembered(text))
    return _found(text, published)


@lru_cache(maxsize=4096)
def _remembered(text: str) -> tuple[Figure, ...]:
    """A segment is asked for its figures when it is localised and again when it is compared."""
    return tuple(_found(text, None))


def _found(text: str, published: date | None) -> list[Figure]:
    plain = half_width(text)
    found = [figure for _, _, figure in scan(plain) if figure is not None]
    if published is not None:
        found = _with_relative(plain, found, published)
    return placed(text, plain, found)


def scan(plain: str, at: int = 0) -> Iterator[tuple[int, int, Figure | None]]:
    """For each place of a text with half-width digits, from `at` on, where a numeral may stand: where the scan goes on,
    where the last figure ended, and the figure that is found there, without what its clause says of it."""
    read = _Windows().read if len(plain) > _REMEMBERED else _read       # all that is found in a short one is kept
    floor = 0
    while match := _TOKEN.search(plain, at):
        (start, end), kind, figure = match.span(), match.lastgroup or "", None
        if kind == "code":
            code = CODE.match(plain, start)
            at = code.end() if code else end
        elif kind == "run" and _is_word(plain, start):
            at = past_word(plain, start, end) or end
        else:
            at, figure = read(plain, start, end, kind)
            if figure is not None:
                if figure.start >= floor:
                    floor = figure.end
                else:
                    figure = None
        if at <= start:
            at = start + 1
        yield at, floor, figure


def placed(text: str, plain: str, found: Sequence[Figure]) -> list[Figure]:
    """Figures of `plain`, which is `text` with half-width digits, as `text` has them, with what their clauses say."""
    told = in_context(plain, found)
    if text == plain:
        return told
    return [f if (said := text[f.start:f.end]) == f.text else f._replace(text=said) for f in told]


def _is_word(text: str, start: int) -> bool:
    """Whether the numeral character at `start` has nothing beside it that would make a figure of it: 统一, 三农."""
    following = text[start + 1:start + 2]
    if following in _BEHIND or following.isspace() or text[start] in "廿卅":
        return False
    return text[start - 1:start] not in _BEFORE


class _Windows:
    """The places of a long text, read once for all that look the same: it may repeat itself without end. Where hardly
    any does, what is known is forgotten, for to look it up takes longer than to read."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int, int, str], tuple[int, Figure | None]] | None = {}
        self._asked = 0

    def read(self, text: str, start: int, end: int, kind: str) -> tuple[int, Figure | None]:
        """What `_read` says."""
        if self._known is None:
            return _read(text, start, end, kind)
        first = max(0, start - REACH)
        place = text[first:start + _AHEAD], start - first, min(end, start + _AHEAD) - first, kind
        found = self._known.get(place)
        if found is None:
            found = self._known[place] = _read(*place)
        at, figure = found
        self._asked += 1
        if self._asked == _TRIAL:
            self._known = None if len(self._known) > _TRIAL * _NEW else self._known
        elif self._known and len(self._known) > _MOST_KNOWN:
            self._known.clear()
        if at > start - first + _AHEAD // 3:        # it may go on behind the window
            return _read(text, start, end, kind)
        return first + at, figure and moved(figure, first)


def _read(text: str, start: int, end: int, kind: str) -> tuple[int, Figure | None]:
    """Where the scan goes on behind the numeral, or the word for one, at `start`..`end`, and the figure there."""
    if kind == "run":
        run = RUN.match(text, start)
        if run is None:
            return end, None
        end = run.end()
    elif kind != "number":
        return _word(text, start, end, kind)
    before, following = text[start - 1:start], text[end:end + 1]
    figure = None
    if before == "第" or (kind == "run" and "五" in text[start:end]):
        figure = plan_at(text, start)
    behind = text[end + 1:end + 2] if following == " " else following
    if figure is None and (behind in dates.FOLLOWS or before in dates.BEFORE or end - start == dates.DOTTED
                           or (before in dates.LISTS and behind in dates.LISTS)):
        figure = dates.date_at(text, start, end)
    if figure is None and before == "以":
        figure = halves.counted_by_at(text, start)
    if figure:
        return figure.end, figure
    numeral = arabic(text, start, end) if kind == "number" else chinese(text, start, end)
    after = "" if numeral is None else following if numeral.end == end else text[numeral.end:numeral.end + 1]
    if numeral and after == "分" and (figure := proportions.fraction_at(text, numeral)):
        return figure.end, figure
    if numeral is None and text[start] in "零〇" and end - start == 2:
        return start + 1, None                               # 一年零三个月
    past = past_number(text, start, end, before, following) if kind == "number" else past_word(text, start, end)
    if past:
        return past, None
    if following in ("/", "折"):
        figure = proportions.slashed_at(text, start) or proportions.discount_at(text, start)
    if figure is None and numeral:
        end = numeral.end
        if after in _RANKED or before in ranks.BEFORE or (before in ranks.JOINTS and ranks.is_listed(text, start)):
            figure = ranks.rank_at(text, numeral) or ranks.century_at(text, numeral)
        figure = figure or quantity_at(text, numeral)
        if figure is None and text.startswith("半", end) and text[start:end] == "一":
            return end, None                             # 一半 is read at its 半
    return (figure.end if figure else end), figure


def _word(text: str, start: int, end: int, kind: str) -> tuple[int, Figure | None]:
    """What `_read` says of 半, 翻, 对折 and the 元 of 元月."""
    if kind == "turn":
        figure = halves.doubled_at(text, start) or proportions.half_price_at(text, start)
    elif kind == "half":
        figure = dates.half_of_year_at(text, start) or halves.half_at(text, start)
    else:
        figure = dates.date_at(text, start, end)
    return (figure.end if figure else end), figure


def _with_relative(text: str, found: list[Figure], published: date) -> list[Figure]:
    """`found` with the relative dates; one that begins before a found date and runs into it takes its place."""
    relative = [relative_at(text, m, published) for m in RELATIVE.finditer(text)]
    kept = [f for f in found if not any(r.start < f.end and f.start < r.end for r in relative)]
    return sorted([*kept, *relative], key=lambda f: f.start)
