"""run, plan and prune: a whole folder."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from pipeline.cli.common import Place, config_options, load_config, quiet_option

if TYPE_CHECKING:
    from pipeline.storage import Remote

STAGE_NAMES = ("clean", "summarise", "translate", "check")      # a test holds it against pipeline.stages

_input = click.option("--input", "source", type=Place(), default=Path("data/articles"), show_default=True,
                      metavar="PATH", help="A folder of articles, or one file; or an address (s3://bucket/folder).")
_output = click.option("--output", type=Place(), default=Path("output"), show_default=True, metavar="FOLDER",
                       help="Where the tables go; or an address.")
_only = click.option("--only", multiple=True, metavar="ARTICLE",
                     help="These articles alone: a path, a pattern (2024/*.html) or an id; may be given again.")
_limit = click.option("--limit", type=click.IntRange(min=1), metavar="N", help="The first N articles alone.")
_force = click.option("--force", is_flag=True, help="Work again on what is done; with --stage in that stage alone.")
_retry = click.option("--retry-rejects", is_flag=True, help="Work again on what a stage rejected.")


@click.command()
@_input
@_output
@config_options
@_only
@_limit
@click.option("--stage", type=click.Choice(STAGE_NAMES), help="Stop after this stage, and publish nothing.")
@_force
@_retry
@click.option("--shard", metavar="I/N", help="Share I of N; many machines write to one output, the last one publishes.")
@click.option("--runner", type=click.Choice(("local", "ray")), default="local", show_default=True,
              help="Who computes: this machine, or a Ray cluster (needs bridgehead[ray]).")
@click.option("--address", metavar="ADDRESS", help="Of the Ray cluster; without it Ray starts on this machine.")
@click.option("--strict", is_flag=True, help="End with exit code 3 if anything was rejected.")
@click.option("--log-format", type=click.Choice(("text", "json")), help="How progress and warnings are written.")
@quiet_option
def run(
    source: "Path | Remote", output: "Path | Remote", config_file: Path | None, overrides: tuple[str, ...],
    only: tuple[str, ...], limit: int | None, stage: str | None, force: bool, retry_rejects: bool, shard: str | None,
    runner: Literal["local", "ray"], address: str | None, strict: bool,
    log_format: Literal["text", "json"] | None, quiet: bool,
) -> None:
    """Run the whole pipeline over a folder of articles.

    Each article is cleaned, summarised, translated and checked, and all are published as Parquet. What was done before
    is not done again. Articles left out by --only or --limit stay published as they were.

    \b
    Examples:  bridgehead run --input my/articles --output my/output
               bridgehead run --only 2024/a.html --stage translate --force
    """
    from pipeline.run.options import Options
    from pipeline.run.output import check_folders
    from pipeline.run.progress import open_progress
    from pipeline.run.report import closing_lines
    from pipeline.run.shards import parse_shard
    from pipeline.run.signals import stoppable
    from pipeline.run.start import Runner, start

    settings = load_config(config_file, overrides)
    check_folders(source, output)
    options = Options(only, limit, stage, force, retry_rejects, parse_shard(shard) if shard else None)
    with stoppable(), open_progress(quiet, form=log_format or settings.sections["run"].log_format) as progress:
        report = start(source, output, settings, progress, options, Runner(runner, address))
        if not quiet:
            for line in closing_lines(report):
                progress.say(line)
    if report.failed or (report.sources and not report.articles):
        sys.exit(1)
    if strict and report.rejects:
        sys.exit(3)


@click.command()
@_input
@_output
@config_options
@_only
@_limit
@_force
@_retry
@click.option("--each", is_flag=True, help="One line for each article and stage that would run.")
def plan(
    source: "Path | Remote", output: "Path | Remote", config_file: Path | None, overrides: tuple[str, ...],
    only: tuple[str, ...], limit: int | None, force: bool, retry_rejects: bool, each: bool,
) -> None:
    """Say what `run` would do, and why.

    Loads no model and writes nothing.

    \b
    Examples:  bridgehead plan --input my/articles --output my/output --set translate.money=RMB
               bridgehead plan --each
    """
    from pipeline.errors import UsageError
    from pipeline.run.engines import EngineRoom
    from pipeline.run.memories import memory_of
    from pipeline.run.options import Options, Selected
    from pipeline.run.output import check_folders
    from pipeline.run.preview import preview
    from pipeline.run.progress import open_progress
    from pipeline.run.source import Chunks
    from pipeline.stages import STAGES

    settings = load_config(config_file, overrides)
    check_folders(source, output)
    if not isinstance(output, Path):
        raise UsageError(f"{output}: `plan` looks at folders of this machine; copy the output here first")
    options = Options(only, limit, None, force, retry_rejects)
    with open_progress(quiet=True) as progress:
        engines = EngineRoom(settings.sections["engine"], progress, memory_of(output))
        articles = Selected(Chunks(source, settings.sections["ingest"], settings.sections["run"]), options)
        plans = preview(articles, STAGES, settings, engines, output, progress, options, _say if each else None)
    for stage in plans:
        click.echo(str(stage))


@click.command()
@click.argument("output", type=click.Path(path_type=Path), default=Path("output"))
@click.option("--dry-run", is_flag=True, help="Only say what would go.")
def prune(output: Path, dry_run: bool) -> None:
    """Remove what no run needs any more.

    Checkpoints that other settings, another glossary or model made, and those of earlier texts of an article. What is
    published stays, and a run with the settings that made it has nothing to do.

    \b
    Example:  bridgehead prune my/output
    """
    from pipeline.run.prune import prune as remove
    from pipeline.stages import STAGES

    for pruned in remove(output, STAGES, _say, dry_run):
        click.echo(str(pruned))


def _say(line: Any) -> None:
    from pipeline.run.terminal import one_line

    click.echo(one_line(str(line)))
