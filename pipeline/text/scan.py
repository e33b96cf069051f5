"""One pass over a text that tells where some string of several sets may begin, and where a word may run across.

Nearly all offsets of a text are neither, and are passed over without a loop of Python: pairs of characters are hashed,
and a table says for each hash whether something begins with such a pair.
"""

from collections.abc import Collection, Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

# An odd number without a pattern: products with it, modulo 2**64, spread pairs of characters over a table.
# An array of one number is a third faster to reckon with than a number.
_FACTOR = np.array(0x9E3779B97F4A7C15, np.uint64)
# A few thousand strings are found by a table that stays near the processor, the words of the language by a large one.
_OPENINGS, _WORDS = 1 << 17, 1 << 21
_TO_OPENINGS, _TO_WORDS = np.array(64 - 17, np.uint64), np.array(64 - 21, np.uint64)
# In a text of fewer characters it is not worth to tell where words run across: it is asked of few offsets.
_SHORT = 400


class Scan(NamedTuple):
    """What a pass over a text told: for each set the offsets at which a string of it may begin, and for each offset,
    len(text) included, not 0 where the characters on both sides of it stand side by side in some word (or may do)."""

    starts: tuple[list[int], ...]
    joined: bytes


class Scanner:
    """Looks for the strings of `sets`, of two characters and more; `inside` is `pairs_inside` of the words."""

    def __init__(self, inside: NDArray[np.uint8], *sets: Collection[str]) -> None:
        self._inside, self._openings = inside, np.zeros(_OPENINGS, np.uint8)
        self._marks = [1 << n for n in range(len(sets))]
        self._heads: dict[str, int] = {}        # the first three characters of each string -> the marks of its sets
        for mark, strings in zip(self._marks, sets, strict=True):
            for head in {s[:3] for s in strings}:
                self._heads[head] = self._heads.get(head, 0) | mark
        pairs = _pairs("".join(head[:2] for head in self._heads))
        self._openings[pairs[::2] >> _TO_OPENINGS] = 1

    def scan(self, text: str) -> Scan:
        """What `text` may hold."""
        pairs, marked = _pairs(text), self._heads.get
        near = self._openings.take(pairs >> _TO_OPENINGS).nonzero()[0].tolist()
        told = [(at, marks) for at in near if (marks := marked(text[at:at + 3], 0) | marked(text[at:at + 2], 0))]
        starts = tuple([[at for at, marks in told if marks & mark] for mark in self._marks])
        if len(text) < _SHORT:
            return Scan(starts, b"\0".ljust(len(text), b"\1") + b"\0" if text else b"\0")
        return Scan(starts, b"\0" + self._inside.take(pairs[:-1] >> _TO_WORDS).tobytes() + b"\0")


def pairs_inside(words: Iterable[str]) -> NDArray[np.uint8]:
    """For the hash of each pair of characters, whether they stand side by side in one of `words`."""
    inside = np.zeros(_WORDS, np.uint8)
    inside[_pairs("\n".join(words)) >> _TO_WORDS] = 1
    return inside


def _pairs(text: str) -> NDArray[np.uint64]:
    """For each character the hash of it and the one after it."""
    codes = f"{text}\0".encode("utf-32-le", "surrogatepass")
    pairs = np.ndarray((len(text),), np.uint64, codes, 0, (4,))     # each overlaps the next
    return pairs * _FACTOR
