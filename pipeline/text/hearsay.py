"""Words that say only that a writer was told: left out, or the only attribution that a sentence has (style rule T6).

Of its own a small model writes `According to reports`, which names a source that the Chinese does not.
"""

import re

_TOLD = re.compile(
    r"(?:^|(?<=[。；！？，;!?,\n”]))\s?(?P<also>另)?(?:据悉|据了解|据记者了解|据介绍|记者获悉|记者了解到|据知)[，,：:]?\s?(?!的)")
_DAYS_AGO = re.compile(r"(?:^|(?<=[。；！？;!?\n”]))日前[，,]\s?")
_ATTRIBUTED = re.compile("表示|介绍|指出|透露|显示|认为|强调|根据|依据|[称说](?=[，,：:“])")
_SENTENCE_END = re.compile("[。；！？;!?\n]")


def hearsay_phrases(text: str) -> list[tuple[int, int, str]]:
    """The places of such words, (start, end, English) each; "" where a sentence does without."""
    found = [(m.start(), m.end(), _english(text, m)) for m in _TOLD.finditer(text)] if (
        "据" in text or "记者" in text) else []
    return found + [(m.start(), m.end(), "") for m in _DAYS_AGO.finditer(text)] if "日前" in text else found


def _english(text: str, told: re.Match[str]) -> str:
    end = _SENTENCE_END.search(text, told.end())
    if _ATTRIBUTED.search(text, told.end(), end.start() if end else len(text)):
        return ""
    words = f"it is {'also ' if told['also'] else ''}understood that"
    return words if text[told.start() - 1:told.start()] in ("，", ",") else words.capitalize()
