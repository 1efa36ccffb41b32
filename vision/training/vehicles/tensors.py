"""An ONNX graph under construction, opset 13. Pictures are [n, channels, h, w] inside, whatever the source keeps them in."""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper


class Tensors:
    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.stored: list[onnx.TensorProto] = []

    def add(self, op: str, *inputs: str, **attributes: object) -> str:
        """A node; the name of its result."""
        (made,) = self.split(op, 1, *inputs, **attributes)
        return made

    def split(self, op: str, count: int, *inputs: str, **attributes: object) -> list[str]:
        """A node of `count` results."""
        made = [f"{op.lower()}_{len(self.nodes)}" + (f"_{i}" if i else "") for i in range(count)]
        self.nodes.append(helper.make_node(op, inputs, made, **attributes))
        return made

    def constant(self, values: np.ndarray) -> str:
        name = f"constant_{len(self.stored)}"
        self.stored.append(numpy_helper.from_array(np.array(values, order="C"), name))
        return name

    def floats(self, *values: float) -> str:
        return self.constant(np.array(values, np.float32))

    def integers(self, *values: int) -> str:
        return self.constant(np.array(values, np.int64))

    def convolution(self, x: str, weights: np.ndarray, bias: np.ndarray | None, stride: int, groups: int = 1, **padding: object) -> str:
        """`weights` as [out, in / groups, kh, kw]; `padding` as ONNX spells it: pads or auto_pad."""
        inputs = [x, self.constant(weights.astype(np.float32))] + ([] if bias is None else [self.constant(bias.astype(np.float32))])
        return self.add("Conv", *inputs, strides=[stride, stride], group=groups, kernel_shape=list(weights.shape[2:]), **padding)

    def model(self, inputs: list[onnx.ValueInfoProto], outputs: dict[str, tuple[str, list[str | int]]], notes: dict[str, str]) -> onnx.ModelProto:
        infos = []
        for name, (value, shape) in outputs.items():
            self.nodes.append(helper.make_node("Identity", [value], [name]))
            infos.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, shape))
        graph = helper.make_graph(self.nodes, "vehicles", inputs, infos, self.stored)
        made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=7)
        helper.set_model_props(made, notes)
        onnx.checker.check_model(made)
        return made
