"""export, import, show: what people open, and what they send back."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.text import Text

_FORMATS = ("html", "docx", "xlsx", "tmx", "xliff", "feed")
_output = click.argument("output", type=click.Path(path_type=Path))


@click.command()
@_output
@click.option("--format", "forms", type=click.Choice(_FORMATS), multiple=True, required=True,
              help="What to make; may be given again.")
@click.option("--to", "folder", type=click.Path(path_type=Path, file_okay=False), metavar="FOLDER",
              help="Where to put it; OUTPUT itself otherwise.")
@click.option("--status", type=click.Choice(("ready", "review", "all")),
              help="Which articles; otherwise ready ones for brief.docx and feeds, all for the rest.")
@click.option("--article", "ids", multiple=True, metavar="ID", help="Only this article; may be given again.")
def export(output: Path, forms: tuple[str, ...], folder: Path | None, status: str | None, ids: tuple[str, ...]) -> None:
    """Make what people open from a published output.

    \b
    html   review.html: what needs review first, Chinese beside English
    docx   brief.docx for an investor, review.docx for an editor
    xlsx   articles, segments and facts as sheets
    tmx    a translation memory; xliff: for a CAT tool
    feed   feed.json and feed.rss of ready articles

    \b
    Example:  bridgehead export output --format docx --format xlsx
    """
    from pipeline.export.materials import Choice
    from pipeline.export.materials import export as make

    chosen = Choice({None: "", "all": None}.get(status, status), ids)
    for form in dict.fromkeys(forms):
        for path in make(output, form, folder, chosen):
            click.echo(str(path))


@click.command()
@_output
@click.argument("article", required=False)
def show(output: Path, article: str | None) -> None:
    """Print the articles of an output, or one with its findings.

    ARTICLE is an id or the start of one, or the name of a source file.

    \b
    Examples:  bridgehead show output
               bridgehead show output 9d369715
    """
    from pipeline.run.shown import article_lines, find_article, listed

    _print(listed(output) if article is None else article_lines(find_article(output, article)))


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--output", type=click.Path(path_type=Path), default=Path("output"), show_default=True, metavar="FOLDER",
              help="The output that the files were exported from.")
@click.option("--dry-run", is_flag=True, help="Only say what would be taken over.")
def take_back(files: tuple[Path, ...], output: Path, dry_run: bool) -> None:
    """Take over the English that a person edited in an exported file.

    It goes into the translation memory, is checked for figures and terms, and is in the articles after the next run.
    Where the Chinese changed meanwhile, the edit is listed and left alone; the exit code is then 1.

    \b
    Example:  bridgehead import reviewed.docx --output output
    """
    from pipeline.run.take_in import keeper, outcome_lines, remember, take_in
    from pipeline.run.terminal import safe

    clean = True
    for path in files:
        taken = take_in(path, output)
        if not dry_run:
            remember(taken, keeper(output))
        for line in outcome_lines(path, taken, dry_run):
            click.echo(safe(line))
        clean = clean and not taken.conflicts
    sys.exit(0 if clean else 1)


@click.command()
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")))
def completion(shell: str) -> None:
    """Print what makes a shell complete commands and options.

    \b
    Example:  bridgehead completion bash > ~/.local/share/bash-completion/completions/bridgehead
    """
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    assert found is not None
    root = click.get_current_context().find_root()
    click.echo(found(root.command, {}, "bridgehead", "_BRIDGEHEAD_COMPLETE").source())


def _print(lines: "Iterable[Text]") -> None:
    """Colour on a terminal only, and never where NO_COLOR is set; lines wrap, or end in …, on a terminal only."""
    from rich.console import Console

    terminal = sys.stdout.isatty()
    plain = not terminal or bool(os.environ.get("NO_COLOR"))
    console = Console(file=sys.stdout, force_terminal=terminal, color_system=None if plain else "auto",
                      highlight=False, markup=False, soft_wrap=not terminal, width=None if terminal else 10_000)
    for line in lines:
        console.print(line, no_wrap=line.no_wrap if terminal else None, overflow=line.overflow if terminal else None)
