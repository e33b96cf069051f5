"""English numbers at a position of a text: digits, number words, scales and ordinals, with their exact value.

A value keeps the precision in which it was printed: `49.8 billion` is Decimal("4.98E+10"), whose exponent says that
the last printed digit stands for 10^8. Every pattern is bounded, so the time is linear in the text.
"""

import re
from decimal import Decimal
from typing import NamedTuple

from pipeline.text.units import UNITS

SMALL = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
         "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
            "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth",
            "nineteenth", "twentieth")
SCALES = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_SHORT_SCALES = {"k": 3, "m": 6, "mn": 6, "mln": 6, "bn": 9, "b": 9, "tn": 12, "trn": 12}
WORD_VALUES = {w: n for n, w in enumerate(SMALL)} | {w: 10 * n for n, w in enumerate(TENS, 2)}
# The words at which a number can begin.
NUMBER_WORDS = frozenset({*SMALL, *TENS, "a", "an", "half", "hundred", "thousand", "million", "billion", "trillion"})


class Number(NamedTuple):
    """A number at `start`..`end` (code points). `words` tells `three` from `3`; `scale` is the power of ten of its
    scale word (0 where it has none), which a range such as `3-5 billion` lends to its first number."""

    start: int
    end: int
    value: Decimal
    words: bool = False
    scale: int = 0


def _word_pattern() -> str:
    ones = "|".join(SMALL[1:10])
    small = "|".join(sorted(SMALL, key=len, reverse=True))
    below_100 = rf"(?:(?:{'|'.join(TENS)})(?:[ -](?:{ones}))?\b|(?:{small})\b)"
    below_1000 = rf"(?:(?:{ones}|an?)[ -]hundred\b(?:(?: and)?[ -]{below_100})?|{below_100})"
    scale = r"(?:thousand|million|billion|trillion)\b"
    group = rf"(?:{below_1000}|an?\b(?=[ -]{scale}))"
    scaled = rf"{group}[ -]{scale}(?:(?: and)? {group}[ -]{scale}){{0,3}}(?:,? (?:and )?{below_1000}(?! ?[.\d]))?"
    bare = rf"(?:hundred|thousand|million|billion|trillion)(?=[ -](?:{scale}|yuan\b))(?:[ -]{scale})?"
    return rf"{scaled}|half an? {scale}|(?:half )?an? dozen\b|{below_1000}|{bare}"


_WORDS = re.compile(_word_pattern(), re.I)
_DIGITS = re.compile(r"(?!0\d)(?:\d{1,3}(?:,\d{3}){1,9}(?!\d)|\d{1,24})(?:\.\d{1,20})?(?!\d|,\d{3}(?!\d))")
_FULL_SCALE = re.compile(
    r"[ \u00a0-]?(?P<hundred>hundred\b)?(?:(?<=hundred)[ -]|(?<!hundred))"
    r"(?P<word>(?:thousand|million|billion|trillion)\b)(?![ -](?:and a half))|[ \u00a0-](?P<dozen>dozen)\b"
    r"|[ \u00a0-](?P<bare>hundred)\b", re.I)
_SHORT_SCALE = re.compile(
    r"[ \u00a0]?(?P<short>bn|tn|trn|mn|mln)(?![A-Za-z\d])|(?P<letter>[kKmMbB])(?![A-Za-z\d²³])")
_HALF = re.compile(r"(?:,? and a half| ?½)(?![A-Za-z])", re.I)
# The letters with which scales and halves begin: one of them is among the three characters behind the number.
_SCALES_BEGIN = frozenset("hHtTmMbBkKdDaA½")
_AMOUNT_FOLLOWS = re.compile(
    r"[ -]?(?:yuan|RMB|CNY|USD|US|dollars|euros?|pounds|yen|people|visits?|visitors|passengers|tons|tonnes)\b", re.I)
_GLUED = re.compile(r"[A-Za-z][-–]?$|\d[-:/.,]$|[#@_$]$|[A-Za-z]\.$")
_LETTERS = re.compile(r"[A-Za-z]+")
_NO_NUMBER_AFTER = re.compile(r"\.\d|\.[A-Z]{2}\b|:\d|[_@]|-\d{1,8}-\d")
# Letters that may touch a number: units, scales and ordinals. All others make a name of it (5G, 3D, 737MAX).
_TOUCHING = frozenset({
    *_SHORT_SCALES, "K", "M", "B", "x", "X", "s", "kms", "kw", "mw", "gw", "sq", "sqm", "bps", "kph", "mph", "am", "pm",
    "pct", "percent", "mu", "th", "st", "nd", "rd", "yuan", "RMB", "CNY", "USD", "TEU", "TEUs", "mi", "hectares",
    "acres",
    *(spelling for unit in UNITS for spelling in unit.en if len(spelling) <= 4 and spelling.isalpha())})


def read_number(text: str, at: int, money: bool, joined: bool = False) -> Number | None:
    """The number that begins at `at`, its scale included; None where what stands there is none (C919, 16:30, 5G).

    `money` says that a currency sign stands before it, which makes scales of the letters in $5m and RMB3b; `joined`
    that it is the second of a range, which touches the first (3-5).
    """
    if not text[at].isdigit():
        match = _WORDS.match(text, at)
        return _with_scale(text, match, word_value(match.group()), False) if match else None
    match = _DIGITS.match(text, at)
    if match is None:
        return None
    value = Decimal(match[0].replace(",", ""))
    before, end = text[at - 1:at], match.end()
    if before != " " and not money and not joined and _GLUED.search(text, max(0, at - 2), at):
        return None
    if text[end:end + 1] != " ":                # nearly all numbers stand between spaces
        letters = _LETTERS.match(text, end)
        if _NO_NUMBER_AFTER.match(text, end) or (
                letters and letters[0] not in _TOUCHING and letters[0].lower() not in SCALES):
            return None
    return _with_scale(text, match, value, money)


def _with_scale(text: str, match: re.Match[str], value: Decimal, money: bool) -> Number:
    """Add a scale (3.5 `million`) and a half (two `and a half`)."""
    start, end = match.span()
    words = not text[start].isdigit()
    if _SCALES_BEGIN.isdisjoint(text[end:end + 3]):
        return Number(start, end, value, words)
    if half := _HALF.match(text, end):
        value, end = value + Decimal("0.5"), half.end()
    if short := None if words else _SHORT_SCALE.match(text, end):
        letter = short["letter"]
        if not letter or letter == "k" or money or _AMOUNT_FOLLOWS.match(text, short.end()):
            power = _SHORT_SCALES[(short["short"] or letter).lower()]
            return Number(start, short.end(), value.scaleb(power), words, power)
        return Number(start, end, value, words)
    scale = _FULL_SCALE.match(text, end)
    if scale is None:
        return Number(start, end, value, words)
    if scale["dozen"]:
        return Number(start, scale.end(), value * 12, words)
    power = 2 if scale["bare"] else SCALES[scale["word"].lower()] + (2 if scale["hundred"] else 0)
    return Number(start, scale.end(), value.scaleb(power), words, power)


def word_value(words: str) -> Decimal:
    """`two hundred and five thousand` -> 205000; `half a million` -> 500000; `a dozen` -> 12."""
    tokens = [t for t in re.split(r"[ ,-]+", words.lower()) if t not in ("and", "a", "an")]
    if tokens[-1] == "dozen":
        return Decimal(6 if tokens[0] == "half" else 12)
    total, group = Decimal(0), Decimal(0)
    for token in tokens:
        if token == "half":
            group = Decimal("0.5")
        elif token == "hundred":
            group = (group or Decimal(1)) * 100
        elif token in SCALES:
            total, group = total + (group or Decimal(1)) * 10 ** SCALES[token], Decimal(0)
        else:
            group += WORD_VALUES[token]
    value = total + group
    return value.to_integral_value() if value == value.to_integral_value() else value


_TIETHS = {t[:-1] + "ieth": 10 * n for n, t in enumerate(TENS, 2)} | {"hundredth": 100}
_ORDINAL_WORDS = {w: n for n, w in enumerate(ORDINALS) if w} | _TIETHS
ORDINAL_WORDS = frozenset({*_ORDINAL_WORDS, *TENS})
_ORDINAL_IN_DIGITS = re.compile(r"(\d{1,4})(?:st|nd|rd|th)(?![A-Za-z])", re.I)
_ORDINAL = re.compile(
    rf"(?P<tens>{'|'.join(TENS)})[ -](?P<ones>{'|'.join(ORDINALS[1:10])})\b"
    rf"|(?P<word>{'|'.join(sorted(_ORDINAL_WORDS, key=len, reverse=True))})\b", re.I)


def read_ordinal(text: str, at: int) -> tuple[int, int] | None:
    """Value and end of the ordinal at `at`: `14th` -> 14, `twenty-first` -> 21."""
    if text[at].isdigit():
        match = _ORDINAL_IN_DIGITS.match(text, at)
        return (int(match[1]), match.end()) if match else None
    match = _ORDINAL.match(text, at)
    if match is None:
        return None
    if match["tens"]:
        return WORD_VALUES[match["tens"].lower()] + ORDINALS.index(match["ones"].lower()), match.end()
    return _ORDINAL_WORDS[match["word"].lower()], match.end()
