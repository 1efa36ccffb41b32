"""From a flat plate to what a phone or a street camera makes of it."""

from random import Random

import cv2
import numpy as np

from .levels import Level
from .plate import FlatPlate

_GRAIN = np.random.default_rng(7).standard_normal((704, 704, 3), np.float32)

Quad = np.ndarray
"""Four corners, float32 [4, 2], clockwise from the plate's own top left."""


def place(width_mm: float, height_mm: float, level: Level, random: Random, wide_px: float | None = None) -> Quad:
    """The corners of a plate seen by a pinhole camera, about the origin; `wide_px` long along its upper edge, or as the level says."""
    yaw, pitch, roll = (np.radians(random.triangular(-most, most, 0)) for most in (level.yaw, level.pitch, level.roll))
    turn_y = np.array([[np.cos(yaw), 0, np.sin(yaw)], [0, 1, 0], [-np.sin(yaw), 0, np.cos(yaw)]])
    turn_x = np.array([[1, 0, 0], [0, np.cos(pitch), -np.sin(pitch)], [0, np.sin(pitch), np.cos(pitch)]])
    turn_z = np.array([[np.cos(roll), -np.sin(roll), 0], [np.sin(roll), np.cos(roll), 0], [0, 0, 1]])
    half = np.array([width_mm / 2, height_mm / 2])
    corners = np.array([[-half[0], -half[1], 0], [half[0], -half[1], 0], [half[0], half[1], 0], [-half[0], half[1], 0]])
    turned = corners @ (turn_z @ turn_x @ turn_y).T
    distance = random.uniform(3, 20) * width_mm
    seen = turned[:, :2] * (distance / (distance + turned[:, 2:]))
    wanted = wide_px or random.uniform(*level.width_px) * width_mm / 440
    return (seen * (wanted / np.linalg.norm(seen[1] - seen[0]))).astype(np.float32)


def lay(photo: np.ndarray, flat: FlatPlate, quad: Quad) -> None:
    """Lays a plate into a photo (RGB float32, 0 to 1) at its corners; the photo is changed in place, within the corners' bounds only."""
    low = np.maximum(np.floor(quad.min(axis=0)).astype(int) - 2, 0)
    high = np.minimum(np.ceil(quad.max(axis=0)).astype(int) + 3, (photo.shape[1], photo.shape[0]))
    if (high <= low).any():
        return
    height, width = flat.pixels.shape[:2]
    source = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32) - 0.5
    to_photo = cv2.getPerspectiveTransform(source, (quad - low - 0.5).astype(np.float32))
    size = tuple(int(n) for n in high - low)
    pixels = cv2.warpPerspective(flat.pixels, to_photo, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    alpha = cv2.warpPerspective(flat.alpha, to_photo, size, flags=cv2.INTER_LINEAR)[..., None]
    window = photo[low[1] : high[1], low[0] : high[0]]
    window += (pixels - window) * alpha


def light(photo: np.ndarray, level: Level, random: Random, around: Quad) -> np.ndarray:
    """Contrast, white balance, shadow, glare and night; `around` is where shadow and glare shall matter."""
    height, width = photo.shape[:2]
    if random.random() < level.shadow:
        _shadow(photo, random, around)
    is_night = random.random() < level.night
    gain = random.uniform(0.8, 1.2) if is_night else random.uniform(*level.contrast)
    lift = random.uniform(0, max(0.0, 1 - gain)) if gain < 1 else random.uniform(-0.1, 0.0)
    balance = np.array([random.uniform(0.88, 1.12) for _ in range(3)], np.float32)
    photo = photo * (gain * balance) + lift
    if is_night:
        photo = photo * random.uniform(*level.night_light)
        if random.random() < 0.4:
            photo = photo * np.array([1.1, 0.9, 0.65], np.float32)
    if random.random() < level.glare:
        centre = around.mean(axis=0) + (around[1] - around[0]) * random.uniform(-0.6, 0.6)
        reach = np.linalg.norm(around[1] - around[0]) * random.uniform(0.08, 0.5)
        y, x = np.ogrid[0:height, 0:width]
        blob = np.exp(-(((x - centre[0]) / reach) ** 2 + ((y - centre[1]) / (reach * random.uniform(0.4, 1.2))) ** 2)).astype(np.float32)
        photo = photo + (random.uniform(0.2, 0.8) * blob)[..., None]
    if random.random() < 0.3:
        photo = np.clip(photo, 0, 1) ** random.uniform(0.7, 1.5)
    return np.clip(photo, 0, 1)


def _shadow(photo: np.ndarray, random: Random, around: Quad) -> None:
    """A straight edge across the plate, hard or soft, beyond which it is darker."""
    height, width = photo.shape[:2]
    at = around[0] + (around[2] - around[0]) * random.uniform(0.1, 0.9)
    angle = random.uniform(0, 2 * np.pi)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    along = (x - at[0]) * np.cos(angle) + (y - at[1]) * np.sin(angle)
    photo *= (1 - random.uniform(0.25, 0.7) * np.clip(along / random.uniform(0.5, 12) + 0.5, 0, 1))[..., None]


def cover_part(photo: np.ndarray, random: Random, quad: Quad) -> None:
    """A hook, a leaf or a tape over a small part of the plate."""
    across = np.linalg.norm(quad[3] - quad[0])
    at = quad[0] + (quad[1] - quad[0]) * random.random() + (quad[3] - quad[0]) * random.choice((random.uniform(0, 0.25), random.uniform(0.75, 1)))
    axes = (max(1, round(across * random.uniform(0.05, 0.25))), max(1, round(across * random.uniform(0.05, 0.2))))
    colour = tuple(random.random() for _ in range(3))
    cv2.ellipse(photo, (round(float(at[0])), round(float(at[1]))), axes, random.uniform(0, 180), 0, 360, colour, -1, cv2.LINE_AA)


def dirty(photo: np.ndarray, random: Random, quad: Quad) -> None:
    """Specks of mud, denser at the foot of the plate."""
    colour = np.array([0.36, 0.29, 0.21]) * random.uniform(0.5, 1.5)
    across = np.linalg.norm(quad[3] - quad[0])
    for _ in range(random.randint(4, 40)):
        at = quad[0] + (quad[1] - quad[0]) * random.random() + (quad[3] - quad[0]) * random.random() ** 0.5
        cv2.circle(photo, (round(float(at[0])), round(float(at[1]))), max(0, round(across * random.uniform(0.005, 0.05))), tuple(colour), -1, cv2.LINE_AA)


def rainy(photo: np.ndarray, random: Random) -> np.ndarray:
    """Streaks of rain and its veil."""
    height, width = photo.shape[:2]
    streaks = np.zeros((height, width), np.float32)
    lean = random.uniform(-0.4, 0.4)
    for _ in range(max(6, height * width // 900)):
        x, y, length = random.uniform(0, width), random.uniform(0, height), random.uniform(0.03, 0.14) * height
        cv2.line(streaks, (round(x), round(y)), (round(x + lean * length), round(y + length)), random.uniform(0.1, 0.5), 1, cv2.LINE_AA)
    veil = random.uniform(0.0, 0.25)
    photo = photo * (1 - veil) + 0.65 * veil
    return photo + (0.8 - photo) * cv2.GaussianBlur(streaks, (0, 0), 0.6)[..., None]


def expose(photo: np.ndarray, level: Level, random: Random) -> np.ndarray:
    """Lens, sensor and file: RGB uint8 as a decoder would answer it."""
    blur = random.uniform(*level.blur_px)
    if blur > 0.25:
        photo = cv2.GaussianBlur(photo, (0, 0), blur)
    motion = random.uniform(*level.motion_px) * (random.random() < 0.5)
    if motion > 1:
        photo = cv2.filter2D(photo, -1, _motion_kernel(motion, random.uniform(0, np.pi)))
    noise = random.uniform(*level.noise) / 255
    if noise > 0.002:
        photo = photo + _grain(photo.shape, random) * noise
    if random.random() < 0.25:
        photo = photo + random.uniform(0.3, 1.2) * (photo - cv2.GaussianBlur(photo, (0, 0), 1.2))
    pixels = (np.clip(photo, 0, 1) * 255).astype(np.uint8)
    quality = random.randint(*level.jpeg)
    file = cv2.imencode(".jpg", cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR), (cv2.IMWRITE_JPEG_QUALITY, quality))[1]
    return cv2.cvtColor(cv2.imdecode(file, cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB)


def _grain(shape: tuple[int, ...], random: Random) -> np.ndarray:
    """Normally distributed noise: a part of one large field, since drawing it anew took a quarter of a picture's time."""
    room_y, room_x = _GRAIN.shape[0] - shape[0], _GRAIN.shape[1] - shape[1]
    if room_y < 0 or room_x < 0:
        return np.random.default_rng(random.getrandbits(32)).standard_normal(shape, np.float32)
    y, x = random.randint(0, room_y), random.randint(0, room_x)
    return _GRAIN[y : y + shape[0], x : x + shape[1]]


def _motion_kernel(length: float, angle: float) -> np.ndarray:
    size = int(np.ceil(length)) | 1
    kernel = np.zeros((size + 2, size + 2), np.float32)
    middle = (size + 2) / 2 - 0.5
    step = np.array([np.cos(angle), np.sin(angle)]) * length / 2
    start, end = (tuple(int(round(c * 16)) for c in middle + sign * step) for sign in (-1, 1))
    cv2.line(kernel, start, end, 1.0, 1, cv2.LINE_AA, shift=4)
    return kernel / kernel.sum()
