"""Reading without any grammar: the likeliest class of each step, repeats and blanks left out. The run-time decoder knows the grammar besides."""

import torch

from render.alphabet import SYMBOLS

from .model import Recogniser


@torch.no_grad()
def read_greedily(model: Recogniser, inputs: torch.Tensor, batch: int = 128) -> list[str]:
    """Texts of bytes [N, 48, 168, 3]."""
    texts: list[str] = []
    for part in inputs.split(batch):
        for line in model(part).argmax(2).tolist():
            kept = [number for at, number in enumerate(line) if number and (at == 0 or line[at - 1] != number)]
            texts.append("".join(SYMBOLS[number - 1] for number in kept))
    return texts
