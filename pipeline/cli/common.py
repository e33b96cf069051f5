"""What the commands share: options, loading, and the one place where errors become a sentence and an exit code."""

import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from pipeline.errors import BridgeheadError

if TYPE_CHECKING:
    from pipeline.config import Config

# So many rows that are ready are written at once.
_AT_ONCE = 1000


class Commands(click.Group):
    """A group that lists its commands in the order in which they were added, and ends each error in one sentence."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In order of use, not of the alphabet."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; errors go to stderr, never as a traceback (but with --debug)."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except KeyboardInterrupt as stop:
            from pipeline.run.progress import INTERRUPTED, STOPPED

            _end(STOPPED, getattr(stop, "exit_code", INTERRUPTED))
        except BridgeheadError as error:
            _end(f"Error: {_clean(str(error))}", error.exit_code)
        except Exception as error:  # the last fence: a user gets a sentence
            if ctx.params.get("debug"):
                traceback.print_exc()
            _end(f"Error: {type(error).__name__}: {_first_line(str(error))} (`bridgehead --debug` shows where)", 1)


def _clean(text: str) -> str:
    from pipeline.run.terminal import safe

    return safe(text)


def _first_line(text: str) -> str:
    return (_clean(text).strip().splitlines() or ["no message"])[0][:200]


def _end(message: str, code: int) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(code)


class Place(click.ParamType[Any]):
    """A path, or the address of a folder that is not on this machine."""

    name = "place"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """A Path, or a storage.Remote."""
        if not isinstance(value, str):
            return value
        from pipeline.storage import place

        return place(value)


def config_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """--config and --set."""
    command = click.option("--set", "overrides", multiple=True, metavar="SECTION.KEY=VALUE",
                           help="Change one setting for this run; may be given again.")(command)
    return click.option("--config", "config_file", type=click.Path(path_type=Path), metavar="FILE",
                        help="A YAML file of settings; the shipped default.yaml otherwise.")(command)


def format_option(*formats: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """--format, the first one being the default."""
    return click.option("--format", "form", type=click.Choice(formats), default=formats[0], show_default=True,
                        help="How to print.")


quiet_option = click.option("-q", "--quiet", is_flag=True, help="No progress; errors and warnings only.")


def load_config(config_file: Path | None, overrides: tuple[str, ...]) -> "Config":
    """The settings, validated."""
    from pipeline.config import load
    from pipeline.run.settings import sections

    return load(config_file, sections(), overrides)


def print_rows(rows: Iterable[Any], form: str, text: Callable[[Any], Iterable[str]]) -> None:
    """Print rows as they come: as text, as JSON lines, or as one JSON list with a row on a line."""
    from pipeline.run.terminal import safe, safe_json

    if form == "json":
        sys.stdout.write("[")
        for i, row in enumerate(rows):
            sys.stdout.write(("," if i else "") + "\n  " + safe_json(row))
        sys.stdout.write("\n]\n")
        return
    for i, row in enumerate(rows):
        lines: Iterator[str] = iter([safe_json(row)]) if form == "jsonl" else (safe(line) for line in text(row))
        if i and form == "text":
            click.echo()
        for line in lines:
            click.echo(line)
        sys.stdout.flush()


def print_encoded(rows: Iterable[str], form: str) -> None:
    """Print rows that are in that form already, many at once: as `print_rows` would."""
    begin, between, end = ("\n  ", ",\n  ", "\n]\n") if form == "json" else ("", "\n", "")
    stream, left = iter(rows), "[" if form == "json" else ""
    while some := list(islice(stream, _AT_ONCE)):
        click.echo(left + begin + between.join(some), nl=form != "json")
        left, begin = "", between if form == "json" else ""
    click.echo(left + end, nl=False)
