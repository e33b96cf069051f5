"""One reader a format: from the bytes of a file to records. A reader yields rejects for what it cannot read."""

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import yaml

from pipeline.ingest.article import Article, Limits, Record, Reject, checked, excerpt
from pipeline.ingest.encoding import decode, looks_binary
from pipeline.ingest.records import from_record

Items = Iterator[Article | Reject]
Reader = Callable[[bytes, str, Limits], Items]

_SMALL_MB = 8      # what unpacks to less may be packed as tightly as it likes: a form of few words, many times over


def _text_of(data: bytes, path: str) -> str | Reject:
    text = decode(data)
    if text is None:
        code = "binary" if b"\x00" in data[:65536] else "undecodable"
        return Reject(path, code, f"{path}: is not text in UTF-8, UTF-16, GB18030 or Big5")
    if looks_binary(text):
        return Reject(path, "binary", f"{path}: holds control characters and is no text", excerpt(text))
    return text


def read_text(data: bytes, path: str, limits: Limits) -> Items:
    """.txt"""
    text = _text_of(data, path)
    yield text if isinstance(text, Reject) else checked(Record(text), path, f"path:{path}", limits)


def read_markdown(data: bytes, path: str, limits: Limits) -> Items:
    """.md, with or without YAML front matter (title, source, author, date, url)."""
    text = _text_of(data, path)
    if isinstance(text, Reject):
        yield text
        return
    head, body = _front_matter(text)
    if head:
        item = from_record({**head, "content": body, "html": None}, path, path, limits)
        yield item if isinstance(item, Reject) else checked(
            Record(body, "text", title=item.given_title, url=item.given_url, outlet=item.given_outlet,
                   author=item.given_author, published=item.given_published), path, f"path:{path}", limits)
    else:
        yield checked(Record(text), path, f"path:{path}", limits)


def _front_matter(text: str) -> tuple[dict[str, Any], str]:
    lines = text.replace("\r\n", "\n").split("\n")
    if lines[0].strip() != "---" or "---" not in (line.strip() for line in lines[1:60]):
        return {}, text
    end = next(i for i, line in enumerate(lines[1:60], 1) if line.strip() == "---")
    try:
        head = yaml.safe_load("\n".join(lines[1:end]))
    except yaml.YAMLError:
        return {}, text
    return (head, "\n".join(lines[end + 1:])) if isinstance(head, dict) else ({}, text)


def read_html(data: bytes, path: str, limits: Limits) -> Items:
    """.html, .htm: decoded only; the clean stage finds the article in it."""
    text = _text_of(data, path)
    yield text if isinstance(text, Reject) else checked(Record(text, "html"), path, f"path:{path}", limits)


def read_json(data: bytes, path: str, limits: Limits) -> Items:
    """.json: one object, or a list of them."""
    text = _text_of(data, path)
    if isinstance(text, Reject):
        yield text
        return
    if not text.strip():
        yield Reject(path, "empty", f"{path}: there is no text in it")
        return
    try:
        values = _json(text, limits)
    except (ValueError, RecursionError) as error:
        yield _broken_json(path, text, error)
        return
    if not isinstance(values, list):
        yield from_record(values, path, path, limits)
        return
    if not values:
        yield Reject(path, "empty", f"{path}: the list is empty")
    for n, value in enumerate(values, 1):
        yield from_record(value, f"{path}#{n}", path, limits)


def read_json_lines(data: bytes, path: str, limits: Limits) -> Items:
    """.jsonl: one object a line; a broken line is rejected alone."""
    text = _text_of(data, path)
    if isinstance(text, Reject):
        yield text
        return
    lines = [(n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip()]
    if not lines:
        yield Reject(path, "empty", f"{path}: there is no text in it")
    for n, line in lines:
        try:
            yield from_record(_json(line, limits), f"{path}#{n}", path, limits)
        except (ValueError, RecursionError) as error:
            yield _broken_json(f"{path}#{n}", line, error)


def _json(text: str, limits: Limits) -> Any:
    """The value of a JSON text.

    :raises ValueError: it is none, or nested too deeply (a list of articles is a level of its own).
    """
    values = json.loads(text)
    level, depth = [values], -1
    while level:
        depth += 1
        if depth > limits.max_nesting:
            raise RecursionError
        level = [inner for value in level if isinstance(value, dict | list)
                 for inner in (value.values() if isinstance(value, dict) else value)]
    return values


def _broken_json(uri: str, text: str, error: Exception) -> Reject:
    why = error.msg if isinstance(error, json.JSONDecodeError) else "it is nested too deeply or holds a bad number"
    return Reject(uri, "broken_json", f"{uri}: is not valid JSON ({why})", excerpt(text))


def read_parquet(data: bytes, path: str, limits: Limits) -> Items:
    """.parquet: one article a row."""
    try:
        file = pq.ParquetFile(io.BytesIO(data))
        groups = (file.metadata.row_group(i) for i in range(file.metadata.num_row_groups))
        if bomb := _bomb(path, len(data), sum(group.total_byte_size for group in groups), limits):
            yield bomb
            return
        if not file.metadata.num_rows:
            yield Reject(path, "empty", f"{path}: has no rows")
        n = 0
        for batch in file.iter_batches(batch_size=64):
            for row in batch.to_pylist():
                n += 1
                yield from_record(row, f"{path}#{n}", path, limits)
    except (pa.ArrowException, OSError, ValueError, UnicodeDecodeError) as error:
        why = str(error).strip().split("\n")[0][:160]
        yield Reject(path, "broken_parquet", f"{path}: is not a readable Parquet file ({why})")


def _bomb(path: str, packed: int, unpacked: int, limits: Limits) -> Reject | None:
    """Why an archive is not opened: it would fill the memory."""
    if unpacked > limits.max_unpacked_mb * 1e6:
        return Reject(path, "too_large", f"{path}: unpacks to {unpacked / 1e6:.0f} MB, more than the "
                      f"{limits.max_unpacked_mb:g} MB of a file (ingest.max_unpacked_mb)")
    if unpacked > max(limits.max_ratio * packed, _SMALL_MB * 1e6):
        return Reject(path, "too_large", f"{path}: unpacks to {unpacked // max(packed, 1):,} times its size, more than "
                      f"{limits.max_ratio:,} (ingest.max_ratio)")
    return None


def read_docx(data: bytes, path: str, limits: Limits) -> Items:
    """.docx: paragraphs and table cells, in the order of the document."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(info.file_size for info in archive.infolist())
        if bomb := _bomb(path, len(data), unpacked, limits):
            yield bomb
            return
        title, lines = _docx_lines(data)
    except Exception as error:      # python-docx and lxml raise whatever a broken document makes them stumble over
        yield Reject(path, "broken_docx", f"{path}: is not a readable Word document ({type(error).__name__})")
        return
    yield checked(Record("\n".join(lines), title=title), path, f"path:{path}", limits)


def _docx_lines(data: bytes) -> tuple[str | None, list[str]]:
    import docx

    document = docx.Document(io.BytesIO(data))
    title, lines = None, []
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            lines += ["\t".join(cell.text.strip() for cell in row.cells) for row in block.rows]
            continue
        style = block.style.name if block.style is not None else ""
        if title is None and style in ("Title", "Heading 1") and block.text.strip():
            title = block.text.strip()
        lines += block.text.split("\n")
    return title, lines


READERS: dict[str, Reader] = {
    ".txt": read_text, ".md": read_markdown, ".html": read_html, ".htm": read_html, ".json": read_json,
    ".jsonl": read_json_lines, ".parquet": read_parquet, ".docx": read_docx,
}
