"""An int8 form of an exported model: static, by channel for weights, by tensor for activations (Q/DQ nodes).

ONNX Runtime fuses the Q/DQ pairs around a convolution into one of whole numbers. Ranges and biases come from training
pictures, also small, grey, dark and coarsely encoded ones.
"""

import numpy as np
import onnx
from onnx import helper, numpy_helper

from . import augment, evaluate, export, rounding


def calibration(photographs, drawn):
    """Pictures as cameras send them, from photographs of training places and drawn scenes."""
    small, tiny = evaluate.bounded((640, 480)), evaluate.bounded((320, 240))
    changes = (
        (evaluate.native, None), (small, None), (small, augment.grey), (tiny, None), (small, augment.night),
        (small, lambda p: augment.jpeg(p, 50)), (evaluate.native, augment.grey), (tiny, augment.night),
    )
    found = []
    for i, photograph in enumerate(photographs):
        size, change = changes[i % len(changes)]
        picture = evaluate.fit(photograph.picture, size(photograph.picture))
        found.append(change(picture) if change else picture)
    # Their values are the smallest, and would count for little in a mean.
    dark = (augment.night, lambda p: augment.jpeg(augment.night(p), 90))
    for i, photograph in enumerate(photographs[::2]):
        found.append(dark[i % 2](evaluate.fit(photograph.picture, small(photograph.picture))))
    return found + [evaluate.fit(picture, (640, 384)) for picture in drawn]


class Graph:
    """Rewrites an exported graph node by node."""

    def __init__(self, model, rounded, found):
        self.graph, self.rounded, self.found = model.graph, rounded, found
        self.users = {}
        for node in self.graph.node:
            for name in node.input:
                self.users.setdefault(name, []).append(node)
        self.makers = {output: node for node in self.graph.node for output in node.output}
        self.initialisers, self.nodes, self.renamed, self.scales = [], [], {}, {}

    def constant(self, name, value):
        self.initialisers.append(numpy_helper.from_array(np.asarray(value), name))
        return name

    def dequantise(self, output, name, whole, scale):
        """A constant tensor in whole numbers, by its first dimension."""
        zero = np.zeros(len(scale), whole.dtype)
        names = [self.constant(name, whole), self.constant(name + '/scale', scale), self.constant(name + '/zero', zero)]
        self.nodes.append(helper.make_node('DequantizeLinear', names, [output], axis=0))

    def pair(self, tensor, limits):
        """Q and DQ after a tensor; whoever read it reads the DQ's output."""
        scale, zero = rounding.step_of(*limits)
        s, z = self.constant(tensor + '/scale', scale), self.constant(tensor + '/zero', zero)
        self.nodes.append(helper.make_node('QuantizeLinear', [tensor, s, z], [tensor + '/q']))
        self.nodes.append(helper.make_node('DequantizeLinear', [tensor + '/q', s, z], [tensor + '/dq']))
        self.renamed[tensor], self.scales[tensor + '/dq'] = tensor + '/dq', scale

    def take(self, node):
        node.input[:] = [self.renamed.get(name, name) for name in node.input]
        layer = layer_of(node)
        if node.op_type == 'Conv' and layer not in rounding.FLOAT:
            self.round(node, layer)
        self.nodes.append(node)
        limits = self.limits(node, layer)
        if limits:
            self.pair(node.output[0], limits)

    def round(self, node, layer):
        module = self.rounded.network.get_submodule(layer)
        bias = module.bias.detach().numpy()
        whole, scale = self.rounded.whole[layer]
        sums = (scale * self.scales[node.input[0]]).astype(np.float32)
        offset = np.clip(np.round(bias / sums), -2 ** 31 + 1, 2 ** 31 - 1).astype(np.int32)
        self.dequantise(layer + '/weight', layer + '/int8', whole, scale)
        self.dequantise(layer + '/bias', layer + '/int32', offset, sums)
        node.input[1], node.input[2] = layer + '/weight', layer + '/bias'

    def limits(self, node, layer):
        """The range in which a node's output is rounded, if it is."""
        if node.op_type == 'Conv' and layer not in rounding.FLOAT and not rounding.clipped(layer):
            return self.found[layer]
        if node.op_type in ('Clip', 'Relu'):
            before = self.makers[node.input[0].removesuffix('/dq')]
            return self.found[layer_of(before)] if before.op_type == 'Conv' else self.found['body_1.input']
        if node.op_type == 'Add' and layer.startswith('blocks.'):
            return self.found[layer]
        return None

    def rewrite(self):
        for node in list(self.graph.node):
            self.take(node)
        self.nodes[-1].output[0] = 'rounded'
        left = self.constant('left', np.float32(self.rounded.left))
        self.nodes.append(helper.make_node('Div', ['rounded', left], ['density']))
        used = {name for node in self.nodes for name in node.input}
        self.initialisers += [i for i in self.graph.initializer if i.name in used]
        del self.graph.node[:], self.graph.initializer[:]
        self.graph.node.extend(self.nodes)
        self.graph.initializer.extend(self.initialisers)


def layer_of(node):
    """The name of the module that a node of the exported graph belongs to: `/network/blocks.1/depth/Conv` is `blocks.1.depth`."""
    return node.name.removeprefix('/network/').rsplit('/', 1)[0].replace('/', '.')


def calibrate(network, pictures):
    """The network as its int8 form computes it, and the range of each of its tensors."""
    found = rounding.ranges(network, pictures)
    # Larger pictures would take ten times as long to tell the same.
    small = [picture for picture in pictures if picture.size <= 3 * 640 * 480]
    tensors = rounding.batches(small, network.last.weight.device)
    rounded = rounding.Rounded(network, found, tensors)
    rounded.correct(tensors)
    return rounded, found


def quantise(source, target, pictures):
    """Reads the model file `source`, writes its int8 form to `target`; returns the network as that form computes it."""
    rounded, found = calibrate(export.load(source), pictures)
    write(source, target, rounded, found)
    return rounded.network


def write(source, target, rounded, found):
    model = onnx.load(str(source))
    Graph(model, rounded, found).rewrite()
    onnx.checker.check_model(model)
    onnx.save(model, str(target))
