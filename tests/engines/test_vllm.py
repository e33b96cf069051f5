"""What is particular to the vllm engine: what it asks of the library, what it refuses, a run from its configuration.

The library itself needs a GPU: it is a stand-in of the same interface that answers here.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyarrow.dataset as ds
import pytest
from click.testing import CliRunner

pytest.importorskip("transformers")

from pipeline.cli import app
from pipeline.engines import open_engine
from pipeline.engines.engine import Decoding, Engine, EngineOptions, LocalModel, Request
from pipeline.errors import EngineError, MissingEngine
from tests.engines import fake_vllm
from tests.engines.conftest import save_causal

pytestmark = pytest.mark.slow      # models are built and loaded

CONFIG = Path(__file__).parents[2] / "configs/vllm.yaml"
ARTICLE = """滨河新区产业园开工

来源：滨河日报 2024-03-05

今年上半年，滨河新区实际使用外资2.16亿美元，同比增长12.4%。新能源电池基地占地640亩，项目计划明年建成投产。
"""


@pytest.fixture(autouse=True)
def library(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    fake_vllm.install(monkeypatch)
    monkeypatch.delenv("VLLM_BATCH_INVARIANT", raising=False)
    yield
    os.environ.pop("VLLM_BATCH_INVARIANT", None)


def opened(model: LocalModel, options: EngineOptions | None = None) -> Engine:
    return open_engine("vllm", model, options or EngineOptions(batch=2))


def test_a_model_is_loaded_without_its_code_its_pickles_and_more_memory_than_it_may_have(causal: LocalModel) -> None:
    opened(causal, EngineOptions(batch=7, memory_gb=1.5))
    (made,) = fake_vllm.LLM.made
    assert (made["trust_remote_code"], made["load_format"]) == (False, "safetensors")
    assert (made["kv_cache_memory_bytes"], made["max_num_seqs"]) == (1_500_000_000, 7)
    assert made["gpu_memory_utilization"] < 20 / 24 and made["max_model_len"] == causal.context_tokens


def test_the_library_reports_nothing_and_works_in_this_process(causal: LocalModel) -> None:
    opened(causal)
    assert [os.environ[name] for name in ("VLLM_NO_USAGE_STATS", "DO_NOT_TRACK", "HF_HUB_OFFLINE",
                                          "VLLM_ENABLE_V1_MULTIPROCESSING")] == ["1", "1", "1", "0"]


def test_no_more_is_reserved_than_the_longest_request(causal: LocalModel) -> None:
    shorter = opened(replace(causal, context_tokens=131_072))
    assert shorter.context_tokens == fake_vllm.LLM.made[0]["max_model_len"] < 131_072


def test_results_that_do_not_depend_on_their_neighbours_are_asked_of_the_kernels(causal: LocalModel) -> None:
    opened(causal)
    assert "VLLM_BATCH_INVARIANT" not in os.environ
    opened(causal, EngineOptions(deterministic=True))
    assert os.environ["VLLM_BATCH_INVARIANT"] == "1"


def test_the_texts_are_those_of_transformers(causal: LocalModel) -> None:
    requests = [Request("a new area " * n, 8, "Be brief.", Decoding(allowed=allowed))
                for n, allowed in ((3, None), (1, " -~"), (2, None))]
    other = open_engine("transformers", causal, EngineOptions(device="cpu", threads=1, deterministic=True))
    for here, there in zip(opened(causal).generate(requests), other.generate(requests), strict=True):
        assert here.prompt_tokens == there.prompt_tokens
    assert [r.text for r in opened(causal).generate(requests)] == [r.text for r in other.generate(requests)]


def test_more_requests_than_the_batch_holds_come_in_their_order_with_a_pulse(causal: LocalModel) -> None:
    engine = opened(causal)
    requests = [Request(f"area {n}", 1 + n % 5) for n in range(7)]
    results = engine.generate(requests)
    assert next(results).new_tokens == 1
    assert engine.pulse > 0     # type: ignore[attr-defined]
    assert [r.new_tokens for r in results] == [1 + n % 5 for n in range(1, 7)]


def test_a_call_that_was_given_up_leaves_nothing_to_the_next(causal: LocalModel) -> None:
    engine = opened(causal)
    next(engine.generate([Request("one", 1), Request("two", 9), Request("three", 9)]))
    (result,) = engine.generate([Request("two", 3)])
    assert result.new_tokens == 3


def test_what_the_library_aborts_has_failed(causal: LocalModel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fake_vllm.LLMEngine, "_advance", lambda self, sequence: "abort")
    (result,) = opened(causal).generate([Request("a", 3)])
    assert (result.stop, result.text, result.log_probability) == ("failed", "", None)


def test_a_failure_of_the_library_is_an_engine_error(causal: LocalModel, monkeypatch: pytest.MonkeyPatch) -> None:
    def run_out(self: object) -> None:
        raise RuntimeError("CUDA out of memory.\nTried to allocate")

    monkeypatch.setattr(fake_vllm.LLMEngine, "step", run_out)
    with pytest.raises(EngineError, match=r"CUDA out of memory\.\); .*engine\.memory_gb"):
        list(opened(causal).generate([Request("a", 3)]))


def test_a_folder_that_cannot_be_loaded_is_named(causal: LocalModel, tmp_path: Path) -> None:
    shutil.copytree(causal.path, tmp_path / "copy")
    (tmp_path / "copy/model.safetensors").unlink()
    with pytest.raises(EngineError, match=f"{tmp_path}.*safetensors"):
        opened(replace(causal, path=tmp_path / "copy"))


@pytest.mark.parametrize("device", ["cpu", "mps", "cuda:1"])
def test_a_device_that_it_does_not_run_on_is_refused(causal: LocalModel, device: str) -> None:
    with pytest.raises(EngineError, match=f"engine.device={device}.*CUDA_VISIBLE_DEVICES"):
        opened(causal, EngineOptions(device=device))


def test_without_a_gpu_it_says_so(causal: LocalModel, monkeypatch: pytest.MonkeyPatch) -> None:
    import torch

    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    with pytest.raises(EngineError, match="needs an NVIDIA GPU"):
        opened(causal)


def test_a_translation_model_is_refused(marian: LocalModel) -> None:
    with pytest.raises(EngineError, match="runs instruct models"):
        opened(marian)


def run(tmp_path: Path, *settings: str) -> tuple[int, str]:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text(ARTICLE, "utf-8")
    words = ["run", "--config", str(CONFIG), "--input", str(tmp_path / "in"), "--output", str(tmp_path / "out")]
    for setting in (*settings, "summarise.method=extract", "translate.tries=2"):
        words += ["--set", setting]
    result = CliRunner().invoke(app, words, prog_name="bridgehead")
    return result.exit_code, result.stderr


def test_a_run_from_its_configuration(tmp_path: Path) -> None:
    model = save_causal(tmp_path / "model", context=2_000)
    code, said = run(tmp_path, f"summarise.model={model}", f"translate.model={model}")
    assert code == 0, said
    (row,) = ds.dataset(tmp_path / "out/articles").to_table().to_pylist()
    assert {(m["role"], m["engine"]) for m in row["provenance"]["models"]} >= {("translate", "vllm")}
    assert row["title_zh"] == "滨河新区产业园开工"
    assert not any("\u3400" <= c <= "\u9fff" for c in row["body_en"])


def test_without_the_library_the_run_ends_with_what_installs_it(
    causal: LocalModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "vllm", None)
    with pytest.raises(MissingEngine, match=r"needs vllm; install it with: pip install 'bridgehead\[vllm\]'"):
        opened(causal)
    code, said = run(tmp_path, f"summarise.model={causal.path}", f"translate.model={causal.path}")
    assert code == 2 and "pip install 'bridgehead[vllm]'" in said and "Traceback" not in said
