"""What cameras, nights and encoders do to a picture."""

import cv2
import numpy as np


def grey(picture):
    return cv2.cvtColor(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)


def jpeg(picture, quality):
    _, code = cv2.imencode('.jpg', picture[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, int(quality)])
    return np.ascontiguousarray(cv2.imdecode(code, cv2.IMREAD_COLOR)[:, :, ::-1])


def tones(picture, gamma=1.0, gain=1.0, offset=0.0, colours=(1.0, 1.0, 1.0)):
    value = np.arange(256, dtype=np.float32) / 255
    table = np.stack([((value * c).clip(0, 1) ** gamma - 0.5) * gain + 0.5 + offset for c in colours], 1)
    return cv2.LUT(picture, np.clip(table * 255 + 0.5, 0, 255).astype(np.uint8)[None])


def night(picture, exposure=0.25, deviation=6, random=None):
    """Dark, flat and noisy; the same for the same seed."""
    random = np.random.default_rng(1) if random is None else random
    dark = tones(picture, gamma=1.3, gain=exposure, offset=exposure / 2 - 0.5 + 0.02)
    return noise(dark, deviation, random)


def noise(picture, deviation, random):
    field = np.empty(picture.shape, np.int16)
    cv2.setRNGSeed(int(random.integers(1 << 30)))
    cv2.randn(field, 0, float(deviation))
    return np.clip(picture + field, 0, 255).astype(np.uint8)


def coarse(picture, factor):
    h, w = picture.shape[:2]
    small = cv2.resize(picture, (max(1, int(w / factor)), max(1, int(h / factor))), interpolation=cv2.INTER_AREA)
    return cv2.resize(small, (w, h), interpolation=cv2.INTER_LINEAR)


def texture(random, size):
    """A place with nobody in it: a plain tone, a gradient, clouds of noise, stripes, boxes."""
    coarse_size = int(random.integers(2, 40))
    field = random.uniform(0, 1, (coarse_size, coarse_size, 3 if random.random() < 0.5 else 1)).astype(np.float32)
    if field.shape[2] == 1:
        field = np.repeat(field, 3, 2)
    picture = cv2.resize(field, (size, size), interpolation=(cv2.INTER_LINEAR, cv2.INTER_NEAREST, cv2.INTER_CUBIC)[random.integers(3)])
    strength, level = random.uniform(0, 1) ** 2 * 200, random.uniform(0, 255, 3)
    picture = (picture - 0.5) * strength + level
    for _ in range(random.integers(0, 12)):
        x, y, w, h = (random.uniform(0, 1, 4) * (size, size, size / 2, size / 2)).astype(int)
        colour = tuple(float(c) for c in random.uniform(0, 255, 3))
        if random.random() < 0.5:
            cv2.rectangle(picture, (x, y), (x + w, y + h), colour, -1)
        else:
            cv2.line(picture, (x, y), (x + w * 2 - size // 2, y + h * 2 - size // 2), colour, int(random.integers(1, 8)))
    return np.clip(picture, 0, 255).astype(np.uint8)


def furniture(random, picture, heads, most=5):
    """Draws things that stand about in streets and are nobody, clear of the heads, into the picture."""
    size = picture.shape[0]
    for _ in range(random.integers(1, most + 1)):
        h = float(np.exp(random.uniform(np.log(14), np.log(size * 0.7))))
        kind = random.integers(6)
        w = h * (0.12, 0.5, 0.7, 0.7, 1.6, 3.0)[kind] * random.uniform(0.7, 1.4)
        x, foot = random.uniform(0, size), random.uniform(0.1, 1.1) * size
        if len(heads) and ((np.abs(heads[:, 0] - x) < w / 2 + 0.2 * h + 8) & (heads[:, 1] > foot - h - 10) & (heads[:, 1] < foot + 10)).any():
            continue
        colour = tuple(float(c) for c in (random.integers(10, 70, 3) if random.random() < 0.5 else random.integers(20, 250, 3)))
        other = tuple(float(c) for c in random.integers(20, 255, 3))
        thick = max(1, int(h * random.uniform(0.02, 0.08)))

        def line(a, b, colour, thick):
            cv2.line(picture, tuple(int(v) for v in a), tuple(int(v) for v in b), colour, thick, cv2.LINE_AA)

        def shape(points, colour):
            cv2.fillPoly(picture, [np.array(points, np.int32)], colour, cv2.LINE_AA)

        if kind == 0:  # a post, perhaps with a knob, a lamp or a sign
            line((x, foot), (x, foot - h), colour, thick)
            top = random.integers(4)
            if top == 1:
                cv2.circle(picture, (int(x), int(foot - h)), max(1, int(h * random.uniform(0.03, 0.09))), colour, -1, cv2.LINE_AA)
            elif top == 2:
                cv2.ellipse(picture, (int(x + w), int(foot - h)), (int(w) + 1, int(h * 0.04) + 1), 0, 0, 360, other, -1, cv2.LINE_AA)
            elif top == 3:
                side = h * random.uniform(0.06, 0.2)
                shape([(x - side, foot - h), (x + side, foot - h), (x + side, foot - h + 2 * side), (x - side, foot - h + 2 * side)], other)
        elif kind == 1:  # a tripod with a camera on it
            apex = foot - h * random.uniform(0.7, 0.85)
            for leg in (-0.5, random.uniform(-0.2, 0.2), 0.5):
                line((x, apex), (x + leg * w, foot - random.uniform(0, 0.1) * h), colour, max(1, thick // 2))
            line((x, apex), (x, foot - h), colour, thick)
            side = h * random.uniform(0.03, 0.07)
            shape([(x - side, foot - h - side), (x + side, foot - h - side), (x + side, foot - h + side), (x - side, foot - h + side)], colour)
        elif kind == 2:  # a cone or a stone that narrows upwards
            narrow = random.uniform(0.1, 0.35) * w
            shape([(x - w / 2, foot), (x + w / 2, foot), (x + narrow / 2, foot - h), (x - narrow / 2, foot - h)], colour)
            if random.random() < 0.5:
                cv2.line(picture, (int(x - w / 3), int(foot - h * 0.4)), (int(x + w / 3), int(foot - h * 0.4)), other, max(1, int(h * 0.15)))
        elif kind == 3:  # a bin, a box
            shape([(x - w / 2, foot), (x + w / 2, foot), (x + w / 2, foot - h), (x - w / 2, foot - h)], colour)
            if random.random() < 0.5:
                cv2.ellipse(picture, (int(x), int(foot - h)), (int(w / 2) + 1, int(h * 0.12) + 1), 0, 0, 360, other, -1, cv2.LINE_AA)
        elif kind == 4:  # a bag, cloth on the ground
            count = int(random.integers(5, 10))
            angle = np.linspace(0, 2 * np.pi, count, endpoint=False)
            reach = random.uniform(0.4, 1.0, count)
            shape(np.stack((x + np.cos(angle) * reach * w / 4, foot + np.sin(angle) * reach * h / 5), 1), colour)
        else:  # a striped tape
            y, pieces = foot - h / 3, int(random.integers(4, 24))
            slope = random.uniform(-0.15, 0.15)
            for i in range(pieces):
                a, b = x + w * (i / pieces - 0.5), x + w * ((i + 1) / pieces - 0.5)
                line((a, y + slope * (a - x)), (b, y + slope * (b - x)), colour if i % 2 else other, max(1, thick // 2))
    return picture


def change(random, picture, settings):
    """One picture as one of many cameras might have sent it; `settings` gives each change's probability."""

    def happens(name):
        return random.random() < settings[name]

    if happens('tones'):
        picture = tones(picture, np.exp(random.uniform(-0.6, 0.6)), random.uniform(0.6, 1.3), random.uniform(-0.12, 0.12),
                        1 + random.uniform(-0.12, 0.12, 3))
    if happens('grey'):
        picture = grey(picture)
    if happens('coarse'):
        picture = coarse(picture, random.uniform(1.2, 2.6))
    if happens('blur'):
        picture = cv2.GaussianBlur(picture, (0, 0), random.uniform(0.3, 1.6))
    if happens('night'):
        picture = night(picture, random.uniform(0.12, 0.5), random.uniform(1, 9), random)
    elif happens('noise'):
        picture = noise(picture, random.uniform(1, 14), random)
    if happens('jpeg'):
        picture = jpeg(picture, random.uniform(30, 95))
    return picture
