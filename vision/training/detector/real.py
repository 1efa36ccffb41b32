"""Parts of real photos to mix among the rendered scenes, never of a photo that shows a plate of the fold held out."""

from dataclasses import dataclass
from pathlib import Path
from random import Random

import cv2
import numpy as np

from labelled import labels_in, read_rgb
from recogniser.real import altered, rows_of
from split import fold_of

from .seen import askew, seen_from, turned
from .settle import Settler

_FOLDER = "street"
"""The one folder of whole photos whose rights allow training (VISION.md section 6)."""
_LONGEST_PX = 1920
_ZOOM = 2.0
"""A part is enlarged no more than this: beyond it the photo holds nothing new."""
_ASKEW = 0.2


@dataclass(frozen=True)
class RealPhoto:
    """RGB uint8, and its plates as `targets.py` wants them."""

    pixels: np.ndarray
    plates: list[dict]


def load_photos(photos: Path, held_out: int | None, settler: Settler | None = None) -> list[RealPhoto]:
    """All photos without a plate of the fold that is held out; `settler` corrects the corners that were labelled by upright boxes."""
    loaded = []
    for label in labels_in(photos / _FOLDER):
        if held_out is not None and any(fold_of(plate["plate"]) == held_out for plate in label["plates"]):
            continue
        loaded.append(_load(photos / _FOLDER / label["file"], label["plates"], settler))
    return loaded


def _load(file: Path, plates: list[dict], settler: Settler | None) -> RealPhoto:
    photo = read_rgb(file)
    shrink = min(1.0, _LONGEST_PX / max(photo.shape[:2]))
    if shrink < 1:
        photo = cv2.resize(photo, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    quads = [np.array(plate["corners"], np.float32) * shrink for plate in plates]
    if settler:
        quads = [settler.corrected(photo, quad) for quad in quads]
    return RealPhoto(photo, [{"quad": quad, "rows": rows_of(plate), "colour": plate["color"]} for quad, plate in zip(quads, plates, strict=True)])


def real_part(photo: RealPhoto, size: int, random: Random) -> tuple[np.ndarray, list[dict]]:
    """A square of `size` pixels out of the photo, at a random scale about one of its plates, sometimes anywhere."""
    height, width = photo.pixels.shape[:2]
    plate = random.choice(photo.plates)["quad"]
    wanted = 20 * (size * 0.85 / 20) ** random.random()
    scale = float(np.clip(wanted / np.linalg.norm(plate[1] - plate[0]), size / max(height, width) * 0.8, _ZOOM))
    side = size / scale
    centre = plate.mean(axis=0) if random.random() < 0.85 else np.array([random.random() * width, random.random() * height])
    at = centre - np.array([random.uniform(0.1, 0.9) for _ in range(2)]) * side
    # Turned or slanted about the square's middle, and scaled.
    look = (askew(random) if random.random() < _ASKEW else turned(random.triangular(-20, 20, 0))) * scale
    middle = at + side / 2
    shift = np.array([size / 2, size / 2]) - look @ middle
    matrix = np.hstack([look, shift[:, None]]).astype(np.float32)
    pixels = cv2.warpAffine(photo.pixels, matrix, (size, size), flags=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return altered(pixels, random), seen_from(photo.plates, look, shift)
