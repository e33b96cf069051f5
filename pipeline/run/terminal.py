"""Text of articles made safe to print: a terminal obeys control characters, and an article may hold any."""

import json
import re
from typing import Any

# C0 and C1 controls but for line feed and tab; zero-width and direction marks, which can hide text or turn it round.
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")


def safe(text: str) -> str:
    """`text` without what a terminal could obey or hide."""
    return _UNSAFE.sub("", text)


def one_line(text: str) -> str:
    """`text` on one line, safe to print."""
    return safe(" ".join(text.split()))


_ENCODER = json.JSONEncoder(ensure_ascii=False, default=str)


def safe_json(value: Any, indent: int | None = None) -> str:
    """JSON in which nothing is lost, and what a terminal could obey is written as \\uXXXX."""
    text = json.dumps(value, ensure_ascii=False, indent=indent, default=str) if indent else _ENCODER.encode(value)
    return text if text.isprintable() else _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
