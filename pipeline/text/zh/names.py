"""Chinese names of places and people in Latin letters, by rule: the fallback for names that no glossary holds.

Pinyin comes from pypinyin; what its dictionary reads wrongly in names (surnames, old place names) is corrected by the
tables here. Style rules P1-P3, P5-P8 and B3; sources: GB/T 28039 (people), GB/T 16159 (orthography).
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from pipeline.text.zh.surnames import COMPOUND_SURNAMES

# Readings that characters keep in place names, whatever pypinyin makes of the word they stand in.
_PLACE_CHARACTERS = {
    "长": "chang", "重": "chong", "都": "du", "朝": "chao", "单": "shan", "乐": "le", "厦": "xia", "行": "xing",
    "会": "hui", "蚌": "beng", "浚": "xun", "歙": "she", "牟": "mu", "蔚": "yu", "莘": "shen", "泊": "bo", "石": "shi",
    "盂": "yu", "任": "ren", "尉": "wei", "令": "ling", "冠": "guan", "藏": "zang", "勒": "le", "什": "shi",
    "漯": "luo", "区": "qu", "柏": "bai", "东": "dong", "和": "he", "大": "da", "色": "se",
    "佛": "fo", "车": "che", "宿": "su",
    "隆": "long", "兴": "xing", "相": "xiang", "曲": "qu", "奇": "qi", "合": "he", "曾": "zeng", "给": "ji",
    "薄": "bo", "朴": "pu", "陂": "pi", "洞": "dong", "埔": "pu", "尾": "wei", "调": "diao", "种": "zhong",
}
# Whole names with a reading, or a customary spelling, of their own.
_PLACE_NAMES = {
    "陕西": "Shaanxi", "内蒙古": "Inner Mongolia", "西藏": "Xizang", "香港": "Hong Kong", "澳门": "Macao",
    "台湾": "Taiwan", "哈尔滨": "Harbin", "齐齐哈尔": "Qiqihar", "呼和浩特": "Hohhot", "鄂尔多斯": "Ordos",
    "呼伦贝尔": "Hulunbuir", "乌鲁木齐": "Urumqi", "克拉玛依": "Karamay", "吐鲁番": "Turpan", "喀什": "Kashi",
    "伊犁": "Ili", "拉萨": "Lhasa", "日喀则": "Xigaze", "甘孜": "Garze", "阿坝": "Aba", "六安": "Lu'an",
    "六合": "Luhe", "番禺": "Panyu", "大埔": "Dabu", "乐清": "Yueqing", "乐亭": "Laoting", "长子": "Zhangzi",
    "铅山": "Yanshan", "洪洞": "Hongtong", "繁峙": "Fanshi", "柏乡": "Baixiang", "大城": "Daicheng",
    "渑池": "Mianchi", "泌阳": "Biyang", "东阿": "Dong'e", "阿城": "Acheng", "荥阳": "Xingyang", "荥经": "Yingjing",
    "枞阳": "Zongyang", "郫都": "Pidu", "阆中": "Langzhong", "珙桐": "Gongtong", "耒阳": "Leiyang",
    "巴彦淖尔": "Bayannur", "乌兰察布": "Ulanqab", "锡林郭勒": "Xilingol", "阿拉善": "Alxa",
    "大兴安岭": "Da Hinggan Ling", "昌都": "Qamdo", "林芝": "Nyingchi", "那曲": "Nagqu", "阿里": "Ngari",
    "阿克苏": "Aksu", "和田": "Hotan", "阿勒泰": "Altay", "克孜勒苏": "Kizilsu", "博尔塔拉": "Bortala",
    "巴音郭楞": "Bayingolin", "格尔木": "Golmud", "库尔勒": "Korla", "霍尔果斯": "Horgos", "香格里拉": "Shangri-La",
    "二连浩特": "Erenhot", "锡林浩特": "Xilinhot", "乌兰浩特": "Ulanhot", "阿拉尔": "Alar", "果洛": "Golog",
    "宕昌": "Tanchang", "牟定": "Mouding", "乐陵": "Laoling", "闵行": "Minhang", "召陵": "Shaoling",
    "珲春": "Hunchun", "筠连": "Junlian", "尉犁": "Yuli", "句容": "Jurong", "涡阳": "Guoyang", "无为": "Wuwei",
    "天台": "Tiantai", "崆峒": "Kongtong", "伽师": "Jiashi", "龙圩": "Longxu", "覃塘": "Qintang",
    "红寺堡": "Hongsibu", "甘泉堡": "Ganquanpu", "浒墅关": "Xushuguan",
    "台州": "Taizhou", "宁陕": "Ningshan", "吴堡": "Wubu", "瓦窑堡": "Wayaobu", "穆棱": "Muling",
    "桦甸": "Huadian", "盖州": "Gaizhou", "莎车": "Shache", "般阳": "Panyang", "沌口": "Zhuankou",
}
# What stands after a name and is translated; the longest that fits wins. A city goes without "City" (P6).
_GENERICS = {
    "高新技术产业开发区": "High-tech Industrial Development Zone", "高新区": "High-tech Industrial Development Zone",
    "经济技术开发区": "Economic and Technological Development Zone",
    "经开区": "Economic and Technological Development Zone", "经济开发区": "Economic Development Zone",
    "综合保税区": "Comprehensive Bonded Zone", "保税区": "Bonded Zone", "出口加工区": "Export Processing Zone",
    "自由贸易试验区": "Pilot Free Trade Zone", "自贸试验区": "Pilot Free Trade Zone", "自贸区": "Pilot Free Trade Zone",
    "自由贸易港": "Free Trade Port", "自贸港": "Free Trade Port", "示范区": "Demonstration Zone",
    "合作区": "Cooperation Zone", "工业园区": "Industrial Park", "产业园区": "Industrial Park",
    "工业园": "Industrial Park", "产业园": "Industrial Park", "开发区": "Development Zone", "新区": "New Area",
    "特别行政区": "Special Administrative Region", "自治区": "Autonomous Region", "自治州": "Autonomous Prefecture",
    "自治县": "Autonomous County", "自治旗": "Autonomous Banner", "街道": "Subdistrict", "地区": "Prefecture",
    "街道办事处": "Subdistrict Office", "古镇": "Ancient Town",
    "省": "Province", "市": "", "区": "District", "县": "County", "盟": "League", "旗": "Banner", "镇": "Town",
    "乡": "Township", "村": "Village",
}
_PEOPLES = {
    "蒙古": "Mongolian", "回": "Hui", "藏": "Tibetan", "维吾尔": "Uygur", "苗": "Miao", "彝": "Yi", "壮": "Zhuang",
    "布依": "Bouyei", "朝鲜": "Korean", "满": "Manchu", "侗": "Dong", "瑶": "Yao", "白": "Bai", "土家": "Tujia",
    "哈尼": "Hani", "哈萨克": "Kazak", "傣": "Dai", "黎": "Li", "傈僳": "Lisu", "佤": "Va", "畲": "She",
    "拉祜": "Lahu", "水": "Sui", "东乡": "Dongxiang", "纳西": "Naxi", "景颇": "Jingpo", "柯尔克孜": "Kirgiz",
    "土": "Tu", "达斡尔": "Daur", "仫佬": "Mulao", "羌": "Qiang", "布朗": "Blang", "撒拉": "Salar",
    "毛南": "Maonan", "仡佬": "Gelao", "锡伯": "Xibe", "普米": "Pumi", "塔吉克": "Tajik", "怒": "Nu",
    "鄂温克": "Ewenki", "裕固": "Yugur", "独龙": "Derung", "鄂伦春": "Oroqen", "保安": "Bonan",
}
_PEOPLE = "|".join(f"{name}族?" for name in sorted(_PEOPLES, key=len, reverse=True))
_NAMED_PEOPLE = "|".join(f"{name}族" for name in _PEOPLES)
_AUTONOMOUS = re.compile(rf"(.{{2,}}?)(?:((?:{_PEOPLE})+|各族)(?=自治)|((?:{_NAMED_PEOPLE})+)(?=区))")

# Readings that characters have as family names.
_SURNAMES = {
    "单": "Shan", "解": "Xie", "曾": "Zeng", "查": "Zha", "仇": "Qiu", "区": "Ou", "任": "Ren", "盖": "Ge",
    "朴": "Piao", "华": "Hua", "缪": "Miao", "乐": "Yue", "翟": "Zhai", "宁": "Ning", "员": "Yun", "召": "Shao",
    "种": "Chong", "黑": "He", "秘": "Bi", "折": "She", "繁": "Po", "覃": "Qin", "牟": "Mou", "柏": "Bai", "葛": "Ge",
    "谌": "Chen", "佴": "Nai", "祭": "Zhai", "句": "Gou", "过": "Guo", "车": "Che", "叶": "Ye", "沈": "Shen",
    "尉": "Wei", "令": "Ling", "洗": "Xian", "冼": "Xian", "应": "Ying", "燕": "Yan", "曲": "Qu", "石": "Shi",
    "重": "Chong", "纪": "Ji", "尹": "Yin", "殷": "Yin", "宓": "Mi", "隗": "Wei", "逄": "Pang", "郗": "Xi", "那": "Na",
    "哈": "Ha", "晁": "Chao", "臧": "Zang", "卜": "Bu", "万": "Wan", "都": "Du", "訾": "Zi", "笪": "Da", "芮": "Rui",
    "莘": "Xin", "乜": "Nie", "佘": "She", "能": "Nai", "俞": "Yu", "於": "Yu", "隽": "Juan", "郄": "Qie", "眭": "Sui",
    "阚": "Kan", "钭": "Tou", "粘": "Nian", "宿": "Su", "藏": "Zang", "强": "Qiang", "褚": "Chu", "瞿": "Qu",
    "晏": "Yan", "肖": "Xiao", "逯": "Lu", "盛": "Sheng", "炅": "Gui", "幺": "Yao", "庹": "Tuo", "贠": "Yun",
    "昝": "Zan",
    "阙": "Que",
}
# Readings that characters have in given names (韩长赋 is Han Changfu), whatever word they seem to make.
_GIVEN = {
    "长": "chang", "乐": "le", "朝": "chao", "行": "xing", "盛": "sheng", "少": "shao", "宁": "ning", "和": "he",
    "重": "chong", "传": "chuan", "晟": "sheng", "为": "wei", "好": "hao", "薄": "bo", "大": "da",
}
_NO_TONES = dict.fromkeys(map(ord, "\u0304\u0301\u030c\u0300"))
_HAN_NAME = re.compile(r"[㐀-鿿]{2,4}")


@lru_cache(maxsize=4096)
def romanise_place(zh: str) -> str:
    """The English of a Chinese place name by rule: pinyin in one word, its generic translated (歙县 -> Shexian County).

    An empty string gives an empty string; characters without a reading are kept as they are.
    """
    if zh in _PLACE_NAMES:
        return _PLACE_NAMES[zh]
    generic = _generic(zh)
    stem, english = zh.removesuffix(generic), _GENERICS.get(generic, "")
    if autonomous := _AUTONOMOUS.match(zh):
        return f"{_pinyin_place(autonomous[1])} {_peoples(autonomous[2] or autonomous[3])} {english}"
    if len(stem) == 1 and generic:                                                      # P7
        return f"{_pinyin_place(zh)} {english}".rstrip()
    return f"{_pinyin_place(stem)} {english}".rstrip()


@lru_cache(maxsize=4096)
def romanise_person(zh: str) -> str | None:
    """A Han Chinese personal name, family name first, given name in one word (欧阳明远 -> Ouyang Mingyuan).

    None for what is not two to four Chinese characters (a foreigner's name is never pinyin), and for four characters
    that do not begin with a surname of two.
    """
    if not _HAN_NAME.fullmatch(zh):
        return None
    length = 2 if zh[:2] in COMPOUND_SURNAMES and len(zh) > 2 else 1
    if len(zh) - length > 2:
        return None
    family, given = romanise_surname(zh[:length]), zh[length:]
    return f"{family} {_joined([_GIVEN.get(c, r) for c, r in zip(given, syllables(given), strict=True)])}"


def romanise_surname(zh: str) -> str:
    """A family name in Latin letters (单 Shan, 欧阳 Ouyang)."""
    return COMPOUND_SURNAMES.get(zh) or _SURNAMES.get(zh) or _joined(syllables(zh))


def _generic(zh: str) -> str:
    """The generic that `zh` ends in; of one character it may follow one (歙县), unless that makes a name (周村)."""
    fits = (g for g in _GENERICS if zh.endswith(g) and len(zh) - len(g) >= (2 if len(g) > 1 or g in "镇乡村" else 1))
    return max(fits, key=len, default="")


def _pinyin_place(stem: str) -> str:
    if stem in _PLACE_NAMES:
        return _PLACE_NAMES[stem]
    return _joined([_PLACE_CHARACTERS.get(c, r) for c, r in zip(stem, syllables(stem), strict=True)])


def _peoples(zh: str) -> str:
    if zh == "各族":
        return "Various Nationalities"
    names = [_PEOPLES[m.removesuffix("族")] for m in re.findall(_PEOPLE, zh)]
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _joined(syllables: Sequence[str]) -> str:
    """One capitalised word; an apostrophe parts a syllable that begins with a vowel from the one before it (P1)."""
    word = "".join("'" + s if i and s[:1] in ("a", "o", "e") else s for i, s in enumerate(syllables))
    return word[:1].upper() + word[1:]


@lru_cache(maxsize=4096)
def syllables(zh: str) -> tuple[str, ...]:
    """How each character of `zh` is read, without tones, in a word that pypinyin knows as it is read there; what has no
    reading as it is. `pypinyin.lazy_pinyin` says the same, and takes several times as long."""
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT  # they take a moment to load
    from pypinyin.seg.mmseg import seg

    toned: list[str] = []
    for word in seg.cut(zh):
        toned += [reading for reading, *_ in PHRASES_DICT[word]] if word in PHRASES_DICT else [
            PINYIN_DICT.get(ord(c), c).partition(",")[0] for c in word]
    return tuple([unicodedata.normalize("NFC", unicodedata.normalize("NFD", r).translate(_NO_TONES)) for r in toned])


def first_reading(character: str) -> str:
    """How a character alone is read as a rule, in plain letters (绿 lu), "" for what has no reading; many times as fast
    as `syllables`."""
    from pypinyin.constants import PINYIN_DICT

    toned = PINYIN_DICT.get(ord(character), "").partition(",")[0]
    return unicodedata.normalize("NFKD", toned).encode("ascii", "ignore").decode()
