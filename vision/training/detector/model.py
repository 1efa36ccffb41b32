"""The network: plain convolutions, a small feature pyramid, one head for three strides.

Each cell of a stride answers 16 numbers: score, four corners as offsets from the cell's centre in units of four strides, two rows or one,
the colours of `COLOURS`. Sources: Lin et al., Feature Pyramid Networks (2017); Tian et al., FCOS (2019).
"""

import torch
from torch import nn

from layers import convolve

STRIDES = (8, 16, 32)
COLOURS = ("blue", "yellow", "green", "yellow-green", "white", "black")
REACH = 4.0
"""A corner's offset of 1 is this many strides."""

_ANSWERS = 1 + 8 + 1 + len(COLOURS)
_WIDTH = 48


class Detector(nn.Module):
    """Bytes [N, H, W, 3] in, H and W multiples of 32; raw answers [N, 16, h, w] of each stride out."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Sequential(convolve(3, 16, 2), convolve(16, 32, 2), convolve(32, 48, 2), convolve(48, 48))
        self.middle = nn.Sequential(convolve(48, 64, 2), convolve(64, 64))
        self.deep = nn.Sequential(convolve(64, 96, 2), convolve(96, 96), convolve(96, 96))
        self.lateral = nn.ModuleList([nn.Conv2d(channels, _WIDTH, 1) for channels in (48, 64, 96)])
        self.smooth = nn.ModuleList([convolve(_WIDTH, _WIDTH) for _ in STRIDES])
        self.head = nn.Sequential(convolve(_WIDTH, _WIDTH), nn.Conv2d(_WIDTH, _ANSWERS, 1))
        # At first nearly every cell is no plate: start there (Lin et al., Focal Loss, 2017).
        nn.init.constant_(self.head[1].bias, 0.0)
        with torch.no_grad():
            self.head[1].bias[0] = -4.6

    def forward(self, pixels: torch.Tensor) -> list[torch.Tensor]:
        planes = pixels.permute(0, 3, 1, 2).to(torch.float32) / 127.5 - 1
        fine = self.stem(planes.contiguous(memory_format=torch.channels_last))
        middle = self.middle(fine)
        deep = self.deep(middle)
        fine, middle, deep = (lateral(level) for lateral, level in zip(self.lateral, (fine, middle, deep), strict=True))
        middle = middle + nn.functional.interpolate(deep, scale_factor=2.0, mode="nearest")
        fine = fine + nn.functional.interpolate(middle, scale_factor=2.0, mode="nearest")
        return [self.head(smooth(level)) for smooth, level in zip(self.smooth, (fine, middle, deep), strict=True)]


class DecodedDetector(nn.Module):
    """As exported: [N, cells, 16] of score, four corners in pixels of the input, chance of two rows, chance of each colour."""

    def __init__(self, detector: Detector) -> None:
        super().__init__()
        self.detector = detector

    def forward(self, pixels: torch.Tensor) -> torch.Tensor:
        return torch.cat([_decode(answers, stride) for answers, stride in zip(self.detector(pixels), STRIDES, strict=True)], 1)


def centres(height: int, width: int, stride: int) -> torch.Tensor:
    """[height * width, 2]: x and y of each cell's centre in pixels of the input, row by row."""
    y = (torch.arange(height, dtype=torch.float32) + 0.5) * stride
    x = (torch.arange(width, dtype=torch.float32) + 0.5) * stride
    return torch.stack([x.repeat(height), y.repeat_interleave(width)], 1)


def _decode(answers: torch.Tensor, stride: int) -> torch.Tensor:
    height, width = answers.shape[2], answers.shape[3]
    cells = answers.flatten(2).transpose(1, 2)
    corners = cells[..., 1:9] * (stride * REACH) + centres(height, width, stride).repeat(1, 4)
    return torch.cat([cells[..., :1].sigmoid(), corners, cells[..., 9:10].sigmoid(), cells[..., 10:].softmax(2)], 2)
