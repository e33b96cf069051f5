"""Titles of laws, plans and reports in 《》, made English of what the lists know (style rule T4).

《山东省优化营商环境条例》 -> “Shandong Provincial Regulations on Improving the Business Environment”. A title that
holds anything else is left to the model.
"""

import re
from collections.abc import Callable, Iterator

from pipeline.text.term import Entry
from pipeline.text.zh.words import words

# The entry of a title that a list knows, and the English of a place as it stands before one; None for anything else.
Known = Callable[[str], Entry | None]
Place = Callable[[str], str | None]

_TITLE = re.compile(r"《([^《》\n]{2,80})》")
_OF_CHINA = "中华人民共和国"
_YEAR = re.compile(r"(20\d\d)年")
# What may stand in brackets at the end of a title.
_STATES = {
    "试行": "for Trial Implementation", "暂行": "Interim", "草案": "Draft", "修订": "Revised",
    "修订草案": "Draft Revision", "修正案": "Amendment", "征求意见稿": "Draft for Comment",
    "修订草案征求意见稿": "Draft Revision for Comment",
}
_BRACKET = re.compile(r"\(([^()]{2,12})\)$")
_EDITION, _PERIOD = re.compile(r"(20\d\d)年?版"), re.compile(r"(20\d\d)年?[-—至](20\d\d)年?")
# Words that are small in a title.
_SMALL = frozenset(words("a an and as at by for from in of on or the to with"))
# 数据安全法规 are rules and no law.
LAW_RUNS_ON = frozenset("律规制治院庭定人务学官则")
_LONGEST_PLACE = 12


def titles(text: str, known: Known, place: Place) -> Iterator[tuple[int, int, str]]:
    """(start, end, English) of each title that is known, its marks included; a newspaper's has none in English."""
    for found in _TITLE.finditer(text):
        if en := _english(found[1], known, place):
            entry = known(found[1])
            yield found.start(), found.end(), en if entry and entry.category == "media" else f"“{en}”"


def _english(zh: str, known: Known, place: Place) -> str | None:
    if entry := known(zh):
        return _capitals(entry.en)
    if bracket := _BRACKET.search(zh):
        inside, en = _inside(bracket[1]), _english(zh[:bracket.start()], known, place)
        return f"{en} ({inside})" if en and inside else None
    if zh.startswith(_OF_CHINA):
        law = known(zh.removeprefix(_OF_CHINA))
        return f"{_capitals(law.en)} of the People's Republic of China" if law else None
    if year := _YEAR.match(zh):
        en = _english(zh[year.end():], known, place)
        return f"{year[1]} {en}" if en else None
    for length in range(min(_LONGEST_PLACE, len(zh) - 2), 1, -1):
        if adjective := place(zh[:length]):
            en = _english(zh[length:], known, place)
            return f"{adjective} {en}" if en else None
    return None


def is_no_law(zh: str, text: str, end: int) -> bool:
    """Whether `zh`, which ends at `end`, runs on there to another word."""
    return zh.endswith("法") and text[end:end + 1] in LAW_RUNS_ON


def _capitals(en: str) -> str:
    return " ".join(w if i and w in _SMALL else w[:1].upper() + w[1:] for i, w in enumerate(en.split(" ")))


def _inside(zh: str) -> str | None:
    if edition := _EDITION.fullmatch(zh):
        return f"{edition[1]} Edition"
    if period := _PERIOD.fullmatch(zh):
        return f"{period[1]}-{period[2]}"
    return _STATES.get(zh)
