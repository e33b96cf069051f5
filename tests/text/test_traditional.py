"""Traditional Chinese becomes simplified, in the words of the mainland; simplified Chinese is left alone."""

import pytest

from pipeline.text.zh.traditional import open_converter


@pytest.mark.parametrize(("text", "expected"), [
    ("經濟部公布上半年軟體與網路產業投資金額", "经济部公布上半年软件与网络产业投资金额"),
    ("半導體廠商在南部科學園區擴建，投資3億美元", "半导体厂商在南部科学园区扩建，投资3亿美元"),
    ("乾隆年间的著作，今天的项目总投资3亿元，占地800亩", "乾隆年间的著作，今天的项目总投资3亿元，占地800亩"),
    ("总投资498.2亿元", "总投资498.2亿元"), ("", ""), ("An English text.", "An English text."),
])
def test_converts_what_is_traditional(text: str, expected: str) -> None:
    assert open_converter()(text) == expected
