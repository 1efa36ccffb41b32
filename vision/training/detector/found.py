"""From the detector's cells to plates, and how well they fit the labels. `vision/plates/detect-plates.ts` does the same at run time."""

import cv2
import numpy as np

SCORE_FROM = 0.3
_SAME_FROM = 0.3


def plates_of(cells: np.ndarray, score_from: float = SCORE_FROM) -> list[tuple[float, np.ndarray, int]]:
    """`cells` [n, 16] of one picture: score, corners [4, 2] and rows of each plate, surest first, each plate once."""
    kept: list[tuple[float, np.ndarray, int]] = []
    for cell in sorted(cells[cells[:, 0] >= score_from], key=lambda cell: -cell[0]):
        quad = cell[1:9].reshape(4, 2)
        if all(overlap(quad, other) < _SAME_FROM for _, other, _ in kept):
            kept.append((float(cell[0]), quad, 2 if cell[9] > 0.5 else 1))
    return kept


def overlap(a: np.ndarray, b: np.ndarray) -> float:
    """Intersection over union of two convex quadrilaterals."""
    shared = cv2.intersectConvexConvex(a.astype(np.float32), b.astype(np.float32))[0]
    both = cv2.contourArea(a.astype(np.float32)) + cv2.contourArea(b.astype(np.float32)) - shared
    return float(shared / both) if both > 0 else 0.0
