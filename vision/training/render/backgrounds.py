"""Pictures to lay plates into: parts of photos that show none, or surfaces made up."""

from pathlib import Path
from random import Random

import cv2
import numpy as np

from .surroundings import paintwork

_LONGEST_PX = 1280


class Backgrounds:
    """Square parts of the photos in the given folders, and made-up ones where there are none."""

    def __init__(self, folders: list[Path]) -> None:
        files = sorted(file for folder in folders for file in folder.iterdir() if file.suffix.lower() in (".jpg", ".jpeg", ".png"))
        self._photos = [photo for file in files if (photo := _load(file)) is not None]

    def draw(self, size: int, random: Random) -> np.ndarray:
        """RGB uint8 [size, size, 3]."""
        if not self._photos or random.random() < 0.15:
            return (paintwork(size, size, random) * 255).astype(np.uint8)
        photo = random.choice(self._photos)
        side = int(min(photo.shape[:2]) * random.uniform(0.25, 1.0))
        x, y = random.randint(0, photo.shape[1] - side), random.randint(0, photo.shape[0] - side)
        part = photo[y : y + side, x : x + side]
        part = cv2.resize(part, (size, size), interpolation=cv2.INTER_AREA if side > size else cv2.INTER_LINEAR)
        return np.ascontiguousarray(part[:, ::-1]) if random.random() < 0.5 else part


def _load(file: Path) -> np.ndarray | None:
    photo = cv2.imread(str(file), cv2.IMREAD_COLOR)
    if photo is None:
        return None
    scale = min(1.0, _LONGEST_PX / max(photo.shape[:2]))
    small = cv2.resize(photo, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return cv2.cvtColor(small, cv2.COLOR_BGR2RGB)
