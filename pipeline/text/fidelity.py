"""Fidelity of figures: what the Chinese promised against what the English delivers, by value (style section 9).

Equal value passes whatever the permitted style; the same digits at another scale fail whatever the wording. A pair of
equal value is then asked for what the style keeps beside it: sign, hedge, base, plan, stage.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from pipeline.text.defects import WRONG, defects
from pipeline.text.figure import VALUE, Figure
from pipeline.text.likeness import likeness
from pipeline.text.times import covered, years
from pipeline.text.values import TIMES, equal

# Likeness up to this rank is so close that a repetition elsewhere in the line does not excuse it.
_CLOSE, _FARTHEST = 5, 9
_YEAR_BEFORE = frozenset({"year-on-year", "from-previous-year"})
# Figures that stand this many places apart are not paired: it bounds the work on a text of nothing but figures.
_REACH = 60


# A promised figure, and what was delivered for it.
Pair = tuple[Figure, Figure]


class Match(NamedTuple):
    """A promised figure, what was delivered for it, and the verdict: matched, wrong or missing. `kinds` tell what is
    wrong: scale, unit, currency, value, points (percent for percentage points), date, year (one that the Chinese does
    not name), or a defect of defects.py."""

    promised: Figure
    delivered: Figure | None
    status: str
    kinds: tuple[str, ...] = ()


class Comparison(NamedTuple):
    """All promised figures in order, and the delivered ones that no promise covers."""

    matches: tuple[Match, ...]
    unsupported: tuple[Figure, ...]

    @property
    def met(self) -> list[Pair]:
        """The promised figures that were met by value, each with what was delivered for it."""
        return [(m.promised, m.delivered) for m in self.matches if m.delivered is not None and m.status == "matched"]


_NOTHING = Comparison((), ())


def compare(promised: Sequence[Figure], delivered: Sequence[Figure]) -> Comparison:
    """Pair what is equal; then what is nearly so, as wrong; what is left is missing or unsupported."""
    if not promised and not delivered:
        return _NOTHING
    # Those of one place that differ in nothing are the cheapest of all pairs, and most.
    pairs = [*zip(promised, delivered, strict=False)]
    same = [owed[VALUE] == found[VALUE] and not defects(owed, found, promised) for owed, found in pairs]
    if len(promised) == len(delivered) and all(same):
        return Comparison(tuple([Match(owed, found, "matched") for owed, found in pairs]), ())
    pairing = _Pairing(promised, delivered)
    met = {i: i for i, is_same in enumerate(same) if is_same}
    equals = pairing.best([i for i in range(len(promised)) if i not in met],
                          [j for j in range(len(delivered)) if j not in met], _equality)
    met |= {i: j for i, (j, _) in equals.items()}
    if len(met) == len(promised) == len(delivered):
        return Comparison(tuple([_matched(owed, met[i], promised, delivered) for i, owed in enumerate(promised)]), ())
    used = set(met.values())
    in_parts, parts_used = _in_parts(promised, delivered, met, used)
    in_parts |= _as_bases(promised, delivered, met)
    left = [j for j in range(len(delivered)) if j not in used and j not in parts_used]
    owed = [i for i in range(len(promised)) if i not in met and i not in in_parts]

    wrong = pairing.best(owed, left, lambda a, b: _like(a, b, 0, _CLOSE))
    for i in owed:
        if i not in wrong and (again := pairing.said_again(i)) is not None:
            met[i] = again
    owed = [i for i in owed if i not in wrong and i not in met]
    taken = {j for j, _ in wrong.values()}
    wrong |= pairing.best(owed, [j for j in left if j not in taken], lambda a, b: _like(a, b, _CLOSE + 1, _FARTHEST))

    taken = {j for j, _ in wrong.values()}
    matches = []
    for i, figure in enumerate(promised):
        if i in met:
            matches.append(_matched(figure, met[i], promised, delivered))
        elif i in in_parts:
            matches.append(Match(figure, delivered[in_parts[i]], "matched"))
        elif i in wrong:
            j, (_, kind) = wrong[i]
            matches.append(Match(figure, delivered[j], "wrong", (kind,)))
        else:
            matches.append(Match(figure, None, "missing"))
    extra = tuple(delivered[j] for j in left if j not in taken and not pairing.supported(j))
    return Comparison(tuple(matches), extra)


def _matched(owed: Figure, j: int, promised: Sequence[Figure], delivered: Sequence[Figure]) -> Match:
    found = delivered[j]
    kinds = defects(owed, found, promised)
    if owed.when != found.when and found.dimension in TIMES and _adds_year(owed, found, promised):
        kinds = (*kinds, "year")
    if not kinds:
        return Match(owed, found, "matched")
    beside = (*delivered[max(0, j - 1):j], *delivered[j + 1:j + 2])
    if "hedge" in kinds and any(
            f.value is not None and equal(owed, f) and "hedge" not in defects(owed, f, ()) for f in beside):
        kinds = tuple(kind for kind in kinds if kind != "hedge")        # about 900 hectares (13,500 mu)
    return Match(owed, found, "wrong" if WRONG.intersection(kinds) else "matched", kinds)


def _adds_year(owed: Figure, found: Figure, promised: Sequence[Figure]) -> bool:
    """8月11日 as August 11, 2021, where no figure of the Chinese is of that year."""
    said = years(found.when or "")
    return bool(said) and not years(owed.when or "") and not said <= {y for f in promised for y in years(f.when or "")}


# What a pair costs: a rank, the lower the better, and what it is.
_Cost = tuple[int, str]


def _equality(owed: Figure, found: Figure) -> _Cost | None:
    """Cost of pairing equal figures: fewest differences beside the value first; None where the values differ."""
    if not equal(owed, found):
        return None
    cost = 3 * len(defects(owed, found, ())) + 2 * (owed.dimension != found.dimension) + (owed.unit != found.unit)
    return cost + (owed.when != found.when), ""


def _like(owed: Figure, found: Figure, lowest: int, highest: int) -> _Cost | None:
    cost = likeness(owed, found)
    return cost if cost and lowest <= cost[0] <= highest else None


class _Pairing(NamedTuple):
    """The two rows of figures, by index."""

    promised: Sequence[Figure]
    delivered: Sequence[Figure]

    def best(
        self, owed: Sequence[int], left: Sequence[int], cost: Callable[[Figure, Figure], _Cost | None],
    ) -> dict[int, tuple[int, _Cost]]:
        """Greedily the cheapest pairs, one delivered figure for each promised one: {promised: (delivered, cost)}."""
        if not owed or not left:
            return {}
        promised, delivered = self
        ranked = [(c, abs(i - j), i, j) for i in owed for j in left
                  if -_REACH <= i - j <= _REACH and (c := cost(promised[i], delivered[j])) is not None]
        pairs: dict[int, tuple[int, _Cost]] = {}
        taken: set[int] = set()
        for c, _, i, j in sorted(ranked):
            if i not in pairs and j not in taken:
                pairs[i] = (j, c)
                taken.add(j)
        return pairs

    def said_again(self, i: int) -> int | None:
        """A delivered figure that says the promised one, though it is paired already: once in English for twice,
        or a period with that end (3日、4日 as `November 3 and 4`)."""
        near = range(max(0, i - _REACH), min(len(self.delivered), i + _REACH + 1))
        owed = self.promised[i]
        return next((j for j in near if _says(owed, self.delivered[j])), None)

    def supported(self, j: int) -> bool:
        """Said again, or the second half of `53.3 hectares (800 mu)`."""
        near = self.promised[max(0, j - _REACH):j + _REACH + 1]
        return any(equal(owed, self.delivered[j]) for owed in near)


def _in_parts(
    promised: Sequence[Figure], delivered: Sequence[Figure], met: dict[int, int], used: set[int],
) -> tuple[dict[int, int], set[int]]:
    """A range told as its two ends, or two figures as a range (由3%提高到5%, `from 3% to 5%`), a period as two dates.

    Returns the promised figures that are met so, each with one delivered figure, and the delivered ones used up.
    """
    met_by: dict[int, int] = {}
    taken: set[int] = set()
    owed = [i for i in range(len(promised)) if i not in met]
    free = [j for j in range(len(delivered)) if j not in used]
    for i in owed:
        if (told := _told_by(promised[i], delivered, free)) is not None:
            met_by[i] = told[0]
            taken.update(told)
    for j in free:
        open_ = [i for i in owed if i not in met_by] or owed
        told = _told_by(delivered[j], promised, open_, _owes) or _told_by(delivered[j], promised, owed, _owes)
        if told is not None:
            met_by |= dict.fromkeys(told, j)
            taken.add(j)
    return met_by, taken


def _as_bases(
    promised: Sequence[Figure], delivered: Sequence[Figure], met: Mapping[int, int],
) -> dict[int, int]:
    """2016年 told as the base of its change, where the change is one in 2017: `up 14.2% from the previous year`."""
    based = [i for i, (owed, change) in enumerate(pairwise(promised)) if i not in met and (owed.when or "").isdecimal()
             and change.base == "from-year" and i + 1 in met and delivered[met[i + 1]].base in _YEAR_BEFORE]
    named = {year for f in promised for year in years(f.when or "")} if based else set()
    return {i: met[i + 1] for i in based if str(int(promised[i].when or 0) + 1) in named}


def _says(owed: Figure, found: Figure) -> bool:
    if equal(owed, found):
        return True
    when, period = owed.when or "/", found.when or ""
    are_times = owed.dimension in TIMES and found.dimension in TIMES
    return are_times and "/" not in when and "/" in period and covered(when, [period])


def _owes(found: Figure, owed: Figure) -> bool:
    return equal(owed, found)


def _told_by(
    whole: Figure, others: Sequence[Figure], free: Sequence[int], same: Callable[[Figure, Figure], bool] = equal,
) -> list[int] | None:
    """The figures among `others` that say both ends of `whole`: of a range those that are free, of a period any. `same`
    compares an end with one of them."""
    if whole.dimension in TIMES and whole.when and "/" in whole.when:
        dates = [k for k, f in enumerate(others) if f.dimension in TIMES and f.when and "/" not in f.when]
        if not covered(whole.when, [others[k].when or "" for k in dates]):
            return None
        return [k for k in dates if covered(others[k].when or "", [whole.when])] or dates[:1]
    hits = [next((k for k in free if same(end, others[k])), None) for end in _ends(whole)]
    told = [k for k in hits if k is not None]
    return told if hits and len(set(told)) == len(hits) else None


def _ends(figure: Figure) -> list[Figure]:
    if figure.dimension == "multiple" and figure.when:
        parts = map(Decimal, figure.when.split("/"))        # seven out of ten, for 10块中的7块
        return [figure._replace(dimension="count", value=part, when=None) for part in parts]
    if figure.low is None or figure.high is None or figure.hedge == "vague" or "N5" in figure.rules:
        return []
    return [figure._replace(value=end, low=None, high=None) for end in (figure.low, figure.high)]
