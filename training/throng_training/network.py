"""The networks: the first blocks of a MobileNetV2, wide or slim, and a head that fuses its resolutions.

The trunk's batch norms are folded into its convolutions before training starts: nothing here keeps statistics of a
batch, so that training and use are the same function. The input is RGB in 0..255, N x 3 x H x W; the scale and the
offset of the pretrained trunk are part of its first convolution. The density has one value for every 8 x 8 pixels and
its sum is the count.
"""

import functools
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional as F

STRIDE = 8
# What `crowd-s` is made of, and so every model file that does not say otherwise. A block is: outside channels, stride,
# expansion; `dilations` are those of the body's convolutions.
SMALL = {
    'first': 32,
    'blocks': [[16, 1, 1], [24, 2, 6], [24, 1, 6], [32, 2, 6], [32, 1, 6], [32, 1, 6], [64, 2, 6], [64, 1, 6], [64, 1, 6],
               [64, 1, 6], [96, 1, 6], [96, 1, 6], [96, 1, 6]],
    'fused': 64, 'kept': 64, 'dilations': [1, 2, 3],
}


class Clip(torch.autograd.Function):
    """min(max(x, 0), 6) in place, and its gradient from the result alone.

    What is held at 6 has no gradient: passed on there, it goes on moving weights that change nothing, without an end.
    """

    @staticmethod
    def forward(context, x):
        y = x.clamp_(0, 6)
        context.mark_dirty(x)
        context.save_for_backward(y)
        return y

    @staticmethod
    def backward(context, gradient):
        y, = context.saved_tensors
        if y.dtype != torch.bfloat16 or y.is_cuda:
            return torch.ops.aten.hardtanh_backward(gradient, y, 0, 6)
        # PyTorch 1.13 has no such kernel for bfloat16 on a CPU.
        return torch.ops.aten.threshold_backward(torch.ops.aten.threshold_backward(gradient, y, 0), 6 - y, 0)


def clip(x):
    return Clip.apply(x) if x.requires_grad else x.clamp(0, 6)


def conv(inside, outside, kernel, stride=1, groups=1, dilation=1):
    return nn.Conv2d(inside, outside, kernel, stride, dilation * (kernel // 2), dilation, groups)


class Block(nn.Module):
    """One inverted residual: widen, look around, narrow."""

    def __init__(self, inside, outside, stride, expansion):
        super().__init__()
        wide = int(inside * expansion)
        self.expand = conv(inside, wide, 1) if expansion > 1 else None
        self.depth = conv(wide, wide, 3, stride, groups=wide)
        self.project = conv(wide, outside, 1)
        self.residual = stride == 1 and inside == outside

    def forward(self, x):
        y = x if self.expand is None else clip(self.expand(x))
        y = self.project(clip(self.depth(y)))
        return x + y if self.residual else y


class Crowd(nn.Module):
    """A network of the given shape; it fuses 1/4, 1/8, 1/16 and, where the trunk goes that far, 1/32 of the picture."""

    def __init__(self, first, blocks, fused, kept, dilations):
        super().__init__()
        self.shape = {'first': first, 'blocks': blocks, 'fused': fused, 'kept': kept, 'dilations': dilations}
        self.first = conv(3, first, 3, 2)
        made, inside, side, self.taps, channels = [], first, 2, {}, {}
        for i, (outside, stride, expansion) in enumerate(blocks):
            made.append(Block(inside, outside, stride, expansion))
            inside, side = outside, side * stride
            self.taps[side], channels[side] = i, outside
        self.blocks = nn.ModuleList(made)
        self.from_4 = conv(channels[4], fused, 3, 2)
        self.from_8 = conv(channels[8], fused, 1)
        self.from_16 = conv(channels[16], fused, 1)
        self.from_32 = conv(channels[32], fused, 1) if 32 in channels else None
        for i, dilation in enumerate(dilations, 1):
            setattr(self, f'body_{i}', conv(fused if i == 1 else kept, kept, 3, dilation=dilation))
        self.last = conv(kept, 1, 1)
        for layer in (*self.fusing(), *self.body()):
            nn.init.kaiming_normal_(layer.weight, mode='fan_in', nonlinearity='relu')
            nn.init.zeros_(layer.bias)
        for layer in self.fusing():
            layer.weight.data.mul_(0.4)
        nn.init.normal_(self.last.weight, std=0.01)
        nn.init.constant_(self.last.bias, -3.5)

    def trunk(self):
        return [self.first, *self.blocks]

    def fusing(self):
        return [layer for layer in (self.from_4, self.from_8, self.from_16, self.from_32) if layer is not None]

    def body(self):
        return [getattr(self, f'body_{i}') for i in range(1, len(self.shape['dilations']) + 1)]

    def freeze(self, layers):
        """Holds the first so many layers of the trunk as they are."""
        for layer in self.trunk()[:layers]:
            for parameter in layer.parameters():
                parameter.requires_grad_(False)

    def forward(self, x):
        x = clip(self.first(x))
        seen = []
        for block in self.blocks:
            x = block(x)
            seen.append(x)
        x = self.from_16(seen[self.taps[16]])
        if self.from_32 is not None:
            x = x + F.interpolate(self.from_32(seen[self.taps[32]]), scale_factor=2.0, mode='nearest')
        x = F.interpolate(x, scale_factor=2.0, mode='nearest')
        x = F.relu(self.from_4(seen[self.taps[4]]) + self.from_8(seen[self.taps[8]]) + x)
        for layer in self.body():
            x = F.relu(layer(x))
        return F.softplus(self.last(x))


def computes_in_halves(device):
    """Whether bfloat16 is the faster one there: a processor without AVX-512 takes fifteen times as long with it."""
    return device.type == 'cuda' or 'avx512bw' in capabilities()


@functools.lru_cache
def capabilities():
    """What Linux says that the processor can."""
    try:
        lines = Path('/proc/cpuinfo').read_text().splitlines()
    except OSError:
        return frozenset()
    return frozenset(word for line in lines if line.startswith('flags') for word in line.split())


def parameters(network):
    return sum(parameter.numel() for parameter in network.parameters())
