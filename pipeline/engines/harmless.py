"""Text that cannot steer a model: no control token of any chat template survives in what an article says.

Templates mark turns with tokens such as `<|im_end|>`, `</s>`, `[INST]`, `<<SYS>>` or `<start_of_turn>`, which a
tokenizer finds by their exact spelling. A space inside breaks the spelling, and a reader still sees what was written.
Tokenizers that normalise first (NFKC) read full-width look-alikes as the same, and drop characters that nobody sees:
both are dealt with here.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from pipeline.errors import EngineError

# Controls but for tab and line feed, and all that has no width: marks of direction, joiners, variation selectors, tags.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]")

_UNKNOWN = re.compile(r"<unk>|\[UNK\]", re.IGNORECASE)
_LESS, _MORE, _BAR, _OPEN, _CLOSE = "<＜﹤", ">＞﹥", "|｜￨", r"\[［", r"\]］"
_LETTER = "A-Za-zＡ-Ｚａ-ｚ_＿"
# Where a space goes: inside <| and |>, after the < of <name> and </name>, inside << and >>, after the [ of [NAME].
_JOINTS = re.compile("|".join((
    f"(?<=[{_LESS}])(?=[{_LESS}{_BAR}])",
    f"(?<=[{_BAR}{_MORE}])(?=[{_MORE}])",
    f"(?<=[{_LESS}])(?=[/／]?[{_LETTER}][^{_LESS}{_MORE}\n]{{0,80}}[{_MORE}])",
    f"(?<=[{_OPEN}])(?=[/／]?[{_LETTER}]{{2}}[^{_OPEN}{_CLOSE}\n]{{0,40}}[{_CLOSE}])",
)))


def harmless(text: str, marks: Iterable[str] = ()) -> str:
    """`text` with every mark of a control token taken apart by a space, those of chat templates in general and a
    model's own `marks`, however they are spelt; characters that nobody sees are gone."""
    text = _JOINTS.sub(" ", _UNSEEN.sub("", text))
    own = _spellings(tuple(marks))
    return own.sub(lambda m: f"{m[0][0]} {m[0][1:]}", text) if own else text


@lru_cache
def _spellings(marks: tuple[str, ...]) -> re.Pattern[str] | None:
    """The marks in half or full width and any case, the longest first; a mark of one character cannot be split."""
    long = sorted({m.strip() for m in marks if len(m.strip()) > 1}, key=lambda m: (-len(m), m))
    return re.compile("|".join("".join(map(_widths, mark)) for mark in long), re.IGNORECASE) if long else None


def _widths(char: str) -> str:
    return f"[{re.escape(char)}{chr(ord(char) + 0xFEE0)}]" if "!" <= char <= "~" else re.escape(char)


def check_plain(without_special: str, with_special: str) -> None:
    """Compare what a tokenizer makes of a text's own tokens, special ones left out and shown: equal, or the text still
    holds a control token. The token for what a tokenizer does not know steers nothing.

    :raises EngineError: it holds one, so it is not given to the model.
    """
    shown = _UNKNOWN.sub("", with_special)
    if "".join(without_special.split()) != "".join(shown.split()):
        raise EngineError("a text holds a control token of the model that cannot be taken apart; it is not translated")
