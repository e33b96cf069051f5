"""Projects counted by size: 亿元以上项目41个 -> 41 projects of at least 100 million yuan.

The figure stands before its noun in Chinese and after it in English. Left in place, `at least 100 million yuan项目41个`
comes back as one sum (`at least 100 million yuan in projects`), so that size and count are put into English together.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.text.en.figures import Style, render
from pipeline.text.figure import Figure

_KINDS = {
    "": "", "重大": "major ", "重点": "key ", "工业": "industrial ", "产业": "industrial ", "制造业": "manufacturing ",
    "外资": "foreign-invested ",
}
_KIND = "|".join(k for k in _KINDS if k)
_NOUN = re.compile(f"的?({_KIND})?项目(?!部|组|制|库|化|书|名|法人|经理|管理|资金|建设|负责)")
_INVESTMENT = re.compile(r"(?:计划)?总?投资(?:总?额)?(?:达到?)?$")
_BETWEEN = re.compile(f"的?({_KIND})?项目(?:达到?|有|共)?")


def counted_projects(text: str, figures: Sequence[Figure], style: Style) -> list[tuple[int, int, str]]:
    """The places where projects are told by their size, (start, end, English) each; `figures` are those of `text` in
    order. Sizes without a bound are left alone: 5亿元项目 is one of that size."""
    if "项目" not in text:
        return []
    found, at = [], 0
    pairs = [*pairwise([None, *figures, None])] if figures else []
    for (before, figure), (_, after) in pairwise(pairs):
        if figure is None or figure.start < at or not _is_size(figure):
            continue
        place = _place(text, figure, before if before and before.start >= at else None, after)
        if place:
            start, end, count, kind = place
            invested = _INVESTMENT.search(text, max(at, start - 8), start)
            number = f"{render(count, style)} " if count else ""
            noun = "project" if count and count.value == 1 else "projects"
            link = "with an investment of" if invested else "of"
            english = f"{number}{_KINDS[kind]}{noun} {link} {render(figure, style)}"
            found.append((invested.start() if invested else start, end, english))
            at = end
    return found


def _place(
    text: str, size: Figure, before: Figure | None, after: Figure | None,
) -> tuple[int, int, Figure | None, str] | None:
    """Where the phrase around `size` stands, the count of it and the kind of project."""
    if after and _is_count(after) and (match := _BETWEEN.fullmatch(text, size.end, after.start)):
        return size.start, after.end, after, match[1] or ""
    match = _NOUN.match(text, size.end)
    if match is None:
        return None
    if before and _is_count(before) and before.end == size.start:
        return before.start, match.end(), before, match[1] or ""
    return size.start, match.end(), None, match[1] or ""


def _is_size(figure: Figure) -> bool:
    bound = figure.hedge in ("at-least", "more-than", "at-most", "less-than")
    return figure.dimension == "money" and (bound or figure.low is not None)


def _is_count(figure: Figure) -> bool:
    return figure.dimension == "count" and figure.text.endswith("个")
