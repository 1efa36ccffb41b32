"""Endless training samples, each batch a function of (seed, number): training goes on after an interruption as if there had been none."""

from dataclasses import dataclass
from random import Random

import cv2
import numpy as np
import torch
from torch.utils.data import IterableDataset, get_worker_info

from render.alphabet import classes_of
from render.kinds import KINDS, Kind
from render.levels import LEVELS, Level
from render.patch import Patch, render_patch

from .real import RealPlate, altered, found_quad
from .straighten import straighten

_LEVEL_SHARES = {"easy": 0.15, "middle": 0.45, "hard": 0.35, "extreme": 0.05}
# Common kinds are seen more often, and small ones of two rows, which are the hardest to read; every province is equally likely in all of them.
_KIND_SHARES = {
    "small": 10.0, "nev_small": 4.0, "large": 2.5, "large_rear": 2.0, "nev_large": 1.5, "police": 1.5,
    "motorcycle": 3.0, "moped": 2.5, "police_motorcycle": 2.0, "low_speed": 2.0,
}  # fmt: skip

REAL_SHARE = 0.2
"""Of a batch, where real plates are mixed in."""

_USES = 4

_REACHED = 0.15
"""Of rendered patches; no level of `render/levels.py` asks for it."""

_BOXED = 0.25
_LEVEL_ENOUGH = 0.2
"""Tangent of the tilt up to which an upright box is used."""


@dataclass(frozen=True)
class Sample:
    """`pixels`: RGB uint8 [48, 168, 3]; `classes`: what stands on the plate."""

    pixels: np.ndarray
    classes: list[int]


def draw_kind(random: Random) -> Kind:
    """A kind as often as training wants it."""
    return random.choices(KINDS, [_KIND_SHARES.get(kind.name, 1.0) for kind in KINDS])[0]


def render_sample(random: Random, kind: Kind | None = None, level: Level | None = None, province: str | None = None) -> tuple[Sample, str]:
    """One sample and its text, for measuring. Without a kind or level, one as training wants it."""
    kind = kind or draw_kind(random)
    level = level or LEVELS[random.choices(list(_LEVEL_SHARES), list(_LEVEL_SHARES.values()))[0]]
    patch = render_patch(kind, level, random, province)
    pixels = straighten(patch.pixels, _found(patch.quad, level, random), kind.rows)
    return Sample(pixels, classes_of(patch.text)), patch.text


def _found(quad: np.ndarray, level: Level, random: Random) -> np.ndarray:
    """Corners as a detector finds them: all of them off together a little, each by itself a little. Some as who cuts plates out by upright boxes."""
    if random.random() < _BOXED:
        return _boxed(quad, random)
    across = np.linalg.norm(quad[3] - quad[0]) * level.corner_error
    centre = quad.mean(axis=0)
    grown = centre + (quad - centre) * (1 + random.uniform(-0.03, 0.06))
    moved = np.array([random.gauss(0, 0.4) for _ in range(2)]) * across
    apart = np.array([[random.gauss(0, 0.7) for _ in range(2)] for _ in range(4)]) * across
    return (grown + moved + apart).astype(np.float32)


def _boxed(quad: np.ndarray, random: Random) -> np.ndarray:
    """The upright box about a plate with margins of any size; only of plates that lie nearly level, others leave no room for their text in it."""
    along = quad[1] - quad[0]
    if abs(along[1]) > _LEVEL_ENOUGH * abs(along[0]):
        return quad
    width, height = quad.max(axis=0) - quad.min(axis=0)
    left, right = (random.uniform(-0.03, random.choice((0.02, 0.12))) * width for _ in range(2))
    top, bottom = (random.uniform(-0.05, random.choice((0.05, 0.3))) * height for _ in range(2))
    low, high = quad.min(axis=0) - (left, top), quad.max(axis=0) + (right, bottom)
    return np.array([[low[0], low[1]], [high[0], low[1]], [high[0], high[1]], [low[0], high[1]]], np.float32)


def _recoded(pixels: np.ndarray, random: Random) -> np.ndarray:
    """A plate crop as others stored it: shrunk to a fixed small size and compressed again."""
    if random.random() > 0.2:
        return pixels
    size = random.choice(((94, 24), (136, 36), (120, 34)))
    small = cv2.resize(pixels, size, interpolation=random.choice((cv2.INTER_AREA, cv2.INTER_LINEAR, cv2.INTER_CUBIC)))
    file = cv2.imencode(".jpg", small, (cv2.IMWRITE_JPEG_QUALITY, random.randint(50, 97)))[1]
    return cv2.resize(cv2.imdecode(file, cv2.IMREAD_COLOR), (pixels.shape[1], pixels.shape[0]), interpolation=cv2.INTER_LINEAR)


class RenderedSamples(IterableDataset):
    """Batches from batch number `first` on. Each rendered patch serves in `_USES` batches, found and stored differently: rendering is dear."""

    def __init__(self, seed: int, batch: int, first: int, real: list[RealPlate] | None = None) -> None:
        self._seed, self._batch, self._first = seed, batch, first
        self._real = real or []

    def __iter__(self):
        cv2.setNumThreads(0)
        worker = get_worker_info()
        start, step = (worker.id, worker.num_workers) if worker else (0, 1)
        turn = self._first // _USES + start
        while True:
            random = Random(self._seed * 1_000_000_007 + turn)
            patches = [_draw_patch(random) for _ in range(self._batch)]
            for _ in range(_USES):
                samples = [_take(patch, level, random) for patch, level in patches]
                if self._real:
                    taken = round(self._batch * REAL_SHARE)
                    samples[:taken] = [_take_real(random.choice(self._real), random) for _ in range(taken)]
                yield collate(samples)
            turn += step


def _draw_patch(random: Random) -> tuple[Patch, Level]:
    level = LEVELS[random.choices(list(_LEVEL_SHARES), list(_LEVEL_SHARES.values()))[0]]
    return render_patch(draw_kind(random), level, random, reached=_REACHED), level


def _take(patch: Patch, level: Level, random: Random) -> Sample:
    pixels = straighten(patch.pixels, _found(patch.quad, level, random), patch.kind.rows)
    return Sample(_recoded(pixels, random), classes_of(patch.text))


def _take_real(plate: RealPlate, random: Random) -> Sample:
    return Sample(straighten(altered(plate.pixels, random), found_quad(plate, random), plate.rows), classes_of(plate.text))


def collate(samples: list[Sample]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Inputs uint8 [N, 48, 168, 3], all classes in one row, their counts."""
    inputs = torch.from_numpy(np.stack([sample.pixels for sample in samples]))
    classes = torch.tensor([number for sample in samples for number in sample.classes], dtype=torch.long)
    return inputs, classes, torch.tensor([len(sample.classes) for sample in samples], dtype=torch.long)

