"""Money in parts of a yuan: 3元5角 and 3块5 are 3.5 yuan, 8毛 is 0.8, 5分钱 and the 5分 of a kilowatt-hour 0.05."""

import re
from dataclasses import dataclass
from decimal import Decimal

from pipeline.text.zh.numerals import Numeral, Reading, read_numeral

_DIGIT = "[\\d０-９一二两三四五六七八九]"
# The unit of the last digit may stay unsaid where no other can follow: 3块5, 三毛五.
_ENDS = "(?=[，,。、；：！？）)”/每的一至到起左以\\s]|$)"
_AFTER_YUAN = re.compile(rf"(?P<tenths>{_DIGIT})[角毛](?:(?P<hundredths>{_DIGIT})分)?钱?")
_AFTER_PIECES = re.compile(rf"(?P<tenths>{_DIGIT})(?:[角毛](?:(?P<hundredths>{_DIGIT})分?)?钱?|{_ENDS})")
_DIMES = re.compile(rf"[毛角](?P<hundredths>{_DIGIT})(?:分钱?|钱|{_ENDS})")
_ALONE = re.compile(f"(?P<unit>[分角毛])钱|角(?=[，,。；、）)]|$)|(?P<bare>[毛分]){_ENDS}")
_ENDED = re.compile(_ENDS)
_FOR_POWER = re.compile(r"[/／每](?P<per>千瓦时|度|kWh)电?")
# What makes money of 毛 without 钱 (三毛 is a name), and of 分: what electricity costs is told in it.
_PRICED = re.compile("[价费涨跌降贵卖收补]|便宜|每")
_POWER_PRICED = re.compile(r"每(?:千瓦时|度电?)[^，,。；]{0,8}$|度电(?:成本|电价|价格|补贴)[^，,。；]{0,8}$")
_WORTH = {"分": Decimal("0.01"), "角": Decimal("0.1"), "毛": Decimal("0.1")}
# The units at which such an amount is looked for.
COINS = frozenset("块毛角分")


@dataclass(slots=True)
class Coins:
    """Yuan, where they end, and what a price is for."""

    reading: Reading
    end: int
    per: str = ""


def with_coins(text: str, end: int, reading: Reading) -> Coins | None:
    """`reading` of yuan, whose unit ends at `end`, with the 角 and 分 that follow it."""
    return _sum(reading, _AFTER_YUAN.match(text, end))


def coins_alone(text: str, numeral: Numeral, reading: Reading) -> Coins | None:
    """The yuan of a `reading` in 块 with a digit behind it, in 毛, 角 or 分, whose last numeral is `numeral`."""
    start, end = numeral.start, numeral.end
    priced = numeral.arabic or _PRICED.search(text, start - 10, start)
    if text[end] == "块":
        with_more = _sum(reading, _AFTER_PIECES.match(text, end + 1))
        alone = not with_more and _ENDED.match(text, end + 1) and _PRICED.search(text, start - 5, start)
        return Coins(reading, end + 1) if alone else with_more
    if dimes := _DIMES.match(text, end):
        return _sum(reading.times(_WORTH["毛"]), dimes)
    coins = _ALONE.match(text, end)
    if coins is None:
        return None
    amount = reading.times(_WORTH[coins["unit"] or coins["bare"] or "角"])
    power = _FOR_POWER.match(text, coins.end())
    if power and coins["unit"] != "角":
        return Coins(amount, power.end(), "kWh")
    if coins["bare"] == "分" and not _POWER_PRICED.search(text, start - 20, start):
        return None
    if coins["bare"] == "毛" and not priced:
        return None
    return Coins(amount, coins.end())


def _sum(yuan: Reading, coins: re.Match[str] | None) -> Coins | None:
    if coins is None or yuan.value is None:
        return None
    said = coins.groupdict()
    parts = ((said.get("tenths"), _WORTH["角"]), (said["hundredths"], _WORTH["分"]))
    more = sum((read_numeral(digit) or 0) * worth for digit, worth in parts if digit)
    return Coins(Reading(yuan.value + more), coins.end())
