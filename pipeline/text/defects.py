"""What may differ between two figures of equal value: sign, plan or fact, stage, hedge, base (N7, N10, N11, D6, D7)."""

from collections.abc import Sequence

from pipeline.text.figure import Figure

# Defects that make a pair wrong; the others (fact, stage, hedge, base) leave it matched with a blemish.
WRONG = frozenset({"sign", "plan"})
_RATES = frozenset({"percent", "points", "basis-points", "multiple"})
_ANNUAL = frozenset({"year-on-year", "from-previous-year", "from-year"})
# Rules of number words and of names, and of what is no exact number.
_NUMBER_WORDS, _INEXACT = frozenset({"N3", "N12"}), frozenset({"N3", "N6", "N12"})
_HEDGE_CLASSES = {"about": "about", "nearly": "below", "less-than": "below", "more-than": "above", "at-least": "above",
                  "at-most": "below"}


def defects(owed: Figure, found: Figure, promised: Sequence[Figure]) -> tuple[str, ...]:
    """sign, plan (a plan told as a fact), fact (the reverse), stage, hedge, base; `promised` are all figures of the
    segment, for a plan or a stage is often said once for all of them."""
    kinds = []
    if owed.dimension in _RATES and (owed.value, owed.direction) != (found.value, found.direction) and (
            _sign_differs(owed, found)):
        kinds.append("sign")
    if owed.modality == "planned" and found.modality in (None, "fact") and (
            _can_be_planned(owed) and _can_be_planned(found)):
        kinds.append("plan")
    if promised and found.modality == "planned" and owed.modality == "fact" and _can_be_planned(owed) and not any(
            o.modality == "planned" for o in promised):
        kinds.append("fact")
    if owed.stage and found.stage and all(found.stage != o.stage for o in (owed, *promised)):
        kinds.append("stage")
    if owed.hedge != found.hedge and _hedge_differs(owed, found):
        kinds.append("hedge")
    if owed.base and found.base and not _same_base(owed.base, found.base):
        kinds.append("base")
    return tuple(kinds)


def _can_be_planned(figure: Figure) -> bool:
    """No rank, no Five-Year Plan, no number word."""
    return figure.dimension not in ("plan", "ordinal") and _NUMBER_WORDS.isdisjoint(figure.rules) and figure.value != 1


def _sign_differs(owed: Figure, found: Figure) -> bool:
    mine, theirs = _direction(owed), _direction(found)
    if owed.hedge == "less-than" == found.hedge:     # growth that fell below 40% for the first time is still growth
        return False
    if owed.value is not None and owed.value < 0:
        return theirs != "down"
    return mine is not None and theirs is not None and mine != theirs


def _direction(figure: Figure) -> str | None:
    return "down" if figure.value is not None and figure.value < 0 else figure.direction


def _hedge_differs(owed: Figure, found: Figure) -> bool:
    if owed.hedge is None:
        return _hedge_gained(owed, found)
    if owed.hedge in ("level", "vague"):
        return False
    if found.hedge is None:                     # 近五年来 is the last five years
        return not (owed.hedge == "nearly" and owed.unit in ("year", "month", "week", "day"))
    mine, theirs = _HEDGE_CLASSES.get(owed.hedge or ""), _HEDGE_CLASSES.get(found.hedge)
    return mine is not None and theirs is not None and mine != theirs


def _hedge_gained(owed: Figure, found: Figure) -> bool:
    """`at least` and `nearly` say what an exact figure does not; the others have many other uses."""
    return found.hedge in ("at-least", "nearly") and owed.value is not None and owed.dimension != "duration" and (
        _INEXACT.isdisjoint(owed.rules))


def _same_base(owed: str, found: str) -> bool:
    """A year on year change of a year's figure is one from the previous year, or from 2016."""
    return owed == found or {owed, found} <= _ANNUAL
