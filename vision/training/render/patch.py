"""One plate in its surroundings: what the recogniser is trained and scored on."""

from dataclasses import dataclass
from random import Random

import numpy as np

from .camera import Quad, cover_part, dirty, expose, lay, light, place, rainy
from .kinds import Kind, compose
from .levels import Level
from .plate import draw_plate
from .surroundings import holder, paintwork, reach_over


@dataclass(frozen=True)
class Patch:
    """`pixels`: RGB uint8; `quad`: the plate's true corners in it."""

    pixels: np.ndarray
    quad: Quad
    kind: Kind
    text: str


def render_patch(kind: Kind, level: Level, random: Random, province: str | None = None, reached: float = 0.0) -> Patch:
    """A photo's part that holds one plate of this kind with a margin about it. `reached`: the chance that its holder or some writing reaches over it."""
    text = compose(kind, random, province)
    quad = place(kind.width, kind.height, level, random)
    margin = 0.28 * np.linalg.norm(quad[3] - quad[0]) + 4
    quad = quad - quad.min(axis=0) + margin
    width, height = (int(n) for n in np.ceil(quad.max(axis=0) + margin))
    photo = paintwork(height, width, random)
    holder(photo, quad, (kind.width, kind.height), random)
    wide = max(np.linalg.norm(quad[1] - quad[0]), np.linalg.norm(quad[2] - quad[3]))
    lay(photo, draw_plate(kind, text, random, px_per_mm=min(2.0, 1.4 * wide / kind.width)), quad)
    if reached and random.random() < reached:
        reach_over(photo, quad, kind, random)
    if random.random() < level.dirt:
        dirty(photo, random, quad)
    if random.random() < level.covered:
        cover_part(photo, random, quad)
    photo = light(photo, level, random, quad)
    if random.random() < level.rain:
        photo = rainy(photo, random)
    return Patch(expose(photo, level, random), quad, kind, text)
