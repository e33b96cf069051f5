"""Chinese numerals of every script to exact values (style rules N1, N5, N14). Decimal only."""

import re
from dataclasses import dataclass
from decimal import Decimal

DIGITS = {c: n for n, row in enumerate(("〇零", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
          for c in row}
_UNITS = {"十": 1, "拾": 1, "百": 2, "佰": 2, "千": 3, "仟": 3}
_SECTIONS = {"万": 4, "亿": 8, "兆": 12}

# The scale that may follow Arabic digits; bounded, so every pattern built from these is linear.
SCALE = r"(?:万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百|兆(?![瓦赫帕比]))"
ARABIC = r"(?:\d{1,3}(?:,\d{3}){1,6}(?!\d)(?:\.\d{1,12})?|\d{1,24}(?:\.\d{1,12})?)"
CHINESE = rf"(?:[{''.join(DIGITS)}{''.join(_UNITS)}{''.join(_SECTIONS)}廿]{{1,24}}(?:点[〇零一二三四五六七八九]{{1,8}}[万亿]{{0,2}})?)"

_ARABIC_PARTS = re.compile(rf"({ARABIC})\s?({SCALE})?(?:({ARABIC})\s?({SCALE}))?")
_JUXTAPOSED = re.compile(r"([一二三四五六七八九])([二三四五六七八九])(?=[十百千万亿]|$)")
_TEEN = re.compile(r"十几")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，％－／～", "0123456789.,%-/~")


@dataclass(frozen=True)
class Reading:
    """The value of a numeral, or the bounds of a range (三四百 -> 300 to 400)."""

    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None


def half_width(text: str) -> str:
    """Full-width digits and marks as ASCII; one character stays one, so offsets hold."""
    return text.translate(_FULL_WIDTH)


def read_numeral(text: str) -> Decimal | None:
    """The value of a numeral in Arabic, full-width, Chinese or financial script; None where it is none or a range."""
    reading = read(half_width(text.strip()))
    return reading.value if reading else None


def read(text: str) -> Reading | None:
    """Value or range of a numeral whose digits are ASCII or Chinese."""
    if text[:1].isdigit():
        match = _ARABIC_PARTS.fullmatch(text)
        return Reading(_arabic(match)) if match else None
    if _TEEN.fullmatch(text):
        return Reading(None, Decimal(11), Decimal(19))
    if (len(text) == 2 or not all(c in DIGITS for c in text)) and (pair := _JUXTAPOSED.search(text)):
        low, high = (_chinese(text[:pair.start()] + digit + text[pair.end():]) for digit in pair.groups())
        if low is not None and high is not None and low < high:
            return Reading(None, low, high)
    value = _chinese(text)
    return None if value is None else Reading(value)


def scale_of(text: str) -> Decimal:
    """The value of a scale word: 千万 -> 10000000."""
    power = sum(_UNITS.get(c, 0) + _SECTIONS.get(c, 0) for c in text)
    return Decimal(10) ** power


def _arabic(match: re.Match[str]) -> Decimal:
    number, scale, more, more_scale = match.groups()
    value = _shifted(number, scale)
    return value + _shifted(more, more_scale) if more else value


def _shifted(number: str, scale: str | None) -> Decimal:
    """Shift the point only: 498.2亿 keeps four significant digits, 5.0 its zero."""
    value = Decimal(number.replace(",", ""))
    return value.scaleb(scale_of(scale).adjusted()) if scale else value


def _chinese(text: str) -> Decimal | None:
    whole, point, fraction = text.partition("点")
    if point:
        digits = re.match(r"[〇零一二三四五六七八九]+", fraction)
        base = _chinese(whole)
        if base is None or digits is None:
            return None
        value = Decimal(f"{base}." + "".join(str(DIGITS[c]) for c in digits.group()))
        scale = fraction[digits.end():]
        return value.scaleb(scale_of(scale).adjusted()) if scale else value
    if len(text) > 1 and all(c in DIGITS for c in text):
        return Decimal("".join(str(DIGITS[c]) for c in text)) if set(text) & set("〇零") or len(text) >= 4 else None
    return _sections(text.replace("廿", "二十"))


def _sections(text: str) -> Decimal | None:
    """Sections of four digits each (亿, 万, ones); a missing last unit is one order down (三万五 = 35000)."""
    total, section, digit, last_unit, zero = 0, 0, -1, 0, False
    for c in text:
        if c in DIGITS:
            if digit > 0:
                return None
            zero, digit = zero or DIGITS[c] == 0, DIGITS[c]
        elif c in _UNITS:
            section += (digit if digit >= 0 else 1) * 10 ** _UNITS[c]
            digit, last_unit, zero = -1, _UNITS[c], False
        elif c in _SECTIONS:
            section += max(digit, 0)
            power = _SECTIONS[c]
            # 万亿 multiplies what stands before it as a whole; 亿 after 万 likewise
            total = (total + (section or (0 if total else 1))) * 10**power if power > 4 or not total else total + section * 10**4
            section, digit, last_unit, zero = 0, -1, power, False
        else:
            return None
    if digit > 0:
        section += digit * 10 ** (last_unit - 1) if last_unit > 1 and not zero and text[-2:-1] not in DIGITS else digit
    return Decimal(total + section) if text else None
