"""Check: what became of each figure and term, what else is wrong with the English, and whether a person must look."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from pipeline.schema import CHECKED, REJECTION, table
from pipeline.stages.stage import Engines, Stage, Step
from pipeline.text.assess import Assessment, assess
from pipeline.text.glossary import Entry


@dataclass(frozen=True)
class CheckSettings:
    """`strict` sends an article to review for any finding at all; by default one of low severity does not."""

    strict: bool = False


def check_segment(translated: Mapping[str, Any]) -> Assessment:
    """Assess one translated segment (a value of schema.TRANSLATED)."""
    terms = [Entry(t["zh"], t["en"], "", "approved", "") for t in translated["terms"]]
    return assess(translated["zh"], translated["en"], terms, translated["complete"])


def check_article(translations: list[Mapping[str, Any]], settings: CheckSettings) -> dict[str, Any]:
    """The values of CHECKED for one article."""
    figures, terms, findings = [], [], []
    for translated in translations:
        name, assessment = translated["segment"], check_segment(translated)
        figures += [_figure_row(name, match) for match in assessment.figures.matches]
        terms += [{"segment": name, "zh": entry.zh, "en": entry.en, "status": "matched" if kept else "missing"}
                  for entry, kept in assessment.terms]
        findings += [{"code": f.code, "severity": f.severity, "segment": name, "message": f.message}
                     for f in assessment.findings]
    grave = [f for f in findings if settings.strict or f["severity"] != "low"]
    return {"figures": figures, "terms": terms, "findings": findings, "status": "review" if grave else "ready"}


def _figure_row(segment: str, match: Any) -> dict[str, Any]:
    owed, found = match.promised, match.delivered
    return {
        "segment": segment, "zh": owed.text, "value": _value(owed), "unit": owed.currency or owed.unit,
        "en": found.text if found else None, "status": match.status,
    }


def _value(figure: Any) -> str | None:
    if figure.value is not None:
        return format(figure.value, "f")
    if figure.low is not None or figure.high is not None:
        return "/".join(format(v, "f") if v is not None else ".." for v in (figure.low, figure.high))
    return str(figure.when) if figure.when else None


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
    name="check", version=1, settings=CheckSettings, reads=("translations",), writes=CHECKED,
    open=open_checker, signature=signature,
)
