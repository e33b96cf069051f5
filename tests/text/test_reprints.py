"""Copies of one story are told by their text, and two stories by their figures."""

import pytest

from pipeline.text.zh.reprints import Signature, group, sign

_STORY = (
    "6月16日，滨河新区管委会与远航能源签署投资协议，后者将在新区建设动力电池基地，总投资150亿元，分三期建设。一期用地620亩，计划2025年投产，达产后"
    "年产值约90亿元，可提供就业岗位2800个。远航能源董事长表示，选择滨河，看中的是当地完整的锂盐和正极材料配套，从原料到成品，八十公里半径之内就能配齐"
    "七成。新区去年锂电产业产值突破400亿元，聚集上下游企业57家，计划到2027年建成千亿级新能源产业集群。"
)
_OTHER = (
    "记者昨日从市商务局获悉，今年前7个月，我市新设外商投资企业312家，同比增长18.2%；实际使用外资9.6亿美元，同比增长6.4%。从行业看，制造业占全市总量的"
    "四成，其中汽车零部件、医疗器械两个行业增速最快。下半年将组织4批招商小分队赴长三角、粤港澳大湾区开展驻点招商，并举办第三届跨国公司对话会。"
)


def _group(**texts: str) -> dict[str, str]:
    signed = [(key, signature) for key, text in texts.items() if (signature := sign(text)) is not None]
    return group(signed)


@pytest.mark.parametrize("copy", [
    _STORY, _STORY.replace("，", ","), f"（本报记者 张三）{_STORY}", _STORY[:-40], "\n".join(_STORY.split("。")),
])
def test_a_copy_joins_the_fullest(copy: str) -> None:
    fuller = _STORY + "签约仪式由市委副书记主持，市直有关部门负责同志参加。"
    assert _group(copy=copy, fuller=fuller, other=_OTHER) == {"copy": "fuller"}


def test_of_equally_full_copies_the_first_counts() -> None:
    assert _group(b=_STORY, a=_STORY) == {"a": "b"}


@pytest.mark.parametrize("other", [
    _OTHER, _STORY.replace("150亿", "160亿").replace("620", "700").replace("2800", "3000"), _STORY[:120] + _OTHER,
])
def test_another_story_stays(other: str) -> None:
    assert _group(story=_STORY, other=other) == {}


def test_a_short_text_has_no_signature() -> None:
    assert sign("项目正式签约，总投资150亿元。") is None


def test_a_signature_is_small_and_the_same_each_time() -> None:
    one, two = sign(_STORY), sign(f" {_STORY}\n")
    assert isinstance(one, Signature) and one == two and len(one.values) <= 256
