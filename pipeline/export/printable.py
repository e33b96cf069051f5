"""Text of articles made fit for what people open: no character that hides text, turns it round, or breaks a file.

Each such character becomes U+FFFD, one for one, so that the spans of figures still hold and an editor sees that
something was there.
"""

import re
from urllib.parse import urlsplit

# C0 and C1 controls but for tab and line feed, soft hyphen, zero-width and direction marks, line separators,
# interlinear marks, and the two code points that XML forbids.
_BAD = (
    *range(0x09), *range(0x0B, 0x20), *range(0x7F, 0xA0), 0xAD, 0x061C, 0x180E, *range(0x200B, 0x2010),
    *range(0x2028, 0x202F), *range(0x2060, 0x2070), 0xFEFF, *range(0xFFF9, 0xFFFC), 0xFFFE, 0xFFFF,
)
_TABLE = dict.fromkeys(_BAD, "\ufffd")
_URL = re.compile(r"[\x21-\x7e\xa1-\ufffc]{1,2000}")


def printable(text: str) -> str:
    """`text`, as long as before, without what a reader could be deceived by or a file broken."""
    return text if text.isprintable() else text.translate(_TABLE)     # nearly all text is


def one_line(text: str | None) -> str:
    """`text` on one line; empty for None."""
    return " ".join((text or "").split())


def cut(text: str, most: int) -> str:
    """`text` in at most `most` characters, with an ellipsis where it was cut."""
    return text if len(text) <= most else text[:most - 1].rstrip() + "…"


def web_address(url: str | None) -> str | None:
    """`url` if it is a plain http or https address, else None: no other scheme becomes a link."""
    if not url or not _URL.fullmatch(url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None
