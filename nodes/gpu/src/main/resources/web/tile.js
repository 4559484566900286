// One camera: its picture with the heat, its count, how old that is, and its last minutes.
import { hasRange, rangeWords, shownOf } from './camera-words.js';
import { groundOf } from './grounds.js';
import { mark } from './marks.js';
import { Painter } from './painter.js';
import { drawSpark } from './spark.js';
import { Store } from './store.js';
import { AlertNotes, ZoneNotes } from './tile-notes.js';
import { spoken } from './tile-words.js';
import { number, stateWords, trendWords, unit, whyWords } from './words.js';

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
    <p class="count"><span class="number">–</span><span class="unit"><span class="range"></span> <span class="word">people</span></span></p>
  </div>`;

export class Tile {
  #camera;
  #painter;
  #parts = {};
  #texts = new Map();
  #alerts = new AlertNotes();
  #zones = new ZoneNotes();

  constructor(camera) {
    this.#camera = camera;
    this.element = document.createElement('article');
    this.element.className = 'tile';
    this.element.tabIndex = 0;
    this.element.dataset.key = camera.key;
    this.element.innerHTML = MARKUP;
    const names = ['shot', 'photo', 'glow', 'camera', 'place', 'number', 'range', 'word', 'state-mark',
      'state-words', 'spark', 'trend', 'no-picture', 'hide'];
    for (const name of names) {
      this.#parts[name] = this.element.querySelector(`.${name}`);
    }
    const { photo, glow } = this.#parts;
    this.#painter = new Painter(photo, glow, () => photo.clientWidth * (devicePixelRatio || 1));
    this.#parts.why = this.element.querySelector('.why > b');
    this.#parts.since = this.element.querySelector('.why small b');
    this.#parts.camera.textContent = camera.name;
    this.#parts.place.textContent = camera.node;
    this.element.title = camera.key;
    this.#parts.shot.append(this.#alerts.element, this.#zones.element);
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
    this.#text('number', isCounted ? number(shownOf(camera)) : '–');
    this.#text('range', isCounted && hasRange(camera) ? `(${rangeWords(camera)})` : '');
    this.#text('word', isCounted ? unit(shownOf(camera)) : 'no count');
    this.#alerts.update(this.element, camera.alerts);
    this.#zones.update(camera.zones, isCounted);
    this.#text('state-words', stateWords(camera));
    const [why, since] = whyWords(camera);
    this.#text('why', why);
    this.#text('since', since);
    this.#parts['no-picture'].hidden = showsPictures && !camera.countedBy;
    this.#text('no-picture', camera.countedBy ? `its picture is at ${camera.countedBy}` : 'pictures are off');
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

  paint(picture) {
    this.#painter.ground = groundOf(this.#camera);
    this.#painter.paint(picture);
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
