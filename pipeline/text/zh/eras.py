"""Years that are far off: which of them are dates and which are counted, and those of an era (style rule D1).

始建于1368年 names a year; 1500年历史, 早在1500年前 and 距今1600年 count years. 公元前221年 is 221 BC, 公元618年 AD 618.
"""

import re

from pipeline.text.figure import Figure

_ERA = re.compile(r"公元(?P<before>前)?\s?(?P<y>[1-9]\d{0,3})\s?年")
_LONGEST = len("公元前 ")
_EARLY = re.compile(r"(?<=[建始生卒成修创起立]于)(?P<y>[1-9]\d\d)年(?!前)")
# From here on a round number before 年前 is rather a year: 2000年前 as before 2000.
_MODERN = 1900
_AGO = re.compile(r"年(?:以?前(?!后)|[来间])")
# 历史最高 and 历史性 are of a year, too.
_OF_AGE = re.compile(
    r"年(?:以上|左右)?的?(?:悠久|发展|灿烂)?(?:历史(?![性最新低高上首同])|文明史?(?!城)|(?:建?[城县州市]|制盐|酿酒|种茶)史|古[城镇县村寺刹树都]"
    r"|岁月|沧桑|积淀|传承)")
_UNTIL_NOW = ("距今", "距今约", "距今已有", "距今近", "距今大约")
_LONG_AGO = ("早在", "约", "大约", "近")


def early_year_at(text: str, start: int) -> Figure | None:
    """The year whose number begins at `start`: `when` is -221 for 公元前221年, 960 for 公元960年 and 建于960年."""
    if early := _EARLY.match(text, start):
        return Figure(start, early.end(), early[0], "date", when=early["y"], rules=("D1",))
    era = next((m for at in range(start - _LONGEST, start - 1) if at >= 0 and (m := _ERA.match(text, at))), None)
    if era is None or era.start("y") != start:
        return None
    year = f"-{era['y']}" if era["before"] else era["y"]
    return Figure(era.start(), era.end(), era[0], "date", when=year, rules=("D1",))


def is_counted(text: str, start: int, end: int) -> bool:
    """Whether the four digits at `start`..`end`, which 年 follows, count years: only round ones do as a rule."""
    if text.endswith(_UNTIL_NOW, 0, start):
        return True
    if text[end - 2:end] != "00":
        return False
    is_past = int(text[start:end]) < _MODERN or text.endswith(_LONG_AGO, 0, start)
    return _OF_AGE.match(text, end) is not None or (is_past and _AGO.match(text, end) is not None)
