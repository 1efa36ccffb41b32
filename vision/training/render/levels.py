"""How hard a picture is. Fixed before anything was trained, so that a score on a level means the same for every model.

`easy`     a driver who stands before the plate in daylight
`middle`   a plate as street photos show it: 90 to 200 pixels wide, up to 25 degrees, some blur, noise and strong compression
`hard`     60 to 140 pixels, up to 45 degrees, blur that eats thin strokes, glare, night, rain, dirt, part of a character covered
`extreme`  40 to 90 pixels with the troubles of `hard`: much of it no person can read; no goal is set on it
"""

from dataclasses import dataclass

Range = tuple[float, float]


@dataclass(frozen=True)
class Level:
    name: str
    width_px: Range
    yaw: float
    """Largest turn to the side, up or down, and round the line of sight, in degrees."""
    pitch: float
    roll: float
    blur_px: Range
    """Standard deviation of the defocus."""
    motion_px: Range
    noise: Range
    """Standard deviation of the sensor's noise, of 255."""
    jpeg: tuple[int, int]
    contrast: Range
    glare: float
    """Chances, 0 to 1."""
    night: float
    night_light: Range
    """What is left of the light at night, 0 to 1."""
    rain: float
    dirt: float
    shadow: float
    covered: float
    corner_error: float
    """How far a found corner lies from the true one, in shares of the plate's height."""


LEVELS = {
    level.name: level
    for level in (
        Level("easy", (130, 280), 12, 10, 6, (0.0, 0.7), (0, 1), (0, 4), (70, 96), (0.8, 1.1), 0.05, 0.05, (0.5, 0.8), 0.0, 0.05, 0.1, 0.0, 0.04),
        Level("middle", (90, 200), 25, 18, 12, (0.2, 1.2), (0, 3), (2, 9), (40, 92), (0.55, 1.2), 0.12, 0.15, (0.35, 0.7), 0.05, 0.12, 0.2, 0.0, 0.07),
        Level("hard", (60, 140), 45, 28, 25, (0.4, 1.7), (0, 5), (3, 15), (25, 85), (0.35, 1.3), 0.2, 0.25, (0.2, 0.6), 0.15, 0.25, 0.3, 0.12, 0.10),
        Level("extreme", (40, 90), 50, 32, 30, (0.6, 2.2), (0, 6), (4, 22), (15, 75), (0.2, 1.4), 0.25, 0.35, (0.12, 0.5), 0.2, 0.35, 0.35, 0.2, 0.12),
    )
}
