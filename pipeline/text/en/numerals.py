"""English numbers: digits, number words and scales, with their exact value.

A value keeps the precision in which it was printed: `49.8 billion` is Decimal("4.98E+10"), whose exponent says that
the last printed digit stands for 10^8. Every pattern is bounded, so the time is linear in the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

SMALL = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
         "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_SHORT_SCALES = {"k": 3, "m": 6, "mn": 6, "mln": 6, "bn": 9, "b": 9, "tn": 12, "trn": 12}
ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
            "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth",
            "nineteenth", "twentieth")
_WORD_VALUES = {w: n for n, w in enumerate(SMALL)} | {w: 10 * n for n, w in enumerate(_TENS, 2)}


@dataclass(frozen=True)
class Number:
    """A number at `start`..`end` (code points). `words` tells `three` from `3`; `scale` is the power of ten of its
    scale word (0 where it has none), by which a range such as `3-5 billion` lends its scale to the first number."""

    start: int
    end: int
    value: Decimal
    words: bool = False
    scale: int = 0


def _word_pattern() -> str:
    small = "|".join(sorted(SMALL, key=len, reverse=True))
    ones = "|".join(SMALL[1:10])
    below_100 = rf"(?:(?:{'|'.join(_TENS)})(?:[ -](?:{ones}))?\b|(?:{small})\b)"
    below_1000 = rf"(?:(?:{ones}|a)[ -]hundred\b(?:(?: and)?[ -]{below_100})?|{below_100})"
    scale = "|".join(SCALES)
    group = rf"(?:{below_1000}|an?\b(?=[ -](?:{scale})))"
    return (rf"{group}[ -](?:{scale})\b(?:(?: and)? {group}[ -](?:{scale})\b){{0,3}}(?: (?:and )?{below_1000}(?! ?[.\d]))?"
            rf"|half an? (?:{scale})\b|{below_1000}")


_DIGITS = r"\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,12})?|\d{1,20}(?:\.\d{1,12})?"
# One letter is a scale only where it touches the digits and money is meant: 50 m is a length.
_SCALE = re.compile(
    r"(?:[ \u00a0]?(?P<short>bn|tn|trn|mn|mln)|(?P<letter>[kKmMbB]))(?![A-Za-z\d²³])"
    r"|[ \u00a0-]?(?P<hundred>hundred\b)?(?:(?<=hundred)[ -])?(?P<word>(?:thousand|million|billion|trillion)\b)?"
    r"|[ \u00a0-](?P<dozen>dozen)\b", re.I)
_NUMBER = re.compile(
    rf"(?<![\d.])(?<!\d,)(?:{_DIGITS})(?!\d)(?![.,]\d{{3}}(?:\D|$)[\d.,])|\b(?:an?|half a) dozen\b|(?<![A-Za-z\d-])(?:{_word_pattern()})",
    re.I)
_HALF = re.compile(r" and a half\b", re.I)
_MONEY_FOLLOWS = re.compile(r"[ -]?(?:yuan|RMB|CNY|USD|US dollars|dollars|euros?)\b", re.I)


def numbers(text: str, money_before: re.Pattern[str]) -> Iterator[Number]:
    """The numbers of `text` in order; `money_before` matches a currency sign at the end of what precedes a number."""
    at = 0
    while match := _NUMBER.search(text, at):
        number = _read(text, match, money_before)
        at = max(match.end(), number.end if number else 0)
        if number:
            yield number


def _read(text: str, match: re.Match[str], money_before: re.Pattern[str]) -> Number | None:
    start, end = match.span()
    if not match.group()[0].isdigit():
        return _with_tail(text, start, end, word_value(match.group()), words=True, money=False)
    before = text[max(0, start - 12):start]
    money = bool(money_before.search(before))
    if not money and re.search(r"[A-Za-z]-?$|\d[:/.]$|[#@_]$", before):
        return None                                     # C919, COVID-19, 16:30, a version, an address
    if re.match(r"\.\d|:\d\d|[_@]", text[end:end + 3]):
        return None
    value = Decimal(match.group().replace(",", ""))
    if before.endswith(("-", "−")) and re.search(r"(?:^|[\s(（])[-−]$", before):
        value, start = -value, start - 1
    return _with_tail(text, start, end, value, words=False, money=money)


def _with_tail(text: str, start: int, end: int, value: Decimal, words: bool, money: bool) -> Number:
    """Add a scale (3.5 `million`) and a half (two `and a half`)."""
    if half := _HALF.match(text, end):
        value, end = value + Decimal("0.5"), half.end()
    match = _SCALE.match(text, end)
    if match is None or match.end() == end:
        return Number(start, end, value, words)
    if match["dozen"]:
        return Number(start, match.end(), value * 12, words)
    power = _SHORT_SCALES[(match["short"] or match["letter"] or "").lower()] if match["short"] or match["letter"] else 0
    if match["letter"] and not (money or _MONEY_FOLLOWS.match(text, match.end()) or match["letter"] == "k"):
        return Number(start, end, value, words)
    power += (2 if match["hundred"] else 0) + (SCALES[match["word"].lower()] if match["word"] else 0)
    if not power or text[match.end():match.end() + 1].isdigit():
        return Number(start, end, value, words)
    return Number(start, match.end(), value.scaleb(power), words, power)


def word_value(words: str) -> Decimal:
    """`two hundred and five thousand` -> 205000; `half a million` -> 500000; `a dozen` -> 12."""
    tokens = [t for t in re.split(r"[ -]+", words.lower()) if t not in ("and", "a", "an")]
    if tokens[-1] == "dozen":
        return Decimal(6 if tokens[0] == "half" else 12)
    total, group, power = Decimal(0), Decimal(0), 0
    for token in tokens:
        if token == "half":
            group = Decimal("0.5")
        elif token == "hundred":
            group = (group or Decimal(1)) * 100
        elif token in SCALES:
            power = SCALES[token]
            total, group = total + (group or Decimal(1)) * 10**power, Decimal(0)
        else:
            group += _WORD_VALUES[token]
    value = total + group
    return value.to_integral_value() if value == value.to_integral_value() else value


_ONES = "|".join(ORDINALS[1:10])
ORDINAL = re.compile(
    rf"(?<![\w.,-])(?P<digits>\d{{1,4}})(?:st|nd|rd|th)\b"
    rf"|(?<![A-Za-z])(?:(?P<tens>{'|'.join(_TENS)})[ -](?P<ones>{_ONES})|(?P<word>{'|'.join(ORDINALS[:0:-1])})"
    rf"|(?P<tieth>{'|'.join(t[:-1] + 'ieth' for t in _TENS)}|hundredth))\b", re.I)


def ordinal_value(match: re.Match[str]) -> int:
    """The value of a match of ORDINAL: `14th` -> 14, `twenty-first` -> 21."""
    if match["digits"]:
        return int(match["digits"])
    if match["tens"]:
        return _WORD_VALUES[match["tens"].lower()] + ORDINALS.index(match["ones"].lower())
    if match["word"]:
        return ORDINALS.index(match["word"].lower())
    return 100 if match["tieth"].lower() == "hundredth" else _WORD_VALUES[match["tieth"].lower()[:-4] + "y"]
