// A camera's name, how it is, and how many people it counts.
import { hasRange, rangeWords, shownOf } from './camera-words.js';
import { el, text } from './dom.js';
import { mark } from './marks.js';
import { drawSpark } from './spark.js';
import { Store } from './store.js';
import { number, stateWords, trendWords, unit } from './words.js';

export class CameraHead {
  #parts = {};
  #state = '';
  #trend = '';

  constructor() {
    const parts = this.#parts;
    parts.name = el('span');
    parts.place = el('span', { className: 'place' });
    parts.mark = el('span', { className: 'state-mark' });
    parts.state = el('span');
    parts.number = el('span', { className: 'number' }, '–');
    parts.range = el('span', { className: 'range', hidden: true });
    parts.unit = el('span', { className: 'unit' }, 'people');
    parts.trend = el('p', { className: 'camera-trend', hidden: true });
    parts.spark = el('canvas', { className: 'spark', role: 'img', aria: { label: 'The last five minutes' } });
    this.element = el(
      'header',
      { className: 'camera-head' },
      el('a', { className: 'back button', href: '#/', title: 'Esc' }, el('span', { aria: { hidden: 'true' } }, '←'), el('span', { className: 'back-words' }, 'All cameras')),
      el(
        'div',
        { className: 'camera-who' },
        el('h2', {}, parts.name, ' ', parts.place),
        el('p', { className: 'state' }, parts.mark, parts.state),
      ),
      parts.spark,
      parts.trend,
      el('p', { className: 'camera-count' }, parts.number, parts.range, parts.unit),
    );
  }

  /** Shows what is known now. */
  update(camera) {
    const parts = this.#parts;
    const isCounted = Store.counts(camera);
    text(parts.name, camera.name);
    text(parts.place, camera.node);
    text(parts.state, stateWords(camera));
    if (this.#state !== camera.state) {
      this.#state = camera.state;
      this.element.dataset.state = camera.state;
      parts.mark.replaceChildren(mark(camera.state));
    }
    text(parts.number, isCounted ? number(shownOf(camera)) : '–');
    const correction = camera.unconfirmed ? ', not corrected' : '';
    text(parts.unit, isCounted ? `${unit(shownOf(camera))}${correction}` : 'no count');
    parts.unit.title = isCounted && camera.network ? `Counted by ${camera.network}.` : '';
    const isRange = isCounted && hasRange(camera);
    text(parts.range, isRange ? `(${rangeWords(camera)})` : '');
    parts.range.hidden = !isRange;
    parts.range.title = 'So many people are there in 95 of 100 pictures.';
    this.#showTrend(camera.trend);
  }

  drawPast(camera, style) {
    drawSpark(this.#parts.spark, camera.recent, camera.intervalMillis, style);
  }

  #showTrend(trend) {
    const words = trendWords(trend);
    if (this.#trend !== words) {
      this.#trend = words;
      this.#parts.trend.dataset.way = trend.way;
      this.#parts.trend.replaceChildren(mark(trend.way), words);
      this.#parts.trend.hidden = !words;
    }
  }
}
