"""From a plate's corners to the recogniser's input. `vision/plates/straighten.ts` does the same at run time; the two must agree."""

import cv2
import numpy as np

WIDTH, HEIGHT = 168, 48

# Two rows are laid side by side, in shares of the plate: the upper row's middle, then the lower row's whole width. The bands overlap, since the rows
# of 440 x 220, 300 x 165 and 220 x 140 plates part at different heights (DOMAIN.md 4.3).
UPPER_WIDTH = 60
UPPER = (0.12, 0.88, 0.0, 0.46)
LOWER = (0.0, 1.0, 0.37, 1.0)


def straighten(pixels: np.ndarray, quad: np.ndarray, rows: int) -> np.ndarray:
    """RGB uint8 [48, 168, 3]. `quad`: corners clockwise from the plate's top left, float32 [4, 2]; the plate fills the input edge to edge."""
    if rows == 1:
        return _part(pixels, quad, (0.0, 1.0, 0.0, 1.0), WIDTH)
    return np.hstack([_part(pixels, quad, UPPER, UPPER_WIDTH), _part(pixels, quad, LOWER, WIDTH - UPPER_WIDTH)])


def _part(pixels: np.ndarray, quad: np.ndarray, part: tuple[float, float, float, float], width: int) -> np.ndarray:
    left, right, top, bottom = part
    plate = cv2.getPerspectiveTransform(np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32), quad.astype(np.float32))
    corners = cv2.perspectiveTransform(np.array([[[left, top], [right, top], [right, bottom], [left, bottom]]], np.float32), plate)[0]
    target = np.array([[0, 0], [width, 0], [width, HEIGHT], [0, HEIGHT]], np.float32) - 0.5
    matrix = cv2.getPerspectiveTransform((corners - 0.5).astype(np.float32), target)
    return cv2.warpPerspective(pixels, matrix, (width, HEIGHT), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
