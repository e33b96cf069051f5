"""Fidelity of figures: what the Chinese promised against what the English delivers, by value (style section 9).

Equal value passes whatever the permitted style; the same digits at another scale fail whatever the wording. A pair of
equal value is then asked for what the style keeps beside it: sign, hedge, base, plan, stage.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.text.figure import Figure
from pipeline.text.times import covered
from pipeline.text.values import TIMES, equal, likeness

# Kinds of error in a pair that make it wrong; the others (hedge, base) leave it matched with a blemish.
_WRONG = frozenset({"scale", "unit", "currency", "value", "points", "date", "sign", "plan"})
# Likeness up to this rank is so close that a repetition elsewhere in the line does not excuse it.
_CLOSE = 5
_RATES = frozenset({"percent", "points", "basis-points", "multiple"})


@dataclass(frozen=True)
class Match:
    """A promised figure, what was delivered for it, and the verdict: matched, wrong or missing. `kinds` tell what is
    wrong: scale, unit, currency, value, points (percent for percentage points), date, sign, plan (a plan told as a
    fact), fact (the reverse), hedge, base, stage."""

    promised: Figure
    delivered: Figure | None
    status: str
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """All promised figures in order, and the delivered ones that no promise covers."""

    matches: tuple[Match, ...]
    unsupported: tuple[Figure, ...]


def compare(promised: Sequence[Figure], delivered: Sequence[Figure]) -> Comparison:
    """Pair what is equal; then what is nearly so, as wrong; what is left is missing or unsupported."""
    pairs = _best_pairs(promised, delivered, _equality)
    taken = {j for j, _ in pairs.values()}
    met = set(pairs)
    met_by_parts, told_in_parts = _in_parts(promised, delivered, met, taken)
    owed_left = [i for i in range(len(promised)) if i not in met and i not in met_by_parts]
    left = [j for j in range(len(delivered)) if j not in taken and j not in told_in_parts]

    wrong = _likest(promised, delivered, owed_left, left, 0, _CLOSE)
    again = {i: j for i in owed_left if i not in wrong
             for j in [next((j for j, f in enumerate(delivered) if _equality(promised[i], f) is not None), -1)] if j >= 0}
    owed_left = [i for i in owed_left if i not in wrong and i not in again]
    used = {j for j, _ in wrong.values()}
    wrong |= _likest(promised, delivered, owed_left, [j for j in left if j not in used], _CLOSE + 1, 9)

    matches = []
    for i, owed in enumerate(promised):
        if i in pairs or i in again:
            found = delivered[pairs[i][0] if i in pairs else again[i]]
            kinds = defects(owed, found, promised)
            matches.append(Match(owed, found, "wrong" if _WRONG.intersection(kinds) else "matched", kinds))
        elif i in met_by_parts:
            matches.append(Match(owed, delivered[met_by_parts[i]], "matched"))
        elif i in wrong:
            matches.append(Match(owed, delivered[wrong[i][0]], "wrong", (wrong[i][1],)))
        else:
            matches.append(Match(owed, None, "missing"))
    used = {j for j, _ in wrong.values()}
    extra = tuple(delivered[j] for j in left if j not in used and not _supported(promised, delivered[j]))
    return Comparison(tuple(matches), extra)


def _equality(owed: Figure, found: Figure) -> int | None:
    """Cost of pairing equal figures: fewer differences beside the value first; None where the values differ."""
    if not equal(owed, found):
        return None
    cost = 3 * len(defects(owed, found, ())) + 2 * (owed.dimension != found.dimension) + (owed.unit != found.unit)
    return cost + (owed.when != found.when)


def _best_pairs(
    promised: Sequence[Figure], delivered: Sequence[Figure], cost: "type[int] | object",
) -> dict[int, tuple[int, int]]:
    """Greedily the cheapest pairs, one delivered figure for each promised one."""
    costs = sorted((c, abs(i - j), i, j) for i, owed in enumerate(promised) for j, found in enumerate(delivered)
                   if (c := _equality(owed, found)) is not None)
    pairs: dict[int, tuple[int, int]] = {}
    taken: set[int] = set()
    for c, _, i, j in costs:
        if i not in pairs and j not in taken:
            pairs[i] = (j, c)
            taken.add(j)
    return pairs


def _likest(
    promised: Sequence[Figure], delivered: Sequence[Figure], owed: Iterable[int], left: Sequence[int], low: int, high: int,
) -> dict[int, tuple[int, str]]:
    """Promised figures paired with what they most likely became: {promised: (delivered, kind)}."""
    ranked = sorted((like[0], abs(i - j), i, j, like[1]) for i in owed for j in left
                    if (like := likeness(promised[i], delivered[j])) and low <= like[0] <= high)
    pairs: dict[int, tuple[int, str]] = {}
    taken: set[int] = set()
    for _, _, i, j, kind in ranked:
        if i not in pairs and j not in taken:
            pairs[i] = (j, kind)
            taken.add(j)
    return pairs


def _in_parts(
    promised: Sequence[Figure], delivered: Sequence[Figure], met: set[int], taken: set[int],
) -> tuple[dict[int, int], set[int]]:
    """A range told as its two ends, or two figures as a range (由3%提高到5%, `from 3% to 5%`), a period as two dates.

    Returns the promised figures that are met so, each with one delivered figure, and the delivered ones used up.
    """
    free = [j for j in range(len(delivered)) if j not in taken]
    met_by: dict[int, int] = {}
    used: set[int] = set()
    for i, owed in enumerate(promised):
        if i in met:
            continue
        ends = _ends(owed)
        hits = [next((j for j in free if equal(end, delivered[j])), None) for end in ends]
        if ends and None not in hits:
            met_by[i] = hits[0] if hits[0] is not None else 0
            used.update(j for j in hits if j is not None)
        elif owed.dimension in TIMES and owed.when and "/" in owed.when:
            told = [j for j, f in enumerate(delivered) if f.dimension in TIMES and f.when]
            if covered(owed.when, [delivered[j].when or "" for j in told]):
                met_by[i] = told[0]
                used.update(told)
    for j in free:
        found = delivered[j]
        owed_ends = [next((i for i, o in enumerate(promised) if i not in met and equal(o, end)), None) for end in _ends(found)]
        if owed_ends and None not in owed_ends:
            met_by |= {i: j for i in owed_ends if i is not None}
            used.add(j)
        elif found.dimension in TIMES and found.when and "/" in found.when and covered(
                found.when, [o.when for o in promised if o.dimension in TIMES and o.when]):
            met_by |= {i: j for i, o in enumerate(promised) if i not in met and o.dimension in TIMES and o.when
                       and covered(o.when, [found.when])}
            used.add(j)
    return met_by, used


def _ends(figure: Figure) -> list[Figure]:
    if figure.low is None or figure.high is None or figure.hedge == "vague" or "N5" in figure.rules:
        return []
    return [Figure(figure.start, figure.end, figure.text, figure.dimension, value, unit=figure.unit,
                   currency=figure.currency) for value in (figure.low, figure.high)]


def _supported(promised: Sequence[Figure], found: Figure) -> bool:
    """Said again, or the second half of `53.3 hectares (800 mu)`."""
    return any(equal(owed, found) for owed in promised)


_HEDGE_CLASSES = {"about": "about", "nearly": "below", "less-than": "below", "more-than": "above", "at-least": "above",
                  "at-most": "below"}


def defects(owed: Figure, found: Figure, promised: Sequence[Figure]) -> tuple[str, ...]:
    """What differs beside the value: sign, plan, fact, stage, hedge, base; `promised` are all figures of the segment."""
    kinds = []
    if owed.dimension in _RATES and _sign_differs(owed, found):
        kinds.append("sign")
    if owed.modality == "planned" and found.modality is None and found.dimension not in TIMES:
        kinds.append("plan")
    if promised and found.modality == "planned" and all(o.modality is None for o in promised):
        kinds.append("fact")
    if owed.stage and found.stage and owed.stage != found.stage:
        kinds.append("stage")
    if _hedge_differs(owed, found):
        kinds.append("hedge")
    if owed.base and found.base and not _same_base(owed.base, found.base):
        kinds.append("base")
    return tuple(kinds)


def _sign_differs(owed: Figure, found: Figure) -> bool:
    mine, theirs = _direction(owed), _direction(found)
    if owed.value is not None and owed.value < 0:
        return theirs != "down"
    return mine is not None and theirs is not None and mine != theirs


def _direction(figure: Figure) -> str | None:
    return "down" if figure.value is not None and figure.value < 0 else figure.direction


def _hedge_differs(owed: Figure, found: Figure) -> bool:
    if owed.hedge in (None, "level", "vague"):
        return False
    if found.hedge is None:
        return owed.value is not None or found.value is not None
    mine, theirs = _HEDGE_CLASSES.get(owed.hedge), _HEDGE_CLASSES.get(found.hedge)
    return mine is not None and theirs is not None and mine != theirs


def _same_base(owed: str, found: str) -> bool:
    """A year on year change of a year's figure is one from the previous year."""
    return owed == found or {owed, found} == {"year-on-year", "from-previous-year"}
