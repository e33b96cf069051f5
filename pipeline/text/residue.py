"""What a model leaves in its English that does not belong there: Chinese, repetition, chatter, template tokens."""

import re
from codecs import utf_16_be_encode
from collections import Counter
from collections.abc import Sequence

from pipeline.text.finding import Finding

_HAN = re.compile(
    "[\u2e80-\u2fdf\u3000-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
    "\U00020000-\U0003ffff]")
_TOKENS = re.compile(r"<\s?\|[a-z_]{2,20}\|\s?>|\[/?INST\]|</?s>")
_CHATTER = re.compile(
    r"^\s*(?:(?:sure|certainly|of course|okay)[,!.: ]{1,3})?(?:here(?:'s| is| are)[^\n:]{0,60}translation[^\n:]{0,40}:"
    r"|(?:the )?(?:english )?translation(?: is| of the text)?\s?:|translated text\s?:|output\s?:"
    r"|(?:sure|certainly)[,!])\s*", re.I)
_ASIDE = re.compile(
    r"^\s*(?:as an ai\b|i(?:'m| am) sorry|i can(?:no|')t\b|please (?:provide|note)|note:)|\n[^\S\n]*\(?note\s?:"
    r"|(?:let me know if|i hope this helps)|i apologi[sz]e\b|can(?:no|')t assist"
    r"|the (?:text|passage|following text|chinese news report) (?:is|\W[^.]{1,60}\W is|does not)\b", re.I)
# What the prompts say, and no article.
_PROMPT = re.compile(r"keep these phrases exactly|output only the english|in(?:to english, in)? the third person"
                     r"|from a chinese news report", re.I)
# In small letters: one of these is in a text in which it is worth to look for the patterns.
_MARKS = ("as an ai", "sorry", "i can", "please ", "note", "let me know if", "i hope this helps", "apologi", "assist",
          "the text ", "the passage ", "following text ", "chinese news report", "keep these phrases",
          "output only the english", "the third person")
# What a model may add to a faithful translation of a text that it would rather not speak of.
_REFUSAL = re.compile(r"(?<=\S)\s+(?:i(?:'|’| a)m sorry,? (?:but )?)?i (?:can(?:no|'|’)t|am unable to) (?:assist|help) "
                      r"(?:you )?with (?:that|this)(?: request)?[.!]?$", re.I)
_WORDS = re.compile(r"[\w'%-]+")
# All but the characters of words is a space, and letters are small: for texts of ASCII and the marks of print.
_OF_WORDS = bytes(ord(chr(c).lower()) if c < 128 and _WORDS.match(chr(c)) else ord(" ") for c in range(256))
_NO_LATIN = re.compile("[^\x00-\x7f‘’“”–—…€£°·×]")
# Of the two bytes of a character the first tells an ideograph: U+3400 to U+9FFF.
_OF_OTHERS = bytes({*range(256)} - {*range(0x34, 0xA0)})


def has_han(text: str) -> bool:
    """Whether `text` holds a Chinese character, Chinese punctuation or a full-width character."""
    return _HAN.search(text) is not None


def strip_chatter(en: str) -> str:
    """`en` without a lead-in (`Here is the translation:`), a refusal at its end, a code fence, or quotation marks
    around the whole."""
    text = _REFUSAL.sub("", _CHATTER.sub("", en.strip(), count=1).strip())
    text = re.sub(r"^```\w*\n?|\n?```$", "", text).strip()
    if len(text) > 2 and text[0] == '"' == text[-1] and text.count('"') == 2:
        text = text[1:-1].strip()
    return text


def residue(zh: str, en: str) -> list[Finding]:
    """The findings about the English as such; figures and terms are compared elsewhere."""
    if not en.strip():
        return [Finding("empty", "high", "There is no English.")] if zh.strip() else []
    found = []
    if not en.isascii() and (left := _HAN.findall(en)):
        found.append(Finding("han_left", "high", f"Chinese is left in the English: {''.join(left)[:20]}", "F1"))
    if ("<" in en or "[" in en) and _TOKENS.search(en):
        found.append(Finding("template_token", "high", "A control token of the model is in the English."))
    if _speaks(zh, en):
        found.append(Finding("chatter", "high", "The model speaks to the reader instead of translating."))
    said = _words(en)
    if _is_repeated(said) and _most(said, 4) > _most(zh, 3) + 1:
        found.append(Finding("repetition", "high", "The English repeats itself."))
    han, words = len(utf_16_be_encode(zh, "surrogatepass")[0][::2].translate(None, _OF_OTHERS)), len(said)
    if (han >= 8 and words < 0.2 * han) or (han >= 16 and words < 0.3 * han):
        found.append(Finding("too_short", "medium", f"{words} English words for {han} Chinese characters: something "
                             "may be left out."))
    if words > 12 + 2.2 * max(han, 4) and len(en) > 3 * len(zh):
        found.append(Finding("too_long", "medium", f"{words} English words for {han} Chinese characters: something may "
                             "be added.", "F5"))
    return found


def _speaks(zh: str, en: str) -> bool:
    """Whether the model speaks to the reader, or says what it was asked, where the source does not."""
    if _CHATTER.match(en) and not _CHATTER.match(zh):
        return True
    small = en.lower()
    if not [mark for mark in _MARKS if mark in small]:
        return False
    if _PROMPT.search(en) and not _PROMPT.search(zh):
        return True
    return bool(_ASIDE.search(en)) and not re.search("注[:：]|请|抱歉|希望", zh)


def repeats(text: str) -> bool:
    """Whether some four words in a row occur four times or more, or the last phrase runs on."""
    return _is_repeated(_words(text))


def _words(text: str) -> list[str]:
    """The words in small letters."""
    if not text.isascii() and _NO_LATIN.search(text):
        return [word.lower() for word in _WORDS.findall(text)]
    return text.encode("ascii", "replace").translate(_OF_WORDS).decode("ascii").split()


def _most(parts: Sequence[str], size: int) -> int:
    """How often the run of so many parts occurs that does most often."""
    return max(Counter(zip(*(parts[i:] for i in range(size)), strict=False)).values(), default=0)


def _is_repeated(words: Sequence[str]) -> bool:
    # In any four one of the pairs at every third place is whole, and in two of four equal fours it is the same.
    seconds = words[1::3]
    if len({*zip(words[::3], seconds, strict=False)}) == len(seconds):
        return False
    grams = [*zip(words, words[1:], words[2:], words[3:], strict=False)]
    return len(grams) - len(set(grams)) >= 3 and max(Counter(grams).values()) >= 4
