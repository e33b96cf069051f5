"""Copies of one story: which of many articles say the same, and which of them is the fullest.

A signature (MinHash of the runs of four characters) stands for a text, so that nothing else of it need be kept. Two
texts that differ in their figures are two stories, however alike they are: this month's figures and last month's.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal

_PERMUTATIONS = 64
_SCHEME: Literal["affine32"] = "affine32"      # hash values of 32 bits
_SHINGLE = 4
_LONGEST = 20_000
# Shorter texts are too alike for their likeness to say anything.
_SHORTEST = 100
# A copy is as good as contained in the fuller one, and not much shorter: Jaccard index of the shingles, share of the
# copy's shingles that the fuller one has, share of its figures.
_LEAST_ALIKE, _LEAST_CONTAINED, _LEAST_FIGURES = 0.5, 0.8, 0.9
_NUMBER = re.compile(r"\d{1,15}(?:\.\d{1,6})?")
_MOST_FIGURES = 300


@dataclass(frozen=True)
class Signature:
    """What is kept of a text: `chars` without white space and marks, its MinHash, and hashes of its numbers."""

    chars: int
    values: bytes
    figures: frozenset[int]


def sign(text: str) -> Signature | None:
    """The signature of a text; None where it is too short for one."""
    import numpy as np
    from datasketch import MinHash

    plain = "".join(char for char in text if char.isalnum())
    if len(plain) < _SHORTEST:
        return None
    looked_at = plain[:_LONGEST]
    shingles = {looked_at[i:i + _SHINGLE].encode() for i in range(len(looked_at) - _SHINGLE + 1)}
    minhash = MinHash(num_perm=_PERMUTATIONS, scheme=_SCHEME)
    minhash.update_batch(shingles)
    return Signature(len(plain), minhash.hashvalues.astype(np.uint32).tobytes(), _figures(text[:_LONGEST]))


def group(copies: Sequence[tuple[str, Signature]]) -> dict[str, str]:
    """Key of a copy -> key of the fullest copy of the same story; keys of stories with one copy are left out. Of copies
    equally full the first counts as the fullest."""
    import numpy as np
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=_LEAST_ALIKE, num_perm=_PERMUTATIONS)
    kept: dict[str, Signature] = {}
    fullest: dict[str, str] = {}
    for key, signature in sorted(copies, key=lambda copy: -copy[1].chars):
        values = np.frombuffer(signature.values, dtype=np.uint32).astype(np.uint64)
        minhash = MinHash(num_perm=_PERMUTATIONS, hashvalues=values, scheme=_SCHEME)
        candidates: Iterable[str] = index.query(minhash)
        alike = {other: _alike(signature, kept[other]) for other in candidates}
        best = max(alike, key=lambda other: (alike[other], other), default=None)
        if best is not None and alike[best] > 0:
            fullest[key] = best
        else:
            kept[key] = signature
            index.insert(key, minhash, check_duplication=False)
    return fullest


def _alike(copy: Signature, fuller: Signature) -> float:
    """Jaccard index of two texts as their signatures tell it; 0 where they are not the same story."""
    import numpy as np

    mine, theirs = (np.frombuffer(s.values, dtype=np.uint32) for s in (copy, fuller))
    jaccard = float((mine == theirs).mean())
    contained = jaccard * (copy.chars + fuller.chars) / ((1 + jaccard) * copy.chars)
    if jaccard < _LEAST_ALIKE or contained < _LEAST_CONTAINED:
        return 0.0
    shared = len(copy.figures & fuller.figures)
    return jaccard if shared >= _LEAST_FIGURES * len(copy.figures) else 0.0


def _figures(text: str) -> frozenset[int]:
    numbers = [m[0] for m in _NUMBER.finditer(text)][:_MOST_FIGURES]
    return frozenset(int.from_bytes(blake2b(number.encode(), digest_size=4).digest()) for number in numbers)
