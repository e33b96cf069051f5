"""Pieces: what a model translates in one go. Short ones keep their figures; two sentences read better than one."""

import re
from collections.abc import Iterator

from pipeline.text.zh.sentences import split_sentences

# Where a sentence that is too long may be cut, best place first.
_BREAKS = ("；;", "，,：:", "、 ")


def split_pieces(text: str, most_sentences: int, most_chars: int) -> list[str]:
    """`text` in pieces of at most `most_sentences` sentences and, unless one sentence alone is longer, `most_chars`.

    A sentence of more than three times `most_chars` is itself cut, between clauses where it has any, so that nothing is
    ever too long for a model. White space between pieces is dropped.
    """
    pieces: list[str] = []
    sentences = 0
    for sentence in split_sentences(text):
        for part in _clauses(sentence.text.strip(), 3 * most_chars):
            if pieces and sentences < most_sentences and len(pieces[-1]) + len(part) <= most_chars:
                pieces[-1] += part
                sentences += 1
            elif part:
                pieces.append(part)
                sentences = 1
    return pieces


def _clauses(sentence: str, most_chars: int) -> Iterator[str]:
    while len(sentence) > most_chars:
        breaks = (_last(marks, sentence[:most_chars]) for marks in _BREAKS)
        cut = next((at for at in breaks if at > most_chars // 3), most_chars)
        yield sentence[:cut]
        sentence = sentence[cut:]
    yield sentence


def _last(marks: str, text: str) -> int:
    """Offset after the last of `marks` that does not stand inside a number; 0 where there is none."""
    found = [m.end() for m in re.finditer(rf"[{re.escape(marks)}](?!\d)", text)]
    return found[-1] if found else 0
