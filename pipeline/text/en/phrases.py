"""Whether an English text holds an approved phrase: lenient in form, strict in identity.

Case, number and inflection, hyphens, British or American spelling, articles, word order within the phrase, a customary
acronym and the word City or Province may differ; the words that say what it is may not.
"""

import re
from functools import lru_cache

# Long forms and their customary letters count as one.
_ACRONYMS = tuple((re.compile(rf"\b(?:{pattern})\b"), f" {letters} ") for pattern, letters in (
    (r"economic (?:and )?technolog(?:ical|y) development (?:zone|area)s?|etdzs?", "etdz"),
    (r"hi(?:gh)? tech(?:nology)? (?:industr\w+ )?(?:development )?zones?|hidz", "hidz"),
    (r"(?:pilot )?free trade (?:pilot )?zones?|ftzs?", "ftz"),
    (r"state owned enterprises?|soes?", "soe"),
    (r"small and medium(?: sized)? (?:enterprises?|businesses)|smes?", "sme"),
    (r"research and development|r and d", "rd"),
    (r"gross (?:domestic|regional) product|(?:regional )?gdp(?: of the region)?", "gdp"),
    (r"foreign direct investment|fdi", "fdi"),
    (r"communist party of china|cpc|communist party", "party"),
    (r"artificial intelligence|ai", "ai"),
    (r"internet of things|iot", "iot"),
    (r"fortune (?:global )?500|(?:global|world s|world) (?:top )?500", "fortune500"),
    (r"belt and road initiative|bri", "belt road"),
    (r"electronic commerce|e commerce|ecommerce", "ecommerce"),
    (r"five year", "fiveyear"), (r"round table", "roundtable"), (r"start ups?", "startup"),
    (r"european union|eu", "eu"), (r"united nations|un", "un"),
    (r"new energy vehicles?|nevs?", "nev"), (r"electric (?:vehicle|car)s?|evs?", "ev"),
))
_SYNONYMS = {
    "compan": "firm", "enterpriz": "firm", "corpor": "firm", "tibet": "xizang",
    "tibetan": "xizang", "macau": "macao", "uyghur": "uygur", "uighur": "uygur", "kashgar": "kashi",
    "mongol": "mongolian", "provincial": "provinc", "publicity": "propaganda", "peopl": "people", "chines": "china",
    "deput": "vic", "mankind": "humanit", "scientif": "scienc", "chairperson": "chairman", "chairwoman": "chairman",
    "spokesperson": "spokesman", "spokeswoman": "spokesman",
}
# Other English of the same terms that the style rules permit (T2).
_ALSO = {
    "investment promotion": ("attract investment",),
    "specialized, refined, distinctive and innovative": (
        "use special and sophisticated technologies to produce novel and unique products",),
}
_IGNORED = frozenset((
    "the", "a", "an", "of", "for", "and", "in", "on", "to", "s", "with", "by", "its", "their", "at", "from", "that",
    "which", "level", "is", "are", "as",
))
_OPTIONAL = re.compile(
    r"\b(?:Province|Provincial|Municipal(?:ity)?|City|(?:(?:Zhuang|Hui|Uygur) )?Autonomous Region)\b")
_COUNTY = re.compile(r"\b(\w+)xian County\b")      # a name of one syllable: Lanxian County, Lan County
_LETTERS = re.compile(r"\s*\(([A-Z][A-Z&]+)\)")
_ACCENTS = str.maketrans("üÜéèêëöóáàâäçñŠš’‘", "uueeeeooaaaacnss''")
_SPELLINGS = tuple((re.compile(pattern), new) for pattern, new in (
    (r"isation(s?)$", r"ization\1"), (r"is(e|es|ed|ing)$", r"iz\1"), (r"our(s?)$", r"or\1"), (r"tre(s?)$", r"ter\1"),
    (r"programmes?$", "program"), (r"lyu", "lu"), (r"nyu", "nu"), (r"licence", "license"), (r"calibre", "caliber"),
    (r"councilor", "councillor"),
))
_ENDING = re.compile(
    r"(?<=[a-z]{3})(?:(?:ic|i)?ally|(?:ic|i)?al|ics?|ments?|ati(?:ons?|ve)|at(?:es?|ed|ing)|ies|ions?|ing|ed|es|s|e|y)$")


def phrase_kept(approved: str, en: str) -> bool:
    """Whether `en` holds the phrase `approved` or a permitted variant of it."""
    tokens = _tokens(en)
    return any(_holds(tokens, variant) for variant in _variants(approved))


@lru_cache(maxsize=4096)
def _variants(approved: str) -> tuple[tuple[str, ...], ...]:
    """The phrase as tokens, with the forms that may stand for it."""
    letters = _LETTERS.search(approved)
    forms: list[str] = [_LETTERS.sub("", approved), letters[1]] if letters else [approved]
    forms.extend(_ALSO.get(approved, ()))
    forms += [_COUNTY.sub(r"\1 County", form) for form in forms if _COUNTY.search(form)]
    forms += [bare for form in forms if (bare := _OPTIONAL.sub("", form).strip()) != form and bare]
    return tuple(tokens for form in forms if (tokens := _tokens(form)))


@lru_cache(maxsize=256)
def _tokens(text: str) -> tuple[str, ...]:
    """The words that carry meaning, in order, each reduced to a stem."""
    text = re.sub(r"'s\b", "", text.translate(_ACCENTS).lower()).replace("&", " and ").replace("'", "")
    text = re.sub(r"[^a-z0-9]+", " ", text)
    for pattern, letters in _ACRONYMS:
        text = pattern.sub(letters, text)
    return tuple(_stem(word) for word in text.split() if word not in _IGNORED)


@lru_cache(maxsize=32768)
def _stem(word: str) -> str:
    for pattern, new in _SPELLINGS:
        word = pattern.sub(new, word)
    stem = _ENDING.sub("", word)
    return _SYNONYMS.get(word, _SYNONYMS.get(stem, stem))


def _holds(tokens: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    """Whether all words of `phrase` stand near each other."""
    need, width = frozenset(phrase), len(phrase) + (3 if len(phrase) > 1 else 0)
    if not need <= frozenset(tokens):
        return False
    return any(need <= frozenset(tokens[at:at + width]) for at, word in enumerate(tokens) if word in need)
