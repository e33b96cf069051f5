"""The value of a figure: what the Chinese grammar and the English grammar both produce and fidelity compares."""

from decimal import Decimal
from typing import NamedTuple

DIMENSIONS = (
    "money", "per-area-money", "area", "length", "mass", "power", "energy", "volume", "speed", "percent", "points",
    "basis-points", "count", "multiple", "ordinal", "duration", "date", "period", "plan", "data", "data-rate",
    "compute", "voltage", "apparent-power", "temperature", "frequency", "pressure", "sound",
)
HEDGES = ("about", "nearly", "more-than", "less-than", "at-least", "at-most", "vague", "level")
DIRECTIONS = ("up", "down")
BASES = ("year-on-year", "sequential", "average-annual", "from-previous-year", "from-year")
MODALITIES = ("planned", "possible", "fact")
STAGES = (
    "under-discussion", "signed", "to-locate", "broke-ground", "under-construction", "completed", "trial-production",
    "in-production", "full-capacity",
)


class Figure(NamedTuple):
    """One quantity, date or ordinal in a text (a named tuple: thousands are made for a page, and none is changed).

    `start`/`end` are code point offsets, `text` what stands there. `value` is exact: every scale multiplied out, in
    `unit` (498.2亿元 -> 49820000000; 800亩 -> 800 mu; 3000万千瓦 -> 30000000 kilowatt). For a range `value` is None
    and `low`/`high` are set (one of them may be None: open). For a date, period or plan `value` is None and `when`
    holds it in ISO 8601 style: 2025-03-12, 2025-03, --03-12, 2025-Q1, 2025-H1, 2021/2025; -221 is 221 BC.

    `modality` and `stage` are what the clause around it says: planned (将, 拟, 计划, 预计; will, plans to; D6),
    possible (would, could, if: never compared) or fact (已, 完成: set where figures are compared), and the stage of
    the project (签约 signed; D7); None where it says neither. `hedge` "vague" is a magnitude (数百亿, tens of billions;
    N6), "level" a class (千亿级).
    """

    start: int
    end: int
    text: str
    dimension: str
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""                  # as rendered: mu, hectare, household, ...; "" for a bare number
    currency: str | None = None     # ISO 4217
    hedge: str | None = None        # one of HEDGES
    direction: str | None = None    # one of DIRECTIONS
    base: str | None = None         # one of BASES
    when: str | None = None
    rules: tuple[str, ...] = ()      # style rule ids: N1, U1, ...
    modality: str | None = None     # one of MODALITIES
    stage: str | None = None        # one of STAGES
    per: str = ""                   # what a rate is for: year, tonne, ... (U7); of land it is the unit of the price
    # What a number without a unit may share with its neighbours (300, 400 and 640 hectares): dimension, unit, currency.
    lent: tuple[tuple[str, str, str | None], ...] = ()


# What a figure says of itself, from its dimension to its date; the rest is told of it.
VALUE = slice(3, 13)


def moved(figure: Figure, by: int) -> Figure:
    """`figure` at another place."""
    return Figure(figure.start + by, figure.end + by, *figure[2:])


def with_modality(figure: Figure, modality: str | None) -> Figure:
    """`figure` as a plan, as a fact or as neither."""
    return Figure(*figure[:14], modality, *figure[15:])


def told(
    figure: Figure, direction: str | None, base: str | None, modality: str | None, stage: str | None,
    rules: tuple[str, ...],
) -> Figure:
    """`figure` with what the clause around it says of it."""
    return Figure(*figure[:10], direction, base, figure.when, rules, modality, stage, figure.per, figure.lent)
