"""The network: the first fourteen blocks of MobileNetV2 and a head that fuses three of its resolutions.

The trunk's batch norms are folded into its convolutions before training starts: nothing here keeps statistics of a
batch, so that training and use are the same function. The input is RGB in 0..255, N x 3 x H x W; the scale and the
offset of the pretrained trunk are part of its first convolution. The density has one value for every 8 x 8 pixels and
its sum is the count.
"""

import torch
from torch import nn
from torch.nn import functional as F

STRIDE = 8
# Outside channels, stride and expansion of each block of MobileNetV2 up to 1/16 of the picture.
BLOCKS = ((16, 1, 1), (24, 2, 6), (24, 1, 6), (32, 2, 6), (32, 1, 6), (32, 1, 6), (64, 2, 6), (64, 1, 6), (64, 1, 6),
          (64, 1, 6), (96, 1, 6), (96, 1, 6), (96, 1, 6))
QUARTER, EIGHTH = 2, 5  # the blocks whose outputs the head takes at 1/4 and 1/8


class Clip(torch.autograd.Function):
    """min(max(x, 0), 6) with the gradient of max(x, 0): what is held at 6 still learns.

    The exact gradient takes three passes over memory in place of one, a fifth of a training step on a CPU.
    """

    @staticmethod
    def forward(context, x):
        y = x.clamp_(0, 6)
        context.mark_dirty(x)
        context.save_for_backward(y)
        return y

    @staticmethod
    def backward(context, gradient):
        return torch.ops.aten.threshold_backward(gradient, *context.saved_tensors, 0)


def clip(x):
    return Clip.apply(x) if x.requires_grad else x.clamp(0, 6)


def conv(inside, outside, kernel, stride=1, groups=1, dilation=1):
    return nn.Conv2d(inside, outside, kernel, stride, dilation * (kernel // 2), dilation, groups)


class Block(nn.Module):
    """One inverted residual: widen, look around, narrow."""

    def __init__(self, inside, outside, stride, expansion):
        super().__init__()
        wide = inside * expansion
        self.expand = conv(inside, wide, 1) if expansion > 1 else None
        self.depth = conv(wide, wide, 3, stride, groups=wide)
        self.project = conv(wide, outside, 1)
        self.residual = stride == 1 and inside == outside

    def forward(self, x):
        y = x if self.expand is None else clip(self.expand(x))
        y = self.project(clip(self.depth(y)))
        return x + y if self.residual else y


class Crowd(nn.Module):
    def __init__(self, fused=64, kept=64):
        super().__init__()
        self.first = conv(3, 32, 3, 2)
        blocks, inside = [], 32
        for outside, stride, expansion in BLOCKS:
            blocks.append(Block(inside, outside, stride, expansion))
            inside = outside
        self.blocks = nn.ModuleList(blocks)
        self.from_4 = conv(24, fused, 3, 2)
        self.from_8 = conv(32, fused, 1)
        self.from_16 = conv(96, fused, 1)
        self.body_1 = conv(fused, kept, 3)
        self.body_2 = conv(kept, kept, 3, dilation=2)
        self.body_3 = conv(kept, kept, 3, dilation=3)
        self.last = conv(kept, 1, 1)
        for layer in (self.from_4, self.from_8, self.from_16, self.body_1, self.body_2, self.body_3):
            nn.init.kaiming_normal_(layer.weight, mode='fan_in', nonlinearity='relu')
            nn.init.zeros_(layer.bias)
        for layer in (self.from_4, self.from_8, self.from_16):
            layer.weight.data.mul_(0.4)
        nn.init.normal_(self.last.weight, std=0.01)
        nn.init.constant_(self.last.bias, -3.5)

    def trunk(self):
        return [self.first, *self.blocks]

    def freeze(self, layers):
        """Holds the first so many layers of the trunk as they are."""
        for layer in self.trunk()[:layers]:
            for parameter in layer.parameters():
                parameter.requires_grad_(False)

    def forward(self, x):
        x = clip(self.first(x))
        for i, block in enumerate(self.blocks):
            x = block(x)
            if i == QUARTER:
                quarter = x
            if i == EIGHTH:
                eighth = x
        x = F.interpolate(self.from_16(x), scale_factor=2.0, mode='nearest')
        x = F.relu(self.from_4(quarter) + self.from_8(eighth) + x)
        x = F.relu(self.body_1(x))
        x = F.relu(self.body_2(x))
        x = F.relu(self.body_3(x))
        return F.softplus(self.last(x))


def load_trunk(network, path):
    """Fills the trunk from the state dict of torchvision's `mobilenet_v2().features` (RGB in -1..1)."""
    state = torch.load(path, map_location='cpu')

    def put(layer, weight, norm):
        gamma, beta, mean, variance = (state[f'{norm}.{name}'] for name in ('weight', 'bias', 'running_mean', 'running_var'))
        factor = gamma / torch.sqrt(variance + 1e-5)
        layer.weight.data.copy_(state[f'{weight}.weight'] * factor.view(-1, 1, 1, 1))
        layer.bias.data.copy_(beta - mean * factor)

    put(network.first, '0.0', '0.1')
    weight = network.first.weight.data
    network.first.bias.data.sub_(weight.sum((1, 2, 3)))
    weight.mul_(1 / 127.5)
    for i, block in enumerate(network.blocks, 1):
        if block.expand is None:
            put(block.depth, f'{i}.conv.0.0', f'{i}.conv.0.1')
            put(block.project, f'{i}.conv.1', f'{i}.conv.2')
        else:
            put(block.expand, f'{i}.conv.0.0', f'{i}.conv.0.1')
            put(block.depth, f'{i}.conv.1.0', f'{i}.conv.1.1')
            put(block.project, f'{i}.conv.2', f'{i}.conv.3')


def parameters(network):
    return sum(parameter.numel() for parameter in network.parameters())
