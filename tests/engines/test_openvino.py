"""What of the OpenVINO engine can be tried without the model: refusals, and the arithmetic of its weights."""

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("openvino_genai")

from pipeline.engines import open_engine
from pipeline.engines.engine import EngineOptions, LocalModel
from pipeline.engines.openvino_weights import _int8_rows, _values
from pipeline.errors import EngineError


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
    back = _values(_int8_rows(weight))
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
    assert _values(op.convert(op.multiply(centred, scale), "f32")).tolist() == [[-2, 0, 2, 4], [0, 10, 20, 30]]
