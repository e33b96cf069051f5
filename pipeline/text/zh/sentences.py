"""Sentences of Chinese text: split without losing a character, in time linear in the length of the text."""

import re
from dataclasses import dataclass

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_ENDS = frozenset("。！？!?｡")
_ELLIPSIS = frozenset("…‥")
_QUOTES = {"“": "”", "‘": "’", "「": "」", "『": "』", '"': '"'}
_BRACKETS = {"《": "》", "〈": "〉", "（": "）", "(": ")", "【": "】", "[": "]"}
_PAIRS = _QUOTES | _BRACKETS
_CLOSERS = frozenset("”’」』》〉）)】]\"'")
# After a closed quotation these carry the sentence on: “……？”，他说.
_GOES_ON = frozenset("，,、；;：:的等和与及或")
# An address goes on after a question mark: https://example.cn/?id=3.
_IN_ADDRESS = re.compile(r"[A-Za-z0-9&=/%_#-]")
# A longer quotation is split inside: a sentence must stay short enough for a model.
_LONGEST_QUOTE = 200

_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+|[\w.-]+@[\w.-]+", re.ASCII)
_FEWEST_HAN = 6
_HAN_WITHOUT_MARKS = 18
_LEAST_HAN_SHARE = 0.25


@dataclass(frozen=True)
class Sentence:
    """A sentence with its closing marks, and the white space after it; white space before the first is in its text."""

    text: str
    gap: str = ""


def split_sentences(text: str, semicolon: bool = False) -> list[Sentence]:
    """The sentences of `text`; joined again (text and gap) they are `text`. `semicolon` ends a sentence at ； too.

    A sentence ends at 。！？!? with the quotes and brackets that close there, at an ellipsis where the line or the
    quotation ends, and at a line break. Not inside brackets or 《》, nor inside a quotation that goes on; quotations of
    more than 200 characters are split inside.
    """
    ends = _ENDS | {"；", ";"} if semicolon else _ENDS
    partner = _partners(text)
    sentences, start, at = [], 0, 0
    while at < len(text):
        stop, is_end = _stop(text, at, ends, partner)
        if not is_end:
            at = stop
            continue
        after = stop
        while after < len(text) and text[after].isspace():
            after += 1
        if text[start:stop].strip():
            sentences.append(Sentence(text[start:stop], text[stop:after]))
            start = after
        at = max(after, at + 1)
    if start < len(text):
        sentences.append(Sentence(text[start:]))
    return sentences


def has_sentence(text: str) -> bool:
    """Whether `text` holds a real Chinese sentence: enough Chinese characters that are not a link, a name or a list
    of symbols. Nothing without one should reach a model, which would invent a text around it."""
    return any(_is_real(s.text) for s in split_sentences(_ADDRESS.sub(" ", text)))


def _is_real(sentence: str) -> bool:
    han = len(_HAN.findall(sentence))
    if han < _FEWEST_HAN or han < _LEAST_HAN_SHARE * len("".join(sentence.split())):
        return False
    return han >= _HAN_WITHOUT_MARKS or re.search(r"[。！？!?；;，,…]", sentence) is not None


def _partners(text: str) -> dict[int, int]:
    """Offset of each opening quote or bracket -> offset of the one that closes it on the same line."""
    partner: dict[int, int] = {}
    waiting: list[int] = []
    for i, char in enumerate(text):
        if char == "\n":
            waiting.clear()
        elif waiting and char == _PAIRS[text[waiting[-1]]]:
            partner[waiting.pop()] = i
        elif char in _PAIRS:
            waiting.append(i)
    return partner


def _stop(text: str, at: int, ends: frozenset[str], partner: dict[int, int]) -> tuple[int, bool]:
    """The next offset to look at, and whether a sentence ends there."""
    char = text[at]
    if char == "\n":
        return at, True
    close = partner.get(at, 0)
    if close and close - at <= _LONGEST_QUOTE:
        return close + 1, char in _QUOTES and _quotation_ends(text, at, close)
    end = at + 1
    if char in _ELLIPSIS:
        while end < len(text) and text[end] in _ELLIPSIS:
            end += 1
        return end, end == len(text) or text[end] == "\n"
    if char not in ends or (char in "!?" and _IN_ADDRESS.match(text, end)):
        return end, False
    while end < len(text) and (text[end] in ends or (text[end] in _CLOSERS and end not in partner)):
        end += 1
    return end, True


def _quotation_ends(text: str, at: int, close: int) -> bool:
    """Whether the sentence ends with the quotation that opens at `at` and closes at `close`."""
    last = text[close - 1]
    following = text[close + 1:close + 2]
    if last not in _ENDS | _ELLIPSIS or following in _GOES_ON | _CLOSERS | _ENDS:
        return False
    if not following or last == "。" or following.isspace():
        return True
    return following in _QUOTES or text[at - 1:at] in ("：", ":")
