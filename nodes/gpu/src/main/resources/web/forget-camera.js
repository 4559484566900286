// A camera that is away for good is taken off all pages, once somebody says so.
import { ask } from './ask.js';
import { call } from './call.js';
import { button, el } from './dom.js';

export class ForgetCamera {
  element;
  #refused = el('p', { className: 'refused', role: 'alert' });

  /** @param key node/camera */
  constructor(key) {
    this.element = el(
      'section',
      { className: 'card forget', hidden: true },
      el('h4', {}, 'This camera is away'),
      el('p', {}, 'It stays on the page until it comes back, or until it is removed.'),
      el('div', { className: 'row' }, button('Remove this camera…', () => this.#ask(key))),
      this.#refused,
    );
  }

  update(camera) {
    this.element.hidden = camera.connected;
  }

  async #ask(key) {
    if (!(await ask(`Remove ${key}?`, 'Its title, capacity, zones, ground and calibration go with it; its history stays. It is shown again once it is counted.', 'Remove'))) {
      return;
    }
    try {
      await call('DELETE', `cameras/${key}?${new URLSearchParams({ confirm: key })}`);
      location.hash = '#/';
    } catch (refused) {
      this.#refused.textContent = refused.message;
    }
  }
}
