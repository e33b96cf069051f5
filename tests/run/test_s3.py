"""An S3 server on loopback (moto, a program of its own in .venv/s3) behind a proxy that fails, dawdles and hangs up."""

import http.client
import itertools
import os
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from pyarrow import fs

from tests.run.published import tables

SERVER = Path(sys.prefix) / "s3/bin/moto_server"
SECRET = "not-to-be-seen-anywhere"
CONFIG = """
summarise: {engine: echo, model: echo}
translate: {engine: echo, model: echo, glossary: []}
run: {chunk_articles: 3, part_articles: 5, processes: 1}
"""
ARTICLE = ("滨河新区第{}批项目签约\n\n2024年5月8日，滨河新区与{}家企业签约，总投资{}.5亿元。\n\n"
           "项目占地{}亩，计划明年建成投产。")

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not SERVER.is_file(), reason="no S3 server is installed")]


class Proxy(BaseHTTPRequestHandler):
    """Hands requests on to the server; of every twenty one is answered by 500, one by 503, one late, one by half of its
    answer, and one not at all."""

    protocol_version = "HTTP/1.1"
    port = 0
    numbers = itertools.count()
    faults: Counter[str]

    def handle_any(self) -> None:
        chunked = self.headers.get("Transfer-Encoding") == "chunked"
        data = self._chunks() if chunked else self.rfile.read(int(self.headers.get("Content-Length") or 0))
        fault = {1: "500", 5: "503", 9: "late", 13: "half", 17: "gone"}.get(next(self.numbers) % 20, "")
        self.faults[fault] += 1
        if fault in ("500", "503"):
            self.send_response(int(fault))
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        if fault == "gone":
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        if fault == "late":
            time.sleep(0.4)
        server = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        server.request(self.command, self.path, iter([data]) if chunked else data, dict(self.headers),
                       encode_chunked=chunked)
        answer = server.getresponse()
        body = answer.read()
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in ("transfer-encoding", "connection", "date", "server"):
                self.send_header(name, value)
        if "Content-Length" not in answer.headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body[: len(body) // 2] if fault == "half" and body else body)
        if fault == "half":
            self.wfile.flush()
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
        server.close()

    def _chunks(self) -> bytes:
        data = b""
        while size := int(self.rfile.readline().split(b";")[0], 16):
            data += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return data

    do_GET = do_PUT = do_POST = do_HEAD = do_DELETE = handle_any       # noqa: N815

    def log_message(self, format: str, *args: Any) -> None:
        """Not said."""


@pytest.fixture(scope="module")
def server() -> Iterator[int]:
    """The port of a server."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("AWS_", "PYTHON"))}
    process = subprocess.Popen([SERVER, "-H", "127.0.0.1", "-p", str(port)], env=environment,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield port
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def address(server: int) -> Iterator[str]:
    """The proxy in front of it."""
    Proxy.port, Proxy.faults = server, Counter()
    proxy = ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
    proxy.daemon_threads = True
    threading.Thread(target=proxy.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{proxy.server_port}"
    proxy.shutdown()
    proxy.server_close()


def bridgehead(home: Path, address: str, *words: object) -> str:
    environment = os.environ | {
        "AWS_ENDPOINT_URL": address, "AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": SECRET,
        "AWS_REGION": "us-east-1", "AWS_EC2_METADATA_DISABLED": "true", "BRIDGEHEAD_HOME": str(home),
    }
    done = subprocess.run([sys.executable, "-m", "pipeline", *map(str, words)], env=environment, text=True,
                          capture_output=True, timeout=300)
    assert done.returncode == 0, done.stderr
    assert SECRET not in done.stderr + done.stdout
    return done.stderr


def test_input_and_output_on_s3_with_failures_give_the_same_tables(server: int, address: str, tmp_path: Path) -> None:
    config, here = tmp_path / "echo.yaml", tmp_path / "in"
    config.write_text(CONFIG, "utf-8")
    here.mkdir()
    s3 = fs.S3FileSystem(endpoint_override=f"http://127.0.0.1:{server}", access_key="a", secret_key="b",
                         region="us-east-1", allow_bucket_creation=True)
    s3.create_dir("news")
    for i in range(8):
        text = ARTICLE.format(i + 2, i + 3, i + 5, 100 + i)
        (here / f"{i:02d}.txt").write_text(text, "utf-8")
        with s3.open_output_stream(f"news/in/{i:02d}.txt") as stream:
            stream.write(text.encode())
    bridgehead(tmp_path / "home", address, "run", "--config", config, "--input", here, "--output", tmp_path / "out")
    plain = tables(str(tmp_path / "out"))

    words = ("run", "--config", config, "--input", "s3://news/in", "--output")
    bridgehead(tmp_path / "home", address, *words, "s3://news/out")
    assert tables("news/out", s3) == plain
    bridgehead(tmp_path / "one", address, *words, "s3://news/shared", "--shard", "1/2")
    bridgehead(tmp_path / "two", address, *words, "s3://news/shared", "--shard", "2/2")
    assert tables("news/shared", s3) == plain
    assert all(Proxy.faults[fault] >= 3 for fault in ("500", "503", "late", "half", "gone"))

    said = bridgehead(tmp_path / "elsewhere", address, *words, "s3://news/out")
    assert "Nothing to do" in said and "s3://news/out" in said

    bridgehead(tmp_path / "home", address, "config", "show", "--config", config)
    kept = [p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()]
    found = s3.get_file_info(fs.FileSelector("news", recursive=True))
    there = [s3.open_input_stream(info.path).read() for info in found if info.is_file]
    assert kept and there and not any(SECRET.encode() in data for data in (*kept, *there))
