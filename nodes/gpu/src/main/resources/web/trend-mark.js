// Whether there are more and more, or fewer: an arrow and how many a minute.
import { el } from './dom.js';
import { mark } from './marks.js';
import { trendWords } from './words.js';

export class TrendMark {
  element;
  #shown = '';

  constructor(className) {
    this.element = el('span', { className, hidden: true });
  }

  /** Shows it; nothing where it is steady or not known. */
  update(trend) {
    const words = trendWords(trend).replace(' a minute', '/min');
    if (this.#shown !== words) {
      this.#shown = words;
      this.element.dataset.way = trend.way;
      this.element.title = trend.way ?? '';
      this.element.hidden = !words;
      this.element.replaceChildren(mark(trend.way), el('span', { className: 'trend-words' }, words));
    }
  }
}
