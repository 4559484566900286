"""How numbers are rounded to whole ones, and a network that computes as its int8 form does.

Weights are int8 by output channel, activations uint8 by tensor. `Rounded` is the float network with every weight and
activation rounded that the int8 form rounds: it tells what the int8 form counts, and by how much each channel is off.
"""

import copy

import numpy as np
import torch

from . import evaluate

# Convolutions that stay as they are. The last: one channel, whose rounding would be the count's. The first: with three
# channels to read, whole numbers make it slower by as much as the passage to them costs after it.
FLOAT = ('first', 'last')


def step_of(low, high):
    """The step and the zero point of a tensor with values in low..high."""
    low, high = min(low, 0.0), max(high, 1e-3)
    scale = np.float32((high - low) / 255)
    return scale, np.uint8(np.clip(round(-low / scale), 0, 255))


def keep_sums(rows, whole):
    """Rounds single weights the other way until each row's sum is within half a step of what it was.

    A picture hardly changes from one pixel to the next: what a filter answers hangs on the sum of its weights.
    """
    for row, rounded in zip(rows, whole):
        miss = rounded.sum() - row.sum()
        while abs(miss) > 0.5:
            way = -np.sign(miss)
            behind = np.where(np.abs(rounded + way) > 127, -np.inf, (row - rounded) * way)
            rounded[behind.argmax()] += way
            miss += way


def whole_weights(weight):
    """A convolution's weights as int8 and their step by output channel, the step with the least squared error."""
    rows = weight.reshape(len(weight), -1)
    largest = np.maximum(np.abs(rows).max(1), 1e-8)
    best, error = None, None
    for factor in np.linspace(0.75, 1.0, 26):
        step = (largest * factor / 127).astype(np.float32)[:, None]
        whole = np.clip(np.round(rows / step), -127, 127)
        now = ((whole * step - rows) ** 2).sum(1)
        if best is None:
            best, error, steps = whole, now, step
        else:
            better = (now < error)[:, None]
            best, steps, error = np.where(better, whole, best), np.where(better, step, steps), np.minimum(now, error)
    keep_sums(rows / steps, best)
    return best.reshape(weight.shape).astype(np.int8), steps[:, 0].astype(np.float32)


def convolutions(network):
    """The names of the convolutions that are rounded, in the order in which a picture passes them."""
    return [name for name, module in network.named_modules() if isinstance(module, torch.nn.Conv2d) and name not in FLOAT]


def clipped(name):
    """Whether a clip at 0 (and, in the trunk, at 6) follows this convolution."""
    return not name.startswith('from_') and not name.endswith('.project')


def ranges(network, pictures, samples=100_000):
    """The least and largest usual value of each rounded tensor, by the module that makes it; `body_1.input` is the fused sum.

    Of the trunk the extremes of so many values a picture are taken, which leaves the tails out. Of the head those of all: its
    largest values are the densest crowds.
    """
    found = {}

    def keep(name, value):
        value = value.detach().flatten()
        if name.startswith('blocks.') or name == 'first':
            value = value[::max(1, len(value) // samples)]
        low, high = value.min(), value.max()
        old = found.get(name, (0.0, 0.0))
        found[name] = (min(old[0], float(low)), max(old[1], float(high)))

    seen = ['first', *convolutions(network)]
    hooks = [network.get_submodule(name).register_forward_hook(lambda m, i, o, n=name: keep(n, o)) for name in seen]
    hooks += [block.register_forward_hook(lambda m, i, o, n=f'blocks.{i}': keep(n, o)) for i, block in enumerate(network.blocks)]
    hooks.append(network.body_1.register_forward_pre_hook(lambda m, i: keep('body_1.input', i[0])))
    count = evaluate.torch_counter(network)
    for picture in pictures:
        count(picture)
    for hook in hooks:
        hook.remove()
    for name in found:
        if name in ('body_1.input', 'first') or name in convolutions(network) and clipped(name):
            low, high = found[name]
            found[name] = (0.0, min(high, 6.0) if name == 'first' or name.startswith('blocks.') else high)
    return found


def batches(pictures, device, most=8):
    """The pictures as the network's input, those of one size together."""
    by_size = {}
    for picture in pictures:
        by_size.setdefault(picture.shape, []).append(picture)
    return [torch.from_numpy(np.stack(same[i:i + most])).to(device).permute(0, 3, 1, 2).float()
            for same in by_size.values() for i in range(0, len(same), most)]


class Rounded:
    """The network as its int8 form computes it; `network` is a float network with rounded weights and activations."""

    def __init__(self, network, found):
        self.exact, self.network, self.left = network, copy.deepcopy(network).eval(), 1.0
        self.network.first.register_forward_hook(lambda m, i, o: self.rounded(o, found['first']))
        for name in convolutions(network):
            layer = self.network.get_submodule(name)
            whole, step = whole_weights(layer.weight.detach().cpu().numpy())
            layer.weight.data.copy_(torch.from_numpy(whole * step.reshape(-1, 1, 1, 1)))
            layer.register_forward_hook(lambda m, i, o, r=found[name]: self.rounded(o, r))
        for i, block in enumerate(self.network.blocks):
            if block.residual:
                block.register_forward_hook(lambda m, i, o, r=found[f'blocks.{i}']: self.rounded(o, r))
        self.network.body_1.register_forward_pre_hook(lambda m, i: (self.rounded(i[0], found['body_1.input']),))

    @staticmethod
    def rounded(value, limits):
        scale, zero = step_of(*limits)
        return torch.fake_quantize_per_tensor_affine(value, float(scale), int(zero), 0, 255)

    def correct(self, pictures):
        """Moves each channel's bias by what rounding takes from its mean, one convolution after the other."""
        tensors = batches(pictures, self.exact.last.weight.device)
        wanted = self.means(self.exact, tensors)
        for name in convolutions(self.exact):
            found = self.means(self.network, tensors, name)[name]
            self.network.get_submodule(name).bias.data += wanted[name] - found
        self.undo(tensors)

    def undo(self, tensors):
        """Divides the density by what is left of the count: the same part on every kind of picture, once means are right."""
        with torch.no_grad():
            self.left = float(sum(self.network(x).sum() for x in tensors) / sum(self.exact(x).sum() for x in tensors))
        self.network.register_forward_hook(lambda m, i, o: o / self.left)

    @staticmethod
    def means(network, tensors, last=None):
        """Each convolution's mean output by channel, before it is rounded or clipped; up to the convolution `last`."""
        sums, total = {}, 0

        class Enough(Exception):
            pass

        def plain(module, name):
            forward = module._conv_forward

            def observed(x, weight, bias):
                y = forward(x, weight, bias)
                sums[name] = sums.get(name, 0) + y.detach().mean((2, 3)).sum(0)
                if name == last:
                    raise Enough
                return y

            module._conv_forward = observed

        names = [last] if last else convolutions(network)
        for name in names:
            plain(network.get_submodule(name), name)
        with torch.no_grad():
            for x in tensors:
                total += len(x)
                try:
                    network(x)
                except Enough:
                    pass
        for name in names:
            del network.get_submodule(name)._conv_forward
        return {name: value / total for name, value in sums.items()}
