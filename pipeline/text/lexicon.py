"""A set of strings that are looked for in a text: which of them stand at a place, the longest first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import compress, count
from operator import add
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Lexicon(Generic[T]):
    """`items` by their strings, and for the first `width` characters (1 or 2) of each the lengths that begin so,
    longest first. Made by `lexicon`."""

    items: Mapping[str, T]
    lengths: Mapping[str, tuple[int, ...]]
    width: int

    def starting(self, text: str, at: int) -> Iterator[tuple[str, T]]:
        """The strings that stand at `at`, longest first, each with its item."""
        for length in self.lengths.get(text[at:at + self.width], ()):
            found = text[at:at + length]
            if found in self.items:
                yield found, self.items[found]

    def starts(self, text: str) -> list[int]:
        """Where some string may begin (for strings of two characters and more). It runs without a loop of Python, for
        nearly all positions of a text are none."""
        pairs = map(add, text, text[1:])
        return list(compress(count(), map(self.lengths.__contains__, pairs)))


def lexicon(items: Mapping[str, T], width: int = 2) -> Lexicon[T]:
    """A Lexicon of `items`; none may be shorter than `width`."""
    lengths: dict[str, set[int]] = {}
    for key in items:
        lengths.setdefault(key[:width], set()).add(len(key))
    return Lexicon(items, {head: tuple(sorted(some, reverse=True)) for head, some in lengths.items()}, width)
