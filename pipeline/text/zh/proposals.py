"""Names that no list holds, made English by rule for an editor to confirm: people (B3), companies (B4), zones (P8).

A name is proposed only where its place in the sentence says that it is one: a person beside a post, a company before
its legal form, a zone before its kind. What is doubtful is left to the model. Same Chinese, same English, in every run.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from pipeline.text.zh.bodies import ZONES
from pipeline.text.zh.names import romanise_person, romanise_place
from pipeline.text.zh.segmenter import Segmenter
from pipeline.text.zh.surnames import COMMON, COMPOUND_SURNAMES, SURNAMES
from pipeline.text.zh.trades import FORMS, TRADES
from pipeline.text.zh.words import longest_first, words

# (start, end, English, category, style rule)
Proposal = tuple[int, int, str, str, str]
# The English of a place that stands at an offset, and where it ends; None if none does.
PlaceAt = Callable[[int], tuple[int, str] | None]

_POSTS = words("""
    书记 省长 市长 县长 区长 州长 镇长 乡长 局长 厅长 部长 司长 处长 署长 行长 院长 校长 所长 会长 董事长 理事长 秘书长
    厂长 站长 社长 台长
    主任 主席 总经理 总裁 总监 经理 总工程师 工程师 院士 教授 研究员 常委 委员 负责人 创始人 首席科学家
    合伙人 发言人 专员 记者 代表
    主持人 执行董事""")
_AFTER_POST = re.compile(rf"(?:{'|'.join(longest_first(_POSTS))})(?=[\u4e00-\u9fff])")
_BEFORE_TITLE = re.compile(
    r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{2,4}?)(?=(?:先生|女士|院士|教授|博士|书记|市长|局长|主任|董事长|总经理|总裁)"
    r"(?:[^\u4e00-\u9fff]|表示|介绍|说|指出|告诉|认为))")
# Characters that do not begin or end a given name, but often follow one.
_NEVER = frozenset(
    "在和与及的了是为对等将就从到向率赴说也还都被把让要已并或给这那他她我们者会所以及其之于个名位等至由同")
_NOT_LAST = _NEVER | frozenset(
    "表介指主出参致作一带讲发宣先女陪有调听实深前来去走看进现曾正当认告接透上下后则中今日月年")
_PAUSES = ("、", "，", "。", ",")
_LOANED = frozenset("斯科克尔特蒙德托波瓦维奇曼姆顿格夫森罗奥普策卡布鲁勒洛诺迪蒂伯莱姆茨")
_FOREIGN = re.compile(
    "国(?!务|家|资|有|企|内|际|网|电|药|投|泰|信)|香港|澳门|台湾|台北|特区|金管局|韩|朝鲜|越共|老挝|缅甸|日本|印度|新加坡|俄罗斯|越南|加拿大|澳大利亚|意大利|瑞士|西班牙")

_FORM = re.compile("|".join(re.escape(f) for f in longest_first(set(FORMS))))
_NOT_IN_COMPANY = re.compile(r"[^\u4e00-\u9fff()A-Za-z0-9]")
_STOPS = frozenset(words("""
    与 和 由 在 对 及 是 为 向 被 以 至 了 等 的 将 从 到 于 据 即 该 各 其 并 或 让 给 把 因 经 请 随 又 也 都 企业
    公司 签约 引进 来自 位于
    投资 建设 成立 组建 联合 携手 落户 入驻 注册 设立 收购 控股 参股 旗下 包括 例如 如 其中 走进 来到 考察 调研 参观
    拜访 以及 项目 记者 家 个
    一家 名 同 跟 有 按 使 使得 支持 帮助 推动 通过 针对 依托"""))

_ZONE = re.compile("|".join(longest_first({z for z in ZONES if len(z) > 2} | {"新区"})))
_STEM = re.compile(r"[\u4e00-\u9fff]{2,3}$")
_NOT_IN_STEM = frozenset(
    "的了在和与及是为对等将就从到向各新老大小多个全本该国省市县区州级类型高中低一二三四五六七八九十两双其以")


def proposed(text: str, segmenter: Segmenter, place_at: PlaceAt) -> Iterator[Proposal]:
    """The names in `text` that a rule can read; they may overlap, and may hold places of a list."""
    yield from _people(text, segmenter)
    yield from _companies(text, segmenter, place_at)
    yield from _zones(text, segmenter)


def _people(text: str, segmenter: Segmenter) -> Iterator[Proposal]:
    for post in _AFTER_POST.finditer(text):
        start = post.end()
        if not segmenter.boundary(text, start) or _FOREIGN.search(text, max(start - 14, 0), start):
            continue
        if end := _name_end(text, start, segmenter):
            yield from _person(text, start, end)
    for title in _BEFORE_TITLE.finditer(text):
        start, end = title.span(1)
        foreign = _LOANED.issuperset(title[1][1:]) or _FOREIGN.search(text, max(start - 14, 0), start)
        if _is_surnamed(text, start) and not foreign and not segmenter.known(title[1]) and end - start < 4:
            yield from _person(text, start, end)


def _person(text: str, start: int, end: int) -> Iterator[Proposal]:
    if en := romanise_person(text[start:end]):
        yield start, end, en, "person", "B3"


def _is_surnamed(text: str, start: int) -> bool:
    return text[start:start + 2] in COMPOUND_SURNAMES or text[start:start + 1] in SURNAMES


def _name_end(text: str, start: int, segmenter: Segmenter) -> int | None:
    """Where the personal name at `start` ends, None if none begins there."""
    if not _is_surnamed(text, start):
        return None
    family = 2 if text[start:start + 2] in COMPOUND_SURNAMES else 1
    given = text[start + family:start + family + 2]
    if not given or not _han(given[0]) or given[0] in _NEVER or "." in text[start + family:start + 4]:
        return None
    at = start + family
    last = given[1:] not in _NOT_LAST or (given[1:] == "和" and text[at + 2:at + 3] in _PAUSES)
    two = len(given) == 2 and _han(given[1]) and last and _ends(text, at + 2, segmenter)
    # Of two readings the longer (杜小刚|强调, not 杜小|刚强), unless a word follows the shorter alone (王斌|近日).
    if two and not (segmenter.known(given) or _word(text, at + 2, segmenter)) and _word(text, at + 1, segmenter):
        two = False
    end = start + family + (2 if two else 1)
    name = text[start:end]
    if (two and _LOANED.issuperset(name[family:])) or (end - start == 2 and segmenter.known(name)):
        return None
    common, word = text[start] in COMMON and family == 1, segmenter.known(text[start:start + 2])
    if (common or word) and (end - start == 2 or segmenter.known(name)):
        return None
    if text[start] in "于时解应成向" and (word or segmenter.known(name[1:])):          # 于周六, 解职而, 时激动
        return None
    return end if _ends(text, end, segmenter) else None


def _ends(text: str, end: int, segmenter: Segmenter) -> bool:
    """Whether a name may end there: at a mark, a function word, or the beginning of another word."""
    after = text[end:end + 1]
    return not _han(after) or after in _NOT_LAST or _word(text, end, segmenter)


def _word(text: str, start: int, segmenter: Segmenter) -> bool:
    """Whether a known word of two characters stands at `start`."""
    return len(text) >= start + 2 and segmenter.known(text[start:start + 2])


def _companies(text: str, segmenter: Segmenter, place_at: PlaceAt) -> Iterator[Proposal]:
    for form in _FORM.finditer(text):
        found = _company(text, form.start(), segmenter, place_at)
        if found is not None and text[found[0] - 1:found[0]] != "及":      # 香港交易及结算所: half a name
            start, name = found
            yield start, form.end(), f"{name} {FORMS[form[0]]}".strip(), "company", "B4"


def _company(text: str, end: int, segmenter: Segmenter, place_at: PlaceAt) -> tuple[int, str] | None:
    """Where the name of a company that ends before its form at `end` begins, and its English but for the form."""
    low = max(end - 24, 0)
    for mark in _NOT_IN_COMPANY.finditer(text, low, end):
        low = mark.end()
    start, tokens = end, segmenter.words(text, low, end)
    while tokens and tokens[-1] not in _STOPS:
        start -= len(tokens.pop())
    for at in (a for a in range(start, end) if place_at(a)):    # a place begins many a name: 引进山东...
        if segmenter.boundary(text, at) and (name := _parsed(text, at, end, segmenter, place_at)):
            return at, name
    name = _parsed(text, start, end, segmenter, place_at)
    return (start, name) if name else None


def _parsed(text: str, start: int, end: int, segmenter: Segmenter, place_at: PlaceAt) -> str | None:
    parts, at = list[str](), start
    while (place := place_at(at)) and place[0] < end and len(parts) < 2:
        at, english = place
        parts.append(english.removesuffix(" Province"))
    in_brackets = re.match(r"\(([\u4e00-\u9fff]{2,4})\)", text[at:end])
    trades, rest = list[str](), text[at:end]
    while trade := next((t for t in _TRADES if rest.endswith(t) and _leaves(len(rest) - len(t), parts)), ""):
        trades.insert(0, TRADES[trade])
        rest = rest[:-len(trade)]
    if not rest and parts and trades:                           # 山西焦煤集团: named after its place
        return " ".join([*parts, *filter(None, trades)])
    if in_brackets or not 2 <= len(rest) <= 4 or not all(map(_han, rest)) or rest in TRADES:
        return None
    pairs = (rest[i:i + 2] for i in range(len(rest) - 1))
    if (not parts and any(map(segmenter.known, (rest, *pairs)))) or _NOT_IN_STEM.intersection(rest[:3]) - set("大新"):
        return None                                             # 上市集团, 现代教育集团: no name, or one of its own
    if len(rest) == 4 and (segmenter.known(rest[:2]) or segmenter.known(rest[2:])):
        return None                                             # 发挥娲石: a verb is in it
    parts.append(romanise_place(rest) if len(rest) < 4 else romanise_place(rest[:2]) + romanise_place(rest[2:]).lower())
    return " ".join([*parts, *filter(None, trades)])


def _leaves(characters: int, places: Sequence[str]) -> bool:
    return characters >= 2 or (characters == 0 and bool(places))


_TRADES = tuple(longest_first(set(TRADES)))


def _zones(text: str, segmenter: Segmenter) -> Iterator[Proposal]:
    for zone in _ZONE.finditer(text):
        stem = _STEM.search(text, max(zone.start() - 3, 0), zone.start())
        for length in (3, 2) if stem and len(stem[0]) == 3 else (2,) if stem else ():
            start = zone.start() - length
            name = text[start:zone.start()]
            if _unknown(name, segmenter) and _stands_apart(text, start, segmenter):
                yield start, zone.end(), romanise_place(name) + " " + ZONES[zone[0]], "zone", "P8"
                break


def _unknown(name: str, segmenter: Segmenter) -> bool:
    pairs = (name[i:i + 2] for i in range(len(name) - 1))
    return not _NOT_IN_STEM.intersection(name) and not any(map(segmenter.known, (name, *pairs)))


def _stands_apart(text: str, start: int, segmenter: Segmenter) -> bool:
    """Whether something ends right before `start`: a mark, a function word, a known name of two characters or more."""
    before = text[start - 1:start]
    return (not before or not _han(before) or before in "的了在和与及是为对将从到向于"
            or any(segmenter.known(text[start - n:start]) for n in (2, 3, 4) if start >= n))


def _han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"
