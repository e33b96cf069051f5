"""What a figure is for: so much a year, a day, a tonne (style rule U7); 年产30万吨 is no 300,000 tonnes a month."""

import re
from collections.abc import Iterable

from pipeline.text.fidelity import Pair
from pipeline.text.figure import Figure
from pipeline.text.finding import Finding

_ZH_TIMES = {"年": "year", "月": "month", "日": "day", "天": "day", "小时": "hour", "分钟": "minute", "秒": "second"}
_MADE = "产|生产|加工|处理|供|发电|吞吐|销售?|输送|运送|接待|消纳|储"
# 年产30万吨, 日处理污水10万吨, 每月5万片, 每秒12.8公里（8英里）; 月 of a date (5月产) and 日 of one stand behind a
# digit.
_ZH_EACH = re.compile(
    r"(?P<first>[每年月日])(?:(?<=每)个?(?P<each>[年月日天秒]|小时|分钟)"
    rf"|(?<!每)(?<![\d一二三四五六七八九十当今昨近历].)(?:可|均|能)?(?:{_MADE}))"
    r"(?:钟?约?[\d.]+ ?[公英千]?[里米] ?[（(])?[^，。；、\d]{0,8}$")
# Without one of these no text has such a word.
_MAY_TELL_TIME = re.compile(rf"[每年月日](?:(?<=每)|(?:可|均|能)?(?:{_MADE}))")
_ZH_OF = re.compile("每(?P<of>吨|公斤|千克|桶|股|千瓦时|度)(?:约|近|超过?)?$")
_ZH_UNITS = {"吨": "tonne", "公斤": "kg", "千克": "kg", "桶": "barrel", "股": "share", "千瓦时": "kWh", "度": "kWh"}
_EN_WORDS = {"annum": "year", "yr": "year", "ton": "tonne", "t": "tonne", "kilogram": "kg", "kilowatt-hour": "kWh"}
_TIMES, _UNITS = "year|annum|month|day|hour|minute|second", "tonne|ton|kg|kilogram|barrel|share|kWh|MWh|kilowatt-hour"
_EN_TIME = re.compile(rf"[^.;,:()]{{0,40}}?\b(?:(?:per|an?|each|every)[ -](?P<time>{_TIMES})\b"
                      r"|(?P<ly>annually|yearly|monthly|daily)\b)", re.I)
_EN_LED = re.compile(r"\b(?P<ly>annual|yearly|monthly|daily)(?: [a-z]+){1,3} (?:is |was |reach(?:es|ed|ing) )?"
                     r"(?:of|at|to)? ?(?:(?:about|over|nearly|around|more than) )?$", re.I)
_EN_OF = re.compile(rf" ?(?:(?:per|a|each|every)[ -]|/ ?)(?P<of>{_UNITS})\b")
_LY = {"annually": "year", "annual": "year", "yearly": "year", "monthly": "month", "daily": "day"}
# Words that say a period wherever they stand; where one says the right one, nothing is found.
_SAID = {"year": re.compile(r"year|annual|annum|yr|12 months|/a\b|tpa|\bpa\b", re.I),
         "month": re.compile("month", re.I), "day": re.compile(r"\bda(?:y|ily)|/d\b|24 hours|every 24", re.I),
         "hour": re.compile(r"hour|/h\b|[mk]ph\b", re.I), "minute": re.compile("minute|/min", re.I),
         "second": re.compile(r"second|/s\b", re.I)}
_NEAR, _FAR = 30, 60


def rate_findings(zh: str, en: str, met: Iterable[Pair]) -> list[Finding]:
    """The figures, of those met by value, that English tells for another period or unit."""
    found = []
    may_tell = _MAY_TELL_TIME.search(zh) is not None
    for owed, told in met:
        if (mine := _zh_time(zh, owed, may_tell)) and (theirs := _told_for(en, owed, told, mine)):
            found.append(_wrong(owed, told, mine, theirs))
        elif owed.dimension == "money" and (of := _zh_of(zh, owed)) and (other := _en_of(en, told)) and of != other:
            found.append(_wrong(owed, told, of, other))
    return found


def _told_for(en: str, owed: Figure, told: Figure, mine: str) -> str:
    """The period that English tells for `mine`, where it is another."""
    if told.dimension == "speed" != owed.dimension:
        return "hour" if mine != "hour" else ""
    theirs = _en_time(en, told)
    return theirs if theirs not in ("", mine) and not _SAID[mine].search(en) else ""


def _zh_time(text: str, figure: Figure, may_tell: bool) -> str:
    if figure.per in _SAID:
        return figure.per
    match = _ZH_EACH.search(text, figure.start - _NEAR, figure.start) if may_tell else None
    return _ZH_TIMES[match["each"] or match["first"]] if match else ""


def _zh_of(text: str, figure: Figure) -> str:
    if figure.per:
        return figure.per
    match = _ZH_OF.search(text, figure.start - _NEAR, figure.start)
    return _ZH_UNITS[match["of"]] if match else ""


def _en_time(text: str, figure: Figure) -> str:
    if match := _EN_TIME.match(text, figure.end, figure.end + _FAR):
        return _LY[match["ly"].lower()] if match["ly"] else _EN_WORDS.get(match["time"].lower(), match["time"].lower())
    led = _EN_LED.search(text, max(0, figure.start - _FAR), figure.start)
    return _LY[led["ly"].lower()] if led else ""


def _en_of(text: str, figure: Figure) -> str:
    match = _EN_OF.match(text, figure.end)
    return _EN_WORDS.get(match["of"], match["of"]) if match else ""


def _wrong(owed: Figure, told: Figure, mine: str, theirs: str) -> Finding:
    message = f"The Chinese says {owed.text} per {mine}; the English tells {told.text.strip()} per {theirs}."
    return Finding("figure_wrong", "high", message, "U7", owed.text, told.text.strip())
