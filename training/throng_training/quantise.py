"""An int8 form of an exported model: static, by channel for weights, by tensor for activations (Q/DQ nodes).

ONNX Runtime fuses the Q/DQ pairs around a convolution into one of whole numbers. The ranges come from training
pictures: the tail beyond one value in a hundred thousand is cut off.
"""

import copy

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper

from . import evaluate, export


def ranges(network, pictures, tail=1e-5):
    """The least and largest usual value of each convolution's output, each block's output and the body's input."""
    found = {}

    def keep(name, value):
        value = value.detach().flatten()[::7].numpy()
        low, high = np.quantile(value, [tail, 1 - tail])
        old = found.get(name, (0.0, 0.0))
        found[name] = (min(old[0], float(low)), max(old[1], float(high)))

    hooks = []
    for name, module in network.named_modules():
        if isinstance(module, torch.nn.Conv2d):
            hooks.append(module.register_forward_hook(lambda m, i, o, n=name: keep(f'/network/{n}', o)))
        if name.startswith('blocks.') and name.count('.') == 1:
            hooks.append(module.register_forward_hook(lambda m, i, o, n=name: keep(f'/network/{n}/Add', o)))
    hooks.append(network.body_1.register_forward_pre_hook(lambda m, i: keep('/network/Relu', i[0])))
    count = evaluate.torch_counter(network)
    for picture in pictures:
        count(picture)
    for hook in hooks:
        hook.remove()
    return found


def step_of(low, high):
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


def loss_by_rounding(network, pictures):
    """How much of the float network's count is left, over all pictures, when its weights are rounded."""
    rounded = copy.deepcopy(network)
    for name, module in rounded.named_modules():
        if isinstance(module, torch.nn.Conv2d) and name != 'last':
            whole, step = whole_weights(module.weight.detach().numpy())
            module.weight.data = torch.from_numpy(whole * step.reshape(-1, 1, 1, 1))
    before, after = evaluate.torch_counter(network), evaluate.torch_counter(rounded)
    return sum(after(p) for p in pictures) / sum(before(p) for p in pictures)


def key_of(node):
    """The name in `ranges` of a convolution's node."""
    name = node.name[:-len('/Conv')]
    for part in ('expand', 'depth', 'project'):
        name = name.replace('/' + part, '.' + part)
    return name


def quantise(source, target, pictures):
    """Reads the model file `source`, writes its int8 form to `target`.

    `pictures`, of training places, give the ranges and the factor by which rounding lowers the count, which is undone.
    """
    model = onnx.load(str(source))
    network = export.load(source)
    left = loss_by_rounding(network, pictures)
    found = ranges(network, pictures)
    graph = model.graph
    weights = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    users = {}
    for node in graph.node:
        for name in node.input:
            users.setdefault(name, []).append(node)
    initialisers, nodes, renamed, scales = [], [], {}, {}

    def constant(name, value):
        initialisers.append(numpy_helper.from_array(np.asarray(value), name))
        return name

    def pair(tensor, low, high):
        """Q and DQ after a tensor; whoever read it reads the DQ's output."""
        scale, zero = step_of(low, high)
        s, z = constant(tensor + '/scale', scale), constant(tensor + '/zero', zero)
        nodes.append(helper.make_node('QuantizeLinear', [tensor, s, z], [tensor + '/q']))
        nodes.append(helper.make_node('DequantizeLinear', [tensor + '/q', s, z], [tensor + '/dq']))
        renamed[tensor], scales[tensor + '/dq'] = tensor + '/dq', scale

    for node in graph.node:
        if node.op_type == 'Constant':
            nodes.append(node)
            continue
        node.input[:] = [renamed.get(name, name) for name in node.input]
        if node.op_type == 'Cast':
            s, z = constant('image/scale', np.float32(1)), constant('image/zero', np.uint8(0))
            nodes.append(helper.make_node('DequantizeLinear', [node.input[0], s, z], list(node.output)))
            scales[node.output[0]] = np.float32(1)
            continue
        output = node.output[0]
        if node.op_type == 'Conv' and '/last/' not in node.name:
            weight, bias = weights[node.input[1]], weights[node.input[2]]
            whole, scale = whole_weights(weight)
            sums = (scale * scales[node.input[0]]).astype(np.float32)
            name = node.input[1] + '/int8'
            nodes.append(helper.make_node('DequantizeLinear', [
                constant(name, whole), constant(name + '/scale', scale), constant(name + '/zero', np.zeros(len(scale), np.int8))],
                [name + '/dq'], axis=0))
            offset = np.clip(np.round(bias / sums), -2 ** 31 + 1, 2 ** 31 - 1).astype(np.int32)
            bias_name = node.input[1].replace('weight', 'bias') + '/int32'
            nodes.append(helper.make_node('DequantizeLinear', [
                constant(bias_name, offset), constant(bias_name + '/scale', sums),
                constant(bias_name + '/zero', np.zeros(len(sums), np.int32))], [bias_name + '/dq'], axis=0))
            node.input[1], node.input[2] = name + '/dq', bias_name + '/dq'
            nodes.append(node)
            follower = [n.op_type for n in users.get(output, [])]
            if follower not in (['Clip'], ['Relu']):
                pair(output, *found[key_of(node)])
            continue
        nodes.append(node)
        if node.op_type in ('Clip', 'Relu'):
            before = next(n for n in graph.node if n.output[0] == (node.input[0].removesuffix('/dq')))
            if before.op_type == 'Conv':
                high = found[key_of(before)][1]
            else:
                high = found['/network/Relu'][1]
            pair(output, 0.0, min(high, 6.0) if node.op_type == 'Clip' else high)
        elif node.op_type == 'Add' and '/blocks.' in node.name:
            pair(output, *found[node.name])
    nodes[-1].output[0] = 'rounded'
    nodes.append(helper.make_node('Div', ['rounded', constant('left', np.float32(left))], ['density']))
    used = {name for node in nodes for name in node.input}
    initialisers += [i for i in graph.initializer if i.name in used]
    del graph.node[:], graph.initializer[:]
    graph.node.extend(nodes)
    graph.initializer.extend(initialisers)
    onnx.checker.check_model(model)
    onnx.save(model, str(target))
    return left
