"""Plan or fact in the Chinese, as far as the comparison needs it."""

import pytest

from pipeline.text.zh.facts import modality
from pipeline.text.zh.figures import find_figures


@pytest.mark.parametrize(("zh", "expected"), [
    ("公司计划投资20亿元。", "planned"),
    ("到2030年将建成300个项目。", "planned"),
    ("税率将下调至7.5%。", "planned"),
    ("园区完成投资320亿元。", "fact"),
    ("社会各界捐款320万元。", "fact"),
    ("主要产品产量达320万吨。", "fact"),
    ("费用可能达到320万元。", None),
    ("如果投资320万元,明年就能投产。", None),
    ("计划总投资37亿元,前三季度实现产值8.7亿元。", None),
    ("「人才培育计划」下有200名学生受惠。", None),
    ("今年会满18岁的有243例", None), ("年会有243人出席", "fact"), ("并网发电后，年发电3亿千瓦时", None),
    ("到2023年已经跃升至5.9万亿美元", None), ("到2027年跃升至5.9万亿美元", "planned"),
])
def test_the_last_amount_is_planned_a_fact_or_neither(zh: str, expected: str | None) -> None:
    amounts = [f for f in find_figures(zh) if f.dimension not in ("date", "period")]
    assert modality(zh, amounts[-1]) == expected
