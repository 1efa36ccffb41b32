"""Weights in a byte each, with a scale for each output channel: a quarter of the size, multiplied out once when the model is loaded."""

import numpy as np


def in_bytes(values: np.ndarray, axes: tuple[int, ...]) -> tuple[np.ndarray, np.ndarray]:
    """int8 and the float32 scale that gives the values back; `axes` are all but that of the output channels. The largest of a channel is 127."""
    scale = (np.maximum(np.abs(values).max(axis=axes, keepdims=True), 1e-12) / 127).astype(np.float32)
    return np.round(values / scale).astype(np.int8), scale
