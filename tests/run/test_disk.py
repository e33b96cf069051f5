"""Disks that are full, folders that may not be written, parts that are damaged: a sentence, nothing torn, and the next
run completes.
"""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from pipeline.errors import DatasetError
from pipeline.export import parts

TEXTS = {f"{name}.txt": f"article {name}" for name in "abcde"} | {"x.txt": "refuse this"}
NEW = TEXTS | {"f.txt": "article f", "b.txt": "article b, second edition"}


def published(house: Any) -> dict[str, list[dict[str, Any]]]:
    tables = {name: house.rows(name) for name in ("articles", "segments", "facts", "rejects")}
    for row in tables["articles"]:
        del row["provenance"]
    for row in tables["rejects"]:
        del row["run_id"]
    return tables


def full_after(writes: int, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let so many files be written, then none; the list holds what was written."""
    done: list[str] = []
    sync = os.fsync

    def fsync(handle: int) -> None:
        name = str(Path(f"/proc/self/fd/{handle}").readlink())
        if name.endswith(".tmp"):
            if len(done) >= writes:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            done.append(name)
        sync(handle)

    monkeypatch.setattr(parts.os, "fsync", fsync)
    return done


def test_a_full_disk_at_any_write_is_one_sentence_and_the_next_run_completes(
    house: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "whole").mkdir()
    whole = type(house)(tmp_path / "whole")
    whole.source = house.source
    whole.run(NEW)
    house.run(TEXTS)
    for writes in range(100):
        before = published(house)
        done = full_after(writes, monkeypatch)
        try:
            house.run(NEW)
        except DatasetError as error:
            assert "No space left" in str(error) and "\n" not in str(error)
            assert published(house) == before or published(house) == published(whole)
            assert not list(house.output.rglob("*.tmp"))
        else:
            break
        finally:
            monkeypatch.undo()
    assert writes >= 3 and len(done) <= writes
    assert published(house) == published(whole)


def test_a_disk_that_is_full_from_the_start(house: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    full_after(0, monkeypatch)
    with pytest.raises(DatasetError, match="No space left"):
        house.run(TEXTS)
    monkeypatch.undo()
    assert house.run(TEXTS).ready == 5


@pytest.mark.parametrize("place", ["output", "stages", "stages/translate"])
def test_what_may_not_be_written_is_one_sentence(
    house: Any, place: str, monkeypatch: pytest.MonkeyPatch,
) -> None:
    house.run(TEXTS)
    target = house.output if place == "output" else house.output / place

    def refuse(method: Callable[..., Any]) -> Callable[..., Any]:
        def call(path: Path, *args: Any, **kwargs: Any) -> Any:
            writes = "r" not in str(args[0] if args else kwargs.get("mode", "w"))
            if path.is_relative_to(target) and writes:
                raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))
            return method(path, *args, **kwargs)
        return call

    monkeypatch.setattr(Path, "open", refuse(Path.open))
    monkeypatch.setattr(Path, "mkdir", refuse(Path.mkdir))
    with pytest.raises(DatasetError, match="Read-only file system") as raised:
        house.run(NEW)
    assert "\n" not in str(raised.value)
    monkeypatch.undo()
    assert house.run(NEW).ready == 6


@pytest.mark.parametrize("damage", [lambda data: data[:-200], lambda data: b"", lambda data: _flipped(data)])
@pytest.mark.parametrize("name", ["articles", "segments", "facts", "rejects"])
def test_a_published_part_that_is_damaged_is_published_again(house: Any, name: str, damage: Any) -> None:
    house.run(TEXTS)
    before = published(house)
    part = next((house.output / name).glob("*.parquet"))
    part.write_bytes(damage(part.read_bytes()))
    report = house.run(TEXTS)
    assert report.changed and report.computed == 0 and published(house) == before


def _flipped(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1:]


@pytest.mark.slow
@pytest.mark.parametrize("stage", ["clean", "translate", "check"])
def test_any_bit_of_a_checkpoint_may_flip(house: Any, stage: str) -> None:
    house.run(TEXTS)
    before = published(house)
    for step in range(12):
        part = house.parts(stage)[0]
        data = bytearray(part.read_bytes())
        data[len(data) * step // 12] ^= 1 << step % 8
        part.write_bytes(data)
        house.run(TEXTS)
        assert published(house) == before
        assert pq.read_metadata(house.parts(stage)[0]).num_rows
