"""Dates that are said in relation to the day of publication: 今年, 去年12月, 上月, 昨日 (style rule D4)."""

import re
from datetime import date

from pipeline.text.figure import Figure
from pipeline.text.zh.dates import from_year, month_tail

_RELATIVE_YEAR = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1, "来年": 1, "后年": 2}
_RELATIVE_MONTH = {"本月": 0, "上月": -1, "上个月": -1, "下月": 1, "下个月": 1}
_RELATIVE_DAY = {"今日": 0, "今天": 0, "昨日": -1, "昨天": -1, "明日": 1, "明天": 1, "前天": -2}
RELATIVE = re.compile(
    r"今年|本年(?=度|[，,]|以来)|(?<!比|较)去年|(?<![以比较])上年(?!同期)|前年|明年|来年|(?<!之)后年|本月|上个?月|下个?月|(?<!截至)今[日天]|昨[日天]|明[日天]|前天")


def relative_at(text: str, match: re.Match[str], published: date) -> Figure:
    """What a match of RELATIVE means in a text of that day: 去年 -> 2024, 去年12月 -> 2024-12 (D4)."""
    word, after = match.group(), match.end()
    if word in _RELATIVE_MONTH:
        months = published.year * 12 + published.month - 1 + _RELATIVE_MONTH[word]
        month = f"{months // 12}-{months % 12 + 1:02d}"
        return _as_relative(month_tail(text, match.start(), after, month))
    if word in _RELATIVE_DAY:
        day = date.fromordinal(published.toordinal() + _RELATIVE_DAY[word])
        return Figure(match.start(), after, word, "date", when=day.isoformat(), rules=("D4",))
    return _as_relative(from_year(text, match.start(), after, str(published.year + _RELATIVE_YEAR[word])))


def _as_relative(figure: Figure) -> Figure:
    return figure._replace(rules=(*figure.rules, "D4"))
