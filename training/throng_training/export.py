"""Writes a network as a model folder: model.onnx, model.conf and golden/, the outputs that any runtime must match."""

import json
from pathlib import Path

import cv2
import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn

from . import synthetic
from .network import SMALL, Crowd, parameters

CONF = '''name = "{name}"
version = "{version}"
input {{
  name = "image"
  layout = NHWC
  type = uint8
  colour = RGB
  mean = [0, 0, 0]
  deviation = [1, 1, 1]
  multiple = 32
  largest-side = 2048
  overlap = 192
}}
output {{
  name = "density"
  divisor = 1.0
}}
max-batch = 16
measured {{
  parameters = {parameters}
}}
'''
# Newer PyTorch exports in another way unless it is told not to; 1.13 knows no other.
TRACED = {'dynamo': False} if torch.__version__ >= '2.5' else {}
SAME, SHAPE = 'same-weights.', 'shape'


class Served(nn.Module):
    """The network as it is served: bytes in, rows of RGB pixels."""

    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, picture):
        return self.network(picture.permute(0, 3, 1, 2).float())


def read_weights(path):
    """The weights of an exported model, to go on from or to evaluate."""
    model = onnx.load(str(path))
    found = {i.name[len('network.'):]: torch.from_numpy(numpy_helper.to_array(i).copy())
             for i in model.graph.initializer if i.name.startswith('network.')}
    for entry in model.metadata_props:
        if entry.key.startswith(SAME):
            found[entry.key[len(SAME):]] = found[entry.value].clone()
    return found


def note(path, network):
    """Writes into the file the network's shape and which weights the exporter left out because others have the same values."""
    model, state = onnx.load(str(path)), network.state_dict()
    kept = [i.name[len('network.'):] for i in model.graph.initializer if i.name.startswith('network.')]
    notes = {SHAPE: json.dumps(network.shape)}
    for name, value in state.items():
        if name not in kept:
            notes[SAME + name] = next(k for k in kept if state[k].shape == value.shape and torch.equal(state[k], value))
    for key, value in notes.items():
        entry = model.metadata_props.add()
        entry.key, entry.value = key, value
    onnx.checker.check_model(model)
    onnx.save(model, str(path))


def load(path):
    """A network from a model folder's file."""
    shapes = [json.loads(entry.value) for entry in onnx.load(str(path)).metadata_props if entry.key == SHAPE]
    network = Crowd(**(shapes[0] if shapes else SMALL))
    network.load_state_dict(read_weights(path))
    return network.eval()


def golden_pictures():
    """Three small pictures: a street, a crowd, nobody."""
    random = np.random.default_rng(5)
    street, _ = synthetic.test_scene(random, 6, 128, 96)
    crowd, _ = synthetic.test_scene(random, 40, 160, 128)
    empty = synthetic.noise(synthetic.street(96, 160), random, 3)
    return {'street': street, 'crowd': crowd, 'empty': empty}


def write_golden(network, folder, within='0.001 of each value'):
    folder.mkdir(parents=True, exist_ok=True)
    served = Served(network).eval()
    for name, picture in golden_pictures().items():
        cv2.imwrite(str(folder / f'{name}.png'), picture[:, :, ::-1])
        with torch.no_grad():
            density = served(torch.from_numpy(picture)[None])[0, 0].numpy()
        lines = [f'{density.shape[0]} {density.shape[1]}'] + [' '.join(f'{v:.7g}' for v in row) for row in density]
        (folder / f'{name}.txt').write_text('\n'.join(lines) + '\n')
    (folder / 'README.md').write_text(
        f'What the training code computes for three small pictures; any runtime must come within {within}.\n\n'
        '`NAME.png` is the picture (RGB, its sides are multiples of 32). `NAME.txt` is its density map: the first line\n'
        'holds rows and columns, each further line one row. Written anew by every export.\n')


def write_conf(folder, version, network):
    """Writes model.conf; the errors that `gpu-node models` tells are added by hand once they are measured: `part-a`, `part-b`."""
    text = CONF.format(name=folder.name, version=version, parameters=parameters(network))
    (folder / 'model.conf').write_text(text)


def export(weights, shape, folder, version='1'):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    network = Crowd(**shape)
    network.load_state_dict({key: value.cpu() for key, value in weights.items()})
    network = network.eval()
    picture = {0: 'batch', 1: 'height', 2: 'width'}
    density = {0: 'batch', 2: 'rows', 3: 'columns'}
    path = folder / 'model.onnx'
    torch.onnx.export(Served(network), torch.zeros(1, 64, 96, 3, dtype=torch.uint8), str(path), opset_version=13,
                      input_names=['image'], output_names=['density'],
                      dynamic_axes={'image': picture, 'density': density}, **TRACED)
    note(path, network)
    write_conf(folder, version, network)
    write_golden(network, folder / 'golden')
    print(f'{path}: {path.stat().st_size / 2 ** 20:.2f} MiB, {parameters(network)} parameters')
