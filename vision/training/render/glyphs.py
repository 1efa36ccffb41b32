"""Glyphs as distance fields, so that one drawing gives every stroke weight.

Characters come from our own strokes or from freely licensed fonts, stretched into the boxes that a plate gives its characters; no glyph of a real
plate is copied.
"""

from functools import lru_cache
from pathlib import Path
from random import Random

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from . import han_strokes, strokes

_FONTS = Path(__file__).resolve().parents[1] / "fonts"
_LATIN = tuple(sorted((_FONTS / "latin").glob("*.ttf")))
_HAN = tuple(sorted((_FONTS / "han").glob("*.ttf")))

FACES = 1 + len(_LATIN)
"""Face 0 of Latin letters and digits is drawn from strokes, the others from fonts."""
NEW_ENERGY_FACE = FACES
"""The strokes of new-energy plates, which take the place of face 0 there."""
HAN_FACES = 1 + 2 * len(_HAN)
"""Face 0 of Han characters is drawn from strokes, then come the fonts, then the fonts' skeletons in strokes of one width, as plates have them."""
_HAN_STROKE_MM = (3.8, 7.0)
"""The more strokes a character has, the thinner they are: otherwise they run together."""
_BARE = "1"
"""The 1 of plates is a bare bar, which no font has."""
VARIANTS = 6
"""Variant 0 is as drawn, the others are bent a little: the makers' tools differ and wear."""

_LATIN_BEND_MM, _HAN_BEND_MM = 1.5, 2.8
"""No free font has the Han characters of plates, and our strokes are not theirs; more bending makes up for some of it."""

_DRAWN_PX = 200
"""Height at which a font's glyph is drawn before it is measured."""

_MOST_REACH = 1.5
"""How far beyond a turn strokes may reach, in halves of their width."""
_CIRCLE = np.stack([np.cos(np.arange(16) * np.pi / 8), np.sin(np.arange(16) * np.pi / 8)], axis=1)

FIELD_PX_PER_MM = 1.5
PAD_MM = 6.0


@lru_cache(maxsize=64)
def _font(path: Path) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(path), _DRAWN_PX)


@lru_cache(maxsize=4096)
def _ink(character: str, font: Path) -> np.ndarray:
    """The glyph's ink, cut to its edges; 0 to 255."""
    canvas = Image.new("L", (_DRAWN_PX * 2, _DRAWN_PX * 2))
    ImageDraw.Draw(canvas).text((_DRAWN_PX // 2, _DRAWN_PX // 3), character, fill=255, font=_font(font))
    box = canvas.getbbox()
    if box is None:
        raise ValueError(f"{font.name} has no glyph for {character!r}")
    return np.asarray(canvas.crop(box))


@lru_cache(maxsize=16384)
def distance_field(character: str, face: int, width: float, height: float, variant: int = 0) -> np.ndarray:
    """Signed distance to the glyph's outline in millimetres, positive inside, float16.

    The field covers the box and `PAD_MM` around it at `FIELD_PX_PER_MM`. `width` and `height` in millimetres.
    """
    character = {"O": "0", "I": "1"}.get(character, character)
    if ord(character) > 0x2E80:
        field = _field_of_han(character, face, width, height)
    elif face == NEW_ENERGY_FACE:
        field = _field_of_latin_strokes(strokes.NEW_ENERGY[character], width, height)
    elif face == 0 or character in _BARE:
        field = _field_of_latin_strokes(strokes.GLYPHS[character], width, height)
    else:
        field = _field_of_ink(_ink(character, _LATIN[face - 1]), width, height)
    if variant:
        most = _HAN_BEND_MM if ord(character) > 0x2E80 else _LATIN_BEND_MM
        field = _bent(field, most, Random(f"{character}{face}{variant}"))
    return field.astype(np.float16)


def _field_of_ink(ink: np.ndarray, width: float, height: float) -> np.ndarray:
    """Stretched to fill its box."""
    pad = round(PAD_MM * FIELD_PX_PER_MM)
    box_w, box_h = round(width * FIELD_PX_PER_MM), round(height * FIELD_PX_PER_MM)
    stretched = cv2.resize(ink, (box_w, box_h), interpolation=cv2.INTER_AREA)
    canvas = np.zeros((box_h + 2 * pad, box_w + 2 * pad), np.uint8)
    canvas[pad : pad + box_h, pad : pad + box_w] = stretched
    return _to_edge((canvas > 127).astype(np.uint8)) / FIELD_PX_PER_MM


def _field_of_latin_strokes(glyph: list[strokes.Line], width: float, height: float) -> np.ndarray:
    size = np.array([width, height])
    scale = size / (strokes.WIDTH, strokes.HEIGHT)
    return _field_of_strokes([np.array(line) * scale for line in glyph], strokes.STROKE * float(np.sqrt(scale.prod())), size)


def _field_of_han(character: str, face: int, width: float, height: float) -> np.ndarray:
    size = np.array([width, height])
    if face == 0:
        # The middle of an outer stroke keeps half a stroke from the box's edge.
        keep = _HAN_STROKE_MM[1] * 0.4
        lines = [np.array(line) / 100 * (size - 2 * keep) + keep for line in han_strokes.GLYPHS[character]]
        stroke = _han_stroke(size, sum(float(np.linalg.norm(np.diff(line, axis=0), axis=1).sum()) for line in lines))
        return _field_of_strokes(lines, stroke, size, cap=0.35 * stroke)
    field = _field_of_ink(_ink(character, _HAN[(face - 1) % len(_HAN)]), width, height)
    if face > len(_HAN):
        skeleton = _thinned(field > 0)
        stroke = _han_stroke(size, float(skeleton.sum()) / FIELD_PX_PER_MM)
        field = stroke / 2 - cv2.distanceTransform(1 - skeleton, cv2.DIST_L2, 5) / FIELD_PX_PER_MM
    return field


def _field_of_strokes(lines: list[np.ndarray], stroke: float, size: np.ndarray, cap: float = 0.0) -> np.ndarray:
    """Strokes along lines, all in millimetres from the corner of a box of this size, their ends cut square `cap` beyond the line's, all cut by the box."""
    finer = 2 * FIELD_PX_PER_MM
    columns, rows = np.round((size + 2 * PAD_MM) * finer).astype(int)
    canvas = np.zeros((rows, columns), np.uint8)
    for line in lines:
        for corners in _stroked(line, stroke / 2, cap):
            cv2.fillConvexPoly(canvas, np.round((corners + PAD_MM) * finer * 16 - 8).astype(np.int32), 1, shift=4)
    beyond = round(PAD_MM * finer)
    canvas[:beyond] = canvas[-beyond:] = canvas[:, :beyond] = canvas[:, -beyond:] = 0
    pad = 2 * round(PAD_MM * FIELD_PX_PER_MM)
    smaller = (round(size[0] * FIELD_PX_PER_MM) + pad, round(size[1] * FIELD_PX_PER_MM) + pad)
    return cv2.resize(_to_edge(canvas) / finer, smaller, interpolation=cv2.INTER_AREA)


def _stroked(line: np.ndarray, half: float, cap: float) -> list[np.ndarray]:
    """The rectangle of each part of a line; where two meet, both reach on until their outer edges do; a turn that is too sharp for it is round."""
    line = line[np.append(True, np.abs(np.diff(line, axis=0)).max(axis=1) > 1e-6)]
    parts = np.diff(line, axis=0)
    along = parts / np.linalg.norm(parts, axis=1, keepdims=True)
    closed = len(line) > 2 and np.allclose(line[0], line[-1])
    cosines = (along * np.roll(along, 1, axis=0)).sum(axis=1)
    # tan(turn / 2) from the turn's cosine
    reach = half * np.sqrt(np.maximum(1 - cosines, 0) / np.maximum(1 + cosines, 1e-6))
    if not closed:
        reach[0] = 0
    sharp = reach > _MOST_REACH * half
    reach[sharp] = 0
    before, after = reach.copy(), np.roll(reach, -1)
    if not closed:
        before[0] = after[-1] = cap
    across = half * along[:, ::-1] * (-1, 1)
    starts, ends = line[:-1] - along * before[:, None], line[1:] + along * after[:, None]
    return [*np.stack([starts + across, ends + across, ends - across, starts - across], axis=1), *(half * _CIRCLE + at for at in line[:-1][sharp])]


def _to_edge(inside: np.ndarray) -> np.ndarray:
    """Distance of each cell to the edge of the ink (1 where there is some), positive inside."""
    return cv2.distanceTransform(inside, cv2.DIST_L2, 5) - cv2.distanceTransform(1 - inside, cv2.DIST_L2, 5)


def _han_stroke(size: np.ndarray, length: float) -> float:
    """Width of the strokes of a character whose lines have this length: two fifths of the box are ink, as far as the bounds on strokes allow."""
    scale = float(np.sqrt(size.prod() / (strokes.WIDTH * strokes.HEIGHT)))
    return float(np.clip(0.42 * size.prod() / length, _HAN_STROKE_MM[0] * scale, _HAN_STROKE_MM[1] * scale))


def _thinned(ink: np.ndarray) -> np.ndarray:
    """The middle lines of strokes, uint8 0 or 1. Source: Zhang and Suen, A Fast Parallel Algorithm for Thinning Digital Patterns (1984)."""
    image = ink.astype(np.uint8)
    while True:
        before = image.sum()
        for odd in (False, True):
            ring = [np.roll(image, shift, (0, 1)) for shift in ((1, 0), (1, -1), (0, -1), (-1, -1), (-1, 0), (-1, 1), (0, 1), (1, 1))]
            count = sum(ring)
            rises = sum((a == 0) & (b == 1) for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))
            north, east, south, west = ring[0], ring[2], ring[4], ring[6]
            first, second = (north * east * west, north * south * west) if odd else (north * east * south, east * south * west)
            image = np.where((image == 1) & (count >= 2) & (count <= 6) & (rises == 1) & (first == 0) & (second == 0), 0, image).astype(np.uint8)
        if image.sum() == before:
            return image


def _bent(field: np.ndarray, most_mm: float, random: Random) -> np.ndarray:
    """Smoothly moved, nowhere by more than about `most_mm`."""
    height, width = field.shape
    most = most_mm * FIELD_PX_PER_MM
    shifts = [
        cv2.resize(
            np.array([[random.uniform(-most, most) for _ in range(3)] for _ in range(4)], np.float32), (width, height), interpolation=cv2.INTER_CUBIC
        )
        for _ in range(2)
    ]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    return cv2.remap(field.astype(np.float32), x + shifts[0], y + shifts[1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)


def draw_faces(random: Random) -> tuple[int, int]:
    """The faces of Latin and of Han characters of one plate. Our own strokes look most like plates."""
    latin = 0 if random.random() < 0.6 else random.randrange(1, FACES)
    return latin, 0 if random.random() < 0.5 else random.randrange(1, HAN_FACES)


def draw_han_fit(random: Random, width: float, height: float) -> tuple[float, float]:
    """How much of its box (millimetres) a Han character fills across and down: those of real plates are seldom as tall as the letters beside them."""
    if random.random() < 0.3:
        return 1.0, 1.0
    return random.uniform(0.85, 1.08), random.uniform(0.72 if height > 1.3 * width else 0.85, 1.0)


def fitted(field: np.ndarray, fit: tuple[float, float]) -> np.ndarray:
    """A field made smaller or larger across and down."""
    return field if fit == (1.0, 1.0) else cv2.resize(field.astype(np.float32), None, fx=fit[0], fy=fit[1], interpolation=cv2.INTER_LINEAR)


def cover(field: np.ndarray, heavier: float) -> np.ndarray:
    """How much of each pixel the glyph covers, 0 to 1; `heavier` in millimetres widens every stroke on each side."""
    return np.clip((field.astype(np.float32) + heavier) * FIELD_PX_PER_MM + 0.5, 0, 1)
