"""A folder of input, and what ingest makes of it."""

from pathlib import Path

import pytest

from pipeline.ingest import Article, Limits, Reject, read

ARTICLE = "滨河新区签约三个项目\n\n5月6日，滨河新区与三家企业签约，总投资12.5亿元，占地320亩，项目计划明年投产。\n"


class Inbox:
    """Write files into a folder and read them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, name: str, content: bytes | str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def read(self, limits: Limits | None = None) -> list[Article | Reject]:
        return list(read(self.folder, limits or Limits()))

    def article(self, name: str, content: bytes | str) -> Article:
        """The one article of a file."""
        self.put(name, content)
        (found,) = self.read()
        assert isinstance(found, Article), found
        return found

    def reject(self, name: str, content: bytes | str, limits: Limits | None = None) -> Reject:
        """The one reject of a file; what it says names the file."""
        self.put(name, content)
        (found,) = self.read(limits)
        assert isinstance(found, Reject), found
        assert name in found.message and found.source_uri.startswith(name)
        return found


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    return Inbox(tmp_path)


@pytest.fixture
def text() -> str:
    return ARTICLE
