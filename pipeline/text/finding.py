"""A finding: one problem in one segment."""

from typing import Literal, NamedTuple

Severity = Literal["high", "medium", "low"]


class Finding(NamedTuple):
    """`code` is for machines (figure_missing, han_left, ...), `message` for an editor; `rule` is a style rule id, `zh`
    and `en` are the places in source and translation, empty where there is none.
    A finding of severity high or medium sends the article to review; low is for information."""

    code: str
    severity: Severity
    message: str
    rule: str = ""
    zh: str = ""
    en: str = ""


def told_wrong(zh: str, en: str, what: str, rule: str, severity: Severity = "medium") -> Finding:
    """The finding that `zh` is told as `en`, and `what` is wrong with that, in an editor's words."""
    message = f"The Chinese says {zh}; the English says {en}: {what}."
    return Finding("figure_wrong", severity, message, rule, zh, en)
