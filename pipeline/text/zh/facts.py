"""Whether a Chinese sentence states a figure as a fact (style rule D6).

Chinese often leaves tense unsaid; a sentence with no word of what is open, may, must or is to come states a fact.
"""

import re
from functools import lru_cache

from pipeline.text.figure import Figure

# Each word with what it is not: 会 in 社会, 要 in 主要. Every branch begins with a character, and what must stand
# before it is asked after it: a search goes from one possible first character to the next.
_OPEN = re.compile(
    r"将(?!近)|拟(?!态)|计划|规划|预计|预测|预期|预估|预料|力争|争取|目标|有望|打造|争创|估计|推算|意向|希望|打算|即将|未来|今后"
    r"|提出|建议|或将|或达|或成|或于|可以|可能|可望|可达|可实|可获|可得|可供|可使|可带|可新|可年|才可|方可|即可|能够|才能"
    r"|能否|会(?:(?<![社机协大委商展盛宴工学奥峰博晚年董股监常理组论布两议省市交洽进广消服例早聚集庙]会)|(?<=[今明后]年会))(?![议见员谈展上场晤长])"
    r"|若(?!干)|如果|假如|如期|应当|应该|应于|应在"
    r"|要(?<![主重紧首]要)(?!素|求|闻|点)|还需|仍需|须|不得|禁止|期限|起(?<=[日月年期）) ]起)|年内|明年|后年"
    r"|投运后|运营后|投用后|运行后|并网后|发电后|给予|奖励|补[贴助偿]|资助|扶持|减免|免征|享受|接下来|下[月周年]|下一?步|本次|本届|为期|草案|料将|均料|至20[2-9]\d|到20[2-9]\d|我愿|们愿"
    r"|完成(?<=内完成)|建成(?<=内建成)|投产(?<=内投产)")
# What is done, in the clause itself; it outweighs a plan in the clause before.
_DONE = re.compile(r"实现|完成|已(?!知)|了(?!解)|同比|环比|共计|成功|累计|曾(?!祖)|获得|截至|目前|去年|昨[天日]|上年")
# A plan as a thing (「培育计划」下, 实现目标的) plans no figure; these words do.
_NOUN = re.compile(r"(?:计划|规划|预期|目标|预算)(?=[」”》』）)\]、，,。；;：:的下书中和与及等\s]|$)")
_PLAN = re.compile(
    r"将|拟|计划|规划|预计|预测|预期|预估|有望|力争|争取|目标|确保|打算|瞄准|筹建|筹划|设想|待建|建成?[产成]?后|投成?[产成]?后|达成?[产成]?后|全部达产|到“?(?:20|十)|至“?(?:20|十)|谋划")
# 将 before a verb tells the future; before a noun it marks an object (将项目列为重点), which plans nothing.
_VERBS = (
    "自 于 在(?!建) 会 再 可 要 从 与 按 以 不 每 达 超 为(?!了) 是 有 使 升 降(?!水) 增 减 涨 缩 创 供 占 被 受",
    "用 拨 裁 免 缴 花 售 跌 获 继续 陆续 逐步 全面 进一步 直接 同时 联合 包含 包括 稀释 安排 鼓励 下调 上调 提高",
    "提升 扩大 延长 恢复 启动 启用 开始 开通 开放 举办 举行 召开 建成 建设 新建 打造 形成 实现 完成 投入 投资",
    "投产 引进 带动 带来 创造 吸引 覆盖 容纳 拥有 收购 收取 征收 发行 发送 发放 推出 推动 推进 支持 支付 提供",
    "采购 购买 生产 供应 加大 加快 加强 迎来 进行 进入 成为 突破 排名 保持 维持 影响 得到 享受 出台 实施 施行",
    "执行 生效 设立 成立 组建 改造 升级 上市 上线 参加 参展 前往 签署 签订 合作 筹集 募集 拿出 斥资 耗资 动工",
    "开工 竣工 交付 运营 运行 关闭 淘汰 取消 出售 出口 进口 出租 转让 回升 回落 上升 上涨 下降 下跌 放缓",
)
_WILL = re.compile(f"将(?:{'|'.join(' '.join(_VERBS).split())})")
# A date is planned by the word before it: 计划2026年6月, 将于11月7日, 预计今年10月.
_DATE_AHEAD = re.compile(r"(?:将|拟|计划|预计|预期|力争|争取|有望|确保|即将)(?:[于在到至]|从|自|今年|明年|后年){0,3}$")
_BY_YEAR = re.compile(r"[到至]20\d\d")


def _edges(marks: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What leads up to the last of `marks`, and the next of them."""
    return re.compile(f"(?s:.*)[{marks}]"), re.compile(f"[{marks}]")


_CLAUSE, _SENTENCE = _edges("，,、。！？；;!?\n"), _edges("。！？；;!?\n")
_REACH = 120


def modality(text: str, figure: Figure) -> str | None:
    """planned, fact or None: what `figure` carries, less a plan carried over into a clause of what is done."""
    if figure.dimension in ("date", "period"):
        return "planned" if _DATE_AHEAD.search(text, figure.start - 8, figure.start) else None
    if figure.modality == "planned":
        if not _PLAN.search(_NOUN.sub("", _around(text, figure, _SENTENCE)[0] + figure.text)):
            return None
        clause = "".join(_around(text, figure, _CLAUSE))
        if "已经" in clause:
            clause = _BY_YEAR.sub("", clause)           # 到2023年已经跃升至5.9万亿美元
        return None if _DONE.search(clause) and not _OPEN.search(clause) else "planned"
    if figure.modality is None and "将" in text and _WILL.search(_around(text, figure, _CLAUSE)[0]):
        return "planned"
    return figure.modality or ("fact" if _stated_as_fact(text, figure) or _is_done(text, figure) else None)


def _is_done(text: str, figure: Figure) -> bool:
    """Whether the clause itself says that it is so already, whatever else the sentence is about."""
    if "已经" not in text:
        return False
    clause = "".join(_around(text, figure, _CLAUSE))
    return "已经" in clause and not _is_open(clause)


def _stated_as_fact(text: str, figure: Figure) -> bool:
    """Whether the sentence around `figure` in `text` bears no mark of what is open."""
    if len(text) <= _REACH and not _is_open(text):
        return True
    begin, stop = _bounds(text, figure, _SENTENCE)
    return not _is_open(text[begin:stop])


@lru_cache(maxsize=1024)
def _is_open(sentence: str) -> bool:
    """All figures of a sentence, or of a text, ask for the same."""
    return _OPEN.search(sentence) is not None


def _around(text: str, figure: Figure, edges: tuple[re.Pattern[str], re.Pattern[str]]) -> tuple[str, str]:
    """What stands before and after the figure as far as the `edges`."""
    begin, stop = _bounds(text, figure, edges)
    return text[begin:figure.start], text[figure.end:stop]


def _bounds(text: str, figure: Figure, edges: tuple[re.Pattern[str], re.Pattern[str]]) -> tuple[int, int]:
    """Where what stands around the figure as far as the `edges` begins and stops."""
    start, end = figure.start, figure.end
    before, behind = edges[0].match(text, start - _REACH, start), edges[1].search(text, end, end + _REACH)
    return (before.end() if before else max(0, start - _REACH),
            behind.start() if behind else min(len(text), end + _REACH))
