"""Engines are imported one by one, and what is missing is said with the way to get it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.engines import converter, open_engine
from pipeline.engines.engine import EngineOptions, LocalModel
from pipeline.errors import EngineError

NOTHING = LocalModel("none", "instruct", Path("nowhere"), 100)


def test_an_unknown_engine_is_answered_with_those_that_there_are() -> None:
    with pytest.raises(EngineError, match="no engine 'steam'; known: openvino, ctranslate2, transformers, vllm, echo"):
        open_engine("steam", NOTHING, EngineOptions())


@pytest.mark.slow
@pytest.mark.parametrize(("engine", "library"), [
    ("openvino", "openvino_genai"), ("transformers", "torch"), ("ctranslate2", "ctranslate2"),
    ("vllm", "vllm")])
def test_a_missing_library_is_named_with_what_installs_it(
    engine: str, library: str, monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delitem(sys.modules, f"pipeline.engines.{engine}", raising=False)
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(EngineError, match=rf"the engine '{engine}' needs .*pip install 'bridgehead"):
        converter(engine)


@pytest.mark.slow
@pytest.mark.parametrize("module", ["openvino", "openvino_weights"])
def test_importing_an_engine_writes_nothing_into_the_home_folder(module: str, tmp_path: Path) -> None:
    code = f"import sys, pipeline.engines.{module}; assert sys.modules['openvino_telemetry'] is None"
    settings = {key: value for key, value in os.environ.items() if not key.startswith(("XDG", "HF_", "CI"))}
    done = subprocess.run([sys.executable, "-c", code], env=settings | {"HOME": str(tmp_path)}, capture_output=True,
                          text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert list(tmp_path.iterdir()) == []
