"""Which cell shall answer for which plate, and how far off its answer is."""

import torch
from torch import nn

from .model import COLOURS, REACH, STRIDES, centres

_LONGEST = (72.0, 180.0, float("inf"))
"""Plates up to this length in pixels belong to the stride."""
_CORE = 0.45
"""Cells in this share of a plate, about its middle, answer for it; in the rest of it nobody is asked."""


def cell_targets(plates: list[dict], size: int) -> tuple[torch.Tensor, torch.Tensor]:
    """For all cells of all strides in order: 1 plate, 0 none, -1 not asked; and [cells, 10]: offsets, rows - 1, colour's number.

    A plate is {"quad": float [4, 2], "rows": 1 or 2, "colour": its name}.
    """
    asked, wanted = [], []
    for number, stride in enumerate(STRIDES):
        side = size // stride
        middle = centres(side, side, stride)
        shall = torch.zeros(len(middle))
        want = torch.zeros(len(middle), 10)
        for plate in plates:
            quad = torch.as_tensor(plate["quad"], dtype=torch.float32)
            length = max((quad[1] - quad[0]).norm().item(), (quad[2] - quad[3]).norm().item(), (quad[3] - quad[0]).norm().item())
            inside = _inside(middle, quad, 1.0)
            # Nobody is asked about what is seen of a plate whose middle left the picture.
            if _stride_of(length) != number or not ((quad.mean(0) >= 0) & (quad.mean(0) < size)).all():
                shall[inside] = -1
                continue
            core = _inside(middle, quad, _CORE)
            core[(middle - quad.mean(0)).norm(dim=1).argmin()] = True
            shall[inside & ~core] = -1
            shall[core] = 1
            offsets = (quad[None] - middle[core][:, None]) / (stride * REACH)
            want[core, :8] = offsets.flatten(1)
            want[core, 8] = float(plate["rows"] - 1)
            want[core, 9] = float(COLOURS.index(plate["colour"]))
        asked.append(shall)
        wanted.append(want)
    return torch.cat(asked), torch.cat(wanted)


def _stride_of(length: float) -> int:
    return next(i for i, longest in enumerate(_LONGEST) if length <= longest)


def _inside(points: torch.Tensor, quad: torch.Tensor, share: float) -> torch.Tensor:
    centre = quad.mean(0)
    corners = centre + (quad - centre) * share
    result = torch.ones(len(points), dtype=torch.bool)
    for start, end in zip(corners, corners.roll(-1, 0), strict=True):
        edge = end - start
        result &= edge[0] * (points[:, 1] - start[1]) - edge[1] * (points[:, 0] - start[0]) >= 0
    return result


def loss_of(answers: list[torch.Tensor], asked: torch.Tensor, wanted: torch.Tensor) -> dict[str, torch.Tensor]:
    """Focal loss of the score over the cells that are asked; of the rest over the cells that hold a plate."""
    cells = torch.cat([level.flatten(2).transpose(1, 2) for level in answers], 1)
    is_plate = asked == 1
    count = is_plate.sum().clamp(min=1)
    score = cells[..., 0]
    chance = score.sigmoid()
    missed = torch.where(is_plate, 1 - chance, chance)
    weight = 0.5 * missed.square()
    focal = nn.functional.binary_cross_entropy_with_logits(score, is_plate.float(), reduction="none") * weight
    held, want = cells[is_plate], wanted[is_plate]
    return {
        "score": focal[asked >= 0].sum() / count,
        "corners": nn.functional.smooth_l1_loss(held[:, 1:9], want[:, :8], beta=0.05, reduction="sum") / count,
        "rows": 0.5 * nn.functional.binary_cross_entropy_with_logits(held[:, 9], want[:, 8], reduction="sum") / count,
        "colour": 1.0 * nn.functional.cross_entropy(held[:, 10:], want[:, 9].long(), reduction="sum") / count,
    }
