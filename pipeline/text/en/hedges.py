"""How exact an English number is told to be: the words before and after it (style rules N7, N8)."""

import re

# hedge -> the words before a number that say it
_PHRASES = {
    "at-least": "at least, no less than, not less than, no fewer than, not fewer than, a minimum of, minimum, "
                "no lower than, not lower than, lower limit of",
    "at-most": "at most, up to, no more than, not more than, not exceeding, not exceed, a maximum of, within, "
               "no later than, as many as, as much as, not over, no higher than, capped at, "
               "limited to, ceiling of, upper limit of, cap of, maximum, "
               "maximum sentence of, maximum term of, maximum fine of, maximum penalty of",
    "more-than": "more than, over, exceed, exceeding, exceeds, exceeded, above, in excess of, surpass, surpassing, "
                 "surpassed, surpasses, upwards of, upward of, topping, topped, beyond, greater than, higher than, "
                 "larger than, bigger than, older than, longer than, later than, taller than, heavier than, "
                 "faster than, well over, just over, slightly over, broke, breached, broke through, "
                 "breaking through, broken through, breaks through, break through, passed, crossed, tops, to top, "
                 "will top, could top, may top, surged past, soared past, climbed past, rose past, grew past, "
                 "went past, pushed past, jumped past",
    "less-than": "less than, fewer than, under, just under, below, lower than, smaller than, shorter than, "
                 "younger than, short of",
    "nearly": "nearly, almost, close to, near, approaching, approaches, approached, just short of, "
              "nearing, shy of",
    "about": "about, around, approximately, approximate, roughly, some, approx, approx., circa, c., ca., estimated, "
             "the region of, the order of, the vicinity of, the neighbourhood of, the neighborhood of",
}
_BEFORE = {phrase: hedge for hedge, phrases in _PHRASES.items() for phrase in phrases.split(", ")}
_LAST_WORDS = frozenset(phrase.split(" ")[-1] for phrase in _BEFORE)
# How many words the phrases have that end with each of those, most first.
_SIZES = {last: sorted({phrase.count(" ") + 1 for phrase in _BEFORE if phrase.split(" ")[-1] == last}, reverse=True)
          for last in _LAST_WORDS}
# Words that may stand between a hedge and its number: more than `a total of` 300.
_FILLERS = frozenset({"a", "an", "the", "total", "of", "another", "additional", "its", "combined", "some", "age",
                      "grade", "level"})
# What may stand right before a number that a hedge is said of.
_BEFORE_THEM = _LAST_WORDS | _FILLERS
_AFTER = re.compile(
    r",? ?(?P<at_least>or (?:even )?(?:more|above|over|higher|older|longer|greater)\b(?! than)"
    r"|and (?:above|over|up|older|more)\b"
    r"|at (?:the )?least(?=[.,;)]|$)|(?:at a )?minimum(?=[.,;)]|$))"
    r"|(?P<more_than>\+(?!\d)|-plus\b|-odd\b| plus\b| odd\b)"
    r"|,? ?(?P<at_most>or (?:less|below|under|fewer|lower)\b|and (?:below|under|less)\b"
    r"|at (?:the )?most(?=[.,;)]|$)|max(?:imum)?(?=[.,;)]|$))"
    r"|(?P<about>,? or so\b| or thereabouts\b| approximately\b)")
# The first letter or mark of each, behind a comma, a space or a hyphen; and the s of 30s.
_AFTER_BEGINS = frozenset("oa+pms")
_NOUN = re.compile(r" [a-z]{3,20}(?= or | and (?:above|over)\b)")
_TENS_OF_AGE = re.compile(r"\b(?:his|her|their|our|my|your) (?:early |mid-?|late )?[2-9]0s$")
# It edged up to 2.3%: there `up` says where it went.
_MOVED = frozenset({"edged", "inched", "ticked", "crept", "moved", "went", "climbed", "shot", "picked", "pushed"})
# What a negation makes of a hedge.
_BOUNDS = {"more-than": "at-most", "less-than": "at-least"}
# How many words before a hedge a negation may stand: could `not last for` more than 3 minutes.
_NEGATION_REACH = 4
# Hedges stand before one of these.
_BEFORE_NUMBERS = frozenset(" -(")
_SIGNS = {"~": "about", "≈": "about", ">": "more-than", "＞": "more-than", "≥": "at-least", "<": "less-than",
          "＜": "less-than", "≤": "at-most"}


def hedge_before(text: str, at: int) -> tuple[str, int] | None:
    """Hedge and its start before a number or currency sign that begins at `at`."""
    if not at:
        return None
    mark = text[at - 1]
    sign = at - 2 if mark == " " and at > 1 else at - 1
    if (hedge := _SIGNS.get(text[sign])) is not None:
        return hedge, sign
    if mark not in _BEFORE_NUMBERS:
        return None
    before = text[at - 40 if at > 40 else 0:at - 1]
    last = before.rpartition(" ")[2]
    if last.isalpha() and last.lower() not in _BEFORE_THEM:        # nearly always
        return None
    words = before.replace("-", " ").replace("(", " ").lower().split(" ")
    if words[-1] not in _BEFORE_THEM:
        return None
    length = 1
    for _ in range(4):
        for size in _SIZES.get(words[-1], ()) if words else ():
            phrase = " ".join(words[-size:])
            if hedge := _BEFORE.get(phrase):
                if phrase == "up to" and words[-3:-2] and words[-3] in _MOVED:
                    return None
                return _negated(words[:-size], hedge), at - length - len(phrase)
        if not words or words[-1] not in _FILLERS:
            return None
        length += len(words.pop()) + 1
    return None


def _negated(words: list[str], hedge: str) -> str:
    """`did not exceed 5%` sets an upper bound."""
    if hedge not in _BOUNDS:
        return hedge
    near = words[-_NEGATION_REACH:]
    negated = near[-1:] == ["no"] or ("only" not in near and any(
        word in ("not", "never", "cannot") or word.endswith("n't") for word in near))
    return _BOUNDS[hedge] if negated else hedge


def hedge_behind_noun(text: str, at: int) -> str | None:
    """The hedge behind the noun that a number ending at `at` counts: 300 companies or more."""
    noun = _NOUN.match(text, at)
    after = hedge_after(text, noun.end()) if noun else None
    return after[0] if after else None


def hedge_after(text: str, at: int) -> tuple[str, int] | None:
    """Hedge and its end after a figure that ends at `at`: or more, -plus, or so; in his 30s is more than 30."""
    begins = text[at:at + 3].lstrip(", -")[:1]
    if begins not in _AFTER_BEGINS:
        return None
    if begins == "s":
        told = text[at] == "s" and not text[at + 1:at + 2].isalpha() and _TENS_OF_AGE.search(text, at - 18, at + 1)
        return ("more-than", at + 1) if told else None
    match = _AFTER.match(text, at)
    return (str(match.lastgroup).replace("_", "-"), match.end()) if match else None
