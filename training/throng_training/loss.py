"""The loss on head points: the counts of blocks of several sizes, without any blurred map as a target.

For each size the blocks' counts are compared by the deviance of a Poisson distribution: it is least where the expected
count is right, so that the sum over a picture is unbiased, and it weighs a miss by what is usual at that density. The
whole crop's count adds its absolute error. Crops with many heads are toned down by the root of their number, so that a
dense crowd does not drown a street; by the number that the network counts, not the true one: of two crops that look
alike the fuller one would weigh less, and the network would learn to count too few.
"""

import torch
from torch.nn import functional as F

from .network import STRIDE

LEAST = 1e-4


def deviance(expected, counted):
    expected = expected + LEAST
    entropy = torch.where(counted > 0, counted * torch.log(counted.clamp(min=LEAST)) - counted, torch.zeros_like(counted))
    return expected - counted * torch.log(expected) + entropy


def blocks(density, side):
    factor = side // STRIDE
    return density if factor == 1 else F.avg_pool2d(density, factor) * factor ** 2


def crowd_loss(density, grid, settings):
    """density and grid: N x 1 x rows x columns; returns the mean loss and the mean absolute count error."""
    total = grid.sum((1, 2, 3))
    counted = density.sum((1, 2, 3))
    weight = 1 / torch.sqrt(counted.detach() + 16)
    loss = 0
    for side in settings['blocks']:
        if grid.shape[-1] % (side // STRIDE):
            continue
        loss = loss + (deviance(blocks(density, side), blocks(grid, side)).sum((1, 2, 3)) * weight).mean()
    error = (counted - total).abs()
    return loss + settings['count'] * (error * weight).mean(), error.mean()
