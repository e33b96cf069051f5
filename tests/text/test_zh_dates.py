"""Dates, periods and Five-Year Plans in Chinese (rules D1 to D5)."""

from datetime import date

import pytest

from pipeline.text.zh.figures import find_figures


@pytest.mark.parametrize(("text", "when", "rule"), [
    ("2025年3月12日", "2025-03-12", "D1"), ("二〇二五年三月十二日", "2025-03-12", "D1"), ("3月12日", "--03-12", "D1"),
    ("２０２５年３月", "2025-03", "D1"), ("3月", "--03", "D1"), ("元月", "--01", "D1"), ("2025年元月", "2025-01", "D1"),
    ("2025年", "2025", "D1"), ("2025年度", "2025", "D1"), ("2025-03-12", "2025-03-12", "D1"),
    ("2025/3/12", "2025-03-12", "D1"),
    ("2025.3.12", "2025-03-12", "D1"), ("2025中国国际博览会", "2025", "D1"),
    ("二零二五中国农机手大赛", "2025", "D1"), ("12月31号", "--12-31", "D1"),
    ("一季度", "Q1", "D2"), ("第一季度", "Q1", "D2"), ("2025年一季度", "2025-Q1", "D2"), ("2025Q1", "2025-Q1", "D2"),
    ("11月1日持续到11日", "--11-01/--11-11", "D2"),
    ("Q3", "Q3", "D2"),
    ("2025年第三季度", "2025-Q3", "D2"),
    ("上半年", "H1", "D2"), ("下半年", "H2", "D2"), ("2025年上半年", "2025-H1", "D2"), ("前三季度", "Q1/Q3", "D2"),
    ("2025年前三季度", "2025-Q1/Q3", "D2"), ("一至三季度", "Q1/Q3", "D2"), ("1-10月", "--01/--10", "D2"),
    ("1月至10月", "--01/--10", "D2"), ("前10个月", "--01/--10", "D2"), ("2025年1—10月", "2025-01/2025-10", "D2"),
    ("3月上旬", "--03-early", "D2"), ("2025年3月中旬", "2025-03-mid", "D2"), ("三月下旬", "--03-late", "D2"),
    ("3月中下旬", "--03-mid/--03-late", "D2"), ("2025年3月上中旬", "2025-03-early/2025-03-mid", "D2"),
    ("二、三季度", "Q2/Q3", "D2"), ("2025年二、三季度", "2025-Q2/Q3", "D2"), ("二三季度", "Q2/Q3", "D2"),
    ("二至四季度", "Q2/Q4", "D2"), ("今年前三季", "Q1/Q3", "D2"), ("首11个月", "--01/--11", "D2"),
    ("25Q3", "2025-Q3", "D2"), ("25H1", "2025-H1", "D2"),
    ("2025.03", "2025-03", "D1"), ("2025-03", "2025-03", "D1"), ("2025/12", "2025-12", "D1"),
    ("1999.05―2000.12", "1999-05/2000-12", "D2"), ("24年12月", "2024-12", "D1"), ("98年12月", "1998-12", "D1"),
    ("25年一季度", "2025-Q1", "D2"), ("24年上半年", "2024-H1", "D2"), ("24年底", "2024-end", "D2"),
    ("2025年年中", "2025-mid", "D2"), ("9月中，", "--09-mid", "D2"), ("2025年9月中前", "2025-09-mid", "D2"),
    ("10月底", "--10-end", "D2"), ("2025年底", "2025-end", "D2"), ("2025年年底", "2025-end", "D2"),
    ("2025年初", "2025-early", "D2"),
    ("2021-2025年", "2021/2025", "D2"), ("2021年至2025年", "2021/2025", "D2"), ("2014-15赛季", "2014/2015", "D2"),
    ("6月16日至18日", "--06-16/--06-18", "D1"), ("6月16日—7月2日", "--06-16/--07-02", "D2"),
    ("2025年9月至2026年3月", "2025-09/2026-03", "D2"), ("20世纪90年代末", "1990/1999", "D2"),
    ("1970年代", "1970/1979", "D2"),
    ("截至10月底", "--10-end", "D3"), ("截至今年3月底", "--03-end", "D3"), ("2020年以来", "2020", "D3"),
    ("十四五", "14", "D5"), ("“十五五”时期", "15", "D5"), ("“十四五”规划", "14", "D5"),
    ("第十四个五年规划", "14", "D5"), ("“十三五”期间", "13", "D5"), ("“十四五”规划（2021—2025年）", "14", "D5"),
])
def test_a_date_has_one_form(text: str, when: str, rule: str) -> None:
    (figure,) = find_figures(text)
    assert figure.when == when
    assert rule in figure.rules


@pytest.mark.parametrize(("text", "when"), [
    ("今年", "2025"), ("去年", "2024"), ("明年", "2026"), ("今年3月", "2025-03"), ("去年12月5日", "2024-12-05"),
    ("本月", "2025-01"),
    ("上月", "2024-12"), ("昨日", "2024-12-31"), ("今年上半年", "2025-H1"), ("今年前三季度", "2025-Q1/Q3"),
    ("明年底", "2026-end"),
])
def test_a_relative_date_is_resolved_with_the_day_of_publication_alone(text: str, when: str) -> None:
    (figure,) = find_figures(text, date(2025, 1, 1))
    assert figure.when == when
    assert "D4" in figure.rules
    assert all("D4" not in f.rules for f in find_figures(text))


@pytest.mark.parametrize("text", ["3年", "十年", "2年半", "十四五岁", "三五天", "前三年", "五个月"])
def test_a_span_of_time_is_no_date(text: str) -> None:
    assert all(f.when is None for f in find_figures(text))


@pytest.mark.parametrize(("first", "last"), [("3月5日", "--03-05"), ("1949年", "1949")])
def test_two_dates_with_a_verb_between_them_stay_two(first: str, last: str) -> None:
    found = find_figures(f"{first}开工，12月20日竣工")
    assert [f.when for f in found] == [last, "--12-20"]


@pytest.mark.parametrize("text", ["24至26日", "24日至26日", "今明两年"])
def test_days_without_a_month_and_years_in_relation_are_none(text: str) -> None:
    assert find_figures(text) == []


@pytest.mark.parametrize(("text", "dimensions"), [
    ("2025.03亿元", ["money"]), ("2025.10元", ["money"]), ("有期徒刑12年6个月", ["duration", "duration"]),
    ("判处12年6月", ["duration", "date"]), ("2010-12年", ["period"]), ("2025-2026", ["period"]),
    ("一、三季度", ["period", "period"]), ("第2及第3季", ["period", "period"]),
    ("第二、第三季度", ["period", "period"]),
])
def test_what_is_no_month_of_a_year_stays_what_it_is(text: str, dimensions: list[str]) -> None:
    assert [f.dimension for f in find_figures(text)] == dimensions


@pytest.mark.parametrize(("text", "when"), [
    ("始建于1368年", "1368"), ("1271年至1368年", "1271/1368"), ("到2105年", "2105"), ("2050—2100年", "2050/2100"),
    ("公元618年", "618"), ("始建于960年", "960"), ("公元前221年", "-221"), ("公元前 356 年", "-356"),
    ("2000年前后", "2000"), ("早在2014年", "2014"), ("2000年历史最高", "2000"), ("2015年历史性突破", "2015"),
    ("1949年前", "1949"), ("王安石（1021－1086）", "1021/1086"), ("唐朝（618-907）", "618/907"),
    ("08年", "2008"), ("05年以来", "2005"), ("08年底", "2008-end"),
])
def test_a_year_far_off_is_a_date(text: str, when: str) -> None:
    (figure,) = find_figures(text)
    assert (figure.when, figure.dimension in ("date", "period")) == (when, True)


@pytest.mark.parametrize(("text", "years"), [
    ("有2000年历史", 2000), ("1500年的古城", 1500), ("早在1500年前", 1500), ("距今1568年", 1568),
    ("早在2000年前", 2000), ("近2000年来", 2000), ("有1900年建城史", 1900), ("1200年", 1200),
])
def test_years_that_are_counted_are_no_date(text: str, years: int) -> None:
    (figure,) = find_figures(text)
    assert (figure.dimension, figure.unit, figure.value) == ("duration", "year", years)


@pytest.mark.parametrize(("text", "first", "last"), [
    ("公元前475-前221年", "-475", "-221"), ("公元前475—221年", "-475", "-221"), ("公元前5年至23年", "-5", "23"),
    ("公元618年至907年", "618", "907"), ("公元618-907年", "618", "907"), ("公元前221年—公元前206年", "-221", "-206"),
])
def test_the_second_of_two_years_of_an_era_is_a_year(text: str, first: str, last: str) -> None:
    assert [(f.dimension, f.when) for f in find_figures(text)] == [("date", first), ("date", last)]


def test_round_numbers_in_brackets_are_no_age() -> None:
    assert [f.dimension for f in find_figures("价格（1200-1500）")] == ["count"]
