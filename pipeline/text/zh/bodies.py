"""English names, by rule, of zones, bodies and offices whose Chinese begins with a place (style rules P8, B1, B2).

德州市委 -> CPC Dezhou Municipal Committee; 山东省商务厅 -> Shandong Provincial Department of Commerce;
平原经济开发区管委会 -> Pingyuan Economic Development Zone Administrative Committee;
市商务局局长 -> director of the municipal bureau of commerce.
"""

from collections.abc import Iterator, Mapping

from pipeline.text.lexicon import Lexicon, lexicon
from pipeline.text.zh.places import ZONE_KINDS

ZONES: Mapping[str, str] = {
    "经济技术开发区": "Economic and Technological Development Zone",
    "经开区": "Economic and Technological Development Zone", "经济开发区": "Economic Development Zone",
    "高新技术产业开发区": "High-tech Industrial Development Zone",
    "高新技术开发区": "High-tech Industrial Development Zone", "高新区": "High-tech Industrial Development Zone",
    "高新技术产业园区": "High-tech Industrial Park", "高新技术产业园": "High-tech Industrial Park",
    "综合保税区": "Comprehensive Bonded Zone", "综保区": "Comprehensive Bonded Zone", "保税区": "Bonded Zone",
    "保税港区": "Bonded Port Area", "保税物流园区": "Bonded Logistics Park", "出口加工区": "Export Processing Zone",
    "自由贸易试验区": "Pilot Free Trade Zone", "自贸试验区": "Pilot Free Trade Zone",
    "自贸区": "Pilot Free Trade Zone", "自由贸易港": "Free Trade Port", "自贸港": "Free Trade Port",
    "自贸片区": "Area of the Pilot Free Trade Zone",
    "国家自主创新示范区": "National Innovation Demonstration Zone",
    "自主创新示范区": "Innovation Demonstration Zone",
    "跨境电子商务综合试验区": "Cross-border E-commerce Comprehensive Pilot Zone",
    "跨境电商综合试验区": "Cross-border E-commerce Comprehensive Pilot Zone",
    "跨境电商综试区": "Cross-border E-commerce Comprehensive Pilot Zone",
    "边境经济合作区": "Border Economic Cooperation Zone", "跨境经济合作区": "Cross-border Economic Cooperation Zone",
    "旅游度假区": "Tourist Resort", "临空经济区": "Airport Economic Zone", "临港经济区": "Port Economic Zone",
    "临空经济示范区": "Airport Economy Demonstration Zone", "空港经济区": "Airport Economic Zone",
    "航空港经济综合实验区": "Airport Economy Zone", "经济特区": "Special Economic Zone",
    "国家高新技术产业开发区": "National High-tech Industrial Development Zone",
    "国家高新区": "National High-tech Industrial Development Zone",
    "国家级高新区": "National High-tech Industrial Development Zone",
    "国家经济技术开发区": "National Economic and Technological Development Zone",
    "国家级经济技术开发区": "National Economic and Technological Development Zone",
    "国家级经开区": "National Economic and Technological Development Zone",
    "省级经济开发区": "Provincial Economic Development Zone", "国际陆港区": "International Land Port",
    "经济合作区": "Economic Cooperation Zone", "合作区": "Cooperation Zone", "示范区": "Demonstration Zone",
    "化工产业园": "Chemical Industry Park", "化工园区": "Chemical Industry Park", "化工园": "Chemical Industry Park",
    "工业园区": "Industrial Park", "工业园": "Industrial Park", "工业集中区": "Industrial Cluster Area",
    "产业园区": "Industrial Park", "产业园": "Industrial Park", "产业集聚区": "Industry Agglomeration Area",
    "科技园": "Science and Technology Park", "科技园区": "Science and Technology Park", "软件园": "Software Park",
    "科学城": "Science City", "科技城": "Science and Technology City", "开发区": "Development Zone",
    "新区": "New Area", "起步区": "Start-up Area", "国际机场": "International Airport",
    "国际陆港": "International Land Port",
}
# Zones that have a place's name before them, never an ordinary word.
TELLING = ("经济技术开发区", "经开区", "经济开发区", "高新技术产业开发区", "高新区", "综合保税区", "综保区")
# {a}: the place as an adjective (Dezhou Municipal, Pingyuan County), {n}: its name.
_PARTY = {
    "委": "CPC {a} Committee",
    "委常委会": "Standing Committee of the CPC {a} Committee",
    "委书记": "Secretary of the CPC {a} Committee",
    "委副书记": "Deputy Secretary of the CPC {a} Committee",
    "委常委": "Member of the Standing Committee of the CPC {a} Committee",
    "委秘书长": "Secretary-General of the CPC {a} Committee",
    "委办公厅": "General Office of the CPC {a} Committee",
    "委办公室": "General Office of the CPC {a} Committee",
    "委办": "General Office of the CPC {a} Committee",
    "委宣传部": "Publicity Department of the CPC {a} Committee",
    "委组织部": "Organization Department of the CPC {a} Committee",
    "委统战部": "United Front Work Department of the CPC {a} Committee",
    "委政法委": "Political and Legal Affairs Commission of the CPC {a} Committee",
    "委党校": "Party School of the CPC {a} Committee",
    "纪委": "{a} Commission for Discipline Inspection",
    "纪委监委": "{a} Commission for Discipline Inspection and Supervisory Commission",
    "委市政府": "CPC {a} Committee and {a} People's Government",
    "委、市政府": "CPC {a} Committee and {a} People's Government",
    "委省政府": "CPC {a} Committee and {a} People's Government",
    "委、省政府": "CPC {a} Committee and {a} People's Government",
    "委县政府": "CPC {a} Committee and {a} People's Government",
    "委、县政府": "CPC {a} Committee and {a} People's Government",
    "委区政府": "CPC {a} Committee and {a} People's Government",
    "委、区政府": "CPC {a} Committee and {a} People's Government",
}
_GOVERNMENT = {
    "人民政府": "{a} People's Government", "政府": "{a} People's Government",
    "人民政府办公厅": "General Office of the {a} People's Government",
    "政府办公厅": "General Office of the {a} People's Government",
    "人民政府办公室": "General Office of the {a} People's Government",
    "政府办公室": "General Office of the {a} People's Government",
    "政府新闻办公室": "Information Office of the {a} People's Government",
    "政府新闻办": "Information Office of the {a} People's Government",
    "政府秘书长": "Secretary-General of the {a} People's Government",
    "人大常委会": "Standing Committee of the {a} People's Congress",
    "人民代表大会": "{a} People's Congress", "人大": "{a} People's Congress",
    "人大常委会主任": "Chairperson of the Standing Committee of the {a} People's Congress",
    "人大常委会副主任": "Vice Chairperson of the Standing Committee of the {a} People's Congress",
    "政协": "CPPCC {a} Committee", "政协主席": "Chairperson of the CPPCC {a} Committee",
    "政协副主席": "Vice Chairperson of the CPPCC {a} Committee",
    "法院": "{a} People's Court", "检察院": "{a} People's Procuratorate",
    "高级人民法院": "{a} High People's Court", "中级人民法院": "{a} Intermediate People's Court",
    "发展和改革委员会": "{a} Development and Reform Commission", "发展改革委": "{a} Development and Reform Commission",
    "发改委": "{a} Development and Reform Commission", "投资促进局": "{a} Investment Promotion Bureau",
    "投资促进中心": "{a} Investment Promotion Centre", "投资促进事务局": "{a} Investment Promotion Agency",
    "投资促进服务中心": "{a} Investment Promotion Service Centre", "招商局": "{a} Investment Promotion Bureau",
    "招商引资局": "{a} Investment Promotion Bureau", "招商投资促进局": "{a} Investment Promotion Bureau",
    "贸促会": "{a} Council for the Promotion of International Trade",
    "卫生健康委员会": "{a} Health Commission", "卫生健康委": "{a} Health Commission", "卫健委": "{a} Health Commission",
    "市场监督管理局": "{a} Administration for Market Regulation",
    "市场监管局": "{a} Administration for Market Regulation",
    "市监局": "{a} Administration for Market Regulation",
    "行政审批服务局": "{a} Administrative Approval Service Bureau",
    "行政审批局": "{a} Administrative Approval Bureau", "数据局": "{a} Data Administration",
    "大数据局": "{a} Big Data Bureau", "大数据管理局": "{a} Big Data Administration",
    "大数据发展管理局": "{a} Big Data Development Administration",
    "政务服务中心": "{a} Government Service Centre", "政务服务管理局": "{a} Government Services Administration",
    "国资委": "{a} State-owned Assets Supervision and Administration Commission",
    "国有资产监督管理委员会": "{a} State-owned Assets Supervision and Administration Commission",
    "地方金融监督管理局": "{a} Financial Regulatory Bureau", "地方金融监管局": "{a} Financial Regulatory Bureau",
    "金融监管局": "{a} Financial Regulatory Bureau", "金融办": "{a} Office of Financial Work",
    "税务局": "{a} Tax Service", "知识产权局": "{a} Intellectual Property Administration",
    "药监局": "{a} Medical Products Administration", "药品监督管理局": "{a} Medical Products Administration",
    "粮食和物资储备局": "{a} Food and Strategic Reserves Administration", "气象局": "{a} Meteorological Bureau",
    "口岸办": "{a} Port Office", "外办": "{a} Foreign Affairs Office", "外事办公室": "{a} Foreign Affairs Office",
    "工商联": "{a} Federation of Industry and Commerce", "总工会": "{a} Federation of Trade Unions",
    "科协": "{a} Association for Science and Technology", "妇联": "{a} Women's Federation",
    "公共资源交易中心": "{a} Public Resources Trading Centre", "海关": "{n} Customs",
    "工业设计中心": "{a} Industrial Design Centre",
}
_SUBJECTS = {
    "商务": "Commerce", "工业和信息化": "Industry and Information Technology",
    "经济和信息化": "Economy and Information Technology", "经信": "Economy and Information Technology",
    "工信": "Industry and Information Technology", "科学技术": "Science and Technology",
    "科技": "Science and Technology", "财政": "Finance", "自然资源": "Natural Resources",
    "自然资源和规划": "Natural Resources and Planning", "规划和自然资源": "Planning and Natural Resources",
    "生态环境": "Ecology and Environment", "交通运输": "Transport", "交通": "Transport",
    "农业农村": "Agriculture and Rural Affairs", "乡村振兴": "Rural Revitalization",
    "文化和旅游": "Culture and Tourism", "文旅": "Culture and Tourism", "文化广电旅游": "Culture, Media and Tourism",
    "文化广电和旅游": "Culture, Media and Tourism", "教育": "Education", "体育": "Sports",
    "人力资源和社会保障": "Human Resources and Social Security", "人社": "Human Resources and Social Security",
    "住房和城乡建设": "Housing and Urban-Rural Development", "住建": "Housing and Urban-Rural Development",
    "城乡建设": "Urban and Rural Development", "城市管理": "Urban Management", "城管": "Urban Management",
    "水利": "Water Resources", "水务": "Water Affairs", "公安": "Public Security", "司法": "Justice",
    "民政": "Civil Affairs", "审计": "Audit", "统计": "Statistics", "应急管理": "Emergency Management",
    "应急": "Emergency Management", "医疗保障": "Healthcare Security", "医保": "Healthcare Security",
    "退役军人事务": "Veterans Affairs", "林业": "Forestry", "林业和草原": "Forestry and Grassland", "能源": "Energy",
    "海洋": "Marine Affairs", "海洋发展": "Marine Development", "民营经济发展": "Private Economy Development",
    "园林": "Landscape and Forestry", "信访": "Public Complaints", "外事": "Foreign Affairs",
    "发展和改革": "Development and Reform", "发展改革": "Development and Reform", "发改": "Development and Reform",
    "经济发展": "Economic Development", "经济合作": "Economic Cooperation",
    "对外贸易经济合作": "Foreign Trade and Economic Cooperation",
}
_HEADS = {
    "省长": "Governor of {n}", "副省长": "Vice Governor of {n}", "常务副省长": "Executive Vice Governor of {n}",
    "代省长": "Acting Governor of {n}",
    "市长": "Mayor of {n}", "副市长": "Vice Mayor of {n}", "常务副市长": "Executive Vice Mayor of {n}",
    "代市长": "Acting Mayor of {n}",
    "区长": "head of the {a} government", "副区长": "deputy head of the {a} government",
    "县长": "head of the {a} government", "副县长": "deputy head of the {a} government",
    "州长": "Governor of {n}", "副州长": "Vice Governor of {n}",
    "常务副区长": "executive deputy head of the {a} government",
    "常务副县长": "executive deputy head of the {a} government",
}
# 山东省人民政府副省长 is the Vice Governor of Shandong.
_HEADS |= {government + head: english for government in ("人民政府", "政府") for head, english in _HEADS.items()}
_COMMITTEES = {
    "管委会": "{n} Administrative Committee", "管理委员会": "{n} Administrative Committee",
    "党工委": "Party Working Committee of {n}", "党工委书记": "Secretary of the Party Working Committee of {n}",
    "党工委副书记": "Deputy Secretary of the Party Working Committee of {n}",
    "党工委委员": "Member of the Party Working Committee of {n}",
    "党工委、管委会": "Party Working Committee and Administrative Committee of {n}",
    "党工委管委会": "Party Working Committee and Administrative Committee of {n}",
    "投资促进局": "{n} Investment Promotion Bureau", "招商局": "{n} Investment Promotion Bureau",
    "经济发展局": "{n} Economic Development Bureau", "投资促进中心": "{n} Investment Promotion Centre",
    "招商服务中心": "{n} Investment Service Centre", "行政审批局": "{n} Administrative Approval Bureau",
}
# What may follow a body: who heads it (B2). Two posts of one person stay two, in order.
_POSTS = {
    "局长": "Director of the {n}", "副局长": "Deputy Director of the {n}", "厅长": "Director of the {n}",
    "副厅长": "Deputy Director of the {n}", "主任": "Director of the {n}", "副主任": "Deputy Director of the {n}",
    "党组书记": "Secretary of the Party Leadership Group of the {n}",
    "党组成员": "Member of the Party Leadership Group of the {n}",
    "党组书记、局长": "Secretary of the Party Leadership Group and Director of the {n}",
    "党组书记、厅长": "Secretary of the Party Leadership Group and Director of the {n}",
    "党组书记、主任": "Secretary of the Party Leadership Group and Director of the {n}",
    "党组成员、副局长": "Member of the Party Leadership Group and Deputy Director of the {n}",
    "党组成员、副厅长": "Member of the Party Leadership Group and Deputy Director of the {n}",
    "党组成员、副主任": "Member of the Party Leadership Group and Deputy Director of the {n}",
    "一级巡视员": "First-level Inspector of the {n}", "二级巡视员": "Second-level Inspector of the {n}",
}
# Categories of glossary entries that are bodies.
BODIES = frozenset(("body", "government-party"))
_MINISTERS = lexicon({
    "部长": "Minister of {n}", "副部长": "Vice Minister of {n}", "部长助理": "Assistant Minister of {n}",
    "党组书记、部长": "Secretary of the Party Leadership Group and Minister of {n}",
    "新闻发言人": "spokesperson for the Ministry of {n}", "发言人": "spokesperson for the Ministry of {n}",
}, 1)
_DIVISIONS = frozenset((
    "province", "prefecture-level city", "prefecture", "league", "autonomous prefecture", "county", "county-level city",
    "district", "autonomous county", "autonomous banner", "banner",
))
_OFFICES = lexicon(_PARTY | _GOVERNMENT | _HEADS | {
    subject + ending: f"{{a}} {body} of {english}"
    for subject, english in _SUBJECTS.items() for ending, body in (("厅", "Department"), ("局", "Bureau"))
}, 1)
_CUSTOMS = "海关"
_SHORT_HEADS = lexicon({k: v for k, v in _HEADS.items() if "省" in k or "市" in k}, 1)
_NAMED_ZONES = lexicon({ending: f"{{n}} {english}" for ending, english in ZONES.items()}, 1)
# 江苏产业园区 are parks in Jiangsu, of no name.
_PROVINCES_ZONES = lexicon({
    ending: template for ending, template in _NAMED_ZONES.items.items()
    if any(word in template for word in ("Trade", "Innovation", "Special", "E-commerce"))}, 1)
_AFTER_ZONES = lexicon(_COMMITTEES, 1)
_AFTER_BODIES = lexicon(_POSTS, 1)
# What may follow a place begins with one of these, of one or two characters: 德州市委 and 平原县县委, too.
AFTER_PLACES_BEGIN = frozenset(("区", "市区")).union(
    (ending[:2] for table in (_OFFICES, _SHORT_HEADS, _NAMED_ZONES, _AFTER_ZONES) for ending in table.items),
    (again + office for again in "省市县区" for office in _OFFICES.lengths))
# What may follow a body begins with one of these characters.
AFTER_BODIES_BEGIN = frozenset(_MINISTERS.lengths).union(_AFTER_BODIES.lengths)
# A body of the division that the article is about: 市商务局, 省发改委.
_LEVELS = {"省": "provincial", "市": "municipal", "县": "county", "区": "district"}


def composed(zh: str, en: str, kind: str, text: str, end: int) -> Iterator[tuple[str, str, str]]:
    """The names that the place (`zh`, `en`, of gazetteer kind `kind`), which ends at `end` of `text`, makes with what
    follows it: (Chinese, English, style rule) of each, the place included."""
    if text[end:end + 2] not in AFTER_PLACES_BEGIN and text[end:end + 1] not in AFTER_PLACES_BEGIN:
        return
    if kind in _DIVISIONS or kind.startswith("new-area"):
        again = text.startswith(zh[-1], end) and zh[-1] in "省市县区"           # 平原县县委
        for after in (end, end + 1) if again else (end,):
            yield from _with(_OFFICES, text[end - len(zh):after], en, adjective(zh, en), text, after, "B1")
    if kind in ("prefecture-level city", "county-level city", "prefecture-short", "county-short", "county-short-known"):
        urban = "区" if zh.endswith("市") else "市区"                           # 德州市区, the city proper
        if text.startswith(urban, end):
            yield zh + urban, f"urban {en.removesuffix(' City')}", "P5"
    if kind.startswith(("province-short", "prefecture-short", "county-short")):
        yield from _with(_SHORT_HEADS, zh, en, en, text, end, "B2")
        if text.startswith(_CUSTOMS, end):                                      # 乐山海关, which is no 山海关
            yield zh + _CUSTOMS, f"{en} Customs", "B1"
    if kind in ZONE_KINDS:
        yield from _with(_AFTER_ZONES, zh, en, en, text, end, "B1")
    else:
        zones = _PROVINCES_ZONES if kind.startswith("province") else _NAMED_ZONES
        for zone, english, _ in _with(zones, zh, en.removesuffix(" City"), en, text, end, ""):
            yield zone, english, "P8"
            yield from _with(_AFTER_ZONES, zone, english, english, text, end + len(zone) - len(zh), "B1")


def local_bodies() -> Iterator[tuple[str, str]]:
    """Bodies of the division that an article is about, and who heads them: 市商务局 -> municipal bureau of commerce."""
    for level, adjective in _LEVELS.items():
        for ending, template in _OFFICES.items.items():
            if ending in _HEADS or ending.startswith("委") or "{n}" in template:
                continue            # 省长, 市委书记: in the glossary, or read with what stands before them
            yield level + ending, _lowered(template.format(a=adjective, n=""))


def headed(zh: str, en: str, text: str, end: int) -> Iterator[tuple[str, str]]:
    """The offices of who heads a body that ends at `end` of `text`: (Chinese, English) of each, the body included."""
    if en.startswith("Ministry of "):
        for post, minister in _MINISTERS.starting(text, end):
            yield zh + post, minister.format(n=en.removeprefix("Ministry of "))
    if zh[-1] in "局厅委办会部署院":
        for post, office in _AFTER_BODIES.starting(text, end):
            yield zh + post, (office if en[:1].isupper() else _lowered(office)).format(n=en)


def _with(
    table: Lexicon[str], zh: str, n: str, a: str, text: str, end: int, rule: str,
) -> Iterator[tuple[str, str, str]]:
    for ending, template in table.starting(text, end):
        body = template.format(n=n, a=a)
        yield zh + ending, body, rule
        for office, english in headed(zh + ending, body, text, end + len(ending)):
            yield office, english, "B2"


def adjective(zh: str, en: str) -> str:
    """The place before the name of its body: Shandong Provincial, Dezhou Municipal, Pingyuan County."""
    if zh.endswith("省"):
        return f"{en.removesuffix(' Province')} Provincial"
    return f"{en.removesuffix(' City')} Municipal" if zh.endswith("市") else en


def _lowered(en: str) -> str:
    """A body without a name of its own is written small: provincial department of commerce."""
    return " ".join(w if w in ("CPPCC", "CPC", "Party") else w.lower() for w in en.split(" "))
