"""Ordinals and ranks in English: 14th, second, No. 2, top ten, Fortune Global 500 (style rule N12)."""

import re
from decimal import Decimal

from pipeline.text.en.numerals import SCALES, SMALL, read_number, read_ordinal
from pipeline.text.figure import Figure

_NUMBERED = re.compile(rf"N(?:o|um)\.? ?(?P<n>\d{{1,4}})(?!\d)|number[ -](?P<w>{'|'.join(SMALL[1:11])})\b", re.I)
_TOP = re.compile(
    r"(?<!\bto )(?<!\bwill )(?<!\bcould )(?<!\bmay )top[ -](?!\d{1,4} (?:[mb]illion|trillion|yuan|per))"
    r"(?:(?P<n>\d{1,4})(?![\d%,.])|(?P<w>[a-z]+(?:-[a-z]+)?))", re.I)
_LISTS = re.compile(r"(?:Fortune|Global)(?: Global)? (?P<n>500|1000|2000)\b(?P<w>(?!))?")
_HASHED = re.compile(r"\d{1,3}(?![\w.,]*\d|[A-Za-z])")
_SCALED_NTH = re.compile(
    rf"(?:(?P<n>\d{{1,4}}(?:\.\d{{1,3}})?|an?|{'|'.join(SMALL[1:])})[ -])?"
    r"(?P<scale>thousand|million|billion)th\b", re.I)
# Of numbers few are ordinals: a letter follows the digits, or a scale that is one.
_MAY_BE_NTH = re.compile(r"[^\d]|[\d,]{1,15}(?:\.\d{1,3})?(?:[ -](?:thousand|million|billion)th\b|[nrst])", re.I)
NTH_TOKENS = frozenset(f"{scale}th" for scale in ("thousand", "million", "billion")) | {*SMALL[1:], "a"}
_PER = ("per ", "/", "a split ")
RANK_TOKENS = frozenset({"no", "num", "number", "top", "fortune", "global"})


def read_rank(text: str, at: int) -> Figure | None:
    """`No. 2`, `number two`, `top ten`, `Fortune Global 500`."""
    for pattern in (_NUMBERED, _TOP, _LISTS):
        match = pattern.match(text, at)
        if match and match["n"]:
            return _rank(text, at, match.end(), Decimal(match["n"]))
        if match:
            number = read_number(text, match.start("w"), money=False)
            known = number is not None and (number.value >= 2 or pattern is _NUMBERED)
            return _rank(text, at, number.end, number.value) if number and known else None
    return None


def read_nth(text: str, at: int) -> Figure | None:
    """`14th`, `twenty-first`, `second`, `#2`."""
    if text[at - 1:at] == "#" and (ranked := _HASHED.match(text, at)):
        return _rank(text, at - 1, ranked.end(), Decimal(ranked[0]))
    if not _MAY_BE_NTH.match(text, at):
        return None
    if scaled := _SCALED_NTH.match(text, at):
        return _rank(text, at, scaled.end(), _times(scaled["n"]).scaleb(SCALES[scaled["scale"].lower()]))
    found = None if text.endswith(_PER, 0, at) else read_ordinal(text, at)
    return _rank(text, at, found[1], Decimal(found[0])) if found else None


def _times(word: str | None) -> Decimal:
    """What stands before a scale: 50 millionth, one millionth, its millionth."""
    if not word or word.lower() in ("a", "an"):
        return Decimal(1)
    return Decimal(word) if word[0].isdigit() else Decimal(SMALL.index(word.lower()))


def _rank(text: str, start: int, end: int, value: Decimal) -> Figure:
    return Figure(start, end, text[start:end], "ordinal", value, rules=("N12", "N3") if value < 10 else ("N12",))
