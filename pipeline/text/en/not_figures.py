"""What looks like a figure in English and is none (style rule N13): addresses, times, document numbers, idioms."""

import re
from collections.abc import Sequence

from pipeline.text.en.words import Words

_ADDRESSES = r"https?://[!-~]{1,300}|www\.[!-~]{1,200}|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}"
_PHONES = r"\+?\d{2,4}-\d{3,4}-\d{4,8}"
_HOTLINES = r"\b(?:12306|12315|12333|12345|12348|12366|12369|12388|95598)\b(?! ?(?:yuan|people|%))"
_DOCUMENTS = r"[(\[〔]\d{4}[)\]〕] ?No\. ?\d{1,5}"
_TIMES = (r"\b\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]\.?m\b\.?)?|\b\d{1,2}(?:\.\d{2})? ?(?:[ap]\.m\.|[ap]m\b)"
          r"|\b\d{1,2} o['’]clock\b|\b24/7\b")
_RESULTS = (r"\b\d{1,2} ?[x×] ?(?:(?=\d{1,5}(?:\.\d{1,3})?[ -]?(?:[kMG]W|tonnes?|megawatts?))"     # 2×660 MW
            r"|\d{1,4} ?(?:m|metres?|meters?)?\b)"                                                  # 4 x 200m
            r"|\b\d{1,2} minutes?,? (?:and )?\d{1,2}(?:\.\d{1,3})? seconds?\b|\b\d:\d{2}\.\d{1,3}\b")
_SCORES = r"\b\d{1,3}[:：]\d{1,3}\b|\b\d{1,2}(?:\+(?:\d{1,2}|[NXn]))+\b"      # a 5+1 system of industries
# a ratio of 80 to 20
_RATIO = re.compile(r"\bratio [a-z ]{0,12}?(\d{1,3}(?: to |-to-)\d{1,3})(?![\d%]|[.,]\d)", re.I)
_NUMBERING = r"(?:^|(?<=\n))\s{0,3}\d{1,2}[.)](?=\s)"
# Idioms and names, by their first letter; in each the number word counts nothing.
_IDIOMS = "|".join((
    r"one(?: of(?: the)?| another| by one| after another|-stop|-off| thing| who|'s| or two(?! per)| belt,? one road)",
    r"on (?:the )?one hand|only one(?! (?:per|million|billion|hundred|thousand))",
    "no one", r"at (?:one|the same) time|any one|as one|at first",
    r"(?:this|that|the) one(?!-)|the first place|third[- ](?:class|hand|party|tier)|two sessions", "each one|every one",
    "in one(?! (?:second|minute|hour|day|week|month|quarter|year|decade))", "in the first place",
    r"first(?: of all|[- ]time|[- ](?:class|hand|party|tier))", "for the first time|four seasons",
    r"second(?:[- ](?:class|hand|party|tier)|s?-hand| to none)", r"double[- ](?:11|eleven|digit)", "zero[- ]carbon",
    r"G\d{1,2}",
))
_ADDRESS = re.compile(_ADDRESSES)
_IDIOM = re.compile(rf"(?:{_IDIOMS})\b", re.I)
_IDIOMS_BEGIN = frozenset(("one", "on", "only", "no", "at", "any", "as", "this", "that", "the", "third", "two", "each",
                            "every", "in", "first", "for", "four", "second", "seconds", "double", "zero", "g"))
# Where an idiom has one of these words; most texts have none.
_IDIOMS_HAVE = frozenset(("one", "first", "third", "two", "four", "second", "seconds", "double", "zero", "g"))
NONE_TOKENS = _IDIOMS_BEGIN | {"ratio"}
_DOCUMENT = re.compile(_DOCUMENTS)
_NUMBERED = re.compile(rf"{_PHONES}|{_HOTLINES}|{_RESULTS}|{_TIMES}|{_SCORES}")
_LINE_NUMBER = re.compile(_NUMBERING)
_INDENT = 3         # spaces before the number of a line


def not_figures(text: str, words: Words, numbers: Sequence[re.Match[str]]) -> list[tuple[int, int]]:
    """Start and end of each, in order; `words` are those of NONE_TOKENS in `text`, among others, `numbers` what
    `digits.NUMBER` finds there."""
    found = [m.span() for m in _ADDRESS.finditer(text)] if "@" in text or "www." in text or "://" in text else []
    if "ratio" in words.said:
        found += [m.span(1) for m in _RATIO.finditer(text)]
    if not _IDIOMS_HAVE.isdisjoint(words.said):
        found += [match.span() for start, _ in words.places(_IDIOMS_BEGIN) if (match := _IDIOM.match(text, start))]
    for number in numbers:
        if number.lastgroup:
            found += _numbers(text, number.start(), number.end())
    found.sort()
    return found


def _numbers(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The addresses, times and the like that begin with the digits at `start`..`end`."""
    before = text[start - 1:start] if start else ""
    if start <= _INDENT or "\n" in text[start - _INDENT - 1:start]:
        line = text.rfind("\n", 0, start) + 1
        if match := _LINE_NUMBER.match(text, line):
            return [match.span()]
    if before and before in "([〔" and (match := _DOCUMENT.match(text, start - 1)):
        return [match.span()]
    if before.isascii() and before.isalpha():
        return []
    begins = (start, *(at + 1 for at in range(start, end) if text[at] in ",."))
    return [match.span() for at in begins if (match := _NUMBERED.match(text, at))]
