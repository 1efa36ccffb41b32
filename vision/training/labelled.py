"""The labelled photos of a folder, as VISION.md section 6 describes them."""

import json
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np


def labels_in(folder: Path) -> Iterator[dict]:
    """Each line of labels.jsonl whose labeller was sure of it; a crop's one plate stands under `plates`, too."""
    for line in (folder / "labels.jsonl").read_text().splitlines():
        label = json.loads(line)
        if not label.get("suspect"):
            yield {"plates": [label]} | label


def read_rgb(file: Path) -> np.ndarray:
    """RGB uint8. Raises FileNotFoundError for what cannot be opened or is no picture."""
    photo = cv2.imread(str(file), cv2.IMREAD_COLOR)
    if photo is None:
        raise FileNotFoundError(f"{file} is no picture that can be opened")
    return cv2.cvtColor(photo, cv2.COLOR_BGR2RGB)
