"""A TensorFlow Lite model, as far as the SSD on MobileNetV2 needs it."""

import numpy as np
import tflite

from .tensors import Tensors

KINDS = {tflite.TensorType.FLOAT16: np.float16, tflite.TensorType.FLOAT32: np.float32, tflite.TensorType.INT32: np.int32}


def options(op: tflite.Operator, depthwise: bool) -> tflite.Conv2DOptions | tflite.DepthwiseConv2DOptions:
    table, made = op.BuiltinOptions(), tflite.DepthwiseConv2DOptions() if depthwise else tflite.Conv2DOptions()
    made.Init(table.Bytes, table.Pos)
    return made


def add_lite_model(tensors: Tensors, data: bytes, picture: str) -> dict[str, str]:
    """Adds its nodes; the results by name, each [n, boxes, columns]."""
    model = tflite.Model.GetRootAs(data)
    graph = model.Subgraphs(0)
    made: dict[int, str] = {graph.Inputs(0): picture}
    constants: dict[int, np.ndarray] = {}

    def constant(at: int) -> np.ndarray:
        if at not in constants:
            tensor = graph.Tensors(at)
            kind = KINDS[tensor.Type()]
            constants[at] = model.Buffers(tensor.Buffer()).DataAsNumpy().view(kind).reshape(tensor.ShapeAsNumpy())
        return constants[at]

    def convolution(op: tflite.Operator, depthwise: bool) -> str:
        chosen = options(op, depthwise)
        # [out, kh, kw, in], or where each channel has its own [1, kh, kw, channels].
        weights = constant(op.Inputs(1)).transpose((3, 0, 1, 2) if depthwise else (0, 3, 1, 2))
        if chosen.Padding() != tflite.Padding.SAME:
            raise ValueError("a convolution is not padded")
        groups = weights.shape[0] if depthwise else 1
        # As TensorFlow pads: the far side more.
        result = tensors.convolution(made[op.Inputs(0)], weights, constant(op.Inputs(2)), chosen.StrideW(), groups, auto_pad="SAME_UPPER")
        activation = chosen.FusedActivationFunction()
        if activation == tflite.ActivationFunctionType.NONE:
            return result
        if activation != tflite.ActivationFunctionType.RELU6:
            raise ValueError(f"activation {activation} is not known")
        return tensors.add("Clip", result, tensors.constant(np.float32(0)), tensors.constant(np.float32(6)))

    def rows(op: tflite.Operator) -> str:
        """From a grid with some boxes a cell, or from rows, to one row a box."""
        before = made[op.Inputs(0)]
        if len(graph.Tensors(op.Inputs(0)).ShapeAsNumpy()) == 4 and op.Inputs(0) in grids:
            before = tensors.add("Transpose", before, perm=[0, 2, 3, 1])
        return tensors.add("Reshape", before, tensors.integers(0, -1, int(graph.Tensors(op.Outputs(0)).ShapeAsNumpy()[-1])))

    grids: set[int] = set()
    for i in range(graph.OperatorsLength()):
        op = graph.Operators(i)
        code = model.OperatorCodes(op.OpcodeIndex())
        kind = max(code.BuiltinCode(), code.DeprecatedBuiltinCode())
        out = op.Outputs(0)
        if kind == tflite.BuiltinOperator.DEQUANTIZE:
            constants[out] = constant(op.Inputs(0)).astype(np.float32)
        elif kind in (tflite.BuiltinOperator.CONV_2D, tflite.BuiltinOperator.DEPTHWISE_CONV_2D):
            made[out] = convolution(op, kind == tflite.BuiltinOperator.DEPTHWISE_CONV_2D)
            grids.add(out)
        elif kind == tflite.BuiltinOperator.ADD:
            made[out] = tensors.add("Add", made[op.Inputs(0)], made[op.Inputs(1)])
            grids.add(out)
        elif kind == tflite.BuiltinOperator.RESHAPE:
            made[out] = rows(op)
        elif kind == tflite.BuiltinOperator.CONCATENATION:
            made[out] = tensors.add("Concat", *(made[op.Inputs(k)] for k in range(op.InputsLength())), axis=1)
        else:
            raise ValueError(f"operator {kind} is not known")
    return {graph.Tensors(graph.Outputs(i)).Name().decode(): made[graph.Outputs(i)] for i in range(graph.OutputsLength())}
