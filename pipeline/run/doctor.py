"""What must be in place for a run, looked at one by one, each with the way to mend it."""

import importlib.util
import platform
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib import metadata
from pathlib import Path

from pipeline.config import Config
from pipeline.errors import BridgeheadError
from pipeline.run.choice import choose_here

_LEAST_PYTHON, _LEAST_DISK_GB = (3, 11), 6
_NOT_NAME = re.compile(r"[^A-Za-z0-9._-]")


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
    yield _packages()
    used = {(s.engine, s.model) for s in config.sections.values() if hasattr(s, "engine") and hasattr(s, "model")}
    for engine, model in sorted(used):
        if engine == "auto" and model != "echo":
            yield _tried(f"engine for {model}", partial(_choice, model, config.sections["engine"].device))
            engine = ""
        if engine not in ("", "auto"):
            yield _tried(f"engine {engine}", partial(_engine, engine))
        if engine != "echo" and model != "echo" and not Path(model).is_dir():
            yield _tried(f"model {model}", partial(_model, model))
    yield _tried("disk", _disk)


def _packages() -> Check:
    """Whether all that Bridgehead says it needs is installed; what belongs to an extra is asked for by its engine."""
    try:
        needed = [_NOT_NAME.split(line)[0] for line in metadata.requires("bridgehead") or () if "extra ==" not in line]
    except metadata.PackageNotFoundError:
        return Check("packages", "bridgehead itself is not installed", "in its checkout: pip install --editable .")
    missing = [name for name in needed if not _installed(name)]
    fix = f"pip install {' '.join(missing)}" if missing else ""
    return Check("packages", f"{len(needed) - len(missing)} of {len(needed)}", fix)


def _installed(name: str) -> bool:
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def _tried(name: str, look: Callable[[], Check]) -> Check:
    try:
        return look()
    except BridgeheadError as error:
        return Check(name, "not usable", str(error))


def _engine(engine: str) -> Check:
    libraries = {"openvino": "openvino_genai", "ctranslate2": "ctranslate2", "transformers": "transformers",
                 "vllm": "vllm"}
    library = libraries.get(engine)
    if library is not None and importlib.util.find_spec(library) is None:
        return Check(f"engine {engine}", f"{library} is not installed", f"pip install 'bridgehead[{engine}]'")
    return Check(f"engine {engine}", library or "nothing needed")


def _choice(model: str, device: str) -> Check:
    engine, why = choose_here(model, device)
    return Check(f"engine for {model}", f"{engine}: {why}")


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
