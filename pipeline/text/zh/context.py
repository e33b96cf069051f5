"""What the clause around a figure says of it: direction and base, which money, plan or fact (N10, N11, M4, D6, D7).

One pass over the text finds the words of `clause_words`; each figure then looks at those of its own clause.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from pipeline.text.figure import DIRECTIONS, Figure, told
from pipeline.text.zh.clause_words import (
    AFTER_PLAN_NOUN,
    AFTER_PLAN_VERB,
    BASES,
    BEFORE_PLAN_NOUN,
    CHANGED,
    DONE,
    DOWN,
    MONEY_KINDS,
    NOT_PLANS,
    PLANNED_THINGS,
    PLANS,
    STAGES,
    UP,
)
from pipeline.text.zh.words import alternation

_CLAUSE_ENDS = tuple("，。；！？：,;!?\n")
_SENTENCE_ENDS = frozenset("。；！？;!?\n")
_RATES = frozenset({"percent", "points", "basis-points", "multiple"})
_MONEY, _OF_MONEY = frozenset({"money", "per-area-money"}), frozenset({"money", "planned-thing"})
_PLANNED = frozenset({"plan", "planned-thing"})
_NO_KINDS = frozenset[str]()
_NAMES_ONLY = frozenset({"date", "period", "plan", "ordinal"})
_NOUNS_TOO = frozenset({"计划", "规划", "目标"})
_FROM_YEAR = re.compile(r".(?:20|19)\d\d年|.“?十[一二三四五]五")
# 至2015年3月8日 is rather the day of a count than one by which something is to be.
_BY_YEAR = re.compile(
    r"[到至](?:(?<=^.)|(?<=[，。；：,;“].))(?:20\d\d(?!年\d{1,2}月\d{1,2}[日号])|“?十[四五六])")
# 即将交付的产品 says which product, and nothing of what follows.
_OF_A_THING = re.compile("[^，。；的]{1,4}的")
# What turns to another matter: 计划控制在7.5%，而2015年为5.1%.
_BUT = re.compile("而(?![且后是已言])")
_AFTER_RATE = re.compile(
    r"(?:以上|左右)?的?(?:年均|同比|平均|高速|快速|正|温和|轻微|小幅|大幅|显著|明显|强劲|稳健|稳定|稳步|适度|可观|较[大快高])?"
    r"(?P<word>增长|增幅|升幅|降幅|下降|涨幅|跌幅|增速|减少|上涨|上升|下跌|下滑|回落|负增长)")
_AFTER_RATE_BEGINS = frozenset("以左的年同平高快正温轻小大显明强稳适可较增升降下涨跌减上负回")
_CHANGED_BEGINS = frozenset(word[0] for word in CHANGED)
# How far before a rate its direction may stand; 增, 减, 降, and any word before an amount, must stand beside it.
_REACH = 16
_MONEY_REACH, _AFTER_REACH = 8, 4
_NEAREST = 8
_CONVERSIONS, _CONVERSIONS_END = ("约合", "折合", "合", "（约", "(约"), frozenset("合约")


def _table() -> dict[str, tuple[str, str]]:
    """Word -> kind and what it says; the words of later lists win."""
    table = {mark: ("stop", mark) for mark in _CLAUSE_ENDS}
    for kind, name, listed in (
        ("none", "", NOT_PLANS), ("done", "", DONE), ("up", "up", UP), ("down", "down", DOWN),
        ("money", "", MONEY_KINDS),
        *(("base", name, listed) for name, listed in BASES.items()),
        *(("stage", name, listed) for name, listed in STAGES.items()),
        ("plan", "", PLANS), ("planned-thing", "", PLANNED_THINGS),
    ):
        table |= dict.fromkeys(listed, (kind, name))
    table["签约金额"] = ("money", "signed")
    return table | {word + century: ("base", "from-year") for word in "比较" for century in ("20", "19", "“十", "十")}


_KINDS = _table()
# Literals only: a search for these goes from one possible first character to the next.
_WORDS = re.compile(alternation(sorted(_KINDS)))


# Start, end, kind and what it says.
_Word = tuple[int, int, str, str]
# What the words of a clause say of a figure in it: the last direction before it and whether any is up, the base of
# comparison and the stage of the project, and whether a word right before it says which money it is (M4).
_Said = tuple[_Word | None, bool, str | None, str | None, bool]
_NOTHING_SAID: _Said = (None, False, None, None, False)


def in_context(text: str, figures: Sequence[Figure]) -> list[Figure]:
    """The figures with what their clauses say of them."""
    if not figures:
        return []
    ends, clauses, planned = _clauses(text, figures[-1].start)
    at = [(figure, bisect_right(ends, figure.start)) for figure in figures]
    return [_placed(text, figure, clauses[i], planned[i]) for figure, i in at]


def _clauses(text: str, last: int) -> tuple[list[int], list[list[_Word]], list[bool]]:
    """For each clause of a text as far as that of `last` where it ends, its words, and whether it tells a plan."""
    clause: list[_Word] = []
    ends: list[int] = []
    clauses, planned, at = [clause], False, 0
    while match := _WORDS.search(text, at):
        (start, at), (kind, name) = match.span(), _KINDS[match[0]]
        if kind == "stop":
            ends.append(start)
            if start > last:
                break
            clause = []
            clauses.append(clause)
            continue
        if kind == "plan" or name == "from-year":
            kind = _meant(match, kind, name)
            if kind == "plan" and (will := match[0].find("将")) > -1:
                at = start + will + 1           # 将增加 plans, and rises
        planned = planned or kind in _PLANNED
        clause.append((start, match.end(), kind, name))
    by_year: set[int] = {bisect_left(ends, m.start()) for m in _BY_YEAR.finditer(text)} if "20" in text or (
        "十" in text) else set()
    return ends, clauses, _spread(text, ends, clauses, by_year) if planned or by_year else [False] * len(clauses)


def _spread(text: str, ends: Sequence[int], clauses: Sequence[Sequence[_Word]], by_year: set[int]) -> list[bool]:
    """Whether each clause tells a plan, by its own words, or by those of the clause before it where it does not turn to
    what is so already."""
    planned: list[bool] = []
    carried = False
    for i, clause in enumerate(clauses):
        kinds = {kind for _, _, kind, _ in clause} if clause else _NO_KINDS
        said = "plan" in kinds or i in by_year
        carried = said or (carried and text[ends[i - 1]] not in _SENTENCE_ENDS and "done" not in kinds
                           and not _BUT.match(text, ends[i - 1] + 1))
        planned.append(carried or "planned-thing" in kinds)
    return planned


def _meant(match: re.Match[str], kind: str, name: str) -> str:
    """The kind of a word that may be another one where it stands."""
    if (match[0] in _NOUNS_TOO and not _is_verb(match)) or (
            match[0] == "即将" and _OF_A_THING.match(match.string, match.end())) or (
            name == "from-year" and not _FROM_YEAR.match(match.string, match.start())):
        return "none"
    return kind


def _is_verb(match: re.Match[str]) -> bool:
    """Whether 计划, 规划 or 目标 tells what is planned; 计划 does as a rule, unless it names a plan or stands alone."""
    text = match.string
    if text.endswith(("该", "此", "这一", "本"), 0, match.start()):
        return False
    if text.startswith(AFTER_PLAN_VERB, match.end()):
        return True
    return match.group() == "计划" and not text.startswith(AFTER_PLAN_NOUN, match.end()) and not text.endswith(
        BEFORE_PLAN_NOUN, 0, match.start())


def _placed(text: str, figure: Figure, words: Sequence[_Word], planned: bool) -> Figure:
    """`figure` with what the `words` of its clause, which may be `planned`, say of it."""
    dimension = figure.dimension
    is_amount = dimension in _MONEY
    if not (words or planned or is_amount):
        return figure
    if len(words) > 2 * _NEAREST:               # no clause of a real text holds so many
        k = bisect_left(words, (figure.start,))
        words = words[max(0, k - _NEAREST):k + _NEAREST]
    turn, rises, said_base, stage, money = _said(figure, words) if words else _NOTHING_SAID
    known = direction = figure.direction
    base = None
    rules: list[str] = []
    if words and dimension not in _NAMES_ONLY:
        direction = known or _direction(text, figure, turn, rises)
        base = said_base if direction or dimension in _RATES else None
    if base:
        rules.append("N11")
    if is_amount:
        if money:
            rules.append("M4")
        if _is_converted(text, figure):
            rules.append("M3")
    if planned:
        rules.append("D6")
    if stage:
        rules.append("D7")
    if not rules and direction == known:
        return figure
    return told(figure, direction, base, "planned" if planned else None, stage,
                tuple(dict.fromkeys((*figure.rules, *rules))) if rules else figure.rules)


def _said(figure: Figure, words: Sequence[_Word]) -> _Said:
    """The base is that named last before the figure, else right after it (8%的同比增幅); the stage is the nearest."""
    turn, rises, base, after, stage, far, money = None, False, None, None, None, 0, False
    begins, ends = figure.start, figure.end
    for word in words:
        start, end, kind, name = word
        if name in STAGES and (stage is None or abs(start - begins) < far):
            stage, far = name, abs(start - begins)
        if end <= begins:
            if kind in DIRECTIONS:
                turn, rises = word, rises or kind == "up"
            elif kind == "base":
                base = name
            elif kind in _OF_MONEY:
                money = money or begins - end <= _MONEY_REACH
        elif kind == "base" and 0 <= start - ends <= _AFTER_REACH:
            after = name
    return turn, rises, base or after, stage, money


def _is_converted(text: str, figure: Figure) -> bool:
    """Whether the figure is the source's own conversion of another sum (M3)."""
    start = figure.start
    before = text[start - 1:start]
    return (before in _CONVERSIONS_END and text.endswith(_CONVERSIONS, 0, start)) or (
        before in ("（", "(") and figure.hedge == "about")


def _direction(text: str, figure: Figure, turn: _Word | None, rises: bool) -> str | None:
    following = text[figure.end:figure.end + 1]
    if following in _CHANGED_BEGINS and text.startswith(CHANGED, figure.end):
        return None
    is_rate = figure.dimension in _RATES
    if is_rate and following in _AFTER_RATE_BEGINS and (match := _AFTER_RATE.match(text, figure.end)):
        return _KINDS[match["word"]][1]
    if turn is None:
        return None
    start, end, _, name = turn
    if rises and name == "down" and text.startswith(("至", "到"), end):
        return None                     # 增速放缓至3.3% is still growth
    if figure.dimension == "multiple" and text[figure.start - 1] == "的" and (
            text[end - 1] in "幅速" or "是" in text[end:figure.start]):
        return None                     # 涨幅是去年的四倍: four times that of last year, and not quadrupled
    reach = _REACH if is_rate and end - start > 1 else 2
    return name if figure.start - end <= reach else None
