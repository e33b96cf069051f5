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

from pipeline.text.lexicon import Lexicon, lexicon
from pipeline.text.term import Entry, TermMatch, short_form
from pipeline.text.zh.bodies import BODIES, TELLING, adjective, composed, headed, local_bodies
from pipeline.text.zh.companies import in_foreign_name, of_china
from pipeline.text.zh.places import (
    AMBIGUOUS,
    COMMON_NOUNS,
    DIVISIONS,
    PLACES,
    SETTLED,
    SHORT,
    Witnesses,
    abroad,
    believed,
)
from pipeline.text.zh.proposals import proposed, zone_in_english
from pipeline.text.zh.segmenter import Boundaries, Segmenter, segmenter
from pipeline.text.zh.titles import is_no_law, titles

# Marks that have two widths or several shapes are one mark for matching; each stays one character, so offsets hold.
_FOLDED = tuple(zip("（）：，；“”‘’「」—–－·•．", "():,;\"\"''\"\"---...", strict=True))
# A term of this many characters is not found across other words by chance, and a segmenter may cut it in two.
_LONG = 4
# Ours, and the kinds of places that it may be.
_OURS = {
    "我省": ("province", "province-short"), "我市": ("prefecture-level city", "prefecture-short", "county-level city"),
    "我县": ("county", "autonomous county"), "我区": ("district",),
}
# A name by rule may begin with entries of these categories, and so be longer than they are.
_EXTENDED = PLACES | BODIES


def fold(text: str) -> str:
    """`text` with its marks in one shape, character by character."""
    for mark, plain in _FOLDED:
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
        found = self._listed(folded, context or text)
        if ours := {m.entry.zh: m.entry for m in found if m.entry.zh in _OURS}:
            named = {zh: _named(entry, _spoken_of(self, context or text)) for zh, entry in ours.items()}
            found = [replace(m, entry=named[m.entry.zh]) if m.entry.zh in named else m for m in found]
        made = [TermMatch(start, end, Entry(text[start:end], en, "title", "approved", "", "T4"))
                for start, end, en in titles(folded, self._titled, self._of_place)]
        if self._has_places:
            made += [TermMatch(start, end, Entry(text[start:end], en, category, "proposed", "", rule))
                     for start, end, en, category, rule in proposed(
                         folded, self.segmenter, _Names(folded, self._index, self._brands))]
        return [m if m.entry.en else replace(m, entry=replace(m.entry, en=zone_in_english(m.entry.zh)))
                for m in _merged(found, made)]

    def _listed(self, folded: str, context: str) -> list[TermMatch]:
        found, end = list[TermMatch](), 0
        here = _Scanned(folded, Boundaries(self.segmenter, folded), _witnesses(self, context))
        for start in self._index.starts(folded):
            if start >= end and (match := self._longest(here, start, end)):
                found.append(match)
                end = match.end
        return found

    def standing(self, text: str) -> Iterator[Entry]:
        """The entries whose Chinese stands on word boundaries anywhere in `text`, overlapping ones too."""
        folded = fold(text)
        begins = Boundaries(self.segmenter, folded)
        for start in self._index.starts(folded):
            for zh, entry in self._index.starting(folded, start):
                if begins[start] and begins[start + len(zh)]:
                    yield entry

    @cached_property
    def segmenter(self) -> Segmenter:
        """The words of the language, and these."""
        return segmenter(tuple(self.entries))

    @cached_property
    def _index(self) -> Lexicon[Entry]:
        rules = {zh: Entry(zh, en, "body", "approved", "by rule", "B1") for zh, en in local_bodies()} \
            if self._has_places else {}
        return lexicon({**rules, **self.entries})

    def _longest(self, here: "_Scanned", start: int, free: int) -> TermMatch | None:
        best, longest, begins = None, 0, here.begins
        for zh, entry in self._index.starting(here.text, start):
            length, kind = len(zh), entry.category
            if kind in _EXTENDED:
                stand = self._places if kind in PLACES else self._bodies
                for found in stand(zh, entry, here, start, longest):
                    if len(found.zh) > longest:         # of equal length the first: an entry before a rule
                        best, longest = found, len(found.zh)
            elif length > longest and (length >= _LONG or (begins[start] and begins[start + length])) \
                    and not _means_another(entry, here.text, start, start + length, self.segmenter):
                best, longest = entry, length
        if best is None:
            return None
        match = TermMatch(start, start + longest, best)
        party = "CPC" in best.en and best.rule in ("B1", "B2")
        if party and start - 2 >= free and here.text.startswith("中共", start - 2):
            return TermMatch(start - 2, match.end, replace(best, zh="中共" + best.zh))
        return match

    def _bodies(self, zh: str, entry: Entry, here: "_Scanned", start: int, longest: int) -> Iterator[Entry]:
        """A body, or the post of who heads one, where it stands at `start`, and the names by rule that begin with it
        and are longer than `longest`."""
        text, begins, end = here.text, here.begins, start + len(zh)
        after = text[end:end + 1]
        stands = (len(zh) >= _LONG and after != "长") or (begins[start] and begins[end])
        other = after == "级" or (zh.endswith("长") and after in ("达", "期"))        # 副厅长级, 该市长达三年
        if not stands or other or abroad(text, start):
            return
        yield entry
        if begins[start]:
            for name, en in headed(zh, entry.en, text, end):
                if len(name) > longest and begins[start + len(name)]:
                    yield Entry(name, en, "body", "approved", "by rule", "B2")

    def _places(self, zh: str, entry: Entry, here: "_Scanned", start: int, longest: int) -> Iterator[Entry]:
        """A place that is believed at `start`, and the names by rule that begin with it; those longer than `longest`.
        What is dear to ask is asked last."""
        text, begins, end = here.text, here.begins, start + len(zh)
        names = [n for n in composed(zh, entry.en, entry.category, text, end) if len(n[0]) > longest]
        alone = len(zh) > longest
        if not (names or alone) or not begins[start]:
            return
        certain = believed(zh, entry.category, entry.note, text, start, here.around)
        # An office or a zone after the name is witness enough, but for an ordinary word (新建工业园).
        if certain or zh not in COMMON_NOUNS:
            for name, en, rule in names:
                enough = certain or entry.category not in AMBIGUOUS or name.endswith(TELLING)
                if enough and begins[start + len(name)]:
                    yield Entry(name, en, "body", "approved", entry.note, rule)
        if certain and alone and begins[end]:
            yield entry

    def _titled(self, zh: str) -> Entry | None:
        entry = self.entries.get(zh)
        return entry if entry and entry.category not in PLACES else None

    def _of_place(self, zh: str) -> str | None:
        """A place as it stands before the title of its laws."""
        entry = self.entries.get(zh)
        return adjective(zh, entry.en) if entry and entry.category in DIVISIONS else None

    @cached_property
    def _brands(self) -> Lexicon[Entry]:
        """Companies, and the names of groups without Group: 通威集团 knows 通威, too."""
        known = {zh: e for zh, e in {**self.brands, **self.entries}.items() if e.category == "company"}
        groups = {zh[:-2]: replace(e, en=e.en.removesuffix(" Group")) for zh, e in known.items()
                  if len(zh) > 3 and zh.endswith("集团") and e.en.endswith(" Group")}
        return lexicon({**groups, **known})

    @cached_property
    def _has_places(self) -> bool:
        return any(e.category in PLACES for e in self.entries.values())

    @cached_property
    def _full(self) -> Mapping[str, tuple[str, ...]]:
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
    def _called(self) -> Mapping[str, tuple[str, ...]]:
        called: dict[str, tuple[str, ...]] = {}
        for short, names in self._full.items():
            for name in names:
                called[name] = (*called.get(name, ()), short)
        return called

    def _owners(self, zh: str) -> list[str]:
        entry = self.entries.get(zh)
        return entry.note.split() if entry else []

    def _settled(self, zh: str) -> bool:
        entry = self.entries.get(zh)
        return entry is not None and entry.category in SETTLED


@dataclass(frozen=True)
class _Scanned:
    """A text that is gone through: where its words begin, and what its article says of places."""

    text: str
    begins: Boundaries
    around: Witnesses


@dataclass(frozen=True)
class _Names:
    """What `text` holds of the parts that companies are named by (`pipeline.text.zh.companies.Names`)."""

    text: str
    terms: Lexicon[Entry]
    companies: Lexicon[Entry]

    def place(self, start: int) -> tuple[int, str] | None:
        standing = self.terms.starting(self.text, start)
        return next(((start + len(zh), e.en) for zh, e in standing if e.category in PLACES - AMBIGUOUS), None)

    def brands(self, start: int) -> Iterator[tuple[int, str]]:
        return ((start + len(zh), short_form(e.en)) for zh, e in self.companies.starting(self.text, start))


def _means_another(entry: Entry, text: str, start: int, end: int, words: Segmenter) -> bool:
    """Whether what stands there is no such term, but part of another word or name."""
    if entry.category == "company":
        return of_china(entry.zh, text, end) or in_foreign_name(text, start, end, words.known)
    return entry.category == "title" and is_no_law(entry.zh, text, end)


def _merged(terms: Sequence[TermMatch], made: Sequence[TermMatch]) -> list[TermMatch]:
    """`terms` with each name made by rule that cuts no term and lies in none; the terms inside it go."""
    kept = list(terms)
    for name in sorted(made, key=lambda m: (m.start - m.end, m.start)):
        start, end = name.start, name.end
        near = kept[bisect_left(kept, start + 1, key=lambda t: t.end):bisect_left(kept, end, key=lambda t: t.start)]
        if all(start <= t.start and t.end <= end and t.end - t.start < end - start
               and (t.entry.category != "company" or short_form(t.entry.en) in name.entry.en) for t in near):
            at = bisect_left(kept, start, key=lambda t: t.start)
            kept[at:at + len(near)] = [name]
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


@lru_cache(maxsize=8)
def _spoken_of(matcher: Matcher, context: str) -> Mapping[tuple[str, str], int]:
    """How often an article names each place, by its English and kind."""
    return Counter((m.entry.en, m.entry.category) for m in matcher._listed(fold(context), context))


@lru_cache(maxsize=8)
def _witnesses(matcher: Matcher, context: str) -> Witnesses:
    """What an article says of places; all segments of an article ask for the same."""
    text, known = fold(context), dict[str, bool]()
    begins = Boundaries(matcher.segmenter, text)

    def names(zh: str) -> bool:
        if zh not in known:
            known[zh] = any(begins[at] and begins[at + len(zh)] for at in _occurrences(zh, text))
        return known[zh]

    none: Iterable[str] = ()
    return Witnesses(text, names, lambda zh: matcher._called.get(zh, none), lambda zh: matcher._full.get(zh, none),
                     matcher._owners, matcher._settled)


def _occurrences(zh: str, text: str) -> Iterator[int]:
    at = text.find(zh)
    while at >= 0:
        yield at
        at = text.find(zh, at + 1)
