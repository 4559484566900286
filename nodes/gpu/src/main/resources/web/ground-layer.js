// A grid of metres on the picture's ground: whoever sees it lie flat knows that it was measured right.
import { metreGrid } from './ground-map.js';
import { el, set, svg, text } from './dom.js';

export class GroundLayer {
  #stage;
  #layer;
  #casing = svg('path', { class: 'grid-casing' });
  #grid = svg('path', { class: 'grid' });
  #sky = svg('path', { class: 'sky' });
  #horizon = svg('path', { class: 'horizon' });
  #words = el('span', { className: 'ground-words', hidden: true });
  #map = null;
  #lines = { step: 1, lines: [] };

  constructor(stage) {
    this.#stage = stage;
    this.#layer = stage.layer('ground');
    this.#layer.append(this.#sky, this.#horizon, this.#casing, this.#grid);
    stage.over.append(this.#words);
    stage.onView(() => this.#draw());
  }

  /** @param map ground-map.js; null: nothing is drawn */
  show(map, metres) {
    this.#map = map;
    this.#lines = map ? metreGrid(metres) : { step: 1, lines: [] };
    text(this.#words, map ? `A line every ${this.#lines.step === 0.5 ? '50 cm' : `${this.#lines.step} m`}` : '');
    this.#words.hidden = !map;
    this.#draw();
  }

  #draw() {
    const pixel = (point) => this.#stage.toPixels(point).map((it) => it.toFixed(1));
    const path = this.#lines.lines
      .map(([from, to]) => this.#map.line(from, to))
      .filter(Boolean)
      .map(([from, to]) => `M${pixel(from)}L${pixel(to)}`)
      .join('');
    const horizon = this.#map?.horizon();
    set(this.#grid, { d: path });
    set(this.#casing, { d: path });
    set(this.#horizon, { d: horizon ? `M${pixel(horizon[0])}L${pixel(horizon[1])}` : '' });
    set(this.#sky, { d: horizon ? this.#beyond(pixel) : '' });
  }

  // The part of the picture that is no ground.
  #beyond(pixel) {
    const corners = [[0, 0], [1, 0], [1, 1], [0, 1]];
    const kept = [];
    corners.forEach((from, i) => {
      const to = corners[(i + 1) % 4];
      const [a, b] = [this.#map.depth(from), this.#map.depth(to)];
      if (a <= 0) {
        kept.push(from);
      }
      if (a <= 0 !== b <= 0) {
        const share = a / (a - b);
        kept.push(from.map((value, axis) => value + share * (to[axis] - value)));
      }
    });
    return kept.length ? `M${kept.map(pixel).join('L')}Z` : '';
  }
}
