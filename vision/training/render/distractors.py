"""What readers mistake for plates: signs, stickers, stamped dates, phone numbers, rings of a badge, lamps, grilles."""

from random import Random

import cv2
import numpy as np

from .alphabet import DIGITS, LETTERS, PROVINCES
from .glyphs import FIELD_PX_PER_MM, PAD_MM, cover, distance_field, draw_faces


def draw_distractor(photo: np.ndarray, random: Random, taken: list[np.ndarray]) -> None:
    """Draws one into the photo (RGB float32) and notes where it is."""
    height, width = photo.shape[:2]
    wide = min(width, height) * random.uniform(0.08, 0.6)
    tall = wide * random.choice((random.uniform(0.1, 0.25), random.uniform(0.25, 0.45), random.uniform(0.5, 1.2)))
    x, y = random.uniform(0, max(1, width - wide)), random.uniform(0, max(1, height - tall))
    box = (int(x), int(y), int(min(width - 1, x + wide)), int(min(height - 1, y + tall)))
    if box[2] - box[0] < 6 or box[3] - box[1] < 4:
        return
    taken.append(np.array(box, np.float32))
    random.choice((_sign, _sign, _sign, _stamp, _rings, _grille, _lamp))(photo, box, random)


def _window(photo: np.ndarray, box: tuple[int, int, int, int]) -> np.ndarray:
    return photo[box[1] : box[3], box[0] : box[2]]


def _sign(photo: np.ndarray, box: tuple[int, int, int, int], random: Random) -> None:
    """Text on a coloured ground that is composed as no plate is."""
    window = _window(photo, box)
    ground = np.array([random.random() for _ in range(3)], np.float32)
    ink = 1 - ground if random.random() < 0.6 else np.float32([random.random() for _ in range(3)])
    mask = _text(_phrase(random), random)
    mask = cv2.resize(mask, (window.shape[1], window.shape[0]), interpolation=cv2.INTER_AREA)[..., None]
    if random.random() < 0.85:
        window[:] = ground
    window += (ink - window) * mask


def _phrase(random: Random) -> str:
    return random.choice(
        (
            "".join(random.choice(PROVINCES) for _ in range(random.randint(2, 8))),
            "1" + "".join(random.choice(DIGITS) for _ in range(10)),
            "".join(random.choice(LETTERS) for _ in range(random.randint(3, 10))),
            "".join(random.choice(DIGITS) for _ in range(random.randint(2, 4))),
            "".join(random.choice(LETTERS + DIGITS) for _ in range(random.randint(9, 14))),
        )
    )


def _text(phrase: str, random: Random) -> np.ndarray:
    face, _ = draw_faces(random)
    glyphs = [cover(distance_field(sign, face, 45, 90), random.uniform(-0.5, 2)) for sign in phrase]
    gap = np.zeros((glyphs[0].shape[0], round(random.uniform(0, 8) * FIELD_PX_PER_MM)), np.float32)
    line = np.hstack([part for glyph in glyphs for part in (glyph[:, round(PAD_MM * FIELD_PX_PER_MM / 2) :], gap)])
    margin = round(random.uniform(0, 20) * FIELD_PX_PER_MM)
    return np.pad(line, ((margin, margin), (margin, margin)))


def _stamp(photo: np.ndarray, box: tuple[int, int, int, int], random: Random) -> None:
    """A date as cameras print it."""
    window = _window(photo, box)
    text = f"20{random.randint(10, 29)}-{random.randint(1, 12):02}-{random.randint(1, 28):02} {random.randint(0, 23):02}:{random.randint(0, 59):02}"
    scale = window.shape[1] / (len(text) * 20)
    colour = random.choice(((1.0, 1.0, 1.0), (1.0, 0.8, 0.1), (1.0, 0.2, 0.1)))
    cv2.putText(window, text, (0, window.shape[0] // 2), cv2.FONT_HERSHEY_SIMPLEX, scale, colour, max(1, round(scale * 2)), cv2.LINE_AA)


def _rings(photo: np.ndarray, box: tuple[int, int, int, int], random: Random) -> None:
    window = _window(photo, box)
    count = random.choice((1, 1, 3, 4))
    radius = max(2, min(window.shape[0] // 2 - 1, window.shape[1] // (count * 2)))
    shade = random.uniform(0.5, 1.0)
    for i in range(count):
        centre = (int(radius * (1 + i * 1.5)), window.shape[0] // 2)
        cv2.circle(window, centre, radius, (shade,) * 3, max(1, radius // 5), cv2.LINE_AA)


def _grille(photo: np.ndarray, box: tuple[int, int, int, int], random: Random) -> None:
    window = _window(photo, box)
    window[:] = random.uniform(0.02, 0.3)
    step = max(3, window.shape[0] // random.randint(3, 8))
    for y in range(0, window.shape[0], step):
        cv2.line(window, (0, y), (window.shape[1], y), (random.uniform(0.3, 0.9),) * 3, max(1, step // 4), cv2.LINE_AA)


def _lamp(photo: np.ndarray, box: tuple[int, int, int, int], random: Random) -> None:
    window = _window(photo, box)
    colour = random.choice(((1.0, 0.95, 0.85), (0.9, 0.1, 0.1), (1.0, 0.6, 0.1)))
    axes = (max(2, window.shape[1] // 2 - 1), max(2, window.shape[0] // 2 - 1))
    cv2.ellipse(window, (window.shape[1] // 2, window.shape[0] // 2), axes, 0, 0, 360, colour, -1, cv2.LINE_AA)
