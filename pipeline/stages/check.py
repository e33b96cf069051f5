"""Check: what became of each figure and term, what else is wrong with the English, and whether a person must look."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pyarrow as pa

from pipeline.schema import CHECKED, REJECTION, table
from pipeline.stages.stage import Engines, Stage, Step
from pipeline.text.assess import Assessment, assess
from pipeline.text.figure import Figure
from pipeline.text.glossary import Entry


@dataclass(frozen=True)
class CheckSettings:
    """`strict` sends an article to review for any finding at all; by default one of low severity does not."""

    strict: bool = False


def check_segment(translated: Mapping[str, Any]) -> Assessment:
    """Assess one translated segment (a value of schema.TRANSLATED)."""
    terms = [Entry(t["zh"], t["en"], t["category"], t["status"], "", t["rule"], tuple(t.get("also") or ()))
             for t in translated["terms"]]
    return assess(translated["zh"], translated["en"], terms, translated["complete"])


def check_article(translations: list[Mapping[str, Any]], settings: CheckSettings) -> dict[str, Any]:
    """The values of CHECKED for one article."""
    facts, terms, findings = [], [], []
    for translated in translations:
        name, assessment = translated["segment"], check_segment(translated)
        facts += [_fact(name, m.promised, m.delivered, m.status, ", ".join(m.kinds))
                  for m in assessment.figures.matches]
        facts += [_fact(name, None, found, "unsupported") for found in assessment.figures.unsupported]
        terms += [{"segment": name, "zh": entry.zh, "en": entry.en, "status": "matched" if kept else "missing",
                   "category": entry.category, "rule": entry.rule, "also": list(entry.also)}
                  for entry, kept in assessment.terms]
        findings += [{"code": f.code, "severity": f.severity, "segment": name, "message": f.message,
                      "rule": f.rule or None}
                     for f in assessment.findings]
    grave = [f for f in findings if settings.strict or f["severity"] != "low"]
    return {"facts": facts, "terms": terms, "findings": findings, "status": "review" if grave else "ready"}


def _fact(
    segment: str, owed: Figure | None, found: Figure | None, status: str, wrong: str = "",
) -> dict[str, Any]:
    """A value of schema.FACT: the Chinese figure and what became of it, or an English one that no Chinese supports."""
    figure = owed or found
    assert figure is not None
    return {
        "segment": segment, "status": status, "wrong": wrong or None,
        **_span("zh", owed), **_span("en", found), "date": figure.when,
        "value": _fitting(figure.value), "low": _fitting(figure.low), "high": _fitting(figure.high),
        "unit": figure.unit, "currency": figure.currency, "dimension": figure.dimension, "hedge": figure.hedge,
        "direction": figure.direction, "base": figure.base, "modality": figure.modality, "stage": figure.stage,
        "rules": list(figure.rules),
    }


def _span(language: str, figure: Figure | None) -> dict[str, Any]:
    text, start, end = (figure.text, figure.start, figure.end) if figure else (None, None, None)
    return {language: text, f"{language}_start": start, f"{language}_end": end}


def _fitting(value: Decimal | None) -> Decimal | None:
    """The value where it fits into schema.VALUE without loss."""
    if value is None or not value:
        return value and value.normalize()
    exponent = value.normalize().as_tuple().exponent
    fits = value.adjusted() < 28 and isinstance(exponent, int) and exponent >= -10
    return value if fits else None


def open_checker(settings: CheckSettings, engines: Engines) -> Step:
    """The step: reads `translations`, adds CHECKED."""

    def step(articles: pa.Table) -> pa.Table:
        rows = [check_article(translations, settings) | {"error_code": None, "error_message": None}
                for translations in articles["translations"].to_pylist()]
        return table(rows, CHECKED + REJECTION)

    return step


def signature(settings: CheckSettings, engines: Engines) -> tuple[str, ...]:
    """What can change a verdict."""
    return ("strict",) if settings.strict else ()


CHECK = Stage(
    name="check", version=18, settings=CheckSettings, reads=("translations",), writes=CHECKED,
    open=open_checker, signature=signature,
)
