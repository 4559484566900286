#!/usr/bin/env python3
"""Writes MCNN (Zhang et al., CVPR 2016) with its published layers and random weights as ONNX: `mcnn.py mcnn.onnx`.

It is a yardstick for speed only. Input: float32 N x 1 x H x W, grey; output: N x 1 x H/4 x W/4.
"""

import sys

import torch
from torch import nn

COLUMNS = (((9, 16), (7, 32), (7, 16), (7, 8)), ((7, 20), (5, 40), (5, 20), (5, 10)), ((5, 24), (3, 48), (3, 24), (3, 12)))


class Mcnn(nn.Module):
    def __init__(self):
        super().__init__()
        self.columns = nn.ModuleList()
        for layers in COLUMNS:
            column, inside = [], 1
            for i, (kernel, outside) in enumerate(layers):
                column += [nn.Conv2d(inside, outside, kernel, padding=kernel // 2), nn.ReLU()]
                column += [nn.MaxPool2d(2)] if i < 2 else []
                inside = outside
            self.columns.append(nn.Sequential(*column))
        self.merge = nn.Conv2d(sum(layers[-1][1] for layers in COLUMNS), 1, 1)

    def forward(self, x):
        return self.merge(torch.cat([column(x) for column in self.columns], 1))


if __name__ == '__main__':
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    torch.manual_seed(1)
    axes = {0: 'batch', 2: 'height', 3: 'width'}
    torch.onnx.export(Mcnn().eval(), torch.zeros(1, 1, 480, 640), sys.argv[1], opset_version=13, input_names=['image'],
                      output_names=['density'], dynamic_axes={'image': axes, 'density': axes})
