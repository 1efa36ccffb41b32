"""python -m detector.export RUN OUT.onnx: the averaged weights as ONNX opset 13, with the decoding inside; any batch, height and width."""

import argparse
from pathlib import Path

import onnx
import torch

from loop import averaged

from .model import COLOURS, DecodedDetector, Detector


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("run", type=Path)
    arguments.add_argument("out", type=Path)
    given = arguments.parse_args()
    detector = Detector()
    steps = averaged(given.run, detector)
    example = torch.zeros(1, 320, 320, 3, dtype=torch.uint8)
    axes = {"photo": {0: "n", 1: "height", 2: "width"}, "cells": {0: "n", 1: "cells"}}
    torch.onnx.export(
        DecodedDetector(detector), (example,), str(given.out), opset_version=13, dynamo=False,
        input_names=["photo"], output_names=["cells"], dynamic_axes=axes,
    )
    made = onnx.load(given.out)
    onnx.helper.set_model_props(made, {"colours": ",".join(COLOURS), "steps_trained": str(steps)})
    onnx.save(made, given.out)


if __name__ == "__main__":
    main()
