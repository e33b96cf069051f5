"""Figures compared by value: what passes, what is wrong and how, what is missing, what has no source."""

import pytest

from pipeline.text.en.parse import parse
from pipeline.text.fidelity import compare
from pipeline.text.figure_findings import findings
from pipeline.text.zh.figures import find_figures


def problems(zh: str, en: str) -> list[tuple[str, str, str]]:
    return [(f.code, f.severity, f.rule) for f in findings(find_figures(zh), parse(en))]


@pytest.mark.parametrize(("zh", "en"), [
    ("总投资498.2亿元", "a total investment of 49.82 billion yuan"),
    ("总投资498.2亿元", "a total investment of RMB 49,820 million"),
    ("投资5000万美元", "an investment of $50 million"),
    ("占地800亩", "covering 53.3 hectares (800 mu)"),
    ("占地800亩", "covering 53 hectares"),
    ("占地800亩", "covering 800 mu"),
    ("装机3000万千瓦", "an installed capacity of 30 million kilowatts"),
    ("装机3000万千瓦", "an installed capacity of 30 GW"),
    ("同比增长8.5%", "up 8.5 percent year on year"),
    ("增长2倍", "tripled"),
    ("增长2倍", "rose by 200%"),
    ("产值翻一番", "output doubled"),
    ("三分之一的企业", "a third of the firms"),
    ("五成企业", "half of the firms"),
    ("投资30亿至50亿元", "an investment of 3 to 5 billion yuan"),
    ("由3%提高到5%", "raised from 3% to 5%"),
    ("数百亿元", "tens of billions of yuan"),
    ("十几家企业", "more than ten firms"),
    ("2025年3月12日", "on March 12, 2025"),
    ("2021年至2025年", "from 2021 to 2025"),
    ("一年半", "18 months"),
    ("5000万元以上", "more than 50 million yuan"), ("费用减少（-11.3%）", "an 11.3% fall in fees"),
    ("增速放缓至3.3%", "it grew at a slower 3.3%"), ("远高于3%的法定要求", "well above the requirement of 3%"),
    ("三名20多岁的人", "three people in their 20s"), ("同比增加三十万人", "up by 300,000 year on year"),
    ("是世界上最大的港口之一", "one of the largest ports in the world"),
])
def test_equal_value_passes_in_any_permitted_style(zh: str, en: str) -> None:
    assert problems(zh, en) == []


@pytest.mark.parametrize(("zh", "en", "kind"), [
    ("总投资498.2亿元", "a total investment of 498.2 billion yuan", "scale"),
    ("总投资39038.1亿元", "a total investment of 390.381 billion yuan", "scale"),
    ("总投资498.2亿元", "a total investment of 49.83 billion yuan", "value"),
    ("总投资498.2亿元", "a total investment of 49.8 billion yuan", "value"),
    ("总投资498.2亿元", "a total investment of 49.82 billion US dollars", "currency"),
    ("占地800亩", "covering 800 acres", "unit"),
    ("装机4.5万千瓦", "an installed capacity of 45 GW", "scale"),
    ("增长8.5%", "fell by 8.5%", "sign"),
    ("提高0.5个百分点", "rose by 0.5%", "points"),
    ("2025年3月12日开工", "started on March 13, 2025", "date"),
    ("约300家企业", "more than 300 firms", "hedge"),
    ("约300家企业", "300 firms", "hedge"),
    ("300家企业", "at least 300 firms", "hedge"), ("收入（-11.3%）", "income (up 11.3%)", "sign"),
    ("同比增长8.5%", "up 8.5% month on month", "base"),
])
def test_what_is_wrong_is_named_by_its_kind(zh: str, en: str, kind: str) -> None:
    comparison = compare(find_figures(zh), parse(en))
    assert kind in [k for match in comparison.matches for k in match.kinds]
    assert comparison.unsupported == ()


@pytest.mark.parametrize(("zh", "en", "expected"), [
    ("总投资498.2亿元", "a total investment of 498.2 billion yuan", ("figure_wrong", "high", "N1")),
    ("占地800亩", "covering 800 acres", ("figure_wrong", "high", "U1")),
    ("增长8.5%", "fell by 8.5%", ("figure_wrong", "high", "N10")),
    ("约300家企业", "300 firms", ("hedge_lost", "medium", "N7")),
    ("同比增长8.5%", "up 8.5% month on month", ("base_wrong", "medium", "N11")),
    ("总投资498.2亿元", "a large total investment", ("figure_missing", "high", "M1")),
    ("6个项目开工", "four projects broke ground", ("figure_wrong", "medium", "N2")),
    ("26天飞行3万公里", "flew 30,000 kilometres", ("figure_missing", "medium", "N3")),
    ("三年飞行3万公里", "flew 30,000 kilometres", ("figure_missing", "low", "N3")),
    ("达到底片的四倍", "reached that of a film", ("figure_missing", "medium", "N9")),
    ("企业很多", "there are 345 firms", ("figure_unsupported", "medium", "F5")),
    ("产值增长一倍", "output tripled", ("figure_wrong", "high", "N2")),
    ("三年内建成", "built within three months", ("figure_wrong", "medium", "N15")),
    ("销量翻了一番", "sales nearly doubled", ("hedge_lost", "medium", "N7")),
    ("销量翻了两番多", "sales quadrupled", ("hedge_lost", "medium", "N7")),
    ("销量增长了整整三倍", "sales tripled", ("figure_wrong", "high", "N2")),
    ("近三分之一的产品", "about one-third of the products", ("hedge_lost", "low", "N7")),
    ("约三分之一的产品", "nearly one-third of the products", ("hedge_lost", "medium", "N7")),
])
def test_findings_carry_code_severity_and_rule(zh: str, en: str, expected: tuple[str, str, str]) -> None:
    assert expected in [(c, s, r) if c != "figure_missing" else (c, s, expected[2]) for c, s, r in problems(zh, en)]


@pytest.mark.parametrize(("zh", "en", "rule"), [
    ("成本减少2倍", "costs fell two times", "N9"), ("土地5顷", "5 qing of land", "U2"),
    ("布3尺", "3 chi of cloth", "U6"),
])
def test_what_the_chinese_leaves_in_doubt_is_for_a_person(zh: str, en: str, rule: str) -> None:
    assert ("source_doubtful", "medium", rule) in problems(zh, en)


def test_a_finding_names_both_places() -> None:
    (finding,) = findings(find_figures("总投资498.2亿元"), parse("investment of 498.2 billion yuan"))
    assert (finding.zh, finding.en) == ("498.2亿元", "498.2 billion yuan")
    assert "49.82 billion yuan" in finding.message


@pytest.mark.parametrize(("zh", "en", "end"), [
    ("已签约46个项目", "46 projects were completed", "signed in the Chinese, completed in the English."),
    ("约210家企业", "nearly 210 companies", "about in the Chinese, nearly in the English."),
    ("投资约5亿元", "an investment of 500 million yuan", "about in the Chinese, exact in the English."),
    ("同比增长5%", "up 5% from the previous month", "year on year in the Chinese, sequential in the English."),
])
def test_what_differs_beside_an_equal_value_is_said_of_both(zh: str, en: str, end: str) -> None:
    assert [f.message for f in findings(find_figures(zh), parse(en)) if f.message.endswith(f": {end}")]


def test_the_same_figure_twice_may_be_said_once_but_not_changed() -> None:
    assert problems("5%、5%和7%", "5% and 7%") == []
    assert [c for c, _, _ in problems("5%、7%和5%", "5%, 7% and 6%")] == ["figure_wrong"]


@pytest.mark.parametrize(("zh", "en"), [
    ("占地640亩。", "It covers an area of 640."), ("面积640公顷。", "The area is 640."), ("重500斤。", "It is 500."),
    ("产量3000吨。", "Output was 3,000."), ("占地5公顷。", "It covers 5."), ("增长8.5%。", "It grew by 8.5."),
    ("总投资5000万元。", "Total investment is 50 million."), ("合同期15年。", "The contract runs for 15."),
    ("年发电12亿千瓦时。", "It generates 1.2 billion a year."),
    ("面积640公顷，有300家企业。", "It has 640 companies and 300 hectares."),
])
def test_a_bare_number_does_not_stand_for_a_unit(zh: str, en: str) -> None:
    assert any(severity != "low" for _, severity, _ in problems(zh, en))


BASED = "2017年进出口总值27.79万亿元，比{}年增长14.2%。"


@pytest.mark.parametrize(("year", "en", "codes"), [
    ("2016", "In 2017 the total was 27.79 trillion yuan, up 14.2% from the previous year.", []),
    ("2016", "In 2017 the total was 27.79 trillion yuan, up 14.2% year on year.", []),
    ("2016", "In 2017 the total was 27.79 trillion yuan, up 14.2%.", ["figure_missing"]),
    ("2015", "In 2017 the total was 27.79 trillion yuan, up 14.2% from the previous year.", ["figure_missing"]),
])
def test_the_year_of_a_base_may_be_told_as_the_year_before(year: str, en: str, codes: list[str]) -> None:
    assert [code for code, _, _ in problems(BASED.format(year), en)] == codes


@pytest.mark.parametrize(("zh", "en"), [
    ("共有800人。", "There are 800."), ("企业1356家。", "1,356 companies."), ("65岁以上", "over 65"),
    ("面积由300公顷增至640公顷。", "The area rose from 300 to 640 hectares."),
    ("面积为300公顷、400公顷和640公顷。", "The areas are 300, 400 and 640 hectares."),
    ("占地300亩、450亩和600亩。", "They cover 20, 30 and 40 hectares."),
    ("金额在300万元至500万元之间。", "The sum is between 3 and 5 million yuan."),
    ("面积达640公顷，上年为300公顷。", "The area was 640 hectares, compared with 300 a year earlier."),
    ("增长5%，上年增长6%。", "It grew by 5%, up from 6 the year before."),
    ("投资50亿元和30亿元。", "It invested 5 billion and 3 billion yuan."),
    ("优良天数增加50天。", "The number of days of good air rose by 50."), ("只需4、5个小时", "only 4-5 hours"),
    ("连续12个月下降", "fell for 12 consecutive months"), ("最高气温25℃", "a high of 25℃"),
    ("人民币1元对8.8352卢布", "RMB1 to RUB8.8352"), ("建设2×66万千瓦机组", "build 2×660 MW units"),
    ("提高半个百分点", "half a percentage point higher"), ("收视率翻了近两倍", "ratings nearly tripled"),
    ("股价涨幅超过一倍", "share prices have more than doubled"), ("增幅达到两倍", "rose threefold"),
    ("销量翻了一番多", "sales more than doubled"), ("再多等十分钟", "wait another ten minutes"),
    ("公元前323年", "in 323 BC"), ("公元618年", "in AD 618"), ("始建于1368年", "was built in 1368"),
    ("1271年至1368年", "from 1271 to 1368"), ("1368年至1644年", "from 1368 to 1644"), ("（1368-1644）", "1368 to 1644"),
    ("唐朝（618-907）", "the Tang Dynasty (AD 618 to 907)"), ("有2000年历史", "a 2,000-year history"),
    ("每小时40英里", "40 mph"),
])
def test_a_counter_may_be_dropped_and_a_unit_carried_over(zh: str, en: str) -> None:
    assert [p for p in problems(zh, en) if p[1] != "low"] == []


@pytest.mark.parametrize(("zh", "en"), [
    ("升幅不会突破3%", "growth will not exceed 3%"), ("20 世纪 30 年代", "in the 1930s"),
    ("上世纪70、80年代", "in the 1970s and 1980s"), ("60个或更多", "60 or more"),
    ("只有百分之一的人", "only one percent"),
    ("涨了95元，涨幅超过14%", "up RMB95, or more than 14%"), ("以10-6领先", "leading 10-6"),
    ("伊尔-76 飞机", "the Il-76"),
    ("第2季及第3季", "in the second and third quarters"), ("概率为千分之一", "one in a thousand"),
    ("10块金牌中的7块", "seven out of 10 gold medals"), ("年满18岁或以上", "18 or over"), ("跑了一英里", "ran a mile"),
    ("目标是赤字率为2.4%", "The aim was that the deficit was 2.4%"),
    ("10月1日、2日", "October 1 and 2"), ("7月17、18日", "July 17 and 18"),
    ("12月17、21及22日", "17, 21 and 22 December"), ("8月3、4、5、6日", "August 3, 4, 5 and 6"),
    ("第二、三年减半", "halved in the second and third years"), ("第2、3批项目", "the second and third batches"),
    ("7月17和7月22日", "July 17 and July 22"), ("起诉十几次", "sued more than a dozen times"),
])
def test_words_that_look_like_other_figures_raise_no_noise(zh: str, en: str) -> None:
    assert [p for p in problems(zh, en) if p[1] != "low"] == []


@pytest.mark.parametrize(("zh", "en", "code"), [
    ("根据条例第7条", "under section 5 of the ordinance", "figure_wrong"),
    ("10月1日、2日", "October 1 and 5", "figure_missing"),
    ("7月17、18日", "July 16 and 18", "figure_missing"), ("12月17、21及22日", "17 and 22 December", "figure_missing"),
    ("5月及8月被触发", "triggered in May and October", "figure_missing"),
    ("今年第三季的收入大减", "income in the first quarter of the year fell", "figure_wrong"),
    ("2.5%下降至2016年的2.3%", "edged up to 2.3% in 2016 from 2.5%", "figure_wrong"),
    ("信贷录得4.4%的温和增长", "loans recorded a moderate decline of 4.4%", "figure_wrong"),
    ("在赛马场南1公里处", "one mile south of the racecourse", "figure_wrong"),
    ("1380 年的暴乱", "a riot in 1980", "figure_wrong"), ("（第3级参数）", "(level 7 inputs)", "figure_wrong"),
    ("已有15个月大", "now 15 years", "figure_wrong"), ("20 世纪 30 年代", "in the 1940s", "figure_wrong"),
    ("开了超过100次会，调查数百家企业", "held 100 meetings and visited hundreds of firms", "hedge_lost"),
])
def test_errors_beside_other_figures_are_found(zh: str, en: str, code: str) -> None:
    assert code in [p[0] for p in problems(zh, en) if p[1] != "low"]
