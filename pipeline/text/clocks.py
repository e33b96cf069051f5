"""Times of day: no figures (style rule N13), but a changed hour is an error all the same.

A small model makes 15时许 and 下午三点左右 3:15 and 3:30 p.m.: such a time is put into English.
"""

import re
from collections.abc import Sequence

from pipeline.text.figure import Figure
from pipeline.text.finding import Finding, told_wrong
from pipeline.text.zh.numerals import read_numeral

_NUMBER = r"\d{1,2}|[零〇一二两三四五六七八九十]{1,3}"
_ZH = re.compile(
    rf"(?<![\d第.．几])(?P<h>{_NUMBER})\s?(?:[点时](?![代间期速段机候常装刻评名大子心新意建要希体措共主])|[:：](?=\d\d))"
    rf"\s?(?:(?P<half>半)|(?P<quarters>[一三])刻|(?P<m>{_NUMBER})(?=分|\D|$))?")
# Small letters and capitals are told apart, and all digits but ours stand behind U+0660: such a search is the faster.
_EN = re.compile(
    r"(?P<h>[0-9\u0660-\U0010ffff](?<=\d)(?<![\d.:].)\d?)(?:[:.](?P<m>\d\d))?\s?"
    r"(?:[apAP]\.?[mM]\b|[oO]['’][cC][lL][oO][cC][kK]\b)")
_MAY_TELL = re.compile("[点时刻钟夜:：]|[中正]午")
_HOURS = 12
_MORNING = ("凌晨", "清晨", "早晨", "早上", "上午", "早")
_LATER = ("下午", "午后", "傍晚", "黄昏", "晚上", "晚间", "晚")
_NIGHT = ("深夜", "午夜", "半夜", "夜里", "夜间", "夜")     # before twelve from six on, after it to five
_MIDNIGHT = ("凌晨", "晚上", "晚间", "晚", *_NIGHT)          # where 12点 is not noon
_PART_OF_DAY = "|".join((*_MORNING, *_LATER, *_NIGHT, "中午"))
_ABOUT = re.compile(
    rf"(?:(?<![迄至如])(?P<day>[昨今明当])[日天]?)?(?P<part>{_PART_OF_DAY})?(?<![\d第.．几])(?P<h>{_NUMBER})"
    r"\s?(?P<word>[点时])(?P<half>半)?(?:许|左右|前后)")
_LED = tuple("于在自从至到为")
_DAYS = {"昨": " yesterday", "今": " today", "明": " tomorrow", "当": " that day"}
# Of 12日下午三点左右 the part of the day is that of the day.
_OF_DAY = tuple("日号次前")
# 上涨15点左右
_OF_INDEX = tuple("涨跌升降弹挫落高低了")
# 当天下午，公司接到通知，3时许: so far back a part of the day may stand that is meant.
_REACH = 20


def clock_phrases(text: str, figures: Sequence[Figure]) -> list[tuple[int, int, str]]:
    """The places of hours that are told roughly, (start, end, English) each, outside `figures`."""
    if "许" not in text and "左右" not in text and "前后" not in text:
        return []
    return [(start, m.end(), english if text.endswith(_LED, 0, start) else f"at {english}")
            for m in _ABOUT.finditer(text) if (english := _about(m))
            for start in [m.start("h") if text.endswith(_OF_DAY, 0, m.start()) else m.start()]
            if not any(f.start < m.end() and m.start() < f.end for f in figures)]


def _about(m: re.Match[str]) -> str:
    """around 3:30 p.m.; "" where the hour is none, or may be of the morning and of the evening."""
    hour, part = int(read_numeral(m["h"]) or 0), m["part"]
    if hour > 2 * _HOURS or (part is None and _is_unclear(m, hour)):
        return ""
    is_evening = part in _LATER or (part in _NIGHT and hour >= _HOURS // 2) or (part == "中午" and hour < _HOURS - 1)
    if (is_evening and hour < _HOURS) or (part in _MIDNIGHT and hour == _HOURS):
        hour += _HOURS
    is_later = _HOURS <= hour < 2 * _HOURS
    clock = f"{(hour - 1) % _HOURS + 1}{':30' if m['half'] else ''} {'p.m.' if is_later else 'a.m.'}"
    return f"around {clock}{_DAYS.get(m['day'] or '', '')}"


def _is_unclear(m: re.Match[str], hour: int) -> bool:
    """Whether an hour without a part of the day may be of the morning and of the evening, or be points of an index."""
    if m["word"] == "点" and (hour <= _HOURS or m.string.endswith(_OF_INDEX, 0, m.start())):
        return True
    near = m.string[max(0, m.start() - _REACH):m.start()]
    return hour <= _HOURS and any(part in near for part in (*_LATER, *_NIGHT))


def clock_findings(zh: str, en: str) -> list[Finding]:
    """The times of day that English tells with a.m., p.m. or o'clock, where it tells as many as the Chinese and others,
    and those of a Chinese that tells none; hours are compared on the dial, for Chinese says 下午3点 and 15时."""
    small = en.lower()
    if "am" not in small and "pm" not in small and ".m" not in small and "clock" not in small:
        return []
    told = [(m[0], _time(m)) for m in _EN.finditer(en)]
    if not told:
        return []
    if not _MAY_TELL.search(zh):
        return [_made_up(said) for said, _ in told]
    owed = [(m[0], _time(m)) for m in _ZH.finditer(zh)]
    if len(owed) != len(told):
        return []
    dial = {time for _, time in owed}
    wrong = [(said, time) for said, time in told if time not in dial]
    left = [(said, time) for said, time in owed if time not in {t for _, t in told}]
    pairs = zip(left, wrong, strict=False)
    return [told_wrong(mine, theirs, "the time is wrong", "D1") for (mine, _), (theirs, _) in pairs]


def _made_up(theirs: str) -> Finding:
    message = f"The English says {theirs}; the Chinese names no time of day."
    return Finding("figure_unsupported", "medium", message, "N13", "", theirs)


def _time(m: re.Match[str]) -> tuple[int, int]:
    hour, said = int(read_numeral(m["h"]) or 0), m.groupdict()
    if said.get("half"):
        return hour % _HOURS, 30
    if quarters := said.get("quarters"):
        return hour % _HOURS, 15 if quarters == "一" else 45
    return hour % _HOURS, int(read_numeral(m["m"]) or 0) if m["m"] else 0
