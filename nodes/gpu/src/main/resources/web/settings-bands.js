// From how many people a square metre on which word is used.
import { bandSwatch } from './bands.js';
import { call } from './call.js';
import { button, el } from './dom.js';
import { amount, Field } from './fields.js';
import { Part } from './settings-part.js';

const BANDS = [
  ['slowed', 'Slowed from', 'Below it people walk freely.'],
  ['contact', 'In contact from', 'A warning: people touch, and flow falls.'],
  ['critical', 'Critical from', 'Nobody moves as they want any more.'],
];

export class BandsPart extends Part {
  #fields = BANDS.map(([name, label, hint]) => [name, new Field(label, amount(`density-${name}`), `People per m². ${hint}`)]);
  #origin = el('p', { className: 'quiet' });
  #back = button('Take those of the settings file', () => this.attempt(() => this.#change('DELETE'), 'Those of the settings file hold.'));
  #wide;

  /** @param wide which version of what holds for the whole site was read; groups have the same */
  constructor(wide) {
    super('Density bands', 'Guidance, not certification: what is safe depends on the place, on which way people move, and on how fast more come.');
    this.#wide = wide;
    this.#fields.forEach(([name, field]) => field.element.querySelector('label').prepend(bandSwatch(name), ' '));
    const submit = (event) => {
      event.preventDefault();
      const body = Object.fromEntries(this.#fields.map(([name, field]) => [name, Number(field.value)]));
      this.attempt(() => this.#change('PUT', body), 'The bands are saved; they hold for all cameras.');
    };
    this.body.append(
      el(
        'form',
        { noValidate: true, on: { submit } },
        el('div', { className: 'fields' }, ...this.#fields.map(([, field]) => field.element)),
        this.#origin,
        el('div', { className: 'row' }, el('button', { type: 'submit' }, 'Save the bands'), this.#back),
      ),
    );
  }

  load(signal) {
    return this.attempt(async () => this.#take(await call('GET', 'bands', { signal })));
  }

  async #change(method, body) {
    try {
      const changed = await call(method, 'bands', { body, version: this.#wide.of(this) });
      this.#wide.changed(this, changed.version);
      this.#show(changed.body);
    } catch (refused) {
      if (refused.status === 412) {
        this.#take(await call('GET', 'bands'));
      }
      throw refused;
    }
  }

  #take({ body, version }) {
    this.#wide.read(this, version);
    this.#show(body);
  }

  #show(body) {
    this.#fields.forEach(([name, field]) => (field.input.value = body[name]));
    this.#back.hidden = body.origin === 'settings';
    this.#origin.textContent = body.origin === 'settings' ? 'They are those of the settings file.' : 'They were set on this page.';
  }
}
