"""Title, date, outlet and author are read off the lines around an article."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.text.zh import metadata
from pipeline.text.zh.timestamps import parse_date, parse_time


@pytest.mark.parametrize(("text", "expected"), [
    ("2023-06-16", date(2023, 6, 16)),
    ("2023/6/16 13:48", date(2023, 6, 16)),
    ("2023.06.16", date(2023, 6, 16)),
    ("2023年6月16日", date(2023, 6, 16)),
    ("二〇二三年六月十六日", date(2023, 6, 16)),
    ("二○二三年十月三十一日".replace("○", "〇"), date(2023, 10, 31)),
    ("20230616", date(2023, 6, 16)),
    ("来源:闪电新闻2023-06-16 13:48", date(2023, 6, 16)),
    ("2023-06-16T20:00:00Z", date(2023, 6, 17)),
    ("2023-06-16T13:48:00+08:00", date(2023, 6, 16)),
    ("2023-06-16T13:48:00.000+0800", date(2023, 6, 16)),
    ("2023-06-16T20:00:00-05:00", date(2023, 6, 17)),
    ("1686894480", date(2023, 6, 16)),
    ("1686894480000", date(2023, 6, 16)),
    ("Fri, 16 Jun 2023 13:48:00 +0800", date(2023, 6, 16)),
    ("2023-02-30，更正为2023-03-01", date(2023, 3, 1)),
])
def test_reads_a_date_in_any_common_form(text: str, expected: date) -> None:
    assert parse_date(text) == expected


@pytest.mark.parametrize("text", [
    "", "昨天", "2023-13-01", "2023-02-30", "1889-01-01", "2999-01-01", "9999999999", "0000-00-00", "2023年6月",
    "4.7%", "+86-531-89013562",
    "33, 99 Foo 2023",
])
def test_refuses_what_is_no_possible_date(text: str) -> None:
    assert parse_date(text) is None


@settings(max_examples=200)
@given(st.text(st.sampled_from(list("0123456789-/.:年月日TZ+ 〇一十Fri,Jun")), max_size=40))
def test_never_fails_on_a_date(text: str) -> None:
    found = parse_date(text)
    assert found is None or date(1990, 1, 1) <= found <= date(2049, 12, 31)


@pytest.mark.parametrize(("lines", "outlet"), [
    (["来源:闪电新闻2023-06-16 13:48"], "闪电新闻"),
    (["来源：新华网 记者 张三 发布时间：2025-03-01"], "新华网"),
    (["2025年3月1日 09:30 来源: 大众日报 作者:李四"], "大众日报"),
    (["来源：央视网《新闻联播》2025-02-20"], "央视网《新闻联播》"),
    (["来源：《理财周刊》"], "理财周刊"),
    (["本文来源于 北京商报 2024-05-20 09:47:48"], "北京商报"),
    (["来源：", "新华社"], "新华社"),
    (["信息来源：山东省商务厅 【字体：大 中 小】"], "山东省商务厅"),
    (["稿源：德州日报 编辑：王五"], "德州日报"),
    (["来源：未知"], None),
    (["来源："], None),
    (["新区的发展动力来自改革"], None),
])
def test_finds_the_outlet(lines: list[str], outlet: str | None) -> None:
    found = metadata.find_outlet(lines)
    assert (found.value if found else None) == outlet


@pytest.mark.parametrize(("line", "outlet"), [
    ("2022-02-13 09:57 光明网", "光明网"), ("2024-05-20 14:33·新华社", "新华社"),
    ("大众日报 2016年10月14日07:17", "大众日报"),
    ("2022-02-13 09:57", None), ("2022-02-13 09:57会议在济南召开，省领导出席。", None),
])
def test_finds_the_outlet_beside_date_and_time(line: str, outlet: str | None) -> None:
    found = metadata.find_dateline_outlet([line])
    assert (found.value if found else None) == outlet


@pytest.mark.parametrize(("line", "author"), [
    ("作者：张三", "张三"), ("来源：新华网 记者 张三 发布时间：2025-03-01", "张三"),
    ("本报记者 王乐文 方 敏", "王乐文 方敏"), ("作者： 来源：新华网", None),
    ("中文 繁体", None),
])
def test_finds_the_author(line: str, author: str | None) -> None:
    found = metadata.find_author([line])
    assert (found.value if found else None) == author


@pytest.mark.parametrize(("paragraph", "author"), [
    ("推动工业高质量发展。（记者 胡晓蓉）", "胡晓蓉"), ("签约项目30个。（本报记者 张三 李四）", "张三 李四"),
    ("签约项目30个。（完）", None),
])
def test_finds_a_byline_at_the_end_of_a_paragraph(paragraph: str, author: str | None) -> None:
    assert metadata.find_byline(paragraph) == author


def test_believes_a_labelled_date_before_a_bare_one() -> None:
    found = metadata.find_published(["2020-01-01", "发布时间：2023-06-16 13:48"])
    assert found == metadata.Found(date(2023, 6, 16), 1)


def test_takes_no_date_from_a_headline() -> None:
    assert metadata.find_published(["关于2023年6月16日德州天衢新区招商引资推介大会的有关情况说明"]) is None


@pytest.mark.parametrize(("title", "expected"), [
    ("江西财政紧急下达2.8亿元资金 支持各地灾后救助重建-中新网", "江西财政紧急下达2.8亿元资金 支持各地灾后救助重建"),
    ("德州天衢新区揭牌_新闻中心_德州市人民政府", "德州天衢新区揭牌"),
    ("书记市长这一周 | 奋马扬鞭争春色", "书记市长这一周 | 奋马扬鞭争春色"),
    ("谋发展——德州天衢新区的改革", "谋发展——德州天衢新区的改革"),
    ("新闻网", "新闻网"),
])
def test_takes_the_sites_name_off_a_headline(title: str, expected: str) -> None:
    assert metadata.strip_site(title) == expected


@pytest.mark.parametrize(("line", "could_be"), [
    ("德州天衢新区以改革思维破发展瓶颈 打造高质量发展增长极", True), ("首页", False), ("* 德州天衢新区改革", False),
    ("本报记者 王乐文 方 敏", False),
    ("今年以来，新区发展良好。", False), ("2023-06-16 13:48:00 09:00", False), ("来源：新华社德州分社电", False),
])
def test_knows_what_could_be_a_headline(line: str, could_be: bool) -> None:
    assert metadata.could_be_title(line) is could_be


@pytest.mark.parametrize(("lines", "outlet"), [
    (["原创 李明 青岩发布 2024年03月12日 19:02 浙江"], "青岩发布"), (["2023-12-03 17:45 江州日报官方账号"], "江州日报"),
    (["林晓 2024-03-27 08:31"], None), (["2024-06-03 20:16 +关注"], None),
])
def test_a_person_a_region_or_a_button_beside_the_date_is_no_outlet(lines: list[str], outlet: str | None) -> None:
    found = metadata.find_dateline_outlet(lines)
    assert (found and found.value) == outlet


def test_a_page_names_the_account_above_what_it_is_called_by() -> None:
    found = metadata.find_account(["青岩发布", "微信号 example"])
    assert found and found.value == "青岩发布"


def test_the_day_of_the_week_is_the_last_thing_believed() -> None:
    lines = ["2024年9月12日 星期四 晴 18℃", "2024-09-10"]
    published, day = metadata.find_published(lines), metadata.find_day(lines)
    assert published and published.value == date(2024, 9, 10)
    assert day and day.value == date(2024, 9, 12)
    assert metadata.find_day(["今天是2025年1月3日 星期五"]) is None


def test_a_date_may_run_into_its_time() -> None:
    assert parse_date("2005.08.2605:39") == date(2005, 8, 26)


@pytest.mark.parametrize(("text", "time"), [
    ("发布时间：2023-06-16 13:48 来源：闪电新闻", "13:48"), ("2023年6月16日 9时05分", "09:05"),
    ("2023-06-16 下午1:48", "13:48"), ("2023-06-16T05:48:00Z", "13:48"),
    ("2023-06-16T13:48:11+08:00", "13:48"), ("1686894480", "13:48"),
    ("2023-06-16 00:00:00", None), ("2023-06-16", None), ("2023年6月16日 比分3:2", None),
    ("2023-06-16T99:99:99Z", None),
])
def test_a_time_of_day_is_read_as_one_of_china(text: str, time: str | None) -> None:
    assert parse_time(text) == time


@given(st.text(max_size=60))
def test_no_text_makes_reading_a_time_fail(text: str) -> None:
    found = parse_time(text)
    assert found is None or (len(found) == 5 and found[2] == ":")
