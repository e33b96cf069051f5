"""Which of several proposals for the body of a page is the article: the evidence of the page's own lines."""

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from pipeline.text.zh.lines import ENDS, Line, end_of_article, with_edges

# Lines of the page between two parts of a proposal.
_GAP = 8
# A link of so many characters is the headline of another article.
_HEADLINE = 8
# Share of its headline that the beginning of another article takes up.
_TEASED = 0.25
# The headline may stand on a line with the site's name and the like.
_BESIDE_TITLE = 40
# The headline and the date line are no part of a proposal that has this share of its prose below them.
_LEAST_BELOW = 0.6
# When a proposal stands out: share of the headline that it takes up; how likely, beside it, another may be that has
# prose of its own, or is a part of it; how much prose that is, beside its own.
_LEAST_TAKEN_UP, _RIVAL, _RIVAL_PART, _OF_ITS_OWN = 0.4, 0.5, 0.9, 0.2
# A proposal with nothing of the headline in it still counts for this much.
_UNSAID = 0.15


@dataclass(frozen=True)
class Proposal:
    """The numbers of the lines that may be the body, and how far whoever proposes them is believed (0 to 1)."""

    lines: frozenset[int]
    weight: float


@dataclass(frozen=True)
class Evidence:
    """What each line of a page says: `prose` characters of it, `others` whether it announces or begins another article,
    `said` the pairs of characters of the headline in it (as bits), `pairs` how many there are, `before` characters on
    the page up to it, `shown` the lines that show the headline alone."""

    lines: Sequence[Line]
    prose: Sequence[int]
    others: Sequence[bool]
    said: Sequence[int]
    pairs: int
    before: Sequence[int]
    shown: Sequence[int]

    @classmethod
    def of(cls, lines: Sequence[Line], title: str | None) -> "Evidence":
        pairs = _pairs(title or "")
        others = _others(lines, pairs)
        prose = [len(line.text) if line.prose and not other else 0
                 for line, other in zip(lines, others, strict=True)]
        plain = _plain(title or "")
        shown = [i for i, line in enumerate(lines)
                 if plain and len(line.text) <= len(plain) + _BESIDE_TITLE and plain in _plain(line.text)]
        said = [_bits(pairs, line.text) for line in lines]
        for i in shown:
            said[i] = prose[i] = 0
        return cls(lines, prose, others, said, len(pairs),
                   list(accumulate((len(line.text) for line in lines), initial=0)), shown)

    def of_blocks(self, blocks: Sequence[tuple[int, int, float]], most: int) -> list[Proposal]:
        """Proposals out of ranges of lines with their weights, each cut to its prose: at most `most`, the densest."""
        told = [i for i, chars in enumerate(self.prose) if chars]
        best: dict[tuple[int, int], float] = {}
        for start, end, weight in blocks:
            first, last = bisect_left(told, start), bisect_left(told, end) - 1
            if first <= last:
                span = told[first], told[last] + 1
                best[span] = max(weight, best.get(span, 0.0))
        sums = list(accumulate(self.prose, initial=0))

        def density(span: tuple[int, int]) -> float:
            prose, whole = sums[span[1]] - sums[span[0]], self.before[span[1]] - self.before[span[0]]
            return best[span] * math.sqrt(prose * prose / max(1, whole))

        chosen = sorted(best, key=density, reverse=True)[:most]
        return [Proposal(frozenset(range(*with_edges(self.lines, *span))), best[span]) for span in chosen]

    def trimmed(self, proposal: Proposal) -> Proposal:
        """`proposal` without the headline and the date line at its top, and what stands above them; and without what
        follows the end of the article."""
        end = end_of_article(self.lines, sorted(proposal.lines))
        below = frozenset(i for i in proposal.lines if i < end)
        marks = [i for i in sorted(below) if i in self.shown or self.lines[i].rule == "source"]
        whole = sum(self.prose[i] for i in below)
        for mark in reversed(marks):
            rest = frozenset(i for i in below if i > mark)
            if sum(self.prose[i] for i in rest) >= _LEAST_BELOW * whole:
                return Proposal(rest, proposal.weight)
        return Proposal(below, proposal.weight)

    def likelihood(self, body: frozenset[int]) -> float:
        """How far a proposal looks like the article: the more prose, the fewer other lines in it and left out inside
        it, the fewer announcements of other articles, the more of the headline it takes up, and the less prose lies
        between the headline and it, the better."""
        others = sum(self.others[i] for i in body)
        return self._density(body) * (_UNSAID + self.taken_up(body)) / (1 + 0.3 * others) * self._place(body)

    def taken_up(self, body: frozenset[int]) -> float:
        """Share of the headline that a proposal takes up, 0 to 1."""
        said = 0
        for i in body:
            said |= self.said[i]
        return said.bit_count() / self.pairs if self.pairs else 1.0

    def chars(self, body: frozenset[int]) -> int:
        """Characters of prose in a proposal."""
        return sum(self.prose[i] for i in body)

    def _density(self, body: frozenset[int]) -> float:
        prose = sum({self.lines[i].text: self.prose[i] for i in body}.values())
        whole = self.before[max(body) + 1] - self.before[min(body)]
        return math.sqrt(prose * prose / max(1, whole))

    def _place(self, body: frozenset[int]) -> float:
        """Less than 1 for a proposal that passes over prose right below the headline, or ends above it."""
        if not self.shown:
            return 1.0
        first = min(body)
        above = [i for i in self.shown if i <= first]
        if not above:
            return 1.0 if self.shown[0] <= max(body) else 0.6
        passed_over = sum(self.prose[above[-1]:first])
        return 1 / (1 + passed_over / max(1, sum(self.prose[i] for i in body)))


def choose(proposals: Sequence[Proposal], evidence: Evidence) -> frozenset[int]:
    """The lines of the most likely proposal; none where there is none."""
    return _weighed(proposals, evidence)[0][1]


def stands_out(proposals: Sequence[Proposal], evidence: Evidence) -> bool:
    """Whether the most likely proposal takes up the headline, and no other comes near it that has prose of its own, or
    that is no more than a part of it."""
    (most, best), *others = _weighed(proposals, evidence)
    if not best or evidence.taken_up(best) < _LEAST_TAKEN_UP:
        return False
    chars = evidence.chars(best)
    return not any(
        (likely >= _RIVAL * most and evidence.chars(lines - best) > _OF_ITS_OWN * chars)
        or (likely >= _RIVAL_PART * most and evidence.chars(lines & best) < (1 - _OF_ITS_OWN) * chars)
        for likely, lines in others)


def _weighed(proposals: Sequence[Proposal], evidence: Evidence) -> list[tuple[float, frozenset[int]]]:
    """Likelihood and lines of each proposal, the likeliest first (the first of equals)."""
    weighed = [(p.weight * evidence.likelihood(p.lines), p.lines) for p in proposals if p.lines]
    return sorted(weighed, key=lambda pair: pair[0], reverse=True) or [(0.0, frozenset())]


def parts(proposal: Proposal, lines: Sequence[Line]) -> list[Proposal]:
    """`proposal`, and its parts where it falls apart: at a wide gap, and where a line ends an article."""
    found: list[list[int]] = []
    last = -_GAP - 2
    for i in sorted(proposal.lines):
        if i - last > _GAP or any(lines[k].rule in ENDS for k in range(max(0, last), i + 1)):
            found.append([])
        found[-1].append(i)
        last = i
    if len(found) < 2:
        return [proposal]
    return [proposal, *(Proposal(frozenset(part), proposal.weight) for part in found)]


def _others(lines: Sequence[Line], pairs: Sequence[str]) -> list[bool]:
    """Which lines announce another article (a headline that is a link, with text below) or begin one."""
    found = [False] * len(lines)
    for i, line in enumerate(lines):
        if line.linked <= 0.8 or len(line.text) < _HEADLINE:
            continue
        theirs = _pairs(line.text)
        for k in range(i + 1, min(i + 3, len(lines))):
            if lines[k].prose:
                found[i] = True
                teased = _bits(theirs, lines[k].text).bit_count() / max(1, len(theirs))
                ours = _bits(pairs, lines[k].text).bit_count() / max(1, len(pairs))
                found[k] = found[k] or (teased >= _TEASED and teased > ours)
                break
    return found


def _pairs(title: str) -> list[str]:
    return sorted({title[i:i + 2] for i in range(len(title) - 1) if title[i:i + 2].isalnum()})


def _bits(pairs: Sequence[str], text: str) -> int:
    return sum(1 << k for k, pair in enumerate(pairs) if pair in text)


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()
