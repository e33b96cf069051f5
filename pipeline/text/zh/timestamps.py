"""The date and the time of day that a line gives, in China's time: what pages write in many forms."""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

CHINA = timezone(timedelta(hours=8))
# Articles on the web; beyond the last year a number is no date but a slip.
EARLIEST, LATEST = date(1990, 1, 1), date(2049, 12, 31)

_ISO_WITH_ZONE = re.compile(
    r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d{1,9})?(?:(Z)|([+-]\d{2}):?(\d{2}))")
_WRITTEN = re.compile(
    r"(?<!\d)(\d{4}) ?(?:年|[-/.]) ?(\d{1,2}) ?(?:月|[-/.]) ?(\d{1,2})(?!\d)|(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)"
    r"|(?<!\d)(\d{4})[-/.](\d\d)[-/.](\d\d)(?=\d\d:\d\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)(?!\d)")
_IN_WORDS = re.compile(r"([〇零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日")
_STAMP = re.compile(r"(\d{10})(?:\d{3})?")
_TIME_OF_DAY = re.compile(r"(下午|晚上?)? ?(?<![\d:])([01]?\d|2[0-3])[:：时]([0-5]\d)(?!\d)")
_LONGEST_LINE = 200


def parse_date(text: str) -> date | None:
    """The first possible date in `text`, as a local date in China; None where there is none.

    Reads 2023-06-16, 2023/6/16, 16/06/2023 (the day first), 2023.6.16, 2023年6月16日, 二〇二三年六月十六日, 20230616,
    ISO 8601 with a zone, RFC 2822, and Unix time in seconds or milliseconds where it stands alone. Dates before 1990 or
    after 2049 are refused.
    """
    text = text.strip()[:_LONGEST_LINE]
    if moment := _aware(text):
        return _sane(moment.date())
    written = (_date(*(int(part) for part in m.groups() if part)) for m in _WRITTEN.finditer(text))
    in_words = (_date(*(_number(part) for part in m.groups())) for m in _IN_WORDS.finditer(text))
    day_first = (_date(int(m[3]), int(m[2]), int(m[1])) for m in _DAY_FIRST.finditer(text))
    for found in (*written, *in_words, *day_first):
        if found:
            return found
    is_mail_date = re.match(r"(?:[A-Z][a-z]{2}, ?)?\d{1,2} [A-Z]", text)
    return _in_china(lambda: parsedate_to_datetime(text)) if is_mail_date else None


def parse_time(text: str) -> str | None:
    """The time of day that a `text` with a date gives, as HH:MM in China; None where it gives none, or midnight, which
    stands for none. Reads 13:48, 13：48:05, 13时48分, 下午1:48, ISO 8601 with a zone and Unix time."""
    text = text.strip()[:_LONGEST_LINE]
    if moment := _aware(text):
        hour, minute = moment.hour, moment.minute
    elif clock := _TIME_OF_DAY.search(text):
        hour, minute = int(clock[2]) + (12 if clock[1] and int(clock[2]) < 12 else 0), int(clock[3])
    else:
        return None
    return f"{hour:02}:{minute:02}" if (hour, minute) != (0, 0) else None


def _aware(text: str) -> datetime | None:
    """The moment in China that Unix time, or ISO 8601 with a zone, gives."""
    try:
        if stamp := _STAMP.fullmatch(text):
            return datetime.fromtimestamp(int(stamp[1]), UTC).astimezone(CHINA)
        if zoned := _ISO_WITH_ZONE.search(text):
            offset = "+00:00" if zoned[3] else f"{zoned[4]}:{zoned[5]}"
            return datetime.fromisoformat(f"{zoned[1]}T{zoned[2]}{offset}").astimezone(CHINA)
    except (ValueError, OverflowError):
        pass
    return None


def _in_china(read: Callable[[], datetime]) -> date | None:
    try:
        moment = read()
        return _sane((moment if moment.tzinfo else moment.replace(tzinfo=CHINA)).astimezone(CHINA).date())
    except (ValueError, OverflowError, IndexError, TypeError):
        return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return _sane(date(year, month, day))
    except ValueError:
        return None


def _sane(found: date) -> date | None:
    return found if EARLIEST <= found <= LATEST else None


def _number(text: str) -> int:
    """The value of a year, month or day in Chinese numerals: 二〇二三, 十六, 三十一."""
    digits = "〇一二三四五六七八九"
    text = text.replace("零", "〇")
    if "十" in text:
        tens, _, ones = text.partition("十")
        return 10 * _digits(tens or "一", digits) + _digits(ones or "〇", digits)
    return _digits(text, digits)


def _digits(text: Iterable[str], digits: str) -> int:
    value = 0
    for char in text:
        value = 10 * value + max(0, digits.find(char))
    return value
