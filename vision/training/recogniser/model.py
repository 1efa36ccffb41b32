"""The network: plain convolutions (depthwise ones are slower on a CPU), 21 steps along the plate, CTC.

Source: Graves et al., Connectionist Temporal Classification (2006); He et al., Deep Residual Learning (2015).
"""

import torch
from torch import nn

from layers import convolve
from render.alphabet import SYMBOLS

CLASSES = len(SYMBOLS) + 1
STEPS = 21


class Recogniser(nn.Module):
    """Bytes [N, 48, 168, 3] in, logits [N, 21, CLASSES] out; class 0 is the blank."""

    def __init__(self) -> None:
        super().__init__()
        self.body = nn.Sequential(
            convolve(3, 24, stride=2),
            convolve(24, 48, stride=2),
            _Residual(48),
            convolve(48, 80, stride=2),
            _Residual(80),
            _Residual(80),
            convolve(80, 128, stride=(2, 1)),
            _Residual(128),
        )
        # The three rows that are left become one.
        self.flatten = nn.Sequential(nn.Conv2d(128, 192, (3, 1), bias=False), nn.BatchNorm2d(192), nn.ReLU(inplace=True))
        self.along = nn.Sequential(nn.Conv2d(192, 192, (1, 3), padding=(0, 1), bias=False), nn.BatchNorm2d(192), nn.ReLU(inplace=True))
        self.drop = nn.Dropout(0.1)
        self.head = nn.Conv2d(192, CLASSES, 1)

    def forward(self, pixels: torch.Tensor) -> torch.Tensor:
        planes = pixels.permute(0, 3, 1, 2).to(torch.float32)
        # Each plate by its own brightness and contrast: night and haze are the camera's affair, not the letters'.
        mean = planes.mean((1, 2, 3), keepdim=True)
        planes = (planes - mean) / ((planes - mean).square().mean((1, 2, 3), keepdim=True).sqrt() + 4)
        flat = self.flatten(self.body(planes.contiguous(memory_format=torch.channels_last)))
        flat = flat + self.along(flat)
        return self.head(self.drop(flat)).squeeze(2).transpose(1, 2)


class _Residual(nn.Module):
    def __init__(self, channels: int) -> None:
        super().__init__()
        self.first = convolve(channels, channels)
        self.second = nn.Sequential(nn.Conv2d(channels, channels, 3, padding=1, bias=False), nn.BatchNorm2d(channels))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return torch.relu(x + self.second(self.first(x)))
