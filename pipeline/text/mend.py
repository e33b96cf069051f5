"""Mend: put the right English in the place of a figure that came back wrong, where there is no doubt which it is.

A model that was given `about 49.82 billion yuan` and wrote `498.2 billion yuan` is corrected by rule: the digits are
the promised ones, only scale, unit, currency or hedge are not. Anything else is left for another try.
"""

from collections.abc import Sequence

from pipeline.text.en.figures import Style, render
from pipeline.text.fidelity import Match

_CERTAIN = frozenset({"scale", "unit", "currency", "hedge"})


def mend(en: str, matches: Sequence[Match], style: Style) -> str:
    """`en` with each figure that is wrong in scale, unit, currency or hedge alone in the words promised for it."""
    wrong = [m for m in matches if m.kinds and _CERTAIN.issuperset(m.kinds) and m.delivered is not None]
    for match in sorted(wrong, key=lambda m: -m.delivered.start if m.delivered else 0):
        found = match.delivered
        assert found is not None
        said = en[found.start:found.end]
        before = said[:len(said) - len(said.lstrip())]
        after = said[len(said.rstrip()):]
        en = en[:found.start] + before + render(match.promised, style) + after + en[found.end:]
    return en
