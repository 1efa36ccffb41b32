"""python -m render OUT.png [--level middle] [--seed 1]: a sheet of rendered plates, one row a kind, to look at."""

import argparse
from random import Random

import cv2
import numpy as np

from .kinds import KINDS
from .levels import LEVELS
from .patch import render_patch

_CELL = (240, 120)
_COLUMNS = 8


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("out")
    arguments.add_argument("--level", choices=LEVELS, default="middle")
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    random = Random(given.seed)
    rows = []
    for kind in KINDS:
        cells = [_cell(render_patch(kind, LEVELS[given.level], random).pixels) for _ in range(_COLUMNS)]
        rows.append(np.hstack(cells))
    cv2.imwrite(given.out, cv2.cvtColor(np.vstack(rows), cv2.COLOR_RGB2BGR))


def _cell(pixels: np.ndarray) -> np.ndarray:
    scale = min(_CELL[0] / pixels.shape[1], _CELL[1] / pixels.shape[0])
    small = cv2.resize(pixels, (max(1, int(pixels.shape[1] * scale)), max(1, int(pixels.shape[0] * scale))), interpolation=cv2.INTER_AREA)
    cell = np.full((_CELL[1], _CELL[0], 3), 40, np.uint8)
    cell[: small.shape[0], : small.shape[1]] = small
    return cell


if __name__ == "__main__":
    main()
