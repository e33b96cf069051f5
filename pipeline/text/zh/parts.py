"""A numeral with its unit, and what stands around the two: sign, currency, denominator, the other end of a range."""

import re
from dataclasses import dataclass
from decimal import Decimal

from pipeline.text.units import CURRENCIES
from pipeline.text.zh.followers import FOLLOWERS, NO_FOLLOWER, PER, PER_BEGINS, Follower, area_of, follower_at, per_of
from pipeline.text.zh.hedges import AFTER_BEGINS, HEDGES_END
from pipeline.text.zh.numerals import DIGITS, Numeral, Reading, numeral_at, scale_of
from pipeline.text.zh.senses import is_change_in_points, is_floor_space
from pipeline.text.zh.words import words

HAN = re.compile("[\u4e00-\u9fff]")
_TO = re.compile(r"(?:[（(]含[)）])?\s?(?:[-—―–~－]{1,2}|至|到|或)\s?(?=[\d〇零一二三四五六七八九十百千万两几])")
_PREFIXES = {symbol: c.code for c in reversed(CURRENCIES) for symbol in c.symbols} | {
    "＄": "USD", "人民币": "CNY", "港币": "HKD", "新台币": "TWD", "美金": "USD", "欧元": "EUR", "美元": "USD",
    "日元": "JPY", "英镑": "GBP"}
CURRENCIES_END = frozenset(word[-1] for word in _PREFIXES)
_SPELT_YEAR = re.compile("(?:一九|二[零〇])[零〇一二三四五六七八九]{2}")
SIGNS = frozenset("-−负下")
JOINTS = frozenset("-—―–~－至到或")
# What the first of two may have behind it: a joint, or what comes before one.
_RANGES = JOINTS.union("（(", filter(str.isspace, map(chr, range(0x3001))))
_MYRIADS = frozenset("万亿")
_HUNDRED_MILLIONS = FOLLOWERS["个亿"]
_LANDS_END = frozenset("亩顷米里")
_EACH = re.compile(r"每(?P<per>亩|公顷|平方米|平米|平方公里)$")
_LASTING = ("为期", "历时", "长达", "持续", "连续", "累计", "合计")
LIST_JOINTS = frozenset("、和及与")
# What may stand before a quantity or behind it and belong to it: most have nothing of the kind.
SIGNED = SIGNS.union(CURRENCIES_END, " ")
LEADS = SIGNED.union(HEDGES_END, _LANDS_END)
GOES_ON = _RANGES.union(LIST_JOINTS, PER_BEGINS, AFTER_BEGINS)
_LISTED = re.compile(r"(?P<joint>[、和及与])(?:\d{1,9}(?:\.\d{1,4})?个?[、和及与]){0,3}(?P<last>\d)")
_LENT = frozenset({"percent", "points", "basis-points", "money", "measure"})
_OPENS = ("", *"\n。；;：:,（( ")
_HALVED = frozenset({"duration", "length", "mass", "area"})
_AMBIGUOUS = frozenset(words("日 度 里 方 担 平 P 伏"))
_UNIT_GOES_ON = frozenset("半多级")
_MORE_AFTER = frozenset({"measure", "times", "tenths", "money"})
_NOT_MORE = tuple("种样家元方次层功数项个维点国边重")       # 三年多种经营
_ELECTRICITY = re.compile("电|能耗|千瓦")
_DECIMAL = re.compile(
    r"(?P<digits>\d{1,2})(?![\d.,%米厘公年月个])|(?P<word>[一二三四五六七八九])(?=[，。、；）的高长宽左多以]|$)")
# What a magnitude without a digit is the class of: 千亿产业, 百亿县.
LEVEL_NOUNS = words("""
产业 企业 集群 项目 城市 俱乐部 园区 县 区 市场 规模 赛道 大关 门槛 投资 工程 目标 能级 板块 市值 产值 GDP 蓝海
航母 强市 强县 量级 台阶 体量 订单 工业 强镇 镇 集团 强区 交易额 销售额 营收 税收
""")


@dataclass(slots=True)
class Part:
    """A numeral with its unit: where it ends, what it counts, whether 余 or 多 stands in it, whether 级 follows."""

    numeral: Numeral
    reading: Reading
    end: int
    follower: Follower = NO_FOLLOWER
    spelling: str = ""
    more: str = ""
    level: bool = False


def part_at(text: str, numeral: Numeral) -> Part:
    """The numeral with the unit that follows it."""
    end, reading, more = numeral.end, numeral.reading, numeral.more
    if text[end:end + 1] == "级" and (numeral.bare or numeral.scale[-1:] in _MYRIADS) and _is_level(text, end):
        return Part(numeral, reading, end + 1, NO_FOLLOWER, "", more, True)
    if numeral.bare and "亿" in numeral.scale and text.startswith(LEVEL_NOUNS, end):
        return Part(numeral, reading, end, NO_FOLLOWER, "", more)
    found = follower_at(text, end, numeral.arabic and not is_year(numeral))
    if found is None:
        return Part(numeral, reading, end, NO_FOLLOWER, "", more)
    unit_end, follower, spelling, inner = found
    if spelling in _AMBIGUOUS and not _is_unit(text, numeral, spelling, unit_end):
        if spelling in ("度", "日"):
            return Part(numeral, reading, end, Follower("noun"), spelling, more)
        return Part(numeral, reading, end, NO_FOLLOWER, "", more)
    if follower.kind == "noun":
        return Part(numeral, reading, end, follower, spelling, more)
    if follower is _HUNDRED_MILLIONS:
        halved = _plus(reading, Decimal("0.5")) if inner == "半" else reading
        amount, more = halved.times(Decimal(10) ** 8), more or inner.replace("半", "")
        money = follower_at(text, unit_end, True)
        if money and money[1].kind == "money":
            return Part(numeral, amount, money[0], money[1], "个亿", more)
        return Part(numeral, amount, unit_end, NO_FOLLOWER, "个亿", more)
    if spelling == "个点" and not is_change_in_points(text, numeral):
        return Part(numeral, reading, unit_end - 1, FOLLOWERS["个"], "个", more)
    following = text[unit_end:unit_end + 1]
    if not inner and following not in _UNIT_GOES_ON and spelling != "米":
        return Part(numeral, reading, unit_end, follower, spelling, more)
    if inner == "半" or (following == "半" and _is_halved(text, follower, spelling, unit_end)):
        reading, unit_end = _plus(reading, Decimal("0.5")), unit_end + (inner != "半")
    if spelling == "米" and (decimal := _DECIMAL.match(text, unit_end)):      # 1米75, 一米八
        digits = decimal["digits"] or str(DIGITS[decimal["word"]])
        reading, unit_end = _plus(reading, Decimal(f"0.{digits}")), decimal.end()
    more = more or (inner if inner in ("多", "余", "来") else "")
    if not more and following == "多" and follower.kind in _MORE_AFTER and not text.startswith(
            _NOT_MORE, unit_end + 1):
        more, unit_end = "多", unit_end + 1
    level = follower.kind in ("money", "measure") and _is_level(text, unit_end)
    return Part(numeral, reading, unit_end + level, follower, spelling, more, level)


def lent(text: str, first: Part) -> Part:
    """`first` with the scale and unit that the last number of its list lends it: 0.8和1.2个百分点, 30、50亿元."""
    numeral, end = first.numeral, first.end
    if not numeral.arabic or numeral.scale or (first.follower.kind and first.spelling != "个") or is_year(numeral):
        return first
    listed = _LISTED.match(text, end)
    last = numeral_at(text, listed.start("last")) if listed else None
    if listed is None or last is None or (listed["joint"] == "、" and text[numeral.start - 1:numeral.start] in _OPENS):
        return first
    lender = part_at(text, last)
    scaled = last.scale[-1:] in _MYRIADS and not first.follower.kind and last.scale != ""
    if lender.level or last.more or not (scaled or lender.follower.kind in _LENT) or (
            first.follower.kind and not lender.spelling.startswith("个")):
        return first
    reading = first.reading.times(scale_of(last.scale)) if last.scale else first.reading
    return Part(numeral, reading, end, lender.follower, lender.spelling)


def _is_level(text: str, at: int) -> bool:
    return text[at:at + 1] == "级" and text[at + 1:at + 2] != "别"


def _is_halved(text: str, follower: Follower, spelling: str, end: int) -> bool:
    """Whether the 半 at `end` adds a half to the unit before it: 一年半, 一个半; not 一个半导体."""
    if spelling != "个" and follower.kind != "times" and (
            follower.measure is None or follower.measure.dimension not in _HALVED):
        return False
    return spelling != "个" or not HAN.match(text, end + 1)


def _plus(reading: Reading, more: Decimal) -> Reading:
    return reading.each(lambda number: number + more)


def _is_unit(text: str, numeral: Numeral, spelling: str, end: int) -> bool:
    """Whether a spelling that has other meanings is the unit here (日, 度, 里, 方)."""
    if spelling == "日":
        before = text[max(0, numeral.start - 2):numeral.start]
        return text.startswith(("内", "以内", "之内", "游"), end) or before in _LASTING or before.endswith("近")
    if spelling == "度":
        return bool(numeral.scale or _ELECTRICITY.search(text[max(0, numeral.start - 12):end + 1]))
    if spelling in ("里", "方", "担"):
        return numeral.arabic or bool(numeral.scale and not numeral.bare)
    if spelling == "平":
        return is_floor_space(text, numeral, end)
    if spelling in ("P", "伏"):
        return numeral.arabic
    return True


def second_part(text: str, first: Part) -> Part | None:
    """The other end of a range, of the same unit or lending its own; of an 或, the next whole number."""
    joint = text[first.end:first.end + 1]
    to = _TO.match(text, first.end) if joint in _RANGES else None
    numeral = numeral_at(text, to.end()) if to and text[first.numeral.start] not in "零〇" else None
    if numeral is None or numeral.reading.value is None or first.reading.value is None or first.level:
        return None
    second = part_at(text, numeral)
    unit, other = first.follower, second.follower
    if other.name == "year" and is_year(numeral):
        return None
    if unit.kind and (other.kind, other.name) != (unit.kind, unit.name):
        return None
    if not other.kind and not second.level and not (numeral.arabic or numeral.scale):
        return None
    bounds = joined(first, second)
    if bounds.low is None or bounds.high is None or bounds.low >= bounds.high:
        return None
    neighbours = not unit.kind and bounds.high - bounds.low == 1
    return second if joint != "或" or neighbours else None          # 三或四天, and not 3%或5%


def joined(first: Part, second: Part) -> Reading:
    """30-50亿: the scale of the second numeral is the first one's too (N4)."""
    low, high = first.reading.value, second.reading.value
    if low is not None and not first.follower.kind and not first.numeral.scale and second.numeral.scale:
        low = low.scaleb(scale_of(second.numeral.scale).adjusted())
    return Reading(None, low, high)


def denominator(text: str, part: Part) -> tuple[str, int]:
    """Unit after a stroke (亩 of 30万元/亩) and where the figure ends: what has no English of its own stays outside."""
    if not part.follower.kind or text[part.end:part.end + 1] not in PER_BEGINS or (
            match := PER.match(text, part.end)) is None:
        return "", part.end
    land = part.follower.kind == "money" and area_of(match["per"])
    return match["per"], match.end() if land or per_of(match["per"]) else part.end


def sign_before(text: str, start: int) -> int:
    """The length of the minus sign before a number, 0 where there is none: -0.2%, 负0.2%, 零下20度; not 自负3%."""
    mark = text[start - 1:start]
    if mark not in SIGNS:
        return 0
    before = text[start - 2:start - 1] if start > 1 else ""
    if mark == "下":
        return 2 if before == "零" else 0
    if mark == "负":
        return int(before not in ("肩", "担", "自", "胜", "抱"))
    return int(not before or before in " \n(（，,、：:为是至到达率值在约长降")


def currency_before(text: str, start: int) -> tuple[str, int]:
    """The currency whose sign or name ends at `start`, and where the sign begins; ("", start) where none does."""
    at = start - 1 if text[start - 1:start] == " " else start
    if text[at - 1:at] not in CURRENCIES_END:
        return "", start
    for length in (4, 3, 2, 1):
        word = text[at - length:at] if at >= length else ""
        if word in _PREFIXES and not (word.isalpha() and word.isascii() and text[at - length - 1:at - length].isascii()
                                      and text[at - length - 1:at - length].isalpha()):
            return _PREFIXES[word], at - length
    return "", start


def land_before(text: str, start: int) -> tuple[str, int]:
    """The unit of 每亩 that stands right before an amount of money, and where the figure begins with it."""
    match = _EACH.search(text, start - 5, start) if text[start - 1:start] in _LANDS_END else None
    return (match["per"], match.start()) if match else ("", start)


def is_year(numeral: Numeral) -> bool:
    """Four digits that may be a year: a name begins with it as a rule (2025人工智能大会)."""
    value = numeral.reading.value
    return (numeral.end - numeral.start == 4 and numeral.arabic and not numeral.scale and value is not None
            and 1900 <= value < 2100 and value == value.to_integral_value())


def is_spelt_year(text: str, numeral: Numeral) -> bool:
    """二零一七中国农机手大赛."""
    return numeral.end - numeral.start == 4 and _SPELT_YEAR.match(text, numeral.start) is not None
