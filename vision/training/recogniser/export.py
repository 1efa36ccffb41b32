"""python -m recogniser.export RUN OUT.onnx: the averaged weights; likelihoods instead of logits, any number of plates at once."""

import torch
from torch import nn

from onnx_file import export
from render.alphabet import SYMBOLS

from .model import Recogniser


class _WithLikelihoods(nn.Module):
    def __init__(self, model: nn.Module) -> None:
        super().__init__()
        self.model = model

    def forward(self, pixels: torch.Tensor) -> torch.Tensor:
        return self.model(pixels).softmax(2)


if __name__ == "__main__":
    export(
        __doc__, Recogniser(), _WithLikelihoods, torch.zeros(1, 48, 168, 3, dtype=torch.uint8),
        names=("plates", "likelihoods"), axes={"plates": {0: "n"}, "likelihoods": {0: "n"}}, notes={"symbols": SYMBOLS},
    )
