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

# The largest whole weight. x86-64 without VNNI adds the products of two activations and weights in 16 bits, in which
# 2 * 255 * 64 still fits: so all processors count the same. A filter that reads one channel is computed otherwise.
MOST, MOST_ALONE = 64, 127


def step_of(low, high):
    """The step and the zero point of a tensor with values in low..high."""
    low, high = min(low, 0.0), max(high, 1e-3)
    scale = np.float32((high - low) / 255)
    return scale, np.uint8(np.clip(round(-low / scale), 0, 255))


def steps_of(rows, most):
    """The step of each row with the least squared error, where weights are at most `most` steps."""
    largest = np.maximum(np.abs(rows).max(1), 1e-8)
    best, error = None, None
    for factor in np.linspace(0.75, 1.0, 26):
        step = (largest * factor / most)[:, None]
        now = ((np.clip(np.round(rows / step), -most, most) * step - rows) ** 2).sum(1)
        if best is None:
            best, error = step[:, 0], now
        best, error = np.where(now < error, step[:, 0], best), np.minimum(now, error)
    return best


def compensated(rows, steps, moments, most):
    """Rounds one weight of all rows after the other, and has those that are left make up for what it changes.

    As GPTQ does (Frantar, Ashkboos, Hoefler, Alistarh: "GPTQ: Accurate Post-Training Quantization for Generative
    Pre-trained Transformers", 2023). `moments`: the mean products of the values that the weights meet, two and two.
    """
    order = np.argsort(-np.diag(moments), kind='stable')
    moments = moments[np.ix_(order, order)] + max(0.01 * np.diag(moments).mean(), 1e-6) * np.eye(len(order))
    upper = np.linalg.cholesky(np.linalg.inv(moments)).T
    left, whole = rows[:, order].astype(np.float64), np.empty_like(rows)
    for i, place in enumerate(order):
        whole[:, place] = np.clip(np.round(left[:, i] / steps), -most, most)
        miss = (left[:, i] - whole[:, place] * steps) / upper[i, i]
        left[:, i:] -= miss[:, None] * upper[i, i:]
    return whole


def whole_weights(weight, moments):
    """A convolution's weights as int8 and their step by output channel; `moments` as `compensated` takes them."""
    rows = weight.reshape(len(weight), -1)
    most = MOST_ALONE if weight.shape[1] == 1 else MOST
    steps = steps_of(rows, most).astype(np.float32)
    if weight.shape[1] == 1:
        whole = np.stack([compensated(row[None], step[None], its, most)[0] for row, step, its in zip(rows, steps, moments)])
    else:
        whole = compensated(rows, steps, moments, most)
    return whole.reshape(weight.shape).astype(np.int8), steps


def moments_of(network, tensors, places=4000):
    """The mean products of the values that each rounded convolution's weights meet, at so many places of a picture.

    Each picture's are divided by their mean square: a dark one's values are small, and it is to be counted as well. Of
    a convolution that looks at each channel alone: by channel.
    """
    sums = {}

    def meet(name, layer, x):
        columns = torch.nn.functional.unfold(x, layer.kernel_size, layer.dilation, layer.padding, layer.stride)
        columns = columns[:, :, ::max(1, columns.shape[2] // places)]
        columns = columns.reshape(len(x), layer.groups, -1, columns.shape[2])
        its = (columns @ columns.transpose(2, 3)).double()
        square = its.diagonal(dim1=2, dim2=3).mean(2)[:, :, None, None]
        sums[name] = sums.get(name, 0) + (its / square.clamp(min=1e-9)).sum(0)

    hooks = [network.get_submodule(name).register_forward_pre_hook(
        lambda layer, x, n=name: meet(n, layer, x[0])) for name in convolutions(network)]
    with torch.no_grad():
        for x in tensors:
            network(x)
    for hook in hooks:
        hook.remove()
    return {name: its.squeeze(0).cpu().numpy() for name, its in sums.items()}


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
    """The network as its int8 form computes it; `network` is a float network with rounded weights and activations.

    `whole`: by convolution, its weights in whole numbers and their steps.
    """

    def __init__(self, network, found, tensors):
        moments = moments_of(network, tensors)
        self.whole = {name: whole_weights(network.get_submodule(name).weight.detach().cpu().numpy(), moments[name])
                      for name in convolutions(network)}
        self.exact, self.network, self.left = network, copy.deepcopy(network).eval(), 1.0
        self.network.first.register_forward_hook(lambda m, i, o: self.rounded(o, found['first']))
        for name in convolutions(network):
            layer = self.network.get_submodule(name)
            whole, step = self.whole[name]
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

    def correct(self, tensors):
        """Moves each channel's bias by what rounding takes from its mean, one convolution after the other."""
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
