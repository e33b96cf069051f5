"""Whether an English text holds an approved phrase: lenient in form, strict in identity.

Case, number and inflection, hyphens, British or American spelling, articles, word order within the phrase, a customary
acronym and the word City or Province may differ; the words that say what it is may not.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import filterfalse

# Long forms and their customary letters count as one; before each the words that it begins with.
_ACRONYMS = tuple((first.split(), re.compile(rf"\b(?:{pattern})\b"), f" {letters} ") for first, pattern, letters in (
    ("economic etdz etdzs", r"economic (?:and )?technolog(?:ical|y) development (?:zone|area)s?|etdzs?", "etdz"),
    ("hi high hidz", r"hi(?:gh)? tech(?:nology)? (?:industr\w+ )?(?:development )?zones?|hidz", "hidz"),
    ("pilot free ftz ftzs", r"(?:pilot )?free trade (?:pilot )?zones?|ftzs?", "ftz"),
    ("state soe soes", r"state owned enterprises?|soes?", "soe"),
    ("small sme smes", r"small and medium(?: sized)? (?:enterprises?|businesses)|smes?", "sme"),
    ("research r", r"research and development|r and d", "rd"),
    ("gross regional gdp", r"gross (?:domestic|regional) product|(?:regional )?gdp(?: of the region)?", "gdp"),
    ("foreign fdi", r"foreign direct investment|fdi", "fdi"),
    ("communist cpc", r"communist party of china|cpc|communist party", "party"),
    ("artificial ai", r"artificial intelligence|ai", "ai"),
    ("internet iot", r"internet of things|iot", "iot"),
    ("fortune global world", r"fortune (?:global )?500|(?:global|world s|world) (?:top )?500", "fortune500"),
    ("belt bri", r"belt and road initiative|bri", "belt road"),
    ("electronic e ecommerce", r"electronic commerce|e commerce|ecommerce", "ecommerce"),
    ("five", r"five year", "fiveyear"), ("round", r"round table", "roundtable"), ("start", r"start ups?", "startup"),
    ("european eu", r"european union|eu", "eu"), ("united un", r"united nations|un", "un"),
    ("new nev nevs", r"new energy vehicles?|nevs?", "nev"),
    ("electric ev evs", r"electric (?:vehicle|car)s?|evs?", "ev"),
))
# Which of those begin with a word.
_BEGUN = {word: [n for n, (first, _, _) in enumerate(_ACRONYMS) if word in first]
          for begins, _, _ in _ACRONYMS for word in begins}
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
_POSSESSIVE = re.compile(r"'s\b")
# All but small letters and digits is a space.
_OF_WORDS = bytes(c if chr(c) in "abcdefghijklmnopqrstuvwxyz0123456789" else ord(" ") for c in range(256))
# What another spelling has in it, the spelling, and the one that counts.
_SPELLINGS = tuple((part, re.compile(pattern), new) for part, pattern, new in (
    ("isation", r"isation(?=s?\b)", "ization"), ("is", r"is(?=(?:es?|ed|ing)\b)", "iz"), ("our", r"our(?=s?\b)", "or"),
    ("tre", r"tre(?=s?\b)", "ter"), ("programme", r"programmes?\b", "program"), ("lyu", r"lyu", "lu"),
    ("nyu", r"nyu", "nu"), ("licence", r"licence", "license"), ("calibre", r"calibre", "caliber"),
    ("councilor", r"councilor", "councillor"),
))
# By the first letter of the ending; three letters stand before it.
_ENDING = re.compile("|".join(rf"{first}(?<=[a-z]{{3}}.)(?:{rest})$" for first, rest in (
    ("a", "l(?:ly|)|ti(?:ons?|ve)|t(?:es?|ed|ing)"), ("e", "s|d|"), ("i", "c(?:al(?:ly|)|s|)|al(?:ly|)|ons?|es|ng"),
    ("m", "ents?"), ("s", ""), ("y", ""))))


def phrase_kept(approved: str, en: str, also: Sequence[str] = ()) -> bool:
    """Whether `en` holds the phrase `approved`, one of those that pass for it, or a permitted variant of one."""
    if _is_said(approved, en) or any(_is_said(phrase, en) for phrase in also):
        return True
    tokens = _tokens(en)
    held = frozenset(tokens)
    return any(held.issuperset(variant) and _holds(tokens, variant)
               for phrase in (approved, *also) for variant in _variants(phrase))


def phrase_said(phrase: str, en: str) -> bool:
    """Whether the words of `phrase` stand in `en` side by side and in order, in whatever form: what is forbidden is not
    found in words that only stand near each other (a port area ... development zone)."""
    wanted, tokens = _tokens(phrase), _tokens(en)
    return bool(wanted) and any(
        tokens[at:at + len(wanted)] == wanted for at, word in enumerate(tokens) if word == wanted[0])


def _is_said(approved: str, en: str) -> bool:
    """Whether the phrase stands in `en` letter by letter, at the beginning of a sentence or in the plural, too, as most
    do: nothing else need be looked at then."""
    at = en.find(approved)
    if at < 0 and (at := en.find(approved.capitalize())) < 0:
        return False
    end = at + len(approved)
    end += en.startswith("s", end) or (3 if en.startswith("ers", end) and approved[0].isupper() else 0)  # New Yorkers
    return not en[at - 1:at].isalnum() and not en[end:end + 1].isalnum()


@lru_cache(maxsize=4096)
def _variants(approved: str) -> tuple[tuple[str, ...], ...]:
    """The phrase as tokens, with the forms that may stand for it."""
    letters = _LETTERS.search(approved) if "(" in approved else None
    forms: list[str] = [_LETTERS.sub("", approved), letters[1]] if letters else [approved]
    forms.extend(_ALSO.get(approved, ()))
    forms += [_COUNTY.sub(r"\1 County", form) for form in forms if "xian County" in form]
    forms += [bare for form in forms if (bare := _OPTIONAL.sub("", form).strip()) != form and bare]
    return tuple(tokens for form in forms if (tokens := _tokens(form)))


@lru_cache(maxsize=256)
def _tokens(text: str) -> tuple[str, ...]:
    """The words that carry meaning, in order, each reduced to a stem."""
    if not text.isascii():
        text = text.translate(_ACCENTS)
    text = text.lower().replace("&", " and ")
    if "'" in text:
        text = _POSSESSIVE.sub("", text).replace("'", "")
    words = text.encode("ascii", "replace").translate(_OF_WORDS).decode("ascii").split()
    text = " ".join(words)
    for n in sorted({n for word in _BEGUN.keys() & words for n in _BEGUN[word]}):
        _, pattern, letters = _ACRONYMS[n]
        text = pattern.sub(letters, text)
    for part, pattern, new in _SPELLINGS:
        if part in text:
            text = pattern.sub(new, text)
    return tuple(map(_stem, filterfalse(_IGNORED.__contains__, text.split())))


@lru_cache(maxsize=32768)
def _stem(word: str) -> str:
    ending = _ENDING.search(word, 3)
    stem = word[:ending.start()] if ending else word
    return _SYNONYMS.get(word, _SYNONYMS.get(stem, stem))


def _holds(tokens: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    """Whether all words of `phrase`, which `tokens` hold, stand near each other."""
    need, width = frozenset(phrase), len(phrase) + (3 if len(phrase) > 1 else 0)
    return any(need <= frozenset(tokens[at:at + width]) for at, word in enumerate(tokens) if word in need)
