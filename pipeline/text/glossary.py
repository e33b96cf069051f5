"""The glossary: every term and place name of an article gets its one approved English (style rule T1).

A layer is a CSV table with the columns zh, en, category, status, note; in a later layer an entry replaces one of the
same Chinese. In en a bar parts the English that is written from other English that passes: tariffs|customs duties.
Status `approved` is put into the source and checked after, `hint` is for a prompt or an editor, `forbidden` is an
English that must not be used. The category of a place is its kind (province, county-short, ...), its note the places
that it belongs to; `pipeline.text.zh.places` says when such a name is believed.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.text.en.phrases import phrase_kept, phrase_said
from pipeline.text.matching import Matcher, fold
from pipeline.text.term import Entry as Entry
from pipeline.text.term import TermMatch as TermMatch

COLUMNS = ("zh", "en", "category", "status", "note")
STATUSES = ("approved", "hint", "forbidden")


@dataclass(frozen=True, eq=False)
class Glossary:
    """All layers merged; made by `build`. Keys are Chinese with its marks folded."""

    approved: Mapping[str, Entry]
    hinted: Mapping[str, Entry]
    forbidden: tuple[Entry, ...]

    def warmed(self) -> "Glossary":
        """Itself, with the tables made that else the first matches would make, which takes half a second."""
        for matcher in (self._matcher, self._hints):
            matcher.warm()
        return self

    def match(self, text: str, context: str = "") -> list[TermMatch]:
        """The approved terms of `text` in order, longest first, none overlapping, on word boundaries.

        `context` is the whole article (default: `text`): it settles names that could be read two ways.
        """
        return self._matcher.match(text, context)

    def hints(self, text: str, left: str | None = None) -> list[Entry]:
        """The entries of status hint that occur in `text`, and in what is `left` of it, each once, in order."""
        starts, joined = self._matcher.brands_begin(text)
        return list({e.zh: e for e in self._hints.standing(text, starts, joined, left)}.values()) if starts else []

    def forbidden_for(self, zh: str) -> tuple[Entry, ...]:
        """The forbidden entries whose Chinese is in `zh`."""
        folded = fold(zh)
        return tuple([e for key, e in self._forbidden if key in folded])

    def forbidden_in(self, zh: str, en: str) -> list[Entry]:
        """The forbidden entries whose Chinese is in `zh` and whose English is in `en`."""
        return [e for e in self.forbidden_for(zh) if phrase_said(e.en, en)]

    @cached_property
    def _forbidden(self) -> Sequence[tuple[str, Entry]]:
        return [(fold(e.zh), e) for e in self.forbidden]

    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher(self.approved, self.hinted)

    @cached_property
    def _hints(self) -> Matcher:
        return Matcher(self.hinted)


def parse_glossary(text: str, name: str) -> tuple[Entry, ...]:
    """The entries of one layer, a CSV table; `name` is the file's, for messages. An empty status means approved.

    :raises ValueError: the header or a row is wrong; the message names the file and the line.
    """
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    entries = dict[tuple[str, bool, str], Entry]()
    try:
        header = tuple(cell.strip() for cell in next(rows, []))
        if header != COLUMNS:
            raise ValueError(f"the first line must be {','.join(COLUMNS)}")
        for cells in rows:
            if any(map(str.strip, cells)):
                entry = _entry(cells)
                key = (entry.zh, entry.status == "forbidden", entry.en if entry.status == "forbidden" else "")
                if key in entries:
                    raise ValueError(f"{entry.zh} is there twice; keep one of its rows")
                entries[key] = entry
    except (ValueError, csv.Error) as error:
        raise ValueError(f"{name}, line {max(rows.line_num, 1)}: {error}") from error
    return tuple(entries.values())


def _entry(cells: list[str]) -> Entry:
    if len(cells) > len(COLUMNS):
        raise ValueError(f"{len(cells)} cells, not {len(COLUMNS)}; put quotation marks around a text with a comma")
    zh, en, category, status, note = map(str.strip, (*cells, *[""] * (len(COLUMNS) - len(cells))))
    if len(zh) < 2:
        raise ValueError("zh must have at least two characters")
    en, *also = map(str.strip, en.split("|"))
    if not en:
        raise ValueError(f"{zh} has no English")
    if "" in also:
        raise ValueError(f"the English of {zh} has nothing after a bar; write tariffs|customs duties")
    if (status or "approved") not in STATUSES:
        raise ValueError(f"status '{status}' of {zh} is none of {', '.join(STATUSES)}")
    return Entry(zh, en, category, status or "approved", note, also=tuple(also))


def build(*layers: Iterable[Entry]) -> Glossary:
    """The glossary of all layers. A later entry replaces an earlier one of the same Chinese, and forbidding an English
    takes away the entry that approved it."""
    current, forbidden = dict[str, Entry](), dict[tuple[str, str], Entry]()
    for entry in (e for layer in layers for e in layer):
        key = fold(entry.zh)
        if entry.status == "forbidden":
            forbidden[key, entry.en] = entry
            if key in current and current[key].en == entry.en:
                del current[key]
        else:
            current[key] = entry
            forbidden.pop((key, entry.en), None)
    return Glossary(
        {zh: e for zh, e in current.items() if e.status == "approved"},
        {zh: e for zh, e in current.items() if e.status == "hint"}, tuple(forbidden.values()),
    )


def term_kept(entry: Entry, en: str) -> bool:
    """Whether the entry's English, or other that passes, is in `en` in a permitted form (`en.phrases`)."""
    return phrase_kept(entry.en, en, entry.also)
