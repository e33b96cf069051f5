"""The words of an English text that may tell something, and where they stand."""

import string
from collections.abc import Set

# All but letters is a space, and letters are small.
_LETTERS = bytes(ord(chr(c).lower()) if chr(c) in string.ascii_letters else ord(" ") for c in range(256))


class Words:
    """Those words of `text` that are in `telling`, in small letters: `said` once each."""

    def __init__(self, text: str, telling: Set[str]) -> None:
        # Letters stand one further on than in `text`: a space is before each word and behind it, and two at the end.
        self.spaced = f" {text}  ".encode("ascii", "replace").translate(_LETTERS).decode("ascii")
        self._all = list(filter(telling.__contains__, self.spaced.split()))
        self.said = frozenset(self._all)

    def places(self, wanted: Set[str]) -> list[tuple[int, str]]:
        """Where those in `wanted` begin, in order."""
        places: list[tuple[int, str]] = []
        at = -1
        for word in self._all:
            if word in wanted:
                at = self.spaced.find(f" {word} ", at + 1)
                places.append((at, word))
        return places
