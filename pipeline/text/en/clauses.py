"""What the clause around a figure says of it: direction, base of comparison, plan, stage of a project (N9-N11, D6, D7).

One pass over the words of a text collects its cues; each figure then asks for the cues of its own clause.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass


@dataclass(frozen=True)
class Cue:
    """A word or phrase at `start`..`end` that says `value` of `kind`: direction, base, modality or stage."""

    start: int
    end: int
    kind: str
    value: str


def _table() -> dict[str, tuple[tuple[str, str, re.Pattern[str] | None], ...]]:
    """First word -> what it says, and the pattern that the text must go on with."""
    rows: list[tuple[str, str, str, str]] = [
        ("direction", "up", "rose rise rises rising up increase increased increases increasing grew grow grows growing growth "
         "gain gained gains climb climbed climbing surge surged surging expand expanded expanding expansion jump jumped "
         "soared soaring raised raise raising higher uptick rebounded rallied accelerated improved appreciated appreciation "
         "hike hikes boosted advanced advance added upward swelled skyrocketed", ""),
        ("direction", "down", "fell fall falls falling fallen down decrease decreased decreases decreasing decline declined declines "
         "declining drop dropped drops dropping reduce reduced reduces reducing reduction cut cuts cutting shrank shrink "
         "shrinking shrunk lower lowered lowering slid slide contracted contraction slump slumped plunged plunge plummeted "
         "tumbled dipped dip slipped slashed depreciated depreciation downturn narrowed lost shed downward", ""),
        ("direction", "down", "negative minus", r"[a-z]+ (?:growth|rate|\d)|[a-z]+ \d"),
        ("base", "year-on-year", "year", "year[ -](?:on|over|to)[ -]year"),
        ("base", "year-on-year", "yoy y", r"yoy\b|y/y\b|y-o-y\b"),
        ("base", "year-on-year", "from", r"from (?:a|one|the same \w+ a) year (?:earlier|ago|before)|from the same (?:period|month|quarter)"),
        ("base", "year-on-year", "than", r"than (?:a|one) year (?:earlier|ago|before)|than (?:in |that in |that of )?the same (?:period|month|quarter)"),
        ("base", "year-on-year", "compared", r"compared (?:with|to) (?:that (?:in|of) |those (?:in|of) )?(?:the )?same (?:period|month|quarter|time)"),
        ("base", "year-on-year", "over", r"over the same (?:period|month|quarter)|over a year (?:earlier|ago)"),
        ("base", "year-on-year", "annual", r"annual(?:ized|ised)? (?:rise|growth|increase|decline|drop|decrease|basis)\b"),
        ("base", "sequential", "month", "month[ -](?:on|over|to)[ -]month"),
        ("base", "sequential", "quarter", "quarter[ -](?:on|over|to)[ -]quarter"),
        ("base", "sequential", "mom qoq m q", r"mom\b|qoq\b|[mq]/[mq]\b|[mq]-o-[mq]\b"),
        ("base", "sequential", "previous preceding prior last", r"\w+ (?:month|quarter|period|week)\b"),
        ("base", "sequential", "from", r"from (?:a|one) (?:month|quarter|week) (?:earlier|ago|before)|from (?:May|June|July|August|April|March)\b"),
        ("base", "sequential", "chain sequential sequentially", ""),
        ("base", "average-annual", "average", r"average annual|average yearly"),
        ("base", "average-annual", "annual", r"annual average|annually on average"),
        ("base", "average-annual", "cagr compound", r"CAGR\b|compound annual"),
        ("base", "average-annual", "a", r"a year on average"),
        ("base", "from-previous-year", "previous preceding prior", r"\w+ year\b"),
        ("base", "from-previous-year", "last", r"last year\b(?!'s)"),
        ("modality", "planned", "will would shall expects expected plans planned planning aims aim aimed aiming proposes proposed "
         "targets targeted target intends intended intend strives strive striving hopes hoped goal goals forecast forecasts "
         "projected scheduled slated expect predicted predicts prospective upcoming pledged pledges vowed vows hope plan "
         "projects estimates anticipated seeks seek wants could may might should must forthcoming", ""),
        ("modality", "planned", "estimated", r"estimated (?:to|that)"),
        ("modality", "planned", "to", r"to (?:be|reach|build|have|invest|complete|achieve|become|increase|cover|exceed|hit|start|open)\b"),
        ("modality", "planned", "set due about", r"\w+ to (?!\d)[a-z]+"),
        ("modality", "planned", "by", r"by (?:the end of |the year )?20[2-9]\d\b"),
        ("modality", "planned", "ll", ""),
        ("stage", "under-discussion", "under talks negotiations negotiating", r"under (?:discussion|negotiation)|talks\b|negotiat"),
        ("stage", "signed", "signed signing sign inked contracted agreed", ""),
        ("stage", "to-locate", "locate located settle settled", r"locate\b|settle|located"),
        ("stage", "broke-ground", "broke break breaking groundbreaking started start began commenced", r"(?:broke|break|breaking) ground"
         r"|groundbreaking|(?:started|start|began|commenced) (?:the )?construction"),
        ("stage", "under-construction", "under being", r"under construction|being built"),
        ("stage", "completed", "completed complete completion finished", ""),
        ("stage", "trial-production", "trial", r"trial (?:production|operation|run)"),
        ("stage", "in-production", "went put go goes going into operational began started commenced enter entered",
         r"(?:went|put|go|goes|going|into|enter|entered)(?: \w+){0,1} (?:in)?to (?:production|operation|use|service)|into (?:production|operation)"
         r"|(?:began|started|commenced) (?:production|operations?|operating|producing)|entered (?:production|operation)|operational"),
        ("stage", "full-capacity", "full designed reached", r"full (?:production )?(?:capacity|production)|designed capacity"
         r"|reached (?:full|designed)"),
    ]
    table: dict[str, tuple[tuple[str, str, re.Pattern[str] | None], ...]] = {}
    for kind, value, words, pattern in rows:
        compiled = re.compile(pattern, re.I) if pattern else None
        for word in words.split():
            table[word] = (*table.get(word, ()), (kind, value, compiled))
    return table


_CUES = _table()
_WORDS = re.compile(r"[A-Za-z]+")
_CLAUSE_END = re.compile(r"[;:]\s|[.!?][\"”']?\s(?=[A-Z\"“])|,\s(?!\d{4}\b)|\s[-–—]\s|\b(?:while|whereas|but)\b")
_SENTENCE_END = re.compile(r"[.!?][\"”']?\s+(?=[A-Z\"“'(])|[;\n]")


@dataclass(frozen=True)
class Surroundings:
    """The cues of a text in order, with the bounds of its clauses and sentences."""

    cues: tuple[Cue, ...]
    clauses: tuple[int, ...]
    sentences: tuple[int, ...]

    def direction(self, start: int, end: int) -> str | None:
        """The nearest verb before the figure in its clause, else the nearest after it: `fell 3%`, `a 3% decline`."""
        low, high = _bounds(self.clauses, start, end)
        near = [c for c in self.cues if c.kind == "direction" and low <= c.start and c.end <= high]
        before = [c for c in near if c.end <= start and start - c.end <= 60]
        after = [c for c in near if c.start >= end and c.start - end <= 30]
        return before[-1].value if before else after[0].value if after else None

    def base(self, start: int, end: int) -> str | None:
        """What the change is measured against, said in the same clause; the nearest where two are."""
        low, high = _bounds(self.clauses, start, end)
        near = [c for c in self.cues if c.kind == "base" and low <= c.start and c.end <= high + 1]
        return min(near, key=lambda c: min(abs(c.start - end), abs(start - c.end))).value if near else None

    def modality(self, start: int, end: int) -> str | None:
        """Whether the sentence speaks of a plan."""
        low, high = _bounds(self.sentences, start, end)
        planned = any(c.kind == "modality" and low <= c.start and c.end <= high for c in self.cues)
        return "planned" if planned else None

    def stage(self, start: int, end: int) -> str | None:
        """The project stage that the clause names; none where it names two."""
        low, high = _bounds(self.clauses, start, end)
        stages = {c.value for c in self.cues if c.kind == "stage" and low <= c.start and c.end <= high}
        return stages.pop() if len(stages) == 1 else None


def surroundings(text: str) -> Surroundings:
    """The cues of `text`."""
    cues = []
    for match in _WORDS.finditer(text):
        for kind, value, pattern in _CUES.get(match.group().lower(), ()):
            if pattern is None or pattern.match(text, match.start()):
                cues.append(Cue(match.start(), match.end(), kind, value))
    return Surroundings(tuple(cues), tuple(m.start() for m in _CLAUSE_END.finditer(text)),
                        tuple(m.start() for m in _SENTENCE_END.finditer(text)))


def _bounds(ends: tuple[int, ...], start: int, end: int) -> tuple[int, int]:
    at = bisect_left(ends, start)
    low = ends[at - 1] if at else 0
    after = bisect_left(ends, end)
    return low, ends[after] if after < len(ends) else 1 << 60
