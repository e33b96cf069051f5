"""evaluate: how good translations and summaries are, whoever made them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from pipeline.cli.common import config_options, format_option, load_config

_file = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command()
@click.option("--source", type=_file, required=True, metavar="FILE", help="Chinese, one segment (or article) a line.")
@click.option("--reference", type=_file, metavar="FILE", help="A person's English of each line, for BLEU and chrF.")
@click.option("--system", "systems", multiple=True, metavar="NAME=FILE",
              help="A translation, line by line; may be given again.")
@click.option("--summary", "summaries", multiple=True, metavar="NAME=FILE",
              help="Chinese summaries of the lines of the source; may be given again.")
@format_option("table", "json")
@config_options
def evaluate(
    source: Path, reference: Path | None, systems: tuple[str, ...], summaries: tuple[str, ...], form: str,
    config_file: Path | None, overrides: tuple[str, ...],
) -> None:
    """Score translations and summaries against their source.

    BLEU, chrF, figures that are right, Chinese left, repetition. Each system is a file with a line for each line of the
    source. With --config, or where no system and no summary is
    given, the source is translated with that configuration, and scored as `bridgehead`. Summaries are scored by the
    figures that their article supports, their length, and how many of its figures they keep.

    \b
    Example:  bridgehead evaluate --source zh.txt --reference en.txt --system opus=opus.txt --config my.yaml
    """
    from pipeline.run.evaluation import SUMMARIES, SYSTEM, named_file, table_lines
    from pipeline.run.evaluation import evaluate as score
    from pipeline.run.terminal import safe_json

    run_it = config_file is not None or bool(overrides) or not (systems or summaries)
    found = score(source, reference, dict(map(named_file, systems)), dict(map(named_file, summaries)),
                  _translator(config_file, overrides) if run_it else None)
    if form == "json":
        click.echo(safe_json(found, indent=2))
        return
    for rows, columns in ((found["systems"], SYSTEM), (found["summaries"], SUMMARIES)):
        for line in table_lines(rows, columns) if rows else ():
            click.echo(line)
    for signature in found["signatures"].values():
        click.echo(signature, err=True)


def _translator(config_file: Path | None, overrides: tuple[str, ...]) -> Any:
    from pipeline.run.engines import EngineRoom
    from pipeline.run.progress import Progress
    from pipeline.run.single import translate_lines

    config = load_config(config_file, overrides)
    progress = Progress(lambda _: None, lambda line: click.echo(line, err=True))
    engines = EngineRoom(config.sections["engine"], progress)

    def translate(lines: Sequence[str]) -> list[str]:
        made = translate_lines(lines, config, engines, lambda line: click.echo(line, err=True))
        return [" ".join(t.en.split()) for t in made]

    return translate
