"""Copies of one story: which of many articles say the same, and which of them is the fullest.

A signature (MinHash of the runs of four characters) stands for a text, so that nothing else of it need be kept. Two
texts that differ in their figures are two stories, however alike they are: this month's figures and last month's.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import islice
from typing import Literal

_PERMUTATIONS = 64
_SCHEME: Literal["affine32"] = "affine32"      # hash values of 32 bits
# Two texts that are half alike agree in a whole band with a chance of six in ten, four fifths alike almost surely.
_BANDS, _BAND_ROWS = 14, 4
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
    figures: bytes


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
    ordered = sorted(copies, key=lambda copy: -copy[1].chars)
    kept: dict[int, list[int]] = {}     # a bucket that several texts share -> those of them that are not copies
    fullest: dict[str, str] = {}
    for i, buckets in _shared_buckets([signature for _, signature in ordered]):
        key, signature = ordered[i]
        candidates = {j for bucket in buckets for j in kept.get(bucket, ())}
        alike = {ordered[j][0]: _alike(signature, ordered[j][1]) for j in candidates}
        best = max(alike, key=lambda other: (alike[other], other), default=None)
        if best is not None and alike[best] > 0:
            fullest[key] = best
        else:
            for bucket in buckets:
                kept.setdefault(bucket, []).append(i)
    return fullest


def _shared_buckets(signatures: Sequence[Signature]) -> Iterator[tuple[int, list[int]]]:
    """For each signature that shares a bucket with another: its place, and its buckets (numbers). A bucket holds the
    texts whose MinHash agrees in a whole band (locality-sensitive hashing); most texts share none, and cost nothing."""
    import numpy as np

    if not signatures:
        return
    values = np.frombuffer(b"".join(s.values for s in signatures), dtype=np.uint32)
    rows = values.reshape(len(signatures), -1)
    shared: dict[int, list[int]] = {}
    for band in range(_BANDS):
        cells = np.ascontiguousarray(rows[:, band * _BAND_ROWS:(band + 1) * _BAND_ROWS]).view(f"V{4 * _BAND_ROWS}")
        _, bucket, size = np.unique(cells.ravel(), return_inverse=True, return_counts=True)
        for i in np.flatnonzero(size[bucket] > 1).tolist():
            shared.setdefault(i, []).append(int(bucket[i]) * _BANDS + band)
    yield from sorted(shared.items())


def _alike(copy: Signature, fuller: Signature) -> float:
    """Jaccard index of two texts as their signatures tell it; 0 where they are not the same story."""
    import numpy as np

    mine, theirs = (np.frombuffer(s.values, dtype=np.uint32) for s in (copy, fuller))
    jaccard = float((mine == theirs).mean())
    contained = jaccard * (copy.chars + fuller.chars) / ((1 + jaccard) * copy.chars)
    if jaccard < _LEAST_ALIKE or contained < _LEAST_CONTAINED:
        return 0.0
    some, others = (np.frombuffer(s.figures, dtype=np.uint32) for s in (copy, fuller))
    shared = len(np.intersect1d(some, others, assume_unique=True))
    return jaccard if shared >= _LEAST_FIGURES * len(some) else 0.0


def _figures(text: str) -> bytes:
    """Four bytes for each different number of a text, in order: a set would take twenty times as many."""
    numbers = {m[0] for m in islice(_NUMBER.finditer(text), _MOST_FIGURES)}
    return b"".join(sorted({blake2b(number.encode(), digest_size=4).digest() for number in numbers}))
