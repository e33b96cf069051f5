"""Title, date, outlet and author of an article, out of the lines that stand above (or below) its body."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from pipeline.text.zh.timestamps import parse_date

Value = TypeVar("Value")

_CLOCK = re.compile(r"\d{1,2}[:：时]\d{2}")
# 星期三, 週三 上午: what may stand between date and time of day.
_WEEKDAY = r"(?: ?[（(]?(?:星期|周|週)[一二三四五六日天][)）]?)?(?: ?[上下中]午)?"
_OF_WEEK = re.compile("(?:星期|周|週|禮拜)[一二三四五六日天]")
_DATELINE = re.compile(
    rf"\d{{4}}(?:年|[-/.])\d{{1,2}}(?:月|[-/.])\d{{1,2}}日?{_WEEKDAY} ?\d{{1,2}}:\d{{2}}(?::\d{{2}})?")
# 发布于北京经济日报官方账号, as platforms write it.
_ACCOUNT = re.compile(r"^发布于 ?[\u4e00-\u9fff]{2} ?(.{2,20}?)(?:官方账号)$")

_DATE_LABEL = re.compile(r"(?:发布|更新|发表|发稿|刊发|编辑|录入|添加)?(?:时间|日期|于) ?[:：]")
_PUBLISHED_LABEL = re.compile(r"(?:发布|发表|发稿|刊发|上网|發布|發佈)(?:时间|日期|時間|于) ?[:：]")
# Dates of something else: of the document, of an event, of the day on which it was read.
_OTHER_DATE = re.compile(
    r"(?:成文|生成|印发|签发|施行|生效|截止|截至|活动|会议|报名|举办|开标|现在是).{0,4}(?:时间|日期|[:：])|今天是")
_OUTLET_LABEL = re.compile(
    r"(?:(?:新闻|文章|信息|稿件|内容|本文|消息|资料|原文|图文)?(?:来源|來源)(?:单位|媒体|于|自)?|稿源|出处"
    r"|转自|转载自|摘自|原载|原创|来自) ?[:：|｜丨] *"
    r"|(?:本文|原文|此文)(?:来源于|来源|转自|摘自|转载自) *|^[（(]?(?:转自|转载自|摘自|选自|原载于?)(?=《)"
)
_AUTHOR_LABEL = re.compile(
    r"(?:作者|文/图|图/文|撰文|撰稿|(?:见习|实习|特约|本报)?记者|通讯员|(?<![\u4e00-\u9fff])文) ?(?:[:：/|]| ) *"
)
# Where a value ends: at the next label, a date, a bracket or a bar.
_VALUE_END = re.compile(
    r"(?:发布|更新|发表)?(?:时间|日期)|作者|(?:本报|见习|实习)?记者|通讯员|责任编辑|责编|字号|字体|来源[:：]"
    r"| (?:编辑|点击|浏览|阅读|访问|分享|打印|评论)|(?:编辑|点击|浏览|阅读|访问|评论)(?:量|数|次数|率)?[:：]"
    r"|\d{4}[-/.年]|\d{1,2}:\d{2}|[|;；]|https?:|[（(【\[]"
)
_AUTHOR_END = re.compile(
    r"(?:发布|更新)?(?:时间|日期)|责任编辑|责编|编辑|点击|浏览|阅读|来源|字号|字体|分享|打印|摄|报道|文/|图/"
    r"|\d{4}|[|;；。，]|[（(【\[）)】\]]"
)
_BYLINE = re.compile(
    r"[（(【](?:[^（()）】]{0,16}?)(?:见习|实习|特约|本报|本刊|全媒体)?(?:记者|作者)[:： ]?([^（()）】]{2,40})[）)】]$"
)
_SITE = re.compile(
    r" ?_+ ?[^_]{0,16}$| ?(?:[-|—–－]+) ?[^-_|—–－]{0,16}(?:网|网站|新闻|频道|在线|日报|晚报|晨报|早报|时报|门户|平台"
    r"|政府|客户端|资讯|中心|正文|首页|委员会|管委会|厅|局|[a-zA-Z]\.(?:com|cn|net|org)(?:\.cn)?)$"
)
_BY_WHOM = re.compile(r"(?:本报|新华社|人民日报|见习|实习|特约)?(?:记者|通讯员|作者|编辑)")
_NAME = re.compile(r"[\u4e00-\u9fff·]{2,16}|[A-Za-z][A-Za-z .]{1,30}")
# A name of two characters, spread out to the width of three: 方 敏.
_SPACED_NAME = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]) ([\u4e00-\u9fff])(?![\u4e00-\u9fff])")
# What may stand around a name and is no part of it.
_EDGES = " :：-—/,，、。“”\"[]【】()（）"
_HAN = re.compile("[\u3400-\u9fff]")
_LONGEST_LINE = 200
_LONGEST_OUTLET, _LONGEST_DATELINE_NAME = 30, 14
# No name of an outlet holds a number, a sentence mark or an exclamation.
_NO_OUTLET = re.compile(
    r"\d{3}|[。，！？…：/]|^发布于|^(?:正文|首页|资讯|新闻|要闻|时间|作者|原创|星期.|周.)$"
    r"|关注|分享|收藏|打印|评论|字号|字体|阅读|浏览|举报|订阅|播放|登录|参与|来源"
)
# Whoever bears one of these surnames and has two or three characters is a person, not an outlet.
_PERSON = re.compile(
    "[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范廖贾夏韦付邹熊孟秦阎薛侯"
    "雷段郝孔邵史毛赖龚万钱尹黎易常武乔贺]"
    "[\u4e00-\u9fff]{1,2}(?<![网报社台刊局厅])")
# Where a platform says that a post comes from is no outlet either.
_REGION = re.compile(
    "(?:北京|天津|河北|山西|内蒙古|辽宁|吉林|黑龙江|上海|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|重庆|四川|贵州|云南|西藏|陕西"
    "|甘肃|青海|宁夏|新疆|香港|中国香港|澳门|中国澳门|台湾|中国台湾)[省市]?")
_OFFICIAL = re.compile(r"(?<=..)官方(?:账号|帐号|微博|微信)$")
# The file of a picture beside a name, in a dump of a page.
_FILE = re.compile(r"(?:^|(?<= ))[\w.%-]{1,80}\.(?:png|jpe?g|gif|webp|svg|bmp)(?= |$)", re.IGNORECASE)
# What stands in place of a name where a page does not say.
_NO_NAME = frozenset({
    "转载", "转载文章", "网络", "互联网", "不详", "未知", "本站", "其他", "更新", "发布",
    "null", "None",
})
_SHORTEST_TITLE, _LONGEST_TITLE = 6, 70


@dataclass(frozen=True)
class Found(Generic[Value]):
    """A value, and the offset of the line in which it stands."""

    value: Value
    line: int


def find_published(lines: Sequence[str]) -> Found[date] | None:
    """The publication date: a line with a date and a label or a time of day, else a line that is hardly more than a
    date. A date inside a headline or a sentence does not count, nor the day of the week: see find_day."""
    return _dated(lines, _says_published, _is_labelled, _is_bare)


def find_day(lines: Sequence[str]) -> Found[date] | None:
    """The date in a line that also gives the day of the week: a newspaper's, or the day on which a page was opened."""
    return _dated(lines, _is_of_week)


def _dated(lines: Sequence[str], *signs: Callable[[str], bool]) -> Found[date] | None:
    for says_so in signs:
        for i, line in enumerate(lines):
            found = parse_date(line) if len(line) <= _LONGEST_LINE and says_so(line) else None
            if found:
                return Found(found, i)
    return None


def find_outlet(lines: Sequence[str]) -> Found[str] | None:
    """The outlet that a line names (来源：…, 稿源：…, 本文来源于 …); a label alone takes the line after it."""
    return _labelled(lines, _OUTLET_LABEL, outlet_name)


def find_dateline_outlet(lines: Sequence[str]) -> Found[str] | None:
    """The outlet in a line that holds only a date with its time of day and a name: 2022-02-13 09:57 光明网."""
    for i, line in enumerate(lines):
        found = _DATELINE.search(line) if len(line) <= _LONGEST_LINE else None
        if found and _DATE_LABEL.search(line) is None:
            above = re.sub(r"^(?:https?://|www\.)\S+ ?", "", line[:found.start()]).strip().split(" ")[-1]
            for name in (_ACCOUNT.sub(r"\1", line[found.end():].strip(" ·|")), above):
                value = outlet_name(name.strip(" ·|"))
                if value and len(value) <= _LONGEST_DATELINE_NAME and _could_be_outlet(value):
                    return Found(value, i)
    return None


def find_account(lines: Sequence[str]) -> Found[str] | None:
    """The account that published, on a line of its own right above one that holds only date and time, or what the
    account is called by, as platforms show it. `lines` begin below the headline."""
    for i, line in enumerate(lines[1:], 1):
        if line.startswith("微信号") and len(lines[i - 1]) <= _LONGEST_DATELINE_NAME:
            return Found(lines[i - 1].strip(), i - 1)
        date_only = _DATELINE.match(line)
        rest = line[date_only.end():].strip() if date_only else ""
        name = lines[i - 1].strip()
        if date_only and (not rest or rest.startswith("发布于")) and 2 <= len(name) <= _LONGEST_DATELINE_NAME:
            value = outlet_name(name)
            if value == name and _could_be_outlet(name):
                return Found(name, i - 1)
    return None


def is_person(name: str) -> bool:
    """Whether a name of two or three characters is that of a person rather than an outlet."""
    return _PERSON.fullmatch(name) is not None


def _could_be_outlet(name: str) -> bool:
    return not (_NO_OUTLET.search(name) or _REGION.fullmatch(name) or is_person(name))


def find_author(lines: Sequence[str]) -> Found[str] | None:
    """The author that a line names (作者：…, 记者 …, 文/…)."""
    return _labelled(lines, _AUTHOR_LABEL, author_names)


def find_byline(paragraph: str) -> str | None:
    """The names in a byline that ends a paragraph: …。（记者 张三）"""
    byline = _BYLINE.search(paragraph[-80:])
    return author_names(byline[1]) if byline else None


def strip_site(title: str) -> str:
    """A headline without the site's name after it: …-中新网, …_新闻中心_德州市人民政府."""
    while len(title) <= _LONGEST_LINE:
        short = _SITE.sub("", title).strip()
        if short == title or len(short) < _SHORTEST_TITLE:
            break
        title = short
    return title


def could_be_title(line: str) -> bool:
    """Whether `line` has the length and build of a headline."""
    if not _SHORTEST_TITLE <= len(line) <= _LONGEST_TITLE or len(_HAN.findall(line)) < 4:
        return False
    if _BY_WHOM.match(line) or _OUTLET_LABEL.search(line) or _DATELINE.search(line):
        return False
    return not line.endswith(("。", "；", "，", "：", ":", ";")) and line[0] not in "*+•·>|"


def outlet_name(text: str) -> str | None:
    """The name of an outlet at the start of `text`, or None: what follows on the line (date, author) is left out."""
    text = _FILE.sub("", text[:_LONGEST_LINE]).strip(_EDGES)
    end = _VALUE_END.search(text)
    name = (text[:end.start()] if end else text).strip(_EDGES)
    name = re.sub(r"^《([^《》]*)》$|^《|^([^《]*)》$", r"\1\2", name)
    if " " in name and _HAN.search(name):
        name = name.split(" ")[0]
    name = _OFFICIAL.sub("", name)
    if name in _NO_NAME:
        return None
    return name if 2 <= len(name) <= _LONGEST_OUTLET and re.search(r"[^\W\d]", name) else None


def author_names(text: str) -> str | None:
    """The names at the start of `text`, with a space between, or None."""
    text = text.strip(_EDGES)
    end = _AUTHOR_END.search(text)
    names = _NAME.findall(_SPACED_NAME.sub(r"\1\2", text[:end.start()] if end else text))
    return " ".join(name.strip() for name in names[:6]) or None


def _labelled(
    lines: Sequence[str], label: re.Pattern[str], value_of: Callable[[str], str | None],
) -> Found[str] | None:
    for i, line in enumerate(lines):
        found = label.search(line) if len(line) <= _LONGEST_LINE else None
        if not found or (found.start() > 0 and line[found.start() - 1] in "的其无"):
            continue
        value = value_of(line[found.end():])
        if value:
            return Found(value, i)
        rest = line[found.end():].strip()
        if not rest and i + 1 < len(lines) and len(lines[i + 1]) <= 20 and not re.search("[:：]", lines[i + 1]):
            value = value_of(lines[i + 1])
            if value:
                return Found(value, i + 1)
    return None


def _says_published(line: str) -> bool:
    return _PUBLISHED_LABEL.search(line) is not None


def _is_labelled(line: str) -> bool:
    labelled = _DATE_LABEL.search(line) or _OUTLET_LABEL.search(line) or _CLOCK.search(line)
    return labelled is not None and _OTHER_DATE.search(line) is None


def _is_bare(line: str) -> bool:
    if _OTHER_DATE.search(line) or _is_of_week(line):
        return False
    return len(line) <= 24 and len(_HAN.findall(line)) <= 9


def _is_of_week(line: str) -> bool:
    return len(line) <= 40 and _OF_WEEK.search(line) is not None and "今天是" not in line
