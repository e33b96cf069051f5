"""Check any tool's translation line by line, and read what a run found wrong. No model is needed."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pipeline.errors import DatasetError, InputError, UsageError
from pipeline.stages.translate import TranslateSettings, load_glossary
from pipeline.text.assess import assess
from pipeline.text.en.render import Style
from pipeline.text.finding import Finding
from pipeline.text.glossary import Glossary
from pipeline.text.localise import localise

# What one finding of a line is printed with, in this order.
FIELDS = ("line", "code", "severity", "zh", "en", "message", "rule")


def check_lines(source: Path, target: Path, settings: TranslateSettings) -> Iterator[list[dict[str, Any]]]:
    """The findings (FIELDS) of each line of `target`, a translation of the same line of `source`; both UTF-8.

    :raises UsageError: the files do not have as many lines.
    :raises InputError: one of them cannot be read.
    """
    chinese, english = lines_of(source), lines_of(target)
    if len(chinese) != len(english):
        raise UsageError(f"{source} has {len(chinese)} lines and {target} {len(english)}; line N must translate line N")
    glossary = load_glossary(settings.glossary)
    for number, (zh, en) in enumerate(zip(chinese, english, strict=True), 1):
        yield [_row(number, f) for f in check_line(zh, en, glossary)]


def check_line(zh: str, en: str, glossary: Glossary) -> tuple[Finding, ...]:
    """What is wrong with `en` as the English of `zh`; an empty line owes nothing.

    Who made the English may not know our glossary: that a term reads differently is said, but sends nobody to look.
    """
    if not zh.strip():
        return ()
    found = assess(zh, en, localise(zh, glossary, Style()).owed).findings
    return tuple(f._replace(severity="low") if f.code == "term_missing" else f for f in found)


def is_severe(findings: Sequence[dict[str, Any]]) -> bool:
    """Whether a finding is of the highest severity."""
    return any(f["severity"] == "high" for f in findings)


def _row(line: int, finding: Finding) -> dict[str, Any]:
    values = {"line": line} | finding._asdict()
    return {name: values[name] for name in FIELDS}


def lines_of(path: Path) -> list[str]:
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
