"""What is particular to the OpenVINO engine: refusals, conversion, and the arithmetic of its weights."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("pipeline.engines.quiet")       # before OpenVINO, which otherwise writes into the home folder
pytest.importorskip("openvino_genai")

from pipeline.engines import open_engine
from pipeline.engines.engine import EngineOptions, LocalModel, Request, Result
from pipeline.engines.openvino import _blocks, _properties
from pipeline.engines.openvino_weights import convert, int8_rows, sub_graph, values
from pipeline.errors import EngineError
from tests.families.tiny import CHATML

pytestmark = pytest.mark.slow      # models are built and loaded


@pytest.mark.parametrize("files", [{}, {"openvino_model.xml": "<net/>", "openvino_model.bin": ""}])
def test_a_folder_that_cannot_be_loaded_is_named(tmp_path: Path, files: dict[str, str]) -> None:
    for name, content in files.items():
        (tmp_path / name).write_text(content)
    with pytest.raises(EngineError, match=str(tmp_path)):
        open_engine("openvino", LocalModel("none", "instruct", tmp_path, 100), EngineOptions(memory_gb=1.0))


@pytest.mark.parametrize("rows", [
    np.random.default_rng(0).normal(size=(8, 64)), np.zeros((2, 16)), np.full((2, 16), 3.0), np.full((2, 16), -3.0),
    np.outer([1e-2, 1.0, 1e3], np.linspace(-1, 2, 32)),
], ids=["random", "zero", "positive", "negative", "rows of unlike size"])
def test_int8_rows_are_within_a_step_of_their_weights(rows: np.ndarray) -> None:
    weight = rows.astype(np.float32)
    back = values(sub_graph(*int8_rows(weight)))
    step = (np.maximum(weight.max(1), 0) - np.minimum(weight.min(1), 0)) / 255
    assert back.shape == weight.shape
    assert (np.abs(back - weight) <= step[:, None] * 1.2 + 1e-6).all()


def test_packed_four_bit_weights_are_unpacked_with_their_zero_points_and_scales() -> None:
    import openvino as ov
    from openvino import opset13 as op

    packed = np.array([0x10, 0x32, 0x54, 0x76], np.uint8)      # 0 1 2 3 | 4 5 6 7
    weight = op.constant(ov.Tensor(packed, ov.Shape([2, 4]), ov.Type.u4))
    zero = op.constant(np.array([[1], [4]], np.uint8))
    scale = op.constant(np.array([[2], [10]], np.float16))
    centred = op.subtract(op.convert(weight, "f16"), op.convert(zero, "f16"))
    assert values(op.convert(op.multiply(centred, scale), "f32")).tolist() == [[-2, 0, 2, 4], [0, 10, 20, 30]]


def test_a_converted_model_leaves_nothing_of_the_way_there(
    converted: Callable[[str], LocalModel], gguf_file: Path,
) -> None:
    folder = converted("openvino").path
    assert {p.stem for p in folder.iterdir()} == {"openvino_model", "openvino_tokenizer", "openvino_detokenizer"}
    assert [p.name for p in gguf_file.parent.iterdir()] == [gguf_file.name]


@pytest.mark.parametrize("kind", ["F16", "Q8_0", "Q4_0", "Q4_1"])
def test_every_matrix_of_a_gguf_file_arrives_in_int8(
    quantised: Callable[[str], Path], kind: str, tmp_path: Path,
) -> None:
    import gguf
    import openvino as ov

    file = quantised(kind)
    convert(file, tmp_path)
    model = ov.Core().read_model(tmp_path / "openvino_model.xml")
    weights = [node.input_value(1).get_node() for node in model.get_ordered_ops() if node.get_type_name() == "MatMul"
               and node.input_value(1).get_partial_shape().is_static]
    arrived = [values(weight) for weight in weights if _first_constant(weight) == "u8"]
    assert len(arrived) == 2 * 7 + 1
    tensors = [gguf.quants.dequantize(t.data, t.tensor_type) for t in gguf.GGUFReader(file).tensors]
    for matrix in arrived:
        (found,) = [t for t in tensors if t.shape == matrix.shape and np.abs(t - matrix).max() < 0.01]
        assert found.std() > 0.1


def _first_constant(node: Any) -> str:
    while node.get_type_name() != "Constant":
        node = node.input_value(0).get_node()
    return str(node.get_element_type().to_string())


def test_both_engines_read_a_gguf_file_alike(converted: Callable[[str], LocalModel]) -> None:
    pytest.importorskip("transformers")
    texts = ("三个项目签约。", "总投资12.5亿元。", "a new area", "hectares", "占地320亩", "foreign investment", "yuan")
    requests = [Request(text, 2, system="Be brief.") for text in texts]
    first, second = (
        list(open_engine(name, converted(name), EngineOptions(device="cpu", memory_gb=1.0)).generate(requests))
        for name in ("openvino", "transformers"))
    assert [r.prompt_tokens for r in first] == [r.prompt_tokens for r in second]
    assert sum(a.text == b.text for a, b in zip(first, second, strict=True)) >= 5


def test_results_that_do_not_depend_on_their_neighbours_are_computed_exactly() -> None:
    exact = {"EXECUTION_MODE_HINT": "ACCURACY", "KV_CACHE_PRECISION": "f32"}
    assert _properties(EngineOptions(deterministic=True)).items() >= exact.items()
    assert "EXECUTION_MODE_HINT" not in _properties(EngineOptions())


def test_a_result_does_not_depend_on_the_batch_where_that_is_asked_for(converted: Callable[[str], LocalModel]) -> None:
    engine = open_engine("openvino", converted("openvino"), EngineOptions(
        memory_gb=1.0, threads=1, batch=16, deterministic=True))
    requests = [Request(f"{i} a new area " * (1 + i % 3), 24, system="Be brief.") for i in range(12)]
    together = list(engine.generate(requests))
    turned = list(engine.generate(requests[::-1]))[::-1]
    alone = [next(engine.generate([r])) for r in requests[:4]]
    assert [r.text for r in together] == [r.text for r in turned]
    assert [r.text for r in together[:4]] == [r.text for r in alone]


def test_answers_that_wait_for_their_turn_are_counted(converted: Callable[[str], LocalModel]) -> None:
    engine = open_engine("openvino", converted("openvino"), EngineOptions(memory_gb=1.0, threads=1))
    results = engine.generate([Request("a new area", 40), *(Request(str(i), 1) for i in range(5))])
    next(results)
    assert engine.finished == 6         # type: ignore[attr-defined]  # not all engines tell it
    assert len(list(results)) == 5


def test_what_follows_from_an_answer_runs_beside_the_others(converted: Callable[[str], LocalModel]) -> None:
    engine: Any = open_engine("openvino", converted("openvino"), EngineOptions(memory_gb=1.0, threads=1, batch=4))
    long, short = Request("a new area", 60), [Request(f"{i} a new area", 2) for i in range(9)]
    expected = {r.text: list(engine.generate([r])) for r in (long, *short)}
    asked, heard = [long, *short[:3]], list[int]()

    def follow(number: int, result: Result) -> list[Request]:
        heard.append(number)
        assert result.new_tokens == expected[asked[number].text][0].new_tokens
        more = [short[number + 2]] if 0 < number < 7 else []
        asked.extend(more)
        return more

    list(engine.converse(asked[:], follow))
    assert sorted(heard) == list(range(10)) and heard[-1] == 0      # the long one, which began first


def test_equal_requests_are_generated_once_and_answered_each(converted: Callable[[str], LocalModel]) -> None:
    engine: Any = open_engine("openvino", converted("openvino"), EngineOptions(memory_gb=1.0, threads=1))
    added, add = [], engine._add
    engine._add = lambda *asked: added.append(1) or add(*asked)
    request, heard = Request("a new area", 5), list[tuple[int, Result]]()
    results = list(engine.generate([request, request]))
    list(engine.converse([request, request], lambda *told: heard.append(told) or ()))
    assert len(added) == 2 and results == [result for _, result in heard] and [n for n, _ in heard] == [0, 1]


def test_what_nobody_waits_for_any_more_runs_no_further(converted: Callable[[str], LocalModel]) -> None:
    engine: Any = open_engine("openvino", converted("openvino"), EngineOptions(memory_gb=1.0, threads=1))
    results = engine.generate([Request("a new area", 300), Request("b", 1)])
    results.close()
    results = engine.generate([Request("b", 1), Request("a new area", 300)])
    next(results)
    results.close()
    assert not engine._pipe.has_non_finished_requests()
    assert [r.new_tokens for r in engine.generate([Request("b", 2)])] == [2]


def test_a_template_that_knows_thinking_is_told_not_to(tmp_path: Path) -> None:
    pytest.importorskip("transformers")
    from pipeline.engines import converter
    from pipeline.engines.reader import Reader
    from tests.engines.conftest import save_gguf

    file, folders = save_gguf(tmp_path / "qwen3.gguf", family="qwen3", template=CHATML), {}
    for name in ("openvino", "transformers"):
        folders[name] = tmp_path / name
        folders[name].mkdir()
        converter(name)(file, folders[name])
    request = Request("three projects", 3, system="Be brief.")
    prompt = Reader(folders["transformers"], "instruct").encode(request)
    options = EngineOptions(device="cpu", memory_gb=1)
    for name, folder in folders.items():
        engine = open_engine(name, LocalModel("tiny", "instruct", folder, 400), options)
        (result,) = engine.generate([request])
        assert result.prompt_tokens == len(prompt)
    assert Reader(folders["transformers"], "instruct").tokenizer.decode(prompt).endswith("<think>\n\n</think>\n\n")


@pytest.mark.parametrize("at", [0, 7])
def test_memory_that_runs_out_halves_what_is_done_at_a_time_and_goes_on(
    converted: Callable[[str], LocalModel], at: int,
) -> None:
    engine: Any = open_engine("openvino", converted("openvino"), EngineOptions(memory_gb=1, threads=1, batch=8))
    requests = [Request(f"{i} a new area", 4 + i) for i in range(6)]
    expected, pipe = list(engine.generate(requests)), engine._pipe
    steps = 0

    class Full:
        """A pipeline that runs out of memory after some steps."""

        def __getattr__(self, name: str) -> Any:
            return getattr(pipe, name)

        def step(self) -> None:
            nonlocal steps
            steps += 1
            if steps > at:
                raise RuntimeError("std::bad_alloc")
            pipe.step()

    engine._pipe = Full()
    assert [r.text for r in engine.generate(requests)] == [r.text for r in expected]
    assert engine._rows <= 3 and not isinstance(engine._pipe, Full)


def test_where_one_request_is_too_much_it_is_said(
    converted: Callable[[str], LocalModel], monkeypatch: pytest.MonkeyPatch,
) -> None:
    engine: Any = open_engine("openvino", converted("openvino"), EngineOptions(memory_gb=1, threads=1, batch=2))
    monkeypatch.setattr(engine, "_step", lambda *_: (_ for _ in ()).throw(MemoryError("bad allocation")))
    with pytest.raises(EngineError, match=r"bad allocation.*engine\.memory_gb"):
        list(engine.generate([Request("a", 3)]))


def test_the_cache_keeps_to_the_memory_that_it_may_take(converted: Callable[[str], LocalModel], tmp_path: Path) -> None:
    folder = converted("openvino").path
    whole, half = _blocks(folder, 1.0, "bf16"), _blocks(folder, 0.5, "bf16")
    assert 0 < half <= whole / 2 and _blocks(folder, 1.0, "f32") <= whole / 2 and _blocks(folder, 1e-9, "") == 1
    assert whole * 32 * (2 * 2) * (2 * 32) * 2 <= 1e9        # two layers of keys and values, two heads of 32 in bf16
    assert _blocks(tmp_path, 1.0, "") == 0


def test_the_files_pages_are_given_back_and_can_be_read_again(tmp_path: Path) -> None:
    import mmap

    from pipeline.engines.pages import let_go

    path = tmp_path / "a file"
    path.write_bytes(b"x" * 1_000_000)
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
        before = mapped[:]
        let_go(path)
        assert mapped[:] == before
    let_go(tmp_path / "not there")
