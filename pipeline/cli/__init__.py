"""The command line: parse, call, print. Whatever takes long to import is imported inside the commands."""

import click

from pipeline import __version__
from pipeline.cli.common import Commands
from pipeline.cli.exports import completion, export, show, take_back
from pipeline.cli.house import config, doctor, models, schema
from pipeline.cli.memory import memory
from pipeline.cli.runs import plan, prune, run
from pipeline.cli.scores import evaluate
from pipeline.cli.texts import check, clean, explain, summarise, translate
from pipeline.cli.words import glossary, terms


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="bridgehead")
@click.option("--debug", is_flag=True, help="Show the traceback of an unexpected error.")
def app(debug: bool) -> None:
    """Chinese investment-promotion news in; English that a foreign investor can rely on out.

    \b
    Start with:  bridgehead run --input my/articles --output my/output
    """


for command in (run, plan, prune, show, export, take_back, memory, clean, summarise, translate, check, explain,
                evaluate, glossary, terms, models, doctor, config, schema, completion):
    app.add_command(command)


def main() -> None:
    """The entry point of `bridgehead`."""
    try:
        app(prog_name="bridgehead")
    finally:
        _leave_hanging_engines()


def _leave_hanging_engines() -> None:
    """A call into an engine that hangs, or is in the middle of its work when a run is stopped, would hold up the end of
    the process, or crash it: leave at once, with the exit code that was to be."""
    import os
    import sys
    import threading

    if any(thread.name == "bridgehead-engine" for thread in threading.enumerate()):
        ending = sys.exc_info()[1]
        code = (ending.code or 0) if isinstance(ending, SystemExit) else 1
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code if isinstance(code, int) else 1)
