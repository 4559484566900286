// A part of the curve is chosen by dragging over it, with keys, or with buttons; and there is a way back out.
import { button, el, text } from './dom.js';
import { partOf } from './past.js';

// A click is no part, nor is what a finger does by chance.
const LEAST_PIXELS = 10;
const FAR = 10;
const HINT = 'Drag over the curve to look closer.';
const KEYS = 'Keys: arrows move, with Shift they choose, Enter looks closer, Esc goes back.';

export class HistoryZoom {
  element;
  #chart;
  #isPart;
  #look;
  #span = null;
  /** Places in the curve's points: where the keys are, and from where they choose. */
  #place = null;
  #begin = null;
  #drag = null;
  #closer = button('Look closer', () => this.#chosen(...this.#middle()), { title: 'Enter' });
  #whole = button('', () => this.#look(null), { title: 'Esc', hidden: true });
  #told = el('span', { className: 'unseen', role: 'status' });

  /**
   * @param chart a HistoryChart
   * @param isPart whether a part is looked at, drawn already or not
   * @param look at a part, `from` and `to` in milliseconds; null: at all of it
   */
  constructor(chart, isPart, look) {
    this.#chart = chart;
    this.#isPart = isPart;
    this.#look = look;
    this.element = el('div', { className: 'zoom-tools' }, this.#whole, this.#closer, el('span', { className: 'hint' }, HINT), el('span', { className: 'hint keys' }, KEYS), this.#told);
    chart.element.tabIndex = 0;
    const on = (event, act) => chart.element.addEventListener(event, act);
    on('keydown', (event) => this.#key(event));
    on('pointerdown', (event) => this.#down(event));
    on('pointermove', (event) => this.#move(event));
    on('pointerup', (event) => this.#up(event));
    on('pointercancel', () => this.#leave());
    on('blur', () => this.#leave());
    document.addEventListener('keydown', this.#escape);
  }

  /** Whether a part is being chosen by a finger, a mouse or keys. */
  get isChoosing() {
    return this.#drag !== null || this.#begin !== null;
  }

  close() {
    document.removeEventListener('keydown', this.#escape);
  }

  /** @param span that is drawn from now on */
  show(span) {
    // Where the same is drawn anew, the keys stay where they are.
    if (span.from !== this.#span?.from || span.to !== this.#span.to) {
      this.#place = null;
    }
    this.#span = span;
    this.#leave();
    if (!span.isPart && document.activeElement === this.#whole) {
      this.#chart.element.focus();
    }
    this.#whole.hidden = !span.isPart;
    text(this.#whole, `← The whole ${span.kind}`);
    // What cannot be told apart any more is not cut further.
    const [from, to] = this.#middle();
    const part = partOf(from, to);
    this.#closer.disabled = part.to - part.from >= span.to - span.from;
  }

  // Wherever the focus is, but for what has an Esc of its own.
  #escape = (event) => {
    const isOwn = event.target.closest('input, select, dialog') || document.querySelector('dialog[open]');
    if (event.key !== 'Escape' || isOwn || event.defaultPrevented) {
      return;
    }
    if (this.isChoosing) {
      this.#leave();
    } else if (this.#isPart()) {
      this.#look(null);
    }
  };

  #key(event) {
    const { plot } = this.#chart;
    const steps = { ArrowLeft: -1, ArrowRight: 1, PageUp: -FAR, PageDown: FAR, Home: -Infinity, End: Infinity }[event.key];
    if (!plot || event.ctrlKey || event.altKey || event.metaKey || (steps === undefined && event.key !== 'Enter')) {
      return;
    }
    event.preventDefault();
    if (steps !== undefined) {
      this.#step(plot, steps, event.shiftKey);
    } else if (this.#begin !== null) {
      const chosen = this.#between(plot);
      this.#leave();
      this.#chosen(...chosen);
    } else if (!this.#closer.disabled) {
      this.#chosen(...this.#middle());
    }
  }

  #step(plot, steps, isChoosing) {
    const last = plot.data[0].length - 1;
    const before = this.#place ?? Math.floor(last / 2);
    this.#place = Math.max(0, Math.min(last, before + steps));
    this.#begin = isChoosing ? (this.#begin ?? before) : null;
    this.#select(plot, ...(isChoosing ? this.#between(plot) : [0, 0]));
    plot.setCursor({ left: plot.valToPos(plot.data[0][this.#place], 'x'), top: 0 });
    text(this.#told, this.#chart.wordsAt(this.#place) + (isChoosing ? ', chosen from here to where you began' : ''));
  }

  /** What the keys have chosen, in milliseconds. */
  #between(plot) {
    const seconds = [this.#begin, this.#place].map((it) => plot.data[0][it]);
    return [Math.min(...seconds) * 1000, Math.max(...seconds) * 1000];
  }

  /** The half around where the keys are. */
  #middle() {
    const { from, to } = this.#span;
    const quarter = (to - from) / 4;
    const seconds = this.#chart.plot?.data[0][this.#place];
    const at = seconds === undefined ? (from + to) / 2 : seconds * 1000;
    const middle = Math.max(from + quarter, Math.min(to - quarter, at));
    return [middle - quarter, middle + quarter];
  }

  #down(event) {
    const { plot } = this.#chart;
    if (plot && event.button === 0 && event.isPrimary && plot.over.contains(event.target)) {
      this.#leave();
      this.#drag = { from: this.#left(plot, event), pointer: event.pointerId };
      plot.over.setPointerCapture(event.pointerId);
    }
  }

  #move(event) {
    const { plot } = this.#chart;
    if (this.#drag?.pointer === event.pointerId && plot) {
      this.#select(plot, ...this.#dragged(plot, event));
    }
  }

  #up(event) {
    const { plot } = this.#chart;
    if (this.#drag?.pointer !== event.pointerId || !plot) {
      return;
    }
    const [from, to] = this.#dragged(plot, event);
    const isPart = Math.abs(this.#left(plot, event) - this.#drag.from) >= LEAST_PIXELS;
    this.#leave();
    if (isPart) {
      this.#chosen(from, to);
    }
  }

  #left(plot, event) {
    const box = plot.over.getBoundingClientRect();
    return Math.max(0, Math.min(box.width, event.clientX - box.left));
  }

  #dragged(plot, event) {
    return [this.#drag.from, this.#left(plot, event)].sort((a, b) => a - b).map((it) => plot.posToVal(it, 'x') * 1000);
  }

  #select(plot, from, to) {
    const [left, right] = [from, to].map((it) => plot.valToPos(it / 1000, 'x'));
    plot.setSelect({ left, width: to > from ? right - left : 0, top: 0, height: plot.over.clientHeight }, false);
  }

  /** Nothing is being chosen any more. */
  #leave() {
    this.#drag = null;
    this.#begin = null;
    if (this.#chart.plot) {
      this.#select(this.#chart.plot, 0, 0);
    }
  }

  #chosen(from, to) {
    const { from: first, to: last } = this.#span;
    this.#look(partOf(Math.max(first, from), Math.min(last, to)));
  }
}
