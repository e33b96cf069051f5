"""Chinese numerals of every script to exact values (style rules N1, N2, N5, N6, N14). Decimal only.

`numeral_at` reads the numeral at a place of a text: Arabic digits with their scale (1.2万亿, 5000多万, 1亿2千万), a run
of Chinese or financial digits (两千三百余万, 叁佰万), or a magnitude (数百, 十几亿). Runs are bounded: time is linear.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

_ROWS = ("〇零", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
DIGITS = {c: n for n, row in enumerate(_ROWS) for c in row}
_TENS = {"十": 1, "拾": 1, "百": 2, "佰": 2, "千": 3, "仟": 3}
_SECTIONS = {"万": 4, "亿": 8, "兆": 12}
_SMALL_DIGITS = "〇零一二三四五六七八九"

# A scale word begins a unit or a name in these: 5千瓦, 50兆瓦, 2023万科, 3百分点.
_KILO, _MEGA = "千(?![瓦米克伏卡赫安帧])", "兆(?![瓦赫帕字比欧焦伏])"
_MYRIAD, _YI = "万(?!科|圣|达广|达集|华化|向集|事达|国)", "亿(?!纬|嘉和|联网|阳|利达|帆|田|都|航智)"
_HUNDRED = "百(?!分|货|姓|科|帕|世|威|济|色)"
SCALE = rf"(?:[十百千]?{_MYRIAD}{_YI}|[十百千]?{_YI}|[十百千]?{_MYRIAD}|{_KILO}|{_HUNDRED}|{_MEGA})"
# Behind its first digit.
DIGITS_ON = r"(?:\d{0,2}+(?:,\d{3}){1,6}+(?!\d)(?:\.\d++)?|\d*+(?:\.\d++)?)"
_ARABIC = re.compile(rf"\d{DIGITS_ON}")
_AFTER_ARABIC = re.compile(rf"[ \u00a0]?(?:(?P<mid>[余多几来])[ \u00a0]?)?(?P<scale>{SCALE})")
# What an Arabic numeral may go on with behind its digits.
_GOES_ON = frozenset(" \u00a0余多几来十百千万亿兆")
_LINK = re.compile(rf"零?(?P<digits>\d{{1,4}}(?:\.\d{{1,4}})?)(?P<scale>{SCALE})")
NUMERALS = frozenset({*DIGITS, *_TENS, *_SECTIONS, *"廿卅数几"})
_PLAIN = "".join(sorted({*DIGITS, *_TENS, *_SECTIONS, "廿", "卅"} - {"千", "兆"}))
RUN = re.compile(rf"(?:[{_PLAIN}]|{_KILO}|{_MEGA}|(?<!位)数(?=[十百千万亿])|几(?=[十百千万亿])|(?<=十)几)+")
_POINT = re.compile(rf"点(?P<digits>[{_SMALL_DIGITS}]{{1,8}})(?P<scale>[万亿]{{0,2}})")
_MORE = re.compile(r"(?P<mid>[余多来])(?P<scale>[十百千]?[万亿]亿?(?!纬))?")

_MORE_BEGINS = frozenset("余多来")
# What a number goes on with behind its scale, beside digits.
_MORE_BEHIND = _MORE_BEGINS.union(" \u00a0零")
_MORE_ALONE = re.compile(r"[ \u00a0]?(?P<mid>[余多])")
_COUNTED_BY_COME = (*"个家人名岁天年里米斤吨亩户位台项种条元块辆次分公平", "号人")      # 二十来个; not 十年来
_LONGEST_ARABIC, _LONGEST_RUN = 20, 34       # longer is an identity number, or noise
# 3亿5千万2百万1千: no number has more links, and reading on would take time that grows with the square of the length.
_LONGEST_CHAIN = 16
_TOO_LARGE = Decimal(10) ** 24
_JUXTAPOSED = re.compile(r"(?:一二|[一二]两|[一二两]三|三四|三五|四五|五六|六七|七八|八九)(?=[十百千万亿]|$)")
_YEAR_LIKE = re.compile(rf"[{_SMALL_DIGITS}]{{4}}")
_ANY_FULL_WIDTH = re.compile("[０-９．％－／～＋]")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．％－／～＋", "0123456789.%-/~+")


@dataclass(slots=True)
class Reading:
    """The value of a numeral, or the bounds of a range (三四百 -> 300 to 400). It is never changed."""

    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None

    def times(self, factor: Decimal) -> "Reading":
        """Every number multiplied, the digits kept: a power of ten only shifts the point (N2)."""
        power = factor.adjusted()
        if factor == Decimal(10).scaleb(power - 1):
            return self.each(lambda number: number.scaleb(power))
        return self.each(lambda number: number * factor)

    def each(self, change: Callable[[Decimal], Decimal]) -> "Reading":
        """Every number changed."""
        return Reading(*(None if n is None else change(n) for n in (self.value, self.low, self.high)))


@dataclass(slots=True)
class Numeral:
    """A numeral at [start, end). `scale` is the scale word that it ends in ("" where none), `more` is set by 余 or 多,
    `vague` is a magnitude (数百), `bare` has no digit (百亿: a quantity only in company), `arabic` tells the script.
    It is never changed: a frozen dataclass, or a named tuple, takes longer to make than to read."""

    start: int
    end: int
    reading: Reading
    arabic: bool
    scale: str = ""
    more: str = ""
    vague: bool = False
    bare: bool = False


def half_width(text: str) -> str:
    """Full-width digits and marks as ASCII; one character stays one, so offsets hold."""
    text = text.replace("，", ",")
    return text.translate(_FULL_WIDTH) if _ANY_FULL_WIDTH.search(text) else text


def read_numeral(text: str) -> Decimal | None:
    """The value of a numeral in Arabic, full-width, Chinese or financial script; None where it is none or a range."""
    plain = half_width(text.strip())
    found = numeral_at(plain, 0)
    return found.reading.value if found is not None and found.end == len(plain) else None


def numeral_at(text: str, start: int) -> Numeral | None:
    """The numeral that begins at `start` of a text with half-width digits; None where none has a value there."""
    if text[start:start + 1].isdigit():
        digits = _ARABIC.match(text, start)
        return arabic(text, *digits.span()) if digits else None
    run = RUN.match(text, start)
    return chinese(text, *run.span()) if run else None


def scale_of(word: str) -> Decimal:
    """The value of a scale word: 千万 -> 10000000."""
    return Decimal(10) ** _power(word)


@lru_cache(maxsize=256)
def _power(word: str) -> int:
    return sum(_TENS.get(c, 0) + _SECTIONS.get(c, 0) for c in word)


def arabic(text: str, start: int, end: int) -> Numeral | None:
    """The numeral that begins with the digits at `start`..`end`."""
    digits = text[start:end]
    if end - start > _LONGEST_ARABIC or not digits.isascii():
        return None
    value = Decimal(digits.replace(",", ""))
    if text[end:end + 1] not in _GOES_ON:
        return Numeral(start, end, Reading(value), True)
    tail = _AFTER_ARABIC.match(text, end)
    if text[end] == "来":
        if value % 10 or not (tail or text.startswith(_COUNTED_BY_COME, end + 1)):
            return Numeral(start, end, Reading(value), True)
        if tail is None:
            return Numeral(start, end + 1, Reading(value), True, "", "来")      # 50来家
    if tail is None:
        more = _MORE_ALONE.match(text, end)
        return Numeral(start, more.end(), Reading(value), True, "", more["mid"]) if more else (
            Numeral(start, end, Reading(value), True))
    mid, scale, end = tail["mid"] or "", tail["scale"], tail.end()
    value, following = value.scaleb(_power(scale)), text[end:end + 1]
    if mid or not (following in _MORE_BEHIND or following.isdigit()):
        return Numeral(start, end, Reading(value), True, scale, mid)
    parts = [digits, scale]
    while link := _LINK.match(text, end):
        parts += [link["digits"], link["scale"]]
        scale, end = link["scale"], link.end()
        if len(parts) > _LONGEST_CHAIN:
            return None
    if more := _more_of_a_scale(text, end, scale):
        mid, end = more["mid"], more.end()
        value, scale = value.scaleb(_power(more["scale"])), scale + more["scale"]
        parts[-1] = scale
    if len(parts) > 2:
        chained = _sections([t for part in parts for t in _tokens(part)])
        if chained is None:
            return None
        value = chained
    if not mid and (more := _MORE_ALONE.match(text, end)):
        mid, end = more["mid"], more.end()
    elif not mid and text.startswith("来", end) and text.startswith(_COUNTED_BY_COME, end + 1):
        mid, end = "来", end + 1                                                # 3万来平
    return Numeral(start, end, Reading(value), True, scale, mid)


def _more_of_a_scale(text: str, end: int, scale: str) -> re.Match[str] | None:
    """多亿 behind 3万, 余万 behind 5千: 余 or 多 between two scale words of one number."""
    more = _MORE.match(text, end) if text[end:end + 1] in _MORE_BEGINS else None
    return more if more and more["scale"] and _power(scale) < _power(more["scale"]) else None


def _tokens(part: str) -> list[Decimal | str]:
    return [Decimal(part.replace(",", ""))] if part[0].isdigit() else list(part)


def chinese(text: str, start: int, end: int) -> Numeral | None:
    """The numeral that begins with the run of numeral characters at `start`..`end`."""
    if end - start > _LONGEST_RUN:
        return None
    word = text[start:end]
    if text[end:end + 1] == "点" and (point := _POINT.match(text, end)):
        whole = read_run(word)
        if whole is None or whole.value is None:
            return None
        value = Decimal(f"{whole.value}." + "".join(str(DIGITS[c]) for c in point["digits"]))
        return Numeral(start, point.end(), Reading(value.scaleb(_power(point["scale"]))), False, point["scale"])
    reading = read_run(word)
    if reading is None:
        return None
    scale, more = word[len(word.rstrip("百千万亿兆")):], ""
    if word == "百十":                                          # 百十家: a hundred or so; 110 is 一百一十
        reading, more = Reading(Decimal(100)), "来"
    bare = len(scale) == len(word)
    if text[end:end + 1] in _MORE_BEGINS and (tail := _MORE.match(text, end)) and (
            tail["mid"] != "来" or text.startswith(_COUNTED_BY_COME, tail.end())):
        more, end = tail["mid"], tail.end()
        if tail["scale"]:
            reading, scale = reading.times(scale_of(tail["scale"])), tail["scale"]
    return Numeral(start, end, reading, False, scale, more, word[0] in "数几", bare)


def _magnitude(word: str) -> Reading | None:
    """数百万 -> 1 to 10 million."""
    if len(word) > 1 and set(word[1:]) <= {*_TENS, *_SECTIONS}:
        low = scale_of(word[1:])
        return Reading(None, low, low * 10)
    return None


@lru_cache(maxsize=4096)
def read_run(word: str) -> Reading | None:
    """The value or range of a run of Chinese numeral characters, at most 34; None where they make no number. Most runs
    are one of a few hundred."""
    if word[0] in "数几":
        return _magnitude(word)
    word = word.replace("廿", "二十").replace("卅", "三十")
    if "几" in word:
        low, high = _chinese(word.replace("几", "一")), _chinese(word.replace("几", "九"))
        return Reading(None, low, high) if low is not None and high is not None else None
    if all(c in DIGITS for c in word) and len(word) > 1:
        if len(word) == 2 and _JUXTAPOSED.fullmatch(word):
            return Reading(None, Decimal(DIGITS[word[0]]), Decimal(DIGITS[word[1]]))
        return Reading(Decimal("".join(str(DIGITS[c]) for c in word))) if _YEAR_LIKE.fullmatch(word) else None
    if pair := _JUXTAPOSED.search(word):
        low, high = (_chinese(word[:pair.start()] + digit + word[pair.end():]) for digit in pair.group())
        return Reading(None, low, high) if low is not None and high is not None else None
    value = _chinese(word)
    return None if value is None else Reading(value)


def _chinese(word: str) -> Decimal | None:
    return _sections([Decimal(DIGITS[c]) if c in DIGITS else c for c in word])


def _sections(tokens: Sequence[Decimal | str]) -> Decimal | None:
    """The value of numbers and scale characters in turn: sections of four digits each (亿, 万, ones).

    A missing last unit is one order down (三万五 = 35000). None where the order is none of a number (三百五千).
    """
    total, section, number, last, zero = Decimal(0), Decimal(0), None, 0, False
    below = 99                                   # the last power inside this section: powers must fall
    for token in tokens:
        if isinstance(token, Decimal):
            if number:
                return None
            zero, number = zero or token == 0, token
        elif token in _TENS:
            last = _TENS[token]
            if last >= below or (number is None and section and last > 1):      # 千百亿 is no number
                return None
            section += (number if number is not None else 1) * 10**last
            below, number, zero = last, None, False
        elif token not in _SECTIONS:             # 数 inside a run: 一数十
            return None
        else:
            last = _SECTIONS[token]
            section += number or 0
            if not section and total and last == 4:
                return None
            section = section if section or total else Decimal(1)
            # 亿 multiplies all that stands before it (两万三千亿); 万 only its own section
            total = (total + section) * 10**last if last > 4 else total + section * 10**last
            section, below, number, zero = Decimal(0), 99, None, False
    if number:
        implied = last > 1 and not zero and number < 10 and isinstance(tokens[-2], str)
        section += number * 10 ** (last - 1) if implied else number
    value = total + section
    return value if value < _TOO_LARGE else None
