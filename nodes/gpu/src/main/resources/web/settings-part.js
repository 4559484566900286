// A part of the settings: its heading, what it says, and what is refused in it.
import { el } from './dom.js';

export class Part {
  element;
  body = el('div', { className: 'part-body' });
  #said = el('p', { className: 'said', role: 'status' });
  #refused = el('p', { className: 'refused', role: 'alert' });

  constructor(title, words) {
    this.element = el(
      'section',
      { className: 'card part', aria: { label: title } },
      el('h3', {}, title),
      words ? el('p', { className: 'quiet' }, words) : null,
      this.body,
      this.#said,
      this.#refused,
    );
  }

  /** Does something; tells how that went, in its own words where it has any, and whether it did. */
  async attempt(act, said = '') {
    try {
      const told = await act();
      this.#refused.textContent = '';
      this.#said.textContent = typeof told === 'string' ? told : said;
      return true;
    } catch (refused) {
      if (refused.name !== 'AbortError') {
        this.#said.textContent = '';
        this.#refused.textContent = refused.status === 412 ? `${refused.changed('this')}. Theirs is shown now: look at it, and do it again.` : refused.message;
      }
      return false;
    }
  }
}
