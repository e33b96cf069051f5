"""memory: what was translated before, to and from other tools."""

from pathlib import Path

import click


@click.group()
def memory() -> None:
    """Take a translation memory in, or give it out, as TMX.

    \b
    Example:  bridgehead memory export output memory.tmx
    """


@memory.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--output", type=click.Path(path_type=Path), default=Path("output"), show_default=True, metavar="FOLDER",
              help="The output whose runs shall use it.")
def import_(files: tuple[Path, ...], output: Path) -> None:
    """Take the units of TMX files into the memory of an output.

    A person's English is used from the next run on wherever the same Chinese is a whole title, summary or paragraph.
    To send back edits of what is published, use `bridgehead import`.

    \b
    Example:  bridgehead memory import office.tmx --output output
    """
    from pipeline.run.memories import import_line, import_memory
    from pipeline.run.terminal import safe

    for path in files:
        click.echo(safe(import_line(path, import_memory(path, output))))


@memory.command("export")
@click.argument("output", type=click.Path(path_type=Path))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def export(output: Path, file: Path) -> None:
    """Write the memory of an output to a TMX file.

    \b
    Example:  bridgehead memory export output memory.tmx
    """
    from pipeline.run.memories import export_memory

    number = export_memory(output, file)
    click.echo(f"{file}: {number:,} {'unit' if number == 1 else 'units'}")
