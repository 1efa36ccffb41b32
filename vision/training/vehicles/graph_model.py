"""A TensorFlow.js graph model that came from ONNX, as far as NanoDet needs it: [n, channels, h, w], transposed around TensorFlow's own operators."""

import json
from pathlib import Path

import numpy as np

from .tensors import Tensors


def read_constants(folder: Path, manifest: list[dict]) -> dict[str, np.ndarray]:
    """What the manifest calls quantised is kept at half precision."""
    found = {}
    for group in manifest:
        data = b"".join((folder / path).read_bytes() for path in group["paths"])
        at = 0
        for entry in group["weights"]:
            kind = np.float16 if "quantization" in entry else np.dtype(entry["dtype"])
            count = int(np.prod(entry["shape"]))
            found[entry["name"]] = np.frombuffer(data, kind, count, at).reshape(entry["shape"])
            at += found[entry["name"]].nbytes
    return found


def add_graph_model(tensors: Tensors, file: Path, picture: str, wanted: dict[str, list[int]]) -> list[str]:
    """Adds the nodes that lead from `picture` [n, 3, h, w] to the `wanted` convolutions with their bias, and answers these with the listed channels only."""
    described = json.loads(file.read_text())
    constants = read_constants(file.parent, described["weightsManifest"])
    nodes = {node["name"]: node for node in described["modelTopology"]["node"]}
    made = {node["name"]: picture for node in nodes.values() if node["op"] == "Placeholder"}
    # The sizes that its resizing goes through, at 416 px: up from the coarsest grid and down again, each from where the last one came to.
    sizes = [13]

    def result(name: str) -> str:
        if name not in made:
            made[name] = add_node(nodes[name])
        return made[name]

    def behind(name: str) -> dict:
        """The node that a chain of transpositions begins with."""
        while nodes[name]["op"] == "Transpose":
            name = nodes[name]["input"][0]
        return nodes[name]

    def padded(name: str) -> tuple[str, int]:
        """What a convolution or a pooling looks at, and by how many pixels it is padded on each side."""
        node = behind(name)
        if node["op"] not in ("Pad", "PadV2"):
            return result(node["name"]), 0
        widths = constants[node["input"][1]]
        if widths[:2].any() or len(set(widths[2:].flatten())) > 1:
            raise ValueError(f"{node['name']} pads the sides differently")
        return result(node["input"][0]), int(widths[2, 0])

    def with_bias(node: dict) -> str:
        conv, bias = behind(node["input"][0]), constants[node["input"][1]]
        # [kh, kw, in, out]
        weights = constants[conv["input"][1]].transpose(3, 2, 0, 1)
        if channels := wanted.get(node["name"]):
            weights, bias = weights[channels], bias[channels]
        x, pad = padded(conv["input"][0])
        return tensors.convolution(x, weights, bias, int(conv["attr"]["strides"]["list"]["i"][1]), pads=[pad] * 4)

    def resized(node: dict) -> str:
        x = result(node["input"][0])
        before, after = sizes[-1], int(constants[node["input"][1]][0])
        sizes.append(after)
        scales = tensors.floats(1, 1, after / before, after / before)
        return tensors.add("Resize", x, "", scales, mode="linear", coordinate_transformation_mode="half_pixel")

    def add_node(node: dict) -> str:
        op, inputs = node["op"], node["input"]
        if op == "Transpose":
            return result(inputs[0])
        if op == "Add" and inputs[1] in constants:
            return with_bias(node)
        if op == "Add":
            return tensors.add("Add", result(inputs[0]), result(inputs[1]))
        if op == "LeakyRelu":
            return tensors.add("LeakyRelu", result(inputs[0]), alpha=node["attr"]["alpha"]["f"])
        if op == "MaxPool":
            x, pad = padded(inputs[0])
            sizes = {key: [int(one) for one in node["attr"][key]["list"]["i"][1:3]] for key in ("ksize", "strides")}
            return tensors.add("MaxPool", x, kernel_shape=sizes["ksize"], strides=sizes["strides"], pads=[pad] * 4)
        if op == "ConcatV2":
            return tensors.add("Concat", *(result(one) for one in inputs[:-1]), axis=1)
        if op == "ResizeBilinear":
            return resized(node)
        raise ValueError(f"{op} at {node['name']} is not known")

    return [result(name) for name in wanted]
