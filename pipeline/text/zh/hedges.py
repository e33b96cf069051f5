"""Hedges and bounds around a number: 约, 近, 超过, 300余家, 5000万元以上 (style rules N7, N8)."""

# Words before a number, and whether they are part of the figure; a verb (约占, 约为) stays in the sentence.
_BEFORE: dict[str, tuple[str, bool]] = {
    word: (hedge, True) for hedge, words in {
        "at-least": "不低于 不少于 不小于 不得低于 不得少于 至少 最少 起码 最低",
        "at-most": "不超过 不得超过 不高于 不多于 不大于 不得高于 最多 至多 最高",
        "less-than": "不足 不到 不满 未满 未达 低于 少于 小于",
        "more-than": "超过 超过了 突破 突破了 高于 多于 大于 超 逾 超出 不止 不只 远超 已超",
        "nearly": "将近 接近 近 逼近 几近 几乎",
        "about": "大约 约 大概 估计约 差不多 大致",
    }.items() for word in words.split()
} | {word: ("about", False) for word in "约为 约占 约有 约达 约合 约是 约需 约在 大约有 大约为".split()}
# 上百, 过百, 破百亿: only before a magnitude that has no digit.
_BEFORE_BARE = {"上": "more-than", "过": "more-than", "破": "more-than", "达": "", "成": "more-than"}
_NOT_HEDGE_AFTER = {
    "约": "节签合预条公履违制契邀特誓盟纽相", "近": "最附临邻靠新远亲", "超": "赶反英中", "最高": "创历史", "最低": "创", "突破": "", "小于": "", "低于": "", "逾": "",
    "大约": "", "接近": "", "不到": "找看达", "最多": "",
}
_AFTER: dict[str, tuple[str, str]] = {
    "左右": ("about", "N7"), "上下": ("about", "N7"), "前后": ("about", "N7"), "开外": ("more-than", "N7"),
    "以上": ("at-least", "N8"), "及以上": ("at-least", "N8"), "或以上": ("at-least", "N8"), "(含)以上": ("at-least", "N8"), "（含）以上": ("at-least", "N8"),
    "以下": ("at-most", "N8"), "及以下": ("at-most", "N8"), "(含)以下": ("at-most", "N8"), "（含）以下": ("at-most", "N8"), "以内": ("at-most", "N8"), "之内": ("at-most", "N8"),
    "以外": ("more-than", "N8"), "之多": ("", ""), "有余": ("more-than", "N7"), "出头": ("more-than", "N7"), "挂零": ("more-than", "N7"),
}
_BOUNDS = ("不满", "未满", "超过", "超过了", "不低于", "不少于", "不超过", "不得超过", "不得低于", "至少", "最多")
# 近三年来: the last three years, not nearly three.
_RECENT = ("来", "间", "内", "里", "以来", "中", "，", "的")


def hedge_before(text: str, start: int, bare: bool) -> tuple[str, str, int]:
    """Hedge, rule and where the figure begins with it; ("", "", start) where there is none."""
    if bare and (hedge := _BEFORE_BARE.get(text[start - 1:start])) is not None and not text.startswith("突", start - 2):
        return hedge, "N7" if hedge else "", start - 1 if hedge else start
    at = start - 1 if text[start - 1:start] == " " else start
    for length in (5, 4, 3, 2, 1):
        word = text[at - length:at] if at >= length else ""
        if (found := _BEFORE.get(word)) and text[at - length - 1:at - length] not in _stops(word):
            return found[0], "N8" if word in _BOUNDS else "N7", at - length if found[1] else start
    return "", "", start


def _stops(word: str) -> tuple[str, ...]:
    return tuple(_NOT_HEDGE_AFTER.get(word, ""))


def hedge_after(text: str, end: int) -> tuple[str, str, int]:
    """Hedge, rule and where the figure ends with it; ("", "", end) where there is none."""
    for length in (5, 4, 3, 2):
        if found := _AFTER.get(text[end:end + length]):
            return (*found, end + length)
    return "", "", end


def is_recent(text: str, start: int, end: int) -> bool:
    """Whether the 近 at `start` before a duration that ends at `end` means the last years."""
    return text.startswith("近", start) and (text.startswith(_RECENT, end) or text[start - 1:start] in "，。；,;、“" or start == 0)
