"""Lines of a page: what ends one, what stands below a picture, where a notice ends."""

import pytest

from pipeline.config import shipped
from pipeline.text.zh.chrome import parse_rules
from pipeline.text.zh.extract import extract_text
from pipeline.text.zh.lines import to_lines

_RULES = parse_rules((shipped("configs") / "chrome" / "lines.txt").read_text("utf-8"))
_STORY = "滨河新区产业园一期工程3月5日开工，总投资35.6亿元，预计明年年底建成投产。"


@pytest.mark.parametrize("tail", [
    "（责任编辑：张三）", "[责任编辑：张三]", "返回首页>>", " 责任编辑：李四", "（来源：滨河日报）",
    "（图源：滨河发布）", "返回搜狐，查看更多 责任编辑：", "【纠错】",
])
def test_what_follows_the_last_sentence_on_its_line_is_no_article(tail: str) -> None:
    (line,) = to_lines([_STORY + tail], _RULES)
    assert (line.text, line.tail) == (_STORY, tail.strip())
    assert line.prose and line.tail_rule


@pytest.mark.parametrize("text", [
    _STORY + "（记者 张三）", _STORY + "（张巨峰）", _STORY + "（编译/林靖东）", _STORY + "来源地更加多元",
    "会上发布了《滨河新区招商引资政策》（以下简称《政策》）", _STORY + "“编辑部的故事”仍在继续",
])
def test_a_byline_or_the_next_words_stay(text: str) -> None:
    (line,) = to_lines([text], _RULES)
    assert (line.text, line.tail) == (text, "")


def test_a_short_line_below_a_picture_is_its_caption() -> None:
    text = f"滨河新区产业园开工\n{_STORY}\n开工现场.jpg\n开工仪式现场\n{_STORY[::-1]}。\n二期规划\n{_STORY * 2}"
    found = extract_text(text, _RULES)
    assert "开工仪式现场" not in found.paragraphs and "二期规划" in found.paragraphs
    assert ("开工仪式现场", "caption") in found.removed


@pytest.mark.parametrize("signature", [("滨河市商务局",), ("滨河市商务局", "2024年3月5日"), ("2024年3月5日",)])
def test_who_signs_a_notice_and_when_is_part_of_it(signature: tuple[str, ...]) -> None:
    notice = ("关于公开征集产业园入驻企业的公告", _STORY, "请有意向的企业于3月20日前提交申请材料。", "特此公告。")
    assert extract_text("\n".join((*notice, *signature)), _RULES).paragraphs[-len(signature):] == signature


def test_whom_to_call_belongs_to_a_notice_that_goes_on_and_not_to_the_foot_of_a_page() -> None:
    notice = ("关于举办政策培训班的通知", _STORY, "联系电话：0999-8123456", "滨河市商务局", "2024年3月5日")
    found = extract_text("\n".join((*notice, "联系电话：0999-8000000", "主办：滨河市商务局")), _RULES)
    assert found.paragraphs == notice[1:]


def test_numbers_stay_in_a_table_and_go_beside_buttons() -> None:
    table = ("行业", "新设企业", "制造业", "12", "服务业", "34")
    found = extract_text("\n".join(("外资情况公布", _STORY * 4, *table, _STORY * 5, "点赞", "8", "分享")), _RULES)
    assert found.paragraphs == (_STORY * 4, *table, _STORY * 5)


def test_names_of_picture_files_and_list_marks_of_a_dump_go() -> None:
    text = f"产业园开工\nlogo.png 滨河网\n* {_STORY}\nW02024.jpg {_STORY * 2}\nsend.gif 发表评论"
    assert extract_text(text, _RULES).paragraphs == (_STORY, _STORY * 2)
