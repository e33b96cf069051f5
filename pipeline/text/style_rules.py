"""Which style rules an entry's English follows: for editors who ask why."""

from pipeline.text.term import Entry
from pipeline.text.zh.places import PLACES, SHORT, homograph_province

_BY_CATEGORY = {
    "government-party": "B1", "company": "B4", "economy-statistics": "T3", "strategy": "T2",
    "investment-promotion": "T2", "industry": "T2", "title": "T4",
}
_ZONES = ("zone", "new-area", "pilot-ftz")


def rules_of(entry: Entry) -> tuple[str, ...]:
    """The ids of the rules, the telling one first (P6 for a city, B1 for a body, ...); T1 is the glossary's own."""
    if entry.rule != "T1":
        return (entry.rule,)
    if entry.category not in PLACES:
        return (_BY_CATEGORY.get(entry.category, ""), "T1") if entry.category in _BY_CATEGORY else ("T1",)
    rules = [_place_rule(entry)]
    if homograph_province(entry.zh):
        rules.append("P4")
    return (*rules, "T1")


def _place_rule(entry: Entry) -> str:
    if entry.category.startswith(_ZONES):
        return "P8"
    if entry.category in SHORT or entry.category in ("region", "islands", "port-airport", "organisation"):
        return "P1"
    if entry.zh.endswith("市"):
        return "P6"
    return "P7" if len(entry.zh) == 2 else "P5"
