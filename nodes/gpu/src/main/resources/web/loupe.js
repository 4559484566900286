// Shows, beside a finger, what lies under it.
import { el } from './dom.js';

const SIZE = 132;
const LARGER = 2.5;
const BESIDE = 44;

export class Loupe {
  #stage;

  constructor(stage) {
    this.#stage = stage;
    this.element = el('canvas', { className: 'loupe', width: SIZE, height: SIZE, hidden: true, aria: { hidden: 'true' } });
  }

  /** @param point fractions of the picture */
  show(point) {
    const { photo, width, height, scale } = this.#stage;
    const [x, y] = this.#stage.toPixels(point);
    const top = y - SIZE - BESIDE;
    this.element.hidden = false;
    this.element.style.transform = `translate(${bound(x - SIZE / 2, width)}px, ${top < 0 ? y + BESIDE : top}px)`;
    const context = this.element.getContext('2d');
    const [wide, high] = [photo.width, photo.height].map((pixels, axis) => {
      const shown = [width, height][axis] * scale * LARGER;
      return (SIZE / shown) * pixels;
    });
    context.fillStyle = '#000000';
    context.fillRect(0, 0, SIZE, SIZE);
    context.drawImage(photo, point[0] * photo.width - wide / 2, point[1] * photo.height - high / 2, wide, high, 0, 0, SIZE, SIZE);
    cross(context, '#000000b0', 5);
    cross(context, '#ffd84d', 2);
  }

  hide() {
    this.element.hidden = true;
  }
}

const bound = (left, width) => Math.max(0, Math.min(width - SIZE, left));

function cross(context, colour, width) {
  const middle = SIZE / 2;
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.beginPath();
  for (const [from, to] of [[-26, -7], [7, 26]]) {
    context.moveTo(middle + from, middle);
    context.lineTo(middle + to, middle);
    context.moveTo(middle, middle + from);
    context.lineTo(middle, middle + to);
  }
  context.stroke();
}
