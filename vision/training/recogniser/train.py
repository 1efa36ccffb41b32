"""python -m recogniser.train: trains the recogniser from rendered plates.

The curve tells exact reads per level on rendered plates of a seed that training never uses.
"""

from random import Random

import torch
from torch import nn

from detector.settle import Settler
from loop import Task, arguments, stream, train
from render.alphabet import comparable
from render.levels import LEVELS

from .model import STEPS, Recogniser
from .read import read_greedily
from .real import load_real
from .samples import RenderedSamples, render_sample

_CHECK_SEED = 90_001
_CHECKED_PER_LEVEL = 200


def main() -> None:
    given = arguments(__doc__, run="runs/recogniser", steps=10_000, batch=64, rate=2e-3).parse_args()
    torch.manual_seed(given.seed)
    torch.set_num_threads(given.threads)
    checks = _checks()
    settler = Settler(given.settle) if given.settle else None
    real = load_real(given.photos, given.hold_out, settler) if given.photos else []

    def batches(step: int):
        return stream(RenderedSamples(given.seed, given.batch, step, real), given)

    train(Task(Recogniser(), batches, _loss, lambda model: _exact(model, checks)), given)


def _loss(logits: torch.Tensor, classes: torch.Tensor, counts: torch.Tensor) -> torch.Tensor:
    log_likelihoods = logits.log_softmax(2).transpose(0, 1)
    steps = torch.full((len(logits),), STEPS, dtype=torch.long)
    return nn.functional.ctc_loss(log_likelihoods, classes, steps, counts, zero_infinity=True)


def _checks() -> dict[str, tuple[torch.Tensor, list[str]]]:
    random = Random(_CHECK_SEED)
    checks = {}
    for level in LEVELS.values():
        made = [render_sample(random, level=level) for _ in range(_CHECKED_PER_LEVEL)]
        checks[level.name] = torch.stack([torch.from_numpy(sample.pixels) for sample, _ in made]), [text for _, text in made]
    return checks


def _exact(model: nn.Module, checks: dict[str, tuple[torch.Tensor, list[str]]]) -> dict[str, float]:
    exact = {}
    for level, (inputs, texts) in checks.items():
        read = read_greedily(model, inputs)
        exact[level] = sum(comparable(a) == comparable(b) for a, b in zip(read, texts, strict=True)) / len(texts)
    return exact


if __name__ == "__main__":
    main()
