"""Score translations and summaries, whoever made them: line N of every file belongs to line N of the source.

BLEU and chrF are sacrebleu's, each with the signature that makes the number repeatable; fidelity is the project's own:
a figure is right when the English gives its value, scale and unit (`pipeline.text.fidelity`).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import InputError, UsageError
from pipeline.run.check import lines_of
from pipeline.text.assess import promised
from pipeline.text.en.figures import parse
from pipeline.text.fidelity import compare
from pipeline.text.figure_findings import goes_unsaid
from pipeline.text.residue import has_han, repeats
from pipeline.text.zh.figures import find_figures
from pipeline.text.zh.salience import figure_values

# What a table shows of the systems and of the summaries, in this order.
SYSTEM = ("bleu", "chrf", "figures_right", "figures", "han_left", "repetition", "empty")
SUMMARIES = ("figures_supported", "figures", "compression", "coverage", "empty")


@dataclass(frozen=True)
class Score:
    """One system. `figures` is how many the source promises and `figures_right` the percentage of them that the English
    delivers, with those that it may say by no number (一份报告, a report); `han_left`, `repetition` and `empty` are
    lines. BLEU and chrF (0 to 100) are None without a reference."""

    system: str
    lines: int
    bleu: float | None
    chrf: float | None
    figures: int
    figures_right: float | None
    han_left: int
    repetition: int
    empty: int


@dataclass(frozen=True)
class SummaryScore:
    """Summaries of one system. `figures` is how many they hold and `figures_supported` the percentage of them that
    their article holds; `compression` the percentage of its characters that they have; `coverage` the percentage of an
    article's different figures that are in its summary, over all articles."""

    system: str
    lines: int
    figures: int
    figures_supported: float | None
    compression: float | None
    coverage: float | None
    empty: int


def evaluate(
    source: Path, reference: Path | None, systems: Mapping[str, Path], summaries: Mapping[str, Path],
    translate: Callable[[Sequence[str]], list[str]] | None = None,
) -> dict[str, Any]:
    """The scores of files by system name, of their summaries likewise, and of what `translate` makes of the source.

    :raises UsageError: a file has not as many lines as the source.
    :raises InputError: one cannot be read.
    """
    chinese = lines_of(source)
    known = _beside(chinese, source, reference) if reference else None
    outputs = {name: _beside(chinese, source, path) for name, path in systems.items()}
    written = {name: _beside(chinese, source, path) for name, path in summaries.items()}
    if translate is not None:
        outputs["bridgehead"] = translate(chinese)
    metrics = _metrics() if known is not None and outputs else {}
    scores = [asdict(score(name, chinese, known, lines, metrics)) for name, lines in outputs.items()]
    return {
        "signatures": {name: f"{name} {metric.get_signature()}" for name, metric in metrics.items()},
        "systems": scores,
        "summaries": [asdict(score_summaries(name, chinese, lines)) for name, lines in written.items()],
    }


def score(
    name: str, source: Sequence[str], reference: Sequence[str] | None, output: Sequence[str],
    metrics: Mapping[str, Any],
) -> Score:
    """One system's translation; `metrics` are sacrebleu's "bleu" and "chrf", asked where there is a reference."""
    owed = right = 0
    for zh, en in zip(source, output, strict=True):
        matches = compare(promised(zh, find_figures(zh)), parse(en)).matches
        owed += len(matches)
        right += sum(m.status == "matched" or (m.status == "missing" and goes_unsaid(m.promised)) for m in matches)

    def corpus(metric: str) -> float | None:
        if reference is None:
            return None
        return round(float(metrics[metric].corpus_score(list(output), [list(reference)]).score), 2)

    return Score(
        system=name, lines=len(output), bleu=corpus("bleu"), chrf=corpus("chrf"), figures=owed,
        figures_right=_percent(right, owed), han_left=sum(map(has_han, output)), repetition=sum(map(repeats, output)),
        empty=sum(bool(zh.strip()) and not en.strip() for zh, en in zip(source, output, strict=True)))


def score_summaries(name: str, source: Sequence[str], output: Sequence[str]) -> SummaryScore:
    """One system's Chinese summaries of articles, an article and a summary a line."""
    held = known = kept = owed = 0
    for article, summary in zip(source, output, strict=True):
        of_article, of_summary = figure_values(article), figure_values(summary)
        held += sum(of_summary.values())
        known += sum(count for value, count in of_summary.items() if value in of_article)
        owed += len(of_article)
        kept += len(of_article.keys() & of_summary.keys())
    return SummaryScore(
        system=name, lines=len(output), figures=held, figures_supported=_percent(known, held),
        compression=_percent(sum(map(len, output)), sum(map(len, source))), coverage=_percent(kept, owed),
        empty=sum(not line.strip() for line in output))


def table_lines(scores: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> list[str]:
    """Scores as a table of text, systems down and `columns` across."""
    rows = [["system", *(name.replace("_", " ") for name in columns)]]
    rows += [[str(s["system"]), *("-" if s[c] is None else str(s[c]) for c in columns)] for s in scores]
    wide = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return ["  ".join(v.ljust(w) if i == 0 else v.rjust(w) for i, (v, w) in enumerate(zip(row, wide, strict=True)))
            for row in rows]


def _metrics() -> dict[str, Any]:
    try:
        from sacrebleu.metrics import BLEU, CHRF
    except ImportError as error:
        raise UsageError("BLEU and chrF need sacrebleu; install it with: pip install 'bridgehead[evaluate]', or leave "
                         "--reference out") from error
    return {"bleu": BLEU(), "chrf": CHRF()}


def _beside(chinese: Sequence[str], source: Path, path: Path) -> list[str]:
    lines = lines_of(path)
    if len(lines) != len(chinese):
        raise UsageError(f"{source} has {len(chinese)} lines and {path} {len(lines)}; line N must belong to line N")
    return lines


def _percent(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None


def named_file(text: str) -> tuple[str, Path]:
    """NAME=FILE, or a file alone, which is called by its own name.

    :raises InputError: there is no such file.
    """
    name, equals, file = text.partition("=")
    path = Path(file if equals else name)
    if not path.is_file():
        raise InputError(f"{path}: there is no such file; a system is given as NAME=FILE")
    return (name if equals else path.stem), path
