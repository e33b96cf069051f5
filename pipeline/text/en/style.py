"""The house style of the English, as far as it can be set by rule after a model has written (style rules F1-F3)."""

import re

# American -> British spelling of words that investment news uses and that have one British form (-ize is British too).
_BRITISH = {
    "kilometer": "kilometre", "centimeter": "centimetre", "millimeter": "millimetre", "nanometer": "nanometre",
    "liter": "litre", "center": "centre", "centered": "centred", "theater": "theatre", "fiber": "fibre",
    "labor": "labour", "harbor": "harbour", "neighbor": "neighbour", "neighboring": "neighbouring", "color": "colour",
    "favor": "favour", "favorable": "favourable", "honor": "honour", "endeavor": "endeavour", "behavior": "behaviour",
    "program": "programme", "defense": "defence", "catalog": "catalogue", "aging": "ageing", "modeling": "modelling",
    "traveling": "travelling", "traveler": "traveller", "labeled": "labelled", "fulfill": "fulfil",
    "aluminum": "aluminium",
}
_ALTERNATIVES = "|".join(sorted(_BRITISH, key=len, reverse=True))
# A meter that measures is a metre; an electricity meter is not.
_WORD = re.compile(
    rf"(?<![A-Za-z@./_-])(?:{_ALTERNATIVES})s?(?![A-Za-z@/_])|(?:(?<=square )|(?<=cubic )|(?<=\d ))meters?\b", re.I)
# Names keep their own spelling: a capitalised word after another is taken for part of one.
_NAME = re.compile(r"[A-Z][a-z]+ $")
_ASCII_MARKS = str.maketrans({
    "，": ",", "。": ".", "；": ";", "：": ":", "！": "!", "？": "?", "（": "(", "）": ")",
    "、": ",", "《": "“", "》": "”",
    "「": "“", "」": "”", "【": "[", "】": "]", "％": "%", "　": " ", "～": "–", "￥": "¥",
})
_TYPED = str.maketrans("“”‘’", "\"\"''")


def typed(text: str) -> str:
    """`text` with the quotation marks and apostrophes of a keyboard, which can be searched for and compared (F1): a
    model writes now these, now those."""
    return text.translate(_TYPED)


def british(text: str) -> str:
    """`text` in British spelling (F2); words that are part of a capitalised name are left alone."""
    def swap(match: re.Match[str]) -> str:
        word = match.group()
        stem = word.lower().removesuffix("s")
        new = _BRITISH.get(stem, "metre") + word[len(stem):]
        if word[0].isupper():
            if _NAME.search(text[:match.start()][-30:]):
                return word
            new = new[0].upper() + new[1:]
        return new
    return _WORD.sub(swap, text)


def tidy(text: str) -> str:
    """One line, single spaces, Latin punctuation with its spacing (F1)."""
    text = re.sub(r"\s+", " ", text.translate(_ASCII_MARKS)).strip()
    text = re.sub(r" +([,.;:!?)”])(?!\d)", r"\1", text)
    text = re.sub(r"\b([A-Z])\. (?=[A-Z]\.)", r"\1.", text)         # the U. S. market
    return re.sub(r"([(“]) +", r"\1", text)


def quoted(text: str, title: str) -> str:
    """`text` with the first mention of `title` in double quotation marks, unless marks stand about it (T4)."""
    at = text.find(title)
    if at < 0:
        return text
    before, end = text[:at], at + len(title)
    within = before.count("“") > before.count("”") or before.count('"') % 2 == 1 or before[-1:] in ("‘", "'", "*", "_")
    return text if within else f"{before}“{title}”{text[end:]}"


def headline(text: str) -> str:
    """A headline begins with a capital, after the name of a column too, ends without a full stop and stands without
    quotation marks around the whole (F3)."""
    text = re.sub(r"(?<!\.)\.$", "", text.strip())
    text = re.sub(r"^(\[[^\]]*\] )?([a-z])(?=[a-z]*[ ,:;-])", lambda m: (m[1] or "") + m[2].upper(), text)
    if len(text) > 2 and text[0] in "\"“" and text[-1] in "\"”" and not re.search(r"[\"“”]", text[1:-1]):
        text = text[1:-1]
    return text


def closed(text: str, source: str) -> str:
    """`text` with a full stop where `source` ends a sentence and the model forgot it."""
    if text and source.rstrip("”’）》 ")[-1:] in "。！？!?" and text.rstrip("\"”’) ")[-1:] not in ".!?…:;":
        return text.rstrip(",;") + "."
    return text
