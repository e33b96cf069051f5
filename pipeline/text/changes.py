"""What a figure of a change is: what it rose or fell by, what it came to, what it began at (style rule N10).

`fell by 18%` for 降至18% has every digit right and says something else; so has `from 3.6% to 4.2%` for 由4.2%降至3.6%.
"""

import re
from collections.abc import Iterable

from pipeline.text.fidelity import Match
from pipeline.text.figure import Figure
from pipeline.text.finding import Finding, Severity, told_wrong

_DIMENSIONS = frozenset({"percent", "money", "count", "mass", "energy", "power", "area", "length", "duration"})
_VERBS = ("增长|增加|提高|提升|上升|上涨|扩大|下降|减少|降低|下跌|缩减|收窄|萎缩|回落|下滑|上调|下调|压减|缩短|放缓"
          "|加快|增|降|减|涨|跌|升")
_AROUND = "约|近|超过?|逾|了|至少|仅|不到|大约|将近|接近|突破"
# Behind one of these words the figure is what was reached; 降低至, 增加到.
_ZH_TO = re.compile(rf"(?:{_VERBS})(?:至|到|为|成)了?(?:{_AROUND})?$")
_ZH_BY = re.compile(rf"(?:(?:{_VERBS})了?(?:幅度)?|(?:增幅|降幅|涨幅|跌幅|成长)(?:达到?|为)?)(?:约|近|超过?|逾)?$")
_ZH_FROM = re.compile("(?:由|从)[^，。；,;由从]{0,14}$")
_LIGHT = (r"(?:(?:about|nearly|around|almost|over|under|approximately|roughly|some|just|only|more than|less than"
          r"|at least|a|an) )*")
_EN_TO = re.compile(rf"\bto (?:as (?:high|low|much) as )?{_LIGHT}$", re.I)
_EN_BY = re.compile(rf"\bby (?:as much as |up to )?{_LIGHT}$", re.I)
_EN_FROM = re.compile(rf"\bfrom {_LIGHT}$", re.I)
_EN_CHANGED = re.compile(
    r"\b(?:rose|risen|rise|rises|rising|fell|fallen|fall|falls|falling|grew|grown|grow|increas\w+|decreas\w+|declin\w+|"
    r"drop\w*|reduc\w+|cut|cuts|cutting|narrow\w*|widen\w*|expand\w*|rais\w+|lower\w*|slow\w*|climb\w*|jump\w*|surg\w+|down|up|"
    r"shrank|shrunk|plung\w+|slid|slipped|eas\w+|shorten\w*)\b(?:[^.;,]|[.,](?=\d)){0,30}$", re.I)
_LIGHT_BEFORE = re.compile(rf"\b(?:to|by) (?:as \w+ as |up to )?{_LIGHT}$", re.I)
_EN_VERB = re.compile(
    r"\b(?:(?P<up>rose|rise|risen|rising|grew|grow|grown|growing|increas(?:e|ed|es|ing)|climb(?:ed|ing)?|jump(?:ed|ing)?|"
    r"surg(?:ed|ing)|gain(?:ed)?|expand(?:ed|ing)?)|fell|fall|fallen|falling|declin(?:e|ed|ing)|decreas(?:e|ed|es|ing)|"
    r"drop(?:ped|ping)?|reduc(?:e|ed|es|ing|tion)|cut|cutting|shr(?:ank|unk|inking)|plunged|slid|slipped) "
    rf"(?:(?:by|to|from|of) )?(?:as \w+ as )?{_LIGHT}$", re.I)
_ZH_GOES = re.compile(rf"[^，。；,;]{{0,12}}?(?:{_VERBS})?[至到]")
# What stands before a figure of a change ends with one of these.
_ENDS = frozenset("长加高升涨大少低跌减窄缩落滑调短缓快增降至到为成了幅度达约近超过逾少仅到约近破")
# How much before a figure and behind it is read; and how long what stands right before one is at most.
_NEAR, _FAR, _LONGEST = 40, 20, 8


def change_findings(zh: str, en: str, matches: Iterable[Match]) -> list[Finding]:
    """The figures that were met by value and stand in another role of a change."""
    found = []
    for match in matches:
        owed, told = match.promised, match.delivered
        if told is None or match.status != "matched" or owed.dimension not in _DIMENSIONS:
            continue
        mine = _zh_role(zh, owed)
        theirs = _en_role(en, told, owed) if mine else ""
        if mine and theirs and mine != theirs:
            found.append(_wrong(owed, told, mine, theirs))
        elif mine and _turns(en, told, owed):
            english = told.text.strip()
            found.append(told_wrong(owed.text, english, "one goes up and the other down", "N10", _weight(owed)))
    return found


def _turns(text: str, figure: Figure, owed: Figure) -> bool:
    """Whether the verb right before a figure goes the other way than the Chinese: fell by 300 million for 增加3亿元."""
    if owed.direction is None:
        return False
    verb = _EN_VERB.search(text[max(0, figure.start - _NEAR):figure.start])
    return verb is not None and owed.direction != ("up" if verb["up"] else "down")


def _weight(owed: Figure) -> Severity:
    return "high" if owed.dimension in ("percent", "money") else "medium"


def _zh_role(text: str, figure: Figure) -> str:
    before = text[max(0, figure.start - _NEAR):figure.start]
    if before[-1:] not in _ENDS:
        return "from" if _begins(before, text, figure) else ""
    right_before = before[-_LONGEST:]
    if _ZH_TO.search(right_before):
        return "to"
    if _ZH_BY.search(right_before):
        return "by"
    return "from" if _begins(before, text, figure) else ""


def _begins(before: str, text: str, figure: Figure) -> bool:
    """由4.2%降至, 从去年的18家增加到."""
    return ("由" in before or "从" in before) and bool(
        _ZH_FROM.search(before) and _ZH_GOES.match(text, figure.end, figure.end + _FAR))


def _en_role(text: str, figure: Figure, owed: Figure) -> str:
    before = text[max(0, figure.start - _NEAR):figure.start]
    if figure.value is None:                    # from 3.6% to 4.2% is read as one range
        ends = {figure.low: "from", figure.high: "to"} if _EN_FROM.search(before) else {}
        return ends.get(owed.value, "")
    if _EN_FROM.search(before):
        return "from"
    role = "to" if _EN_TO.search(before) else "by" if _EN_BY.search(before) else ""
    return role if role and _EN_CHANGED.search(_LIGHT_BEFORE.sub("", before)) else ""


_SAID = {"to": "what is reached", "by": "by how much it changes", "from": "where it begins"}


def _wrong(owed: Figure, told: Figure, mine: str, theirs: str) -> Finding:
    message = f"The Chinese says {owed.text}, {_SAID[mine]}; the English tells {told.text.strip()} as {_SAID[theirs]}."
    return Finding("figure_wrong", _weight(owed), message, "N10", owed.text, told.text.strip())
