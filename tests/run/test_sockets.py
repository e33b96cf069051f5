"""No run opens a connection: what it needs is there before it begins."""

import socket
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pipeline.cli import app
from pipeline.config import shipped


def test_a_run_and_a_plan_open_no_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> Any:
        raise AssertionError("a connection was opened")

    for name in ("connect", "connect_ex", "sendto", "bind"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("getaddrinfo", "create_connection", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)
    (tmp_path / "in").mkdir()
    text = "滨河新区签约三个项目\n\n2024年5月6日，滨河新区与三家企业签约，总投资12.5亿元，占地320亩。\n"
    (tmp_path / "in/a.txt").write_text(text, "utf-8")
    words = ["--config", str(shipped("configs/echo.yaml")), "--set", "run.processes=1", "--set",
             "translate.glossary=[]", "--input", str(tmp_path / "in"), "--output", str(tmp_path / "out")]
    for command in ("plan", "run", "plan", "run"):
        result = CliRunner().invoke(app, [command, *words])
        assert result.exit_code == 0, result.stderr
