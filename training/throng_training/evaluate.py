"""What a network counts in photographs that it was not trained on."""

import cv2
import numpy as np
import torch

from . import augment
from .network import computes_in_halves

MULTIPLE, LARGEST = 32, 2048


def nearest(length):
    return max(MULTIPLE, int(length / MULTIPLE + 0.5) * MULTIPLE)


def fit(picture, size=None):
    """The picture at the size at which the network sees it: `size` (width, height), each side a multiple of 32."""
    width, height = size or (picture.shape[1], picture.shape[0])
    factor = min(1.0, LARGEST / max(width, height))
    width, height = nearest(width * factor), nearest(height * factor)
    if (picture.shape[1], picture.shape[0]) == (width, height):
        return picture
    shrinks = width * height < picture.shape[0] * picture.shape[1]
    return cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR)


def torch_counter(network, quick=False):
    network = network.eval()
    device = next(network.parameters()).device

    def count(picture):
        x = torch.from_numpy(np.ascontiguousarray(picture)).to(device).permute(2, 0, 1)[None].float()
        with torch.no_grad(), torch.autocast(device.type, dtype=torch.bfloat16, enabled=quick and computes_in_halves(device)):
            return float(network(x.contiguous(memory_format=torch.channels_last)).float().sum())

    return count


def bounded(size):
    """`size` turned to lie as the picture does."""
    return lambda picture: size if picture.shape[1] >= picture.shape[0] else size[::-1]


def native(picture):
    return None


# What the pipeline and its cameras do to a picture: a name, the size (None: its own), the change.
DEGRADATIONS = (
    ('full size', native, None),
    ('640 x 480', bounded((640, 480)), None),
    ('480 x 360', bounded((480, 360)), None),
    ('320 x 240', bounded((320, 240)), None),
    ('JPEG 50', native, lambda p: augment.jpeg(p, 50)),
    ('JPEG 75', native, lambda p: augment.jpeg(p, 75)),
    ('JPEG 95', native, lambda p: augment.jpeg(p, 95)),
    ('640 x 480, JPEG 50', bounded((640, 480)), lambda p: augment.jpeg(p, 50)),
    ('grey', native, augment.grey),
    ('night', native, augment.night),
    ('blur (deviation 1.5)', native, lambda p: cv2.GaussianBlur(p, (0, 0), 1.5)),
)


def figures(counted, truth):
    counted, truth = np.asarray(counted, float), np.asarray(truth, float)
    error = counted - truth
    return {'pictures': len(truth), 'mae': float(np.abs(error).mean()), 'rmse': float(np.sqrt((error ** 2).mean())),
            'bias': float(error.mean()), 'relative': float(np.abs(error).sum() / max(truth.sum(), 1))}


def counts(count, photographs, size=native, change=None):
    found = []
    for photograph in photographs:
        picture = fit(photograph.picture, size(photograph.picture))
        found.append(count(change(picture) if change else picture))
    return found
