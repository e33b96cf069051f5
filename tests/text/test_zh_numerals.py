"""Chinese numerals: built from values in every script and read back; what is no numeral."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.zh.numerals import numeral_at, read_numeral

_DIGITS, _FINANCIAL = "零一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"
_TENS, _FINANCIAL_TENS = ("", "十", "百", "千"), ("", "拾", "佰", "仟")


def written(value: int, financial: bool = False, colloquial: bool = False) -> str:
    """A whole number below 10^16 in Chinese, section by section; 两 for 2 and no leading 一 before 十 in speech."""
    digits, tens = (_FINANCIAL, _FINANCIAL_TENS) if financial else (_DIGITS, _TENS)
    out, gap = "", False
    for power, name in ((12, "万亿"), (8, "亿"), (4, "万"), (0, "")):
        section = value // 10**power % 10**4
        if not section:
            gap = bool(out)
            continue
        text = _section(section, digits, tens)
        if out and (gap or section < 1000):
            text = digits[0] + text
        # 一万二千亿: the sections above 亿 share its name
        out += text + ("万" if power == 12 and value // 10**8 % 10**4 else name)
        gap = False
    if colloquial:
        out = out.replace("二千", "两千").replace("二万", "两万")
        out = out.removeprefix("一") if out.startswith("一十") else out
    return out or digits[0]


def _section(value: int, digits: str, tens: tuple[str, ...]) -> str:
    out, zero = "", False
    for power in (3, 2, 1, 0):
        digit = value // 10**power % 10
        if digit:
            out += (digits[0] if zero and out else "") + digits[digit] + tens[power]
            zero = False
        else:
            zero = True
    return out


@given(st.integers(1, 10**16 - 1), st.booleans(), st.booleans())
def test_a_number_written_in_chinese_is_read_back(value: int, financial: bool, colloquial: bool) -> None:
    assert read_numeral(written(value, financial, colloquial and not financial)) == value


@given(st.decimals(min_value=0, max_value=10**9, places=3, allow_nan=False),
       st.sampled_from(["", "万", "百万", "亿", "万亿"]))
def test_arabic_digits_of_both_widths_keep_their_precision(value: Decimal, scale: str) -> None:
    power = {"": 0, "万": 4, "百万": 6, "亿": 8, "万亿": 12}[scale]
    full = f"{value:f}".translate(str.maketrans("0123456789.", "０１２３４５６７８９．"))
    for text in (f"{value:f}{scale}", f"{value:,f}{scale}", full + scale):
        read = read_numeral(text)
        assert read == value.scaleb(power)
        assert read.as_tuple().digits == value.as_tuple().digits


@pytest.mark.parametrize(("text", "value"), [
    ("〇", "0"), ("廿", "20"), ("卅", "30"), ("三万五", "35000"), ("一亿二", "120000000"), ("两千三", "2300"),
    ("二百五", "250"),
    ("一千零一", "1001"), ("三百零五", "305"), ("二〇二五", "2025"), ("3千5百万", "35000000"), ("3万5千", "35000"),
    ("三点五亿", "350000000"), ("五点二", "5.2"), ("百亿", "10000000000"), ("1,234,567.5", "1234567.5"),
    ("1亿零500万", "105000000"),
])
def test_a_missing_unit_is_one_order_down_and_a_zero_says_otherwise(text: str, value: str) -> None:
    assert read_numeral(text) == Decimal(value)


@pytest.mark.parametrize(("text", "value"), [
    ("3万多亿", "3e12"), ("5千余万", "5e7"), ("3百多亿", "3e10"), ("1.2万多亿", "1.2e12"), ("2亿5千多万", "2.5e8"),
    ("3万多", "3e4"), ("三万多亿", "3e12"), ("600余万", "6e6"), ("1千来亿", "1e11"),
])
def test_more_may_stand_between_two_scales(text: str, value: str) -> None:
    found = numeral_at(text, 0)
    assert found is not None and (found.end, found.reading.value) == (len(text), Decimal(value))
    assert found.more


@pytest.mark.parametrize("text", ["", "元", "一百三千", "三五百千", "abc", "一二三", "1.", "十几", "7" * 25, "亿" * 30])
def test_what_makes_no_single_number_has_no_value(text: str) -> None:
    assert read_numeral(text) is None


@pytest.mark.parametrize(("text", "end"), [
    ("5千瓦", 1), ("三万千瓦", 2), ("50兆瓦", 2), ("2023万科", 4), ("3百分点", 1),
])
def test_a_unit_or_a_name_lends_the_numeral_no_scale(text: str, end: int) -> None:
    found = numeral_at(text, 0)
    assert found is not None and found.end == end
