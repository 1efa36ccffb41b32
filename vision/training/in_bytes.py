"""Weights in a byte each, with a scale for each output channel: a quarter of the size, multiplied out once when the model is loaded."""

from dataclasses import dataclass

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

_WORTH_IT = 256


@dataclass(frozen=True)
class Stored:
    """A weight in bytes: what the file holds, and the nodes that make it floats again under its old name."""

    tensors: list[onnx.TensorProto]
    nodes: list[onnx.NodeProto]


def stored_in_bytes(name: str, values: np.ndarray, axes: tuple[int, ...]) -> Stored:
    """`axes` are all but that of the output channels. The largest of a channel is 127."""
    scale = (np.maximum(np.abs(values).max(axis=axes, keepdims=True), 1e-12) / 127).astype(np.float32)
    whole = np.round(values / scale).astype(np.int8)
    return Stored(
        [numpy_helper.from_array(whole, f"{name}.bytes"), numpy_helper.from_array(scale, f"{name}.scale")],
        [
            helper.make_node("Cast", [f"{name}.bytes"], [f"{name}.whole"], to=TensorProto.FLOAT),
            helper.make_node("Mul", [f"{name}.whole", f"{name}.scale"], [name]),
        ],
    )


def put_first(graph: onnx.GraphProto, nodes: list[onnx.NodeProto]) -> None:
    """Before all others, as whatever reads them comes later."""
    all_nodes = [*nodes, *graph.node]
    del graph.node[:]
    graph.node.extend(all_nodes)


def store_convolutions(graph: onnx.GraphProto) -> None:
    """Stores the weights of all convolutions that are computed in floats."""
    weights = {node.input[1] for node in graph.node if node.op_type == "Conv"}
    widening = []
    for weight in list(graph.initializer):
        values = numpy_helper.to_array(weight)
        if weight.name not in weights or values.size < _WORTH_IT:
            continue
        stored = stored_in_bytes(weight.name, values, (1, 2, 3))
        graph.initializer.remove(weight)
        graph.initializer.extend(stored.tensors)
        widening += stored.nodes
    put_first(graph, widening)
