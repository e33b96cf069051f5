"""The value of a figure: what the Chinese grammar and the English grammar both produce and fidelity compares."""

from dataclasses import dataclass, field
from decimal import Decimal

DIMENSIONS = (
    "money", "per-area-money", "area", "length", "mass", "power", "energy", "volume", "speed", "percent", "points",
    "basis-points", "count", "multiple", "ordinal", "duration", "date", "period", "plan",
)


@dataclass(frozen=True)
class Figure:
    """One quantity, date or ordinal in a text.

    `start`/`end` are code point offsets, `text` what stands there. `value` is exact: every scale multiplied out, in
    `unit` (498.2亿元 -> 49820000000; 800亩 -> 800 mu; 3000万千瓦 -> 30000000 kilowatt). For a range `value` is None
    and `low`/`high` are set (one of them may be None: open). For a date, period or plan `value` is None and `when`
    holds it in ISO 8601 style: 2025-03-12, 2025-03, --03-12, 2025-Q1, 2025-H1, 2021/2025.
    """

    start: int
    end: int
    text: str
    dimension: str
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""                  # as rendered: yuan, mu, hectare, household, ...; "" for a bare number
    currency: str | None = None     # ISO 4217
    hedge: str | None = None        # about | nearly | more-than | less-than | at-least | at-most
    direction: str | None = None    # up | down
    base: str | None = None         # year-on-year | month-on-month | ...
    when: str | None = None
    rules: tuple[str, ...] = field(default=())      # style rule ids: N1, U1, ...
