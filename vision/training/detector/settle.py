"""Corners of labelled plates as the detector finds them: many labels are boxes, upright or turned, about plates that hang at an angle or are seen from
the side.

The closer look of `vision/plates/refine.ts`: the plate at 80 px in a region of 160 x 96.
"""

from pathlib import Path

import cv2
import numpy as np
import torch

from loop import averaged

from .found import overlap, plates_of
from .model import DecodedDetector, Detector

_PLATE_PX = 80
_REGION = (160, 96)
_SCORE_FROM = 0.15
_SAME_FROM = 0.4
_LEVEL_BELOW = np.tan(np.radians(3.0))
_UPRIGHT_WITHIN = 0.01
_SQUARE_WITHIN, _SLANTED_FROM = 1.0, 8.0
"""Degrees that the sides at a corner differ from a right angle."""


class Settler:
    """Looks with the averaged weights of a detector's run, best one that saw rendered pictures only."""

    def __init__(self, run: Path) -> None:
        detector = Detector()
        averaged(run, detector)
        self._model = DecodedDetector(detector).eval()

    @torch.no_grad()
    def found(self, photo: np.ndarray, quad: np.ndarray) -> np.ndarray | None:
        """Corners near a labelled quad in a photo (RGB uint8), in its pixels; None where the detector sees no plate there."""
        scale = _PLATE_PX / float(np.linalg.norm(quad[1] - quad[0]))
        corner = quad.mean(axis=0) * scale - np.array(_REGION) / 2
        matrix = np.array([[scale, 0, -corner[0]], [0, scale, -corner[1]]], np.float32)
        flags = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
        region = cv2.warpAffine(photo, matrix, _REGION, flags=flags, borderMode=cv2.BORDER_REPLICATE)
        cells = self._model(torch.from_numpy(region)[None])[0].numpy()
        here = quad * scale - corner
        best = max((other for _, other, _ in plates_of(cells, _SCORE_FROM)), key=lambda other: overlap(other, here), default=None)
        if best is None or overlap(best, here) < _SAME_FROM:
            return None
        return ((best + corner) / scale).astype(np.float32)

    def corrected(self, photo: np.ndarray, quad: np.ndarray) -> np.ndarray:
        """The labelled corners, but where they are a box and the plate is seen to hang at an angle or from the side."""
        if _off_square(quad) > _SQUARE_WITHIN:
            return quad
        found = self.found(photo, quad)
        if found is None:
            return quad
        hangs_askew = _is_upright(quad) and abs(_slope(found)) >= _LEVEL_BELOW
        return found if hangs_askew or _off_square(found) >= _SLANTED_FROM else quad


def _off_square(quad: np.ndarray) -> float:
    """How many degrees the angle at the first corner is more or less than a right one."""
    along, down = quad[1] - quad[0], quad[3] - quad[0]
    return float(np.degrees(np.arcsin(np.clip(abs(along @ down) / (np.linalg.norm(along) * np.linalg.norm(down)), 0, 1))))


def _is_upright(quad: np.ndarray) -> bool:
    """Whether its sides run along the picture's, whichever corner is named first."""
    sides = np.abs(np.roll(quad, -1, axis=0) - quad)
    return bool((sides.min(axis=1) < _UPRIGHT_WITHIN * sides.max(axis=1)).all())


def _slope(quad: np.ndarray) -> float:
    along = quad[1] - quad[0]
    return float(along[1] / along[0]) if along[0] else float("inf")
