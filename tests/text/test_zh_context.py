"""What a clause says of its figures: direction, base, money, plan, stage (rules N10, N11, M3, M4, D6, D7)."""

import pytest

from pipeline.text.figure import Figure
from pipeline.text.zh.figures import find_figures


def last(text: str) -> Figure:
    return find_figures(text)[-1]


@pytest.mark.parametrize(("text", "direction"), [
    ("增长8.5%", "up"), ("提高0.5个百分点", "up"), ("下降3.2%", "down"), ("降低成本30%", "down"), ("跌幅为3%", "down"),
    ("回落0.3个百分点", "down"), ("降幅收窄0.2个百分点", "down"), ("负增长3.2%", "down"), ("下滑5%", "down"),
    ("压减10%", "down"),
    ("8%的增长", "up"), ("5%的降幅", "down"), ("由5%降至3%", "down"), ("增加2亿元", "up"), ("减少500吨", "down"),
    ("占比50%", None), ("增速放缓至3.3%", None), ("将增加4%", "up"), ("成长4.7%", "up"),
    ("起降9200架次", None), ("减产计划的90%", None), ("负债率为60%", None),
])
def test_direction_is_the_nearest_words(text: str, direction: str | None) -> None:
    assert last(text).direction == direction


def test_what_a_figure_came_from_has_no_direction() -> None:
    assert [f.direction for f in find_figures("增长由2.4%降至1.9%")] == [None, "down"]


@pytest.mark.parametrize(("text", "base"), [
    ("同比增长8.5%", "year-on-year"), ("环比增长1.2%", "sequential"), ("年均增长9%", "average-annual"),
    ("比上年增长3%", "from-previous-year"), ("较上年提高2个百分点", "from-previous-year"),
    ("较2019年增长5%", "from-year"),
    ("比2019年增长5%", "from-year"), ("较2019年同期增长5%", "from-year"), ("按年增长5%", "year-on-year"),
    ("较上年同期增长74.8%", "year-on-year"), ("比上月上升0.7个百分点", "sequential"),
    ("同比下降2%，环比上升1%", "sequential"), ("占比5%", None),
    ("高于年均值0.3个百分点", None),
])
def test_the_base_of_comparison(text: str, base: str | None) -> None:
    figure = last(text)
    assert figure.base == base
    assert ("N11" in figure.rules) == (base is not None)


@pytest.mark.parametrize("text", [
    "总投资498.2亿元", "计划投资20亿元", "签约金额10亿元", "协议投资5亿元", "合同外资3亿美元", "实际使用外资3581.9亿元",
    "实际到账外资2亿美元", "注册资本500万元", "到位资金8亿元", "产值130亿元", "营收达50亿元", "增加值170亿元",
    "税收12亿元",
])
def test_a_word_for_which_money_is_named(text: str) -> None:
    assert "M4" in last(text).rules


def test_the_sources_own_conversion_is_marked() -> None:
    assert "M3" in last("458亿元（约63.8亿美元）").rules
    assert "M3" not in last("约63.8亿美元").rules


@pytest.mark.parametrize("text", [
    "将投资20亿元", "拟投资20亿元", "计划投资20亿元", "力争产值达到20亿元", "预计投资20亿元", "有望超过20亿元",
    "规划面积20平方公里",
    "力争到2030年，产值达到100亿元", "到2030年，产值达到100亿元", "确保完成投资20亿元", "产值即将突破20亿元",
    "公司计划黄金周期间增加50个航班", "集团计划加开104趟", "目标是20亿元", "总投资20亿元的项目将于明年投产",
    "计划引进企业，而且投资20亿元",
])
def test_a_plan_is_planned(text: str) -> None:
    figure = last(text)
    assert figure.modality == "planned"
    assert "D6" in figure.rules


@pytest.mark.parametrize("text", [
    "该计划在2021年批出20个", "总投资20亿元", "将军带领20人", "行动计划新增20家", "“十四五”规划建成20个",
    "计划总投资30亿元，今年前三季度产值20亿元", "力争全年增长5%，目前已完成20亿元", "计划有20名学生", "将近20人",
    "对即将交付的产品进行调试，这台占地20平方米", "计划将通胀率控制在7.5%，而上年为5.1%",
    "至2015年3月8日勘查时，只剩蛋鸡142只", "在确保载有数百人的飞机起飞后", "已确保供应500吨",
])
def test_what_is_so_is_not_planned(text: str) -> None:
    assert last(text).modality is None


@pytest.mark.parametrize(("text", "stage"), [
    ("在谈项目20个", "under-discussion"), ("签约项目20个", "signed"), ("落户企业20家", "to-locate"),
    ("20个项目开工", "broke-ground"),
    ("20个项目奠基", "broke-ground"), ("在建项目20个", "under-construction"), ("竣工项目20个", "completed"),
    ("20条线试生产", "trial-production"), ("投产项目20个", "in-production"), ("20个项目达产", "full-capacity"),
    ("占地20亩", None), ("签约金额20亿元", "signed"), ("20个项目签约，30个项目开工", "broke-ground"),
])
def test_the_stage_of_a_project(text: str, stage: str | None) -> None:
    figure = last(text)
    assert figure.stage == stage
    assert ("D7" in figure.rules) == (stage is not None)


def test_phases_are_told_in_order() -> None:
    first, second = find_figures("一期已投产，二期用地建设")
    assert (first.value, first.unit, second.value, "D7" in second.rules) == (1, "phase", 2, True)
    assert last("分三期建设").unit != "phase"
