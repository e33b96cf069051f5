"""Days whose month the Chinese leaves unsaid (12日上午): what they are in English, and whether it came.

A small model takes 12日上午 for twelve o'clock, or leaves it out; one English phrase it keeps. They are no figures: of
which month the day is, only who knows the date of the article can tell (style rule D4).
"""

import re
from collections.abc import Sequence

from pipeline.text.en.render_dates import nth
from pipeline.text.figure import Figure
from pipeline.text.finding import Finding

_PARTS = {
    "": "on the", "上午": "on the morning of the", "早上": "on the morning of the", "早晨": "on the morning of the",
    "清晨": "in the early morning of the", "中午": "at noon on the", "下午": "on the afternoon of the",
    "午后": "on the afternoon of the", "傍晚": "on the evening of the", "晚": "on the evening of the",
    "晚上": "on the evening of the", "晚间": "on the evening of the", "夜间": "on the night of the",
    "深夜": "on the night of the", "凌晨": "in the early hours of the",
}
# Not of a date (6月12日), a range or a list (12日至14日), a number (第12日), a span (5日内, 工期30日) or a word (1日元,
# 12日电). A search goes from one digit to the next; what stands before it is asked behind it.
_NO_DAY = r"\d.．:：/年月历第周每至到、和期时续停休共近约满达长超\-—－–~～"
_DAY = re.compile(
    rf"(?P<n>[1-9](?:\d(?<=[12]\d|3[01])(?<![{_NO_DAY}]\d\d)|(?<![{_NO_DAY}]\d)))日"
    rf"(?P<part>{'|'.join(sorted(filter(None, _PARTS), key=len, reverse=True))})?+"
    r"(?![\d内之以间前后常军本元均报班历式游用语韩照圆系出产落夜晨午电线楼、和至到\-—－–~～（(])")
_SAID = re.compile(r"(?<![\d.,:])\d{1,2}(?![\d:%]|[.,]\d)")
_WEEKDAY = re.compile("|".join(rf"{name}(?<!\w{name})day\b" for name in (
    "Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun")))
_WEEKDAYS = re.compile("周|星期|礼拜")
# Behind these, and before those, English has a preposition of its own: 于12日, 12日起.
_LED, _FOLLOWED = tuple("于在自从距与及"), ("起", "止")


def day_phrases(text: str, figures: Sequence[Figure]) -> list[tuple[int, int, str]]:
    """The places of such days, (start, end, English) each, outside `figures`."""
    if "日" not in text:
        return []
    return [(day.start(), day.end(), _english(text, day)) for day in _DAY.finditer(text)
            if not any(f.start < day.end() and day.start() < f.end for f in figures)]


def day_findings(zh: str, en: str) -> list[Finding]:
    """The days that the English does not name; slight, for it may call them yesterday. And days of the week of its own:
    of 12,300 human translations of news one says such a day where the Chinese does not."""
    week = dict.fromkeys(_WEEKDAY.findall(en)) if "day" in en and not _WEEKDAYS.search(zh) else ()
    made_up = [_made_up(name) for name in week if name not in zh]
    days = [*_DAY.finditer(zh)] if "日" in zh else []
    said = set(_SAID.findall(en)) if days else set[str]()
    lost = [day for day in days if day["n"] not in said]
    return made_up + [
        Finding("figure_missing", "low", f"The Chinese says {day[0]}; the English names no such day.", "D1", day[0])
        for day in lost]


def _made_up(name: str) -> Finding:
    message = f"The English says {name}; the Chinese names no day of the week."
    return Finding("figure_unsupported", "medium", message, "D4", "", name)


def _english(text: str, day: re.Match[str]) -> str:
    words = _PARTS[day["part"] or ""]
    if text.endswith(_LED, 0, day.start()) or text.startswith(_FOLLOWED, day.end()):
        words = words.split(" ", 1)[1]
    return f"{words} {nth(int(day['n']))}"
