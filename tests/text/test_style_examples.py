"""The examples of the style rules for places (P), bodies and people (B) and terms (T), by the shipped tables."""

from pathlib import Path

import pytest

from pipeline.text.en.figures import Style
from pipeline.text.glossary import build, parse_glossary, term_kept
from pipeline.text.localise import localise

FOLDER = Path(__file__).parents[2] / "configs" / "glossary"
NAMES = ("places.csv", "zones.csv", "world.csv", "national.csv", "client.csv")
SHIPPED = build(*(parse_glossary((FOLDER / name).read_text("utf-8"), name) for name in NAMES))


@pytest.mark.parametrize(("zh", "en"), [
    # P1-P3
    ("西安、泰安、六安", "Xi'an、 Tai'an、 Lu'an"), ("吕梁", "Lüliang"), ("陕西与山西", "Shaanxi 与 Shanxi"),
    ("内蒙古、西藏、香港、澳门", "Inner Mongolia、 Xizang、 Hong Kong、 Macao"),
    ("新疆维吾尔自治区、宁夏回族自治区、广西壮族自治区",
     "Xinjiang Uygur Autonomous Region、 Ningxia Hui Autonomous Region、 Guangxi Zhuang Autonomous Region"),
    ("呼和浩特、鄂尔多斯、呼伦贝尔、哈尔滨、齐齐哈尔", "Hohhot、 Ordos、 Hulunbuir、 Harbin、 Qiqihar"),
    ("乌鲁木齐、克拉玛依、吐鲁番、喀什、伊犁", "Urumqi、 Karamay、 Turpan、 Kashi、 Ili"),
    ("拉萨、日喀则、甘孜", "Lhasa、 Xigaze、 Garze"),
    ("重庆、厦门、长治、蚌埠、亳州、番禺", "Chongqing、 Xiamen、 Changzhi、 Bengbu、 Bozhou、 Panyu"),
    ("大埔", "Dabu"), ("牟平", "Muping"), ("都匀", "Duyun"), ("丽水", "Lishui"),
    # P4
    ("苏州和宿州", "Suzhou (Jiangsu) 和 Suzhou (Anhui)"), ("泰州和台州", "Taizhou (Jiangsu) 和 Taizhou (Zhejiang)"),
    ("福州和抚州", "Fuzhou (Fujian) 和 Fuzhou (Jiangxi)"), ("宜春和伊春", "Yichun (Jiangxi) 和 Yichun (Heilongjiang)"),
    ("玉林和榆林", "Yulin (Guangxi) 和 Yulin (Shaanxi)"), ("德州", "Dezhou"),
    # P5-P9
    ("山东省德州市天衢新区", "Tianqu New Area, Dezhou, Shandong Province"), ("德州市平原县", "Pingyuan County, Dezhou"),
    ("兰山区半程镇", "Bancheng Town, Lanshan District"), ("歙县", "Shexian County"), ("淮河", "Huaihe River"),
    ("泰山", "Mount Tai"), ("单县、浚县", "Shanxian County、 Xunxian County"),
    ("德州经开区", "Dezhou Economic and Technological Development Zone"),
    ("济南高新区", "Jinan High-tech Industrial Development Zone"), ("海南自由贸易港", "Hainan Free Trade Port"),
    ("青岛综合保税区", "Qingdao Comprehensive Bonded Zone"), ("孵化基地", "incubation base"),
    ("我国", "China"), ("山东省提出，我省", "Shandong Province 提出， Shandong Province"),
    ("国家和地区", "countries and regions"), ("港澳台", "Hong Kong, Macao and Taiwan"),
    # B1-B4
    ("山东省人民政府", "Shandong Provincial People's Government"),
    ("天衢新区管委会", "Tianqu New Area Administrative Committee"),
    ("山东省发改委", "Shandong Provincial Development and Reform Commission"), ("商务部", "Ministry of Commerce"),
    ("山东省商务厅", "Shandong Provincial Department of Commerce"),
    ("德州市商务局", "Dezhou Municipal Bureau of Commerce"),
    ("德州市投资促进局", "Dezhou Municipal Investment Promotion Bureau"),
    ("德州市工信局", "Dezhou Municipal Bureau of Industry and Information Technology"),
    ("德州市市场监管局", "Dezhou Municipal Administration for Market Regulation"),
    ("德州市委书记", "Secretary of the CPC Dezhou Municipal Committee"),
    ("山东省省长", "Governor of Shandong Province"),
    ("德州市副市长", "Vice Mayor of Dezhou"), ("平原县县长", "head of the Pingyuan County government"),
    ("德州市常务副市长", "Executive Vice Mayor of Dezhou"), ("董事长欧阳明远", "chairman Ouyang Mingyuan"),
    ("德州蓝澜集团有限公司", "Dezhou Lanlan Group Co., Ltd."),
    ("德州蓝澜科技股份有限公司", "Dezhou Lanlan Technology Co., Ltd."),
])
def test_names_read_as_the_rules_have_them(zh: str, en: str) -> None:
    assert localise(zh, SHIPPED, Style(), zh).text == en


@pytest.mark.parametrize(("zh", "en"), [
    ("新质生产力", "new quality productive forces"), ("高质量发展", "high-quality development"),
    ("高水平对外开放", "high-standard opening up"), ("营商环境", "business environment"),
    ("招商引资", "investment promotion"), ("招商引资", "attracting investment"),
    ("外商投资准入负面清单", "negative list for foreign investment access"),
    ("准入前国民待遇", "pre-establishment national treatment"), ("外商投资企业", "foreign-invested enterprise"),
    ("专精特新", "that use special and sophisticated technologies to produce novel and unique products"),
    ("链主企业", "leading company of an industrial chain"), ("龙头企业", "leading enterprise"),
    ("强链补链延链", "strengthening, completing and extending industrial chains"),
    ("双碳", "carbon peaking and carbon neutrality"), ("一带一路", "Belt and Road Initiative"),
    ("粤港澳大湾区", "Guangdong-Hong Kong-Macao Greater Bay Area"), ("京津冀", "Beijing-Tianjin-Hebei region"),
    ("长三角", "Yangtze River Delta"), ("进博会", "China International Import Expo (CIIE)"),
    ("规模以上工业企业", "industrial enterprises above the designated size"),
    ("固定资产投资", "fixed-asset investment"),
    ("社会消费品零售总额", "total retail sales of consumer goods"), ("地区生产总值", "GDP of the region"),
    ("一般公共预算收入", "general public budget revenue"), ("进出口总额", "total imports and exports"),
])
def test_the_english_of_a_term_in_the_rules_is_its_approved_english_or_passes(zh: str, en: str) -> None:
    assert term_kept(SHIPPED.approved[zh], en)
