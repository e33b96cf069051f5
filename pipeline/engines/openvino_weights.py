"""From a GGUF file to OpenVINO's own form, with every weight in int8, one scale and zero point a row.

The GGUF reader makes 4-bit groups of 32, which a CPU must unpack group by group; whole rows in int8 go straight through
its dot-product instructions (measured: 1.2 times the tokens per CPU second, at the same quality).
"""

import shutil
from pathlib import Path
from typing import Any

from pipeline.engines import quiet  # noqa: F401  (first: it silences what comes after the split)

# isort: split
import numpy as np
import numpy.typing as npt
import openvino as ov
import openvino_genai as genai
from openvino import opset13 as op

Weight = npt.NDArray[np.float32]
Bytes = npt.NDArray[np.uint8]
_MOST_VALUES = 1 << 23      # of a weight at a time: 32 MB in float32


def convert(gguf: Path, folder: Path) -> None:
    """Write the model, its tokenizer and its detokenizer into the empty `folder`."""
    plain = folder / "plain"
    plain.mkdir()
    link = plain / gguf.name        # GenAI writes beside the file that it is given
    link.symlink_to(gguf.resolve())
    genai.LLMPipeline(str(link), "CPU", enable_save_ov_model=True)
    link.unlink()
    model = ov.Core().read_model(plain / "openvino_model.xml")
    for node in model.get_ordered_ops():
        weight = node.input_value(1).get_node() if node.get_type_name() == "MatMul" else None
        if weight is not None and weight.get_type_name() == "Convert" \
                and weight.output(0).get_partial_shape().is_static:
            node.input(1).replace_source_output(_in_int8(weight).output(0))
    ov.save_model(model, folder / "openvino_model.xml", compress_to_fp16=False)
    for file in plain.iterdir():
        if not file.name.startswith("openvino_model."):
            shutil.move(file, folder / file.name)
    shutil.rmtree(plain)


def _in_int8(weight: Any) -> Any:
    """A weight (rows, columns) in int8, some rows after the other: whole, the largest takes gigabytes in float32."""
    rows, columns = weight.output(0).get_partial_shape().to_shape()
    step = max(1, _MOST_VALUES // int(columns))
    parts = [int8_rows(values(weight, slice(start, start + step))) for start in range(0, int(rows), step)]
    return sub_graph(*(np.concatenate(some) for some in zip(*parts, strict=True)))


def values(node: Any, rows: slice = slice(None)) -> Any:
    """The numbers that a constant sub-graph (4-bit constant, zero points, scales) stands for, in some of its rows."""
    kind = node.get_type_name()
    if kind == "Constant":
        shape = list(node.output(0).get_shape())
        return _constant(node, shape, rows if shape and shape[0] > 1 else slice(None))
    first = values(node.input_value(0).get_node(), rows)
    if kind == "Convert":
        return first.astype(np.float32)
    if kind == "Reshape":
        return first.reshape(-1, *list(node.output(0).get_partial_shape().to_shape())[1:])
    second = values(node.input_value(1).get_node(), rows)
    if kind == "Subtract":
        return first - second
    if kind == "Multiply":
        return first * second.astype(np.float32)
    raise ValueError(f"unexpected {kind} in a weight")


def _constant(node: Any, shape: list[int], rows: slice) -> Any:
    if node.get_element_type() != ov.Type.u4:
        return node.get_data()[rows] if shape else node.get_data()
    packed = np.asarray(node.get_data()).view(np.uint8).reshape(-1)
    if packed.size == np.prod(shape):
        return packed.reshape(shape)[rows]
    if np.prod(shape[1:]) % 2 == 0:     # each row begins with a byte
        packed = packed.reshape(shape[0], -1)[rows]
        both = np.stack((packed & 15, packed >> 4), axis=-1)
        return both.reshape(-1, *shape[1:])
    both = np.stack((packed & 15, packed >> 4), axis=-1).reshape(-1)
    return both[: int(np.prod(shape))].reshape(shape)[rows]


def int8_rows(weight: Weight) -> tuple[Bytes, Bytes, npt.NDArray[np.float16]]:
    """`weight` (rows, columns) in uint8, with a zero point and a scale for each row."""
    low = np.minimum(weight.min(1, keepdims=True), 0)
    high = np.maximum(weight.max(1, keepdims=True), 0)
    scale = (high - low) / 255
    scale[scale == 0] = 1
    zero = np.clip(np.rint(-low / scale), 0, 255)
    rows = np.clip(np.rint(weight / scale) + zero, 0, 255)
    return rows.astype(np.uint8), zero.astype(np.uint8), scale.astype(np.float16)


def sub_graph(rows: Bytes, zero: Bytes, scale: npt.NDArray[np.float16]) -> Any:
    """What stands for the weight in a model."""
    centred = op.subtract(op.convert(op.constant(rows), "f16"), op.convert(op.constant(zero), "f16"))
    return op.convert(op.multiply(centred, op.constant(scale)), "f32")
