"""Real plates to mix among the rendered ones: the photos whose rights allow it (VISION.md section 6), and never those of the fold held out."""

from dataclasses import dataclass
from pathlib import Path
from random import Random

import cv2
import numpy as np

from detector.settle import Settler
from labelled import labels_in, read_rgb
from split import fold_of

TRAINABLE = ("street", "crops-ccpd")
"""crops-street and kinds are for measuring only."""

_TWO_ROWS_BELOW = 2.4

_SUPPORTED = 280
"""Plates wider than this are shrunk: the recogniser needs no more, and a copy in every worker has its price."""


@dataclass(frozen=True)
class RealPlate:
    """A part of a photo (RGB uint8) with one plate in it; `quads`: its corners as labelled and as found; none where the whole picture is the plate."""

    pixels: np.ndarray
    quads: tuple[np.ndarray, ...]
    text: str
    rows: int


def rows_of(label: dict) -> int:
    """One row or two of a labelled plate: as its kind says, or by the proportions of a yellow one (blue ones so short are seen from the side)."""
    if "kind" in label:
        return 2 if "two_row" in label["kind"] else 1
    if "corners" not in label or label["color"] != "yellow":
        return 1
    corners = np.array(label["corners"])
    return 2 if np.linalg.norm(corners[1] - corners[0]) < _TWO_ROWS_BELOW * np.linalg.norm(corners[3] - corners[0]) else 1


def load_real(photos: Path, held_out: int | None, settler: Settler | None = None) -> list[RealPlate]:
    """All trainable plates but those of the fold that is held out. `settler` adds the corners that a detector finds: what a reader is given at run time."""
    plates = []
    for folder in TRAINABLE:
        for label in labels_in(photos / folder):
            photo = read_rgb(photos / folder / label["file"])
            for plate in label["plates"]:
                if held_out is None or fold_of(plate["plate"]) != held_out:
                    plates.append(_cut(photo, plate, settler))
    return plates


def _cut(photo: np.ndarray, plate: dict, settler: Settler | None) -> RealPlate:
    if "corners" not in plate:
        return RealPlate(photo, (), plate["plate"], 1)
    quad = np.array(plate["corners"], np.float32)
    found = settler.found(photo, quad) if settler else None
    width = np.linalg.norm(quad[1] - quad[0])
    low = np.maximum(quad.min(axis=0) - width / 3, 0).astype(int)
    high = np.minimum(quad.max(axis=0) + width / 3, (photo.shape[1], photo.shape[0])).astype(int)
    part = photo[low[1] : high[1], low[0] : high[0]]
    shrink = min(1.0, _SUPPORTED / float(width))
    if shrink < 1:
        part = cv2.resize(part, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    quads = tuple(((corners - low) * shrink).astype(np.float32) for corners in (quad, found) if corners is not None)
    return RealPlate(np.ascontiguousarray(part), quads, plate["plate"], rows_of(plate))


def found_quad(plate: RealPlate, random: Random) -> np.ndarray:
    """Corners to straighten by: near the labelled or the found ones, or near the picture's edges."""
    if plate.quads:
        quad = random.choice(plate.quads)
        across = np.linalg.norm(quad[3] - quad[0])
        return quad + np.array([[random.gauss(0, 0.05) for _ in range(2)] for _ in range(4)], np.float32) * across
    height, width = plate.pixels.shape[:2]
    off = [random.uniform(-0.05, 0.03) for _ in range(8)]
    unit = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32) + np.array(off, np.float32).reshape(4, 2)
    return unit * np.array([width, height], np.float32)


def altered(pixels: np.ndarray, random: Random) -> np.ndarray:
    """The same plate in another light, through another lens, in another file."""
    light = np.array([random.uniform(0.85, 1.15) for _ in range(3)], np.float32) * random.uniform(0.5, 1.3)
    photo = np.clip(pixels.astype(np.float32) * light + random.uniform(-30, 30), 0, 255)
    if random.random() < 0.5:
        photo = cv2.GaussianBlur(photo, (0, 0), random.uniform(0.3, 1.2))
    if random.random() < 0.5:
        photo = photo + np.random.default_rng(random.getrandbits(32)).standard_normal(photo.shape, np.float32) * random.uniform(1, 8)
    photo = np.clip(photo, 0, 255).astype(np.uint8)
    file = cv2.imencode(".jpg", photo, (cv2.IMWRITE_JPEG_QUALITY, random.randint(40, 95)))[1]
    return cv2.imdecode(file, cv2.IMREAD_COLOR)
