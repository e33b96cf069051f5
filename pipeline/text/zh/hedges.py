"""Hedges and bounds around a number: 约, 近, 超过, 300余家, 5000万元以上 (style rules N7, N8)."""

import re

from pipeline.text.figure import Figure
from pipeline.text.zh.words import longest_first, words

_HEDGES = {
    "at-least": words("不低于 不少于 不小于 不得低于 不得少于 至少 最少 起码 最低"),
    "at-most": words("""
最高不超过 最多不超过 最长不超过 最高不得超过 不超过 不得超过 不高于 不多于 不大于 不得高于 最多 至多 最高
"""),
    "less-than": words("跌破 不足 不到 不满 未满 未达 低于 少于 小于"),
    "more-than": words("升破 涨破 首破 超过 超过了 突破 突破了 高于 多于 大于 超 逾 超出 不止 不只 远超 已超"),
    "nearly": words("将近 接近 近 逼近 贴近 几近 几乎"),
    "about": words("大约 约 大概 估计约 差不多 大致"),
}
_BEFORE = {word: hedge for hedge, listed in _HEDGES.items() for word in listed}
# With a verb in them: they hedge, and stay in the sentence.
_VERBS = words("""
几乎增加了 几乎下降了 几乎增长了 大约占 大概有 约仅剩 约剩 约仅
约为 约占 约有 约达 约合 约是 约需 约在 大约有 大约为
""")
# 上百, 过百, 破百亿: only before a magnitude that has no digit.
_BEFORE_BARE = ("上", "过", "破")
_REACHED = tuple("突迈登站跃踏跨冲赶爬走超")    # 迈上万亿台阶: it is reached, not passed; 超过 is a word
# 最高奖励500万元, 最多可达: a ceiling, whose words stay in the sentence.
_CEILED = words("""
可 可能 能 领 领取 停留 申请 享受 给予 奖励 补贴 补助 资助 支持 授信 达 达到 得到 得 获 获得 发放
""")
# 至少已有28个, 大约相当于25万: the verb stands between the hedge and its number.
_LOOSE_VERBS = words("""
有 要 需 需要 是 为 达 达到 缴纳 提供 支付 投入 投资 相当于 保证 剩 占 帮助 还有 增加 减少 延长 保留 建成 引进 新增
完成 实现 拥有 持有 配备 设
""")
# 最高可达, 至少已有, 约占税目总数的.
_APART = re.compile(
    f"最[高多长](?P<ceiling>(?:{'|'.join(_CEILED)})+)$|约占(?P<share>[^，。；、,\\d近超约至]{{0,11}})的$"
    f"|(?P<loose>至少|最少|起码|大约|大概|差不多)[已可以将能应须会]{{0,3}}(?:{'|'.join(_LOOSE_VERBS)})$")
_LONGEST_APART = 14
# After one of these characters the word is the end of another: 节约, 签约, 最近, 赶超.
_NOT_AFTER = {
    "约": tuple("节签合预条公履违制契邀特誓盟纽相"), "近": tuple("最附临邻靠新远亲"), "超": tuple("赶反英中"),
    "不到": tuple("找看达"), "最高": tuple("史"),
}
_AFTER = {
    **dict.fromkeys(("左右", "上下", "前后"), ("about", "N7")),
    **dict.fromkeys(("开外", "有余", "出头", "挂零"), ("more-than", "N7")),
    **dict.fromkeys((
        "以上", "及以上", "或以上", "及其以上", "(含)以上", "（含）以上", "或更多", "甚至更多", "或更高", "或更大"),
        ("at-least", "N8")),
    **dict.fromkeys((
        "以下", "及以下", "或以下", "及其以下", "(含)以下", "（含）以下", "以内", "之内", "或更少", "或更低"),
        ("at-most", "N8")),
    "以外": ("more-than", "N8"), "之多": ("", ""),
}
# Before one of these the word is the beginning of another: 上下游, 左右手, 前后端.
_NOT_BEFORE = {"上下": tuple("游级班学功文行车空层"), "左右": tuple("手岸两侧"), "前后": tuple("端任两院脚")}
_LONGEST_BEFORE, _LONGEST_AFTER = 5, 5
# The characters with which hedges before a number end, and those after it begin: most numbers have none beside them.
_BY_LAST = {last: tuple(word for word in longest_first({*_BEFORE, *_VERBS}) if word[-1] == last)
            for last in {word[-1] for word in (*_BEFORE, *_VERBS)}}
_APART_END = frozenset(word[-1] for word in (*_CEILED, *_LOOSE_VERBS, "的"))
AFTER_BEGINS = frozenset(word[0] for word in _AFTER).union("+")
# 1000+场景, 500家+, 50%+; not 5+1 or 3+N.
_PLUS = re.compile(r"\d[\d一-鿿%]\+(?![\dA-Za-z“”\"+])")
# 1000万元（含1000万元）以上
_BRACKETS, _WITHIN = frozenset("(（"), re.compile("[（(](?:含|包括)[^（()）]{1,12}[)）](?P<bound>及?以[上下内])")
HEDGES_END = _APART_END.union(_BY_LAST, _BEFORE_BARE)
# 不会突破3%, 尚未超过: at most; 从未低于: at least.
_NEGATED = {"more-than": "at-most", "less-than": "at-least"}
_NOT = re.compile(r"(?:不会|没有|未能|尚未|从未|仍未|并未|不能|不可|不应|不再|没|未|不)$")
# Bounds in the language of law, which say whether the number itself is in.
_BOUNDS = frozenset(words("不满 未满 超过 超过了 不低于 不少于 不超过 不得超过 不得低于 至少 最多"))
# 近三年来: the last three years, not nearly three.
_RECENT = words("来 间 内 里 以来 中 ， 的")
_CLAUSE_OPENS = ("", *"，。；,;、“")


# 突破两大片区 breaks new ground in two areas; 突破2000亿元 passes an amount.
_THINGS = frozenset(few + thing for few in "一二两三四五六七八九十" for thing in "大个项类点")


def hedge_before(text: str, start: int, bare: bool) -> tuple[str, str, int]:
    """Hedge, rule and where the figure begins with it; ("", "", start) where there is none.

    `bare` says that the number has no digit of its own (百亿).
    """
    at, last = start, text[start - 1:start]
    if bare and last in _BEFORE_BARE and text[start - 2:start - 1] not in _REACHED:
        return "more-than", "N7", start - 1
    if last == " ":
        at, last = start - 1, text[start - 2:start - 1]
    if last in _APART_END and (apart := _APART.search(text, at - _LONGEST_APART, at)):
        return "at-most" if apart["ceiling"] else _BEFORE[apart["loose"] or "约"], "N7", start
    for word in _BY_LAST.get(last, ()):
        if not text.endswith(word, 0, at):
            continue
        length = len(word)
        if text[start:start + 2] in _THINGS and "突破" in text[max(0, at - _LONGEST_BEFORE):at]:
            break
        if word in _VERBS:
            return "nearly" if word.startswith("几乎") else "about", "N7", start
        if (hedge := _BEFORE.get(word)) and text[at - length - 1:at - length] not in _NOT_AFTER.get(word, ()):
            if hedge in _NEGATED and (negation := _NOT.search(text, at - length - 3, at - length)):
                return _NEGATED[hedge], "N8", negation.start()
            return hedge, "N8" if word in _BOUNDS else "N7", at - length
    return "", "", start


def hedge_after(text: str, end: int) -> tuple[str, str, int]:
    """Hedge, rule and where the figure ends with it; ("", "", end) where there is none."""
    following = text[end:end + 1]
    if following not in AFTER_BEGINS:
        return "", "", end
    if following == "+":
        return ("more-than", "N7", end + 1) if _PLUS.match(text, end - 2) else ("", "", end)
    if following in _BRACKETS and (within := _WITHIN.match(text, end)):
        return (*_AFTER[within["bound"]], within.end())
    for length in range(_LONGEST_AFTER, 1, -1):
        word = text[end:end + length]
        if (found := _AFTER.get(word)) and text[end + length:end + length + 1] not in _NOT_BEFORE.get(word, ()):
            return (*found, end + len(word))
    return "", "", end


def is_recent(text: str, start: int, end: int) -> bool:
    """Whether the 近 at `start` before a duration that ends at `end` means the last years."""
    opens = text[start - 1:start] in _CLAUSE_OPENS if start else True
    return text.startswith("近", start) and (opens or text.startswith(_RECENT, end))


def widened(text: str, figure: Figure) -> Figure:
    """`figure` with the hedges before and after it, and its text."""
    before, rule, start = hedge_before(text, figure.start, False)
    after, after_rule, end = hedge_after(text, figure.end)
    rules = tuple(r for r in (*figure.rules, rule or after_rule) if r)
    return figure._replace(start=start, end=end, text=text[start:end], hedge=before or figure.hedge or after or None,
                           rules=rules)
