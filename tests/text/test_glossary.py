"""The glossary: layers, matching on word boundaries, and the shipped tables."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.text.glossary import Entry, Glossary, build, parse_glossary, term_kept

FOLDER = Path(__file__).parents[2] / "configs" / "glossary"
HEADER = "zh,en,category,status,note\n"


def layer(name: str) -> tuple[Entry, ...]:
    return parse_glossary((FOLDER / name).read_text("utf-8"), name)


SHIPPED = build(layer("places.csv"), layer("zones.csv"), layer("world.csv"), layer("national.csv"), layer("client.csv"))


def small(*rows: str) -> Glossary:
    return build(parse_glossary(HEADER + "".join(f"{row}\n" for row in rows), "small.csv"))


def found(text: str, context: str = "", glossary: Glossary = SHIPPED) -> list[tuple[str, str]]:
    return [(text[m.start:m.end], m.entry.en) for m in glossary.match(text, context)]


# Parsing

def test_a_row_becomes_an_entry() -> None:
    assert parse_glossary(HEADER + "桥头堡,gateway,strategy,hint,a note\n", "x.csv") == (
        Entry("桥头堡", "gateway", "strategy", "hint", "a note"),)


def test_a_bar_parts_the_english_that_is_written_from_what_passes() -> None:
    glossary = small("关税,tariffs|customs duties,,,")
    assert found("加征关税", glossary=glossary) == [("关税", "tariffs")]
    (entry,) = glossary.approved.values()
    assert [term_kept(entry, en) for en in ("the tariff", "customs duties rose", "the customs")] == [True, True, False]


def test_status_is_approved_where_it_is_left_out_and_blank_lines_are_skipped() -> None:
    assert [e.status for e in parse_glossary(HEADER + "桥头堡,gateway\n\n,,,,\n", "x.csv")] == ["approved"]


@pytest.mark.parametrize(("text", "message"), [
    ("", "x.csv, line 1: the first line must be zh,en,category,status,note"),
    ("zh;en\n", "x.csv, line 1: the first line must be"),
    (HEADER + "桥头堡,gateway\n招商,\n", "x.csv, line 3: 招商 has no English"),
    (HEADER + "桥头堡,gateway|\n", "x.csv, line 2: the English of 桥头堡 has nothing after a bar"),
    (HEADER + "桥,bridge\n", "x.csv, line 2: zh must have at least two characters"),
    (HEADER + "桥头堡,gateway,,aproved,\n",
     "x.csv, line 2: status 'aproved' of 桥头堡 is none of approved, hint, forbidden"),
    (HEADER + "桥头堡,a, b, c, d, e\n", "x.csv, line 2: 6 cells, not 5"),
    (HEADER + "桥头堡,gateway\n桥头堡,bridgehead\n", "x.csv, line 3: 桥头堡 is there twice"),
    (HEADER + '桥头堡,"gateway" to\n', "x.csv, line 2: "),
])
def test_a_bad_table_is_refused_with_its_line(text: str, message: str) -> None:
    with pytest.raises(ValueError) as error:
        parse_glossary(text, "x.csv")
    assert message in str(error.value)


@given(st.text(alphabet="桥头堡a,\"\n\r;\x00", max_size=40))
@settings(max_examples=100)
def test_any_text_is_parsed_or_refused(rows: str) -> None:
    try:
        entries = parse_glossary(HEADER + rows, "x.csv")
    except ValueError as error:
        assert str(error).startswith("x.csv, line ")
    else:
        assert all(len(e.zh) > 1 and e.en for e in entries)


# Layers

def test_a_later_layer_wins() -> None:
    glossary = build(
        [Entry("桥头堡", "gateway", "", "approved", "")], [Entry("桥头堡", "bridgehead", "", "approved", "")])
    assert found("打造桥头堡", glossary=glossary) == [("桥头堡", "bridgehead")]


def test_a_later_hint_takes_a_term_out_of_the_approved() -> None:
    glossary = build([Entry("桥头堡", "gateway", "", "approved", "")], [Entry("桥头堡", "gateway", "", "hint", "")])
    assert found("打造桥头堡", glossary=glossary) == []
    assert [e.en for e in glossary.hints("打造桥头堡")] == ["gateway"]


def test_forbidding_an_english_takes_its_approval_away_and_finds_its_use() -> None:
    glossary = build(
        [Entry("桥头堡", "gateway", "", "approved", "")], [Entry("桥头堡", "gateway", "", "forbidden", "")])
    assert found("打造桥头堡", glossary=glossary) == []
    assert [e.zh for e in glossary.forbidden_in("打造桥头堡", "a gateway to the north")] == ["桥头堡"]
    assert glossary.forbidden_in("打造新区", "a gateway to the north") == []


# Matching

def test_the_longest_term_wins() -> None:
    assert found("京津冀协同发展产业园区") == [
        ("京津冀协同发展产业园区", "Beijing-Tianjin-Hebei Coordinated Development Industrial Park")]
    assert found("国家级经开区")[0][1] == "national-level economic and technological development zone"


def test_a_term_at_the_end_of_a_text_is_no_longer_than_it_is() -> None:
    glossary = small("党中央,the Party centre,body,,", "党中央集中统一领导,its leadership,body,,")
    assert [(m.start, m.end) for m in glossary.match("党中央")] == [(0, 3)]


@pytest.mark.parametrize(("text", "en"), [
    ("德州天衢新区以改革思维破发展瓶颈", "Dezhou Tianqu New Area"),
    ("对接北京(亦庄)经济技术开发区", "Beijing (Yizhuang) Economic-Technological Development Area"),
    ("对接北京（亦庄）经济技术开发区", "Beijing (Yizhuang) Economic-Technological Development Area"),
    ("与中关村科技园对接", "Zhongguancun Science Park"),
    ("加大“双招双引”", "attracting both investment and talent"),
    ("实现“拿地即开工”", "construction start upon land acquisition"),
    ("来源:闪电新闻", "Lightning News"),
    ("专班负责", "task force"),
    ("探索飞地园区", "enclave industrial park"),
    ("我国利用", "China"),
    ("实际使用外资637亿元", "foreign investment in actual use"),
    ("广西壮族自治区", "Guangxi Zhuang Autonomous Region"),
    ("陕西", "Shaanxi"), ("山西", "Shanxi"), ("西藏", "Xizang"), ("喀什", "Kashi"), ("重庆", "Chongqing"),
])
def test_terms_get_their_approved_english(text: str, en: str) -> None:
    assert en in [english for _, english in found(text)]


@pytest.mark.parametrize(("text", "english"), [
    ("德州市", ["Dezhou"]), ("济南市", ["Jinan"]), ("吉林市", ["Jilin City"]), ("山东省", ["Shandong Province"]),
    ("禹城市", ["Yucheng"]), ("平原县", ["Pingyuan County"]), ("苏州工业园区", ["Suzhou Industrial Park"]),
])
def test_a_city_goes_without_city_unless_it_would_be_confused(text: str, english: list[str]) -> None:
    assert [en for _, en in found(text)] == english


@pytest.mark.parametrize("text", [
    "加强企业和政府合作", "原材料供应商都在涨价", "佛罗里达州的海滩", "合作共赢", "招待费用", "工作和顺序",
])
def test_a_name_inside_other_words_is_no_name(text: str) -> None:
    context = text + "。和政县、商都县、达州市、合作市、和顺县、费县"
    assert [zh for zh, _ in found(text, context) if zh in ("和政", "商都", "达州", "合作", "和顺", "费用")] == []


def test_a_place_is_found_before_a_longer_word() -> None:
    assert found("上海阳光明媚") == [("上海", "Shanghai")]


def test_the_short_name_of_a_county_needs_its_full_name_or_its_city() -> None:
    assert found("齐河的企业") == []
    assert found("齐河的企业", "德州市召开会议。齐河的企业") == [("齐河", "Qihe")]
    assert found("齐河的企业", "齐河县召开会议。齐河的企业") == [("齐河", "Qihe")]


def test_an_ordinary_word_is_a_place_only_beside_its_city_or_with_its_full_name() -> None:
    assert "Pingyuan" not in [en for _, en in found("华北平原的小麦，丘陵和平原", "德州市，华北平原的小麦，丘陵和平原")]
    assert ("平原", "Pingyuan") in found("德州平原的企业")
    assert ("平原", "Pingyuan") in found("平原的企业", "平原县召开会议。平原的企业")


def test_a_place_in_a_list_of_places_is_believed() -> None:
    assert [en for _, en in found("珠海、中山、江门")] == ["Zhuhai", "Zhongshan", "Jiangmen"]
    assert found("纪念孙中山先生") == []


def test_a_district_whose_name_is_a_common_noun_needs_its_city() -> None:
    assert ("市中区", "Shizhong District") in found("枣庄市市中区")
    assert found("项目位于城关区") == [("城关区", "Chengguan District")]
    assert found("改造老旧城区") == []
    assert found("矿区环境") == []


def test_dezhou_is_never_texas_and_texas_never_dezhou() -> None:
    assert found("德州的项目") == [("德州", "Dezhou")]
    assert found("德州休斯敦的炼厂", "美国德州休斯敦的炼厂") == [("休斯敦", "Houston")]
    assert ("德州", "Dezhou") in found("美国客商考察德州", "山东德州市：美国客商考察德州")


@pytest.mark.parametrize(("text", "english"), [
    ("在日照，港口繁忙", ["Rizhao"]), ("日照时间长", []), ("开封市", ["Kaifeng"]), ("产品开封后", []),
])
def test_a_city_whose_name_is_a_common_word_is_told_by_what_follows(text: str, english: list[str]) -> None:
    assert [en for _, en in found(text)] == english


@pytest.mark.parametrize(("text", "english"), [
    ("德州市委书记", ["Secretary of the CPC Dezhou Municipal Committee"]),
    ("中共德州市委", ["CPC Dezhou Municipal Committee"]),
    ("德州市人民政府", ["Dezhou Municipal People's Government"]),
    ("德州市政府", ["Dezhou Municipal People's Government"]),
    ("山东省商务厅", ["Shandong Provincial Department of Commerce"]),
    ("天衢新区管委会", ["Tianqu New Area Administrative Committee"]),
    ("德州经济技术开发区", ["Dezhou Economic and Technological Development Zone"]),
    ("平原经济开发区", ["Pingyuan Economic Development Zone"]),
    ("上海自由贸易试验区", ["Shanghai Pilot Free Trade Zone"]),
])
def test_a_body_with_a_place_is_one_name(text: str, english: list[str]) -> None:
    assert [en for _, en in found(text)] == english


def test_a_body_does_not_end_inside_a_word() -> None:
    assert found("德州市委员会议") != [("德州市委", "CPC Dezhou Municipal Committee")]


def test_the_glossary_goes_before_a_rule() -> None:
    glossary = build(layer("places.csv"), [Entry("德州市政府", "Government of Dezhou", "client", "approved", "")])
    assert found("德州市政府", glossary=glossary) == [("德州市政府", "Government of Dezhou")]


@given(st.text(alphabet="德州市委天衢新区管会山东省和政府商都供应、，（亦庄）A1 \n", max_size=60))
@settings(max_examples=100, deadline=None)
def test_matches_stand_in_order_and_say_what_they_cover(text: str) -> None:
    end = 0
    for match in SHIPPED.match(text):
        assert match.start >= end
        end = match.end
        assert len(match.entry.zh) == match.end - match.start > 1
        assert text[match.start] == match.entry.zh[0]


def test_hints_come_once_in_order() -> None:
    assert [e.zh for e in SHIPPED.hints("以改革为抓手，对标先进，找准抓手")] == ["抓手", "对标"]


# The shipped tables

def test_no_term_is_in_two_shipped_tables_with_different_english() -> None:
    places = {e.zh: e.en for e in layer("places.csv") + layer("zones.csv")}
    terms = [e for e in layer("national.csv") if e.status != "forbidden"]
    assert [e.zh for e in terms if places.get(e.zh, e.en) != e.en] == []


def test_every_shipped_english_is_kept_by_itself() -> None:
    assert [e for e in SHIPPED.approved.values() if not term_kept(e, f"In 2025, the {e.en}, it said.")] == []


def test_shipped_english_holds_no_chinese_and_no_american_spelling() -> None:
    for entry in (*SHIPPED.approved.values(), *SHIPPED.hinted.values()):
        assert not any("一" <= c <= "鿿" for c in entry.en), entry
        assert not {"center", "program", "labor", "favorable"} & set(entry.en.lower().split()), entry


def test_all_provinces_and_prefecture_level_cities_are_there() -> None:
    kinds = [e.category for e in layer("places.csv")]
    assert kinds.count("province-short") >= 34
    assert kinds.count("prefecture-level city") >= 293
    ftzs = {e.en for e in layer("zones.csv") if e.category == "pilot-ftz" and e.en.startswith("China (")}
    assert len(ftzs) >= 22


def test_scale_units_are_left_to_the_grammar_of_figures() -> None:
    assert not {"亿元", "万元", "亩", "十四五", "百分点"} & SHIPPED.approved.keys()


@pytest.mark.parametrize(("text", "english"), [
    ("日本东北地区与我国东北地区", ["China", "northeast China"]), ("青岛老城区", ["Qingdao"]),
    ("美国财政部长", []), ("中国财政部部长", ["Minister of Finance"]),
    ("访问美国\n商务部", ["Ministry of Commerce"]), ("新建工业园区", ["industrial park"]),
    ("公司落户昆山", ["Kunshan"]), ("福建长乐", ["Fujian", "Changle"]), ("布莱西·福特", []),
    ("商务部副部长", ["Vice Minister of Commerce"]),
    ("市商务局局长", ["director of the municipal bureau of commerce"]),
    ("济南市委、市政府", ["CPC Jinan Municipal Committee and Jinan Municipal People's Government"]),
    ("德州市商务局党组书记、局长",
     ["Secretary of the Party Leadership Group and Director of the Dezhou Municipal Bureau of Commerce"]),
    ("泰州医药高新区", ["Taizhou Medical High-tech Industrial Development Zone"]),
])
def test_what_stands_beside_a_name_decides(text: str, english: list[str]) -> None:
    assert [en for _, en in found(text)] == english


@pytest.mark.parametrize("text", [
    "推进巴中经济走廊，巴基斯坦总理说", "得州首战德州农工，美国", "玩德州扑克", "韩国首尔的汉江入海口",
    "成立60周年大庆", "球员司职中卫，此前踢后卫", "以每小时165公里向西北方向移动", "强尼·英格力的续集",
    "检察长施耐德曼说", "原始部落伊利里亚人", "瑞士联邦财政部",
    "解除了对该市长达三年的围困", "（副厅长级，试用期一年）",
])
def test_a_name_of_something_else_is_no_name(text: str) -> None:
    assert [e for e in found(text) if e[1] != "Seoul"] == []


@pytest.mark.parametrize(("text", "english"), [
    ("乐山海关数据显示", ["Leshan Customs"]), ("据佛山海关统计", ["Foshan Customs"]),
    ("天津海关关长", ["Tianjin Customs"]), ("秦皇岛市山海关区", ["Qinhuangdao", "Shanhaiguan District"]),
])
def test_customs_are_called_by_the_short_name_of_their_place(text: str, english: list[str]) -> None:
    assert [en for _, en in found(text)] == english


@pytest.mark.parametrize(("text", "english"), [
    ("产品出口到加尔各答、海法等地", ["Kolkata", "Haifa"]), ("来自杜伊斯堡的列车", ["Duisburg"]),
    ("若昂佩索阿市", ["João Pessoa"]), ("圣地亚哥", []), ("自由港", []), ("安德烈·米兰表示", []),
    ("伦敦德里", ["Londonderry"]), ("出口到不丹、赤道几内亚", ["Bhutan", "Equatorial Guinea"]),
])
def test_a_city_abroad_has_its_english(text: str, english: list[str]) -> None:
    assert [en for _, en in found(text)] == english


def test_the_city_proper_is_one_name() -> None:
    assert found("德州市区") == [("德州市区", "urban Dezhou")]
    assert found("距离德州市的市区") == [("德州市", "Dezhou")]


def test_names_alone_are_found_whatever_else_they_mean() -> None:
    for entry in layer("places.csv"):
        assert [e.zh for e in (m.entry for m in SHIPPED.match(entry.zh))] == [entry.zh]


def test_our_city_is_named_where_the_article_speaks_of_one() -> None:
    assert ("我市", "Dezhou") in found("我市签约", "德州市召开会议。我市签约，德州与北京合作")
    assert ("我市", "the city") in found("我市签约")
