"""Traditional Chinese: told from simplified, and put into the simplified characters and words of the mainland."""

import re
from collections.abc import Callable

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
# Simplified text holds a few characters that are traditional elsewhere (乾, 著); traditional text is a third of them.
_LEAST_SHARE = 0.1
_LOOKED_AT = 2000


def open_converter() -> Callable[[str], str]:
    """A function from Chinese text to simplified Chinese; what is simplified already comes back as it is.

    Words that Taiwan has of its own become those of the mainland: 軟體 is 软件, 網路 is 网络.
    """
    import opencc

    characters, words = opencc.OpenCC("t2s"), opencc.OpenCC("tw2sp")

    def convert(text: str) -> str:
        return words.convert(text) if _is_traditional(text, characters.convert) else text

    return convert


def _is_traditional(text: str, simplify: Callable[[str], str]) -> bool:
    head = "".join(_HAN.findall(text[:_LOOKED_AT]))
    changed = sum(a != b for a, b in zip(head, simplify(head), strict=False))
    return changed > _LEAST_SHARE * len(head)
