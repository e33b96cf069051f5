"""Years that are far off: which of them are dates and which are counted, and those of an era (style rule D1).

始建于1368年 names a year; 1500年历史, 早在1500年前 and 距今1600年 count years. 公元前221年 is 221 BC, 公元618年 AD 618.
"""

import re

from pipeline.text.figure import Figure

_ERA = re.compile(r"公元(?P<before>前)?\s?(?P<y>[1-9]\d{0,3})\s?(?:年|(?=[-—―–~至到]{1,2}前?\d{1,4}年))")
_LONGEST, _REACH = len("公元前 "), len("公元前1234 年 ——前")
_LAST = re.compile(r"公元(?P<era>前)?(?P<first>\d{1,4})\s?(?P<year>年)?\s?[-—―–~至到]{1,2}(?P<own>前)?$")
_YEAR = re.compile(r"(?P<y>[1-9]\d{0,3})\s?年")
_EARLY = re.compile(r"(?<=[建始生卒成修创起立]于)(?P<y>[1-9]\d\d)年(?!前)")
# From here on a round number before 年前 is rather a year: 2000年前 as before 2000.
_MODERN = 1900
_AGO = re.compile(r"年(?:以?前(?!后)|[来间])")
# 历史最高 and 历史性 are of a year, too.
_OF_AGE = re.compile(
    r"年(?:以上|左右)?的?(?:悠久|发展|灿烂)?(?:历史(?![性最新低高上首同])|文明史?(?!城)|(?:建?[城县州市]|制盐|酿酒|种茶)史|古[城镇县村寺刹树都]"
    r"|岁月|沧桑|积淀|传承)")
# （1021－1086） and 明朝（1368-1644）: a life, a reign, an age; not two round numbers.
_AGE = re.compile(
    r"(?P<first>1[0-4]\d\d|(?<=[朝代国].)[2-9]\d\d)\s?[-—―–~至]{1,2}\s?(?P<last>\d{3,4})(?=\s?[)）])")
_UNTIL_NOW = ("距今", "距今约", "距今已有", "距今近", "距今大约")
_LONG_AGO = ("早在", "约", "大约", "近")


def early_year_at(text: str, start: int) -> Figure | None:
    """The year whose number begins at `start`: `when` is -221 for 公元前221年, 960 for 公元960年 and 建于960年."""
    if early := _EARLY.match(text, start):
        return Figure(start, early.end(), early[0], "date", when=early["y"], rules=("D1",))
    if last := _LAST.search(text, start - _REACH, start):
        return _last_of_two(text, start, last)
    era = next((m for at in range(start - _LONGEST, start - 1) if at >= 0 and (m := _ERA.match(text, at))), None)
    if era is None or era.start("y") != start:
        return None
    year = f"-{era['y']}" if era["before"] else era["y"]
    return Figure(era.start(), era.end(), era[0], "date", when=year, rules=("D1",))


def _last_of_two(text: str, start: int, first: re.Match[str]) -> Figure | None:
    """The 221 of 公元前475-221年, before Christ as the year `first` is; the 23 of 公元前5年至23年 comes after."""
    year = _YEAR.match(text, start)
    if year is None:
        return None
    shared = first["era"] and not first["year"] and int(year["y"]) < int(first["first"])
    when = f"-{year['y']}" if first["own"] or shared else year["y"]
    start -= len(first["own"] or "")
    return Figure(start, year.end(), text[start:year.end()], "date", when=when, rules=("D1",))


def age_at(text: str, start: int) -> Figure | None:
    """The first and last year, in brackets, of whom or what stands before them: （1021－1086）."""
    age = _AGE.match(text, start) if text[start - 1:start] in ("（", "(") else None
    if age is None or not int(age["first"]) < int(age["last"]) < _MODERN or age["first"][-1] == age["last"][-1] == "0":
        return None
    return Figure(start, age.end(), age[0], "period", when=f"{age['first']}/{age['last']}", rules=("D2",))


def is_counted(text: str, start: int, end: int) -> bool:
    """Whether the four digits at `start`..`end`, which 年 follows, count years: only round ones do as a rule."""
    if text.endswith(_UNTIL_NOW, 0, start):
        return True
    if text[end - 2:end] != "00":
        return False
    is_past = int(text[start:end]) < _MODERN or text.endswith(_LONG_AGO, 0, start)
    return _OF_AGE.match(text, end) is not None or (is_past and _AGO.match(text, end) is not None)
