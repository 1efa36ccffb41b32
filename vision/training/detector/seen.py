"""How a flat picture looks from elsewhere: turned, or slanted as from far to the side and above."""

from random import Random

import numpy as np

_MOST_TURN, _MOST_SLANT = 50, 50
"""Degrees."""
_NARROWEST = 0.5
_TURNED = 0.4
"""Of what is askew; the rest is slanted."""


def turned(degrees: float) -> np.ndarray:
    """Float64 [2, 2], clockwise in a picture."""
    turn = np.radians(degrees)
    return np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])


def askew(random: Random) -> np.ndarray:
    """As a phone held askew sees it, or a camera from which the plate's rows run downhill while its uprights stay upright; float64 [2, 2]."""
    if random.random() < _TURNED:
        return turned(random.uniform(-_MOST_TURN, _MOST_TURN))
    slant = np.tan(np.radians(random.uniform(-_MOST_SLANT, _MOST_SLANT)))
    return turned(random.uniform(-8, 8)) @ np.array([[1, 0], [slant, 1]]) @ np.diag([random.uniform(_NARROWEST, 1), 1])


def seen_from(plates: list[dict], look: np.ndarray, shift: np.ndarray) -> list[dict]:
    """The plates where the picture was turned, scaled and shifted; some may have left it."""
    return [{**plate, "quad": (plate["quad"] @ look.T + shift).astype(np.float32)} for plate in plates]
