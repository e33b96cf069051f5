"""What a number counts: companies, people, visits, or nothing that is said; and money whose unit is left out (N15, M1).
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from pipeline.text.zh.hedges import hedge_after
from pipeline.text.zh.numerals import Reading
from pipeline.text.zh.parts import HAN, Part

_FIRMS = re.compile("企业|主体|商户|个体|公司|纳税人|工商|用户|客户|账户")
_MOVED = re.compile("(?:前进|上升|提升|跃升|晋升|前移|后退|下降|下滑)了?$")
# Where 人次 counts those who took part, and not visits.
_TRAVELLED = re.compile("旅客|乘客|客运|客流|载客|运送")
_TOOK_PART = re.compile("就业|培训|参与|参加|参保|受益|惠及|救助|帮扶|出动|资助|招聘|演练|宣讲")
# Words for sums of money, as near before an amount as its verb lets them be.
_OF_MONEY = re.compile(
    "(?:投资|追加|增资|注资|[金总余]额|[售易交货口资]额|产值|总值|市值|估值|营收|收入|利润|税[收额]|融资|贷款|资金|资本"
    "|外资|罚款|固投|募资|出资|认缴|拨款"
    "|(?:首期|基金|募集|融资|投资)总?规模|GDP|亏损|支出|造价|斥资|耗资|费用|售价|标价|起拍价)"
    r"(?:[^\d，。；：、,;\s]{0,6})$")
# Of these only an amount without a noun behind it is one: 奖励20万, and not 补贴20万农户.
_GIVEN = re.compile(
    r"(?:补贴|补助|奖励|资助|授信|投入|资产|负债额?|债务|债券|存款|信贷|保费|成本|收益|盈利|(?:市场|产业|经济|资产)规模)(?:[^\d，。；：、,;\s]{0,6})$")
# What is counted by 家 and is no company, as near before the number as its verb lets it be.
_NO_FIRMS = re.compile(
    "(?:站|平台|机构|中心|院|所|校|银行|支行|网点|店|实验室|基金|协会|商会|学会|媒体|餐厅|商场|超市|馆|基地|园区|大学)"
    "[^，。；：、,;企公]{0,4}$")
# Up to nine these are words in English, too (N3); 六点一 is not.
_SMALL = frozenset(map(Decimal, range(10)))
_CLAUSES = 40      # characters of one clause and the one before it
# 架 of what does not fly: racks of a data centre, shelves, stretchers, pianos.
_NO_AIRCRAFT = re.compile("机架|机柜|[货书支担衣桥框]架|钢琴|古筝|相机|摄像机")
# 台 of what is performed, not installed: 9台11场音乐会.
_PERFORMED = re.compile(
    r"\d+场|[^，。；：、\d]{0,6}?(?:晚会|话剧|歌剧|舞剧|歌舞|戏曲|剧目|音乐会|演出|文艺|节目|(?<!游)戏)")
_OF_NOUN = re.compile("[人户个辆台吨家亩件只头名次张条套股股份票斤册部平方公里米]")
_NO_NOUN = tuple("参在的以左上下")


@dataclass(slots=True)
class Meaning:
    """What a numeral and its unit measure; `end` where the figure does not end with its unit or bound."""

    dimension: str
    reading: Reading
    rules: tuple[str, ...] = ()
    unit: str = ""
    currency: str | None = None
    hedge: str = ""
    direction: str | None = None
    end: int | None = None
    per: str = ""


def rate(per: str) -> tuple[str, ...]:
    return ("U7",) if per else ()


def _age(text: str, reading: Reading, part: Part, rules: tuple[str, ...]) -> Meaning:
    """65岁以上 is a bound of age; 65岁 alone stays a number before its noun."""
    end = text.index(part.spelling, part.end) + len(part.spelling)
    if hedge_after(text, end)[0]:
        return Meaning("duration", reading, (*rules, "N15"), "year", end=end)
    return Meaning("count", reading, (*rules, "N15"))


def count(
    text: str, reading: Reading, part: Part, per: str, start: int, hedge: str, rules: tuple[str, ...],
) -> Meaning:
    """A count of things, or of nothing said. 家 are companies where no noun follows."""
    unit = part.follower.name if part.follower.kind == "counter" else ""
    is_bare = not part.follower.kind and text.endswith(("万", "亿"), part.numeral.start, part.end)
    if is_bare and not hedge and _is_money(text, start, part.end):
        return Meaning("money", reading, (*rules, "M1"), "", "CNY", hedge)     # 签约金额10亿
    if part.spelling in ("岁", "周岁"):
        return _age(text, reading, part, rules)
    if part.spelling == "家" and not HAN.match(text, part.end):
        unit = "" if _NO_FIRMS.search(text, start - 12, start) else "company"
    if part.spelling in ("名", "位") and HAN.match(text, part.end) and not text.startswith(_NO_NOUN, part.end):
        unit = ""                       # 5名院士: the noun says who
    if part.spelling == "位" and _MOVED.search(text, start - 4, start):
        unit = ""                       # 前进6位
    if part.spelling == "口" and HAN.match(text, part.end) and not text.startswith(("人", "之家"), part.end):
        unit = ""                       # 2400多口油井
    if unit == "household" and _FIRMS.search(text, part.numeral.start - 12, part.end + 12):
        unit = ""                       # 企业3000户
    if unit == "visit" and _TOOK_PART.search(text, part.numeral.start - 12, part.numeral.start):
        unit = "person"                 # 培训3.2万人次
    if unit == "visit" and _TRAVELLED.search(text, part.numeral.start - 12, part.numeral.start):
        unit = "passenger"              # 旅客吞吐量2000万人次
    if unit == "aircraft" and _NO_AIRCRAFT.search(text, max(0, start - _CLAUSES), part.end + 6):
        unit = ""                       # 标准机架达28万架，比年初增加4.5万架
    if part.spelling == "台" and _PERFORMED.match(text, part.end):
        unit = ""
    small = not part.numeral.arabic and reading.value is not None and abs(reading.value) in _SMALL
    counted = ("N15",) if part.follower.kind else ()
    return Meaning("count", reading, (*rules, *counted, *rate(per), *(("N3",) if small else ())), unit, hedge=hedge)


def _is_money(text: str, start: int, end: int) -> bool:
    """Whether the words before an amount in 万 or 亿 at `start`..`end`, which has no unit, say that it is money."""
    if _OF_NOUN.match(text, end):
        return False
    said = _OF_MONEY.search(text, start - 14, start)
    return bool(said or (not HAN.match(text, end) and _GIVEN.search(text, start - 14, start)))
