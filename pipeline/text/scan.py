"""One pass over a text that tells where some string of several sets may begin, and where a word may run across.

Nearly all offsets of a text are none of these, and are passed over without a loop of Python. Characters are hashed in
pairs and triples, and a table says for each hash what holds it: a few offsets too many are told, and none too few.
"""

from collections.abc import Collection, Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

# Odd numbers without a pattern: sums of products with them, modulo 2**32, spread characters over a table of 2**21.
# An array of one number is a third faster to reckon with than a number.
_FIRST, _SECOND, _THIRD = (np.array(factor, np.uint32) for factor in (0x9E3779B1, 0x85EBCA6B, 0xC2B2AE35))
_SHIFT = np.array(11, np.uint32)
_SIZE = 1 << 21
_INSIDE = 1
_ANY = np.array(0xFF - _INSIDE, np.uint8)


class Scan(NamedTuple):
    """What a pass over a text told: for each set the offsets at which a string of it may begin, and for each offset,
    len(text) included, not 0 where the characters on both sides of it stand side by side in some word (or may do)."""

    starts: tuple[list[int], ...]
    joined: bytes


class Scanner:
    """Looks for the strings of `sets`, of two characters and more; `inside` is `pairs_inside` of the words."""

    def __init__(self, inside: NDArray[np.uint8], *sets: Collection[str]) -> None:
        self._pairs, self._triples = inside.copy(), np.zeros(_SIZE, np.uint8)
        self._marks = [_INSIDE << n for n in range(1, len(sets) + 1)]
        for mark, strings in zip(self._marks, sets, strict=True):
            short = _pairs(_codes("".join(s for s in strings if len(s) == 2)))[1::2]
            codes = _codes("".join(s[:3] for s in strings if len(s) > 2))
            self._pairs[short >> _SHIFT] |= mark
            self._triples[_triples(_pairs(codes), codes)[::3] >> _SHIFT] |= mark

    def scan(self, text: str) -> Scan:
        """What `text` may hold."""
        codes = _codes(text)
        pairs = _pairs(codes)
        across = self._pairs.take(pairs >> _SHIFT)
        begins = (across[1:] | self._triples.take(_triples(pairs, codes) >> _SHIFT)) & _ANY
        across[0] = across[-1] = 0
        places = begins.nonzero()[0]
        found = [*zip(places.tolist(), begins.take(places).tolist(), strict=True)]     # few: quicker told apart here
        starts = tuple([[at for at, marks in found if marks & mark] for mark in self._marks])
        return Scan(starts, (across & _INSIDE).tobytes())


def pairs_inside(words: Iterable[str]) -> NDArray[np.uint8]:
    """For the hash of each pair of characters, whether they stand side by side in one of `words`."""
    inside = np.zeros(_SIZE, np.uint8)
    inside[_pairs(_codes("\n".join(words))) >> _SHIFT] = _INSIDE
    return inside


def _codes(text: str) -> NDArray[np.uint32]:
    """The characters of a text, one before it and two after it."""
    return np.frombuffer(f"\0{text}\0\0".encode("utf-32-le", "surrogatepass"), np.uint32)


def _pairs(codes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """For each offset, len(text) included, the hash of the characters before and after it."""
    return codes[:-2] * _FIRST + codes[1:-1] * _SECOND


def _triples(pairs: NDArray[np.uint32], codes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """For each character the hash of it and the two after it."""
    return pairs[1:] + codes[3:] * _THIRD
