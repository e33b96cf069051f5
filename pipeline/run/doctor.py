"""What must be in place for a run, looked at one by one, each with the way to mend it."""

import importlib.util
import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pipeline.config import Config
from pipeline.errors import BridgeheadError

_PACKAGES = ("click", "docx", "jieba", "jinja2", "lxml", "lxml_html_clean", "openpyxl", "openvino_genai",
             "pyarrow", "pydantic", "pypinyin", "readability", "rich", "trafilatura", "yaml")
_LEAST_PYTHON, _LEAST_DISK_GB = (3, 11), 6


@dataclass(frozen=True)
class Check:
    """One line: what was looked at, what was found, and, where it is not right, what to do."""

    name: str
    found: str
    fix: str = ""

    @property
    def ok(self) -> bool:
        """Whether nothing is to be mended."""
        return not self.fix


def examine(config: Config) -> Iterator[Check]:
    """All checks, one after the other."""
    python = platform.python_version()
    yield Check("python", python, "" if sys.version_info >= _LEAST_PYTHON else "use Python 3.11 or newer")
    missing = [name for name in _PACKAGES if importlib.util.find_spec(name) is None]
    yield Check("packages", f"{len(_PACKAGES) - len(missing)} of {len(_PACKAGES)}",
                f"install {', '.join(missing)}: pip install bridgehead" if missing else "")
    used = {(s.engine, s.model) for s in config.sections.values() if hasattr(s, "engine") and hasattr(s, "model")}
    for engine, model in sorted(used):
        yield _tried(f"engine {engine}", partial(_engine, engine))
        if engine != "echo" and not Path(model).is_dir():
            yield _tried(f"model {model}", partial(_model, model))
    yield _tried("disk", _disk)


def _tried(name: str, look: Callable[[], Check]) -> Check:
    try:
        return look()
    except BridgeheadError as error:
        return Check(name, "not usable", str(error))


def _engine(engine: str) -> Check:
    libraries = {"openvino": "openvino_genai", "transformers": "transformers"}
    library = libraries.get(engine)
    if library is not None and importlib.util.find_spec(library) is None:
        return Check(f"engine {engine}", f"{library} is not installed", f"pip install 'bridgehead[{engine}]'")
    return Check(f"engine {engine}", library or "nothing needed")


def _model(model: str) -> Check:
    from pipeline.models.registry import find, load_registry
    from pipeline.models.store import verified

    return Check(f"model {model}", str(verified(find(model, load_registry()))))


def _disk() -> Check:
    from pipeline.models.store import home

    folder = next(p for p in (home(), *home().parents) if p.exists())
    free = shutil.disk_usage(folder).free / 1e9
    fix = "" if free >= _LEAST_DISK_GB else f"free {_LEAST_DISK_GB} GB, or set BRIDGEHEAD_HOME to a larger disk"
    return Check("disk", f"{free:.0f} GB free at {home()}", fix)
