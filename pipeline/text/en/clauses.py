"""What the clause around a figure says of it: direction, base of comparison, plan, stage of a project (N9-N11, D6, D7).

One pass over the words of a text collects its cues; each figure then asks for the cues of its own clause.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from pipeline.text.en.cues import CUES
from pipeline.text.en.words import Words

# Start and end of a word, and what it says, itself or with those behind it: up, year-on-year, planned, signed, ...
Cue = tuple[int, int, str]


# Kind and value of a cue, and what the text must go on with, None where the first word says it all.
_Phrase = tuple[str, str, re.Pattern[str] | None]
# The letters that the second word of a phrase may begin with, None where that may be any.
_Letters = frozenset[str] | None


def _by_first_word() -> dict[str, list[tuple[_Phrase, _Letters]]]:
    table: dict[str, list[tuple[_Phrase, _Letters]]] = {}
    for kind, value, phrases in CUES:
        for phrase in phrases.split(", "):
            first, *rest = phrase.split(" ")
            pattern = re.compile(r"[A-Za-z']+" + "".join(map(_word, rest)) + r"\b", re.I) if rest else None
            if "/" in first:                    # y/y begins with the token y
                first, pattern = first[0], re.compile(re.escape(first) + r"\b", re.I)
            for word in first.lstrip("'").split("|"):
                table.setdefault(word, []).append(((kind, value, pattern), _letters(rest)))
    return table


def _letters(rest: Sequence[str]) -> _Letters:
    letters = set[str]()
    for word in rest:
        if word == "ADVERB":
            break
        letters.update(choice[0] for choice in word.strip("()").split("|"))
        if not word.startswith("("):
            return frozenset(letters)
    return None


def _word(word: str) -> str:
    """One more word of a phrase, with the space or hyphen before it."""
    if word == "ADVERB":
        return r"(?: \w{3,12})?"
    if word.startswith("("):
        return rf"(?:[ -](?:{word[1:-1]}))?"
    return rf"[ -](?:{word})"


class _Phrases:
    """The phrases that begin with one word, by the letter behind it: `others` where that allows no more."""

    def __init__(self, every: Sequence[tuple[_Phrase, _Letters]]) -> None:
        known = frozenset(" s").union(*(letters or () for _, letters in every))     # goals' of, goal's of
        self.by_letter = {c: tuple(phrase for phrase, letters in every if letters is None or c in letters or c in " s")
                          for c in known}
        self.others = tuple(phrase for phrase, letters in every if letters is None)


_PHRASES = {word: _Phrases(phrases) for word, phrases in _by_first_word().items()}
# The words that a cue begins with.
CUE_TOKENS = frozenset(_PHRASES)
# Before a participle these make no fact of it: to be built, will be, the invested 5 billion.
_UNDONE = frozenset((
    "to", "be", "will", "would", "could", "may", "might", "should", "must", "can", "shall", "not", "being", "the", "a",
    "an", "of", "by", "if", "as", "that", "which", "who", "value", "ll"))
_NO_WORD = re.compile(r"\W+")
# What follows these has been done: managed to attract, has started to invest.
_DONE = ("managed ", "started ", "begun ", "began ", "succeeded ", "continued ")
# Each begins with a character of its own, for which alone a text is searched; the end that a dash makes is the space
# before it, where no other end has taken that.
_STOP, _DASH = r"[\"”']?\s(?=[A-Z\"“])", r"(?<=\s.)(?<![;:,]\s.)\s"
_CLAUSE_END = re.compile("|".join((
    r",\s(?!\d{4}\b)", rf"\.{_STOP}", rf"-{_DASH}", r"wh(?<!\w..)(?:ile|ereas)\b", r"bu(?<!\w..)t\b", r":\s", r";\s",
    rf"–{_DASH}", rf"—{_DASH}", rf"\?{_STOP}", rf"!{_STOP}")))
_DASHES = frozenset("-–—")
_SENTENCE_END = re.compile(r"[.!?;\n](?:(?<=[;\n])|(?<=[.!?])[\"”']?\s+(?=[A-Z\"“'(]))")
# How far a verb may stand before its figure, and after it: `fell, after months of growth, by 3%`, `a 3% decline`.
_BEFORE, _AFTER = 60, 30
_MOST_CUES = 20
_FACTS = frozenset({"fact", "own-fact"})
# What a clause says before a figure; "and-planned" is said of nothing before the and.
_PLANNED = frozenset({"planned", "and-planned"})
# A second subject makes a clause of its own: will be diluted to 63.58% and that of the fund was 9.2%.
_SUBJECT = re.compile(r"\band (?:that|those|the|its|his|her|their) [^,;]{0,40}$")


_LEAD = re.compile(
    r"(?:^|[.;] |, )(?:(?:by|in|from|on|at|before|until|after|during|around|as of)(?: the)?|the)? ?$", re.I)


class Surroundings:
    """The cues of a text by kind and in order, and where its clauses (where there are cues) and sentences end."""

    def __init__(self, text: str, cues: Mapping[str, Sequence[Cue]]) -> None:
        self._text, self._cues = text, cues
        self._sentences: Sequence[int] | None = None
        self._clauses = [m.start() - (m[0][0] in _DASHES) for m in _CLAUSE_END.finditer(text)] if cues else []

    def sentences(self) -> Sequence[int]:
        """Where the sentences end."""
        if self._sentences is None:
            self._sentences = [m.start() for m in _SENTENCE_END.finditer(self._text)]
        return self._sentences

    def direction(self, start: int, end: int) -> str | None:
        """The nearest verb before the figure in its clause, else the nearest after it: `fell 3%`, `a 3% decline`."""
        for kind in ("direction", "trend"):
            if kind not in self._cues:
                continue
            near = self._near(kind, self._clauses, start, end)
            before = [c for c in near if c[1] <= start and start - c[1] <= _BEFORE]
            after = [c for c in near if c[0] >= end and c[0] - end <= _AFTER]
            if after and after[0][0] - end <= 1 and end - start > 1:
                return after[0][2]                  # an 11.3% fall
            if before or after:
                return before[-1][2] if before else after[0][2]
        return None

    def base(self, start: int, end: int) -> str | None:
        """What the change is measured against, said in the same clause; the nearest where two are."""
        near = self._near("base", self._clauses, start, end) if "base" in self._cues else ()
        return min(near, key=lambda c: min(abs(c[0] - end), abs(start - c[1])))[2] if near else None

    def modality(self, start: int, end: int) -> str | None:
        """Planned where the clause says so; fact where its last word before the figure tells what is done; possible
        where it says may, or the sentence does before it."""
        if "modality" not in self._cues:
            return None
        near = self._near("modality", self._clauses, start, end) or self._led("modality", start, end)
        if near:
            before = [value for _, stop, value in near if stop <= start]
            will = not _PLANNED.isdisjoint(before)
            if before and (before[-1] == "own-fact" or (before[-1] == "fact" and not will)):
                return "fact"                       # distributed to 15,000 pupils and aimed to
            after = [value for _, stop, value in near if stop > start]
            if will or "planned" in after:
                return "planned"
            if "possible" in after or not _FACTS.issuperset(before):
                return "possible"
        first = self._cues["modality"][0]
        if first[0] >= start or first in near:
            return None
        earlier = [value for at, _, value in self._near("modality", self.sentences(), start, end) if at < start]
        return None if _FACTS.issuperset(earlier) else "possible"

    def stage(self, start: int, end: int) -> str | None:
        """The project stage that the clause names; none where it names two."""
        if "stage" not in self._cues:
            return None
        stages = {value for _, _, value in self._near("stage", self._clauses, start, end)}
        return stages.pop() if len(stages) == 1 else None

    def _led(self, kind: str, start: int, end: int) -> Sequence[Cue]:
        """The cues of the clause that a figure leads into: `By 2027, it is expected to`."""
        after = bisect_left(self._clauses, end)
        if after < len(self._clauses) and self._clauses[after] <= end + 1 and _LEAD.search(
                self._text, start - 24, start):
            return self._near(kind, self._clauses, end + 2, end + 2)
        return ()

    def _near(self, kind: str, ends: Sequence[int], start: int, end: int) -> Sequence[Cue]:
        cues = self._cues[kind]
        at, after = bisect_left(ends, start), bisect_left(ends, end)
        low = ends[at - 1] if at else 0
        last = bisect_left(cues, (ends[after],)) if after < len(ends) else len(cues)
        first = bisect_left(cues, (low,))
        if last - first > _MOST_CUES:           # no clause of a real text holds so many
            middle = bisect_left(cues, (start,), first, last)
            first, last = max(first, middle - _MOST_CUES), min(last, middle + _MOST_CUES)
        return cues[first:last]


def _is_undone(before: str) -> bool:
    """Whether the words before a participle make no fact of it; an adverb of up to eleven letters may come between."""
    words = before.lower().split(" ")
    if words.pop() or not words:
        return False
    last = words.pop()
    if last.endswith("ly") and 5 <= len(last) <= 11 and last.isalpha() and words:
        last = words.pop()
    return last in _UNDONE or (not last.isalpha() and _NO_WORD.split(last)[-1] in _UNDONE)


def _modality(text: str, start: int, value: str) -> str:
    """What a phrase at `start` says of plan and fact by what stands before it; "" for nothing."""
    if value == "planned":
        return "and-planned" if text.endswith(" and ", 0, start) else value
    if value == "purpose":
        return "" if text.endswith(_DONE, 0, start) else value
    if value != "fact":
        return value
    before = text[max(0, start - 48):start]
    if _is_undone(before[-26:]):
        return ""
    return "own-fact" if "and " in before and _SUBJECT.search(text, max(0, start - 48), start) else value


def surroundings(text: str, words: Words) -> Surroundings:
    """The cues of `text`; `words` are those of CUE_TOKENS in it, among others."""
    cues: dict[str, list[Cue]] = {}
    spaced = words.spaced
    for start, word in words.places(CUE_TOKENS):
        end, phrases = start + len(word), _PHRASES[word]
        letter = spaced[end + 2]
        goes_on = letter != " " or text[end:end + 1] == "'"                 # goals' of
        for kind, value, pattern in phrases.by_letter.get(letter, phrases.others) if goes_on else phrases.others:
            if pattern is not None and not pattern.match(text, start):
                continue
            if kind == "modality":
                value = _modality(text, start, value)
            if value:
                cues.setdefault(kind, []).append((start, end, value))
    return Surroundings(text, cues)
