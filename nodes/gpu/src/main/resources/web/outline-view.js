// How an outline looks while it is drawn: its lines, its points, and what is wrong with it.
import { set, svg } from './dom.js';
import { placeWords } from './cross.js';

// A line shorter than this has no room for the mark that a point can be added on it.
const LEAST_FOR_MIDDLE = 56;

export class OutlineView {
  #stage;
  #key;
  #isNumbered;
  #body = svg('path', { class: 'body', tabindex: 0, role: 'button', 'aria-label': 'The whole outline. Arrow keys move it.' });
  #casing = svg('path', { class: 'casing' });
  #outline = svg('path', { class: 'line' });
  #next = svg('path', { class: 'next' });
  #wrongCasing = svg('path', { class: 'wrong-casing' });
  #wrong = svg('path', { class: 'wrong' });
  #lines = svg('g');
  #middles = svg('g');
  #handles = svg('g');

  /** The point that was chosen by a tap; null: none. */
  chosen = null;

  constructor(stage, layer, { key, numbered }) {
    this.#stage = stage;
    this.#key = key;
    this.#isNumbered = numbered;
    this.#body.addEventListener('keydown', key);
    layer.append(this.#body, this.#casing, this.#outline, this.#next, this.#wrongCasing, this.#wrong, this.#lines, this.#middles, this.#handles);
  }

  /** Which part of the outline an element is: { part: handle | line | body, i }; null: none. */
  partOf(target) {
    const found = target.closest?.('[data-part]');
    return found ? { part: found.dataset.part, i: Number(found.dataset.i) } : null;
  }

  handle(i) {
    return this.#handles.children[i];
  }

  focusable({ part, i }) {
    return part === 'handle' ? this.handle(i) : this.#body;
  }

  /**
   * @param next where the next point would be; null: it is not known
   * @param refused what must not be: its `points`, and which `lines` of it; null: nothing
   */
  draw(points, isClosed, next, refused) {
    const pixels = points.map((point) => this.#stage.toPixels(point));
    const path = pixels.length ? `M${pixels.join('L')}${isClosed ? 'Z' : ''}` : '';
    set(this.#body, { d: isClosed ? path : '', 'data-part': 'body', tabindex: isClosed ? 0 : -1 });
    set(this.#casing, { d: path });
    set(this.#outline, { d: path });
    this.#drawNext(pixels, next);
    this.#drawWrong(refused);
    this.#drawLines(pixels, isClosed);
    this.#drawHandles(points, pixels, isClosed);
  }

  #drawNext(pixels, next) {
    set(this.#next, { d: next && pixels.length ? `M${pixels.at(-1)}L${this.#stage.toPixels(next)}` : '' });
  }

  #drawWrong(refused) {
    const { points, lines } = refused ?? { points: [], lines: [] };
    const end = (i) => this.#stage.toPixels(points[i % points.length]);
    const path = lines.map((i) => `M${end(i)}L${end(i + 1)}`).join('');
    set(this.#wrong, { d: path });
    set(this.#wrongCasing, { d: path });
  }

  #drawLines(pixels, isClosed) {
    const lines = isClosed && !this.#isNumbered ? pixels : [];
    count(this.#lines, lines.length, () => svg('path', { class: 'grip', 'data-part': 'line' }));
    count(this.#middles, lines.length, () => svg('g', { class: 'plus' }, svg('circle', { r: 7 }), svg('path', { d: 'M-4 0H4M0-4V4' })));
    lines.forEach((from, i) => {
      const to = pixels[(i + 1) % pixels.length];
      const isLong = Math.hypot(to[0] - from[0], to[1] - from[1]) >= LEAST_FOR_MIDDLE;
      set(this.#lines.children[i], { d: `M${from}L${to}`, 'data-i': i });
      set(this.#middles.children[i], {
        transform: `translate(${(from[0] + to[0]) / 2},${(from[1] + to[1]) / 2})`,
        visibility: isLong ? 'visible' : 'hidden',
      });
    });
  }

  #drawHandles(points, pixels, isClosed) {
    count(this.#handles, points.length, () => this.#makeHandle());
    points.forEach((point, i) => {
      const handle = this.#handles.children[i];
      set(handle, {
        'data-i': i,
        class: i === this.chosen ? 'handle chosen' : !isClosed && i === 0 && points.length >= 3 ? 'handle first' : 'handle',
        transform: `translate(${pixels[i]})`,
        'aria-label': `Point ${i + 1} of ${points.length}, ${placeWords(point)}`,
      });
      if (this.#isNumbered) {
        handle.querySelector('text').textContent = String(i + 1);
      }
    });
  }

  #makeHandle() {
    const handle = svg(
      'g',
      { 'data-part': 'handle', tabindex: 0, role: 'button' },
      svg('circle', { class: 'hit', r: 16 }),
      svg('circle', { class: 'ring', r: this.#isNumbered ? 17 : 13 }),
      svg('circle', { class: 'dot', r: this.#isNumbered ? 12 : 7 }),
    );
    if (this.#isNumbered) {
      handle.append(svg('text', { 'text-anchor': 'middle', 'dominant-baseline': 'central' }));
    }
    handle.addEventListener('keydown', this.#key);
    return handle;
  }
}

function count(group, n, make) {
  while (group.children.length > n) {
    group.lastElementChild.remove();
  }
  while (group.children.length < n) {
    group.append(make());
  }
}
