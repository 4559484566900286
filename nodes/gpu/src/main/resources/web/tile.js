// One camera: its picture with the heat, its count, how old that is, and its last minutes.
import { drawHeat } from './heat.js';
import { mark } from './marks.js';
import { drawSpark } from './spark.js';
import { Store } from './store.js';
import { number, spoken, stateWords, trendWords, unit, whyWords } from './words.js';

const MARKUP = `
  <div class="shot">
    <canvas class="photo"></canvas><canvas class="glow"></canvas>
    <div class="why"><b></b><small><b></b></small>
      <button type="button" class="hide" hidden>Hide until it is back</button></div>
    <span class="no-picture" hidden>pictures are off</span>
    <span class="trend" data-way="unknown" hidden></span>
  </div>
  <div class="facts">
    <div class="who">
      <h3 class="name"><span class="camera"></span> <span class="place"></span></h3>
      <p class="state"><span class="state-mark"></span><span class="state-words"></span></p>
      <canvas class="spark" role="img" aria-label="The last five minutes"></canvas>
    </div>
    <p class="count"><span class="number">–</span><span class="unit">people</span></p>
  </div>`;

export class Tile {
  #camera;
  #cells = document.createElement('canvas');
  #parts = {};
  #texts = new Map();
  #next = null;
  #isDecoding = false;

  constructor(camera) {
    this.#camera = camera;
    this.element = document.createElement('article');
    this.element.className = 'tile';
    this.element.tabIndex = 0;
    this.element.dataset.key = camera.key;
    this.element.innerHTML = MARKUP;
    const names = ['shot', 'photo', 'glow', 'camera', 'place', 'number', 'unit', 'state-mark',
      'state-words', 'spark', 'trend', 'no-picture', 'hide'];
    for (const name of names) {
      this.#parts[name] = this.element.querySelector(`.${name}`);
    }
    this.#parts.why = this.element.querySelector('.why > b');
    this.#parts.since = this.element.querySelector('.why small b');
    this.#parts.camera.textContent = camera.name;
    this.#parts.place.textContent = camera.node;
    this.element.title = camera.key;
  }

  get camera() {
    return this.#camera;
  }

  /** How wide its picture is for its height; what it is before the first one, too. */
  get shape() {
    return this.#camera.width && this.#camera.height ? this.#camera.width / this.#camera.height : 16 / 9;
  }

  /** Shows what is known now. */
  update(camera, showsPictures) {
    this.#camera = camera;
    if (this.element.dataset.state !== camera.state) {
      this.element.dataset.state = camera.state;
      this.#parts.hide.hidden = camera.state !== 'away';
      this.#parts['state-mark'].replaceChildren(mark(camera.state));
    }
    const isCounted = Store.counts(camera);
    this.#text('number', isCounted ? number(camera.people) : '–');
    this.#text('unit', isCounted ? unit(camera.people) : 'no count');
    this.#text('state-words', stateWords(camera));
    const [why, since] = whyWords(camera);
    this.#text('why', why);
    this.#text('since', since);
    this.#parts['no-picture'].hidden = showsPictures;
    this.#showTrend(camera.trend);
    if (document.activeElement === this.element) {
      this.element.setAttribute('aria-label', spoken(camera));
    }
  }

  drawPast(style) {
    drawSpark(this.#parts.spark, this.#camera.recent, this.#camera.intervalMillis, style);
  }

  speak() {
    this.element.setAttribute('aria-label', spoken(this.#camera));
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
    const { photo, glow } = this.#parts;
    if (picture.jpeg) {
      const width = Math.max(1, Math.min(picture.width, Math.round(photo.clientWidth * (devicePixelRatio || 1))));
      const height = Math.max(1, Math.round((width * picture.height) / picture.width));
      const bitmap = await createImageBitmap(picture.jpeg, {
        resizeWidth: width,
        resizeHeight: height,
        resizeQuality: 'medium',
      }).catch(() => null);
      if (bitmap) {
        if (photo.width !== width || photo.height !== height) {
          photo.width = width;
          photo.height = height;
        }
        photo.getContext('2d').drawImage(bitmap, 0, 0);
        bitmap.close();
      }
    }
    this.#drawHeat(glow, picture);
  }

  #drawHeat(glow, picture) {
    drawHeat(this.#cells, picture.heat, picture.rows, picture.columns);
    const width = Math.max(picture.columns, Math.min(640, glow.clientWidth));
    const height = Math.max(1, Math.round((width * picture.height) / picture.width));
    if (glow.width !== width || glow.height !== height) {
      glow.width = width;
      glow.height = height;
    }
    const context = glow.getContext('2d');
    context.clearRect(0, 0, width, height);
    context.imageSmoothingQuality = 'high';
    context.drawImage(this.#cells, 0, 0, width, height);
  }

  #showTrend(trend) {
    const words = trendWords(trend);
    if (this.#texts.get('trend') === words) {
      return;
    }
    this.#texts.set('trend', words);
    this.#parts.trend.dataset.way = trend.way;
    this.#parts.trend.replaceChildren(mark(trend.way), words);
    this.#parts.trend.hidden = !words;
  }

  // What has not changed costs no layout.
  #text(part, text) {
    if (this.#texts.get(part) !== text) {
      this.#texts.set(part, text);
      this.#parts[part].textContent = text;
    }
  }
}
