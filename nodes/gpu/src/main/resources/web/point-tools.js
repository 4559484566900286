// Moves and deletes one point of an outline by buttons: for a finger, and for who does not drag.
import { button, el, text } from './dom.js';

const WAYS = [
  ['ArrowLeft', '←', 'Left'],
  ['ArrowRight', '→', 'Right'],
  ['ArrowUp', '↑', 'Up'],
  ['ArrowDown', '↓', 'Down'],
];

export class PointTools {
  element;
  #words = el('span', { className: 'quiet' });
  #buttons;

  /** @param told `nudge` with an arrow's key, `remove` */
  constructor(told) {
    this.#buttons = [
      ...WAYS.map(([key, sign, words]) => button(sign, () => told.nudge(key), { ariaLabel: `${words}: move the point`, title: words })),
      button('Delete point', () => told.remove()),
    ];
    this.element = el('div', { className: 'row point-tools', role: 'group', aria: { label: 'The chosen point' }, hidden: true }, ...this.#buttons, this.#words);
    this.update(null, false);
  }

  /**
   * Shows which point is meant.
   *
   * @param point its number from 0 on; null: none
   * @param isClosed before that, points are set and taken back
   */
  update(point, isClosed) {
    this.element.hidden = !isClosed;
    this.#buttons.forEach((it) => (it.disabled = point === null));
    text(this.#words, point === null ? 'Tap a point to choose it.' : `Point ${point + 1}: tap where it is to be.`);
  }
}
