"""What a figure of a change is: what it rose or fell by, what it came to, what it began at (style rule N10).

`fell by 18%` for 降至18% has every digit right and says something else; so has `from 3.6% to 4.2%` for 由4.2%降至3.6%.
"""

import re
from collections.abc import Iterable

from pipeline.text.fidelity import Pair
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
# These read small letters.
_EN_ROLE = re.compile(
    rf"(?P<role>f(?<!\wf)rom|t(?<!\wt)o|b(?<!\wb)y) (?:(?<=to )as (?:high|low) as |(?<!from )as much as )?{_LIGHT}$")
_EN_CHANGED = re.compile(
    r"\b(?:rose|risen|rise|rises|rising|fell|fallen|fall|falls|falling|grew|grown|grow|increas\w+|decreas\w+|declin\w+|"
    r"drop\w*|reduc\w+|cut|cuts|cutting|narrow\w*|widen\w*|expand\w*|rais\w+|lower\w*|slow\w*|climb\w*|jump\w*|surg\w+|down|up|"
    r"shrank|shrunk|plung\w+|slid|slipped|eas\w+|shorten\w*)\b(?:[^.;,]|[.,](?=\d)){0,30}$")
_LIGHT_BEFORE = re.compile(rf"\b(?:to|by) (?:as \w+ as |up to )?{_LIGHT}$")
_EN_VERB = re.compile(
    r"\b(?:(?P<up>rose|rise|risen|rising|grew|grow|grown|growing|increas(?:e|ed|es|ing)|climb(?:ed|ing)?|jump(?:ed|ing)?|"
    r"surg(?:ed|ing)|gain(?:ed)?|expand(?:ed|ing)?)|fell|fall|fallen|falling|declin(?:e|ed|ing)|decreas(?:e|ed|es|ing)|"
    r"drop(?:ped|ping)?|reduc(?:e|ed|es|ing|tion)|cut|cutting|shr(?:ank|unk|inking)|plunged|slid|slipped) "
    rf"(?:(?:by|to|from|of) )?(?:as \w+ as )?{_LIGHT}$")
_ZH_GOES = re.compile(rf"[^，。；,;]{{0,12}}?(?:{_VERBS})?[至到]")
# What stands before a figure of a change ends with one of these.
_ENDS = frozenset("长加高升涨大少低跌减窄缩落滑调短缓快增降至到为成了幅度达约近超过逾少仅到约近破")
# How much before a figure and behind it is read; and how long what stands right before one is at most.
_NEAR, _FAR, _LONGEST = 40, 20, 8


def change_findings(zh: str, en: str, met: Iterable[Pair]) -> list[Finding]:
    """The figures, of those met by value, that stand in another role of a change."""
    found = []
    for owed, told in met:
        mine = _zh_role(zh, owed) if owed.dimension in _DIMENSIONS else ""
        if not mine:
            continue
        before = en[max(0, told.start - _NEAR):told.start].lower()
        theirs = _en_role(before, told, owed)
        if theirs and mine != theirs:
            found.append(_wrong(owed, told, mine, theirs))
        elif _turns(before, owed):
            english = told.text.strip()
            found.append(told_wrong(owed.text, english, "one goes up and the other down", "N10", _weight(owed)))
    return found


def _turns(before: str, owed: Figure) -> bool:
    """Whether the verb right before a figure goes the other way than the Chinese: fell by 300 million for 增加3亿元."""
    verb = _EN_VERB.search(before) if owed.direction else None
    return verb is not None and owed.direction != ("up" if verb["up"] else "down")


def _weight(owed: Figure) -> Severity:
    return "high" if owed.dimension in ("percent", "money") else "medium"


def _zh_role(text: str, figure: Figure) -> str:
    before = text[max(0, figure.start - _NEAR):figure.start]
    if before[-1:] in _ENDS:
        right_before = before[-_LONGEST:]
        if _ZH_TO.search(right_before):
            return "to"
        if _ZH_BY.search(right_before):
            return "by"
    if ("由" in before or "从" in before) and _ZH_FROM.search(before) and (
            _ZH_GOES.match(text, figure.end, figure.end + _FAR)):       # 由4.2%降至, 从去年的18家增加到
        return "from"
    return ""


def _en_role(before: str, figure: Figure, owed: Figure) -> str:
    match = _EN_ROLE.search(before)
    role = match["role"] if match else ""
    if role == "from":                          # from 3.6% to 4.2% is read as one range
        return role if figure.value is not None else {figure.low: role, figure.high: "to"}.get(owed.value, "")
    changed = role and figure.value is not None and _EN_CHANGED.search(_LIGHT_BEFORE.sub("", before))
    return role if changed else ""


_SAID = {"to": "what is reached", "by": "by how much it changes", "from": "where it begins"}


def _wrong(owed: Figure, told: Figure, mine: str, theirs: str) -> Finding:
    message = f"The Chinese says {owed.text}, {_SAID[mine]}; the English tells {told.text.strip()} as {_SAID[theirs]}."
    return Finding("figure_wrong", _weight(owed), message, "N10", owed.text, told.text.strip())
