"""How a term is written where it stands: first mention, homographs, small to large."""

from pipeline.text.en.figures import Style
from pipeline.text.glossary import Glossary, build, parse_glossary
from pipeline.text.localise import Reading, localise

_HEADER = "zh,en,category,status,note\n"
_ROWS = """山东省,Shandong Province,province,,
德州市,Dezhou,prefecture-level city,,山东省
平原县,Pingyuan County,county,,德州市
苏州市,Suzhou,prefecture-level city,,江苏省
苏州,Suzhou,prefecture-short,,江苏省
江苏省,Jiangsu Province,province,,
昆山市,Kunshan,county-level city,,苏州市
天衢新区,Tianqu New Area,new-area-provincial,,
宿州,Suzhou,prefecture-short,,安徽省
进博会,China International Import Expo (CIIE),event,,
抓手,key approach,phrases,hint,
开发区,development area,zones,forbidden,not an area
"""


def _glossary() -> Glossary:
    return build(parse_glossary(_HEADER + _ROWS, "x.csv"))


def mixed(text: str, reading: Reading | None = None) -> str:
    return localise(text, _glossary(), Style(), reading=reading).text


def test_places_go_from_small_to_large() -> None:
    assert mixed("在山东省德州市平原县签约") == "在 Pingyuan County, Dezhou, Shandong Province 签约"
    assert mixed("平原县和山东省") == "Pingyuan County 和 Shandong Province"


def test_ours_before_a_place_is_left_out() -> None:
    assert mixed("我德州市天衢新区签约") == "Tianqu New Area, Dezhou 签约"
    assert mixed("我和平原县签约") == "我和 Pingyuan County 签约"


def test_a_body_stands_before_the_places_that_hold_it() -> None:
    assert mixed("山东省德州市天衢新区管委会") == "Tianqu New Area Administrative Committee, Dezhou, Shandong Province"
    assert mixed("江苏省昆山市人民政府") == "Kunshan Municipal People's Government, Jiangsu Province"
    assert mixed("德州市平原县县委书记") == "Secretary of the CPC Pingyuan County Committee, Dezhou"
    assert mixed("苏州市平原县") == "Suzhou (Jiangsu) Pingyuan County"


def test_cities_of_one_spelling_have_their_province_at_the_first_mention() -> None:
    assert mixed("苏州和宿州，苏州市") == "Suzhou (Jiangsu) 和 Suzhou (Anhui)， Suzhou"
    assert mixed("江苏省的苏州") == "Jiangsu Province 的 Suzhou"


def test_an_acronym_is_spelt_out_once() -> None:
    assert mixed("进博会，在进博会上") == "China International Import Expo (CIIE)，在 CIIE 上"


def test_what_is_read_before_is_introduced() -> None:
    article = "苏州和进博会\n苏州在进博会"
    assert mixed("苏州在进博会", Reading(article, 7)) == "Suzhou 在 CIIE"


def test_hints_and_forbidden_entries_come_along() -> None:
    found = localise("开发区以项目为抓手", _glossary(), Style())
    assert [e.zh for e in found.hints] == ["抓手"]
    assert [(e.en, e.status) for e in found.owed] == [("development area", "forbidden")]
