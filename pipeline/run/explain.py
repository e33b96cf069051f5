"""What is found in a text and how it compares: figures, terms, findings. For people who want to know why."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pipeline.errors import DatasetError, InputError, UsageError
from pipeline.stages.translate import TranslateSettings, load_glossary
from pipeline.text.assess import assess
from pipeline.text.en.figures import Style, render
from pipeline.text.localise import localise


def explain(text: str, settings: TranslateSettings) -> list[dict[str, Any]]:
    """Each figure and term of a Chinese text, in order: span, value, unit, English, rules."""
    style = Style(money=settings.money, dates=settings.dates)
    found = localise(text, load_glossary(settings.glossary), style)
    rows = [{
        "start": f.start, "end": f.end, "zh": f.text, "kind": f.dimension, "value": _value(f),
        "unit": f.currency or f.unit, "en": render(f, style), "rules": list(f.rules),
    } for f in found.figures]
    rows += [{
        "start": t.start, "end": t.end, "zh": t.entry.zh, "kind": "term", "value": None, "unit": None,
        "en": t.entry.en, "rules": [],
    } for t in found.terms]
    return sorted(rows, key=lambda row: row["start"])


def _value(figure: Any) -> str | None:
    if figure.value is not None:
        return format(figure.value, "f")
    if figure.low is not None or figure.high is not None:
        return " to ".join(".." if v is None else format(v, "f") for v in (figure.low, figure.high))
    return str(figure.when) if figure.when else None


def check_lines(source: Path, target: Path, settings: TranslateSettings) -> Iterator[list[dict[str, str]]]:
    """The findings of each line of `target`, a translation of the same line of `source`; both UTF-8.

    :raises UsageError: the files do not have as many lines.
    """
    chinese, english = _lines(source), _lines(target)
    if len(chinese) != len(english):
        raise UsageError(f"{source} has {len(chinese)} lines and {target} {len(english)}; line N must translate line N")
    glossary, style = load_glossary(settings.glossary), Style(money=settings.money, dates=settings.dates)
    for zh, en in zip(chinese, english, strict=True):
        terms = [t.entry for t in localise(zh, glossary, style).terms]
        findings = assess(zh, en, terms).findings if zh.strip() else ()
        yield [{"code": f.code, "severity": f.severity, "message": f.message} for f in findings]


def _lines(path: Path) -> list[str]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as UTF-8 text; name a text file with one segment a line") from error
    return [line.rstrip("\r") for line in text.removesuffix("\n").split("\n")]


def published_findings(output: Path) -> Iterator[dict[str, Any]]:
    """Status and findings of each article that is published in `output`.

    :raises InputError: there is nothing published there.
    :raises DatasetError: it cannot be read.
    """
    import pyarrow as pa
    import pyarrow.dataset as ds

    folder = output / "articles"
    if not folder.is_dir():
        raise InputError(f"{output}: holds no articles/; name the output folder of a run")
    columns: Sequence[str] = ("article_id", "source_uri", "title_en", "status", "findings")
    try:
        for batch in ds.dataset(folder, format="parquet").to_batches(columns=list(columns)):
            yield from batch.to_pylist()
    except (pa.ArrowException, OSError, KeyError) as error:
        raise DatasetError(f"{folder}: cannot be read ({str(error).splitlines()[0]}); run again") from error
