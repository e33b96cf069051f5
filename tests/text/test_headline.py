"""The headline is the line above that the article takes up."""

import pytest

from pipeline.text.zh.headline import find_title, taken_up
from pipeline.text.zh.lines import Line

_BODY = "4月9日，南湾国际投资贸易洽谈会在南湾会展中心开幕，现场签约项目64个，合同金额312亿元，绿色低碳展区首次亮相。"
_TITLE = "南湾投资贸易洽谈会开幕 签约312亿元"


def _lines(*texts: str) -> list[Line]:
    return [Line(text, "source" if text.startswith("来源") else None) for text in texts]


@pytest.mark.parametrize("above", [
    ("南湾网 新闻 政务 视频 专题",), ("南湾港一季度吞吐量增长9.8%", "全市招商引资工作会议召开"), ("南湾网>>经济·科技",),
    ("logo.png",), (_TITLE,),
])
def test_finds_the_line_that_the_body_takes_up(above: tuple[str, ...]) -> None:
    lines = _lines(*above, _TITLE, "来源：南湾日报")
    assert find_title(lines, len(lines), len(lines) - 1, _BODY) == _TITLE


def test_joins_two_rows_and_leaves_a_kicker() -> None:
    rows = _lines("南湾投资贸易洽谈会开幕", "现场签约项目64个", "来源：南湾日报")
    assert find_title(rows, 3, 2, _BODY) == "南湾投资贸易洽谈会开幕 现场签约项目64个"
    kicker = _lines("聚焦高质量发展新征程", _TITLE, "来源：南湾日报")
    assert find_title(kicker, 3, 2, _BODY) == _TITLE


def test_leaves_out_the_name_of_a_picture_beside_it() -> None:
    assert find_title(_lines(f"logo_1.png {_TITLE}"), 1, None, _BODY) == _TITLE


def test_there_may_be_none() -> None:
    assert find_title(_lines("首页", "南湾日报"), 2, None, _BODY) is None


def test_share_of_a_headline() -> None:
    assert taken_up("南湾开幕", "南湾开幕") == 1 == taken_up("", "x")
    assert taken_up("南湾开幕", "别的") == 0
