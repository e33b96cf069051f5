"""One pass over a text that tells where some string of several sets may begin, and where a word may run across.

Most offsets of a text are none of these, and are passed over without a loop of Python: characters are hashed in pairs,
and a table says for each hash whether a string begins with it. What the few that are left begin is then looked up by
their first three characters: a few offsets too many are told, and none too few.
"""

from collections.abc import Collection, Iterable, Sequence
from itertools import compress, count
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

# An odd number without a pattern: its products spread characters over a table of 2**21. An array of one number is a
# third faster to reckon with than a number.
_SIZE = 1 << 21
_SPREAD, _WITHIN = np.array(0x9E3779B1, np.uint32), np.array(_SIZE - 1, np.uint32)
# What the table says of a pair: it stands in a word, some string begins with it, or is no longer, or has it next.
_INSIDE, _BEGINS, _WHOLE, _NEXT = 1, 2, 4, 8
_ONLY_INSIDE, _ONLY_BEGINS = (bytes(told & bit for told in range(16)).ljust(256) for bit in (_INSIDE, _BEGINS))
_HEAD = 3


class Scan(NamedTuple):
    """What a pass over a text told: for each set the offsets at which a string of it may begin, and for each offset,
    len(text) included, not 0 where the characters on both sides of it stand side by side in some word (or may do)."""

    starts: tuple[list[int], ...]
    joined: bytes


class Scanner:
    """Looks for the strings of `sets`, of two characters and more; `inside` is `pairs_inside` of the words."""

    def __init__(self, inside: NDArray[np.uint8], *sets: Collection[str]) -> None:
        self._pairs, self._number = inside.copy(), len(sets)
        self._begun = _begun(sets)
        whole, longer = ([head for head in self._begun if (len(head) < _HEAD) == short] for short in (True, False))
        for bit, pairs in ((_BEGINS | _WHOLE, whole), (_BEGINS, [head[:2] for head in longer]),
                           (_NEXT, [head[1:] for head in longer])):
            self._pairs[_pairs(_codes("".join(pairs)))[1::2]] |= np.uint8(bit)

    def scan(self, text: str) -> Scan:
        """What `text` may hold."""
        across = self._pairs.take(_pairs(_codes(text)))
        across[0] = across[-1] = 0
        told = across.tobytes()
        starts: tuple[list[int], ...] = tuple([[] for _ in range(self._number)])
        begun = self._begun
        for at in compress(count(-1), told.translate(_ONLY_BEGINS)):
            of = begun.get(text[at:at + _HEAD]) if told[at + 2] & _NEXT else None
            if of is None and told[at + 1] & _WHOLE:
                of = begun.get(text[at:at + 2])
            for n in of or ():
                starts[n].append(at)
        return Scan(starts, told.translate(_ONLY_INSIDE))


def _begun(sets: Sequence[Collection[str]]) -> dict[str, tuple[int, ...]]:
    """For the first three characters of each string, or its two, the sets of which a string begins so or with the first
    two of them."""
    begun: dict[str, dict[int, None]] = {}
    for n, strings in enumerate(sets):
        for string in strings:
            begun.setdefault(string[:_HEAD], {})[n] = None
    return {head: tuple(begun.get(head[:2], {}) | of) for head, of in begun.items()}


def pairs_inside(words: Iterable[str]) -> NDArray[np.uint8]:
    """For the hash of each pair of characters, whether they stand side by side in one of `words`."""
    inside = np.zeros(_SIZE, np.uint8)
    inside[_pairs(_codes("\n".join(words)))] = _INSIDE
    return inside


def _codes(text: str) -> NDArray[np.uint32]:
    """The characters of a text, one before it (the mark of the byte order) and one after it."""
    return np.frombuffer(f"{text}\0".encode("utf-32", "surrogatepass"), np.uint32)


def _pairs(codes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """For each offset, len(text) included, the hash of the characters before and after it."""
    return codes[:-1] * _SPREAD + codes[1:] & _WITHIN
