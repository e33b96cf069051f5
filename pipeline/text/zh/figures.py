"""Every figure of a Chinese text with its exact value: the face of the Chinese grammar.

Quantities, dates and ordinals are found by bounded patterns, each linear in the text; where two overlap, the one of
the higher tier stays, then the longer. What only looks like a figure (style rule N13) is taken out first.
"""

import re

from pipeline.text.figure import Figure
from pipeline.text.zh.dates import find_dates
from pipeline.text.zh.numerals import half_width, read_numeral
from pipeline.text.zh.quantities import find_quantities

__all__ = ["find_figures", "read_numeral"]

# Not figures (N13): names, idioms, numbering, addresses. In this order inside a place, the first that fits.
_NOT_FIGURES = re.compile(
    r"https?://[!-~]{1,300}|www\.[!-~]{1,200}|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}"
    r"|〔\d{4}〕\d{1,5}号|\[\d{4}\]\d{1,5}号|\+?\d{2,4}-\d{3,4}-\d{4,8}(?:-\d{1,6})?|\b1[3-9]\d{9}\b|\d{5}热线"
    r"|[A-Za-z]+-?\d[A-Za-z\d]*(?:\.\d+)*(?:高速)?|\d+[A-Za-z](?![A-Za-z²³/])(?!级)|\d{3}国道|“[\d+×xX]{1,12}”|\d\+\d"
    r"|双(?:11|12|十一|十二|十)|五一(?!%)|十一黄金周|一号文件|一带一路|千家万户|亿万|百年|万科|百度|三一重工|亿纬锂能|百世|万达|千方科技|十堰"
    r"|十分(?!之)|万一|一些|另?一方面|一[批系样致直时般切旦带路起定流手把心生边贯律向并同举体]|统一|唯一|同一|之一|合一|第一时间|第三方|第一线"
    r"|百姓|千方百计|四面八方|三农|两会|两岸|两翼|三资|双招双引|五湖四海|三番五次|一二三产|一产|二产|三产|第[一二三]产业|万众|万里|百花"
    r"|千载难逢|一体两翼|四通八达|百家争鸣|七上八下|三分之(?!一|二)|百分百|万象|千山|百业|六安|三亚|三明|三门峡|九江|四川|五指山|八大处|七台河"
    r"|四平|双鸭山|百色|千岛湖|万州|万宁|三沙|六盘水|五大连池|十里铺|一汽|二手|三甲|一站式|一窗|一网通办|一件事|一张网|一张图|一张蓝图|一把手"
    r"|“[一二三四五六七八九十]个[一二三四五六七八九十]”|[“\"][一二三四五六七八九十][\u4e00-\u9fff]{1,2}[”\"]|[一二三四五六七八九十]是(?![\d])"
    r"|[（(][一二三四五六七八九十\d]{1,2}[)）]|(?:^|(?<=\n))[一二三四五六七八九十]{1,3}、|\d{1,2}:\d{2}(?::\d{2})?"
    r"|[二三四五六七八]级(?:市场|跳)|三缸|二胎|四大(?=银行|国有)|三国|五金|九州|十字|三维|二维|三权|两化|一线|二线|三线|零碳|零距离|零售|零部件|零件")


def find_figures(text: str) -> list[Figure]:
    """The figures of `text` in order, none overlapping; `text[f.start:f.end] == f.text` for each."""
    plain = half_width(text)
    taken = bytearray(len(plain))
    found = find_dates(plain)
    strong = [f for f in found if f.dimension in ("plan", "period") or len(f.when or "") > 4]
    kept: list[Figure] = []
    _keep(strong, taken, kept)
    for match in _NOT_FIGURES.finditer(plain):
        if not any(taken[match.start():match.end()]):
            _mark(taken, match.start(), match.end())
    _keep([f for f in found if f not in strong], taken, kept)
    _keep(find_quantities(plain), taken, kept)
    kept.sort(key=lambda f: f.start)
    return [f if text is plain else Figure(**{**f.__dict__, "text": text[f.start:f.end]}) for f in kept]


def _keep(found: list[Figure], taken: bytearray, kept: list[Figure]) -> None:
    for figure in sorted(found, key=lambda f: (f.start - f.end, f.start)):
        if not any(taken[figure.start:figure.end]):
            _mark(taken, figure.start, figure.end)
            kept.append(figure)


def _mark(taken: bytearray, start: int, end: int) -> None:
    taken[start:end] = b"\x01" * (end - start)
