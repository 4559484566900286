"""The synthetic crowd: a street on which figures walk, drawn so that the number of heads is known.

The edge node's test camera draws the same street. This page is the description that both follow; all lengths of a
figure are fractions of its height h, all heights are measured upwards from the feet, x to the right of the figure's
middle line. A scene is W x H pixels.

Perspective
    Horizon at y = 0.25 H. A figure whose feet stand at row y (0.40 H <= y <= 1.05 H) is h = 0.50 * (y - 0.25 H) high:
    54 to 288 pixels at H = 720. Figures are drawn from the far (small y) to the near (large y).

Ground, below the horizon
    Two tones of paving, a chequerboard in ground coordinates: with d = (y - horizon) / (H - horizon),
    u = (x - W/2) / (W d), v = 1 / d; tile (floor(10 u) + floor(5 v)) even: tone (128, 126, 122), odd: tone
    (116, 114, 111), RGB. Where d < 0.06 the two tones merge into their mean. Joints: none. Over everything, at the very
    end, Gaussian noise of deviation 3 on each pixel and channel.

Wall, above the horizon
    A plain wall, a vertical gradient from (168, 176, 186) at the top to (146, 146, 142) at the horizon; windows
    0.05 W wide and 0.11 H high in (92, 100, 110), their left edges every 0.09 W from 0.02 W on, their top edges at 0.05 H.

Figure, in this order (later covers earlier)
    shadow    ellipse, half axes 0.16 x 0.04, centre (0.03, 0.0), the ground beneath times 0.65
    legs      two strokes with round ends, width 0.085, trousers' colour: hip (-0.05 and +0.05, 0.48) to foot
              (-0.05 + s and +0.05 - s, 0.03) where s = 0.10 sin(phase)
    shoes     at each foot an ellipse, half axes 0.05 x 0.022, centre (foot x + 0.015, 0.022), colour (40, 36, 34)
    far arm   stroke, width 0.06, coat's colour times 0.8: shoulder (-0.115, 0.79) to hand (-0.15 - 0.08 sin(phase), 0.47);
              hand: disc of radius 0.028, skin
    torso     quadrilateral (-0.13, 0.82) (0.13, 0.82) (0.10, 0.46) (-0.10, 0.46), coat's colour, its two upper corners
              rounded by discs of radius 0.035 at (-0.105, 0.80) and (0.105, 0.80), drawn in the same colour
    near arm  stroke, width 0.06, coat's colour times 0.9: shoulder (0.115, 0.79) to hand (0.15 + 0.08 sin(phase), 0.47);
              hand as above
    neck      stroke, width 0.05, skin times 0.9: (0, 0.82) to (0, 0.88)
    head      disc of radius 0.065 at (0, 0.93), skin
    hair      seen from the front: the upper half of a disc of radius 0.07 at (0, 0.935); from behind: the whole disc

    The head's point, the one that is counted, is (0, 0.93). A figure is in the picture when that point is.

Colours, RGB, chosen evenly and scaled together by a factor of 0.8 to 1.15 for each figure
    skin      (236, 196, 168) (222, 172, 136) (186, 130, 96) (132, 88, 62) (88, 58, 44)
    hair      (38, 30, 26) (70, 48, 32) (120, 84, 48) (168, 160, 150) (24, 24, 28)
    coat      (40, 44, 56) (120, 36, 40) (44, 74, 120) (60, 92, 62) (176, 164, 140) (200, 200, 204) (90, 90, 94)
              (150, 110, 60) (88, 52, 96) (30, 30, 32)
    trousers  (34, 38, 52) (58, 74, 104) (70, 66, 60) (110, 100, 84) (28, 28, 28)

Walking
    Feet move along the ground; the phase advances by 2 pi every 1.4 h of way. A figure walks on its row (y fixed) or
    towards and away from the viewer.

Training draws this scene at every scale, and many others like it: with other horizons and slopes, other colours,
other grounds (also real pictures' empty places), thinner and thicker figures, figures cut by the picture's edge, blur, noise.
"""

import math
from dataclasses import dataclass

import cv2
import numpy as np

SKIN = ((236, 196, 168), (222, 172, 136), (186, 130, 96), (132, 88, 62), (88, 58, 44))
HAIR = ((38, 30, 26), (70, 48, 32), (120, 84, 48), (168, 160, 150), (24, 24, 28))
COAT = ((40, 44, 56), (120, 36, 40), (44, 74, 120), (60, 92, 62), (176, 164, 140), (200, 200, 204), (90, 90, 94),
        (150, 110, 60), (88, 52, 96), (30, 30, 32))
TROUSERS = ((34, 38, 52), (58, 74, 104), (70, 66, 60), (110, 100, 84), (28, 28, 28))
SHOES = (40, 36, 34)

SUBPIXEL = 4  # bits of a pixel's fraction in OpenCV's drawing calls


@dataclass
class Figure:
    x: float
    feet: float
    height: float
    phase: float
    skin: tuple
    hair: tuple
    coat: tuple
    trousers: tuple
    back: bool = False
    breadth: float = 1.0

    @property
    def head(self):
        return self.x, self.feet - 0.93 * self.height


def _tint(colour, factor):
    return tuple(float(min(255.0, max(0.0, c * factor))) for c in colour)


def random_figure(random, x, feet, height, any_colour=0.0):
    light = random.uniform(0.8, 1.15)

    def pick(colours):
        if random.random() < any_colour:
            return tuple(float(c) for c in random.integers(10, 245, 3))
        return _tint(colours[random.integers(len(colours))], light)

    return Figure(x, feet, height, random.uniform(0, 2 * math.pi), pick(SKIN) if any_colour < 0.5 else
                  _tint(SKIN[random.integers(len(SKIN))], light), pick(HAIR), pick(COAT), pick(TROUSERS),
                  back=bool(random.random() < 0.5))


def draw_figure(picture, figure, shadow=0.65):
    """Draws one figure into an RGB uint8 picture."""
    h, one = figure.height, 1 << SUBPIXEL
    wide = figure.breadth

    def at(x, y):
        return (int(round((figure.x + x * wide * h) * one)), int(round((figure.feet - y * h) * one)))

    def disc(x, y, radius, colour):
        cv2.circle(picture, at(x, y), int(round(radius * h * one)), colour, -1, cv2.LINE_AA, SUBPIXEL)

    def ellipse(x, y, a, b, colour, start=0, end=360, target=None):
        cv2.ellipse(picture if target is None else target, at(x, y), (int(round(a * h * one)), int(round(b * h * one))),
                    0, start, end, colour, -1, cv2.LINE_AA, SUBPIXEL)

    def polygon(points, colour):
        cv2.fillPoly(picture, [np.array([at(*p) for p in points], np.int32)], colour, cv2.LINE_AA, SUBPIXEL)

    def stroke(a, b, width, colour):
        dx, dy = (b[0] - a[0]) * wide, b[1] - a[1]
        length = math.hypot(dx, dy)
        nx, ny = -dy / length * width / 2 / wide, dx / length * width / 2
        polygon([(a[0] + nx, a[1] + ny), (b[0] + nx, b[1] + ny), (b[0] - nx, b[1] - ny), (a[0] - nx, a[1] - ny)], colour)
        disc(a[0], a[1], width / 2, colour)
        disc(b[0], b[1], width / 2, colour)

    if shadow < 1.0:
        rows, columns = picture.shape[:2]
        left, right = int(figure.x - 0.16 * h - 1), int(figure.x + 0.22 * h + 2)
        top, bottom = int(figure.feet - 0.05 * h - 1), int(figure.feet + 0.05 * h + 2)
        left, top, right, bottom = max(left, 0), max(top, 0), min(right, columns), min(bottom, rows)
        if left < right and top < bottom:
            y, x = np.ogrid[top:bottom, left:right]
            inside = ((x - figure.x - 0.03 * h) / (0.16 * h)) ** 2 + ((y - figure.feet) / (0.04 * h)) ** 2 <= 1
            part = picture[top:bottom, left:right]
            part[inside] = (part[inside] * shadow).astype(np.uint8)

    swing, sway = 0.10 * math.sin(figure.phase), 0.08 * math.sin(figure.phase)
    for side in (-1, 1):
        foot = side * (0.05 - swing)
        stroke((side * 0.05, 0.48), (foot, 0.03), 0.085, figure.trousers)
        ellipse(foot + 0.015, 0.022, 0.05, 0.022, SHOES)
    stroke((-0.115, 0.79), (-0.15 - sway, 0.47), 0.06, _tint(figure.coat, 0.8))
    disc(-0.15 - sway, 0.47, 0.028, figure.skin)
    polygon([(-0.13, 0.82), (0.13, 0.82), (0.10, 0.46), (-0.10, 0.46)], figure.coat)
    disc(-0.105, 0.80, 0.035, figure.coat)
    disc(0.105, 0.80, 0.035, figure.coat)
    stroke((0.115, 0.79), (0.15 + sway, 0.47), 0.06, _tint(figure.coat, 0.9))
    disc(0.15 + sway, 0.47, 0.028, figure.skin)
    stroke((0, 0.82), (0, 0.88), 0.05, _tint(figure.skin, 0.9))
    disc(0, 0.93, 0.065, figure.skin)
    if figure.back:
        disc(0, 0.935, 0.07, figure.hair)
    else:
        ellipse(0, 0.935, 0.07, 0.07, figure.hair, 180, 360)


def street(width, height, horizon=0.25, tones=((128, 126, 122), (116, 114, 111)), wall=((168, 176, 186), (146, 146, 142)),
           window=(92, 100, 110), tiles=(10.0, 5.0)):
    """The empty street as an RGB uint8 picture."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    line = horizon * height
    d = np.maximum((y - line) / (height - line), 1e-3)
    even = ((np.floor(tiles[0] * (x - width / 2) / (width * d)) + np.floor(tiles[1] / d)) % 2 == 0).astype(np.float32)
    even = np.where(d < 0.06, 0.5, even)[..., None]
    picture = even * np.float32(tones[0]) + (1 - even) * np.float32(tones[1])
    if line >= 1:
        part = (y[:int(line)] / line)[..., None]
        picture[:int(line)] = (1 - part) * np.float32(wall[0]) + part * np.float32(wall[1])
        if window is not None:
            left, top, bottom = 0.02 * width, int(0.05 * height), int(min(0.16 * height, line))
            while left < width and top < bottom:
                picture[top:bottom, int(left):int(left + 0.05 * width)] = window
                left += 0.09 * width
    return picture.astype(np.uint8)


def noise(picture, random, deviation):
    field = random.standard_normal(picture.shape, np.float32) * np.float32(deviation)
    return np.clip(picture + field, 0, 255).astype(np.uint8)


def test_scene(random, people, width=1280, height=720):
    """One picture as the test camera draws it, and its heads as an array of x, y."""
    line = 0.25 * height
    figures = []
    while len(figures) < people:
        feet = random.uniform(0.40, 1.05) * height
        h = 0.50 * (feet - line)
        figure = random_figure(random, random.uniform(0, width), feet, h)
        if 0 <= figure.head[0] < width and 0 <= figure.head[1] < height:
            figures.append(figure)
    picture = street(width, height)
    for figure in sorted(figures, key=lambda f: f.feet):
        draw_figure(picture, figure)
    return noise(picture, random, 3), np.array([f.head for f in figures], np.float32).reshape(-1, 2)


def varied_scene(random, size, background=None):
    """A square scene of a random kind for training, and its heads as an array of x, y inside the picture."""
    if background is not None:
        picture = background.copy()
    else:
        tone = random.uniform(50, 210)
        tint = random.uniform(-12, 12, 3)
        step = random.uniform(0, 30)
        sky = random.uniform(60, 240, 3)
        picture = street(size, size, random.uniform(-0.3, 0.45), (tone + tint + step, tone + tint), (sky, sky * random.uniform(0.6, 1)),
                         tuple(random.uniform(30, 200, 3)) if random.random() < 0.5 else None,
                         (random.uniform(3, 16), random.uniform(2, 9)))
        if random.random() < 0.5:  # things that are no people: boxes, posts, discs
            for _ in range(random.integers(1, 8)):
                colour = tuple(float(c) for c in random.uniform(20, 230, 3))
                x, y = random.uniform(0, size, 2)
                w, h = random.uniform(0.02, 0.3, 2) * size
                if random.random() < 0.7:
                    cv2.rectangle(picture, (int(x), int(y)), (int(x + w), int(y + h)), colour, -1)
                else:
                    cv2.circle(picture, (int(x), int(y)), int(w / 4), colour, -1, cv2.LINE_AA)
    people = 0 if random.random() < 0.12 else int(random.integers(1, 45))
    line = random.uniform(-1.5, 0.3) * size
    near = np.exp(random.uniform(np.log(40), np.log(320)))  # figure height at the lower edge
    slope = near / (size - line)
    any_colour = 0.0 if random.random() < 0.5 else random.uniform(0, 1)
    breadth = 1.0 if random.random() < 0.5 else random.uniform(0.8, 1.25)
    shadow = 0.65 if random.random() < 0.5 else random.uniform(0.5, 1.0)
    top = max(line + 18 / slope, 0)
    clusters = random.uniform(0, size, (3, 1)) if random.random() < 0.3 else None
    figures = []
    area = 0.0
    for _ in range(people):
        feet = random.uniform(top, size + near)
        h = slope * (feet - line)
        area += 0.35 * h * h
        if area > 2.2 * size * size:
            break
        x = random.uniform(-0.1, 1.1) * size if clusters is None else clusters[random.integers(3), 0] + random.normal(0, 0.6 * h)
        figure = random_figure(random, x, feet, h, any_colour)
        figure.breadth = breadth
        figures.append(figure)
    for figure in sorted(figures, key=lambda f: f.feet):
        draw_figure(picture, figure, shadow)
    if random.random() < 0.7:
        picture = noise(picture, random, random.uniform(0, 8))
    heads = np.array([f.head for f in figures], np.float32).reshape(-1, 2)
    inside = (heads >= 0).all(1) & (heads < size).all(1)
    return picture, heads[inside]
