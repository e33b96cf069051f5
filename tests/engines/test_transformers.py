"""What is particular to the transformers engine: batches, whitelist, folders that cannot be loaded."""

import shutil
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("transformers")

from pipeline.engines import open_engine
from pipeline.engines.engine import Decoding, Engine, EngineOptions, LocalModel, Request
from pipeline.errors import EngineError

pytestmark = pytest.mark.slow      # models are built and loaded


def opened(model: LocalModel, batch: int = 4, device: str = "cpu") -> Engine:
    return open_engine("transformers", model, EngineOptions(device=device, threads=1, batch=batch))


@pytest.fixture
def copy(causal: LocalModel, tmp_path: Path) -> LocalModel:
    """A copy of the tiny model that a test may spoil."""
    shutil.copytree(causal.path, tmp_path / "copy")
    return LocalModel("copy", causal.kind, tmp_path / "copy", causal.context_tokens)


def test_a_long_prompt_and_a_long_answer_in_one_call_both_fit(causal: LocalModel) -> None:
    engine = opened(causal)
    long = "word " * 30
    room = causal.context_tokens - next(engine.generate([Request(long, 1)])).prompt_tokens
    first, second = engine.generate([Request(long, room), Request("a", causal.context_tokens - 60)])
    assert first.new_tokens == room and second.new_tokens == causal.context_tokens - 60


@pytest.mark.parametrize("batch", [1, 2, 64])
def test_the_batch_size_changes_no_count(causal: LocalModel, batch: int) -> None:
    requests = [Request("a new area " * n, 5) for n in (4, 1, 3, 2)]
    sizes = [(r.prompt_tokens, r.new_tokens) for r in opened(causal, batch).generate(requests)]
    assert sizes == [(r.prompt_tokens, r.new_tokens) for r in opened(causal).generate(requests)]


def test_the_same_requests_give_the_same_texts_again(causal: LocalModel) -> None:
    engine, requests = opened(causal), [Request("a new area " * n, 8) for n in (3, 1, 2)]
    assert list(engine.generate(requests)) == list(engine.generate(requests))


def test_the_system_message_is_part_of_the_prompt(causal: LocalModel) -> None:
    plain, told = opened(causal).generate([Request("a", 3), Request("a", 3, system="Be brief.")])
    assert told.prompt_tokens > plain.prompt_tokens


def test_a_seq2seq_model_reads_the_text_alone(marian: LocalModel) -> None:
    plain, told = opened(marian).generate([Request("a", 3), Request("a", 3, system="Be brief.")])
    assert told.prompt_tokens == plain.prompt_tokens


def test_where_nothing_allowed_can_be_said_the_answer_is_empty_and_ended(causal: LocalModel) -> None:
    (result,) = opened(causal).generate([Request("a", 9, decoding=Decoding(allowed="\u2603"))])
    assert (result.text, result.stop, result.new_tokens) == ("", "end", 1)


def test_several_beams_are_searched(marian: LocalModel) -> None:
    (result,) = opened(marian).generate([Request("三个项目", 8, decoding=Decoding(beam=4))])
    assert 0 < result.new_tokens <= 8 and result.log_probability is None


def test_the_answer_of_a_seq2seq_model_ends_where_its_context_does(marian: LocalModel) -> None:
    (result,) = opened(marian).generate([Request("三个项目", marian.context_tokens * 3)])
    assert result.stop == "end" or result.new_tokens < marian.context_tokens


def test_a_control_token_of_the_models_own_is_read_as_characters(causal: LocalModel) -> None:
    plain, marked = opened(causal).generate([Request("before after", 1), Request("before [TURN]after", 1)])
    assert marked.prompt_tokens >= plain.prompt_tokens + 3


def test_a_penalty_on_repetition_changes_the_answer(causal: LocalModel) -> None:
    decodings = (Decoding(), Decoding(repetition_penalty=5.0))
    free, punished = opened(causal).generate([Request("a new area", 24, decoding=d) for d in decodings])
    assert free.text != punished.text


def test_a_model_without_a_chat_template_is_refused(copy: LocalModel) -> None:
    (copy.path / "chat_template.jinja").unlink()
    with pytest.raises(EngineError, match="no chat template"):
        opened(copy)


@pytest.mark.parametrize("spoil", [
    lambda f: (f / "config.json").unlink(),
    lambda f: (f / "config.json").write_text("{"),
    lambda f: (f / "config.json").write_text('{"model_type": "unheard-of"}'),
    lambda f: (f / "model.safetensors").unlink(),
    lambda f: (f / "model.safetensors").write_bytes(b"not weights"),
    lambda f: (f / "model.safetensors").rename(f / "pytorch_model.bin"),
    lambda f: [p.unlink() for p in f.glob("tokenizer*")],
    lambda f: (f / "tokenizer.json").write_text("{"),
], ids=["no config", "broken config", "unknown type", "no weights", "broken weights", "pickled weights", "no tokenizer",
        "broken tokenizer"])
def test_a_folder_that_cannot_be_loaded_is_named(copy: LocalModel, spoil: Any) -> None:
    spoil(copy.path)
    with pytest.raises(EngineError, match=str(copy.path)):
        opened(copy)


def test_a_device_that_is_not_there_is_said_to_be_so(causal: LocalModel) -> None:
    import torch

    missing = "mps" if torch.cuda.is_available() else "cuda"
    with pytest.raises(EngineError, match=f"the device '{missing}' cannot be used .*engine.device"):
        opened(causal, device=missing)


def test_a_failure_of_the_model_is_an_engine_error(causal: LocalModel, monkeypatch: pytest.MonkeyPatch) -> None:
    def run_out(**options: object) -> None:
        raise RuntimeError("out of memory")

    engine = opened(causal)
    monkeypatch.setattr(engine._network, "generate", run_out)    # type: ignore[attr-defined]
    with pytest.raises(EngineError, match=r"out of memory.*engine\.batch"):
        list(engine.generate([Request("a", 3)]))


def test_memory_that_runs_out_halves_the_batch_and_goes_on(
    causal: LocalModel, monkeypatch: pytest.MonkeyPatch,
) -> None:
    engine: Any = opened(causal, batch=8)
    requests = [Request("a new area " * n, 4) for n in range(1, 6)]
    expected, whole, rows = list(engine.generate(requests)), engine._network.generate, []

    def small(**options: Any) -> Any:
        rows.append(len(options["input_ids"]))
        if rows[-1] > 2:
            raise RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes.")
        return whole(**options)

    monkeypatch.setattr(engine._network, "generate", small)
    assert [r.prompt_tokens for r in engine.generate(requests)] == [r.prompt_tokens for r in expected]
    assert rows[0] == 5 and rows[-1] <= 2
