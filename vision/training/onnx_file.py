"""A trained run as an ONNX file."""

import argparse
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
import torch
from torch import nn

from in_bytes import put_first
from loop import averaged

_WORTH_HALVING = 64


def export(
    description: str | None, model: nn.Module, whole: Callable[[nn.Module], nn.Module], example: torch.Tensor,
    names: tuple[str, str], axes: dict[str, dict[int, str]], notes: dict[str, str],
) -> None:
    """The command line of both exports: RUN OUT.onnx. Opset 13; `whole` adds what stands about the trained model; `notes` go into the file."""
    arguments = argparse.ArgumentParser(description=description)
    arguments.add_argument("run", type=Path)
    arguments.add_argument("out", type=Path)
    given = arguments.parse_args()
    steps = averaged(given.run, model)
    torch.onnx.export(
        whole(model), (example,), str(given.out), opset_version=13, dynamo=False, input_names=[names[0]], output_names=[names[1]], dynamic_axes=axes
    )
    made = onnx.load(given.out)
    _halve(made)
    onnx.helper.set_model_props(made, notes | {"steps_trained": str(steps)})
    onnx.save(made, given.out)


def _halve(made: onnx.ModelProto) -> None:
    """Weights as float16 that are widened when the file is loaded: half the size, the same speed."""
    widened = []
    for weight in made.graph.initializer:
        values = onnx.numpy_helper.to_array(weight)
        if values.dtype != np.float32 or values.size < _WORTH_HALVING:
            continue
        name = weight.name
        weight.CopyFrom(onnx.numpy_helper.from_array(values.astype(np.float16), f"{name}.half"))
        widened.append(onnx.helper.make_node("Cast", [f"{name}.half"], [name], to=onnx.TensorProto.FLOAT))
    put_first(made.graph, widened)
