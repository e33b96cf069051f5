"""When a Chinese place name is believed: short names are also ordinary words, or parts of other words.

In 4.6 million characters of Chinese text 和政 was 和政府, 商都 was 供应商都 and 达州 was in 佛罗里达州; three in ten
short names of counties found by plain search were no places. Beside word boundaries they therefore need a witness.
"""

import re
from dataclasses import dataclass
from functools import cached_property

_FULL = (
    "province", "prefecture-level city", "prefecture", "league", "autonomous prefecture", "county", "county-level city",
    "district", "autonomous county", "autonomous banner", "banner", "former county", "former county-level city",
    "former prefecture-level city", "town", "islands", "zone", "region", "organisation", "new-area-national",
    "new-area-provincial", "pilot-ftz", "port-airport",
)
_SHORT = ("province-short", "prefecture-short")
_WITNESSED = ("county-short", "district-short")
_AMBIGUOUS = ("prefecture-short-ambiguous", "county-short-ambiguous", "zone-short-ambiguous")

# Names that are believed as they stand, and all kinds of places.
SETTLED = frozenset(_FULL + _SHORT)
PLACES = SETTLED | frozenset(_WITNESSED + _AMBIGUOUS)

# Districts whose names are common nouns (urban area, suburbs, mining area, ...).
COMMON_NOUNS = frozenset((
    "城区", "郊区", "矿区", "新城区", "市中区", "市北区", "市南区", "港口区", "海港区", "东区", "西区",
    "城中区", "城西区", "城北区", "城关区",
    "解放区", "河东区", "河西区", "东城区", "西城区",
))

# Words that make 德州 the American state, and words that make it the city all the same.
_TEXAS = re.compile("美国|得克萨斯|得州|休斯敦|休斯顿|达拉斯|奥斯汀|圣安东尼奥|埃尔帕索|美墨|佛罗里达|加州")
_DEZHOU = re.compile("山东|德州市|德州经|德州高新|天衢|齐鲁|鲁北|济南|禹城|乐陵|齐河|陵城|平原县|夏津|武城|临邑")

# Cities whose names are common words, and what follows where they are one (hours of sunshine, after opening).
_WORDS = {
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
class Surroundings:
    """What an article says of places: its text, and the places that it names beyond doubt."""

    text: str
    names: frozenset[str]

    @cached_property
    def texan(self) -> bool:
        """Whether its 德州 is Texas."""
        return bool(_TEXAS.search(self.text)) and not _DEZHOU.search(self.text)


def believed(zh: str, kind: str, parents: str, text: str, start: int, around: Surroundings) -> bool:
    """Whether `zh` at `start` of `text` is the place of that kind; `parents` are the full names of the places that it
    belongs to, apart by spaces."""
    owners, end = parents.split(), start + len(zh)
    if (zh == "德州" and around.texan) or (zh in _WORDS and _WORDS[zh].match(text, end)):
        return False
    if zh in COMMON_NOUNS:
        return _follows(owners, text, start)
    if kind in SETTLED:
        return True
    if any(name.startswith(zh) and len(name) > len(zh) for name in around.names):
        return True
    if kind in _WITNESSED:
        return any(_stems(owner) & around.names for owner in owners)
    return _follows(owners, text, start) or _listed(zh, text, start, around.names)


def homograph_province(zh: str) -> str | None:
    """The English of the province of a city whose spelling another city shares (宿州, 苏州: both Suzhou), else None."""
    return _HOMOGRAPHS.get(zh.removesuffix("市"))


def _stems(owner: str) -> frozenset[str]:
    """The names by which a text may call a place: 德州市 or 德州, 延边朝鲜族自治州 or 延边."""
    return frozenset(owner[:n] for n in range(2, len(owner) + 1))


def _follows(owners: list[str], text: str, start: int) -> bool:
    return any(text.endswith(stem, 0, start) for owner in owners for stem in _stems(owner))


def _listed(zh: str, text: str, start: int, names: frozenset[str]) -> bool:
    """Whether it stands in a list beside a place: 珠海、中山."""
    end = start + len(zh)
    return any(text.endswith(name + "、", 0, start) or text.startswith("、" + name, end) for name in names)
