"""English names, by rule, of zones, bodies and offices whose Chinese begins with a place (style rules P8, B1, B2).

德州市委 -> CPC Dezhou Municipal Committee; 山东省商务厅 -> Shandong Provincial Department of Commerce;
平原经济开发区管委会 -> Pingyuan Economic Development Zone Administrative Committee.
"""

from collections.abc import Iterator

_ZONES = {
    "经济技术开发区": "Economic and Technological Development Zone",
    "经开区": "Economic and Technological Development Zone", "经济开发区": "Economic Development Zone",
    "高新技术产业开发区": "High-tech Industrial Development Zone",
    "高新技术开发区": "High-tech Industrial Development Zone", "高新区": "High-tech Industrial Development Zone",
    "综合保税区": "Comprehensive Bonded Zone", "综保区": "Comprehensive Bonded Zone", "保税区": "Bonded Zone",
    "保税港区": "Bonded Port Area", "出口加工区": "Export Processing Zone",
    "自由贸易试验区": "Pilot Free Trade Zone", "自贸试验区": "Pilot Free Trade Zone",
    "自贸区": "Pilot Free Trade Zone", "自由贸易港": "Free Trade Port", "自贸港": "Free Trade Port",
    "临空经济区": "Airport Economic Zone", "化工园区": "Chemical Industry Park", "工业园区": "Industrial Park",
    "工业园": "Industrial Park", "开发区": "Development Zone", "国际机场": "International Airport",
}
_NAMED_ZONES = {ending: f"{{n}} {english}" for ending, english in _ZONES.items()}
# {a}: the place as an adjective (Dezhou Municipal, Pingyuan County), {n}: its name.
_PARTY = {
    "委": "CPC {a} Committee",
    "委书记": "Secretary of the CPC {a} Committee",
    "委副书记": "Deputy Secretary of the CPC {a} Committee",
    "委常委": "Member of the Standing Committee of the CPC {a} Committee",
    "委办公厅": "General Office of the CPC {a} Committee",
    "委办公室": "General Office of the CPC {a} Committee",
    "委宣传部": "Publicity Department of the CPC {a} Committee",
    "委组织部": "Organization Department of the CPC {a} Committee",
    "委统战部": "United Front Work Department of the CPC {a} Committee",
}
_GOVERNMENT = {
    "人民政府": "{a} People's Government", "政府": "{a} People's Government",
    "人民政府办公厅": "General Office of the {a} People's Government",
    "政府办公厅": "General Office of the {a} People's Government",
    "人民政府办公室": "General Office of the {a} People's Government",
    "人大常委会": "Standing Committee of the {a} People's Congress", "人大": "{a} People's Congress",
    "政协": "CPPCC {a} Committee",
    "发展和改革委员会": "{a} Development and Reform Commission", "发展改革委": "{a} Development and Reform Commission",
    "发改委": "{a} Development and Reform Commission", "投资促进局": "{a} Investment Promotion Bureau",
    "市场监督管理局": "{a} Administration for Market Regulation",
    "市场监管局": "{a} Administration for Market Regulation",
    "行政审批服务局": "{a} Administrative Approval Service Bureau",
    "国资委": "{a} State-owned Assets Supervision and Administration Commission",
    "工商联": "{a} Federation of Industry and Commerce",
}
_SUBJECTS = {
    "商务": "Commerce", "工业和信息化": "Industry and Information Technology",
    "工信": "Industry and Information Technology", "科学技术": "Science and Technology",
    "科技": "Science and Technology", "财政": "Finance", "自然资源": "Natural Resources",
    "生态环境": "Ecology and Environment", "交通运输": "Transport", "农业农村": "Agriculture and Rural Affairs",
    "文化和旅游": "Culture and Tourism", "教育": "Education",
    "人力资源和社会保障": "Human Resources and Social Security",
    "住房和城乡建设": "Housing and Urban-Rural Development",
    "水利": "Water Resources", "公安": "Public Security", "统计": "Statistics", "发展和改革": "Development and Reform",
    "发改": "Development and Reform",
}
_HEADS = {
    "省长": "Governor of {n}", "副省长": "Vice Governor of {n}", "常务副省长": "Executive Vice Governor of {n}",
    "市长": "Mayor of {n}", "副市长": "Vice Mayor of {n}", "常务副市长": "Executive Vice Mayor of {n}",
    "区长": "head of the {a} government", "副区长": "deputy head of the {a} government",
    "县长": "head of the {a} government", "副县长": "deputy head of the {a} government",
}
_COMMITTEES = {
    "管委会": "{n} Administrative Committee", "管理委员会": "{n} Administrative Committee",
    "管委会主任": "Director of the {n} Administrative Committee",
    "党工委": "Party Working Committee of {n}", "党工委书记": "Secretary of the Party Working Committee of {n}",
}
_DIVISIONS = frozenset((
    "province", "prefecture-level city", "prefecture", "league", "autonomous prefecture", "county", "county-level city",
    "district", "autonomous county", "autonomous banner", "banner",
))
_ZONE_KINDS = frozenset(("zone", "new-area-national", "new-area-provincial", "pilot-ftz"))
_OFFICES = _PARTY | _GOVERNMENT | _HEADS | {
    subject + ending: f"{{a}} {body} of {english}"
    for subject, english in _SUBJECTS.items() for ending, body in (("厅", "Department"), ("局", "Bureau"))
}


def composed(zh: str, en: str, kind: str, after: str) -> Iterator[tuple[str, str]]:
    """The names that the place (`zh`, `en`, of gazetteer kind `kind`) makes with the text `after` it: (Chinese,
    English) of each, the place included."""
    if kind in _DIVISIONS:
        yield from _with(_OFFICES, zh, en, _adjective(zh, en), after)
    elif kind.startswith(("province-short", "prefecture-short", "county-short")):
        yield from _with({k: v for k, v in _HEADS.items() if k[0] in "省市"}, zh, en, en, after)
    if kind in _ZONE_KINDS:
        yield from _with(_COMMITTEES, zh, en, en, after)
    else:
        for zone, english in _with(_NAMED_ZONES, zh, en.removesuffix(" City"), en, after):
            yield zone, english
            yield from _with(_COMMITTEES, zone, english, english, after[len(zone) - len(zh):])


def _with(table: dict[str, str], zh: str, n: str, a: str, after: str) -> Iterator[tuple[str, str]]:
    for ending, template in table.items():
        if after.startswith(ending):
            yield zh + ending, template.format(n=n, a=a)


def _adjective(zh: str, en: str) -> str:
    """The place before the name of its body: Shandong Provincial, Dezhou Municipal, Pingyuan County."""
    if zh.endswith("省"):
        return f"{en.removesuffix(' Province')} Provincial"
    return f"{en.removesuffix(' City')} Municipal" if zh.endswith("市") else en
