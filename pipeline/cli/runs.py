"""run and plan: a whole folder."""

import sys
from pathlib import Path

import click

from pipeline.cli.common import config_options, load_config, quiet_option

_input = click.option("--input", "source", type=click.Path(path_type=Path), default=Path("data/articles"),
                      show_default=True, metavar="PATH", help="A folder of articles, or one file.")
_output = click.option("--output", type=click.Path(path_type=Path), default=Path("output"), show_default=True,
                       metavar="FOLDER", help="Where the tables go.")


@click.command()
@_input
@_output
@config_options
@click.option("--strict", is_flag=True, help="End with exit code 3 if anything was rejected.")
@quiet_option
def run(
    source: Path, output: Path, config_file: Path | None, overrides: tuple[str, ...], strict: bool, quiet: bool,
) -> None:
    """Run the whole pipeline over a folder of articles.

    Each article is cleaned, summarised, translated and checked, and all are published as Parquet. What was done before
    is not done again.

    \b
    Example:  bridgehead run --input my/articles --output my/output
    """
    from pipeline.run.engines import EngineRoom
    from pipeline.run.local import run as run_local
    from pipeline.run.memories import memory_of
    from pipeline.run.output import check_folders
    from pipeline.run.progress import open_progress
    from pipeline.run.report import closing_lines
    from pipeline.run.source import Chunks, count
    from pipeline.stages import STAGES

    settings = load_config(config_file, overrides)
    check_folders(source, output)
    limits = settings.sections["ingest"]
    with open_progress(quiet) as progress:
        if not quiet:
            progress.total = count(source, limits)
        engines = EngineRoom(settings.sections["engine"], progress, memory_of(output))
        articles = Chunks(source, limits, settings.sections["run"])
        report = run_local(articles, STAGES, settings, engines, source, output, progress)
    if not quiet:
        for line in closing_lines(report):
            click.echo(line, err=True)
    if report.failed or (report.sources and not report.articles):
        sys.exit(1)
    if strict and report.rejects:
        sys.exit(3)


@click.command()
@_input
@_output
@config_options
def plan(source: Path, output: Path, config_file: Path | None, overrides: tuple[str, ...]) -> None:
    """Say what `run` would do, and why.

    Loads no model and writes nothing.

    \b
    Example:  bridgehead plan --input my/articles --output my/output --set translate.money=RMB
    """
    from pipeline.run.engines import EngineRoom
    from pipeline.run.memories import memory_of
    from pipeline.run.output import check_folders
    from pipeline.run.preview import preview
    from pipeline.run.progress import open_progress
    from pipeline.run.source import Chunks
    from pipeline.stages import STAGES

    settings = load_config(config_file, overrides)
    check_folders(source, output)
    with open_progress(quiet=True) as progress:
        engines = EngineRoom(settings.sections["engine"], progress, memory_of(output))
        articles = Chunks(source, settings.sections["ingest"], settings.sections["run"])
        plans = preview(articles, STAGES, settings, engines, output, progress)
    for stage in plans:
        click.echo(str(stage))
