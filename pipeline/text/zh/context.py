"""What the clause around a figure says of it: direction and base (N10, N11), which money (M4), plan or fact (D6), stage (D7).

One pass over the text finds all such words; each figure then looks at those of its own clause.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from pipeline.text.figure import Figure

_UP = ("增长 增加 升幅 增至 增到 增幅 增速 增 上升 升至 升到 升高 提高 提升 上涨 涨幅 涨至 上浮 上调 扩大 扩至 攀升 回升 反弹 高出 超出 多出 新增 净增 增多 涨 扩张 加快 大增 激增 猛增 "
       "增持 增资 增收 攀升至 提至 调高 调增 走高 收涨 正增长 高于 跃升 飙升 拉升 逆增").split()
_DOWN = ("下降 减少 降低 降至 降到 降幅 回落 下滑 下跌 跌幅 跌至 跌破 缩减 压减 收窄 负增长 缩小 减至 下调 下行 萎缩 减持 压缩 调减 降 减 跌 低于 走低 收跌 放缓 减免 削减 精简 缩短 "
         "减亏 下探 降本 锐减 骤降 缩水 缩至 下浮 直降").split()
_BASES = {
    "year-on-year": "同比 比上年同期 较上年同期 比去年同期 较去年同期 去年同期相比 上年同期相比 与去年同期 和去年同期 同期增长 同期相比",
    "sequential": "环比 比上月 较上月 比上个月 较上个月 比上季度 较上季度 比上季 较上期 比上期",
    "average-annual": "年均 年平均 复合增长率 年复合",
    "from-previous-year": "比上年 较上年 比去年 较去年 比上一年 较上一年 比前一年 较前一年",
}
_STAGES = {
    "under-discussion": "洽谈 在谈 商谈 对接洽谈 谋划", "signed": "签约 签订 签署 签下", "to-locate": "落户 落地",
    "broke-ground": "开工 奠基 动工 破土 启动建设", "under-construction": "在建 建设中 正在建设 加紧建设 正建设 续建", "completed": "竣工 建成 落成 完工",
    "trial-production": "试生产 试产 试运行 试运营", "in-production": "投产 投入生产 投入使用 投入运营 投用 投运 量产", "full-capacity": "达产 满产 达效",
}
_PLANS = ("力争 计划 预计 预期 有望 规划 目标 争取 确保 拟 即将 将于 将在 将达 将有 将会 将超 将突破 将实现 将建 将新 将投 将形 将带 将成 将使 将为 将从 将增 将提 将下 将减 将安 将继 将推 将累 将再 将打 将培 "
          "将完 将容 将支 将引 将按 将开 将全 将进 将把 将对 将由 将覆 将满 将于 将拥 将获 将举 将迎 将年 将可 将产 将每 将总 将正 将可 将吸 将斥 将落 还将 也将 仍将 均将 都将 必将 或将 预将 料将 便将 并将 将力 将保 将加 将以 将逐 将陆 将分 将创 "
          "预测 预估 谋划 打算 瞄准 设想 筹建 筹划 待建 建成后 投产后 达产后 项目建成 全部达产").split()
_NOT_PLANS = ("将军", "大将", "计划生育", "五年计划", "行动计划", "规划局", "规划院", "规划馆", "城市规划", "将士", "麻将", "五年规划", "”规划", "”计划", "规划纲要", "《规划", "《计划", "规划》", "计划》", "预算收入", "预算支出", "虚拟", "模拟", "公共预算",
              "起降", "升降", "涨跌", "增减", "加减", "减产", "减税", "减排", "减碳", "减灾", "增值", "增量", "增强", "减持计划", "目标任务", "目标价", "规划和", "将近")
_BY_YEAR = re.compile(r"(?:^|(?<=[，。；：,;“]))[到至](?:20\d\d|“?十[四五六])")
_DONE = ("已", "已经", "目前", "截至", "累计", "了", "去年", "同比", "此前", "现有", "过去")
_MONEY_KINDS = ("总投资 计划投资 签约金额 协议投资 协议金额 合同外资 合同利用外资 实际使用外资 实际利用外资 实际到账外资 到账外资 实际外资 注册资本 注册资金 到位资金 资金到位 到位内资 总产值 产值 营收 营业收入 "
                "销售收入 主营业务收入 增加值 税收 纳税 利税 利润 净利润 固定资产投资 生产总值 财政收入 预算收入 销售额 交易额 成交额 融资 贷款余额 存款余额 估值 市值 出口额 进口额 进出口总额 "
                "进出口总值 投资额 完成投资 投资总额 合同金额 合同额 中标金额 补贴 奖励 研发投入 研发经费 外资 投资").split()
_STOPS = tuple("，。；！？,;!?\n")
_SENTENCE_ENDS = tuple("。；！？;!?\n")


def _table() -> dict[str, tuple[str, str]]:
    table: dict[str, tuple[str, str]] = {mark: ("stop", mark) for mark in _STOPS}
    table |= {word: ("none", "") for word in _NOT_PLANS} | {word: ("done", "") for word in _DONE}
    table |= {word: ("up", "up") for word in _UP} | {word: ("down", "down") for word in _DOWN}
    table |= {word: ("money", word) for word in _MONEY_KINDS}
    table |= {word + century: ("base", "from-year") for word in "比较" for century in ("20", "19", "“十", "十")}
    for words, kind in ((_BASES, "base"), (_STAGES, "stage")):
        table |= {word: (kind, name) for name, spelled in words.items() for word in spelled.split()}
    return table | {word: ("plan", "planned") for word in _PLANS} | {"计划投资": ("plan", "money"), "预计": ("plan", "planned")}


_KINDS = _table()
# Literals only: a search for these goes from one possible first character to the next.
_WORDS = re.compile("|".join(re.escape(w) for w in sorted(_KINDS, key=len, reverse=True)))
_FROM_YEAR = re.compile(r".(?:20|19)\d\d年|.“?十[一二三四五]五")
_RATES = frozenset({"percent", "points", "basis-points", "multiple"})
_AFTER_RATE = re.compile(r"(?:以上|左右)?(?:的)?(?:年均|同比|平均|高速|快速|正)?(?P<word>增长|增幅|降幅|下降|涨幅|跌幅|增速|减少|上涨|下跌|负增长)")
# How far before a rate its direction may stand; 增, 减, 降, and any word before an amount, must stand beside it.
_REACH = 16


class _Word(NamedTuple):
    start: int
    end: int
    kind: str
    name: str


def in_context(text: str, figures: Sequence[Figure]) -> list[Figure]:
    """The figures with what their clauses say of them."""
    if not figures:
        return []
    words = [_word(m) for m in _WORDS.finditer(text)]
    clauses = _Clauses(text, words)
    return [_placed(text, f, clauses) for f in figures]


def _word(match: re.Match[str]) -> _Word:
    kind, name = _KINDS[match.group()]
    if name == "from-year" and not _FROM_YEAR.match(match.string, match.start()):
        kind = "none"
    return _Word(match.start(), match.end(), kind, name)


class _Clauses:
    """The words of a text by clause; a clause is planned by its own words or by those of the clause before it."""

    def __init__(self, text: str, words: list[_Word]) -> None:
        stops = [w for w in words if w.kind == "stop"]
        self._ends = [w.start for w in stops]
        self._words: list[list[_Word]] = [[] for _ in range(len(stops) + 1)]
        at = 0
        for word in words:
            if word.kind == "stop":
                at += 1
            else:
                self._words[at].append(word)
        by_year = {bisect_left(self._ends, m.start()) for m in _BY_YEAR.finditer(text)}
        self._planned: list[bool] = []
        carried = False
        for i, clause in enumerate(self._words):
            if i and stops[i - 1].name in _SENTENCE_ENDS:
                carried = False
            kinds = {w.kind for w in clause}
            said = "plan" in kinds or i in by_year
            carried = said or (carried and "done" not in kinds)
            self._planned.append(carried)

    def around(self, figure: Figure) -> tuple[list[_Word], bool]:
        i = bisect_right(self._ends, figure.start)
        return self._words[i], self._planned[i]


def _placed(text: str, figure: Figure, clauses: _Clauses) -> Figure:
    words, planned = clauses.around(figure)
    rules = list(figure.rules)
    nearest = [w for w in words if w.end <= figure.start]
    direction, base = figure.direction, figure.base
    if figure.dimension not in ("date", "period", "plan", "ordinal"):
        direction = direction or _direction(text, figure, nearest)
        base = _base(figure, nearest, words) if direction or figure.dimension in _RATES else None
    if base:
        rules.append("N11")
    if figure.dimension in ("money", "per-area-money") and any(
            (w.kind == "money" or w.name == "money") and figure.start - w.end <= 8 for w in nearest):
        rules.append("M4")
    if figure.dimension == "money" and text[:figure.start].endswith(("约合", "折合", "合", "（约", "(约", "（约合")):
        rules.append("M3")
    if planned:
        rules.append("D6")
    stage = min((w for w in words if w.kind == "stage"), key=lambda w: (abs(w.start - figure.start)), default=None)
    if stage:
        rules.append("D7")
    if not (direction or base or planned or stage or len(rules) > len(figure.rules)):
        return figure
    return replace(figure, direction=direction, base=base, modality="planned" if planned else None, stage=stage.name if stage else None,
                   rules=tuple(dict.fromkeys(rules)))


def _direction(text: str, figure: Figure, before: Sequence[_Word]) -> str | None:
    is_rate = figure.dimension in _RATES
    found = [w for w in before if w.kind in ("up", "down")]
    if is_rate and (match := _AFTER_RATE.match(text, figure.end)):
        return _KINDS[match["word"]][1]
    if not found:
        return None
    near = found[-1]
    reach = _REACH if is_rate and near.end - near.start > 1 else 2
    return near.name if figure.start - near.end <= reach else None


def _base(figure: Figure, before: Sequence[_Word], words: Sequence[_Word]) -> str | None:
    found = [w for w in before if w.kind == "base"] or [w for w in words if w.kind == "base" and w.start - figure.end <= 4]
    return found[-1].name if found else None
