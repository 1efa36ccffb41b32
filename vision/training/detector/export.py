"""python -m detector.export RUN OUT.onnx: the averaged weights, with the decoding inside; any batch, height and width."""

import torch

from onnx_file import export

from .model import COLOURS, DecodedDetector, Detector

if __name__ == "__main__":
    export(
        __doc__, Detector(), DecodedDetector, torch.zeros(1, 320, 320, 3, dtype=torch.uint8),
        names=("photo", "cells"), axes={"photo": {0: "n", 1: "height", 2: "width"}, "cells": {0: "n", 1: "cells"}},
        notes={"colours": ",".join(COLOURS)},
    )
