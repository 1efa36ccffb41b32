"""python -m recogniser.export RUN OUT.onnx: the averaged weights as ONNX opset 13; likelihoods instead of logits, any batch."""

import argparse
from pathlib import Path

import onnx
import torch
from torch import nn

from loop import averaged
from render.alphabet import SYMBOLS

from .model import Recogniser


class _WithLikelihoods(nn.Module):
    def __init__(self, model: Recogniser) -> None:
        super().__init__()
        self.model = model

    def forward(self, pixels: torch.Tensor) -> torch.Tensor:
        return self.model(pixels).softmax(2)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("run", type=Path)
    arguments.add_argument("out", type=Path)
    given = arguments.parse_args()
    model = Recogniser()
    steps = averaged(given.run, model)
    whole = _WithLikelihoods(model)
    example = torch.zeros(1, 48, 168, 3, dtype=torch.uint8)
    torch.onnx.export(
        whole, (example,), str(given.out), opset_version=13, dynamo=False,
        input_names=["plates"], output_names=["likelihoods"], dynamic_axes={"plates": {0: "n"}, "likelihoods": {0: "n"}},
    )
    made = onnx.load(given.out)
    onnx.helper.set_model_props(made, {"symbols": SYMBOLS, "steps_trained": str(steps)})
    onnx.save(made, given.out)


if __name__ == "__main__":
    main()
