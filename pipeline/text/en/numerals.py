"""English numbers at a position of a text: digits, number words, scales and ordinals, with their exact value.

A value keeps the precision in which it was printed: `49.8 billion` is Decimal("4.98E+10"), whose exponent says that
the last printed digit stands for 10^8. Every pattern is bounded, so the time is linear in the text.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from pipeline.text.units import UNITS

SMALL = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
         "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
            "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth",
            "nineteenth", "twentieth")
SCALES = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_SHORT_SCALES = {"k": 3, "m": 6, "mn": 6, "mln": 6, "mil": 6, "mm": 6, "bn": 9, "bln": 9, "b": 9, "tn": 12, "trn": 12,
                 "trln": 12, "t": 12}
# Letters before a number of which the scale is a letter, too: $5MM, US$1.2T, RMB 5 B.
_MONEY_SCALES = frozenset({"MM", "T"})
WORD_VALUES = {w: n for n, w in enumerate(SMALL)} | {w: 10 * n for n, w in enumerate(TENS, 2)}
# The words at which a number can begin.
NUMBER_WORDS = frozenset({*SMALL, *TENS, "a", "an", "half", "hundred", "thousand", "million", "billion", "trillion"})


@dataclass(slots=True)
class Number:
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
    part = r"(?:(?:an?|one)[ -])?half(?:[ -]an?| of an?)?|(?:an?|one|three)[ -]quarters? of an?"
    bare = rf"(?:hundred|thousand|million|billion|trillion)(?=[ -](?:{scale}|yuan\b))(?:[ -]{scale})?"
    return rf"{scaled}|(?:{part})[ -]{scale}|(?:half )?an? dozen\b|{below_1000}|{bare}"


_WORDS = re.compile(_word_pattern(), re.I)
_DIGITS = re.compile(r"(?!0\d)(?:\d{1,3},\d{3}(?:,\d{3}){0,8}(?!\d)|\d{1,24})(?:\.\d{1,20}|)(?!\d|,\d{3}(?!\d))")
_FULL_SCALE = re.compile(
    r"[ \u00a0-]?(?:(?P<hundred>hundred\b)[ -]|)"
    r"(?P<word>(?:thousand|million|billion|trillion)\b)(?![ -](?:and[ -]a[ -]half))|[ \u00a0-](?P<dozen>dozen)\b"
    r"|[ \u00a0-](?P<bare>hundred)\b", re.I)
_SHORT_SCALE = re.compile(
    r"[ \u00a0]?(?P<short>(?i:bn|bln|tn|trn|trln|mn|mln|mil))(?![A-Za-z\d])"
    r"|[ \u00a0]?(?P<money>MM|T)(?![A-Za-z\d])"
    r"|(?P<spaced>[ \u00a0])?(?P<letter>[kKmMbB])(?![A-Za-z\d²³])(?(spaced)(?!-))")
_HALF = re.compile(r"(?:,?[ -]and[ -](?:a|one)[ -]half| ?½)(?![A-Za-z])", re.I)
# The letters with which scales and halves begin, behind a space, a comma or a hyphen.
_SCALES_BEGIN, _HALVES_BEGIN = frozenset("hHtTmMbBkKdDaA½"), frozenset("aA½")
_AMOUNT_FOLLOWS = re.compile(
    r"[ -]?(?:yuan|RMB|CNY|USD|US|dollars|euros?|pounds|yen|people|visits?|visitors|passengers|tons|tonnes|square|sq|"
    r"sqm|cubic|mu|hectares|kW|kWh|TEUs?|barrels|households|vehicles|units|users|jobs|residents|customers|shares)\b",
    re.I)
_MONEY_FOLLOWS = re.compile(r" (?:yuan|RMB|CNY|USD|US dollars|euros?|dollars)\b", re.I)
_LETTER_SCALES = frozenset("KMB")
_LEAST_K = 10       # 10K is ten thousand; 4K and 8K are pictures
_GLUED = re.compile(r"[A-Za-z][-–+]?$|\d[-:/.,]$|[#@_$]$|[A-Za-z]\.$")
_LETTERS = re.compile(r"[A-Za-z]+")
_NO_NUMBER_AFTER = re.compile(r"\.\d|\.(?:com|cn|net|org)\b|\.[A-Z]{2}\b|:\d|[_@]|-\d{1,8}-\d")
# Letters that may touch a number: units, scales and ordinals. All others make a name of it (5G, 3D, 737MAX).
_TOUCHING = frozenset({
    *_SHORT_SCALES, *_LETTER_SCALES, "x", "X", "s", "kms", "kmh", "kmph", "kw", "mw", "gw", "sq", "sqm", "bps", "kph",
    "mph", "am", "pm", "pct", "percent", "pc", "pp", "ppt", "ppts", "pts", "bp", "MWp", "GWp", "kWp", "kt", "Mt", "MT",
    "tpa", "mtpa", "Mtpa", "bcm", "hrs", "mins", "mu", "th", "st", "nd", "rd", "yuan", "RMB", "CNY", "USD", "TEU",
    "TEUs", "mi", "hectares", "acres",
    *(spelling for unit in UNITS for spelling in unit.en if len(spelling) <= 4 and spelling.isalpha())})


def read_number(text: str, at: int, money: bool, joined: bool = False) -> Number | None:
    """The number that begins at `at`, its scale included; None where what stands there is none (C919, 16:30, 5G).

    `money` says that a currency sign stands before it, which makes scales of the letters in $5m and RMB3b; `joined`
    that it is the second of a range, which touches the first (3-5).
    """
    if not text[at].isdigit():
        match = _WORDS.match(text, at)
        return _with_scale(text, match, word_value(match[0]), words=True, money=False) if match else None
    match = _DIGITS.match(text, at)
    if match is None:
        return None
    digits = match[0]
    value = Decimal(digits.replace(",", ""))
    before, end = text[at - 1] if at else " ", match.end()
    if before != " ":                           # nearly all numbers stand between spaces
        if leads_with_point(text, at) and digits.isdigit():
            value = value.scaleb(-len(digits))          # .5 billion
        if not money and not joined and _GLUED.search(text, at - 2, at):
            return None
    if text[end:end + 1] not in " %":
        letters = _LETTERS.match(text, end)
        if _NO_NUMBER_AFTER.match(text, end) or (letters and not _may_touch(letters[0], value, money)):
            return None
        number = _with_scale(text, match, value, words=False, money=money)
        return None if letters and letters[0] in _LETTER_SCALES and not number.scale else number
    return _with_scale(text, match, value, words=False, money=money)


def leads_with_point(text: str, at: int) -> bool:
    """Whether the number at `at` is the fraction of one without a whole part: .5."""
    return at > 0 and text[at - 1] == "." and (at == 1 or text[at - 2] in " \u00a0($€£¥")


def _may_touch(letters: str, value: Decimal, money: bool) -> bool:
    """Whether letters behind a number leave it one: 5bn, 10K; not 5G, 4K, 3M."""
    if letters in _MONEY_SCALES:
        return money
    small = letters.lower()
    return letters in _TOUCHING or small in SCALES or (small in _SHORT_SCALES and len(small) > 1)


def _short_scale(text: str, end: int, value: Decimal, money: bool) -> tuple[int, int] | None:
    """Power and end of a scale in letters: 5bn, $5m, 300K; `m` alone is a metre, but before what is counted in
    millions."""
    match = _SHORT_SCALE.match(text, end)
    if match is None:
        return None
    letter = match["letter"] or ""
    if match["spaced"]:
        sure = money or bool(_MONEY_FOLLOWS.match(text, match.end()))
    elif letter:
        sure = (money or letter == "k" or (letter == "K" and value >= _LEAST_K)
                or (letter in "MB" and value % 1 != 0) or bool(_AMOUNT_FOLLOWS.match(text, match.end())))
    else:
        sure = money or not match["money"]
    return (_SHORT_SCALES[match[0].strip(" \u00a0").lower()], match.end()) if sure else None


def _with_scale(text: str, match: re.Match[str], value: Decimal, words: bool, money: bool) -> Number:
    """Add a scale (3.5 `million`) and a half (two `and a half`)."""
    start, end = match.span()
    own = _scale_of(match[0]) if words else 0
    begins = text[end:end + 3].lstrip(" \u00a0,-")[:1]
    if begins not in _SCALES_BEGIN:
        return Number(start, end, value, words, own)
    if begins in _HALVES_BEGIN and (half := _HALF.match(text, end)):
        value, end = value + Decimal("0.5"), half.end()
    scale = _FULL_SCALE.match(text, end)
    if scale is None:
        if short := None if words else _short_scale(text, end, value, money):
            return Number(start, short[1], value.scaleb(short[0]), words, short[0])
        return Number(start, end, value, words, own)
    if scale.lastgroup == "dozen":
        return Number(start, scale.end(), value * 12, words)
    power = 2 if scale.lastgroup == "bare" else SCALES[scale["word"].lower()] + (2 if scale["hundred"] else 0)
    return Number(start, scale.end(), value.scaleb(power), words, power)


def _scale_of(words: str) -> int:
    """The power of ten of the last of the number words."""
    return SCALES.get(words.lower().replace("-", " ").split(" ")[-1], 0)


def word_value(words: str) -> Decimal:
    """`two hundred and five thousand` -> 205000; `half a million` -> 500000; `a dozen` -> 12."""
    tokens = [t for t in words.lower().replace("-", " ").replace(",", " ").split() if t not in ("and", "a", "an", "of")]
    if len(tokens) > 1 and tokens[0] in ("one", "three") and tokens[1] in ("half", "quarter", "quarters"):
        return word_value(" ".join(tokens[1:])) * WORD_VALUES[tokens[0]]
    if tokens[-1] == "dozen":
        return Decimal(6 if tokens[0] == "half" else 12)
    total, group = Decimal(0), Decimal(0)
    for token in tokens:
        if token == "half":
            group = Decimal("0.5")
        elif token in ("quarter", "quarters"):
            group = Decimal("0.25")
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
_ORDINAL_IN_DIGITS = re.compile(r"(\d{1,3}(?:,\d{3}){1,3}|\d{1,9})(?:st|nd|rd|th)(?![A-Za-z])", re.I)
_ORDINAL = re.compile(
    rf"(?P<tens>{'|'.join(TENS)})[ -](?P<ones>{'|'.join(ORDINALS[1:10])})\b"
    rf"|(?P<word>{'|'.join(sorted(_ORDINAL_WORDS, key=len, reverse=True))})\b", re.I)


def read_ordinal(text: str, at: int) -> tuple[int, int] | None:
    """Value and end of the ordinal at `at`: `14th` -> 14, `twenty-first` -> 21."""
    if text[at].isdigit():
        match = _ORDINAL_IN_DIGITS.match(text, at)
        return (int(match[1].replace(",", "")), match.end()) if match else None
    match = _ORDINAL.match(text, at)
    if match is None:
        return None
    if match["tens"]:
        return WORD_VALUES[match["tens"].lower()] + ORDINALS.index(match["ones"].lower()), match.end()
    return _ORDINAL_WORDS[match["word"].lower()], match.end()
