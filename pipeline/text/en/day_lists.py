"""Days that share the month of the first or the last of them: October 1, 2 and 3; 17, 21 and 22 December (rule D1)."""

import re
from collections.abc import Iterator, Sequence

from pipeline.text.en.nouns import counts_no_noun
from pipeline.text.figure import Figure

_JOINT = re.compile(r", (?:and |& )?| (?:and|&) ")
_DAY = re.compile(r"(?P<month>[\d-]+-\d\d)-(?P<day>\d\d)")
_LAST_DAY = 31


def with_listed_days(text: str, figures: list[Figure]) -> list[Figure]:
    """`figures` of `text` with the bare numbers of such lists as dates."""
    dated = [i for i, f in enumerate(figures) if f.when and _DAY.match(f.when)]
    if not dated or len(dated) == len(figures):
        return figures
    found = list(figures)
    for i in dated:
        month_first = figures[i].text[:1].isalpha()
        day = _DAY.match((figures[i].when or "").split("/")[-1 if month_first else 0])
        others = range(i + 1, len(figures)) if month_first else range(i - 1, -1, -1)
        listed = list(_listed(text, figures, others, int(day["day"]))) if day else []
        if not day or not listed or (month_first and not counts_no_noun(text, figures[listed[-1]].end)):
            continue
        for j in listed:
            when = f"{day['month']}-{int(figures[j].value or 0):02d}"
            found[j] = figures[j]._replace(dimension="date", value=None, when=when, rules=("D1",))
    return found


def _listed(text: str, figures: Sequence[Figure], others: range, day: int) -> Iterator[int]:
    """Those of the `others` beside a figure whose numbers go on with its `day`, up or, before it, down."""
    step = others.step
    for j in others:
        value = figures[j].value
        if value is None or not 1 <= value <= _LAST_DAY or value != int(value) or (value - day) * step <= 0:
            return
        first, second = sorted((figures[j - step], figures[j]), key=lambda f: f.start)
        if not _is_bare(figures[j]) or not _JOINT.fullmatch(text, first.end, second.start):
            return
        yield j
        day = int(value)


def _is_bare(figure: Figure) -> bool:
    return figure.dimension in ("count", "ordinal") and not figure.unit and figure.hedge is None \
        and figure.text[:1].isdigit()
