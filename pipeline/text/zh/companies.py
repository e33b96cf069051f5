"""The English of a company that no list holds, made by rule from the parts of its name (style rule B4).

A name is read as place, brand or name of its own, place, trade, legal form: 北京 京东 世纪 贸易 有限公司. A brand
that a list knows keeps its own English (Beijing JD.com Century Trading Co., Ltd.), any other name is romanised.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from pipeline.text.zh.names import romanise_place
from pipeline.text.zh.segmenter import Boundaries
from pipeline.text.zh.trades import BRANCHES, FORMS, TRADES
from pipeline.text.zh.words import longest_first, words

LEGAL: Mapping[str, str] = {**FORMS, **BRANCHES}
FORM = re.compile("|".join(re.escape(f) for f in longest_first(set(LEGAL))))
_LONGEST_TRADE = max(map(len, TRADES))
_NOT_IN_COMPANY = re.compile(r"[^\u4e00-\u9fff()A-Za-z0-9-]")
_STOPS = frozenset(words("""
    与 和 由 在 对 及 是 为 向 被 以 至 了 等 的 将 从 到 于 据 即 该 各 其 并 或 让 给 把 因 经 请 随 又 也 都 企业
    公司 签约 引进 来自 位于
    投资 建设 成立 组建 联合 携手 落户 入驻 注册 设立 收购 控股 参股 旗下 包括 例如 如 其中 走进 来到 考察 调研 参观
    拜访 以及 项目 记者 家 个
    一家 名 同 跟 有 按 使 使得 支持 帮助 推动 通过 针对 依托"""))
# The longest name that is looked for before a form, and how far around a form anything tells of it.
_LONGEST, _AROUND = 24, 64
# The longest name of its own, without trades.
_LONGEST_OWN = 4
# Characters that a name of its own rarely has.
NOT_IN_STEM = frozenset(
    "的了在和与及是为对等将就从到向各老小多个全本该国省市县区州级类型高中低一二三四五六七八九十两双其以")
_BRACKET = re.compile(r"([^()]*)\(([\u4e00-\u9fff]{2,6})\)([^()]*)")
# What follows where 中国石油, 中国建筑 and their like are no company but the oil or the buildings of China.
_OF_CHINA = re.compile("|".join(words("""
    业 企业 行业 产业 市场 进口 出口 需求 消费 供应 供给 工人 工业 材料 学会 协会 史 大学 教育 技术 艺术 文化 风格 机械
    支付 互联网 设备 运营商 资源 储备 产量 价格 系统 体系 界 师 遗产 物 诈骗 网络诈骗 终端 用户 通信 工程师 设计
    元件 器件 信息 商务 政务 竞技 产品 工程 制造 零部件 品 票 纤维 站 局 网络 首饰""")))
# What stands in brackets in a name beside places.
_INSIDE = {"中国": "China", "集团": "Group", "控股": "Holdings", "国际": "International", "亚太": "Asia Pacific"}


class Names(Protocol):
    """The listed names that stand at an offset of a text: where each ends, and its English."""

    def place(self, start: int) -> tuple[int, str] | None:
        """The longest place."""

    def brands(self, start: int) -> Sequence[tuple[int, str]]:
        """The brands, longest first."""


@dataclass(frozen=True)
class Reader:
    """Reads the companies of one `text`; `names` holds its places and the brands that a list knows."""

    text: str
    begins: Boundaries
    names: Names
    _read: dict[tuple[str, int], tuple[int, str] | None] = field(default_factory=dict)
    _first: dict[int, int] = field(default_factory=dict)

    def companies(self, forms: Iterable[re.Match[str]]) -> Iterator[tuple[int, int, str]]:
        """(start, end, English) of each company that is named with one of the legal `forms` (matches of FORM); they may
        overlap."""
        for form in forms:
            found = self._before(form.start(), form.end())
            if found is not None and self.text[found[0] - 1:found[0]] != "及":      # 香港交易及结算所: half a name
                yield found[0], form.end(), found[1]

    def _before(self, form: int, end: int) -> tuple[int, str] | None:
        """`_ending`, asked once for all forms with the same characters around: a text may repeat itself."""
        first = max(form - _AROUND, 0)
        place = self.text[first:end + _AROUND], form - first
        if place not in self._read:
            found = self._ending(form, end)
            self._read[place] = found and (found[0] - first, found[1])
        told = self._read[place]
        return told and (told[0] + first, told[1])

    def _ending(self, form: int, end: int) -> tuple[int, str] | None:
        """Where the name of a company begins whose legal form stands from `form` to `end`, and its English."""
        low = max(form - _LONGEST, 0)
        for mark in _NOT_IN_COMPANY.finditer(self.text, low, form):
            low = mark.end()
        start, in_trade = form, True                # 宝马(中国)投资|有限公司: right before the form it is no verb
        for token in self.begins.words(low, form):
            in_trade = in_trade and token in TRADES
            if token in _STOPS and not in_trade:
                break
            start -= len(token)
        for at in range(start, form):               # a place or a brand begins many a name: 引进山东...
            begins = (self.names.place(at) or self.names.brands(at)) and self.begins[at]
            if begins and (name := self._parsed(at, form, end)):
                return at, name
        name = self._parsed(start, form, end)
        return (start, name) if name else None

    def _parsed(self, start: int, form: int, end: int) -> str | None:
        places, at = self._places(start, form)
        for after, brand in self.names.brands(at):
            if name := self._branded([*places, brand], after, form, end):
                return name
        legal = FORMS.get(self.text[form:end])
        own = self._joined(places, at, form, named=False, placed=bool(places)) if legal else None
        return _called(own, legal) if own and legal else None

    def _branded(self, parts: list[str], at: int, form: int, end: int) -> str | None:
        """The company whose brand, the last of `parts`, ends at `at`."""
        if at > form:                                           # 京东方科技集团|股份有限公司
            legal = FORMS.get(self.text[at:end])
            return _called(" ".join(parts), legal) if legal else None
        branch = self.text[form:end] in BRANCHES
        if branch and (first := FORM.match(self.text, at, form)):
            at = first.end()                                    # 中国银行股份有限公司德州分行
        places, at = self._places(at, form)
        name = self._joined(parts + places, at, form, named=not branch or bool(places), placed=bool(places))
        return _called(name, LEGAL[self.text[form:end]]) if name else None

    def _joined(self, parts: list[str], start: int, end: int, named: bool, placed: bool) -> str | None:
        """`parts` and the English of what follows them up to `end`; `named` tells whether they make a name alone,
        `placed` whether a place is the last of them."""
        rest = self.text[start:end]
        if "(" not in rest and ")" not in rest:
            if start < self._earliest(end):
                return None
            own = self._own(rest, parts, named, placed)
            return None if own is None else " ".join(parts + own)
        bracket = _BRACKET.fullmatch(rest)
        inside = bracket and self._inside(start + bracket.start(2), bracket[2])
        if not bracket or not inside or not (named or bracket[1]):
            return None
        own, trades = self._own(bracket[1], parts, named, placed), self._own(bracket[3], [inside], True, False)
        return None if own is None or trades is None else " ".join([*parts, *own, f"({inside})", *trades])

    def _earliest(self, form: int) -> int:
        """The first offset at which a name of its own may begin whose form stands at `form`: between the two there are
        its few characters and trades."""
        if form not in self._first:
            text, at = self.text, form
            while trade := next((n for n in range(min(_LONGEST_TRADE, at), 0, -1) if text[at - n:at] in TRADES), 0):
                at -= trade
            self._first[form] = at - _LONGEST_OWN
        return self._first[form]

    def _own(self, rest: str, parts: list[str], named: bool, placed: bool) -> list[str] | None:
        """The name of its own and the trades that `rest` holds, None where it holds anything else."""
        trades: list[str] = []
        while trade := next((t for n in range(_LONGEST_TRADE, 0, -1) if (t := rest[-n:]) in TRADES
                             and self._leaves(len(rest) - len(t), parts)), ""):
            trades.insert(0, TRADES[trade])
            rest = rest[:-len(trade)]
        trades = [t for t in trades if t]
        if not rest:                                            # 山西焦煤集团: named after its place
            return trades if named or (parts and trades) else None
        if not self._is_name(rest, placed):
            return None
        four = romanise_place(rest[:2]) + romanise_place(rest[2:]).lower() if len(rest) == 4 else romanise_place(rest)
        return [four, *trades]

    def _is_name(self, stem: str, placed: bool) -> bool:
        """Whether `stem` can be a name of its own; after a place it may be an ordinary word, too."""
        known = self.begins.known
        if not 2 <= len(stem) <= _LONGEST_OWN or not all(map(han, stem)) or stem in TRADES:
            return False
        if NOT_IN_STEM.intersection(stem[:3]) - set("大新三四九" if placed else "大新"):
            return False                                        # 上市集团, but 青岛四方
        if not placed and any(known(stem[i:i + n]) for n in (2, len(stem)) for i in range(len(stem) - n + 1)):
            return False                                        # 现代教育集团
        return len(stem) < 4 or not (known(stem[:2]) or known(stem[2:]))        # 发挥娲石: a verb is in it

    @staticmethod
    def _leaves(characters: int, parts: list[str]) -> bool:
        return characters >= 2 or (characters == 0 and bool(parts))

    def _inside(self, start: int, zh: str) -> str | None:
        place = self.names.place(start)
        return place[1] if place and place[0] == start + len(zh) else _INSIDE.get(zh)

    def _places(self, at: int, end: int) -> tuple[list[str], int]:
        """The English of up to two places that follow one another from `at`, and where they end."""
        parts: list[str] = []
        while len(parts) < 2 and (place := self.names.place(at)) and place[0] <= end:
            if any(after > place[0] for after, _ in self.names.brands(at)):
                break                                           # 青岛啤酒
            at = place[0]
            parts.append(place[1].removesuffix(" Province"))
        return parts, at


def _called(name: str, legal: str) -> str:
    """The name with its legal form; one that is a Group already is it once."""
    return f"{name.removesuffix(' Group') if legal.startswith('Group') else name} {legal}"


# Characters that write the sounds of foreign names.
LOANED = frozenset("斯科克尔特蒙德托波瓦维奇曼姆顿格夫森罗奥普策卡布鲁勒洛诺迪蒂伯莱姆茨")
_AFTER_DOT = re.compile("[\u4e00-\u9fff][.][\u4e00-\u9fff]{0,4}$")


def in_foreign_name(text: str, start: int, end: int, known: Callable[[str], bool]) -> bool:
    """Whether what stands at [start, end) is only a part of a foreigner's name or of a foreign word: 强尼·英|格力,
    施耐德|曼, 伊利|里亚."""
    if text[end:end + 1] == "." and han(text[end + 1:end + 2] or " "):
        return True
    if _AFTER_DOT.search(text, max(start - 6, 0), start):
        return True
    return (text[end:end + 1] in LOANED or text.startswith("里亚", end)) and not known(text[end:end + 2])


def of_china(zh: str, text: str, end: int) -> bool:
    """Whether `zh`, which ends at `end`, is a thing of China's there and no company (中国银行业, 中国石油进口)."""
    return zh.startswith("中国") and len(zh) == 4 and _OF_CHINA.match(text, end) is not None


def han(char: str) -> bool:
    """Whether `char` is a Chinese character."""
    return "\u3400" <= char <= "\u9fff"
