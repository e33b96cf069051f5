"""Self-contained HTML pages: one file, nothing fetched, no script or style but the page's own.

A page is a template with autoescaping; it is written as it is rendered, so memory does not grow with it. The policy in
its head allows exactly the one inline script and the one inline style, by their digests.
"""

import base64
import hashlib
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import IO, Any

import jinja2
from markupsafe import Markup

from pipeline.errors import DatasetError
from pipeline.export import words
from pipeline.export.parts import sync_folder
from pipeline.export.printable import cut, one_line

_TEMPLATES = files("pipeline.export") / "templates"
_FILTERS = {"code": words.code_label, "one_line": one_line, "cut": cut, "duration": words.duration}


def write_page(path: Path, template: str, style: str, script: str, values: dict[str, Any]) -> None:
    """Render `template` with `values` into `path`, which is whole or untouched. `style` and `script` are names of
    template files, joined with `+`.

    :raises DatasetError: it cannot be written.
    """
    css, js = _joined(style), _joined(script)
    policy = (f"default-src 'none'; style-src '{_digest(css)}'; script-src '{_digest(js)}'; base-uri 'none'; "
              "form-action 'none'")
    head = {"style": Markup(css), "script": Markup(js), "policy": policy}
    with replacing(path) as file:
        for chunk in _environment().get_template(template).generate(**head, **values):
            file.write(chunk.encode("utf-8", "replace"))


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A file that takes the place of `path` when it is complete.

    :raises DatasetError: it cannot be written.
    """
    temporary = path.with_name(f".{path.name}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        reason = error.strerror or error
        raise DatasetError(f"{path} cannot be written ({reason}); make room, or name another folder") from error
    finally:
        temporary.unlink(missing_ok=True)


def stage_rows(manifest: Mapping[str, Any]) -> list[tuple[str, float, str]]:
    """For a chart: each stage of a run, its seconds, and how they are said."""
    stages = manifest.get("stages") or []
    return [(str(s["name"]).capitalize(), float(s["seconds"]), words.duration(s["seconds"])) for s in stages]


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(_source), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        undefined=jinja2.StrictUndefined)
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    environment.filters.update(_FILTERS)
    environment.globals.update(count=words.count)
    return environment


def _source(name: str) -> str:
    return (_TEMPLATES / name).read_text("utf-8")


def _joined(names: str) -> str:
    return "".join(_source(name) for name in filter(None, names.split("+")))


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
