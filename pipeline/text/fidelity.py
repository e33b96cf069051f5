"""Fidelity of figures: what the Chinese promised against what the English delivers, by value (style section 9).

Equal value passes whatever the permitted style; the same digits at another scale fail whatever the wording.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from pipeline.text.en.figures import Style, render
from pipeline.text.figure import Figure
from pipeline.text.finding import Finding, Severity
from pipeline.text.units import UNITS

_UNITS = {u.name: u for u in UNITS}
# Dimensions whose figures an investor acts on: a missing or wrong one is grave.
_GRAVE = frozenset({"money", "per-area-money", "area", "percent", "points", "basis-points", "power", "energy", "mass",
                    "volume", "plan"})
# An English figure of these kinds often words what the Chinese says without a figure (as one of the first, half).
_LOOSE = frozenset({"ordinal", "multiple", "date", "period"})
_COMPATIBLE = {"points": "percent"}


@dataclass(frozen=True)
class Match:
    """A promised figure, what was delivered for it, and the verdict: matched, wrong or missing. `kind` tells what is
    wrong: scale, unit, currency, value, points (percent for percentage points), hedge."""

    promised: Figure
    delivered: Figure | None
    status: str
    kind: str = ""


@dataclass(frozen=True)
class Comparison:
    """All promised figures in order, and the delivered ones that no promise covers."""

    matches: tuple[Match, ...]
    unsupported: tuple[Figure, ...]


def compare(promised: Sequence[Figure], delivered: Sequence[Figure]) -> Comparison:
    """Pair equal values first; what is left is wrong where it resembles, else missing or unsupported."""
    left = list(delivered)
    paired: dict[int, Match] = {}
    for i, owed in enumerate(promised):
        if (found := next((f for f in left if _equal(owed, f)), None)) is not None:
            left.remove(found)
            paired[i] = _matched(owed, found)
    left = _without_twins(promised, left)
    for i, owed in enumerate(promised):
        if i not in paired and (again := next((f for f in delivered if _equal(owed, f)), None)) is not None:
            paired[i] = _matched(owed, again)       # said once in English for twice in Chinese
    for i, owed in enumerate(promised):
        if i not in paired:
            wrong = min(((k, f) for f in left if (k := _resemblance(owed, f))), key=lambda pair: pair[0], default=None)
            if wrong is None:
                paired[i] = Match(owed, None, "missing")
            else:
                left.remove(wrong[1])
                paired[i] = Match(owed, wrong[1], "wrong", wrong[0][1])
    unsupported = tuple(f for f in left if not any(_equal(owed, f) for owed in promised))
    return Comparison(tuple(paired[i] for i in range(len(promised))), unsupported)


def findings(promised: Sequence[Figure], delivered: Sequence[Figure]) -> list[Finding]:
    """What is wrong, in an editor's words."""
    comparison = compare(promised, delivered)
    found = [f for match in comparison.matches if (f := _finding(match)) is not None]
    return found + [f for figure in comparison.unsupported if (f := _unsupported(figure)) is not None]


def _finding(match: Match) -> Finding | None:
    owed = match.promised
    rule = owed.rules[0] if owed.rules else "N2"
    if match.status == "matched":
        if match.kind != "hedge":
            return None
        return Finding("hedge_lost", "low", f"The Chinese says {_said(owed)}; the English leaves out how exact it is.", "N7")
    severity: Severity = "high" if owed.dimension in _GRAVE else "low" if _slight(owed) else "medium"
    if match.delivered is None:
        return Finding("figure_missing", severity, f"The Chinese says {_said(owed)}; the English does not.", rule)
    message = f"The Chinese says {_said(owed)}; the English says {match.delivered.text.strip()}."
    return Finding("figure_wrong", severity if match.kind != "scale" else "high", message, rule)


def _unsupported(figure: Figure) -> Finding | None:
    if "N3" in figure.rules or figure.hedge == "vague":
        return None
    severity: Severity = "low" if figure.dimension in _LOOSE else "medium"
    return Finding("figure_unsupported", severity, f"The English says {figure.text.strip()}; the Chinese has no such "
                   "figure.", "F5")


def _said(figure: Figure) -> str:
    english = render(figure, Style())
    return figure.text if english in figure.text else f"{figure.text} ({english})"


def _slight(figure: Figure) -> bool:
    small = figure.value is not None and figure.value < 10 and figure.dimension in ("count", "duration", "multiple")
    return "N3" in figure.rules or small or figure.dimension in ("ordinal", "period", "multiple")


def _matched(owed: Figure, found: Figure) -> Match:
    lost = owed.hedge is not None and found.hedge is None and owed.hedge not in ("level", "vague")
    return Match(owed, found, "matched", "hedge" if lost else "")


def _without_twins(promised: Sequence[Figure], left: Sequence[Figure]) -> list[Figure]:
    """Less the second halves of `53.3 hectares (800 mu)`, which say a promised figure again."""
    return [f for f in left if not (f.dimension in ("area", "per-area-money") and any(_equal(p, f) for p in promised))]


def _equal(owed: Figure, found: Figure) -> bool:
    if owed.when or found.when:
        return _same_time(owed, found) or _same_fraction(owed, found)
    if owed.dimension == "ordinal" or found.dimension == "ordinal":
        return owed.value == found.value and {owed.dimension, found.dimension} <= {"ordinal", "count"}
    if owed.dimension != found.dimension and not _interchangeable(owed, found):
        return False
    if owed.currency != found.currency and owed.currency is not None and found.currency is not None:
        return False
    if owed.value is not None and found.value is not None:
        return _same_value(owed.value, owed.unit, found.value, found.unit)
    if owed.low is not None and owed.high is not None and found.low is not None and found.high is not None:
        return (_same_value(owed.low, owed.unit, found.low, found.unit)
                and _same_value(owed.high, owed.unit, found.high, found.unit))
    teens = owed.low == 11 and owed.high == 19 and found.value == 10
    return teens or _within(owed, found)


def _within(owed: Figure, found: Figure) -> bool:
    """Tens of billions for 数百亿, or 30 or 40 for 三四十: a value inside a vague range says it as well."""
    if owed.low is None or owed.high is None or found.value is None or owed.hedge != "vague":
        return False
    return found.hedge is not None and owed.low <= found.value <= owed.high


def _interchangeable(owed: Figure, found: Figure) -> bool:
    """A count of households as `2,000 families`; bare amounts of money whose unit stands elsewhere; 是2倍 as 200%."""
    pair = {owed.dimension, found.dimension}
    if pair == {"count", "money"}:
        value = owed.value if owed.value is not None else owed.high
        return value is not None and value >= 10_000
    if pair == {"multiple", "count"}:
        return True
    return pair == {"count", "duration"} or pair == {"money", "per-area-money"}


def _same_value(owed: Decimal, owed_unit: str, found: Decimal, found_unit: str) -> bool:
    """Equal after conversion within the last printed digit of the English."""
    source, target = _UNITS.get(owed_unit), _UNITS.get(found_unit)
    if source is None or target is None or source.name == target.name:
        return owed == found
    if source.dimension != target.dimension:
        return False
    exact = Fraction(owed) * source.factor / target.factor
    exponent = found.as_tuple().exponent
    step = Fraction(10) ** (exponent if isinstance(exponent, int) else 0)
    rough = Fraction(10) ** (found.adjusted() - 2)      # three significant digits are always enough (U1)
    return abs(exact - Fraction(found)) <= max(step, rough if step < rough else step) / 2 + Fraction(1, 10**9)


def _same_time(owed: Figure, found: Figure) -> bool:
    """The same date or period, or one that says less or more of it (6月 as June 2023, 2022年 inside May 2022)."""
    if owed.when is None or found.when is None:
        return False
    if owed.when == found.when:
        return True
    if owed.dimension == "plan" or found.dimension == "plan":
        return False
    mine, theirs = _parts(owed.when), _parts(found.when)
    return bool(mine) and (mine <= theirs or theirs <= mine)


def _parts(when: str) -> frozenset[str]:
    return frozenset(part for end in when.split("/") for part in end.split("-") if part)


def _same_fraction(owed: Figure, found: Figure) -> bool:
    if owed.dimension != "multiple" and found.dimension != "multiple":
        return False
    values = [f.value if f.value is not None else None for f in (owed, found)]
    if owed.when and found.when:
        return owed.when == found.when
    return values[0] is not None and values[0] == values[1]


def _resemblance(owed: Figure, found: Figure) -> tuple[int, str] | None:
    """How a delivered figure may be a promised one gone wrong: (rank, kind); None where it is another figure."""
    if owed.value is None or found.value is None:
        same = owed.dimension == found.dimension and owed.dimension in ("date", "period", "plan")
        return (5, "date") if same and not _parts(owed.when or "").isdisjoint(_parts(found.when or "")) else None
    same_digits = _digits(owed.value) == _digits(found.value) and owed.value != 0
    if owed.dimension == found.dimension:
        if owed.currency != found.currency and owed.value == found.value:
            return (1, "currency")
        if same_digits and owed.unit == found.unit and owed.value != found.value:
            return (0, "scale")
        if same_digits and owed.unit != found.unit:
            return (2, "unit")
        return (6, "value") if owed.dimension in _GRAVE and owed.unit == found.unit else None
    if {owed.dimension, found.dimension} == {"percent", "points"} and owed.value == found.value:
        return (1, "points")
    if same_digits and {owed.dimension, found.dimension} <= {"money", "count"} and len(_digits(owed.value)) > 1:
        return (3, "scale")
    return (4, "unit") if same_digits and owed.value == found.value and owed.value >= 10 else None


def _digits(value: Decimal) -> str:
    return "".join(map(str, value.as_tuple().digits)).strip("0")
