"""A set of strings that are looked for in a text: which of them stand at a place, the longest first."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import add
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Lexicon(Generic[T]):
    """`items` by their strings; for the first `width` characters of each the lengths of what may stand there, longest
    first; and the lengths of those that are shorter than that. Made by `lexicon`."""

    items: Mapping[str, T]
    lengths: Mapping[str, tuple[int, ...]]
    short: tuple[int, ...]
    width: int

    def starting(self, text: str, at: int) -> list[tuple[str, T]]:
        """The strings that stand at `at`, longest first, each with its item."""
        lengths = self.lengths.get(text[at:at + self.width], self.short)
        if not lengths:
            return []
        items = self.items
        return [(found, items[found]) for length in lengths if (found := text[at:at + length]) in items]


def lexicon(items: Mapping[str, T], width: int) -> Lexicon[T]:
    """A Lexicon of `items`."""
    lengths: dict[str, set[int]] = {}
    for key in items:
        lengths.setdefault(key[:width], set()).add(len(key))
    short = {len(head) for head in lengths if len(head) < width}
    full = {head: _longest_first(some | {n for n in short if head[:n] in items})
            for head, some in lengths.items() if len(head) == width}
    return Lexicon(items, full, _longest_first(short), width)


def _longest_first(lengths: set[int]) -> tuple[int, ...]:
    return tuple(sorted(lengths, reverse=True))


def by_heads(text: str, heads: Mapping[str, T]) -> Iterator[tuple[int, T]]:
    """Where the first two characters of something stand in `text`: the offset, and what `heads` has by them."""
    for at, found in enumerate(map(heads.get, map(add, text, text[1:]))):
        if found is not None:
            yield at, found


def matches(pattern: re.Pattern[str], text: str, starts: Iterable[int]) -> Iterator[re.Match[str]]:
    """What `pattern.finditer(text)` finds, where it can match at `starts` only, which are in order: ten times as fast
    where they are few."""
    end = 0
    for at in starts:
        if at >= end and (match := pattern.match(text, at)):
            yield match
            end = match.end()
