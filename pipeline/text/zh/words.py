"""Word lists written as text, so that an editor can extend them: white space between words, line breaks anywhere."""

import re
from collections.abc import Iterable


def words(text: str) -> tuple[str, ...]:
    """The words of a list, each once, in order."""
    return tuple(dict.fromkeys(text.split()))


def longest_first(listed: tuple[str, ...] | set[str] | dict[str, object]) -> list[str]:
    """For an alternation: a word before its own beginning."""
    return sorted(listed, key=len, reverse=True)


def alternation(listed: Iterable[str]) -> str:
    """A pattern for the longest of the words that stands at a place, one branch for each first character: it is tried
    twice as fast as a flat alternation of hundreds."""
    tails: dict[str, list[str]] = {}
    for word in listed:
        tails.setdefault(word[0], []).append(word[1:])
    return "|".join(map(_branch, tails, tails.values()))


def _branch(first: str, tails: list[str]) -> str:
    more = [tail for tail in tails if tail]
    if not more:
        return re.escape(first)
    return f"{re.escape(first)}(?:{alternation(more)}){'?' if len(more) < len(tails) else ''}"
