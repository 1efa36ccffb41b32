"""Whole pictures with any number of plates, and with much that only looks like one: what the detector is trained and scored on."""

from dataclasses import dataclass, replace
from random import Random

import cv2
import numpy as np

from .camera import Quad, cover_part, dirty, expose, lay, light, place, rainy
from .distractors import draw_distractor
from .kinds import Kind, compose
from .levels import LEVELS, Level
from .plate import draw_plate
from .surroundings import holder, paintwork

_SMALLEST_PX = 18
_LEAST_HEIGHT_PX = 5
"""Lower than this a plate is no more than a stripe; it is not laid at all."""


@dataclass(frozen=True)
class ScenePlate:
    quad: Quad
    kind: Kind
    text: str


@dataclass(frozen=True)
class Scene:
    """`pixels`: RGB uint8; `plates`: those whose centre is in the picture."""

    pixels: np.ndarray
    plates: tuple[ScenePlate, ...]


def render_scene(background: np.ndarray, kinds: list[Kind], random: Random, level: Level | None = None) -> Scene:
    """Lays one plate of each of `kinds` into a background (RGB uint8), where it finds room."""
    level = level or LEVELS[random.choices(("easy", "middle", "hard"), (0.3, 0.45, 0.25))[0]]
    photo = background.astype(np.float32) / 255
    height, width = photo.shape[:2]
    taken: list[np.ndarray] = []
    for _ in range(random.choice((0, 0, 1, 1, 2, 4))):
        draw_distractor(photo, random, taken)
    plates = []
    for kind in kinds:
        quad = _room(kind, level, random, (width, height), taken)
        if quad is not None:
            plates.append(_hang(photo, kind, quad, level, random))
    around = plates[0].quad if plates else np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32) / 2
    photo = light(photo, level, random, around)
    if random.random() < level.rain:
        photo = rainy(photo, random)
    return Scene(expose(photo, _lens(level, plates), random), tuple(plates))


def _room(kind: Kind, level: Level, random: Random, size: tuple[int, int], taken: list[np.ndarray]) -> Quad | None:
    """A place whose bounds touch nothing that is there; None after a few tries."""
    largest = 0.9 * min(size[0], size[1] * kind.width / kind.height)
    for _ in range(8):
        wide = _SMALLEST_PX * (largest / _SMALLEST_PX) ** random.random()
        quad = place(kind.width, kind.height, level, random, wide)
        low, high = quad.min(axis=0), quad.max(axis=0)
        if np.linalg.norm(quad[3] - quad[0]) < _LEAST_HEIGHT_PX:
            continue
        # A plate may be cut by the edge of the picture, though never by more than a quarter.
        room = np.array(size) - (high - low)
        at = np.array([random.uniform(min(0, room[i]) - 0.05 * wide, max(0, room[i]) + 0.05 * wide) for i in range(2)])
        quad = (quad - low + at).astype(np.float32)
        box = np.concatenate([quad.min(axis=0), quad.max(axis=0)])
        if (box[2:] - box[:2] > np.array(size) * 1.02).any() or any(_touch(box, other) for other in taken):
            continue
        taken.append(box)
        return quad
    return None


def _touch(a: np.ndarray, b: np.ndarray) -> bool:
    return bool((np.minimum(a[2:], b[2:]) > np.maximum(a[:2], b[:2])).all())


def _hang(photo: np.ndarray, kind: Kind, quad: Quad, level: Level, random: Random) -> ScenePlate:
    """A plate on its holder, mostly on a piece of some car."""
    if random.random() < 0.6:
        _car_part(photo, quad, random)
    holder(photo, quad, (kind.width, kind.height), random)
    text = compose(kind, random)
    wide = max(np.linalg.norm(quad[1] - quad[0]), np.linalg.norm(quad[2] - quad[3]))
    lay(photo, draw_plate(kind, text, random, px_per_mm=min(1.5, max(0.12, 1.4 * wide / kind.width))), quad)
    if random.random() < level.dirt:
        dirty(photo, random, quad)
    if random.random() < level.covered:
        cover_part(photo, random, quad)
    return ScenePlate(quad, kind, text)


def _car_part(photo: np.ndarray, quad: Quad, random: Random) -> None:
    height, width = photo.shape[:2]
    across = np.linalg.norm(quad[1] - quad[0])
    low = np.maximum(np.floor(quad.min(axis=0) - across * np.array([random.uniform(0.1, 1.5), random.uniform(0.1, 1.2)])), 0).astype(int)
    high = np.minimum(np.ceil(quad.max(axis=0) + across * np.array([random.uniform(0.1, 1.5), random.uniform(0.1, 0.8)])), (width, height)).astype(int)
    if (high - low < 4).any():
        return
    part = paintwork(int(high[1] - low[1]), int(high[0] - low[0]), random)
    mask = np.zeros(part.shape[:2], np.float32)
    inset = max(1, int(0.1 * min(part.shape[:2])))
    cv2.rectangle(mask, (inset, inset), (part.shape[1] - 1 - inset, part.shape[0] - 1 - inset), 1.0, -1)
    mask = cv2.GaussianBlur(mask, (0, 0), max(0.5, inset * random.uniform(0.1, 0.8)))[..., None]
    window = photo[low[1] : high[1], low[0] : high[0]]
    window += (part - window) * mask


def _lens(level: Level, plates: list[ScenePlate]) -> Level:
    """Blur is told in pixels of a plate of the level's width; small plates in the picture get less of it, as a lens gives them."""
    smallest = min((np.linalg.norm(plate.quad[1] - plate.quad[0]) for plate in plates), default=level.width_px[0])
    share = float(np.clip(smallest / level.width_px[0], 0.2, 1.0))
    blur, motion, noise = ((low * share, high * share) for low, high in (level.blur_px, level.motion_px, level.noise))
    return replace(level, blur_px=blur, motion_px=motion, noise=noise)
