"""Which terms and names stand in a text: longest first, on word boundaries, places only where they are believed.

The order of precedence among all that is found in a text is said here and nowhere else:
1. of the terms that begin at a place the longest stands; of equal length an entry goes before a name made by rule;
2. a term that begins earlier goes before one that begins inside it; a name by rule that no list holds, before the terms
   that lie wholly inside it (山东天衢科技有限公司);
3. a figure inside a term is the term's (世界500强 is one name), and so is a rank that overlaps it; any other figure
   that runs out of a term, or holds it, wins over it (`pipeline.text.spans`).
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from pipeline.text.lexicon import Lexicon, by_heads
from pipeline.text.standing import Manner, Place, meant
from pipeline.text.tables import HEAD, Tables
from pipeline.text.term import Entry, TermMatch, short_form
from pipeline.text.zh.glosses import Gloss, bracket_after, glosses, standing
from pipeline.text.zh.people import Person, people
from pipeline.text.zh.places import AMBIGUOUS, PLACES, Witnesses
from pipeline.text.zh.proposals import may_hold_towns, proposed, zone_in_english
from pipeline.text.zh.segmenter import Boundaries
from pipeline.text.zh.titles import titles

if TYPE_CHECKING:
    from pipeline.text.scan import Scan

# Marks that have two widths or several shapes are one mark for matching; each stays one character, so offsets hold.
_FOLDED = dict(zip("（）：，；“”‘’「」—–－·•．", "():,;\"\"''\"\"---...", strict=True))
# Ours, and the kinds of places that it may be.
_OURS = {
    "我省": ("province", "province-short"), "我市": ("prefecture-level city", "prefecture-short", "county-level city"),
    "我县": ("county", "autonomous county"), "我区": ("district",),
}
# Places that a name of a company may begin with.
_SURE_PLACES = PLACES - AMBIGUOUS


@lru_cache(maxsize=8)
def fold(text: str) -> str:
    """`text` with its marks in one shape, character by character."""
    for mark, plain in _FOLDED.items():
        text = text.replace(mark, plain)        # a dozen times as fast as str.translate
    return text


@dataclass(frozen=True, eq=False)
class Matcher:
    """Entries, by their folded Chinese, and how they are found in a text. `brands` are what else a rule may know of
    companies: the entries of status hint."""

    entries: Mapping[str, Entry]
    brands: Mapping[str, Entry] = field(default_factory=dict)

    def match(self, text: str, context: str = "") -> list[TermMatch]:
        """The terms of `text` in order, none overlapping, and the names that rules propose; `context` is the whole
        article."""
        folded = fold(text)
        (starts, generics, _, telling), place = self._seen(folded, context or text)
        found = self._listed(starts, place) if starts else []
        if "我" in folded and (ours := {m.entry.zh: m.entry for m in found if m.entry.zh in _OURS}):
            spoken = _spoken_of(self, context) if context and context != text else _named_in(found)
            named = {zh: _named(entry, spoken) for zh, entry in ours.items()}
            found = [m._replace(entry=named[m.entry.zh]) if m.entry.zh in named else m for m in found]
        given = glosses(fold(context or text))
        made = [*self._glossed(text, given, place.begins)] if given else []
        if "《" in folded:
            made += [TermMatch(start, end, Entry(text[start:end], en, "title", "approved", "", "T4"))
                     for start, end, en in titles(folded, self.tables.titled, self.tables.of_place)]
        if self.tables.has_places and (telling or (context and context != text)):
            made += self._people(folded, fold(context or text), telling, place.begins)
        if self.tables.has_places and (generics or (starts and may_hold_towns(folded))):
            made += [TermMatch(start, end, Entry(text[start:end], en, category, "proposed", "", rule))
                     for start, end, en, category, rule in proposed(
                         place.begins, _Names(folded, self.tables.index, self.tables.companies), generics)]
        return [m if m.entry.en else m._replace(entry=replace(m.entry, en=zone_in_english(m.entry.zh)))
                for m in _merged(found, made)] if made else found

    def brands_begin(self, text: str) -> tuple[list[int], bytes]:
        """Where `brands` may begin in a text, and where a word may run across, one of theirs too."""
        (_, _, starts, _), joined = _scanned(self, fold(text))
        return starts, joined

    def _seen(self, folded: str, context: str) -> tuple[tuple[list[int], ...], Place]:
        """Where listed names, the generics of names by rule, brands and what people are told by may begin; and the text
        as a place."""
        starts, joined = _scanned(self, folded)
        begins = Boundaries(self.tables.segmenter, folded, joined)
        return starts, Place(folded, begins, lambda: _witnesses(self.tables, context))

    def _listed(self, starts: Iterable[int], place: Place) -> list[TermMatch]:
        """The longest terms that are meant at `starts`, each from the end of the one before it on."""
        found: list[TermMatch] = []
        free = 0
        (text, begins, _), joined = place, place.begins.joined
        items, lengths, short = self.tables.index.items, self.tables.index.lengths, self.tables.index.short
        for start in starts:
            if start < free:
                continue
            best, longest = None, 0
            for most in lengths.get(text[start:start + HEAD], short):
                zh = text[start:start + most]
                if (listed := items.get(zh)) is None:
                    continue
                entry, (whole, always, before, after) = listed
                length = len(zh)                        # less than `most` at the end of the text
                end = start + length
                if always or (after and (text[end:end + 1] in after or text[end:end + 2] in after
                                         or text[start - 1:start] in before)):
                    for name in meant(zh, entry, place, start, longest):
                        if len(name.zh) > longest:      # of equal length the first: an entry before a rule
                            best, longest = name, len(name.zh)
                elif length > longest and (length >= whole or (
                        (not joined[start] or begins[start]) and (not joined[end] or begins[end]))):
                    best, longest = entry, length
            if best is not None:
                free = start + longest
                found.append(TermMatch(start, free, best))
        return _of_party(found, text) if "中共" in text else found

    def _glossed(self, text: str, given: Sequence[Gloss], begins: Boundaries) -> Iterator[TermMatch]:
        """The names whose English the article itself gives in brackets, with that bracket where it stands."""
        for start, (zh, en, short) in standing(begins.text, given):
            listed, after = self.entries.get(zh), start + len(zh)
            if listed is None or short_form(listed.en).casefold() == en.casefold():
                bracket = bracket_after(begins.text, after, en)
                if bracket or (begins[start] and begins[after]):
                    here = en if bracket else short
                    yield TermMatch(start, bracket or after, Entry(
                        text[start:after], here, "name", "approved", "", "B3", also=(short,)))

    def _people(
        self, text: str, context: str, telling: Sequence[int], begins: Boundaries,
    ) -> Iterator[TermMatch]:
        """The people whom a rule finds in the text; and those whom it finds in the article, wherever they stand."""
        here = [*people(text, begins, telling)] if telling else []
        for start, end, en in here:
            yield TermMatch(start, end, _person(text[start:end], en))
        known = _people_of(self, context) if context != text else _by_head(text, here)
        for at, named in by_heads(text, known) if known else ():
            for zh, en in named.items():
                if text.startswith(zh, at) and begins[at] and begins[at + len(zh)]:
                    yield TermMatch(at, at + len(zh), _person(zh, en))

    def standing(self, text: str, starts: Iterable[int], joined: bytes, left: str | None) -> Iterator[Entry]:
        """The entries whose Chinese stands on word boundaries at `starts` of `text`, overlapping ones too, and in what
        is `left` of it; a word may run across where it is `joined`."""
        folded, index = fold(text), self.tables.index
        if found := [(at, zh, entry) for at in starts for zh, (entry, _) in index.starting(folded, at)
                     if left is None or entry.zh in left]:
            begins = Boundaries(self.tables.segmenter, folded, joined)
            for at, zh, entry in found:
                if begins[at] and begins[at + len(zh)]:
                    yield entry

    def warm(self) -> None:
        """Make the tables that else the first names would make."""
        self.tables.warm()

    @cached_property
    def tables(self) -> Tables:
        """The entries as they are looked up."""
        return Tables(self.entries, self.brands)


@dataclass(frozen=True)
class _Names:
    """What `text` holds of the parts that companies are named by (`pipeline.text.zh.companies.Names`); each place is
    looked up once, for the names before one form are asked for at the next forms, too."""

    text: str
    terms: Lexicon[tuple[Entry, Manner]]
    companies: Lexicon[Entry]
    places: dict[int, tuple[int, str] | None] = field(default_factory=dict)
    branded: dict[int, list[tuple[int, str]]] = field(default_factory=dict)

    def place(self, start: int) -> tuple[int, str] | None:
        if start not in self.places:
            found = ((start + len(zh), entry.en) for zh, (entry, _) in self.terms.starting(self.text, start)
                     if entry.category in _SURE_PLACES)
            self.places[start] = next(found, None)
        return self.places[start]

    def brands(self, start: int) -> Sequence[tuple[int, str]]:
        found = self.branded.get(start)
        if found is None:
            found = self.branded[start] = [
                (start + len(zh), short_form(e.en)) for zh, e in self.companies.starting(self.text, start)]
        return found


def _of_party(found: Sequence[TermMatch], text: str) -> list[TermMatch]:
    """`found` with each body of the party from 中共 on, where that stands before it."""
    free = 0
    whole: list[TermMatch] = []
    for start, end, entry in found:
        named = "CPC" in entry.en and entry.rule in ("B1", "B2") and start - 2 >= free
        before = 2 if named and text.startswith("中共", start - 2) else 0
        whole.append(TermMatch(start - before, end, replace(entry, zh=text[start - before:start] + entry.zh)
                               if before else entry))
        free = end
    return whole


def _merged(terms: Sequence[TermMatch], made: Sequence[TermMatch]) -> list[TermMatch]:
    """`terms` with each name made by rule that cuts no term and lies in none; the terms inside it go."""
    kept, starts, ends = list(terms), [t.start for t in terms], [t.end for t in terms]
    for name in sorted(made, key=lambda m: (m.start - m.end, m.start)):
        start, end = name.start, name.end
        near = kept[bisect_left(ends, start + 1):bisect_left(starts, end)]
        if all(start <= t.start and t.end <= end and t.end - t.start < end - start
               and (t.entry.category != "company" or short_form(t.entry.en) in name.entry.en) for t in near):
            at = bisect_left(starts, start)
            replaced = slice(at, at + len(near))
            kept[replaced], starts[replaced], ends[replaced] = [name], [start], [end]
    return kept


def _named(entry: Entry, places: Mapping[tuple[str, str], int]) -> Entry:
    """我市 with the name of the one city that an article speaks of most (P9); as it is where there is none."""
    counts = Counter[str]()
    for (en, kind), times in places.items():
        if kind in _OURS[entry.zh]:
            counts[en] += times
    most = counts.most_common(2)
    clear = most and (len(most) == 1 or most[0][1] > most[1][1])
    return replace(entry, en=most[0][0], rule="P9") if clear else entry


@lru_cache(maxsize=2)
def _scanned(matcher: Matcher, folded: str) -> "Scan":
    """What a scan tells of a text; names and hints of one ask for the same."""
    return matcher.tables.scanner.scan(folded)


def _person(zh: str, en: str) -> Entry:
    return Entry(zh, en, "person", "proposed", "", "B3")


@lru_cache(maxsize=8)
def _people_of(matcher: Matcher, context: str) -> Mapping[str, Mapping[str, str]]:
    """The people whom a rule finds in an article (folded)."""
    (*_, telling), place = matcher._seen(context, context)
    return _by_head(context, people(context, place.begins, telling)) if telling else {}


def _by_head(text: str, found: Iterable[Person]) -> Mapping[str, Mapping[str, str]]:
    """The people found in `text` with their English, by the first two characters of their names."""
    heads: dict[str, dict[str, str]] = {}
    for start, end, en in found:
        heads.setdefault(text[start:start + 2], {})[text[start:end]] = en
    return heads


@lru_cache(maxsize=8)
def _spoken_of(matcher: Matcher, context: str) -> Mapping[tuple[str, str], int]:
    """How often an article names each place."""
    (starts, *_), place = matcher._seen(fold(context), context)
    return _named_in(matcher._listed(starts, place))


def _named_in(found: Iterable[TermMatch]) -> Mapping[tuple[str, str], int]:
    """How often each place is named, by its English and kind."""
    return Counter((m.entry.en, m.entry.category) for m in found)


@lru_cache(maxsize=8)
def _witnesses(tables: Tables, context: str) -> Witnesses:
    """What an article says of places; all segments of an article ask for the same."""
    text = fold(context)
    known: dict[str, bool] = {}
    begins = Boundaries(tables.segmenter, text)

    def names(zh: str) -> bool:
        if zh not in known:
            known[zh] = any(begins[at] and begins[at + len(zh)] for at in _occurrences(zh, text))
        return known[zh]

    none: Iterable[str] = ()
    return Witnesses(text, names, lambda zh: tables.called.get(zh, none), lambda zh: tables.full.get(zh, none),
                     tables.owners, tables.settled)


def _occurrences(zh: str, text: str) -> Iterator[int]:
    at = text.find(zh)
    while at >= 0:
        yield at
        at = text.find(zh, at + 1)
