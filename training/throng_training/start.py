"""The weights from which a network starts: those of a detector's trunk, or those of another of our networks.

`inherit` takes over what has the same form. A slimmer network gets the strongest channels of the other: filters that have
learned something are a better start than random ones, although what they are fed has changed.
"""

import torch


def load_trunk(network, path):
    """Fills the trunk from the state dict of torchvision's `mobilenet_v2().features` (RGB in -1..1), if it has that form."""
    state = torch.load(path, map_location='cpu')
    if network.first.weight.shape != state['0.0.weight'].shape:
        return

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
        steps = [block.depth, block.project] if block.expand is None else [block.expand, block.depth, block.project]
        for step, layer in enumerate(steps[:-1]):
            put(layer, f'{i}.conv.{step}.0', f'{i}.conv.{step}.1')
        put(block.project, f'{i}.conv.{len(steps) - 1}', f'{i}.conv.{len(steps)}')


def inherit(network, other):
    """Takes over what it can from another network; returns whether that is everything."""
    if network.shape == other.shape:
        network.load_state_dict(other.state_dict())
        return True
    if network.shape['first'] < other.shape['first']:
        slim(network, other)
        return False
    for name, layer in network.named_modules():
        same = dict(other.named_modules()).get(name)
        if isinstance(layer, torch.nn.Conv2d) and same is not None and same.weight.shape == layer.weight.shape:
            layer.load_state_dict(same.state_dict())
    return False


def strength(layer, dimension):
    """The norm of a layer's weights for each of its outputs (0) or inputs (1)."""
    other = [d for d in range(4) if d != dimension]
    return layer.weight.detach().pow(2).sum(other).sqrt()


def strongest(scores, count):
    return scores.topk(min(count, len(scores))).indices.sort().values


def fill(layer, source, outputs, inputs=None):
    """Copies the chosen outputs (and inputs) of a layer."""
    weight = source.weight.detach()[outputs]
    if inputs is not None:
        weight = weight[:, inputs]
    layer.weight.data[:weight.shape[0], :weight.shape[1]] = weight
    layer.bias.data[:len(outputs)] = source.bias.detach()[outputs]


def partners(network, other):
    """Of each of the network's blocks the other's block in the same place of the same resolution and width."""
    def places(blocks):
        found, group = {}, -1
        last = None
        for i, (outside, stride, _) in enumerate(blocks):
            if outside != last or stride > 1:
                group, place = group + 1, 0
            found[group, place] = i
            last, place = outside, place + 1
        return found

    theirs = places(other.shape['blocks'])
    return [theirs[place] for place in places(network.shape['blocks'])]


def slim(network, other):
    """Fills a network that has fewer channels and blocks, its groups of equal blocks in the same order."""
    block = other.blocks[0]
    stream = strongest(strength(other.first, 0) * strength(block.depth, 0) * strength(block.project, 1), network.shape['first'])
    fill(network.first, other.first, stream)
    chosen = {}
    for mine, number in zip(network.blocks, partners(network, other)):
        theirs = other.blocks[number]
        if theirs.expand is None:
            wide = stream
        else:
            scores = strength(theirs.expand, 0) * strength(theirs.depth, 0) * strength(theirs.project, 1)
            wide = strongest(scores, mine.depth.weight.shape[0])
            fill(mine.expand, theirs.expand, wide, stream)
        fill(mine.depth, theirs.depth, wide)
        group = tuple(other.shape['blocks'][number][:1]), mine.project.weight.shape[0]
        if group not in chosen:
            chosen[group] = strongest(strength(theirs.project, 0) * reader(other, number), group[1])
        stream = chosen[group]
        fill(mine.project, theirs.project, stream, wide)
    fill_head(network, other, chosen)


def reader(other, number):
    """How strongly the block after this one reads each channel; the last one's are read by the head."""
    following = other.blocks[number + 1].expand if number + 1 < len(other.blocks) else other.from_16
    return strength(following, 1)


def fill_head(network, other, chosen):
    streams = list(chosen.values())
    widths = [block[0] for block in network.shape['blocks']]
    by_width = {width: stream for (_, width), stream in zip(chosen, streams)}
    fused = strongest(strength(other.body_1, 1), network.shape['fused'])
    for side, name in ((4, 'from_4'), (8, 'from_8'), (16, 'from_16')):
        fill(getattr(network, name), getattr(other, name), fused, by_width[widths[network.taps[side]]])
    inside = fused
    bodies = list(zip(network.body(), other.body()))
    readers = [*other.body()[1:], other.last]
    for (mine, theirs), following in zip(bodies, readers):
        kept = strongest(strength(theirs, 0) * strength(following, 1), network.shape['kept'])
        fill(mine, theirs, kept, inside)
        inside = kept
    if len(network.body()) == len(other.body()):
        fill(network.last, other.last, torch.tensor([0]), inside)
