"""Names of places and people in Latin letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.zh.names import romanise_person, romanise_place


@pytest.mark.parametrize(("zh", "en"), [
    ("德州", "Dezhou"), ("天衢", "Tianqu"), ("西安", "Xi'an"), ("泰安", "Tai'an"), ("六安", "Lu'an"),
    ("东阿", "Dong'e"),
    ("台儿庄", "Tai'erzhuang"), ("吕梁", "Lüliang"), ("陕西", "Shaanxi"), ("山西", "Shanxi"), ("西藏", "Xizang"),
    ("香港", "Hong Kong"), ("呼和浩特", "Hohhot"), ("鄂尔多斯", "Ordos"), ("呼伦贝尔", "Hulunbuir"),
    ("哈尔滨", "Harbin"),
    ("齐齐哈尔", "Qiqihar"), ("乌鲁木齐", "Urumqi"), ("喀什", "Kashi"), ("拉萨", "Lhasa"),
    ("重庆", "Chongqing"), ("厦门", "Xiamen"), ("长治", "Changzhi"), ("蚌埠", "Bengbu"), ("亳州", "Bozhou"),
    ("番禺", "Panyu"), ("大埔", "Dabu"), ("牟平", "Muping"), ("都匀", "Duyun"), ("丽水", "Lishui"),
    ("乐清", "Yueqing"),
    ("乐陵", "Laoling"), ("铅山", "Yanshan"), ("成都", "Chengdu"), ("长春", "Changchun"),
])
def test_the_name_of_a_place(zh: str, en: str) -> None:
    assert romanise_place(zh) == en


@pytest.mark.parametrize(("zh", "en"), [
    ("德州市", "Dezhou"), ("山东省", "Shandong Province"), ("平原县", "Pingyuan County"),
    ("陵城区", "Lingcheng District"),
    ("歙县", "Shexian County"), ("单县", "Shanxian County"), ("浚县", "Xunxian County"), ("周村", "Zhoucun"),
    ("天衢新区", "Tianqu New Area"), ("宋官屯街道", "Songguantun Subdistrict"), ("黄河涯镇", "Huangheya Town"),
    ("夏津经济开发区", "Xiajin Economic Development Zone"),
    ("延边朝鲜族自治州", "Yanbian Korean Autonomous Prefecture"),
    ("双江拉祜族佤族布朗族傣族自治县", "Shuangjiang Lahu, Va, Blang and Dai Autonomous County"),
    ("瀍河回族区", "Chanhe Hui District"), ("清新区", "Qingxin District"),
])
def test_its_generic_is_translated(zh: str, en: str) -> None:
    assert romanise_place(zh) == en


@pytest.mark.parametrize(("zh", "en"), [
    ("欧阳明远", "Ouyang Mingyuan"), ("尉迟恭", "Yuchi Gong"), ("单国庆", "Shan Guoqing"),
    ("解振华", "Xie Zhenhua"),
    ("曾庆红", "Zeng Qinghong"), ("查干", "Zha Gan"), ("仇和", "Qiu He"), ("区志强", "Ou Zhiqiang"),
    ("任正非", "Ren Zhengfei"),
    ("王建娥", "Wang Jian'e"), ("吕晓明", "Lü Xiaoming"), ("李强", "Li Qiang"), ("林武", "Lin Wu"),
    ("华春莹", "Hua Chunying"), ("韩长赋", "Han Changfu"),
])
def test_the_name_of_a_person_is_family_name_first_and_given_name_in_one_word(zh: str, en: str) -> None:
    assert romanise_person(zh) == en


@pytest.mark.parametrize("zh", ["", "李", "约翰·史密斯", "John", "马斯克史密", "爱新觉罗溥仪", "张 三"])
def test_what_is_no_chinese_name_is_not_romanised(zh: str) -> None:
    assert romanise_person(zh) is None


@given(st.text(max_size=8))
def test_any_text_gets_an_answer(text: str) -> None:
    assert isinstance(romanise_place(text), str)
    assert romanise_person(text) is None or " " in str(romanise_person(text))
