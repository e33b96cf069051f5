"""When a Chinese place name is believed: short names are also ordinary words, or parts of other words.

In 4.6 million characters of Chinese text 和政 was 和政府, 商都 was 供应商都 and 达州 was in 佛罗里达州; three in ten
short names of counties found by plain search were no places. Beside word boundaries they therefore need a witness.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from pipeline.text.zh.words import words

_FULL = (
    "province", "prefecture-level city", "prefecture", "league", "autonomous prefecture", "county", "county-level city",
    "district", "autonomous county", "autonomous banner", "banner", "former county", "former county-level city",
    "former prefecture-level city", "town", "islands", "zone", "region", "organisation", "new-area-national",
    "new-area-provincial", "pilot-ftz", "port-airport",
)
_SHORT = ("province-short", "prefecture-short", "county-short-known")
_WITNESSED = ("county-short", "district-short")
AMBIGUOUS = frozenset((
    "prefecture-short-ambiguous", "county-short-ambiguous", "district-short-ambiguous", "zone-short-ambiguous",
))

ZONE_KINDS = frozenset(("zone", "new-area-national", "new-area-provincial", "pilot-ftz"))

# Names that are believed as they stand, and all kinds of places.
SETTLED = frozenset(_FULL + _SHORT)
SHORT = frozenset(_SHORT + _WITNESSED) | AMBIGUOUS
PLACES = SETTLED | SHORT

# Divisions of the country, by their full names or short ones.
DIVISIONS = frozenset(_FULL[:11] + _SHORT + _WITNESSED + tuple(AMBIGUOUS))

# Districts whose names are common nouns (urban area, suburbs, mining area, ...).
COMMON_NOUNS = frozenset((
    "城区", "郊区", "矿区", "新城区", "市中区", "市北区", "市南区", "港口区", "海港区", "东区", "西区",
    "城中区", "城西区", "城北区",
    "解放区", "河东区", "河西区", "东城区", "西城区", "老城区", "运河区",
))

# Regions of any country: 日本东北地区, 该国西部地区. And countries whose ministries and regions are none of ours.
_DIRECTIONS = frozenset(words("""
    东北地区 西北地区 西南地区 东部地区 西部地区 中部地区 华东地区 华北地区 华南地区 华中地区 西北 东北 西南
    东北三省"""))
_OURS = re.compile("(?:我国|全国|中国|[^\u4e00-\u9fff]|^|[在从自到对与和及向以是的于为省入往赴])$")
_FOREIGN = words("""
    美国 英国 法国 德国 日本 韩国 朝鲜 俄罗斯 俄国 印度 印尼 印度尼西亚 泰国 越南 老挝 缅甸 柬埔寨 马来西亚 新加坡
    菲律宾 巴基斯坦 伊朗 伊拉克 沙特 沙特阿拉伯 土耳其 以色列 埃及 南非 尼日利亚 肯尼亚 巴西 阿根廷
    智利 秘鲁 墨西哥 加拿大 澳大利亚 新西兰 意大利 西班牙
    葡萄牙 荷兰 比利时 瑞士 瑞典 挪威 芬兰 丹麦 波兰 捷克 匈牙利 奥地利 希腊 乌克兰 白俄罗斯
    哈萨克斯坦 乌兹别克斯坦 蒙古国 孟加拉国
    斯里兰卡 尼泊尔 阿富汗 叙利亚 古巴 委内瑞拉 哥伦比亚 欧元区 该国 两国 各国 外国
    美 英 日 俄 德 法 韩 印""")
_ABROAD = re.compile("(?:" + "|".join(_FOREIGN) + ")(?:联邦)?\\Z")
ABROAD_ENDS = frozenset(word[-1] for word in (*_FOREIGN, "联邦"))

# Names that mean something else, too: the words of an article that tell so, and those that make it the place all the
# same. 德州 is also Texas, 巴中 Pakistan and China, 汉江 a river in Korea, 中卫 a centre-back.
_ELSEWHERE = {
    "德州": (re.compile("美国|得克萨斯|得州|休斯敦|休斯顿|达拉斯|奥斯汀|圣安东尼奥|埃尔帕索|美墨|佛罗里达|加州|NBA"),
           re.compile("山东|德州市|德州经|德州高新|天衢|齐鲁|鲁北|济南|禹城|乐陵|齐河|陵城|平原县|夏津|武城|临邑")),
    "巴中": (re.compile("巴基斯坦|巴方|巴西|巴勒斯坦|阿巴西"), re.compile("四川|巴中市|川东北|达州")),
    "英德": (re.compile("英国|德国|法国|欧洲"), re.compile("广东|英德市|清远")),
    "汉江": (re.compile("韩国|首尔|朝鲜|韩朝"), re.compile("陕西|湖北|汉中|襄阳|武汉|丹江口|安康")),
    "中卫": (re.compile("足球|球员|球队|后卫|前锋|进球|射门"), re.compile("宁夏|中卫市|沙坡头")),
}

# Between the parts of a foreigner's name; the second is what marks are folded to.
DOTS = ("·", ".")

# Cities whose names are common words, and what follows where they are one (hours of sunshine, after opening); what
# stands before 大庆 where it is a jubilee.
_JUBILEE, _JUBILEES = re.compile("(?:周年|华诞|校|国)$"), "大庆"
_WORDS = {
    "德州": re.compile("农工|扑克|骑警|游骑兵|理工|长角"),
    "日照": re.compile("时|充|强|条件|资源|率|量|不足|长|短|丰富|好"),
    "开封": re.compile("后|即|前|日期|使用|检|的罐|的瓶"),
    "三明": re.compile("治"), "大理": re.compile("石"),
}

# Prefecture-level cities that share their English spelling with another one, and their provinces (style rule P4).
_HOMOGRAPHS = {
    "苏州": "Jiangsu", "宿州": "Anhui", "泰州": "Jiangsu", "台州": "Zhejiang", "福州": "Fujian", "抚州": "Jiangxi",
    "宜春": "Jiangxi", "伊春": "Heilongjiang", "玉林": "Guangxi", "榆林": "Shaanxi",
}


@dataclass(frozen=True)
class Witnesses:
    """What an article says of places. `text` is the article; `names(zh)` tells whether it names a place, `called(zh)`
    gives the shorter names of a place, `full(zh)` the longer ones, `owners(zh)` what it belongs
    to, `settled(zh)` whether that is a place's name."""

    text: str
    names: Callable[[str], bool]
    called: Callable[[str], Iterable[str]]
    full: Callable[[str], Iterable[str]]
    owners: Callable[[str], Iterable[str]]
    settled: Callable[[str], bool]

    @cached_property
    def elsewhere(self) -> frozenset[str]:
        """The names that mean something else in it."""
        return frozenset(zh for zh, (other, place) in _ELSEWHERE.items()
                         if zh in self.text and other.search(self.text) and not place.search(self.text))

    @cached_property
    def stripped(self) -> str:
        """`text` without the white space around it; taken once, for a long text would be copied at every question."""
        return self.text.strip()


def is_plain(zh: str, kind: str) -> bool:
    """Whether such a place is believed wherever it stands, but beside a dot."""
    doubted = zh in _ELSEWHERE or zh in _WORDS or zh == _JUBILEES or zh in _DIRECTIONS or zh in COMMON_NOUNS
    return kind in SETTLED and not doubted


def believed(zh: str, kind: str, parents: str, text: str, start: int, around: Witnesses) -> bool:
    """Whether `zh` at `start` of `text` is the place of that kind; `parents` are the full names of the places that it
    belongs to, apart by spaces."""
    end = start + len(zh)
    if (zh in _ELSEWHERE and zh in around.elsewhere) or (zh in _WORDS and _WORDS[zh].match(text, end)):
        return False
    if zh == _JUBILEES and _JUBILEE.search(text, max(start - 2, 0), start):
        return False
    if zh in _DIRECTIONS:
        ours = _OURS.search(text, max(start - 2, 0), start)
        return ours is not None and not text.startswith(("方向", "角", "侧", "面"), end)
    if zh in COMMON_NOUNS:
        return _follows(parents.split(), text, start, around) or _alone(zh, around)
    if text[start - 1:start] in DOTS or text[end:end + 1] in DOTS:
        return False                                            # a foreigner: 莱西·福特
    if kind in SETTLED or _alone(zh, around):
        return True
    if any(around.names(name) for name in around.full(zh)):
        return True
    owners = parents.split()
    if kind in _WITNESSED and any(around.names(name) for owner in owners for name in (owner, *around.called(owner))):
        return True
    above = [*owners, *(province for owner in owners for province in around.owners(owner))]
    return _follows(above, text, start, around) or _listed(text, start, end, around)


def abroad(text: str, start: int) -> bool:
    """Whether a foreign country stands right before `start`, whose ministry is none of ours (美国财政部)."""
    return _ABROAD.search(text, max(start - 6, 0), start) is not None


def homograph_province(zh: str) -> str | None:
    """The English of the province of a city whose spelling another city shares (宿州, 苏州: both Suzhou), else None."""
    return _HOMOGRAPHS.get(zh.removesuffix("市"))


def _alone(zh: str, around: Witnesses) -> bool:
    """Whether somebody asks for this name and nothing else."""
    return around.stripped == zh


def _follows(owners: list[str], text: str, start: int, around: Witnesses) -> bool:
    return any(text.endswith(name, 0, start) for owner in owners for name in (owner, *around.called(owner)))


def _listed(text: str, start: int, end: int, around: Witnesses) -> bool:
    """Whether it stands in a list beside a place: 珠海、中山."""
    lengths = range(2, 8)
    before = text[start - 1:start] == "、" and any(around.settled(text[start - 1 - n:start - 1]) for n in lengths
                                                  if start - 1 - n >= 0)
    return before or (text[end:end + 1] == "、" and any(around.settled(text[end + 1:end + 1 + n]) for n in lengths))
