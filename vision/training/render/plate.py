"""A flat, evenly lit plate: metal, paint, embossing, screws, wear. What light and lens make of it is in `camera.py`."""

from dataclasses import dataclass
from random import Random

import cv2
import numpy as np

from .glyphs import FIELD_PX_PER_MM, NEW_ENERGY_FACE, PAD_MM, VARIANTS, cover, distance_field, draw_faces, draw_han_fit, fitted
from .kinds import Box, Kind, red_places

# Hue in OpenCV's half degrees, saturation and value, each from and to: what paint, age and white balance make of one colour.
_PAINT = {
    "blue": ((100, 120), (0.40, 1.0), (0.28, 0.90)),
    "yellow": ((14, 28), (0.55, 1.0), (0.45, 0.98)),
    "green": ((58, 82), (0.35, 0.85), (0.50, 0.85)),
    "white": ((15, 110), (0.00, 0.08), (0.72, 0.97)),
    "black": ((0, 179), (0.00, 0.25), (0.05, 0.22)),
    "dark-green": ((62, 80), (0.50, 0.90), (0.22, 0.45)),
    "red": ((0, 6), (0.70, 1.0), (0.55, 0.85)),
}


@dataclass(frozen=True)
class FlatPlate:
    """`pixels`: RGB float32, 0 to 1, with `margin_mm` of empty alpha on each side; `alpha`: where the plate is."""

    kind: Kind
    text: str
    pixels: np.ndarray
    alpha: np.ndarray
    px_per_mm: float


def draw_plate(kind: Kind, text: str, random: Random, px_per_mm: float) -> FlatPlate:
    """Draws one plate. `px_per_mm` of about twice the size in the picture keeps the lens from inventing edges."""
    width, height = round(kind.width * px_per_mm), round(kind.height * px_per_mm)
    ink, red = _ink(kind, text, random, (width, height))
    ground = _ground(kind, random, width, height)
    flat = _paste(ground, _paint(kind.ink, random), ink)
    if red is not None:
        flat = _paste(flat, _paint(random.choice(("red", "red", kind.ink)), random), red)
        ink = np.maximum(ink, red)
    if kind.emblem and random.random() < 0.9:
        _emblem(flat, kind.emblem, random, px_per_mm)
    flat = _emboss(flat, ink, random)
    _screws(flat, kind, random, px_per_mm)
    flat = _wear(flat, random)
    return FlatPlate(kind, text, flat, _outline(kind, width, height, px_per_mm), px_per_mm)


def _paint(name: str, random: Random) -> np.ndarray:
    hue, saturation, value = _PAINT[name]
    pixel = np.array([[[random.uniform(*hue), random.uniform(*saturation), random.uniform(*value)]]], np.float32)
    pixel[..., 0] *= 2
    return cv2.cvtColor(pixel, cv2.COLOR_HSV2RGB)[0, 0]


def _ink(kind: Kind, text: str, random: Random, size: tuple[int, int]) -> tuple[np.ndarray, np.ndarray | None]:
    """Coverage of the characters, the dot and the rim, and of what is printed red."""
    (face, han_face), bend = draw_faces(random), random.randrange(VARIANTS)
    if kind.emblem and face == 0:
        face = NEW_ENERGY_FACE
    heavier = random.uniform(-1.2, 1.6)
    heavier_han = random.uniform(-1.0, 1.2)
    shape = (round((kind.height + 2 * PAD_MM) * FIELD_PX_PER_MM) + 2, round((kind.width + 2 * PAD_MM) * FIELD_PX_PER_MM) + 2)
    black = np.zeros(shape, np.float32)
    red_at = red_places(kind, text)
    red = np.zeros(shape, np.float32) if red_at else None
    shift = random.uniform(-1.5, 1.5), random.uniform(-1.5, 1.5)
    for place, (character, box) in enumerate(zip(text, kind.boxes, strict=True)):
        if ord(character) > 0x2E80:
            box, field = _han(character, han_face, box, bend, random)
            glyph = cover(field, heavier_han)
        else:
            glyph = cover(distance_field(character, face, box.width, box.height, bend), heavier)
        left, top = (max(0, round(at * FIELD_PX_PER_MM)) for at in (box.x + shift[0], box.y + shift[1]))
        target = red if red is not None and place in red_at else black
        window = target[top : top + glyph.shape[0], left : left + glyph.shape[1]]
        np.maximum(window, glyph[: window.shape[0], : window.shape[1]], out=window)
    pad = round(PAD_MM * FIELD_PX_PER_MM)
    if kind.dot and random.random() < 0.93:
        centre = tuple(round((at + PAD_MM) * FIELD_PX_PER_MM) for at in kind.dot)
        cv2.circle(black, centre, round(random.uniform(4, 6.5) * FIELD_PX_PER_MM), 1.0, -1, cv2.LINE_AA)
    if random.random() < 0.8:
        _rim(black, kind, random)
    inner = slice(pad, pad + round(kind.height * FIELD_PX_PER_MM)), slice(pad, pad + round(kind.width * FIELD_PX_PER_MM))
    masks = [None if mask is None else cv2.resize(np.ascontiguousarray(mask[inner]), size, interpolation=cv2.INTER_AREA) for mask in (black, red)]
    return masks[0], masks[1]


def _han(character: str, face: int, box: Box, bend: int, random: Random) -> tuple[Box, np.ndarray]:
    """A Han character's field, and the box that it fills of the one it was given."""
    across, down = fit = draw_han_fit(random, box.width, box.height)
    field = fitted(distance_field(character, face, box.width, box.height, bend), fit)
    # The space around the character shrinks with it.
    left = box.x + box.width * (1 - across) / 2 + PAD_MM * (1 - across)
    top = box.y + box.height * (1 - down) * random.random() + PAD_MM * (1 - down)
    return Box(left, top, box.width * across, box.height * down), field


def _emblem(flat: np.ndarray, at: tuple[float, float], random: Random, px_per_mm: float) -> None:
    """A disc, pale with a coloured upper and lower part."""
    centre = tuple(round(value * px_per_mm) for value in at)
    radius = max(1, round(random.uniform(8, 11) * px_per_mm))
    cv2.circle(flat, centre, radius, tuple(float(value) for value in _paint("white", random)), -1, cv2.LINE_AA)
    for colour, start in (("blue", 180), ("red", 0)):
        paint = tuple(float(value) for value in _paint(colour, random))
        cv2.ellipse(flat, centre, (radius, radius), random.uniform(-20, 20), start + 25, start + 155, paint, -1, cv2.LINE_AA)


def _rim(mask: np.ndarray, kind: Kind, random: Random) -> None:
    inset = random.uniform(2.5, 6)
    low = round((PAD_MM + inset) * FIELD_PX_PER_MM)
    right, bottom = round((PAD_MM + kind.width - inset) * FIELD_PX_PER_MM), round((PAD_MM + kind.height - inset) * FIELD_PX_PER_MM)
    cv2.rectangle(mask, (low, low), (right, bottom), random.uniform(0.5, 1.0), max(1, round(random.uniform(1, 3) * FIELD_PX_PER_MM)))


def _ground(kind: Kind, random: Random, width: int, height: int) -> np.ndarray:
    down = np.linspace(0, 1, height, dtype=np.float32)[:, None, None]
    if kind.ground in ("green", "yellow-green"):
        lower = _paint("green", random)
        lighter = random.uniform(0.35, 0.95)
        upper = lower + (1 - lower) * lighter
        ground = np.repeat(upper + (lower - upper) * down ** random.uniform(0.7, 1.6), width, axis=1)
        if kind.ground == "yellow-green":
            ground[:, : round(width * random.uniform(0.24, 0.30))] = _paint("yellow", random)
        return ground.astype(np.float32)
    base = _paint(kind.ground, random)
    fade = random.uniform(-0.12, 0.12)
    return np.repeat(base * (1 + fade * (down - 0.5)), width, axis=1).astype(np.float32)


def _paste(under: np.ndarray, colour: np.ndarray, mask: np.ndarray) -> np.ndarray:
    return under + (colour - under) * mask[..., None]


def _emboss(flat: np.ndarray, ink: np.ndarray, random: Random) -> np.ndarray:
    strength = random.choice((0.0, random.uniform(0.05, 0.35)))
    if strength == 0:
        return flat
    dx, dy = random.choice((-1, 0, 1)), random.choice((-1, 1))
    moved = np.roll(ink, (dy, dx), axis=(0, 1))
    return np.clip(flat + strength * (moved - ink)[..., None], 0, 1)


def _screws(flat: np.ndarray, kind: Kind, random: Random, px_per_mm: float) -> None:
    rows = random.choice(((0.09,), (0.09, 0.91), (0.09, 0.91), (0.91,), ()))
    for y in rows:
        for x in (0.25, 0.75):
            colour = tuple(random.uniform(0.1, 0.95) for _ in range(3)) if random.random() < 0.3 else (random.uniform(0.15, 0.95),) * 3
            centre = (round((x + random.uniform(-0.01, 0.01)) * flat.shape[1]), round((y + random.uniform(-0.02, 0.02)) * flat.shape[0]))
            radius = max(1, round(random.uniform(4, 9) * px_per_mm))
            cv2.circle(flat, centre, radius, colour, -1, cv2.LINE_AA)
            cv2.circle(flat, centre, radius, tuple(c * 0.6 for c in colour), 1, cv2.LINE_AA)


def _wear(flat: np.ndarray, random: Random) -> np.ndarray:
    """Fading and uneven cleanliness: two soft fields, one that darkens, one that takes the colour."""
    if random.random() < 0.4:
        return flat
    rough = np.random.default_rng(random.getrandbits(32))
    size = (flat.shape[1], flat.shape[0])
    soft = cv2.resize(rough.random((random.randint(2, 6), random.randint(3, 14)), np.float32), size, interpolation=cv2.INTER_CUBIC)[..., None]
    flat = flat * (1 - random.uniform(0, 0.35) * soft)
    if random.random() < 0.3:
        dust = np.array([0.55, 0.50, 0.42], np.float32) * random.uniform(0.6, 1.2)
        flat = flat + (dust - flat) * np.clip(soft - random.uniform(0.3, 0.8), 0, 0.7)
    return np.clip(flat, 0, 1)


def _outline(kind: Kind, width: int, height: int, px_per_mm: float) -> np.ndarray:
    mask = np.zeros((height, width), np.float32)
    radius = round(kind.radius * px_per_mm)
    cv2.rectangle(mask, (radius, 0), (width - 1 - radius, height - 1), 1.0, -1)
    cv2.rectangle(mask, (0, radius), (width - 1, height - 1 - radius), 1.0, -1)
    for x in (radius, width - 1 - radius):
        for y in (radius, height - 1 - radius):
            cv2.circle(mask, (x, y), radius, 1.0, -1, cv2.LINE_AA)
    return mask
