"""The headline among the lines above an article: the line that its text takes up, near the line that gives the date."""

import re
from collections.abc import Sequence

from pipeline.text.zh.lines import Line
from pipeline.text.zh.metadata import could_be_title, strip_site

# How far above the line that gives the date, or above the body, a headline stands.
_FARTHEST = 16
# What each sign is worth beside the share of the headline that the body takes up (0 to 1).
_RIGHT_ABOVE_DATE, _REPEATED, _FIRST, _PER_LINE_AWAY, _LONGEST_COUNTED = 0.5, 0.15, 0.3, 0.03, 20
# Both rows of a headline of two are taken up by the body, and no headline of two rows is longer than this.
_LEAST_OF_ROW, _SHORTEST_ROW, _LONGEST_OF_ROWS = 0.5, 7, 36
_LONGEST_OUTLET = 12
_OUTLET = re.compile(r"[/／]|(?:报|网|社|台|刊|客户端|版)$")
# The text of a page's pictures stands beside the headline in a dump; so do the buttons of a player.
_FILE = re.compile(r"(?:^|(?<= ))[\w.%-]{1,80}\.(?:png|jpe?g|gif|webp|svg|bmp)(?= |$)", re.IGNORECASE)
_NAVIGATION = re.compile(r"[>»›]|[|｜丨/] .{0,30}[|｜丨/] | - .{0,12} - |^\d+[.、]? ?$")
_WORDS_OF_MENU = 4
_BODY_LOOKED_AT = 5000


def taken_up(title: str, text: str) -> float:
    """Share of the pairs of characters of a headline that `text` holds, 0 to 1; 1 for an empty headline."""
    pairs = {title[i:i + 2] for i in range(len(title) - 1) if title[i:i + 2].isalnum()}
    return sum(pair in text for pair in pairs) / len(pairs) if pairs else 1.0


def find_title(lines: Sequence[Line], first: int, said_at: int | None, body: str) -> str | None:
    """The headline above line `first`, where the text `body` begins; `said_at` is the line that gives date or outlet.
    Two rows are joined. None where no line above can be a headline."""
    body = body[:_BODY_LOOKED_AT]
    below = first if said_at is None else said_at
    rows = {i: text for i in range(max(0, min(below, first) - _FARTHEST), first) if (text := _row(lines[i]))}
    if not rows:
        return None
    shown = [line.text for line in lines]

    def worth(i: int) -> float:
        between = [k for k in range(i + 1, below) if not lines[k].rule] if i < below else [i]
        near = said_at is not None and i < said_at and not between
        distance = abs(below - i)
        return (taken_up(rows[i], body) + near * _RIGHT_ABOVE_DATE + (shown.count(lines[i].text) > 1) * _REPEATED
                + (i == 0) * _FIRST
                + min(len(rows[i]), _LONGEST_COUNTED) / 2 / _LONGEST_COUNTED - _PER_LINE_AWAY * distance)

    best = max(rows, key=worth)
    return _with_other_row(rows, best, body)


def _row(line: Line) -> str | None:
    """The headline that a line can be, without the site's name; None where it is something else."""
    text = " ".join(_FILE.sub(" ", line.text).split()) if "." in line.text else line.text
    words = text.split(" ")
    is_menu = len(words) >= _WORDS_OF_MENU and len(text) < 5 * len(words)
    if _OUTLET.search(text) and len(text) <= _LONGEST_OUTLET:
        return None
    if line.rule or is_menu or _NAVIGATION.search(text) or not could_be_title(text):
        return None
    return strip_site(text)


def _with_other_row(rows: dict[int, str], best: int, body: str) -> str:
    for upper in (best - 1, best):
        pair = rows.get(upper), rows.get(upper + 1)
        if pair[0] and pair[1] and len(pair[0]) + len(pair[1]) < _LONGEST_OF_ROWS and all(
                len(row) >= _SHORTEST_ROW and taken_up(row, body) >= _LEAST_OF_ROW and not _OUTLET.search(row)
                for row in (pair[0], pair[1])):
            return pair[0] if pair[1] in pair[0] else pair[1] if pair[0] in pair[1] else " ".join((pair[0], pair[1]))
    return rows[best]
