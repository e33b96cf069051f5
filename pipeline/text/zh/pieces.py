"""Pieces: what a model translates in one go. Short ones keep their figures; two sentences read better than one."""

import re
from collections.abc import Callable, Iterator

from pipeline.text.zh.sentences import split_sentences

# Where a sentence that is too long may be cut, best place first.
_BREAKS = ("；;", "，,：:", "、 ")
_CLAUSE = re.compile(r"(?:[^，,；;：:。！？!?]|[,:](?=\d))+[，,；;：:。！？!?”’）》)]*|[，,；;：:。！？!?]+")
_STATEMENT = re.compile("[^；;]*[；;]+|[^；;]+$")
_HAN = re.compile("[\u3400-\u9fff]")
_LABEL = re.compile(r"【[^【】\n]{1,60}】(?=\s*[^\s【】])")


def split_label(text: str) -> list[str]:
    """The name of a column that `text` begins with (【开好局 起好步】) and the rest: a model mixes the two up, or
    takes the name for the whole headline."""
    label = _LABEL.match(text)
    return [label[0], text[label.end():].strip()] if label else [text]


def split_pieces(text: str, most_sentences: int, most_chars: int) -> list[str]:
    """`text` in pieces of at most `most_sentences` sentences and, unless one sentence alone is longer, `most_chars`.

    What a semicolon ends counts as a sentence where the whole is longer than `most_chars`. One of more than three times
    that is cut between clauses, where it has any, so that nothing is ever too long for a model. White space between
    pieces is dropped.
    """
    pieces: list[str] = []
    sentences = 0
    for sentence in (part for s in split_sentences(text) for part in _statements(s.text, most_chars)):
        for part in _clauses(sentence.strip(), 3 * most_chars):
            if pieces and sentences < most_sentences and len(pieces[-1]) + len(part) <= most_chars:
                pieces[-1] += part
                sentences += 1
            elif part:
                pieces.append(part)
                sentences = 1
    return pieces


def split_clauses(text: str, most_chars: int) -> list[str]:
    """`text` in runs of whole clauses of together at most `most_chars` (one clause alone may be longer); joined again
    they are `text`. A clause ends at ，；：。！？ outside numbers, quotation marks and brackets."""
    clauses: list[str] = []
    for part in _CLAUSE.findall(text):
        if clauses and (_open(clauses[-1]) or not _HAN.search(part)):
            clauses[-1] += part
        else:
            clauses.append(part)
    runs: list[str] = []
    for clause in clauses:
        if runs and len(runs[-1]) + len(clause) <= most_chars:
            runs[-1] += clause
        else:
            runs.append(clause)
    return runs


def split_to_fit(text: str, fits: Callable[[str], bool]) -> list[str]:
    """`text` in as few runs as each fit, cut between sentences, else between clauses, else in the middle; joined again
    they are `text`. A single character is taken to fit."""
    if len(text) < 2 or fits(text):
        return [text]
    sentences = [s.text + s.gap for s in split_sentences(text)]
    for parts in (sentences, split_clauses(text, 0), [text[:len(text) // 2], text[len(text) // 2:]]):
        if len(parts) > 1:
            break
    runs: list[str] = []
    for part in (run for some in parts for run in split_to_fit(some, fits)):
        if runs and fits(runs[-1] + part):
            runs[-1] += part
        else:
            runs.append(part)
    return runs


def _open(text: str) -> bool:
    """Whether a bracket or quotation of `text` is still open."""
    return any(text.count(a) > text.count(b) for a, b in ("“”", "（）", "《》", "()"))


def _statements(sentence: str, most_chars: int) -> list[str]:
    """A sentence of more than `most_chars` cut behind the semicolons that stand in no bracket or quotation."""
    if len(sentence) <= most_chars:
        return [sentence]
    parts: list[str] = []
    for part in _STATEMENT.findall(sentence):
        if parts and len(parts[-1]) < most_chars and _open(parts[-1]):
            parts[-1] += part
        else:
            parts.append(part)
    return parts


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
