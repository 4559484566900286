// How far this camera's count is off, from pictures that somebody has counted, and what is done about it.
import { ask } from './ask.js';
import { factorInUse, proposal, progress, otherNetwork } from './count-cards.js';
import { decimal, moment } from './camera-words.js';
import { CountForm } from './count-form.js';
import { button, el } from './dom.js';
import { number, unit } from './words.js';

const EMPTY = `Every network counts too many or too few, at each place in its own way: by the angle, the light, how
  people hide each other. Count the people in a few pictures yourself, and this page tells how far the network is
  off here, and can put it right. Choose moments with few and with many people. No picture is kept.`;

export class CountPanel {
  #page;
  #overview = el('div', { className: 'panel-part' });
  #refused = el('p', { className: 'refused', role: 'alert' });
  #form = null;
  #last = '';

  constructor(page) {
    this.#page = page;
    this.element = el('div', {}, this.#overview);
  }

  get form() {
    return this.#form;
  }

  refresh() {
    const { calibration } = this.#page.place;
    const tools = this.#page.mayEdit ? (...buttons) => el('div', { className: 'row' }, ...buttons) : () => null;
    const use = (factor, said) => this.#change((place) => place.useFactor(factor), said);
    const parts = calibration
      ? [
          this.#last ? el('p', { className: 'card good' }, this.#last) : null,
          otherNetwork(calibration, use, tools),
          factorInUse(calibration, use, tools),
          proposal(calibration, use, tools),
          progress(calibration),
          ...this.#begin(calibration),
          this.#refused,
          this.#pairs(calibration),
        ]
      : [];
    this.#overview.replaceChildren(...parts.filter(Boolean));
  }

  async leave() {
    return this.#form ? this.#form.leave() : true;
  }

  async #count() {
    this.#refused.textContent = '';
    try {
      const { place } = this.#page;
      const held = await place.hold();
      const jpeg = held.picture ? await place.heldPicture(held.id) : null;
      this.#overview.hidden = true;
      this.#form = new CountForm(this.#page, held, jpeg, (how) => this.#closed(how));
      this.element.append(this.#form.element);
      this.#form.begin();
    } catch (refused) {
      this.#refused.textContent = refused.message;
    }
  }

  #closed(how) {
    this.#form.element.remove();
    this.#form = null;
    this.#overview.hidden = false;
    this.#last = how === 'saved' ? pairWords(this.#page.place.calibration.pairs.at(-1)) : '';
    this.#page.refresh();
    this.#page.say(this.#last);
    if (how === 'another') {
      this.#count();
    } else {
      this.#overview.querySelector('.count-begin')?.focus();
    }
  }

  #begin({ pairs }) {
    const words = pairs.length ? 'Count another picture' : 'Count a picture';
    return [
      pairs.length ? null : el('p', { className: 'quiet' }, EMPTY),
      this.#page.mayEdit ? button(words, () => this.#count(), { className: 'main count-begin' }) : null,
    ];
  }

  #pairs({ pairs }) {
    if (!pairs.length) {
      return null;
    }
    const heads = ['Time', 'People', 'Counted'].map((it) => el('th', { scope: 'col' }, it));
    const last = this.#page.mayEdit ? [el('td')] : [];
    const rows = [...pairs].reverse().map((pair) => this.#pair(pair));
    return el(
      'section',
      { className: 'pairs' },
      el('h4', {}, `Counted pictures (${pairs.length})`),
      el('table', {}, el('thead', {}, el('tr', {}, ...heads, ...last)), el('tbody', {}, ...rows)),
      el(
        'div',
        { className: 'row' },
        el('a', { className: 'button', href: this.#page.place.csv, download: '' }, 'Download CSV'),
        this.#page.mayEdit ? button('Delete all', () => this.#removeAll(pairs.length)) : null,
      ),
    );
  }

  #pair({ number: id, atMillis, people, counted, network, used }) {
    const when = moment(atMillis);
    const remove = () => this.#change((place) => place.removePair(id), 'The picture is deleted.');
    const tool = button('×', remove, { title: 'Delete', aria: { label: `Delete the picture of ${when}` } });
    return el(
      'tr',
      { className: used ? '' : 'other' },
      el('td', {}, when, used ? null : el('small', {}, `by ${network.name} ${network.version}, not used`)),
      el('td', {}, number(people)),
      el('td', {}, decimal(counted)),
      this.#page.mayEdit ? el('td', {}, tool) : null,
    );
  }

  async #removeAll(count) {
    const words = `All ${count} are deleted for good. A factor that is in use stays in use.`;
    if (await ask('Delete all counted pictures?', words, 'Delete all')) {
      await this.#change((place) => place.removeAllPairs(), 'All counted pictures are deleted.');
    }
  }

  async #change(act, said) {
    this.#last = '';
    await this.#page.change(act, said);
  }
}

function pairWords({ people, counted }) {
  return `You counted ${number(people)} ${unit(people)}; the network counted ${decimal(counted)}.`;
}
