"""Spans of time told by their end: 截至2016年6月的12个月时间里 -> in the 12 months to June 2016.

English puts the length before the end, Chinese after it. Each alone in its Chinese place, a small model drops the
length, so both are put into English together.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.text.en.figures import Style, render
from pipeline.text.figure import Figure

_UP_TO = re.compile(r"(在)?截[至止]到? ?$")
_OF = re.compile(" ?[的之] ?")
_INSIDE = re.compile(r" ?的?(?:时间)?(?:里|内|间|中|期间)")
_LENGTHS = ("year", "month", "week", "day")


def spans_to_a_date(text: str, figures: Sequence[Figure], style: Style) -> list[tuple[int, int, str]]:
    """The places where a length of time stands after its end, (start, end, English) each; `figures` are those of
    `text` in order."""
    if "截" not in text:
        return []
    found = []
    for end, length in pairwise(figures):
        if end.when is None or "/" in end.when or length.dimension != "duration" or length.unit not in _LENGTHS:
            continue
        before = _UP_TO.search(text, max(0, end.start - 5), end.start)
        if before and length.hedge is None and _OF.fullmatch(text, end.end, length.start):
            inside = _INSIDE.match(text, length.end)
            english = f"the {render(length, style)} to {render(end, style)}"
            found.append((before.start() if inside else before.start() + len(before[1] or ""),
                          inside.end() if inside else length.end, f"in {english}" if inside else english))
    return found
