"""Memory that a process holds without need: pages of a file that was mapped, read once and copied into another form."""

import ctypes
from pathlib import Path

_DONTNEED = 4       # MADV_DONTNEED of Linux: what is read again comes from the file again


def let_go(file: Path) -> None:
    """Give back the pages of all read-only mappings of `file` in this process; they stay valid, and the file stays in
    the system's cache. Where the system cannot do it, nothing happens."""
    try:
        name, lines = str(file.resolve()), Path("/proc/self/maps").read_text().splitlines()
        madvise = ctypes.CDLL(None).madvise
    except (OSError, AttributeError):
        return
    for line in lines:
        addresses, rights = line.split(maxsplit=2)[:2]
        if line.endswith(f" {name}") and "w" not in rights:       # nothing of ours can be in them
            start, end = (int(address, 16) for address in addresses.split("-"))
            madvise(ctypes.c_void_p(start), ctypes.c_size_t(end - start), ctypes.c_int(_DONTNEED))
