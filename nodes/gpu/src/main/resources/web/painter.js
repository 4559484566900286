// Draws a camera's pictures and their heat into two canvases; of those that come too fast, the newest.
import { drawHeat } from './heat.js';
import { spreadOf } from './spread.js';

const WIDEST_HEAT = 640;

export class Painter {
  #photo;
  #glow;
  #width;
  #cells = document.createElement('canvas');
  #ground = null;
  #reach = new Float32Array(0);
  #columns = 0;
  #next = null;
  #isDecoding = false;

  /** @param width how many pixels wide a picture is wanted, at most its own */
  constructor(photo, glow, width) {
    this.#photo = photo;
    this.#glow = glow;
    this.#width = width;
  }

  /** The camera's measured ground, by which spots grow with the size of heads; or null. */
  set ground(ground) {
    if (ground !== this.#ground) {
      this.#ground = ground;
      this.#columns = 0;
    }
  }

  /** Draws a picture, or the newest one once the one before is drawn. */
  async paint(picture) {
    this.#next = picture;
    if (this.#isDecoding) {
      return;
    }
    this.#isDecoding = true;
    try {
      while (this.#next) {
        const newest = this.#next;
        this.#next = null;
        await this.#draw(newest);
      }
    } finally {
      this.#isDecoding = false;
    }
  }

  async #draw(picture) {
    if (picture.jpeg) {
      const width = Math.max(1, Math.min(picture.width, Math.round(this.#width())));
      const height = heightOf(picture, width);
      const bitmap = await createImageBitmap(picture.jpeg, {
        resizeWidth: width,
        resizeHeight: height,
        resizeQuality: 'medium',
      }).catch(() => null);
      if (bitmap) {
        resize(this.#photo, width, height);
        this.#photo.getContext('2d').drawImage(bitmap, 0, 0);
        bitmap.close();
      }
    }
    if (picture.heat) {
      this.#drawHeat(picture);
    }
  }

  #reachOf({ rows, columns }) {
    if (this.#reach.length !== rows || this.#columns !== columns) {
      this.#reach = spreadOf(this.#ground, rows, columns);
      this.#columns = columns;
    }
    return this.#reach;
  }

  #drawHeat(picture) {
    drawHeat(this.#cells, picture.heat, picture.rows, picture.columns, this.#reachOf(picture));
    const width = Math.max(picture.columns, Math.min(WIDEST_HEAT, this.#glow.clientWidth));
    const height = heightOf(picture, width);
    resize(this.#glow, width, height);
    const context = this.#glow.getContext('2d');
    context.clearRect(0, 0, width, height);
    context.imageSmoothingQuality = 'high';
    context.drawImage(this.#cells, 0, 0, width, height);
  }
}

const heightOf = (picture, width) => Math.max(1, Math.round((width * picture.height) / picture.width));

function resize(canvas, width, height) {
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
}
