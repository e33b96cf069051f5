"""Times whose parts stand in another order in English than in Chinese, and are put into English together: each alone in
its Chinese place, a small model drops the one or the other.

截至2016年6月的12个月时间里 -> in the 12 months to June 2016; 今年第三季 -> the third quarter of this year;
，26天累计 -> in 26 days 累计; 三年翻了两番 -> quadrupled in three years; 今年底 -> the end of this year.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.text.en.figures import Style, render
from pipeline.text.figure import Figure
from pipeline.text.values import TIMES

_UP_TO = re.compile(r"(在)?截[至止]到? ?$")
_OF = re.compile(" ?[的之] ?")
_INSIDE = re.compile(r" ?的?(?:时间)?(?:里|内|间|中|期间)")
_LENGTHS = ("year", "month", "week", "day")
_YEARS = {"今年": "this year", "去年": "last year", "上年": "the previous year", "明年": "next year"}
# 今年底, 上年末; of a year in digits it is a figure.
_END_OF_YEAR = re.compile(
    "(?P<year>[今去上明]年)年?(?P<part>底(?![价线薪盘蕴])|末(?![班位尾])|初(?![级步创中心衷始次]))")
_ENDS = {"底": "end", "末": "end", "初": "beginning"}
# 在2030年之前, 于今年6月底前; no 2020年前后, 3月前往
_BEFORE = re.compile(
    r"(?P<word>[以之]?前)(?P<past>已|的|就|便)?(?![\d一二三四五六七八九十百千万两几半])"
    "(?![后期述所者年季个往来进夕行日沿景台线身])")
# 2000年前 is 2,000 years ago, too.
_CENTURIES = frozenset(str(year) for year in range(100, 2200, 100))
_LED_IN = re.compile("[于在到]?(?P<year>[今去明]年)?$")
# 2020年的2倍, 去年同期的近4倍
_OF_THEN = re.compile("(?P<year>[去上]年)?(?P<same>同期)?的 ?$")
_PART_OF_YEAR = re.compile(r"[QH]\d(?:/[QH]\d)?")
_NO_PART_ALONE = frozenset("末底初前")       # behind the third quarter of 今年三季度
_IN_ALL = re.compile("累计|总共|共")
# 近三年, 未来三年, 每三年: no length alone.
_OTHERWISE = frozenset("近来去每前后第这那隔")
_WITHIN = re.compile("(?:时间)?[里内间]?就?")
# Behind these no preposition of English stands, and before those: 于今年底, 较上年末, 今年初以来.
_LED, _FOLLOWED = tuple("于在自从至到止对较比由为和与及、"), ("的", "以来", "至", "到", "起")
_CLAUSE = "，。；：、,;:"


def time_phrases(text: str, figures: Sequence[Figure], style: Style) -> list[tuple[int, int, str]]:
    """The places of such times, (start, end, English) each; `figures` are those of `text` in order."""
    found = _up_to_a_date(text, figures, style) if "截" in text else []
    if "年" in text:
        found += [p for f in figures if f.dimension == "period" and (p := _of_year(text, f, style))]
        if any(map(text.__contains__, _YEARS)):
            found += [_end_of_year(text, m) for m in _END_OF_YEAR.finditer(text)]
    if "前" in text:
        found += [p for f in figures if f.dimension in TIMES and (p := _before(text, f, style))]
    if "共" in text or "累计" in text:
        found += [(f.start, f.end, f"in {render(f, style)}") for f in figures
                  if f.dimension == "duration" and _IN_ALL.match(text, f.end) and text[f.start - 1:f.start] in _CLAUSE]
    if "倍" in text:
        found += [p for before, f in zip((None, *figures), figures, strict=False)
                  if f.dimension == "multiple" and (p := _times_that(text, before, f, style))]
    if "翻" in text:
        found += [(time.start, times.end, f"{render(times, style)} in {render(time, style)}")
                  for time, times in pairwise(figures) if times.text.startswith("翻") and times.direction == "up"
                  and time.dimension == "duration" and text[time.start - 1:time.start] not in _OTHERWISE
                  and _WITHIN.fullmatch(text, time.end, times.start)]
    return found


def _of_year(text: str, part: Figure, style: Style) -> tuple[int, int, str] | None:
    year = _YEARS.get(text[max(0, part.start - 2):part.start])
    if year and _PART_OF_YEAR.fullmatch(part.when or "") and text[part.end:part.end + 1] not in _NO_PART_ALONE:
        return part.start - 2, part.end, f"{render(part, style)} of {year}"
    return None


def _times_that(text: str, before: Figure | None, times: Figure, style: Style) -> tuple[int, int, str] | None:
    """So many times what a year before brought; of its own a small model says that it grew in that year. `before` is
    the figure before `times`."""
    english, then = render(times, style), _OF_THEN.search(text, times.start - 6, times.start)
    if then is None or not english.endswith("times"):
        return None
    start, year = then.start(), _YEARS.get(then["year"] or "")
    if year is None and before and before.dimension == "date" and before.end == start:
        start, year = before.start, render(before, style)
    if year is None:
        return None
    same = "" if not then["same"] else "the same period " if year == "last year" else "the same period of "
    return start, times.end, f"{english} that of {same}{year}"


def _before(text: str, time: Figure, style: Style) -> tuple[int, int, str] | None:
    """By when something is to be: of 2025年底前投产 a small model makes that the end of 2025 is to be."""
    before = _BEFORE.match(text, time.end)
    if before is None or time.when is None or "/" in time.when or (before["word"] == "前" and time.when in _CENTURIES):
        return None
    led = _LED_IN.search(text, max(0, time.start - 3), time.start)
    english = render(time, style)
    if led and led["year"]:
        english += f"{' of' if _PART_OF_YEAR.fullmatch(time.when) else ''} {_YEARS[led['year']]}"
    return led.start() if led else time.start, before.end("word"), f"{_by(before)} {english}"


def _by(before: re.Match[str]) -> str:
    return "before" if before["past"] or before["word"] == "以前" else "by"


def _end_of_year(text: str, found: re.Match[str]) -> tuple[int, int, str]:
    english = f"the {_ENDS[found['part']]} of {_YEARS[found['year']]}"
    if before := _BEFORE.match(text, found.end()):
        led = text.endswith(("于", "在", "到"), 0, found.start())
        return found.start() - led, before.end("word"), f"{_by(before)} {english}"
    is_led = text.endswith(_LED, 0, found.start()) or text.startswith(_FOLLOWED, found.end())
    return found.start(), found.end(), english if is_led else f"at {english}"


def _up_to_a_date(text: str, figures: Sequence[Figure], style: Style) -> list[tuple[int, int, str]]:
    """Where a length of time stands after its end."""
    found = []
    for end, length in pairwise(figures):
        if end.when is None or "/" in end.when or length.dimension != "duration" or length.unit not in _LENGTHS:
            continue
        before = _UP_TO.search(text, max(0, end.start - 5), end.start)
        if before and length.hedge is None and _OF.fullmatch(text, end.end, length.start):
            inside = _INSIDE.match(text, length.end)
            english = f"the {render(length, style)} to {render(end, style)}"
            found.append((before.start() if inside else before.start() + len(before[1] or ""),
                          inside.end() if inside else length.end, f"in {english}" if inside else english))
    return found
