"""clean, summarise, translate, check, explain: single articles and segments, on the screen."""

import gc
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.common import config_options, format_option, load_config, print_encoded, print_rows
from pipeline.errors import ArticleError

if TYPE_CHECKING:
    from pipeline.config import Config
    from pipeline.run.single import Desk

_paths = click.argument("paths", nargs=-1, type=click.Path(path_type=Path, allow_dash=True))


@click.command()
@_paths
@format_option("text", "json", "jsonl")
@config_options
def clean(paths: tuple[Path, ...], form: str, config_file: Path | None, overrides: tuple[str, ...]) -> None:
    """Print articles without the page around them.

    Title, outlet, date and paragraphs; JSON also says which lines were removed, and by which rule. Many files share
    all cores.

    \b
    Example:  bridgehead clean page.html --format json
    """
    from pipeline.run.single import cleaned_fields

    desk, rows = _desk(config_file, overrides), _Articles(paths)
    print_rows((cleaned_fields(row) for row in rows.all_cleaned(desk)), form, _cleaned_lines)
    rows.end()


@click.command()
@_paths
@format_option("text", "json", "jsonl")
@config_options
def summarise(paths: tuple[Path, ...], form: str, config_file: Path | None, overrides: tuple[str, ...]) -> None:
    """Print a Chinese summary of each article.

    \b
    Example:  bridgehead summarise article.txt
    """
    desk, rows = _desk(config_file, overrides), _Articles(paths)
    found = ({"source_uri": row["source_uri"], "title_zh": row["title_zh"],
              "summary_zh": desk.summarise(row)["summary_zh"]} for row in rows.cleaned(desk))
    print_rows(found, form, lambda row: [row["summary_zh"] or ""])
    rows.end()


@click.command()
@click.argument("path", required=False, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--text", "text", help="Translate this text instead of a file.")
@click.option("--lines", is_flag=True, help="One segment a line; exactly one line comes out for each.")
@format_option("text", "json", "jsonl")
@config_options
def translate(
    path: Path | None, text: str | None, lines: bool, form: str, config_file: Path | None, overrides: tuple[str, ...],
) -> None:
    """Print the English of an article, a text or lines.

    An article comes from a file or from stdin, and each part of it is printed as soon as it is there. With --lines
    exactly one line comes out for each that goes in.

    \b
    Examples:  bridgehead translate article.txt
               bridgehead translate --text "总投资498.2亿元,占地800亩。"
               bridgehead translate --lines < segments.txt
    """
    if text is not None and path is not None:
        raise click.UsageError("Give a file or --text, not both.")
    desk = _desk(config_file, overrides)
    desk.prepare()
    if lines or text is not None:
        _print_segments(desk, text.split("\n") if text is not None else _read_lines(path), form)
        return
    rows = _Articles((path,) if path else ())
    if form == "text":
        for i, row in enumerate(rows.cleaned(desk)):
            _print_article(desk, row, first=i == 0)
    else:
        print_rows((_translated(desk, row) for row in rows.cleaned(desk)), form, lambda row: [])
    rows.end()


@click.command()
@click.argument("source", type=click.Path(path_type=Path, exists=True), metavar="OUTPUT|SOURCE")
@click.argument("target", required=False, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@format_option("text", "json", "jsonl")
@config_options
def check(
    source: Path, target: Path | None, form: str, config_file: Path | None, overrides: tuple[str, ...],
) -> None:
    """Print what is wrong with a translation.

    With one folder, what `run` found there. With two text files, what is wrong with each line of the second as the
    English of the same line of the first, whoever made it; as JSON, one list of findings a line. Needs no model. The
    exit code is 1 where a finding is of high severity.

    \b
    Examples:  bridgehead check output
               bridgehead check chinese.txt english.txt
    """
    from pipeline.run.check import check_lines, is_severe, published_findings

    if target is None:
        print_rows(published_findings(source), form, _published_lines)
        return
    lines = list(check_lines(source, target, load_config(config_file, overrides).sections["translate"]))
    if form == "text":
        for f in (f for findings in lines for f in findings):
            rule = f" [{f['rule']}]" if f["rule"] else ""
            _say(f"line {f['line']}: {f['severity']:6} {f['code']}: {f['message']}{rule}")
    else:
        print_rows(lines, form, lambda row: [])
    if any(map(is_severe, lines)):
        sys.exit(1)


@click.command()
@click.argument("text", required=False)
@click.option("--file", "file", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="Read the text from this file.")
@format_option("text", "json", "jsonl")
@config_options
def explain(
    text: str | None, file: Path | None, form: str, config_file: Path | None, overrides: tuple[str, ...],
) -> None:
    """Print the figures and terms that are found in a text.

    One a line: the Chinese, what it measures, its value and unit, its English, and the rules of style that say so. TEXT
    is the text itself, or - for what comes on stdin. Needs no model.

    \b
    Examples:  bridgehead explain "同比增长4.7%,占地800亩"
               bridgehead explain --file article.txt --format json
    """
    from pipeline.run.search import searching

    if (text is None) == (file is None):
        raise click.UsageError("Give a text, - for stdin, or --file.")
    gc.disable()        # what is found lives until it is printed; to look for cycles in it takes a fifth of the time
    with searching((text if text not in (None, "-") else "\n".join(_read_lines(file))) or "") as search:
        from pipeline.run.explain import explained  # this and the glossary load while figures are sought

        settings = load_config(config_file, overrides).sections["translate"]
        print_encoded(explained(search, settings, form), form)  # type: ignore[arg-type]


def _desk(config_file: Path | None, overrides: tuple[str, ...]) -> "Desk":
    from pipeline.run.engines import EngineRoom
    from pipeline.run.progress import Progress
    from pipeline.run.single import open_desk

    settings: Config = load_config(config_file, overrides)
    progress = Progress(lambda _: None, lambda line: click.echo(line, err=True))
    return open_desk(settings, EngineRoom(settings.sections["engine"], progress))


class _Articles:
    """The articles of some files or stdin. What cannot be used is said on stderr and remembered for the exit code."""

    def __init__(self, paths: tuple[Path, ...]) -> None:
        self._paths, self._bad = paths or (Path("-"),), False

    def cleaned(self, desk: "Desk") -> Iterator[dict[str, Any]]:
        """Cleaned rows, as they come; the caller's own ArticleErrors end it."""
        from pipeline.run.source import read_paths

        for row in read_paths(self._paths, sys.stdin.buffer, desk.config.sections["ingest"]):
            try:
                if "error_code" in row:
                    raise ArticleError(row["error_code"], row["message"])
                cleaned = desk.clean(row)
            except ArticleError as error:
                self._bad = True
                _say(f"{row['source_uri']}: {error} ({error.code})", err=True)
            else:
                yield cleaned

    def all_cleaned(self, desk: "Desk") -> Iterator[dict[str, Any]]:
        """Cleaned rows, in batches on all cores: for many files."""
        from pipeline.run.source import read_paths

        for row, cleaned in desk.clean_all(read_paths(self._paths, sys.stdin.buffer, desk.config.sections["ingest"])):
            if isinstance(cleaned, ArticleError):
                self._bad = True
                _say(f"{row['source_uri']}: {cleaned} ({cleaned.code})", err=True)
            else:
                yield cleaned

    def end(self) -> None:
        """Exit code 1 if an article could not be used."""
        if self._bad:
            sys.exit(1)


def _cleaned_lines(row: dict[str, Any]) -> list[str]:
    about = " | ".join(str(row[name]) for name in ("outlet", "published", "author", "url") if row[name])
    head = [line for line in (row["title"], about) if line]
    return [*head, *([""] if head else []), *row["body"].split("\n")]


def _print_article(desk: "Desk", row: dict[str, Any], first: bool) -> None:
    if not first:
        click.echo("\n---\n")
    for i, translated in enumerate(desk.translate(row)):
        _say(("\n" if i else "") + " ".join(translated.en.split()))


def _translated(desk: "Desk", row: dict[str, Any]) -> dict[str, Any]:
    from pipeline.run.single import translated_fields

    translations = list(desk.translate(row))
    return translated_fields(row, translations, desk.check(translations))


def _print_segments(desk: "Desk", lines: Iterable[str], form: str) -> None:
    from pipeline.run.single import segment_fields, translate_lines

    found = translate_lines(lines, desk.config, desk.engines, lambda text: _say(f"Warning: {text}", err=True))
    if form == "text":
        for translated in found:
            _say(" ".join(translated.en.split()))
    else:
        print_rows((segment_fields(t, desk.check([t])) for t in found), form, lambda row: [])


def _read_lines(path: Path | None) -> Iterator[str]:
    """Lines as they come; UTF-8, or else GB18030. Only line feeds end a line."""
    from pipeline.errors import InputError
    from pipeline.run.source import decode

    try:
        stream = sys.stdin.buffer if path is None or str(path) == "-" else path.open("rb")
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error
    yield from (decode(line.removesuffix(b"\n").removesuffix(b"\r")) for line in stream)


def _published_lines(row: dict[str, Any]) -> list[str]:
    head = f"{row['status']:6} {row['source_uri']}: {row['title_en'] or '(no title)'}"
    return [" ".join(head.split())] + [
        f"  {f['segment']}: {f['severity']} {f['code']}: {f['message']}" for f in row["findings"]]


def _say(text: str, err: bool = False) -> None:
    from pipeline.run.terminal import safe

    click.echo(safe(text), err=err)
    if not err:
        sys.stdout.flush()
