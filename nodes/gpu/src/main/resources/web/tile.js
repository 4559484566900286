// One camera: its picture with the heat, its count, how old that is, and its last minutes.
import { placeOf, titleOf } from './camera-names.js';
import { hasRange, rangeWords, shownOf } from './camera-words.js';
import { groundOf } from './grounds.js';
import { showLevel } from './limits.js';
import { mark } from './marks.js';
import { Painter } from './painter.js';
import { drawSpark, sparkWords } from './spark.js';
import { Store } from './store.js';
import { AlertNotes, ZoneNotes } from './tile-notes.js';
import { spoken } from './tile-words.js';
import { TrendMark } from './trend-mark.js';
import { number, stateWords, unit, whyWords } from './words.js';

const MARKUP = `
  <div class="shot">
    <canvas class="photo"></canvas><canvas class="glow"></canvas>
    <div class="why"><b></b><small><b></b></small>
      <button type="button" class="hide" hidden>Hide until it is back</button></div>
    <span class="no-picture" hidden>pictures are off</span>
  </div>
  <div class="facts">
    <div class="who">
      <h3 class="name"><span class="state-mark"></span> <a class="link"><span class="camera"></span> <span class="place"></span></a></h3>
      <p class="state"><span class="state-words"></span></p>
      <div class="past"><canvas class="spark" role="img"></canvas></div>
    </div>
    <p class="count"><span class="number">–</span><span class="unit"><span class="range"></span> <span class="of"></span> <span class="word">people</span></span></p>
  </div>
  <div class="level" hidden></div>`;
const PARTS = ['shot', 'photo', 'glow', 'link', 'camera', 'place', 'number', 'range', 'of', 'word', 'state-mark',
  'state-words', 'past', 'spark', 'no-picture', 'hide', 'level'];

export class Tile {
  #camera;
  #limits;
  #painter;
  #parts = {};
  #texts = new Map();
  #hasPicture = false;
  #trend = new TrendMark('trend');
  #alerts = new AlertNotes();
  #zones;

  /** @param limits how many people it and its zones hold */
  constructor(camera, limits) {
    this.#camera = camera;
    this.#limits = limits;
    this.#zones = new ZoneNotes(limits);
    this.element = document.createElement('article');
    this.element.className = 'tile';
    this.element.dataset.key = camera.key;
    this.element.innerHTML = MARKUP;
    for (const name of PARTS) {
      this.#parts[name] = this.element.querySelector(`.${name}`);
    }
    const { photo, glow } = this.#parts;
    this.#painter = new Painter(photo, glow, () => photo.clientWidth * (devicePixelRatio || 1));
    this.#parts.why = this.element.querySelector('.why > b');
    this.#parts.since = this.element.querySelector('.why small b');
    this.#parts.link.href = `#/cameras/${camera.key}`;
    this.element.title = camera.key;
    this.#parts.shot.append(this.#alerts.element, this.#zones.element);
    this.#parts.past.append(this.#trend.element);
  }

  get camera() {
    return this.#camera;
  }

  /** How wide its picture is for its height; what it is before the first one, too. */
  get shape() {
    return this.#camera.width && this.#camera.height ? this.#camera.width / this.#camera.height : 16 / 9;
  }

  focus(options) {
    this.#parts.link.focus(options);
  }

  /** Shows what is known now. */
  update(camera, showsPictures) {
    this.#camera = camera;
    if (this.element.dataset.state !== camera.state) {
      this.element.dataset.state = camera.state;
      this.#parts.hide.hidden = camera.state !== 'away';
      this.#parts['state-mark'].replaceChildren(mark(camera.state));
    }
    this.#text('camera', titleOf(camera));
    this.#text('place', placeOf(camera));
    this.element.toggleAttribute('data-titled', camera.title !== undefined);
    const isCounted = Store.counts(camera);
    const limit = isCounted ? this.#limits.of(camera.key) : undefined;
    this.#text('number', isCounted ? number(shownOf(camera)) : '–');
    this.#text('range', isCounted && hasRange(camera) ? `(${rangeWords(camera)})` : '');
    this.#text('of', limit === undefined ? '' : `of ${number(limit)}`);
    this.#text('word', isCounted ? unit(limit ?? shownOf(camera)) : 'no count');
    showLevel(this.#parts.level, isCounted ? shownOf(camera) : undefined, limit);
    this.#alerts.update(this.element, camera.alerts);
    this.#zones.update(this.element, camera, isCounted);
    this.#trend.update(isCounted ? camera.trend : {});
    this.#showState(camera);
    this.#parts['no-picture'].hidden = showsPictures && (!camera.countedBy || this.#hasPicture);
    this.#text('no-picture', showsPictures ? `no picture comes from ${camera.countedBy}` : 'pictures are off');
    this.#label('link', spoken(camera, limit));
  }

  drawPast(style) {
    drawSpark(this.#parts.spark, this.#camera.recent, this.#camera.intervalMillis, style);
    this.#label('spark', sparkWords(this.#camera.recent));
  }

  paint(picture) {
    this.#hasPicture ||= picture.jpeg !== null;
    this.#painter.ground = groundOf(this.#camera);
    this.#painter.paint(picture);
  }

  #showState(camera) {
    const words = stateWords(camera);
    const [why, since] = whyWords(camera);
    this.element.toggleAttribute('data-plain', words === 'live');
    this.#text('state-words', words);
    this.#text('why', why);
    this.#text('since', since);
  }

  // What has not changed costs no layout.
  #text(part, text) {
    if (this.#texts.get(part) !== text) {
      this.#texts.set(part, text);
      this.#parts[part].textContent = text;
    }
  }

  #label(part, text) {
    if (this.#texts.get(`label ${part}`) !== text) {
      this.#texts.set(`label ${part}`, text);
      this.#parts[part].setAttribute('aria-label', text);
    }
  }
}
