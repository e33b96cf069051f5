"""glossary, terms: the lists of terms, and what a run proposes for them."""

import sys
from pathlib import Path

import click

from pipeline.cli.common import config_options, format_option, load_config, print_rows


@click.group()
def glossary() -> None:
    """Look after the lists of terms.

    \b
    Example:  bridgehead glossary lint
    """


@glossary.command("lint")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--all", "notes", is_flag=True, help="Print notes too, not only errors.")
@format_option("text", "json", "jsonl")
@config_options
def lint(
    files: tuple[Path, ...], notes: bool, form: str, config_file: Path | None, overrides: tuple[str, ...],
) -> None:
    """Look for slips in the lists of terms.

    Duplicates, conflicts, Chinese in the English, terms that cannot be found, and terms that a longer one renders
    otherwise. FILES are further lists, which win over the configured ones. The exit code is 1 where there is an error.

    \b
    Example:  bridgehead glossary lint my/client.csv
    """
    from dataclasses import asdict

    from pipeline.run.words import lint_files

    settings = load_config(config_file, overrides).sections["translate"]
    slips = lint_files(settings.glossary, files)
    shown = [asdict(slip) for slip in slips if notes or slip.severity == "error"]
    if form == "text":
        for slip in shown:
            click.echo(f"{slip['file']}: {slip['severity']} {slip['code']}: {slip['message']}")
        click.echo(f"{len(shown)} slips" if shown else "No slips.", err=True)
    else:
        print_rows(shown, form, lambda row: [])
    if any(slip.severity == "error" for slip in slips):
        sys.exit(1)


@click.group()
def terms() -> None:
    """The names that a run met and no list holds.

    \b
    Example:  bridgehead terms propose output
    """


@terms.command()
@click.argument("output", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--to", "target", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file.")
def propose(output: Path, target: Path | None) -> None:
    """Print the people, companies and zones of OUTPUT that got their English by rule.

    A CSV table like the lists of terms, with how often and where each name stands: correct it, and put its rows into
    the client's list.

    \b
    Example:  bridgehead terms propose output --to names.csv
    """
    from pipeline.run.words import proposals_csv

    table = proposals_csv(output)
    if target is None:
        click.echo(table, nl=False)
    else:
        target.write_text(table, "utf-8")
        click.echo(f"{table.count(chr(10)) - 1} names in {target}", err=True)
