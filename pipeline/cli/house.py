"""models, doctor, config, schema: what Bridgehead itself is made of."""

import sys
from pathlib import Path
from typing import Any

import click

from pipeline.cli.common import config_options, load_config


@click.group()
def models() -> None:
    """List, fetch and verify models.

    \b
    Example:  bridgehead models list
    """


@models.command("list")
def list_models() -> None:
    """List the models, and whether they are here.

    \b
    Example:  bridgehead models list
    """
    from pipeline.models.registry import load_registry
    from pipeline.models.store import is_here

    for model in load_registry().values():
        here = "here" if is_here(model) else "not fetched"
        click.echo(f"{model.name}\t{model.kind}\t{model.size / 1e9:.1f} GB\t{model.licence}\t{here}")


@models.command()
@click.argument("name", required=False)
def fetch(name: str | None) -> None:
    """Fetch a model, verify it, and keep it.

    Without a name, the one that the shipped configuration uses.

    \b
    Example:  bridgehead models fetch
    """
    from pipeline.models import store

    for model in _chosen(name):
        click.echo(str(store.fetch(model, lambda text: click.echo(text, err=True))))


@models.command()
@click.argument("name", required=False)
def verify(name: str | None) -> None:
    """Compare a model with the digest that is pinned.

    \b
    Example:  bridgehead models verify
    """
    from pipeline.models import store

    for model in _chosen(name):
        click.echo(f"{model.name}: {store.verified(model)} is as pinned")


@models.command()
@click.argument("name", required=False)
def path(name: str | None) -> None:
    """Print where models are kept, or where a model is.

    \b
    Example:  bridgehead models path
    """
    from pipeline.models import store

    click.echo(str(store.home() if name is None else store.file_of(_chosen(name)[0])))


def _chosen(name: str | None) -> list[Any]:
    from pipeline.models.registry import find, load_registry

    registry = load_registry()
    if name is not None:
        return [find(name, registry)]
    default = load_config(None, ()).sections["translate"].model
    return [find(default, registry)]


@click.command()
@config_options
def doctor(config_file: Path | None, overrides: tuple[str, ...]) -> None:
    """Look at what a run needs, and say how to mend it.

    Python, packages, engines, models and disk; exit code 1 if anything is not right.

    \b
    Example:  bridgehead doctor
    """
    from pipeline.run.doctor import examine

    good = True
    for check in examine(load_config(config_file, overrides)):
        good = good and check.ok
        click.echo(f"{'ok  ' if check.ok else 'fail'}  {check.name}: {check.found}")
        if check.fix:
            click.echo(f"      -> {check.fix}")
    sys.exit(0 if good else 1)


@click.group()
def config() -> None:
    """Look at the settings.

    \b
    Example:  bridgehead config show
    """


@config.command()
@config_options
def show(config_file: Path | None, overrides: tuple[str, ...]) -> None:
    """Print all settings as YAML, defaults included.

    \b
    Example:  bridgehead config show --config my.yaml
    """
    click.echo(load_config(config_file, overrides).text, nl=False)


@click.command()
def schema() -> None:
    """Print what the published columns are and mean.

    \b
    Example:  bridgehead schema
    """
    from pipeline.export.schema_doc import schema_markdown

    click.echo(schema_markdown())
