"""A term, and where one stands in a text."""

import re
from dataclasses import dataclass
from typing import NamedTuple

_LETTERS = re.compile(r" \(([A-Z][A-Z&-]+)\)$")


@dataclass(frozen=True)
class Entry:
    """A term: its Chinese, its one English, what kind of thing it is, its status, and a note for editors.

    The status is approved, hint or forbidden in a glossary; a name that no list holds gets one `proposed` by rule, for
    an editor to confirm. `rule` is the style rule that made the English; T1: an editor did. `also` are other English
    that is as right: it is never written, and passes where it is found.
    """

    zh: str
    en: str
    category: str
    status: str
    note: str
    rule: str = "T1"
    also: tuple[str, ...] = ()


class TermMatch(NamedTuple):
    """An entry at [start, end) of a text, in code points. The entry of a name made by rule holds that whole name."""

    start: int
    end: int
    entry: Entry


def short_form(en: str) -> str:
    """The letters that an English name ends in, where it does, else the name: CIIE of China ... Expo (CIIE)."""
    letters = _LETTERS.search(en) if en.endswith(")") else None
    return letters[1] if letters else en


def is_proposed(category: str, rule: str) -> bool:
    """Whether a published term is a name that no list holds: an unlisted person, company, zone or town."""
    return rule in ("B3", "B4", "P5") or (rule == "P8" and category == "zone")
