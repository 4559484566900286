// A place in the picture that the arrow keys move: what a pointer does, done by the keyboard.
import { set, svg } from './dom.js';

const STEP = 0.005;
const LARGE = 10;
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** How far an arrow key moves, as fractions of the picture; null: it is none. */
export function arrowStep(event, stage) {
  const way = ARROWS[event.key];
  if (!way || event.ctrlKey || event.altKey || event.metaKey) {
    return null;
  }
  const step = (STEP * (event.shiftKey ? LARGE : 1)) / stage.scale;
  return [way[0] * step, way[1] * step * (stage.width / stage.height)];
}

export const inPicture = (value) => Math.min(1, Math.max(0, value));

/** A place in words. */
export const placeWords = ([x, y]) => `${percent(x)} from the left, ${percent(y)} from the top`;

const percent = (share) => `${(share * 100).toFixed(1).replace(/\.0$/, '')} %`;

export class Cross {
  at = [0.5, 0.5];
  #stage;

  /**
   * @param told `enter`: a place was chosen; `moved`; `back` on Backspace
   */
  constructor(stage, parent, label, told) {
    this.#stage = stage;
    this.element = svg(
      'g',
      { class: 'cross', tabindex: 0, role: 'button', 'aria-label': label },
      svg('path', { class: 'casing', d: 'M-18 0H-5M5 0H18M0-18V-5M0 5V18' }),
      svg('path', { class: 'line', d: 'M-18 0H-5M5 0H18M0-18V-5M0 5V18' }),
      svg('circle', { class: 'casing', r: 9 }),
      svg('circle', { class: 'line', r: 9 }),
    );
    this.element.addEventListener('keydown', (event) => this.#key(event, told));
    parent.append(this.element);
  }

  draw() {
    set(this.element, { transform: `translate(${this.#stage.toPixels(this.at).join()})` });
  }

  #key(event, told) {
    const step = arrowStep(event, this.#stage);
    if (step) {
      this.at = [inPicture(this.at[0] + step[0]), inPicture(this.at[1] + step[1])];
      this.#stage.reveal(this.at);
      this.draw();
      told.moved(this.at);
    } else if (event.key === 'Enter' || event.key === ' ') {
      told.enter(this.at);
    } else if (event.key === 'Backspace') {
      told.back();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }
}
