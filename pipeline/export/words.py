"""What codes, verdicts and rules are called when a person reads them."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from pipeline.text.en.render_dates import render_date, render_plan
from pipeline.text.units import UNITS

CODES: Mapping[str, str] = {
    "figure_wrong": "Wrong figure",
    "figure_missing": "Missing figure",
    "figure_unsupported": "Figure without a source",
    "source_doubtful": "Doubtful in the Chinese",
    "plan_as_fact": "A plan told as a fact",
    "fact_as_plan": "A fact told as a plan",
    "stage_wrong": "A different stage of the project",
    "hedge_lost": "“About” or “nearly” lost or changed",
    "base_wrong": "Compared with a different period",
    "term_missing": "Approved term not used",
    "forbidden_term": "Forbidden wording",
    "unconfirmed": "Name made by rule",
    "han_left": "Chinese left in the English",
    "template_token": "Control token of the model",
    "chatter": "The model speaks to the reader",
    "repetition": "Repetition",
    "too_short": "Perhaps something left out",
    "too_long": "Perhaps something added",
    "cut_off": "Cut off",
    "empty": "No English",
}
SEVERITIES: Mapping[str, str] = {"high": "grave", "medium": "to check", "low": "for information"}
SEGMENTS: Mapping[str, str] = {"title": "Title", "summary": "Summary"}
ORIGINS: Mapping[str, str] = {
    "model": "machine translation", "memory": "translation memory", "person": "edited by a person",
    "rule": "set by rule",
}
# What `wrong` of a figure names, after "The English says 498.2 billion yuan:".
_WRONG: Mapping[str, str] = {
    "scale": "the scale is wrong", "value": "the value is wrong", "unit": "the unit is wrong",
    "currency": "the currency is wrong",
    "points": "percent and percentage points are not the same", "date": "the date is wrong",
    "year": "the Chinese names no year", "sign": "up for down",
    "plan": "a fact, where the Chinese tells a plan", "fact": "a plan, where the Chinese tells a fact",
    "stage": "a different stage of the project", "hedge": "how exact it is differs",
    "base": "the change is measured against a different period",
}
# The rules of docs and glossary that a finding or figure may name, in a few words each.
RULES: Mapping[str, str] = {
    "N1": "the scale is multiplied out", "N2": "every digit is kept", "N3": "small counts may be words",
    "N4": "both ends of a range have the scale", "N5": "digits side by side are a range",
    "N6": "a vague magnitude", "N7": "about, nearly, more than are kept", "N8": "bounds are inclusive or not",
    "N9": "growth by a multiple", "N10": "percent or points, up or down", "N11": "the base of comparison",
    "N12": "a rank or list", "N14": "written numerals", "N15": "counters", "M1": "amounts in yuan",
    "M2": "other currencies", "M4": "which money it is", "M5": "money per area", "U1": "land: 1 mu is 1/15 hectare",
    "U2": "area", "U3": "power", "U4": "energy", "U5": "mass", "U6": "length", "U7": "a rate",
    "U8": "rounded only when converted", "D1": "a date", "D2": "a period", "D3": "as of, since, during",
    "D4": "a relative date", "D5": "a Five-Year Plan", "D6": "a plan is not a fact", "D7": "the stage of a project",
    "P1": "a place in pinyin", "P4": "places of the same spelling have their province",
    "P5": "what kind of place it is, is translated", "P6": "a city without “City”", "P7": "a name of one syllable",
    "P8": "a zone", "P9": "our city is named", "B1": "a body", "B2": "a post", "B3": "a person, family name first",
    "B4": "a company by brand, trade and form", "T2": "a term of policy", "T3": "a term of statistics",
    "T4": "a title", "T1": "one term, one English", "F1": "no Chinese in the English",
    "F5": "nothing that the source lacks",
}


_MEASURES: Mapping[str, str] = {
    "percent": "%", "points": " percentage points", "basis-points": " basis points", "multiple": " times",
}
# Units that are printed as symbols (kW) are spelt out here by their names.
_PLURALS: Mapping[str, str] = {
    u.name: u.en[1] for u in UNITS if u.name == u.en[0]
} | {"horsepower": "horsepower", "aircraft": "aircraft", "person": "people", "TEU": "TEU", "tce": "tce"}


# How a segment was translated again (pipeline.stages.repair).
WAYS: Mapping[str, str] = {
    "lost phrases named": "Told what was lost", "by clause": "Clause by clause",
    "by clause, with markers": "Clause by clause, with markers",
}
FIGURES: Mapping[str, str] = {
    "matched": "The same in both", "wrong": "Wrong in the English", "missing": "Missing in the English",
    "unsupported": "Only in the English",
}


def code_label(code: str) -> str:
    """What a finding's code is called."""
    return CODES.get(code) or code.replace("_", " ").capitalize()


def segment_label(name: str | None) -> str:
    """Title, Summary, Paragraph 3; Article where no segment is named."""
    if not name:
        return "Article"
    return SEGMENTS.get(name) or (f"Paragraph {name[1:]}" if name[1:].isdigit() else name)


def count(number: int, noun: str) -> str:
    """`1 article`, `1,200 articles`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def value_label(fact: Mapping[str, Any]) -> str:
    """The exact value of a figure: `49,820,000,000 CNY`, `2 to 6 months`, `800 mu (about 53.3 hectares)`,
    `March 2025`; empty where it has none."""
    if fact["date"]:
        return _when(str(fact["date"]), fact["dimension"])
    value, low, high = (_number(fact[name]) for name in ("value", "low", "high"))
    if value is None and (low or high):
        value = f"{low} to {high}" if low and high else f"from {low}" if low else f"up to {high}"
    return f"{value}{_measure(fact, one=value == '1')}{_hectares(fact)}" if value else ""


def _when(date: str, dimension: str | None) -> str:
    """A date, period or plan in words; a share of a whole stays 2/3."""
    if dimension == "plan" and date.isdecimal():
        return render_plan(int(date))
    return date if dimension == "multiple" else render_date(date) or date


def _measure(fact: Mapping[str, Any], one: bool) -> str:
    """What stands after the number of a figure: ` CNY per mu`, ` square metres`, `%`."""
    unit, currency, dimension = fact["unit"] or "", fact["currency"], fact["dimension"]
    if currency:
        return f" {currency} per {unit}" if unit else f" {currency}"
    if dimension in _MEASURES and not unit:
        return _MEASURES[dimension]
    return f" {unit if one else _plural(unit)}" if unit else ""


def _number(value: Decimal | None) -> str | None:
    return None if value is None else f"{value.normalize():,f}"


def _hectares(fact: Mapping[str, Any]) -> str:
    """What a number of mu is where nobody knows the mu."""
    if fact["unit"] != "mu" or fact["currency"] or fact["value"] is None:
        return ""
    exact = Decimal(fact["value"]) / 15
    said = round(exact, 1 if exact >= 1 else 3)
    return f" ({'' if said * 15 == fact['value'] else 'about '}{_number(said)} hectares)"


def _plural(unit: str) -> str:
    if unit in _PLURALS:
        return _PLURALS[unit]
    return f"{unit[:-1]}ies" if unit.endswith("y") else f"{unit}s"


def verdict_label(fact: Mapping[str, Any]) -> str:
    """What became of a figure, in a sentence."""
    if fact["status"] == "unsupported":
        return "Only the English says so."
    if fact["status"] == "missing":
        return "The English does not say it."
    kinds = [_WRONG.get(kind, "the value is wrong") for kind in (fact["wrong"] or "").split(", ") if kind]
    if fact["status"] == "matched":
        return f"The value is the same; {', '.join(kinds)}." if kinds else "The English says the same."
    return f"The English says {(fact['en'] or '').strip()}: {', '.join(kinds) or 'the value is wrong'}."


def origin_label(origin: str) -> str:
    """Who wrote the English of a segment."""
    return ORIGINS.get(origin, origin)


def said_date(day: date | None) -> str:
    """`5 March 2024`; empty where there is none."""
    return f"{day.day} {day:%B %Y}" if day else ""


def duration(seconds: float) -> str:
    """`0.4 s`, `12 s`, `3 min 5 s`, `2 h 10 min`."""
    if seconds < 60:
        return f"{seconds:.1f} s" if seconds < 10 else f"{seconds:.0f} s"
    minutes = int(seconds // 60)
    return f"{minutes} min {int(seconds % 60)} s" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"
