"""What looks like a figure in English and is none (style rule N13): addresses, times, document numbers, idioms."""

import re

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
# Idioms and names; in each the number word counts nothing.
_IDIOMS = "|".join((
    "one of the", "one of", "no one", "one another", "one by one", "one after another", "one-stop", "one-off",
    "one thing", "one who", "one's", "one or two", "one belt,? one road", "on (?:the )?one hand",
    "at (?:one|the same) time", "this one", "that one", "the one", "each one", "every one", "any one", "only one",
    "as one", "in one", "first of all", "first[- ]time", "at first", "for the first time", "(?:in )?the first place",
    "(?:first|second|third)[- ](?:class|hand|party|tier)", "seconds?-hand", "second to none", "two sessions",
    "four seasons", "double[- ](?:11|eleven|digit)", "zero[- ]carbon", r"G\d{1,2}",
))
_NOT_FIGURES = re.compile(
    rf"{_DOCUMENTS}|{_NUMBERING}|(?<![A-Za-z\d])(?:{_ADDRESSES}|{_PHONES}|{_HOTLINES}|{_RESULTS}|{_TIMES}|{_SCORES}"
    rf"|(?i:\b(?:{_IDIOMS})\b))")         # what begins inside a word is passed over quickly
# Most texts hold none of what makes them; this finds the few that may.
_MAYBE = re.compile(
    rf"{_NUMBERING}|[@:：/\[(〔+×]|\d ?x ?\d|12[3-9]\d\d|95598|\d minutes? |o['’]clock|-\d{{3}}"
    r"|(?i:\b(?:one|first|second|third|double|two|zero|four|seconds|G\d|[ap]\.?m)\b|\d[ap]m\b)")


def not_figures(text: str) -> list[tuple[int, int]]:
    """Start and end of each, in order."""
    return [m.span() for m in _NOT_FIGURES.finditer(text)] if _MAYBE.search(text) else []
