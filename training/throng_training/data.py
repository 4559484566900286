"""Photographs with their heads, kept decoded in memory, and the crops that are cut from them."""

import csv
import os
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np

from . import augment, synthetic
from .network import STRIDE

PICTURES = ('.jpg', '.jpeg', '.png', '.bmp')


@dataclass
class Photograph:
    name: str
    picture: np.ndarray  # RGB uint8
    heads: np.ndarray  # x, y in pixels
    half: np.ndarray = field(default=None, repr=False)

    def prepared(self):
        if self.half is None:
            h, w = self.picture.shape[:2]
            self.half = cv2.resize(self.picture, (max(w // 2, 1), max(h // 2, 1)), interpolation=cv2.INTER_AREA)
        return self


def held_out(name):
    """Whether a photograph belongs to the validation set: the last number in its name is divisible by 5."""
    numbers = re.findall(r'\d+', name)
    return bool(numbers) and int(numbers[-1]) % 5 == 0


def read_heads(path):
    with open(path, newline='') as file:
        rows = [row for row in csv.reader(file) if len(row) >= 2]
    if rows and not re.match(r'^\s*[-+.\d]', rows[0][0]):
        rows = rows[1:]
    return np.array([[float(x), float(y)] for x, y, *_ in rows], np.float32).reshape(-1, 2)


def read_picture(path):
    picture = cv2.imread(str(path), cv2.IMREAD_COLOR)
    if picture is None:
        raise ValueError(f'{path} is no picture that can be read')
    return np.ascontiguousarray(picture[:, :, ::-1])


def frames(path):
    video = cv2.VideoCapture(str(path))
    if not video.isOpened():
        raise ValueError(f'{path} is no video that can be read')
    while True:
        good, frame = video.read()
        if not good:
            return
        yield np.ascontiguousarray(frame[:, :, ::-1])


def folders(path):
    """The folder of pictures and the folder of CSVs: `images` and `heads` inside, or the folder itself for both."""
    path = Path(path)
    images = path / 'images' if (path / 'images').is_dir() else path
    heads = path / 'heads' if (path / 'heads').is_dir() else path
    return images, heads


def read_part(path, validation):
    """The photographs of one folder that are held out, or those that are not."""
    images, heads = folders(path)
    def read(file):
        points = heads / (file.stem + '.csv')
        if not points.is_file():
            raise ValueError(f'{file.name} has no {points.name} in {heads}')
        return Photograph(file.name, read_picture(file), read_heads(points)).prepared()

    files = sorted(images.iterdir(), key=lambda f: [int(n) for n in re.findall(r'\d+', f.stem)] or [0])
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = list(pool.map(read, [f for f in files if f.suffix.lower() in PICTURES and held_out(f.stem) == validation]))
    if not found:
        raise ValueError(f'{path} holds no photographs ' + ('whose number is divisible by 5' if validation else 'to train on'))
    return found


def splat(heads, size):
    """Heads shared out bilinearly among the four nearest cells of the density grid."""
    cells = size // STRIDE
    grid = np.zeros((cells, cells), np.float32)
    if len(heads):
        position = np.clip(heads / STRIDE - 0.5, 0, cells - 1)
        low = np.minimum(np.floor(position).astype(int), cells - 2)
        part = position - low
        for dx in (0, 1):
            for dy in (0, 1):
                share = np.abs(1 - dx - part[:, 0]) * np.abs(1 - dy - part[:, 1])
                np.add.at(grid, (low[:, 1] + dy, low[:, 0] + dx), share)
    return grid


def cut(random, photograph, scale, size):
    """A square of `size` pixels from the photograph as it looks at `scale`, and the heads in it."""
    h, w = photograph.picture.shape[:2]
    side = size / scale
    if side > min(h, w):  # a picture that is too small is shown whole, its shorter side fills the square
        side = min(h, w)
        scale = size / side
    x, y = random.uniform(0, w - side), random.uniform(0, h - side)
    source, factor = (photograph.prepared().half, 0.5) if scale <= 0.5 else (photograph.picture, 1.0)
    left, top, extent = int(round(x * factor)), int(round(y * factor)), int(round(side * factor))
    left, top = max(0, min(left, source.shape[1] - extent)), max(0, min(top, source.shape[0] - extent))
    part = source[top:top + extent, left:left + extent]
    shrink = size / extent
    crop = cv2.resize(part, (size, size), interpolation=cv2.INTER_AREA if shrink < 1 else cv2.INTER_LINEAR)
    heads = (photograph.heads * factor - (left, top)) * shrink
    inside = (heads >= 0).all(1) & (heads < size).all(1)
    return crop, heads[inside].astype(np.float32)


class Mixer:
    """Makes batches: crops of each part, synthetic scenes and empty places, in the settings' proportions.

    A batch depends on the seed and its own number alone, so that a resumed run sees what an unbroken one would have.
    """

    def __init__(self, parts, settings, seed, pixels):
        self.parts, self.settings, self.seed = parts, settings, seed
        self.squares = [(side, max(1, round(pixels / side ** 2)), share) for side, share in settings['squares']]
        self.kinds = [*settings['mix']]
        weights = np.array([settings['mix'][kind] for kind in self.kinds], float)
        self.weights = weights / weights.sum()

    def scale(self, random, part):
        low, high = self.settings['scale'].get(part, (0.5, 1.3))
        if random.random() < self.settings['near-full-size']:
            return random.uniform(0.9, 1.1)
        return float(np.exp(random.uniform(np.log(low), np.log(high))))

    def photograph(self, random, size, part=None):
        part = part if part in self.parts else list(self.parts)[random.integers(len(self.parts))]
        photographs = self.parts[part]
        return cut(random, photographs[random.integers(len(photographs))], self.scale(random, part), size)

    def empty(self, random, size):
        if random.random() < 0.25:
            return augment.texture(random, size)
        for _ in range(12):
            part = list(self.parts)[-1] if random.random() < 0.8 else None
            crop, heads = self.photograph(random, size, part)
            if not len(heads):
                return crop
        return augment.texture(random, size)

    def item(self, random, size):
        kind = self.kinds[random.choice(len(self.kinds), p=self.weights)]
        none = np.zeros((0, 2), np.float32)
        if kind == 'synthetic':
            background = self.empty(random, size) if random.random() < 0.25 else None
            crop, heads = synthetic.varied_scene(random, size, background)
        elif kind == 'empty':
            crop, heads = self.empty(random, size), none
        else:
            crop, heads = self.photograph(random, size, kind)
        if random.random() < self.settings['furniture'].get(kind, self.settings['furniture']['elsewhere']):
            crop = augment.furniture(random, np.ascontiguousarray(crop), heads)
        crop = augment.change(random, crop, self.settings['augment'])
        if random.random() < 0.5:
            crop = crop[:, ::-1]
            heads = np.stack((size - 1e-3 - heads[:, 0], heads[:, 1]), 1) if len(heads) else heads
        return crop, splat(heads, size)

    def batch(self, number):
        random = np.random.default_rng([self.seed, number])
        shares = np.array([share for _, _, share in self.squares], float)
        size, count, _ = self.squares[random.choice(len(self.squares), p=shares / shares.sum())]
        items = [self.item(random, size) for _ in range(count)]
        return np.stack([crop for crop, _ in items]), np.stack([grid for _, grid in items])
