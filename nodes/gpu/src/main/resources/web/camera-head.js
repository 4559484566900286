// A camera's name, how it is, and how many people it counts.
import { placeOf, titleOf } from './camera-names.js';
import { decimal, hasRange, rangeWords, shownOf } from './camera-words.js';
import { el, text } from './dom.js';
import { showLevel } from './limits.js';
import { mark } from './marks.js';
import { drawSpark, sparkWords } from './spark.js';
import { Store } from './store.js';
import { TrendMark } from './trend-mark.js';
import { number, stateWords, unit } from './words.js';

export class CameraHead {
  #parts = {};
  #state = '';
  #limits;
  #trend = new TrendMark('camera-trend');

  /** @param limits how many people cameras hold */
  constructor(limits) {
    this.#limits = limits;
    const parts = this.#parts;
    parts.name = el('span');
    parts.place = el('span', { className: 'place' });
    parts.mark = el('span', { className: 'state-mark' });
    parts.state = el('span');
    parts.facts = el('span', { className: 'quiet camera-facts' });
    parts.number = el('span', { className: 'number' }, '–');
    parts.range = el('span', { className: 'range', hidden: true });
    parts.unit = el('span', { className: 'unit' }, 'people');
    parts.level = el('div', { className: 'level', hidden: true });
    parts.spark = el('canvas', { className: 'spark', role: 'img' });
    this.element = el(
      'header',
      { className: 'camera-head' },
      el('a', { className: 'back button', href: '#/', title: 'Esc' }, el('span', { aria: { hidden: 'true' } }, '←'), el('span', { className: 'back-words' }, 'All cameras')),
      el(
        'div',
        { className: 'camera-who' },
        el('h2', {}, parts.name, ' ', parts.place),
        el('p', { className: 'state' }, parts.mark, parts.state, parts.facts),
      ),
      parts.spark,
      this.#trend.element,
      el('p', { className: 'camera-count' }, parts.number, parts.range, parts.unit),
      parts.level,
    );
  }

  /** Shows what is known now. */
  update(camera) {
    const parts = this.#parts;
    const isCounted = Store.counts(camera);
    text(parts.name, titleOf(camera));
    text(parts.place, placeOf(camera));
    text(parts.state, stateWords(camera));
    text(parts.facts, factWords(camera));
    if (this.#state !== camera.state) {
      this.#state = camera.state;
      this.element.dataset.state = camera.state;
      parts.mark.replaceChildren(mark(camera.state));
    }
    text(parts.number, isCounted ? number(shownOf(camera)) : '–');
    const correction = camera.unconfirmed ? ', not corrected' : '';
    const limit = this.#limits.of(camera.key);
    const of = limit === undefined ? '' : `of ${number(limit)} `;
    text(parts.unit, isCounted ? `${of}${unit(limit ?? shownOf(camera))}${correction}` : 'no count');
    parts.unit.title = isCounted && camera.network ? `Counted by ${camera.network}.` : '';
    const isRange = isCounted && hasRange(camera);
    text(parts.range, isRange ? `(${rangeWords(camera)})` : '');
    parts.range.hidden = !isRange;
    parts.range.title = 'So many people are there in 95 of 100 pictures.';
    this.#trend.update(isCounted ? camera.trend : {});
    showLevel(parts.level, isCounted ? shownOf(camera) : undefined, limit);
  }

  drawPast(camera, style) {
    drawSpark(this.#parts.spark, camera.recent, camera.intervalMillis, style);
    this.#parts.spark.setAttribute('aria-label', sparkWords(camera.recent));
  }
}

/** Size of its pictures, how often it is counted, and by what. */
function factWords({ width, height, intervalMillis, network }) {
  return [
    width && height ? `${width} × ${height}` : null,
    intervalMillis ? `${decimal(1000 / intervalMillis)} counts a second` : null,
    network ?? null,
  ]
    .filter(Boolean)
    .join(' · ');
}
