// What holds in this browser alone.
import { button, el } from './dom.js';
import { Part } from './settings-part.js';
import { soundSwitch } from './sound.js';
import { addressOf } from './view.js';

export class BrowserPart extends Part {
  constructor() {
    super('This browser', 'A screen on a wall has an address of its own: it shows the cameras, and nothing to choose, in the order and colours of this browser.');
    const address = el('a', { className: 'button', href: addressOf() }, 'The wall as it is shown here');
    this.body.append(
      el('div', { className: 'row' }, address, button('Keys…', () => document.getElementById('keys').showModal()), soundSwitch()),
    );
  }
}
