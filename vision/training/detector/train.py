"""python -m detector.train --backgrounds DIR...: trains the detector from rendered scenes.

The curve tells, on rendered scenes of a seed that training never uses, the share of plates found (overlap of 0.6 or more), the false ones per
picture, the median error of a corner in shares of the plate's height, and the shares of right rows and colours.
"""

from pathlib import Path
from random import Random

import torch

from loop import Task, arguments, stream, train
from render.backgrounds import Backgrounds

from .measure import measure
from .model import Detector
from .real import load_photos
from .samples import RenderedScenes, draw_picture
from .settle import Settler
from .targets import loss_of

_CHECK_SEED = 90_002
_CHECKED = 200


def main() -> None:
    parser = arguments(__doc__, run="runs/detector", steps=12_000, batch=16, rate=2e-3)
    parser.add_argument("--backgrounds", type=Path, nargs="*", default=[], help="folders of photos without Chinese plates")
    given = parser.parse_args()
    settler = Settler(given.settle) if given.settle else None
    real = load_photos(given.photos, given.hold_out, settler) if given.photos else []
    torch.manual_seed(given.seed)
    torch.set_num_threads(given.threads)
    random, backgrounds = Random(_CHECK_SEED), Backgrounds(given.backgrounds)
    checks = [draw_picture(backgrounds, random) for _ in range(_CHECKED)]

    def batches(step: int):
        return stream(RenderedScenes(given.seed, given.batch, step, given.backgrounds, real), given)

    train(Task(Detector(), batches, _loss, lambda model: measure(model, checks), measure_every=500), given)


def _loss(answers: list[torch.Tensor], asked: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    return sum(loss_of(answers, asked, wanted).values())


if __name__ == "__main__":
    main()
