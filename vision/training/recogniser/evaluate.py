"""python -m recogniser.evaluate RUN: exact reads, without grammar, on rendered plates by level, kind and province, and on labelled crops.

What Kuaichu scores is the whole pipeline (`npm run -s vision -- score`); this table shows where the recogniser itself stands.
"""

import argparse
import json
from pathlib import Path
from random import Random

import numpy as np
import torch

from labelled import labels_in, read_rgb
from loop import averaged
from render.alphabet import PROVINCES, comparable
from render.kinds import KIND_BY_NAME, KINDS
from render.levels import LEVELS
from split import FOLDS, fold_of

from .model import Recogniser
from .read import read_greedily
from .real import TRAINABLE, rows_of
from .samples import render_sample
from .straighten import straighten

_SEED = 70_001
"""Never trained on."""


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("run", type=Path)
    arguments.add_argument("--photos", type=Path, help="folder with crops-ccpd, crops-street, kinds, street")
    arguments.add_argument("--per-kind", type=int, default=500)
    arguments.add_argument("--per-province", type=int, default=1000)
    arguments.add_argument("--fold", type=int, choices=range(FOLDS), help="of street and crops-ccpd only the plates of this fold")
    arguments.add_argument("--misses", action="store_true", help="name each crop that was misread")
    given = arguments.parse_args()
    torch.set_num_threads(2)
    model = Recogniser()
    averaged(given.run, model)
    if given.photos:
        _labelled(model, given.photos, given.fold, given.misses)
    _rendered(model, given.per_kind, given.per_province)


def _labelled(model: Recogniser, photos: Path, fold: int | None, misses: bool) -> None:
    for folder in ("crops-ccpd", "crops-street", "kinds", "street"):
        right, wrong = 0, []
        for pixels, text, where in _crops(photos / folder):
            if fold is not None and folder in TRAINABLE and fold_of(text) != fold:
                continue
            read = _read_one(model, pixels)
            if comparable(read) == comparable(text):
                right += 1
            else:
                wrong.append(f"{where} {text} read {read}")
        print(f"{folder}: {right} of {right + len(wrong)}")
        if misses:
            print("  " + "\n  ".join(wrong))


def _read_one(model: Recogniser, pixels: np.ndarray) -> str:
    return read_greedily(model, torch.from_numpy(pixels)[None])[0]


def _crops(folder: Path):
    """Straightened inputs, their text and where they come from; suspects of crops-street are left out."""
    for label in labels_in(folder):
        photo = read_rgb(folder / label["file"])
        for plate in label["plates"]:
            whole = np.array([[0, 0], [photo.shape[1], 0], [photo.shape[1], photo.shape[0]], [0, photo.shape[0]]], np.float32)
            quad = np.array(plate["corners"], np.float32) if "corners" in plate else whole
            yield straighten(photo, quad, rows_of(plate)), plate["plate"], label["file"]


def _rendered(model: Recogniser, per_kind: int, per_province: int) -> None:
    random = Random(_SEED)
    for level in LEVELS.values():
        print(level.name, _share(model, random, per_kind, level=level))
    kinds = {kind.name: _share(model, random, per_kind, kind=kind, level=LEVELS["middle"]) for kind in KINDS}
    print("kinds at middle:", json.dumps(kinds, ensure_ascii=False))
    small = KIND_BY_NAME["small"]
    provinces = {sign: _share(model, random, per_province, kind=small, level=LEVELS["middle"], province=sign) for sign in PROVINCES}
    print("provinces at middle:", json.dumps(provinces, ensure_ascii=False))


def _share(model: Recogniser, random: Random, count: int, **what) -> float:
    made = [render_sample(random, **what) for _ in range(count)]
    read = read_greedily(model, torch.stack([torch.from_numpy(sample.pixels) for sample, _ in made]))
    return round(sum(comparable(a) == comparable(b) for a, (_, b) in zip(read, made, strict=True)) / count, 4)


if __name__ == "__main__":
    main()
