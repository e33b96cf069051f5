"""Money in parts of a yuan: 3元5角 is 3.5 yuan, 5分钱 0.05."""

import re
from decimal import Decimal

from pipeline.text.zh.numerals import Reading, read_numeral

_DIGIT = "[\\d０-９一二两三四五六七八九]"
_AFTER_YUAN = re.compile(rf"(?P<tenths>{_DIGIT})[角毛](?:(?P<hundredths>{_DIGIT})分)?钱?")
_ALONE = re.compile("(?P<unit>[分角毛])钱|角(?=[，。；、）)]|$)")
_WORTH = {"分": Decimal("0.01"), "角": Decimal("0.1"), "毛": Decimal("0.1")}


def with_coins(text: str, end: int, reading: Reading) -> tuple[Reading, int] | None:
    """`reading` of yuan, whose unit ends at `end`, with the 角 and 分 that follow it, and where these end."""
    coins = _AFTER_YUAN.match(text, end)
    if coins is None or reading.value is None:
        return None
    parts = ((coins["tenths"], _WORTH["角"]), (coins["hundredths"], _WORTH["分"]))
    more = sum((read_numeral(said) or 0) * worth for said, worth in parts if said)
    return Reading(reading.value + more), coins.end()


def coins_alone(text: str, end: int, reading: Reading) -> tuple[Reading, int] | None:
    """The yuan of a `reading` in 分钱 or 角, whose numeral ends at `end`, and where that ends."""
    coins = _ALONE.match(text, end)
    return (reading.times(_WORTH[coins["unit"] or "角"]), coins.end()) if coins else None
