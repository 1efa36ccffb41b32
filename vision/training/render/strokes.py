"""Latin letters and digits as strokes of one width, drawn for this renderer in the manner of plates: wide, light, round, the 1 a bare bar.

A glyph is a list of lines through the middle of its strokes, in a box of 45 x 90 with strokes of 10 (DOMAIN.md 4.3). Strokes end square where their
line ends and meet in sharp corners, so lines keep 5 from the edge that they run along and reach the edge that they run to.
"""

import numpy as np

Line = list[tuple[float, float]]

WIDTH, HEIGHT, STROKE = 45.0, 90.0, 10.0

_L, _R, _T, _B = 5.0, 40.0, 5.0, 85.0
_C, _M = 22.5, 44.0


def _arc(cx: float, cy: float, rx: float, ry: float, start: float, end: float) -> Line:
    """Part of an ellipse from one angle to another, in degrees; 0 is to the right, 90 down."""
    angles = np.radians(np.linspace(start, end, 24))
    return [(cx + rx * float(np.cos(angle)), cy + ry * float(np.sin(angle))) for angle in angles]


_BOWL = 17.5
_ROUND = 20.0
"""Height of the round ends of tall letters."""

_OVAL = [*_arc(_C, _T + _ROUND, _BOWL, _ROUND, 180, 360), *_arc(_C, _B - _ROUND, _BOWL, _ROUND, 0, 180), (_L, _T + _ROUND)]

GLYPHS: dict[str, list[Line]] = {
    "0": [_OVAL],
    "1": [[(_C, _T - 5), (_C, _B + 5)]],
    "2": [[*_arc(_C, _T + 19, _BOWL, 19, 190, 385), (_L, _B), (_R + 4, _B)]],
    "3": [[(3, _T), (37, _T), (19, 38), *_arc(_C, _B - 22, _BOWL, 22, -95, 160)]],
    "4": [[(28, _T - 5), (_L, 67), (_R + 5, 67)], [(31, _T - 5), (31, _B + 5)]],
    "5": [[(41, _T), (9, _T), (7.5, 39), *_arc(_C, _B - 24, _BOWL, 24, 220, 520)]],
    "6": [[(33, _T - 5), *_arc(_C, _B - 22, _BOWL, 22, 205, 565)]],
    "7": [[(_L - 4, _T), (_R - 1, _T), (33.5, 26), (28.5, 46), (25.5, 66), (24.5, _B + 5)]],
    "8": [_arc(_C, _T + 18, 15, 18, 90, 450), _arc(_C, _B - 22, _BOWL, 22, -90, 270)],
    "9": [[(12, _B + 5), *_arc(_C, _T + 22, _BOWL, 22, 25, 385)]],
    "A": [[(_L - 1, _B + 5), (20, _T), (25, _T), (_R + 1, _B + 5)], [(10, 60), (35, 60)]],
    "B": [
        [(_L, _M), (_L, _T), (22, _T), *_arc(22, _T + 19, 15, 19, -90, 90), (_L, 43)],
        [(22, 43), *_arc(22, 64, 18, 21, -90, 90), (_L, _B), (_L, _M)],
    ],
    "C": [[(_R, 30), *_arc(_C, _T + _ROUND, _BOWL, _ROUND, 360, 180), *_arc(_C, _B - _ROUND, _BOWL, _ROUND, 180, 0), (_R, 60)]],
    "D": [[(_L, _T), (24, _T), *_arc(24, _T + 16, 16, 16, -90, 0), *_arc(24, _B - 16, 16, 16, 0, 90), (_L, _B), (_L, _T)]],
    "E": [[(_R + 4, _T), (_L, _T), (_L, _B), (_R + 4, _B)], [(_L, 43), (_R, 43)]],
    "F": [[(_R + 4, _T), (_L, _T), (_L, _B + 5)], [(_L, 44), (36, 44)]],
    "G": [[*_arc(_C, _T + _ROUND, _BOWL, _ROUND, 360, 180), *_arc(_C, _B - _ROUND, _BOWL, _ROUND, 180, 0), (_R, 40), (20, 40)]],
    "H": [[(_L, _T - 5), (_L, _B + 5)], [(_R, _T - 5), (_R, _B + 5)], [(_L, 44), (_R, 44)]],
    "J": [[(35, _T - 5), (35, _B - 16), *_arc(20, _B - 17, 15, 17, 0, 170)]],
    "K": [[(_L, _T - 5), (_L, _B + 5)], [(_R, _T - 4), (_L + 2, 53)], [(15, 42), (_R + 1, _B + 4)]],
    "L": [[(_L, _T - 5), (_L, _B), (_R + 1, _B)]],
    "M": [[(_L, _B + 5), (_L, _T), (_C, 46), (_R, _T), (_R, _B + 5)]],
    "N": [[(_L, _B + 5), (_L, _T), (_R, _B), (_R, _T - 5)]],
    "P": [[(_L, _B + 5), (_L, _T), (21, _T), *_arc(21, _T + 22, 19, 22, -90, 90), (_L, 49)]],
    "Q": [_OVAL, [(24, 64), (_R + 2, _B + 3)]],
    "R": [[(_L, _B + 5), (_L, _T), (21, _T), *_arc(21, _T + 21, 18, 21, -90, 90), (_L, 47)], [(22, 47), (_R, _B + 5)]],
    "S": [[*_arc(_C, _T + 20, 16.5, 20, 355, 120), *_arc(_C, _B - 22, _BOWL, 22, -65, 180)]],
    "T": [[(_L - 5, _T), (_R + 5, _T)], [(_C, _T), (_C, _B + 5)]],
    "U": [[(_L, _T - 5), (_L, _B - _ROUND), *_arc(_C, _B - _ROUND, _BOWL, _ROUND, 180, 0), (_R, _T - 5)]],
    "V": [[(_L - 1, _T - 5), (_C, _B), (_R + 1, _T - 5)]],
    "W": [[(2, _T - 5), (13, _B), (_C, 30), (32, _B), (43, _T - 5)]],
    "X": [[(_L, _T - 5), (_R, _B + 5)], [(_R, _T - 5), (_L, _B + 5)]],
    "Y": [[(_L - 1, _T - 5), (_C, 40), (_R + 1, _T - 5)], [(_C, 40), (_C, _B + 5)]],
    "Z": [[(_L - 3, _T), (_R, _T), (_L, _B), (_R + 4, _B)]],
}

_CORNER = 11.0
_BOX = [
    *_arc(_L + _CORNER, _T + _CORNER, _CORNER, _CORNER, 180, 270), *_arc(_R - _CORNER, _T + _CORNER, _CORNER, _CORNER, 270, 360),
    *_arc(_R - _CORNER, _B - _CORNER, _CORNER, _CORNER, 0, 90), *_arc(_L + _CORNER, _B - _CORNER, _CORNER, _CORNER, 90, 180), (_L, _T + _CORNER),
]

NEW_ENERGY = {
    **GLYPHS,
    "0": [_BOX],
    "1": [[(_C + 3, _B + 5), (_C + 3, _T), (_C - 7, _T + 5)]],
    "7": [[(_L - 4, _T), (_R, _T), (_R, _T + 8), (22, _B + 5)]],
    "D": [[(_L - 5, _T), (24, _T), *_arc(24, _T + 15, 16, 15, -90, 0), *_arc(24, _B - 15, 16, 15, 0, 90), (_L - 5, _B)], [(_L + 6, _T), (_L + 6, _B)]],
}
"""Those that new-energy plates letter otherwise: a 0 with straight sides, a 1 with a flag, a D whose bars reach beyond its stem."""
