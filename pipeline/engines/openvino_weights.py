"""From a GGUF file to OpenVINO's own form, with every weight in int8, one scale and zero point a row.

GenAI makes the network of a GGUF file and the tokenizer. Its weights are made anew from the file: GenAI's 4-bit groups
of 32 must be unpacked group by group, where whole rows in int8 go straight through a CPU's dot-product instructions
(measured: 1.2 times the tokens per CPU second); and it rounds the minimum of each group to a whole step, by which the
weights of a Q4_K file are off by 8% of their size, as much again as 4 bits cost. In int8 rows they are off by 1%.
"""

import shutil
from collections.abc import Callable, Iterator
from functools import partial
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
Rows = Callable[[slice], Weight]
_MOST_VALUES = 1 << 23      # of a weight at a time: 32 MB in float32
_COMPARED = slice(0, 8)     # rows, by which a weight of the network is found in the file
_ALIKE = 0.25               # what GenAI rounds away: 0.09 to 0.13; another weight differs by more than 1


def convert(gguf: Path, folder: Path) -> None:
    """Write the model, its tokenizer and its detokenizer into the empty `folder`."""
    plain = folder / "plain"
    plain.mkdir()
    link = plain / gguf.name        # GenAI writes beside the file that it is given
    link.symlink_to(gguf.resolve())
    genai.LLMPipeline(str(link), "CPU", enable_save_ov_model=True)
    link.unlink()
    model = ov.Core().read_model(plain / "openvino_model.xml")
    matrices = _matrices(gguf)
    for place in _weights(model):
        weight = place.get_source_output().get_node()
        place.replace_source_output(_in_int8(_exact(weight, matrices), _shape(weight)).output(0))
    ov.save_model(model, folder / "openvino_model.xml", compress_to_fp16=False)
    for file in plain.iterdir():
        if not file.name.startswith("openvino_model."):
            shutil.move(file, folder / file.name)
    shutil.rmtree(plain)


def _weights(model: Any) -> Iterator[Any]:
    """Where the network takes in what is to be in int8: its matrices, and the embeddings of tokens that are in 4 bits
    (they are only looked up, which no form makes faster)."""
    for node in model.get_ordered_ops():
        place = {"MatMul": 1, "Gather": 0}.get(node.get_type_name())
        if place is not None:
            weight = node.input_value(place).get_node()
            if weight.get_type_name() == "Convert" and weight.output(0).get_partial_shape().is_static \
                    and (node.get_type_name() == "MatMul" or _in_four_bits(weight)):
                yield node.input(place)


def _in_four_bits(weight: Any) -> bool:
    while weight.get_input_size():
        weight = weight.input_value(0).get_node()
    return bool(weight.get_element_type() == ov.Type.u4)


def _shape(weight: Any) -> tuple[int, int]:
    rows, columns = weight.output(0).get_partial_shape().to_shape()
    return int(rows), int(columns)


def _matrices(file: Path) -> list[tuple[tuple[int, ...], Rows]]:
    """Shape and rows of each matrix of a GGUF file, those in more bits first: tied embeddings may be there twice."""
    from gguf import GGUFReader  # here: it takes half a second, which loading a model need not
    from gguf.quants import dequantize

    def rows_of(tensor: Any) -> Rows:
        return lambda rows: dequantize(tensor.data[rows], tensor.tensor_type)

    tensors = sorted(GGUFReader(file).tensors, key=lambda tensor: -int(tensor.n_bytes))
    return [(tuple(map(int, t.shape[::-1])), rows_of(t)) for t in tensors if len(t.shape) == 2]


def _exact(weight: Any, matrices: list[tuple[tuple[int, ...], Rows]]) -> Rows:
    """The rows of a weight as the file has them; as the network has them where they are none of the file's (GenAI turns
    the rows of some families)."""
    rough = values(weight, _COMPARED)
    for shape, read in matrices:
        if shape == _shape(weight):
            fine = read(_COMPARED)
            if np.abs(fine - rough).mean() < _ALIKE * np.abs(fine).mean():
                return read
    return partial(values, weight)


def _in_int8(read: Rows, shape: tuple[int, int]) -> Any:
    """A weight in int8, some rows after the other: whole, the largest takes gigabytes in float32."""
    rows, columns = shape
    step = max(1, _MOST_VALUES // columns)
    parts = [int8_rows(read(slice(start, start + step))) for start in range(0, rows, step)]
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
