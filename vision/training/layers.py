"""What both networks are made of."""

from torch import nn


def convolve(inputs: int, outputs: int, stride: int | tuple[int, int] = 1) -> nn.Sequential:
    """A plain 3 x 3 convolution, normalised and rectified; depthwise ones are slower on a CPU."""
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, 3, stride=stride, padding=1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(inplace=True)
    )
