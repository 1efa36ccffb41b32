"""python -m quantise IN.onnx OUT.onnx --photos DIR...: a model that takes a photo, its convolutions computed in bytes: half the time, a quarter of the size.

The last convolutions, whose answers are read as they are, and all that follows stay as they were. What the values between range over is measured on
photos, at the size the pipeline shows them; nothing else of the photos goes into the model. Weights take all eight bits, which processors without byte
multiply-adds into 32 bits would overrun: `models/sessions.ts` has those compute in floats.
"""

import argparse
import tempfile
from collections import defaultdict
from pathlib import Path

import cv2
import numpy as np
import onnx
import onnxruntime
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process

from in_bytes import store_convolutions

_BOUNDS = ("Relu", "Clip")
_OPERATIONS = ("Conv", "Add", *_BOUNDS)
_STRIDE = 32
_PHOTOS = 80


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--photos", type=Path, nargs="+", required=True, help="folders of .jpg files")
    parser.add_argument("--long-side", type=int, default=640, help="pixels, as the pipeline shows photos to this model")
    parser.add_argument("--first-in-floats", type=int, default=0, help="convolutions at the beginning that stay as they are, where bytes blur most")
    given = parser.parse_args()
    quantise(given.model, given.out, photos_in(given.photos, given.long_side), given.first_in_floats)


def photos_in(folders: list[Path], long_side: int) -> list[np.ndarray]:
    """RGB uint8 [1, h, w, 3], h and w multiples of the models' stride; evenly taken from all folders."""
    files = [file for folder in folders for file in sorted(folder.glob("*.jpg"))]
    if not files:
        raise SystemExit(f"no .jpg file in {', '.join(map(str, folders))}")
    return [_seen(file, long_side) for file in files[:: -(-len(files) // _PHOTOS)]]


def _seen(file: Path, long_side: int) -> np.ndarray:
    photo = cv2.cvtColor(cv2.imread(str(file)), cv2.COLOR_BGR2RGB)
    factor = long_side / max(photo.shape[:2])
    height, width = (max(1, round(side * factor / _STRIDE)) * _STRIDE for side in photo.shape[:2])
    return cv2.resize(photo, (width, height), interpolation=cv2.INTER_AREA)[None]


def quantise(model: Path, out: Path, pictures: list[np.ndarray], first_in_floats: int = 0) -> None:
    """Writes `model` to `out` in bytes, with the same names, shapes and notes."""
    notes = {entry.key: entry.value for entry in onnx.load(model).metadata_props}
    with tempfile.TemporaryDirectory() as folder:
        flat, named = Path(folder) / "flat.onnx", Path(folder) / "named.onnx"
        _flatten(model, flat)
        quant_pre_process(flat, named, skip_symbolic_shape=True)
        _name(named)
        quantize_static(
            named,
            out,
            _Pictures(onnx.load(named).graph.input[0].name, pictures),
            quant_format=QuantFormat.QDQ,
            op_types_to_quantize=list(_OPERATIONS),
            nodes_to_exclude=_in_floats(onnx.load(named).graph, first_in_floats),
            per_channel=True,
            activation_type=QuantType.QUInt8,
            weight_type=QuantType.QInt8,
        )
    made = onnx.load(out)
    store_convolutions(made.graph)
    del made.metadata_props[:]
    onnx.helper.set_model_props(made, notes)
    onnx.save(made, out)


def _flatten(model: Path, out: Path) -> None:
    """Weights that the file widens or multiplies out when it is loaded, as the numbers they become."""
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.optimized_model_filepath = str(out)
    onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def _name(model: Path) -> None:
    """Nodes are told apart by names, which a converted model need not have."""
    made = onnx.load(model)
    for number, node in enumerate(made.graph.node):
        node.name = node.name or f"{node.op_type}_{number}"
    onnx.save(made, model)


def _in_floats(graph: onnx.GraphProto, first: int) -> list[str]:
    """Names of the first convolutions with what bounds their answers, and of the last, after which there is none, with all that follows them."""
    convolutions = [node for node in graph.node if node.op_type == "Conv"][:first]
    answers = {node.output[0] for node in convolutions}
    bounds = [node for node in graph.node if node.op_type in _BOUNDS and node.input[0] in answers]
    return [node.name for node in (*convolutions, *bounds)] + _after_the_body(graph)


def _after_the_body(graph: onnx.GraphProto) -> list[str]:
    readers = defaultdict(list)
    for node in graph.node:
        for value in node.input:
            readers[value].append(node)
    leads: dict[str, bool] = {}
    for node in reversed(graph.node):
        following = [reader for value in node.output for reader in readers[value]]
        leads[node.name] = any(reader.op_type == "Conv" or leads[reader.name] for reader in following)
    return [name for name, does in leads.items() if not does]


class _Pictures(CalibrationDataReader):
    def __init__(self, name: str, pictures: list[np.ndarray]) -> None:
        self._left = iter([{name: picture} for picture in pictures])

    def get_next(self) -> dict[str, np.ndarray] | None:
        return next(self._left, None)


if __name__ == "__main__":
    main()
