"""Names that no list holds, made English by rule for an editor to confirm: people (B3), companies (B4), zones (P8).

A name is proposed only where its place in the sentence says that it is one: a person beside a post, a company before
its legal form, a zone before its kind. What is doubtful is left to the model. Same Chinese, same English, in every run.
"""

import re
from collections.abc import Iterator, Sequence

from pipeline.text.lexicon import matches
from pipeline.text.zh.bodies import ZONES
from pipeline.text.zh.companies import FORM, LEGAL, LOANED, NOT_IN_STEM, Names, Reader, han
from pipeline.text.zh.names import romanise_person, romanise_place, romanise_surname
from pipeline.text.zh.segmenter import Boundaries
from pipeline.text.zh.surnames import COMMON, COMPOUND_SURNAMES, SURNAMES
from pipeline.text.zh.words import longest_first, words

# (start, end, English, category, style rule). A zone has no English yet (`zone_in_english`): most are in a list, and
# pypinyin takes a third of a second to load.
Proposal = tuple[int, int, str, str, str]

_POSTS = words("""
    书记 省长 市长 县长 区长 州长 镇长 乡长 局长 厅长 部长 司长 处长 署长 行长 院长 校长 所长 会长 董事长 理事长 秘书长
    厂长 站长 社长 台长
    主任 主席 总经理 总裁 总监 经理 总工程师 工程师 院士 教授 研究员 常委 委员 负责人 创始人 首席科学家
    合伙人 发言人 专员 记者 代表
    主持人 执行董事""")
_AFTER_POST = re.compile(rf"(?:{'|'.join(longest_first(_POSTS))})(?=[\u4e00-\u9fff])")
_TITLES = words("先生 女士 院士 教授 博士 书记 市长 局长 主任 董事长 总经理 总裁")
_TITLE = re.compile(rf"(?:{'|'.join(_TITLES)})(?=[^\u4e00-\u9fff]|表示|介绍|说|指出|告诉|认为)")
_RUN = re.compile(r"[\u4e00-\u9fff]*\Z")
# Somebody called by surname and post: 王市长 is Mayor Wang.
_CALLED = {
    "书记": "Secretary", "副书记": "Deputy Secretary", "省长": "Governor", "副省长": "Vice Governor", "市长": "Mayor",
    "副市长": "Vice Mayor", "县长": "County Head", "区长": "District Head", "厅长": "Director", "局长": "Director",
    "副局长": "Deputy Director", "处长": "Director", "主任": "Director", "副主任": "Deputy Director",
    "部长": "Minister",
    "董事长": "Chairman", "总经理": "General Manager", "经理": "Manager", "总裁": "President", "校长": "President",
    "行长": "President", "会长": "President", "院长": "President", "教授": "Professor", "院士": "Academician",
    "博士": "Dr", "先生": "Mr", "女士": "Ms",
}
# Family names that before a post are rather a verb or another word: 任主任, 连校长, 党书记.
_FAMILY_CALLED = SURNAMES - frozenset("任全连应时解关占支管党原候农初商官席向于与代")
_CALL = re.compile(f"(?:{'|'.join(longest_first(set(_CALLED)))})(?![处江人候群者])")
# A town or village right after a place: 兰山区半程镇.
_TOWN = re.compile("(?:街道办事处|街道|古镇|镇|乡|村)(?![镇乡村上民化级居企庄域])")
_NO_TOWNS = re.compile("[镇乡村街]|重点|中心|特色|美丽|各|所有|全部|小城|建制|示范|经济|工业|旅游|文化|多个|部分|"
                       "[个一二两三四五六七八九十]|农|的|和|与")
# Characters that do not begin or end a given name, but often follow one.
_NEVER = frozenset(
    "在和与及的了是为对等将就从到向率赴说也还都被把让要已并或给这那他她我们者会所以及其之于个名位等至由同")
_NOT_LAST = _NEVER | frozenset(
    "表介指主出参致作一带讲发宣先女陪有调听实深前来去走看进现曾正当认告接透上下后则中今日月年")
_PAUSES = ("、", "，", "。", ",")
_FOREIGN = re.compile(
    "国(?!务|家|资|有|企|内|际|网|电|药|投|泰|信)|民主党(?!派)|共和党|国会|首尔|平昌|东京|曼谷|香港|澳门|台湾|台北|特区|金管局|韩|朝鲜|越共|老挝|缅甸|日本|印度|新加坡|俄罗斯|越南|加拿大|澳大利亚|意大利|瑞士|西班牙")

_ZONES = longest_first({z for z in ZONES if len(z) > 2} | {"新区"})
_ZONE = re.compile("|".join(_ZONES))
_STEM = re.compile(r"[\u4e00-\u9fff]{2,3}$")

# What all names but those of towns are told by; each rule looks around those of its own.
GENERICS = frozenset((*_POSTS, *_TITLES, *_CALLED, *_ZONES, *LEGAL))

# The longest name of a division.
_LONGEST_PLACE = 12


def proposed(begins: Boundaries, names: Names, generics: Sequence[int]) -> Iterator[Proposal]:
    """The names in a text that a rule can read; they may overlap, and may hold the places and brands of `names`.
    GENERICS may stand at `generics`, and nowhere else."""
    text = begins.text
    if generics:
        yield from _people(text, begins, generics)
        for start, end, en in Reader(text, begins, names).companies(matches(FORM, text, generics)):
            yield start, end, en, "company", "B4"
    yield from _towns(text, begins, names)
    if generics:
        yield from _zones(text, begins, generics)


def may_hold_towns(text: str) -> bool:
    """Whether anything in `text` may be a town, which no generic tells."""
    return _TOWN.search(text) is not None


def _people(text: str, begins: Boundaries, generics: Sequence[int]) -> Iterator[Proposal]:
    for post in matches(_AFTER_POST, text, generics):
        start = post.end()
        if not begins[start] or _FOREIGN.search(text, max(start - 14, 0), start):
            continue
        if end := _name_end(text, start, begins):
            yield from _person(text, start, end)
    yield from _called(text, generics)
    for title in matches(_TITLE, text, generics):
        name, end = _run_before(text, title.start(), 5), title.start()
        start = end - len(name)
        if not 2 <= len(name) <= 4 or not _is_surnamed(text, start) or begins.known(name):
            continue
        foreign = LOANED.issuperset(name[1:]) or _FOREIGN.search(text, max(start - 14, 0), start)
        if not foreign and (len(name) < 4 or name[:2] in COMPOUND_SURNAMES):
            yield from _person(text, start, end)


def _run_before(text: str, at: int, most: int) -> str:
    """The last Chinese characters, at most `most`, that stand before `at` without a break."""
    run = _RUN.search(text, max(at - most, 0), at)
    return run[0] if run else ""


def _called(text: str, generics: Sequence[int]) -> Iterator[Proposal]:
    for call in matches(_CALL, text, generics):
        name = _run_before(text, call.start(), 3)
        if name in _FAMILY_CALLED or name in COMPOUND_SURNAMES:
            yield call.start() - len(name), call.end(), f"{_CALLED[call[0]]} {romanise_surname(name)}", "person", "B3"


def _person(text: str, start: int, end: int) -> Iterator[Proposal]:
    if en := romanise_person(text[start:end]):
        yield start, end, en, "person", "B3"


def _is_surnamed(text: str, start: int) -> bool:
    return text[start:start + 2] in COMPOUND_SURNAMES or text[start:start + 1] in SURNAMES


def _name_end(text: str, start: int, begins: Boundaries) -> int | None:
    """Where the personal name at `start` ends, None if none begins there."""
    if not _is_surnamed(text, start):
        return None
    family = 2 if text[start:start + 2] in COMPOUND_SURNAMES else 1
    given = text[start + family:start + family + 2]
    if not given or not han(given[0]) or given[0] in _NEVER or "." in text[start + family:start + 4]:
        return None
    at = start + family
    last = given[1:] not in _NOT_LAST or (given[1:] == "和" and text[at + 2:at + 3] in _PAUSES)
    two = len(given) == 2 and han(given[1]) and last and _ends(text, at + 2, begins)
    # Of two readings the longer (杜小刚|强调, not 杜小|刚强), unless a word follows the shorter alone (王斌|近日).
    if two and not (begins.known(given) or _word(text, at + 2, begins)) and _word(text, at + 1, begins):
        two = False
    end = start + family + (2 if two else 1)
    name = text[start:end]
    if (two and LOANED.issuperset(name[family:])) or (end - start == 2 and begins.known(name)):
        return None
    common, word = text[start] in COMMON and family == 1, begins.known(text[start:start + 2])
    if (common or word) and (end - start == 2 or begins.known(name)):
        return None
    if text[start] in "于时解应成向" and (word or begins.known(name[1:])):          # 于周六, 解职而, 时激动
        return None
    return end if _ends(text, end, begins) else None


def _ends(text: str, end: int, begins: Boundaries) -> bool:
    """Whether a name may end there: at a mark, a function word, or the beginning of another word."""
    after = text[end:end + 1]
    return not han(after) or after in _NOT_LAST or _word(text, end, begins)


def _word(text: str, start: int, begins: Boundaries) -> bool:
    """Whether a known word of two characters stands at `start`."""
    return len(text) >= start + 2 and begins.known(text[start:start + 2])


def _zones(text: str, begins: Boundaries, generics: Sequence[int]) -> Iterator[Proposal]:
    for zone in matches(_ZONE, text, generics):
        stem = _STEM.search(text, max(zone.start() - 3, 0), zone.start())
        for length in (3, 2) if stem and len(stem[0]) == 3 else (2,) if stem else ():
            start = zone.start() - length
            name = text[start:zone.start()]
            if _unknown(name, begins) and _stands_apart(text, start, begins):
                yield start, zone.end(), "", "zone", "P8"
                break


def zone_in_english(zh: str) -> str:
    """The English of a proposed zone (天衢新区 -> Tianqu New Area)."""
    kind = next(z for z in _ZONES if zh.endswith(z))
    return f"{romanise_place(zh.removesuffix(kind))} {ZONES[kind]}"


def _towns(text: str, begins: Boundaries, names: Names) -> Iterator[Proposal]:
    for generic in _TOWN.finditer(text):
        for length in (2, 3):
            start, end = generic.start() - length, generic.end()
            stem = text[start:generic.start()]
            if start > 1 and all(map(han, stem)) and not _NO_TOWNS.search(stem) and begins[end] \
                    and _place_ends(text, start, names):
                yield start, end, romanise_place(text[start:end]), "town", "P5"
                break


def _place_ends(text: str, end: int, names: Names) -> bool:
    """Whether the full name of a city, a county or a district ends there."""
    spans = range(max(end - _LONGEST_PLACE, 0), end - 1) if text[end - 1] in "市县区" else ()
    return any((place := names.place(at)) is not None and place[0] == end for at in spans)


def _unknown(name: str, begins: Boundaries) -> bool:
    pairs = (name[i:i + 2] for i in range(len(name) - 1))
    return not NOT_IN_STEM.intersection(name) and not any(map(begins.known, (name, *pairs)))


def _stands_apart(text: str, start: int, begins: Boundaries) -> bool:
    """Whether something ends right before `start`: a mark, a function word, a known name of two characters or more."""
    before = text[start - 1:start]
    return (not before or not han(before) or before in "的了在和与及是为对将从到向于"
            or any(begins.known(text[start - n:start]) for n in (2, 3, 4) if start >= n))

