"""Whether a number counts a noun."""

import re

_NO_NOUN = re.compile(
    r"\s*(?:$|[^\w\s$€£¥]|(?:and|or|to|in|at|by|from|an?|the|for|last|this|per|on|as|with|compared|against|"
    r"respectively|each|before|earlier|ago|now|previously|today|when|while|which|but|over|during|since|versus|"
    r"year|month|quarter|than|then|after|through|at|is|was|were|are|had|has|will)\b)", re.I)


def counts_no_noun(text: str, at: int) -> bool:
    """Whether what stands behind a number that ends at `at` is no noun."""
    return _NO_NOUN.match(text, at) is not None
