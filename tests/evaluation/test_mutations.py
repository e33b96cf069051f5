"""Mutations of correct translations are flagged, and the translations themselves are not."""

from collections import Counter
from random import Random

import pytest

from evaluation.mutations import OTHER_KINDS, VALUE_KINDS, mutations
from pipeline.text.assess import promised
from pipeline.text.en.parse import parse
from pipeline.text.figure_findings import findings
from pipeline.text.finding import Finding
from pipeline.text.zh.figures import find_figures

PAIRS = (
    ("该项目总投资498.2亿元，占地800亩，计划2026年6月投产。",
     "The project has a total investment of 49.82 billion yuan, covers 53.3 hectares (800 mu) and is expected to go "
     "into production in June 2026."),
    ("前三季度，全市进出口总额达1.2万亿元，同比增长8.5%。",
     "In the first three quarters, the city's imports and exports totalled 1.2 trillion yuan, up 8.5% year on year."),
    ("失业率下降0.5个百分点，至4.8%。", "The unemployment rate fell by 0.5 percentage points to 4.8%."),
    ("约300家企业参展，其中外资企业超过60家。",
     "About 300 companies took part, of which more than 60 companies were foreign-invested."),
    ("该基地将建设5条生产线，年产电池30吉瓦时。",
     "The base will build five production lines with an annual output of 30 GWh of batteries."),
    ("双方签约金额达5000万美元。", "The two sides signed contracts worth US$50 million."),
    ("公司计划投资20亿元建设数据中心。", "The company plans to invest 2 billion yuan in a data centre."),
    ("预计年产值可达120亿元。", "Annual output value is expected to reach 12 billion yuan."),
    ("园区已累计引进企业1356家，完成投资320亿元。",
     "The park has attracted 1,356 companies and 32 billion yuan has been invested."),
    ("电站装机容量45万千瓦，年发电量约12亿千瓦时。",
     "The plant has an installed capacity of 450 MW and generates about 1.2 billion kWh a year."),
    ("高速公路全长126公里，设计时速120公里。",
     "The expressway is 126 km long and has a design speed of 120 km/h."),
    ("去年接待游客350万人次，同比下降3.2%。",
     "Last year it received 3.5 million visits, a year-on-year drop of 3.2%."),
    ("截至10月底，港口吞吐量突破640万标箱。",
     "By the end of October, the port's throughput was more than 6.4 million TEU."),
    ("实际使用外资25.6亿美元，增长12.3%。",
     "Foreign investment actually used was US$2.56 billion, an increase of 12.3%."),
    ("2025年3月12日，总投资15亿欧元的工厂开工。",
     "On 12 March 2025, ground was broken for a factory with a total investment of €1.5 billion."),
    ("去年，全区产值达到120亿元。", "Last year, the district's output value reached 12 billion yuan."),
    ("粮食产量近7000万吨。", "Grain output was nearly 70 million tonnes."),
    ("合同期限为15年，注册资本不低于5000万元。",
     "The contract runs for 15 years, and the registered capital is at least 50 million yuan."),
    ("项目建成后将新增就业岗位3200个。", "Once completed, the project will create 3,200 jobs."),
    ("研发投入占营业收入的比重提高到6.1%。", "R&D spending rose to 6.1% of revenue."),
    ("新增贷款1860亿港元，比上年增长4.7%。", "New loans came to HK$186 billion, up 4.7% from the previous year."),
)


def grave(zh: str, en: str) -> list[Finding]:
    return [f for f in findings(promised(zh, find_figures(zh)), parse(en)) if f.severity != "low"]


@pytest.mark.parametrize(("zh", "en"), PAIRS)
def test_a_correct_translation_raises_no_alarm(zh: str, en: str) -> None:
    assert grave(zh, en) == []


def test_mutations_are_flagged() -> None:
    made: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for seed in range(5):
        for zh, en in PAIRS:
            for mutation in mutations(en, Random(seed)):
                made[mutation.kind] += 1
                missed[mutation.kind] += not grave(zh, mutation.text)
    assert set(made) == {*VALUE_KINDS, *OTHER_KINDS}
    assert sum(missed[kind] for kind in VALUE_KINDS) <= 0.01 * sum(made[kind] for kind in VALUE_KINDS)
    assert sum(missed[kind] for kind in OTHER_KINDS) <= 0.1 * sum(made[kind] for kind in OTHER_KINDS)


def test_a_mutation_changes_one_place() -> None:
    text = "The plant will cost about 5.2 billion yuan, up 3% from 2024."
    for mutation in mutations(text, Random(1)):
        assert mutation.text != text
        assert len(text) - len(mutation.old) == len(mutation.text) - len(mutation.new)
