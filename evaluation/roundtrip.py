"""Write a million figures in English and read them back: amounts x scales x units x styles, and dates.

    python -m evaluation.roundtrip [COUNT] [SEED]

Prints each mismatch and their number; ends with 1 where there is one.
"""

import sys
from decimal import Decimal
from fractions import Fraction
from random import Random

from pipeline.text.en.parse import parse
from pipeline.text.en.render import Style, render
from pipeline.text.figure import Figure
from pipeline.text.units import CURRENCIES, UNITS
from pipeline.text.values import equal

_HEDGES = (None, None, "about", "nearly", "more-than", "less-than", "at-least", "at-most")
_COUNTED = ("", "visit", "TEU", "household", "unit", "vehicle", "person", "aircraft", "ship", "train", "flight",
            "tonne-kilometre", "passenger-kilometre", "country", "province", "city", "county", "village")
_STYLES = [Style(money, dates, mu) for money in ("yuan", "RMB", "CNY") for dates in ("british", "american")
           for mu in (True, False)]
_FACTORS = {u.name: u.factor for u in UNITS}


def main(count: int, seed: int) -> int:
    """The number of mismatches."""
    random = Random(seed)
    wrong = 0
    for _ in range(count):
        told, style = _figure(random), random.choice(_STYLES)
        text = render(told, style)
        if not _is_read_back(told, text):
            wrong += 1
            print(f"{text!r} is not {told}")
    print(f"{count} figures written and read back: {wrong} mismatches")
    return wrong


def _figure(random: Random) -> Figure:
    kind = random.randrange(8)
    if kind == 7:
        return _date(random)
    value, hedge = _amount(random), random.choice(_HEDGES)
    if kind < 3:
        hedge = random.choice((*_HEDGES, "level"))
        figure = _made("money", value, currency=random.choice(CURRENCIES).code, hedge=hedge)
    elif kind == 3:
        unit = random.choice(UNITS)
        figure = _made(unit.dimension, value, unit=unit.name, hedge=hedge)
    elif kind == 4:
        figure = _made(random.choice(("percent", "points", "basis-points", "multiple")), value, hedge=hedge)
    elif kind == 5:
        figure = _made("count", value, unit=random.choice(_COUNTED), hedge=hedge)
    else:
        return _made("per-area-money", value, unit=random.choice(("mu", "hectare", "square metre")),
                     currency=random.choice(CURRENCIES).code, hedge=hedge)
    if random.random() < 0.15 and figure.hedge != "level":
        spread = random.choice((Decimal("1.2"), 2, 3, 10, 40))
        return figure._replace(value=None, low=value, high=value * spread)
    return figure


def _made(
    dimension: str, value: Decimal, unit: str = "", currency: str | None = None, hedge: str | None = None,
) -> Figure:
    return Figure(0, 0, "", dimension, value, unit=unit, currency=currency, hedge=hedge)


def _amount(random: Random) -> Decimal:
    digits = random.randint(1, 10 ** random.randint(1, 7))
    return Decimal(digits).scaleb(random.choice((0, 0, 0, 2, 3, 4, 6, 7, 8, 10, 12)) - random.randint(0, 4))


def _date(random: Random) -> Figure:
    year, month, day = random.randint(1950, 2090), random.randint(1, 12), random.randint(1, 28)
    said = random.choice((f"{year}", "-"))
    part = random.choice(("early", "mid", "late", "end"))
    quarter = random.choice(("Q1", "Q2", "Q3", "Q4", "H1", "H2", "Q1/Q2", "Q1/Q3"))
    dimension, when = random.choice((
        ("date", f"{said}-{month:02d}-{day:02d}"), ("date", f"{said}-{month:02d}"),
        ("period", quarter if said == "-" else f"{year}-{quarter}"),
        ("period", f"{year}/{year + random.randint(1, 9)}"),
        ("period", f"{said}-{month:02d}-{part}"), ("period", f"{year}-{part}"), ("plan", str(random.randint(1, 20))),
        ("period", f"{said}-{min(month, 11):02d}/{said}-{random.randint(min(month, 11) + 1, 12):02d}"),
    ))
    return Figure(0, 0, "", dimension, when=when)


def _is_read_back(told: Figure, text: str) -> bool:
    if told.when:
        found = parse(f"In {text}")
        return [(f.dimension, f.when) for f in found] == [(told.dimension, told.when)]
    found = parse(text)
    if not found or found[0].start != 0 or found[-1].end < len(text) - 1:
        return False
    first = found[0]
    same = (first.hedge, first.currency) == (told.hedge, told.currency) and all(equal(told, f) for f in found)
    if told.dimension == "area" and told.unit == "mu":      # hectares of mu are rounded, as rule U1 wants it
        return same
    return same and first.dimension == told.dimension and _base(first) == _base(told)


def _base(figure: Figure) -> list[Fraction | None]:
    factor = Fraction(1) if figure.dimension == "per-area-money" else _FACTORS.get(figure.unit, Fraction(1))
    return [None if v is None else Fraction(v) * factor for v in (figure.value, figure.low, figure.high)]


if __name__ == "__main__":
    arguments = [int(a) for a in sys.argv[1:]]
    sys.exit(bool(main(*(arguments + [1_000_000, 1][len(arguments):]))))
