"""Figures in Chinese: every rule of style with its examples, what is no figure, and what holds for any text."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.text.figure import BASES, DIMENSIONS, DIRECTIONS, HEDGES, MODALITIES, STAGES, Figure
from pipeline.text.zh.figures import find_figures
from pipeline.text.zh.words import words


def only(text: str) -> Figure:
    (figure,) = find_figures(text)
    return figure


def numbers(figure: Figure) -> tuple[str, ...]:
    """The value, or the two ends of a range, without a power of ten."""
    return tuple(format(n, "f") for n in (figure.value, figure.low, figure.high) if n is not None)


@pytest.mark.parametrize(("rule", "text", "expected", "dimension", "unit"), [
    ("N1", "498.2亿", "49820000000", "count", ""), ("N1", "39038.1亿", "3903810000000", "count", ""),
    ("N1", "8500万", "85000000", "count", ""), ("N1", "35.6万人", "356000", "count", "person"),
    ("N1", "1.2万亿", "1200000000000", "count", ""), ("N1", "总产值3千万元", "30000000", "money", "CNY"),
    ("N1", "1亿2千万元", "120000000", "money", "CNY"), ("N1", "12亿3000万元", "1230000000", "money", "CNY"),
    ("N1", "两万三千亿元", "2300000000000", "money", "CNY"), ("N2", "5.0%", "5.0", "percent", ""),
    ("M1", "3元5角", "3.5", "money", "CNY"), ("M1", "3元5角2分", "3.52", "money", "CNY"),
    ("M1", "每斤涨5分钱", "0.05", "money", "CNY"), ("M1", "补贴5角。", "0.5", "money", "CNY"),
    ("U2", "总建筑面积12.6万方", "126000", "area", "square metre"),
    ("U2", "10万方厂房", "100000", "area", "square metre"),
    ("U7", "浇筑混凝土5万方", "50000", "volume", "cubic metre"),
    ("N1", "货物周转量1.2亿吨公里", "120000000", "count", "tonne-kilometre"),
    ("N1", "客运周转量35.6亿人公里", "3560000000", "count", "passenger-kilometre"),
    ("N2", "0.50元", "0.50", "money", "CNY"), ("N3", "三个项目", "3", "count", ""),
    ("N9", "规模是上年的2倍", "2", "multiple", ""), ("N9", "增长2倍", "200", "percent", ""),
    ("N9", "增长1.3倍", "130", "percent", ""), ("N9", "提高了近3倍", "300", "percent", ""),
    ("N9", "增长到原来的2倍", "2", "multiple", ""), ("N9", "增长到3倍", "3", "multiple", ""),
    ("N9", "达到1.5倍", "1.5", "multiple", ""), ("N9", "翻一番", "2", "multiple", ""),
    ("N9", "翻两番", "4", "multiple", ""), ("N9", "实现翻番", "2", "multiple", ""),
    ("N9", "翻了一倍", "2", "multiple", ""),
    ("N10", "增长8.5%", "8.5", "percent", ""), ("N10", "提高0.5个百分点", "0.5", "points", ""),
    ("N10", "上调25个基点", "25", "basis-points", ""), ("N10", "三成", "30", "percent", ""),
    ("N10", "三成五", "35", "percent", ""), ("N10", "八折", "20", "percent", ""),
    ("N10", "八五折", "15", "percent", ""), ("N10", "千分之五", "0.5", "percent", ""),
    ("N10", "基本利率上调至2.25厘", "2.25", "percent", ""), ("N10", "年息三厘半", "3.5", "percent", ""),
    ("N10", "5‰", "0.5", "percent", ""), ("N10", "百分之三十五", "35", "percent", ""),
    ("N10", "占一半", "0.5", "multiple", ""), ("N12", "全国第二", "2", "ordinal", ""),
    ("N12", "进入前十", "10", "ordinal", ""), ("N12", "世界500强", "500", "ordinal", ""),
    ("N12", "中国企业500强", "500", "ordinal", ""), ("N12", "百强县", "100", "ordinal", ""),
    ("N12", "第三届", "3", "ordinal", ""), ("N12", "第1期", "1", "ordinal", ""), ("N14", "五百", "500", "count", ""),
    ("N14", "两亿", "200000000", "count", ""), ("N14", "叁佰万元整", "3000000", "money", "CNY"),
    ("N14", "廿家企业", "20", "count", ""), ("N14", "一年半", "1.5", "duration", "year"),
    ("N14", "半年", "6", "duration", "month"), ("N14", "两个半月", "2.5", "duration", "month"),
    ("N14", "一个半", "1.5", "count", ""), ("N14", "三万五", "35000", "count", ""),
    ("N14", "一亿二", "120000000", "count", ""), ("N14", "一百二十三万四千", "1234000", "count", ""),
    ("N14", "三点五亿元", "350000000", "money", "CNY"), ("N15", "350万人次", "3500000", "count", "visit"),
    ("N15", "6.4万标箱", "64000", "count", "TEU"), ("N15", "2000户", "2000", "count", "household"),
    ("N15", "500台设备", "500", "count", "unit"), ("N15", "3架飞机", "3", "count", "aircraft"),
    ("M1", "498.2亿元", "49820000000", "money", "CNY"), ("M1", "人民币500万元", "5000000", "money", "CNY"),
    ("M1", "￥500万", "5000000", "money", "CNY"), ("M2", "5000万美元", "50000000", "money", "USD"),
    ("M2", "US$5000万", "50000000", "money", "USD"), ("M2", "3亿欧元", "300000000", "money", "EUR"),
    ("M2", "€200万", "2000000", "money", "EUR"), ("M2", "£1.5亿", "150000000", "money", "GBP"),
    ("M2", "8000亿日元", "800000000000", "money", "JPY"), ("M2", "HK$3亿", "300000000", "money", "HKD"),
    ("M2", "1.2亿新加坡元", "120000000", "money", "SGD"), ("M5", "30万元/亩", "300000", "per-area-money", "mu"),
    ("M5", "每亩30万元", "300000", "per-area-money", "mu"), ("M5", "亩均税收30万元", "300000", "per-area-money", "mu"),
    ("M5", "2万元/平方米", "20000", "per-area-money", "square metre"), ("U1", "800亩", "800", "area", "mu"),
    ("U1", "80万亩", "800000", "area", "mu"), ("U2", "50万平方米", "500000", "area", "square metre"),
    ("U2", "120平方公里", "120", "area", "square kilometre"), ("U3", "3000万千瓦", "30000000", "power", "kilowatt"),
    ("U3", "三万千瓦", "30000", "power", "kilowatt"), ("U3", "5千瓦", "5", "power", "kilowatt"),
    ("U3", "166MW", "166", "power", "megawatt"), ("U3", "50兆瓦", "50", "power", "megawatt"),
    ("U4", "12亿千瓦时", "1200000000", "energy", "kilowatt-hour"),
    ("U4", "发电12亿度", "1200000000", "energy", "kilowatt-hour"), ("U4", "30吉瓦时", "30", "energy", "gigawatt-hour"),
    ("U5", "730万吨", "7300000", "mass", "tonne"), ("U5", "5万吨标准煤", "50000", "mass", "tce"),
    ("U5", "200斤", "200", "mass", "jin"), ("U6", "32.5公里", "32.5", "length", "kilometre"),
    ("U6", "7纳米", "7", "length", "nanometre"), ("U7", "10万辆/年", "100000", "count", "vehicle"),
    ("U7", "万辆/年", "10000", "count", "vehicle"), ("U7", "时速350公里", "350", "speed", "km/h"),
    ("U7", "350公里/小时", "350", "speed", "km/h"), ("U7", "1200P算力", "1200", "compute", "PFLOPS"),
    ("U7", "20PB", "20", "data", "petabyte"),
    ("U7", "5ZB", "5", "data", "zettabyte"), ("U6", "1米75", "1.75", "length", "metre"),
    ("U6", "身高一米八。", "1.8", "length", "metre"), ("U6", "三尺", "3", "length", "chi"),
    ("U7", "高温40度以上", "40", "temperature", "degree Celsius"), ("N15", "65岁以上", "65", "duration", "year"),
    ("M1", "签约金额10亿", "1000000000", "money", "CNY"), ("M1", "销售额突破百亿", "10000000000", "money", "CNY"),
    ("N1", "人口达1200万", "12000000", "count", ""), ("U7", "110千伏", "110", "voltage", "kilovolt"),
    ("U7", "零下20度", "-20", "temperature", "degree Celsius"), ("U8", "15亩", "15", "area", "mu"),
])
def test_a_figure_has_its_exact_value_unit_and_rule(
    rule: str, text: str, expected: str, dimension: str, unit: str,
) -> None:
    figure = only(text)
    assert (numbers(figure), figure.dimension) == ((expected,), dimension)
    assert (figure.unit or figure.currency or "") == unit
    assert rule in figure.rules


@pytest.mark.parametrize(("text", "low", "high"), [
    ("30亿至50亿元", "3000000000", "5000000000"), ("30-50亿元", "3000000000", "5000000000"),
    ("30亿—50亿元", "3000000000", "5000000000"), ("30亿元到50亿元", "3000000000", "5000000000"),
    ("500-1000万元", "5000000", "10000000"), ("3%-5%", "3", "5"), ("3%至5%", "3", "5"), ("3-5%", "3", "5"),
    ("3至5年", "3", "5"), ("2—6个月", "2", "6"), ("10万至20万平方米", "100000", "200000"), ("三到五家企业", "3", "5"),
    ("罚款三到十万元", "30000", "100000"), ("百分之三至五", "3", "5"), ("100家到200家", "100", "200"),
    ("三或四天", "3", "4"),
])
def test_a_range_lends_its_scale_and_its_unit_to_both_ends(text: str, low: str, high: str) -> None:
    figure = only(text)
    assert numbers(figure) == (low, high)
    assert "N4" in figure.rules or figure.rules[0] == "N10"


@pytest.mark.parametrize("text", ["3%或5%", "10或20人"])
def test_alternatives_are_no_range(text: str) -> None:
    assert len(find_figures(text)) == 2


def test_only_digits_spell_a_year() -> None:
    assert [f.dimension for f in find_figures("二零一七中国峰会，千九百四，两千十〇")] == ["date", "count", "count"]


@pytest.mark.parametrize(("text", "low", "high", "unit"), [
    ("三四百亿", "30000000000", "40000000000", ""), ("二三十家", "20", "30", "company"), ("十几", "11", "19", ""),
    ("十几亿元", "1100000000", "1900000000", ""), ("三五天", "3", "5", "day"), ("七八成", "70", "80", ""),
    ("一两年", "1", "2", "year"),
])
def test_juxtaposed_digits_are_a_range(text: str, low: str, high: str, unit: str) -> None:
    figure = only(text)
    assert (numbers(figure), figure.unit) == ((low, high), unit)
    assert "N5" in figure.rules


@pytest.mark.parametrize(("text", "low"), [
    ("数万", 10**4), ("数十万", 10**5), ("数百万", 10**6), ("数千万", 10**7), ("数亿", 10**8), ("数十亿", 10**9),
    ("数百亿", 10**10), ("数千亿", 10**11), ("几十万", 10**5), ("几百家", 100), ("数以千计的", 1000),
    ("数百亿元", 10**10),
])
def test_a_vague_magnitude_spans_one_power_of_ten(text: str, low: int) -> None:
    figure = only(text)
    assert (figure.low, figure.high, figure.hedge) == (low, 10 * low, "vague")
    assert "N6" in figure.rules


@pytest.mark.parametrize(("text", "expected", "hedge", "dimension"), [
    ("上百亿", 10**10, "more-than", "count"), ("近百亿", 10**10, "nearly", "count"),
    ("上千家", 1000, "more-than", "count"),
    ("百余家", 100, "more-than", "count"), ("突破百亿元", 10**10, "more-than", "money"),
    ("百亿级", 10**10, "level", "money"), ("千亿级产业集群", 10**11, "level", "money"),
    ("千亿产业", 10**11, "level", "money"), ("百亿县", 10**10, "level", "money"),
    ("迈上万亿台阶", 10**12, "level", "money"), ("千万吨级", 10**7, "level", "mass"),
])
def test_a_magnitude_without_a_digit_needs_company(text: str, expected: int, hedge: str, dimension: str) -> None:
    figure = only(text)
    assert (figure.value, figure.hedge, figure.dimension) == (expected, hedge, dimension)
    assert "N6" in figure.rules


@pytest.mark.parametrize(("text", "hedge", "rule"), [
    ("约500亩", "about", "N7"), ("500亩左右", "about", "N7"), ("大约 500亩", "about", "N7"),
    ("近500亩", "nearly", "N7"),
    ("超500亩", "more-than", "N7"), ("逾500亩", "more-than", "N7"), ("突破500亩", "more-than", "N7"),
    ("300余家", "more-than", "N7"), ("2万多亩", "more-than", "N7"), ("三年多", "more-than", "N7"),
    ("一个多月", "more-than", "N7"), ("两千三百余万元", "more-than", "N7"), ("5 亿多美元", "more-than", "N7"),
    ("二十余", "more-than", "N7"), ("二十来个", "about", "N7"), ("不少于500亩", "at-least", "N8"),
    ("至少500亩", "at-least", "N8"), ("最多500亩", "at-most", "N8"), ("不超过500亩", "at-most", "N8"),
    ("5000万元以上", "at-least", "N8"), ("5000万元以下", "at-most", "N8"), ("5000万元以内", "at-most", "N8"),
    ("降至50%以下", "less-than", "N8"), ("降至50%以内", "at-most", "N8"),
    ("800公里（含）以上", "at-least", "N8"), ("不满18周岁", "less-than", "N8"), ("最高奖励500万元", "at-most", "N7"),
    ("最多可领20元", "at-most", "N7"),
    ("至少已有28个", "at-least", "N7"), ("大约相当于25万元", "about", "N7"), ("几乎增加了10%", "nearly", "N7"),
    ("约占总数的19%", "about", "N7"), ("跌破1万美元", "less-than", "N7"), ("200公里及其以上", "at-least", "N8"),
    ("不足15%", "less-than", "N7"),
    ("超过5000万元", "more-than", "N8"), ("五成以上", "at-least", "N8"), ("近一半", "nearly", "N7"),
    ("过半", "more-than", "N7"), ("超过一半", "more-than", "N8"), ("近三分之一", "nearly", "N7"),
])
def test_a_hedge_or_bound_is_kept(text: str, hedge: str, rule: str) -> None:
    figure = only(text)
    assert figure.hedge == hedge
    assert rule in figure.rules


@pytest.mark.parametrize("text", ["节约500万元", "签约20个项目", "最近3年", "近三年来", "合约100份", "附近5家"])
def test_a_word_that_ends_like_a_hedge_is_none(text: str) -> None:
    assert only(text).hedge is None


@pytest.mark.parametrize("text", [
    "5G基站", "A股", "12345热线", "“12345”政务服务热线", "G20", "双11", "双十一", "五一假期", "一号文件", "一带一路",
    "千家万户",
    "亿万", "百年", "万科", "百度", "三一重工", "亿纬锂能", "〔2025〕16号", "C919", "COVID-19", "PM2.5", "G2高速",
    "105国道", "电话：0534-2345678", "联系电话13812345678", "邮编：253000", "京ICP备2021001234号",
    "https://example.cn/2025/03/12/a1.html",
    "zs2025@example.cn", "16:30", "上午9时30分", "下午三点半", "7点50分", "一方面", "统一", "万一", "十分重要",
    "百姓", "千万别",
    "一般", "一定", "一些", "一批项目", "一系列", "六安", "三亚", "九江", "十堰", "八大处", "三门峡", "五台山",
    "周一", "星期三",
    "同一家企业", "每一个人", "一家人", "一个个项目", "零距离", "二手房", "三元锂电池", "四面八方", "成千上万",
    "千方百计", "技惊四座",
    "首批项目", "1.2.3版", "3.0版", "7比5", "3：2", "1+5", "“3+N”", "007", "80、90后", "（一）", "一、加快建设",
    "二是强化服务",
    "1339.HK", "18-7-3", "6-22-2-1-07", "1-1-1-1-1-1-1-1",
    "600519.SH", "一件事一次办", "27日", "今年", "去年", "万辆", "百家争鸣", "半导体", "数据", "几家",
    "高光谱01、02星", "查询总数，图2列出",
    "唯一一家", "附件1", "（见表2）", "GB/T 16159-2012", "工业4.0", "拨打110报警", "12306", "Wi-Fi 6", "东风-17",
    "985高校", "1080P屏幕", "39胜39平4负", "费城76人队", "下午四时三十分",
    "收拾行李", "5日报道",
])
def test_what_only_looks_like_a_figure_is_none(text: str) -> None:
    assert find_figures(text) == []


@pytest.mark.parametrize(("text", "expected"), [
    ("（1）推进20个项目", ["20个"]), ("1.投资5亿元", ["5亿元"]), ("GDP5.2%", ["5.2%"]), ("120家电子企业", ["120家"]),
    ("3人参加", ["3人"]), ("20个亿元以上项目", ["20个", "亿元以上"]), ("由3%升至5%", ["3%", "5%"]),
    ("占地800亩、投资5亿元", ["800亩", "5亿元"]), ("4.5%、3.2%和1.1%", ["4.5%", "3.2%", "1.1%"]), ("65岁", ["65"]),
    ("65岁以上", ["65岁以上"]),
    ("8847万股", ["8847万"]), ("0.514吨/年", ["0.514吨/年"]), ("10元/张", ["10元"]), ("数千名", ["数千名"]),
    ("3月12日前将20份材料发至zs2025@example.cn", ["3月12日", "20份"]),
    ("“十五五”规划", ["“十五五”规划"]),
    ("５００万元", ["５００万元"]), ("十九大精神", ["十九大"]), ("9、10月份", ["9", "10月份"]), ("0以上", ["0以上"]),
    ("突破两大片区", ["两"]),
])
def test_the_span_of_a_figure_is_what_its_english_replaces(text: str, expected: list[str]) -> None:
    assert [f.text for f in find_figures(text)] == expected


_PIECES = st.sampled_from([
    *"0123456789０９.,，。、:：/-—~％%（(）)“”\"〔〕 \n",
    *"一二三四五六七八九十百千万亿两〇零半数几第前上下廿叁翻",
    *words("""元 年 月 日 号 时 点 分 秒 至 到 约 近 超 余 多 级 个 家 亿元 美元 US$ 平方米 亩 万千瓦 千瓦 度 倍 成 折
           分之 百分 个百分点 季度 半年 上旬 十四五 规划 增长 同比 将 以上 强 世纪 年代 abc G2 http:// @ 届 期 每亩 /亩
           元/ 力争 投产 \U0001f600 来 块 毛 个亿 个点 平 号人 对折 大半 2025.03 24年 二、三 + （含） 第 次会议"""),
])


@settings(max_examples=400, deadline=None)
@given(st.lists(_PIECES, max_size=30).map("".join) | st.text(max_size=60))
def test_any_text_is_read_into_ordered_figures_of_the_contract(text: str) -> None:
    figures, at = find_figures(text), 0
    for figure in figures:
        assert at <= figure.start < figure.end <= len(text)
        at = figure.end
        assert figure.text == text[figure.start:figure.end]
        assert figure.dimension in DIMENSIONS and figure.rules
        assert figure.hedge in (None, *HEDGES) and figure.base in (None, *BASES)
        assert figure.direction in (None, *DIRECTIONS) and figure.stage in (None, *STAGES)
        assert figure.modality in (None, *MODALITIES)
        if figure.dimension in ("date", "period", "plan"):
            assert figure.when and figure.value is None
        elif figure.value is None and not figure.when:
            assert figure.low is not None and figure.high is not None and figure.low < figure.high


@settings(max_examples=300, deadline=None)
@given(st.integers(1, 10**7), st.integers(0, 3),
       st.sampled_from([("", 0), ("万", 4), ("亿", 8), ("万亿", 12), ("千万", 7)]),
       st.sampled_from([("元", "CNY"), ("美元", "USD"), ("港元", "HKD"), ("欧元", "EUR")]), st.booleans())
def test_an_amount_keeps_every_digit(
    digits: int, places: int, scale: tuple[str, int], currency: tuple[str, str], commas: bool,
) -> None:
    number = Decimal(digits).scaleb(-places)
    written = f"{number:,f}" if commas else f"{number:f}"
    figure = only(f"总投资{written}{scale[0]}{currency[0]}。")
    assert figure.value == number.scaleb(scale[1])
    assert figure.currency == currency[1]


@pytest.mark.parametrize("text", [
    "7" * 200_000, "亿" * 200_000, "一" * 200_000, "（" * 200_000, "1,234" * 5_000, "a1" * 100_000, "半" * 50_000,
    "“" * 200_000, "http://" * 30_000, "将" * 200_000, "a@" * 100_000,
    "增长5%" * 20_000, "1万" * 30_000, "总投资498.2亿元，同比增长8.5%。" * 5_000,
])
def test_time_is_linear_in_hostile_text(text: str) -> None:
    import time

    began = time.process_time()
    find_figures(text)
    assert time.process_time() - began < 10     # generous: what is quadratic takes minutes


@pytest.mark.parametrize(("text", "per"), [
    ("万辆/年", "year"), ("3500元每吨", "tonne"), ("0.35元/千瓦时", "kWh"), ("350公里/小时", ""), ("30万元/亩", ""),
    ("20万吨", ""),
])
def test_a_rate_says_what_it_is_for(text: str, per: str) -> None:
    assert only(text).per == per


@pytest.mark.parametrize(("text", "expected"), [
    ("一年零三个月", ["1", "3"]), ("3小时零5分钟", ["3", "5"]),
])
def test_a_zero_between_two_units_is_no_number(text: str, expected: list[str]) -> None:
    assert [n for f in find_figures(text) for n in numbers(f)] == expected


def test_a_figure_reads_the_same_wherever_it_stands() -> None:
    sentence = "（1）据统计，2025年1至10月，全市计划总投资约498.2亿元的项目占地800亩，同比增长8.5%，力争翻一番；"
    alone = [(f.text, f.value, f.when, f.rules) for f in find_figures(sentence)]
    many = [(f.text, f.value, f.when, f.rules) for f in find_figures(sentence * 40)]
    assert many == alone * 40


@pytest.mark.parametrize(("text", "unit"), [
    ("培训3.2万人次", "person"), ("接待游客3.2万人次", "visit"),
    ("旅客吞吐量2000万人次", "passenger"), ("5G用户3.2亿户", ""),
    ("前进6位", ""), ("引进专家6位", "person"),
    ("2400多口油井", ""), ("全村800口人", "person"), ("五口", "person"), ("三口之家", "person"),
])
def test_what_is_counted_is_told_by_the_words_around(text: str, unit: str) -> None:
    assert only(text).unit == unit


@pytest.mark.parametrize(("text", "figure"), [("第71集团军", "第71"), ("第71集播出", "第71集")])
def test_a_counter_that_begins_another_word_is_none(text: str, figure: str) -> None:
    assert only(text).text == figure


@pytest.mark.parametrize(("text", "figures"), [
    ("高于规模以上工业2.4个百分点", ["2.4个百分点"]), ("工业4.0时代", []), ("规上工业4.0%", ["4.0%"]),
])
def test_industry_four_is_a_name_and_a_rate_of_industry_is_none(text: str, figures: list[str]) -> None:
    assert [f.text for f in find_figures(text)] == figures


@pytest.mark.parametrize("text", [
    "120台", "20000000元", "500-10000元", "1000-2000000元", "15000000000元", "110台套", "996人", "4.0%",
])
def test_an_amount_is_no_telephone_number_and_no_day(text: str) -> None:
    assert only(text).text == text


@pytest.mark.parametrize("text", ["比例为4.5:41.2:54.3", "13812345678", "0534-2345678", "20250312", "拨打120急救电话",
                                  "工业4.0"])
def test_a_telephone_number_and_a_day_are_no_amounts(text: str) -> None:
    assert find_figures(text) == []


@pytest.mark.parametrize(("text", "unit"), [
    ("院士工作站5家", ""), ("新增外资研发中心超过500家", ""), ("规上企业200家", "company"), ("引进30家", "company"),
])
def test_firms_are_counted_unless_another_noun_is(text: str, unit: str) -> None:
    assert only(text).unit == unit


def test_a_second_measure_behind_a_stroke_is_read() -> None:
    assert [f.text for f in find_figures("储能50MW/100MWh")] == ["50MW", "100MWh"]
    assert [f.text for f in find_figures("建设2×66万千瓦机组，4×200米接力")] == ["66万千瓦"]
    assert find_figures("http://example.com/2023/06/13/VIDE") == []


def test_money_is_meant_where_its_unit_is_left_out() -> None:
    assert (only("投资30个亿").dimension, only("投资30个亿").value) == ("money", 3 * 10**9)


@pytest.mark.parametrize(("text", "value"), [
    ("总投资12345万元", 123_450_000), ("总投资12345.6万元", 123_456_000), ("总额12315.5亿元", 1_231_550_000_000),
    ("95598余户", 95598), ("12333人", 12333),
])
def test_the_digits_of_a_hotline_may_be_an_amount(text: str, value: int) -> None:
    (figure,) = find_figures(text)
    assert figure.value == value
