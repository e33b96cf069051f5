"""Names that no list holds: people beside posts, companies before their form, zones before their kind."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.text.glossary import Glossary, build, parse_glossary

_FOLDER = Path(__file__).parents[2] / "configs" / "glossary"


def _shipped() -> Glossary:
    names = ("places.csv", "zones.csv", "world.csv", "national.csv")
    return build(*(parse_glossary((_FOLDER / name).read_text("utf-8"), name) for name in names))


SHIPPED = _shipped()


def proposed(text: str) -> list[tuple[str, str]]:
    return [(m.entry.zh, m.entry.en) for m in SHIPPED.match(text) if m.entry.status == "proposed"]


@pytest.mark.parametrize(("text", "zh", "en"), [
    ("12日上午，刘赐贵主持召开座谈会", "刘赐贵", "Liu Cigui"), ("盛来运说：“形势向好”", "盛来运", "Sheng Laiyun"),
    ("据丁钢强介绍，项目已开工", "丁钢强", "Ding Gangqiang"), ("会上，潘丽芬近日表示", "潘丽芬", "Pan Lifen"),
    ("“欧阳明远指出，", "欧阳明远", "Ouyang Mingyuan"), ("王毅强调，", "王毅", "Wang Yi"),
])
def test_a_person_speaks_or_acts_at_the_beginning_of_a_clause(text: str, zh: str, en: str) -> None:
    assert proposed(text) == [(zh, en)]


@pytest.mark.parametrize("text", [
    "鲍威尔表示", "韦恩斯说，", "许多人认为", "徐工表示", "安监局要求", "金山云宣布", "有关人员介绍", "于会上指出",
    "时任表示", "高度认为", "白宫称，", "连云港介绍", "会议强调", "市场分析认为", "黄金周参加", "万一参加", "周边建议",
])
def test_a_firm_an_office_or_a_foreigner_that_speaks_is_left_alone(text: str) -> None:
    assert proposed(text) == []


def test_a_person_keeps_one_name_throughout_an_article() -> None:
    article = "市委书记杜小刚出席。\n杜小刚强调，要抓落实。\n记者跟随杜小刚走访企业。"
    for paragraph in article.splitlines():
        found = [(m.entry.zh, m.entry.en) for m in SHIPPED.match(paragraph, article) if m.entry.status == "proposed"]
        assert found == [("杜小刚", "Du Xiaogang")]


def test_a_name_is_found_again_on_word_boundaries_only() -> None:
    article = "董事长周平出席。他说，四周平衡。"
    assert [m.start for m in SHIPPED.match(article) if m.entry.zh == "周平"] == [3]


@pytest.mark.parametrize(("text", "zh", "en"), [
    ("德州市委书记林武表示", "林武", "Lin Wu"), ("副市长欧阳明远主持", "欧阳明远", "Ouyang Mingyuan"),
    ("董事长李明调研企业", "李明", "Li Ming"), ("无锡市委书记杜小刚强调", "杜小刚", "Du Xiaogang"),
    ("局长单国庆介绍", "单国庆", "Shan Guoqing"), ("市长王建国说", "王建国", "Wang Jianguo"),
    ("副局长邱健华介绍说", "邱健华", "Qiu Jianhua"), ("据悉，张晓丽女士说", "张晓丽", "Zhang Xiaoli"),
    ("欧阳明远教授介绍", "欧阳明远", "Ouyang Mingyuan"),
])
def test_a_person_beside_a_post_has_the_family_name_first(text: str, zh: str, en: str) -> None:
    assert proposed(text) == [(zh, en)]


@pytest.mark.parametrize("text", [
    "董事长高度重视", "主任张开双臂", "董事长马斯克表示", "韩国三星电子总裁李在镕表示", "交通运输部长江航务管理局",
    "全国人大代表团", "省委书记和省长", "上市集团和医药集团", "在工业园区建设产业园", "美国总裁布什",
])
def test_what_may_be_no_name_is_left_alone(text: str) -> None:
    assert proposed(text) == []


@pytest.mark.parametrize(("text", "zh", "en"), [
    ("引进山东天衢生物科技有限公司", "山东天衢生物科技有限公司", "Shandong Tianqu Biotechnology Co., Ltd."),
    ("与德州华海新材料股份有限公司签约", "德州华海新材料股份有限公司", "Dezhou Huahai New Material Co., Ltd."),
    ("由浙江蓝枫航天科技集团有限公司投资", "浙江蓝枫航天科技集团有限公司",
     "Zhejiang Lanfeng Aerospace Technology Group Co., Ltd."),
    ("华海（青岛）新材料有限公司", "华海（青岛）新材料有限公司", "Huahai (Qingdao) New Material Co., Ltd."),
    ("娲石集团落户", "娲石集团", "Washi Group"), ("发挥娲石集团作用", "发挥娲石集团", ""),
])
def test_a_company_is_brand_trade_and_form(text: str, zh: str, en: str) -> None:
    assert proposed(text) == ([(zh, en)] if en else [])


@pytest.mark.parametrize(("zh", "en"), [
    ("浙江吉利百合控股集团", ""), ("浙江吉利新能源控股集团", "Zhejiang Geely New Energy Holding Group"),
    ("北京京东世纪贸易有限公司", "Beijing JD.com Century Trading Co., Ltd."),
    ("特斯拉（上海）有限公司", "Tesla (Shanghai) Co., Ltd."), ("巴斯夫(中国)有限公司", "BASF (China) Co., Ltd."),
    ("宝马（中国）投资有限公司", "BMW (China) Investment Co., Ltd."),
    ("国网德州供电公司", "State Grid Dezhou Power Supply Company"),
    ("中铁十四局集团有限公司", "China Railway 14th Bureau Group Co., Ltd."),
    ("北京建工集团有限公司", "Beijing Construction Engineering Group Co., Ltd."),
    ("青岛啤酒股份有限公司", "Tsingtao Brewery Co., Ltd."),
    ("兴业银行股份有限公司德州分行", "Industrial Bank Dezhou Branch"),
    ("中国移动山东分公司", "China Mobile Shandong Branch"),
    ("中车青岛四方机车车辆股份有限公司", "CRRC Qingdao Sifang Locomotive and Rolling Stock Co., Ltd."),
    ("腾讯云计算(北京)有限责任公司", "Tencent Cloud Computing (Beijing) Co., Ltd."),
    ("京东方科技集团股份有限公司", "BOE Technology Group Co., Ltd."), ("通威股份有限公司", "Tongwei Co., Ltd."),
    ("上海大众公用事业集团", ""),
])
def test_a_brand_that_a_list_knows_keeps_its_own_english(zh: str, en: str) -> None:
    assert proposed(f"{zh}投资") == ([(zh, en)] if en else [])


@pytest.mark.parametrize("text", ["中国银行业监督管理", "中国移动支付发展", "中国石油企业出海", "中国建筑行业",
                                  "中国电子元件行业"])
def test_a_thing_of_china_is_no_company(text: str) -> None:
    assert [m for m in SHIPPED.match(text) if m.entry.category == "company"] == []


@pytest.mark.parametrize(("text", "name"), [
    ("王市长表示", ("王市长", "Mayor Wang")), ("，刘主任介绍", ("刘主任", "Director Liu")),
    ("单县长说", ("单县长", "County Head Shan")), ("欧阳书记指出", ("欧阳书记", "Secretary Ouyang")),
    ("赵总书记", None), ("；任主任", None), ("紧张市长", None), ("全省长期", None), ("，李部长江", None),
])
def test_somebody_may_be_called_by_surname_and_post(text: str, name: tuple[str, str] | None) -> None:
    assert proposed(text) == ([name] if name else [])


@pytest.mark.parametrize(("text", "en"), [
    ("临沂市兰山区半程镇", "Bancheng Town"), ("深圳市南山区粤海街道办事处", "Yuehai Subdistrict Office"),
    ("商洛市丹凤县棣花古镇", "Dihua Ancient Town"),
    ("德州市美丽乡村建设", ""), ("平原县城镇化", ""), ("禹城市重点镇", ""), ("重点镇", ""),
])
def test_a_town_is_read_right_after_its_county(text: str, en: str) -> None:
    assert [en for _, en in proposed(text)] == ([en] if en else [])


def test_an_unknown_zone_is_read_by_its_kind() -> None:
    assert proposed("落户蓝澜高新区") == [("蓝澜高新区", "Lanlan High-tech Industrial Development Zone")]


def test_a_company_is_read_the_same_however_often_it_stands_there() -> None:
    text = "山东天衢科技有限公司、引进北京京东世纪贸易有限公司。"
    once, often = proposed(text), proposed(text * 40)
    assert len(once) == 2
    assert often == once * 40


@given(st.text(alphabet="市长董事林武李强有限公司集团科技山东天衢高新区、，·说()A", max_size=40))
@settings(max_examples=100, deadline=None)
def test_matches_with_proposals_do_not_overlap(text: str) -> None:
    end = 0
    for match in SHIPPED.match(text):
        assert end <= match.start < match.end
        assert match.end - match.start == len(match.entry.zh)
        end = match.end
