"""People whom no list holds, told by their place in a sentence and made English by rule (style rule B3): beside a post
(市长张志强), called by one (王市长), or at the beginning of a clause as those who say or do something (盛来运说).
"""

import re
from collections.abc import Iterator, Sequence

from pipeline.text.lexicon import matches
from pipeline.text.zh.companies import LOANED, han
from pipeline.text.zh.names import romanise_person, romanise_surname
from pipeline.text.zh.segmenter import Boundaries
from pipeline.text.zh.surnames import COMMON, COMPOUND_SURNAMES, SURNAMES
from pipeline.text.zh.words import longest_first, words

# (start, end, English)
Person = tuple[int, int, str]

_POSTS = words("""
    书记 省长 市长 县长 区长 州长 镇长 乡长 局长 厅长 部长 司长 处长 署长 行长 院长 校长 所长 会长 董事长 理事长 秘书长
    厂长 站长 社长 台长
    主任 主席 报道员 通讯员 总经理 总裁 总监 经理 总工程师 工程师 院士 教授 研究员 常委 委员 负责人 创始人 首席科学家
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
# Characters that do not begin or end a given name, but often follow one.
_NEVER = frozenset(
    "在和与及的了是为对等将就从到向率赴说也还都被把让要已并或给这那他她我们者会所以及其之于个名位等至由同")
_NOT_LAST = _NEVER | frozenset(
    "表介指主出参致作一带讲发宣先女陪有调听实深前来去走看进现曾正当认告接透上下后则中今日月年")
_PAUSES = ("、", "，", "。", ",")
_FOREIGN = re.compile(
    "国(?!务|家|资|有|企|内|际|网|电|药|投|泰|信)|民主党(?!派)|共和党|国会|首尔|平昌|东京|曼谷|香港|澳门|台湾|台北|特区|金管局|韩|朝鲜|越共|老挝|缅甸|日本|印度|新加坡|俄罗斯|越南|加拿大|澳大利亚|意大利|瑞士|西班牙")
# What people say and do, behind their name at the beginning of a clause; of marks with two widths the narrow one.
_DEEDS = words("""
    表示 指出 强调 介绍 认为 告诉 透露 坦言 直言 宣布 主持 出席 会见 率团 率队 带队 致辞 发表 要求 提出 解释 回忆
    感慨 分析 建议 呼吁 回应 补充 调研 考察 陪同 参加 说: 说, 说道 称: 称,""")
_DEED = re.compile("|".join(_DEEDS))
_SPEAKER = re.compile(
    r"(?:^|[。、！？,;:\"'(\s])据?(?P<name>[\u4e00-\u9fff]{2,4}?)"
    r"(?:[也还则均]|近日|日前|[昨今][日天]|\d{1,2}日(?:上午|下午|晚上?)?)?(?:在会上|在致辞中|在讲话中|对记者|向记者|进一步)?$")
_LONGEST_LEAD = 18
# In the given name of a foreigner who seems to have a Chinese surname: 鲍威|尔, 韦恩|斯.
_FOREIGN_GIVEN = frozenset("斯尔蒂妮契瓦拉姆曼茨莱诺托布顿迪勒卡兹某")
# Whoever is called so at the end is a firm or an office: 徐工, 安监局.
_OFFICES = frozenset(
    "钢工煤铝矿能电汽控股局部委院会署厅办司处所市县区省州国镇村社团队校厂店行站台报网党军方们员长者家业港街姨哥姐叔伯总")

# What the people of a text, in which marks are narrow, are told by.
PEOPLE_BY = frozenset((*_POSTS, *_TITLES, *_CALLED, *_DEEDS))


def people(text: str, begins: Boundaries, telling: Sequence[int]) -> Iterator[Person]:
    """The people in a text; PEOPLE_BY may stand at `telling`, and nowhere else."""
    yield from _beside_posts(text, begins, telling)
    yield from _called(text, telling)
    yield from _speaking(text, begins, telling)


def _beside_posts(text: str, begins: Boundaries, telling: Sequence[int]) -> Iterator[Person]:
    for post in matches(_AFTER_POST, text, telling):
        start = post.end()
        if not _is_surnamed(text, start) or not begins[start] or _FOREIGN.search(text, max(start - 14, 0), start):
            continue
        if end := _name_end(text, start, begins):
            yield from _person(text, start, end)
    for title in matches(_TITLE, text, telling):
        name, end = _run_before(text, title.start(), 5), title.start()
        start = end - len(name)
        if not 2 <= len(name) <= 4 or not _is_surnamed(text, start) or begins.known(name):
            continue
        foreign = LOANED.issuperset(name[1:]) or _FOREIGN.search(text, max(start - 14, 0), start)
        if not foreign and (len(name) < 4 or name[:2] in COMPOUND_SURNAMES):
            yield from _person(text, start, end)


def _speaking(text: str, begins: Boundaries, telling: Sequence[int]) -> Iterator[Person]:
    """Those at the beginning of a clause who say or do what people do: 刘赐贵指出, 盛来运说."""
    for deed in matches(_DEED, text, telling):
        found = _SPEAKER.search(text, max(deed.start() - _LONGEST_LEAD, 0), deed.start())
        if found is None or not _is_speaker(found["name"], begins):
            continue
        if not _FOREIGN.search(text, max(found.start() - 14, 0), found.start("name")):
            yield from _person(text, *found.span("name"))


def _is_speaker(name: str, begins: Boundaries) -> bool:
    """Whether a subject is a person of China: neither a firm nor an office, nor a foreigner by surname alone."""
    family = 2 if name[:2] in COMPOUND_SURNAMES and len(name) > 2 else 1
    given = name[family:]
    if not _is_surnamed(name, 0) or len(given) > 2:
        return False
    if begins.known(name) or (name[0] in COMMON and (len(name) == 2 or begins.known(given))):
        return False
    if len(name) > 2 and family == 1 and begins.known(name[:2]) and not begins.known(given):     # 黄金|周, 王|建国
        return False
    if given in _TITLES or given[0] in _NEVER or given[-1] in _NOT_LAST or given[-1] in _OFFICES:
        return False
    return _FOREIGN_GIVEN.isdisjoint(given) and not LOANED.issuperset(given)


def _run_before(text: str, at: int, most: int) -> str:
    """The last Chinese characters, at most `most`, that stand before `at` without a break."""
    run = _RUN.search(text, max(at - most, 0), at)
    return run[0] if run else ""


def _called(text: str, telling: Sequence[int]) -> Iterator[Person]:
    for call in matches(_CALL, text, telling):
        name = _run_before(text, call.start(), 3)
        if name in _FAMILY_CALLED or name in COMPOUND_SURNAMES:
            yield call.start() - len(name), call.end(), f"{_CALLED[call[0]]} {romanise_surname(name)}"


def _person(text: str, start: int, end: int) -> Iterator[Person]:
    if en := romanise_person(text[start:end]):
        yield start, end, en


def _is_surnamed(text: str, start: int) -> bool:
    return text[start:start + 2] in COMPOUND_SURNAMES or text[start:start + 1] in SURNAMES


def _name_end(text: str, start: int, begins: Boundaries) -> int | None:
    """Where the personal name ends whose family name is at `start`, None if none begins there."""
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
