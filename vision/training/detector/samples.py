"""Endless training pictures, each batch a function of (seed, number)."""

from pathlib import Path
from random import Random

import cv2
import numpy as np
import torch
from torch.utils.data import IterableDataset, get_worker_info

from recogniser.samples import draw_kind
from render.backgrounds import Backgrounds
from render.kinds import Kind
from render.scene import render_scene

from .real import RealPhoto, real_part
from .seen import askew, seen_from, turned
from .targets import cell_targets

SIZE = 320
REAL_SHARE = 0.3
"""Of a batch, where parts of real photos are mixed in."""

_USES = 3

_ASKEW = 0.4
"""Of the pictures: seen as a phone held askew or a camera far to the side and above sees them."""

_READS_AS = {"dark-green": "green"}
"""A reader has no name of its own for the ground of civil aviation plates."""


class RenderedScenes(IterableDataset):
    """Batches from batch number `first` on: bytes [N, 320, 320, 3], asked cells, wanted answers.

    Each rendered picture serves in `_USES` batches, from another distance and in another light each time: rendering is dear.
    """

    def __init__(self, seed: int, batch: int, first: int, backgrounds: list[Path], real: list[RealPhoto] | None = None) -> None:
        self._seed, self._batch, self._first, self._folders = seed, batch, first, backgrounds
        self._real = real or []

    def __iter__(self):
        cv2.setNumThreads(0)
        backgrounds = Backgrounds(self._folders)
        worker = get_worker_info()
        start, step = (worker.id, worker.num_workers) if worker else (0, 1)
        turn = self._first // _USES + start
        while True:
            random = Random(self._seed * 1_000_000_007 + turn)
            taken = round(self._batch * REAL_SHARE) if self._real else 0
            drawn = [draw_picture(backgrounds, random) for _ in range(self._batch - taken)]
            for _ in range(_USES):
                pictures = [real_part(random.choice(self._real), SIZE, random) for _ in range(taken)]
                pictures += [_varied(pixels, plates, random) for pixels, plates in drawn]
                targets = [cell_targets(plates, SIZE) for _, plates in pictures]
                yield (
                    torch.from_numpy(np.stack([pixels for pixels, _ in pictures])),
                    torch.stack([asked for asked, _ in targets]),
                    torch.stack([wanted for _, wanted in targets]),
                )
            turn += step


def _varied(pixels: np.ndarray, plates: list[dict], random: Random) -> tuple[np.ndarray, list[dict]]:
    """Nearer or farther, moved, brighter or darker, turned a little, some askew."""
    look = (askew(random) if random.random() < _ASKEW else turned(random.uniform(-6, 6))) * 1.35 ** random.uniform(-1, 1)
    middle = np.full(2, SIZE / 2)
    shift = middle - look @ middle + np.array([random.uniform(-0.15, 0.15) * SIZE for _ in range(2)])
    light = np.array([random.uniform(0.9, 1.1) for _ in range(3)], np.float32) * random.uniform(0.65, 1.25)
    moved = cv2.warpAffine(pixels, np.hstack([look, shift[:, None]]), (SIZE, SIZE), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.clip(moved * light + random.uniform(-12, 12), 0, 255).astype(np.uint8), seen_from(plates, look, shift)


def draw_picture(backgrounds: Backgrounds, random: Random) -> tuple[np.ndarray, list[dict]]:
    """One rendered picture and its plates as `targets.py` wants them."""
    kinds = [draw_kind(random) for _ in range(random.choice((0, 1, 1, 1, 2, 2, 3, 4)))]
    scene = render_scene(backgrounds.draw(SIZE, random), kinds, random)
    plates = [{"quad": plate.quad, "rows": plate.kind.rows, "colour": colour_of(plate.kind)} for plate in scene.plates]
    return scene.pixels, plates


def colour_of(kind: Kind) -> str:
    """The colour that the detector answers for a kind."""
    return _READS_AS.get(kind.ground, kind.ground)
