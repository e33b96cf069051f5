"""What looks like a figure in English and is none (style rule N13): addresses, times, document numbers, idioms."""

import re
from collections.abc import Set

_ADDRESSES = r"https?://[!-~]{1,300}|www\.[!-~]{1,200}|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}"
_PHONES = r"\+?\d{2,4}-\d{3,4}-\d{4,8}"
_HOTLINES = r"\b(?:12306|12315|12333|12345|12348|12366|12369|12388|95598)\b(?! ?(?:yuan|people|%))"
_DOCUMENTS = r"[(\[〔]\d{4}[)\]〕] ?No\. ?\d{1,5}"
_TIMES = (r"\b\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]\.?m\b\.?)?|\b\d{1,2}(?:\.\d{2})? ?(?:[ap]\.m\.|[ap]m\b)"
          r"|\b\d{1,2} o['’]clock\b|\b24/7\b")
_RESULTS = (r"\b\d{1,2} ?[x×] ?\d{1,4} ?(?:m|metres?|meters?)?\b"                              # 4 x 200m
            r"|\b\d{1,2} minutes?,? (?:and )?\d{1,2}(?:\.\d{1,3})? seconds?\b|\b\d:\d{2}\.\d{1,3}\b")
_SCORES = r"\b\d{1,3}[:：]\d{1,3}\b|\b\d{1,2}(?:\+(?:\d{1,2}|[NXn]))+\b"      # a 5+1 system of industries
_NUMBERING = r"(?:^|(?<=\n))\s{0,3}\d{1,2}[.)](?=\s)"
# Idioms and names, by their first letter; in each the number word counts nothing.
_IDIOMS = "|".join((
    r"one(?: of(?: the)?| another| by one| after another|-stop|-off| thing| who|'s| or two| belt,? one road)",
    r"on (?:the )?one hand|only one(?! (?:per|million|billion|hundred|thousand))",
    "no one", r"at (?:one|the same) time|any one|as one|at first",
    r"this one|that one|the one|the first place|third[- ](?:class|hand|party|tier)|two sessions", "each one|every one",
    "in one|in the first place", r"first(?: of all|[- ]time|[- ](?:class|hand|party|tier))",
    "for the first time|four seasons",
    r"second(?:[- ](?:class|hand|party|tier)|s?-hand| to none)", r"double[- ](?:11|eleven|digit)", "zero[- ]carbon",
    r"G\d{1,2}",
))
_NOT_FIGURES = re.compile(
    rf"{_DOCUMENTS}|{_NUMBERING}|(?<![A-Za-z\d])(?:{_ADDRESSES}|{_PHONES}|{_HOTLINES}|{_RESULTS}|{_TIMES}|{_SCORES}"
    rf"|(?i:\b(?:{_IDIOMS})\b))")         # what begins inside a word is passed over quickly
# Most texts hold none of what makes them; these find the few that may: words, marks, and numbers of lines.
_WORDS = frozenset(("one", "first", "second", "third", "double", "two", "zero", "four", "seconds", "g", "m", "am", "pm",
                    "x", "minute", "minutes", "clock"))
_MARKS = re.compile(r"[@:：/\[(〔+×19-](?:(?<=[@:：/\[(〔+×])|(?<=1)2[3-9]\d\d|(?<=9)5598|(?<=-)\d{3})")
_FIRST_NUMBER = re.compile(_NUMBERING)


def not_figures(text: str, words: Set[str]) -> list[tuple[int, int]]:
    """Start and end of each, in order; `words` are those of `text` in small letters."""
    if _WORDS.isdisjoint(words) and not _MARKS.search(text) and not _FIRST_NUMBER.search(text):
        return []
    return [m.span() for m in _NOT_FIGURES.finditer(text)]
