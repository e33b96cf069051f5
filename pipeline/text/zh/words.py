"""Word lists written as text, so that an editor can extend them: white space between words, line breaks anywhere."""


def words(text: str) -> tuple[str, ...]:
    """The words of a list, each once, in order."""
    return tuple(dict.fromkeys(text.split()))


def longest_first(listed: tuple[str, ...] | set[str] | dict[str, object]) -> list[str]:
    """For an alternation: a word before its own beginning."""
    return sorted(listed, key=len, reverse=True)
