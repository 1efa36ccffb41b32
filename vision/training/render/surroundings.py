"""What is found about a plate: paint and shade of the car, the holder, the dealer's text on it, other writing nearby."""

from random import Random

import cv2
import numpy as np

from .camera import Quad
from .kinds import Kind


def paintwork(height: int, width: int, random: Random) -> np.ndarray:
    """A smooth surface with a few edges, RGB float32: a bumper, a boot lid, a tailboard."""
    rough = np.random.default_rng(random.getrandbits(32))
    coarse = rough.random((random.randint(2, 5), random.randint(2, 6), 3), np.float32)
    if random.random() < 0.7:
        coarse = coarse.mean(axis=2, keepdims=True) * np.array([random.uniform(0.7, 1.2) for _ in range(3)], np.float32)
    surface = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC) * random.uniform(0.2, 1.0)
    for _ in range(random.randint(0, 6)):
        ends = [(random.randint(-9, width + 9), random.randint(-9, height + 9)) for _ in range(2)]
        cv2.line(surface, *ends, tuple(random.random() for _ in range(3)), random.randint(1, max(2, height // 8)), cv2.LINE_AA)
    return np.clip(surface, 0, 1)


def holder(photo: np.ndarray, quad: Quad, size_mm: tuple[float, float], random: Random) -> None:
    """The frame that holds a plate, often with a strip of text above or below."""
    if random.random() < 0.45:
        return
    side, top, bottom = random.uniform(3, 16), random.uniform(3, 18), random.uniform(3, 30)
    to_photo = _from_millimetres(quad, size_mm)
    frame = _project(to_photo, [(-side, -top), (size_mm[0] + side, -top), (size_mm[0] + side, size_mm[1] + bottom), (-side, size_mm[1] + bottom)])
    shade = random.choice((random.uniform(0.02, 0.2), random.uniform(0.4, 0.9)))
    cv2.fillConvexPoly(photo, np.round(frame * 16).astype(np.int32), (shade,) * 3, cv2.LINE_AA, shift=4)
    if bottom > 14 and random.random() < 0.6:
        _write(photo, to_photo, (size_mm[0] * 0.15, size_mm[1] + 3), (size_mm[0] * 0.7, bottom - 6), shade, random)


def reach_over(photo: np.ndarray, quad: Quad, kind: Kind, random: Random) -> None:
    """What lies upon a plate without hiding it: the lip of its holder up to the characters' feet or heads, or a line of writing, as a camera's date."""
    to_photo = _from_millimetres(quad, (kind.width, kind.height))
    if random.random() < 0.3:
        tall, wide = kind.height * random.uniform(0.08, 0.3), kind.width * random.uniform(0.4, 1.2)
        at = random.uniform(-0.3, 0.7) * kind.width, random.uniform(-0.1, 1.0) * kind.height
        _write(photo, to_photo, at, (wide, tall), random.choice((0.0, 0.0, 1.0)), random)
        return
    shade = (random.choice((random.uniform(0.0, 0.2), random.uniform(0.3, 1.0))),) * 3
    head, foot = min(box.y for box in kind.boxes), max(box.y + box.height for box in kind.boxes)
    left, right = min(box.x for box in kind.boxes), max(box.x + box.width for box in kind.boxes)
    depth, lean = random.uniform(0.3, 1.15), random.uniform(-2, 2)
    edge = random.choices(("foot", "head", "side"), (0.6, 0.25, 0.15))[0]
    if edge == "foot":
        y = kind.height - (kind.height - foot) * depth
        strip = [(-5, y - lean), (kind.width + 5, y + lean), (kind.width + 5, kind.height + 5), (-5, kind.height + 5)]
    elif edge == "head":
        y = head * depth
        strip = [(-5, -5), (kind.width + 5, -5), (kind.width + 5, y + lean), (-5, y - lean)]
    elif random.random() < 0.5:
        strip = [(-5, -5), (left * depth, -5), (left * depth, kind.height + 5), (-5, kind.height + 5)]
    else:
        x = kind.width - (kind.width - right) * depth
        strip = [(x, -5), (kind.width + 5, -5), (kind.width + 5, kind.height + 5), (x, kind.height + 5)]
    cv2.fillConvexPoly(photo, np.round(_project(to_photo, strip) * 16).astype(np.int32), shade, cv2.LINE_AA, shift=4)


def _write(photo: np.ndarray, to_photo: np.ndarray, at: tuple[float, float], size: tuple[float, float], shade: float, random: Random) -> None:
    text = "".join(random.choice("ABCDEFGHKLMNPRSTUVWXYZ0123456789 -.") for _ in range(random.randint(5, 16)))
    strip = np.zeros((24, 13 * len(text)), np.float32)
    cv2.putText(strip, text, (2, 19), cv2.FONT_HERSHEY_SIMPLEX, 0.65, 1.0, 2, cv2.LINE_AA)
    corners = _project(to_photo, [at, (at[0] + size[0], at[1]), (at[0] + size[0], at[1] + size[1]), (at[0], at[1] + size[1])])
    source = np.array([[0, 0], [strip.shape[1], 0], [strip.shape[1], 24], [0, 24]], np.float32)
    mask = cv2.warpPerspective(strip, cv2.getPerspectiveTransform(source, corners), (photo.shape[1], photo.shape[0]))[..., None]
    ink = np.float32(random.uniform(0.6, 1.0) if shade < 0.3 else random.uniform(0.0, 0.2))
    photo += (ink - photo) * mask


def _from_millimetres(quad: Quad, size_mm: tuple[float, float]) -> np.ndarray:
    width, height = size_mm
    return cv2.getPerspectiveTransform(np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32), quad.astype(np.float32))


def _project(to_photo: np.ndarray, points: list[tuple[float, float]]) -> np.ndarray:
    return cv2.perspectiveTransform(np.array([points], np.float32), to_photo)[0]
