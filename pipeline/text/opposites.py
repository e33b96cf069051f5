"""What has every digit right and says the opposite: above for below, a profit for a loss (style rule N10)."""

import re
from collections.abc import Sequence

from pipeline.text.fidelity import Pair
from pipeline.text.figure import Figure
from pipeline.text.finding import Finding, told_wrong

_COMPARED = frozenset({"percent", "points"})
# 比全国平均水平高1.2个百分点, 较全省低3%; of a change the verb says it (比上年提高).
_ZH_ABOVE = re.compile("[比较][^，。；,;]{1,20}(?<![提升])(?:高出?|多出?|快)了?(?:约|近|超过?|逾)?$")
_ZH_BELOW = re.compile("[比较][^，。；,;]{1,20}(?<![降减])(?:低|少|慢)了?(?:约|近|超过?|逾)?$")
# What stands before a figure of a comparison ends with one of these.
_ENDS = frozenset("高出多快低少慢了约近超过逾")
_EN_SIDE = re.compile(r"(?: \w{1,10})? (?P<side>above|higher|more|faster|below|lower|less|fewer|slower)\b")
_ABOVE = frozenset({"above", "higher", "more", "faster"})
_ZH_PROFIT, _ZH_LOSS = re.compile("利润|盈利|盈余|净利"), re.compile("亏|损失")
_EN_PROFIT = re.compile(r"\b(?:profits?|earnings)\b", re.I)
_EN_LOSS = re.compile(r"\b(?:loss(?:es)?|deficits?)\b", re.I)
# Other words that may say the same; where one stands, nothing is found.
_EN_GAINED = re.compile(r"\b(?:profit\w*|earn\w*|gain\w*|income|returns?|surplus|margins?|made|making)\b", re.I)
_EN_LOST = re.compile(
    r"\b(?:loss\w*|lost|los(?:es?|ing)|deficits?|negative|minus|red|shortfalls?|damages?)\b|(?<![\w])[-−]\d", re.I)
# How much before a figure and behind it is read.
_NEAR, _FAR = 30, 24


def opposite_findings(zh: str, en: str, met: Sequence[Pair]) -> list[Finding]:
    """The figures, of those met by value, that are on the other side in English."""
    found = [told_wrong(owed.text, told.text.strip(), "they stand on opposite sides", "N10", "high")
             for owed, told in met if owed.dimension in _COMPARED and (side := _zh_side(zh, owed))
             and side == -_en_side(en, told)]
    money = [pair for pair in met if pair[0].dimension == "money"]
    if money and _is_other_result(zh, en):
        owed, told = money[0]
        found.append(told_wrong(owed.text, told.text.strip(), "one is a profit and the other a loss", "N10", "high"))
    return found


def _zh_side(text: str, figure: Figure) -> int:
    before = text[max(0, figure.start - _NEAR):figure.start]
    if before[-1:] not in _ENDS:
        return 0
    return 1 if _ZH_ABOVE.search(before) else -1 if _ZH_BELOW.search(before) else 0


def _en_side(text: str, figure: Figure) -> int:
    side = _EN_SIDE.match(text, figure.end, figure.end + _FAR)
    return 0 if side is None else 1 if side["side"] in _ABOVE else -1


def _is_other_result(zh: str, en: str) -> bool:
    """Whether the one speaks of profit alone and the other of loss alone."""
    profit, loss = bool(_ZH_PROFIT.search(zh)), bool(_ZH_LOSS.search(zh))
    if profit == loss:
        return False
    told, other = (_EN_LOSS, _EN_GAINED) if profit else (_EN_PROFIT, _EN_LOST)
    return bool(told.search(en)) and not other.search(en)
