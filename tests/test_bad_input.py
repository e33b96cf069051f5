"""Bad input on the command line: each file ends in rejects with its reason, the run goes on, without a traceback."""

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from pipeline.cli import app
from pipeline.config import shipped

GOOD = "滨河新区签约三个项目\n\n2024年5月6日，滨河新区与三家企业签约，总投资12.5亿元，占地320亩，项目计划明年投产。\n"


def _parquet(cut: int) -> bytes:
    sink = io.BytesIO()
    pq.write_table(pa.table({"content": [GOOD]}), sink)
    return sink.getvalue()[:-cut]


def _bomb() -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as file:
        for i in range(40):
            file.writestr(f"word/{i}.xml", b"0" * 10_000_000)
    return sink.getvalue()


# name -> (what is in the file, the reason that it is rejected for, the stage that rejects it)
BAD: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "empty.txt": (lambda: b"", "empty", "ingest"),
    "blank.md": (lambda: b" \n\n", "empty", "ingest"),
    "binary.txt": (lambda: b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)) * 20, "binary", "ingest"),
    "noise.txt": (lambda: bytes(range(128, 256)) * 8, "undecodable", "ingest"),
    "picture.html": (lambda: b"\x89PNG\r\n\x1a\n\x00\x00" + bytes(range(256)) * 20, "binary", "ingest"),
    "scan.pdf": (lambda: b"%PDF-1.7", "unsupported_format", "ingest"),
    "broken.json": (lambda: b'{"content": "', "broken_json", "ingest"),
    "deep.json": (lambda: b"[" * 200_000, "broken_json", "ingest"),
    "fields.json": (lambda: b'{"headline": "a"}', "no_text", "ingest"),
    "zero.parquet": (lambda: b"", "empty", "ingest"),
    "cut.parquet": (lambda: _parquet(9), "broken_parquet", "ingest"),
    "fake.docx": (lambda: b"this is no zip", "broken_docx", "ingest"),
    "bomb.docx": (_bomb, "too_large", "ingest"),
    "long.txt": (lambda: (GOOD * 130_000).encode(), "too_large", "ingest"),
    "nobody.html": (lambda: b"<html><head><title>a</title></head></html>", "no_body", "clean"),
    "scripts.html": (lambda: b"<html><body><script>var a = 1;</script></body></html>", "no_body", "clean"),
    "chrome.html": (lambda: "<body><p>分享</p><p>热点推荐</p></body>".encode(), "no_body", "clean"),
    "english.txt": (lambda: b"Twelve projects were signed in the new area.\n" * 3, "not_chinese", "clean"),
    "short.txt": (lambda: "项目开工。".encode(), "too_short", "clean"),
}


def invoke(*words: object) -> Result:
    result = CliRunner().invoke(app, [*map(str, words), "--config", str(shipped("configs/echo.yaml"))])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path, Result]]:
    """One run over all bad files, with good ones among them."""
    folder = tmp_path_factory.mktemp("bad")
    source, output = folder / "in", folder / "out"
    source.mkdir()
    for name, (content, _, _) in BAD.items():
        (source / name).write_bytes(content())
    (source / "a-good.txt").write_text(GOOD, "utf-8")
    (source / "z-good.jsonl").write_text(json.dumps({"content": GOOD.replace("三", "五")}) + "\n{broken\n")
    yield source, output, invoke("run", "--input", source, "--output", output)


def rejects(output: Path) -> dict[str, dict[str, Any]]:
    return {row["source_uri"]: row for row in ds.dataset(output / "rejects").to_table().to_pylist()}


@pytest.mark.parametrize("name", BAD)
def test_the_bad_file_is_in_rejects_with_its_reason(ran: tuple[Path, Path, Result], name: str) -> None:
    row = rejects(ran[1])[name]
    assert (row["error_code"], row["stage"]) == BAD[name][1:]
    assert row["message"] and "\n" not in row["message"]
    assert row["excerpt"] is None or len(row["excerpt"]) <= 200


def test_a_broken_line_is_in_rejects_by_its_number(ran: tuple[Path, Path, Result]) -> None:
    assert rejects(ran[1])["z-good.jsonl#2"]["error_code"] == "broken_json"


def test_the_good_ones_are_published_all_the_same(ran: tuple[Path, Path, Result]) -> None:
    _, output, result = ran
    assert result.exit_code == 0
    uris = ds.dataset(output / "articles").to_table()["source_uri"].to_pylist()
    assert sorted(uris) == ["a-good.txt", "z-good.jsonl#1"]
    assert f"{len(BAD) + 1} rejects" in result.stderr


@pytest.mark.parametrize("name", BAD)
def test_the_bad_file_alone_is_one_sentence_and_exit_code_one(ran: tuple[Path, Path, Result], name: str) -> None:
    result = invoke("clean", ran[0] / name)
    assert result.exit_code == 1 and result.stdout == ""
    assert name in result.stderr and result.stderr.count("\n") == 1
