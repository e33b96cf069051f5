"""Entries of a glossary as the tables that a search needs, each made once, when it is first asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.text.lexicon import Lexicon, lexicon
from pipeline.text.standing import Manner, manner_of
from pipeline.text.term import Entry
from pipeline.text.zh.bodies import adjective, local_bodies
from pipeline.text.zh.names import romanise_person
from pipeline.text.zh.people import PEOPLE_BY
from pipeline.text.zh.places import DIVISIONS, PLACES, SETTLED, SHORT
from pipeline.text.zh.proposals import GENERICS
from pipeline.text.zh.segmenter import Segmenter, segmenter

if TYPE_CHECKING:
    from pipeline.text.scan import Scanner

# By so many characters at their beginning terms are looked up: most of those share them with few others.
HEAD = 3


@dataclass(frozen=True, eq=False)
class Tables:
    """`entries` by their folded Chinese; `brands` are what else a rule may know of companies."""

    entries: Mapping[str, Entry]
    brands: Mapping[str, Entry] = field(default_factory=dict)

    def warm(self) -> None:
        """Make the tables that else the first names that need them would make, and read the dictionary of names."""
        self.segmenter.known("")
        _ = self.index, self.companies, self.called
        if self.has_places:
            _ = self.scanner
            romanise_person("张三")

    @cached_property
    def segmenter(self) -> Segmenter:
        """The words of the language, and these."""
        return segmenter(tuple(self.entries))

    @cached_property
    def index(self) -> Lexicon[tuple[Entry, Manner]]:
        """All entries, and the bodies that a rule makes where places are known, with how each must stand."""
        rules = {zh: Entry(zh, en, "body", "approved", "by rule", "B1") for zh, en in local_bodies()} \
            if self.has_places else {}
        return lexicon({zh: (entry, manner_of(zh, entry)) for zh, entry in {**rules, **self.entries}.items()}, HEAD)

    @cached_property
    def scanner(self) -> "Scanner":
        """Where entries, the generics of names by rule, brands, and what people are told by may begin."""
        from pipeline.text.scan import Scanner, pairs_inside  # numpy takes its time to load

        generics, people_by = (GENERICS, PEOPLE_BY) if self.has_places else ((), ())
        inside = self.segmenter.pairs_inside | pairs_inside(self.brands)
        return Scanner(inside, self.index.items, generics, self.brands, people_by)

    def titled(self, zh: str) -> Entry | None:
        """The entry that a title in 《》 may be."""
        entry = self.entries.get(zh)
        return entry if entry and entry.category not in PLACES else None

    def of_place(self, zh: str) -> str | None:
        """A place as it stands before the title of its laws."""
        entry = self.entries.get(zh)
        return adjective(zh, entry.en) if entry and entry.category in DIVISIONS else None

    @cached_property
    def companies(self) -> Lexicon[Entry]:
        """Companies, and the names of groups without Group: 通威集团 knows 通威, too."""
        known = {zh: e for zh, e in {**self.brands, **self.entries}.items() if e.category == "company"}
        groups = {zh[:-2]: replace(e, en=e.en.removesuffix(" Group")) for zh, e in known.items()
                  if len(zh) > 3 and zh.endswith("集团") and e.en.endswith(" Group")}
        return lexicon({**groups, **known}, HEAD)

    @cached_property
    def has_places(self) -> bool:
        """Whether any entry is a place; else no rule makes names."""
        return any(e.category in PLACES for e in self.entries.values())

    @cached_property
    def full(self) -> Mapping[str, tuple[str, ...]]:
        """For each short name of a place the full ones: 齐河 -> 齐河县."""
        full: dict[str, tuple[str, ...]] = {}
        for zh, entry in self.entries.items():
            if entry.category in SETTLED and entry.category not in SHORT:
                for n in range(2, len(zh)):
                    short = self.entries.get(zh[:n])
                    if short is not None and short.category in SHORT:
                        full[zh[:n]] = (*full.get(zh[:n], ()), zh)
        return full

    @cached_property
    def called(self) -> Mapping[str, tuple[str, ...]]:
        """For each full name of a place the short ones."""
        called: dict[str, tuple[str, ...]] = {}
        for short, names in self.full.items():
            for name in names:
                called[name] = (*called.get(name, ()), short)
        return called

    def owners(self, zh: str) -> list[str]:
        """The full names of the places that an ambiguous one belongs to, as its note says."""
        entry = self.entries.get(zh)
        return entry.note.split() if entry else []

    def settled(self, zh: str) -> bool:
        """Whether a name is believed to be a place as it stands."""
        entry = self.entries.get(zh)
        return entry is not None and entry.category in SETTLED
