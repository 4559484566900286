// Groups of cameras, whose sums stand on the wall.
import { ask } from './ask.js';
import { call } from './call.js';
import { button, el } from './dom.js';
import { amount, Field } from './fields.js';
import { Part } from './settings-part.js';
import { rows } from './settings-rows.js';
import { camerasOf } from './settings-users.js';
import { number } from './words.js';

export class GroupsPart extends Part {
  #list = el('div', { className: 'scrolled' });
  #name = new Field('Name', el('input', { id: 'group-name', autocomplete: 'off', spellcheck: false }), 'Letters, digits, dot, dash and underscore; one that exists is changed.');
  #title = new Field('What people see', el('input', { id: 'group-title', autocomplete: 'off' }), 'Left empty: the name.');
  #capacity = new Field('Full at how many people', amount('group-capacity', undefined, { min: 1, max: 1_000_000, step: 1, inputMode: 'numeric' }), 'Left empty: what its cameras hold together, where that is said of each.');
  #cameras;
  #wide;

  /** @param wide which version of what holds for the whole site was read; bands have the same */
  constructor(store, wide) {
    super('Groups', 'The wall shows the sum of each group; with more than 60 cameras it begins with them.');
    this.#wide = wide;
    const known = [...new Set([...store.cameras.values()].flatMap((it) => [it.key, `${it.node}/*`]))].sort();
    this.#cameras = new Field('Cameras', el('input', { id: 'group-cameras', autocomplete: 'off', spellcheck: false }), `node/camera, or node/* for all of a node; several with commas. Here are: ${known.slice(0, 8).join(', ')}${known.length > 8 ? ', …' : ''}.`);
    this.body.append(
      this.#list,
      el(
        'form',
        { noValidate: true, on: { submit: (event) => this.#submit(event) } },
        el('div', { className: 'fields' }, this.#name.element, this.#title.element, this.#cameras.element, this.#capacity.element),
        el('div', { className: 'row' }, el('button', { type: 'submit' }, 'Save the group')),
      ),
    );
  }

  load(signal) {
    return this.attempt(async () => this.#take(await call('GET', 'groups', { signal })));
  }

  async #submit(event) {
    event.preventDefault();
    this.#name.refuse(/^[A-Za-z0-9._-]{1,64}$/.test(this.#name.value) ? '' : 'A name has 1 to 64 letters, digits, dots, dashes or underscores.');
    this.#cameras.refuse(this.#cameras.value ? '' : 'Say which cameras are in it.');
    const isNumber = this.#capacity.input.validity.valid;
    this.#capacity.refuse(isNumber ? '' : 'Say a whole number of people, from 1 to 1,000,000, or nothing.');
    if (!this.#name.value || !this.#cameras.value || !isNumber) {
      return;
    }
    const body = { cameras: camerasOf(this.#cameras.value), ...(this.#title.value && { title: this.#title.value }), ...(this.#capacity.value && { capacity: Number(this.#capacity.value) }) };
    const name = this.#name.value;
    if (await this.attempt(() => this.#change('PUT', name, body), `${name} is saved.`)) {
      event.target.reset();
    }
  }

  async #change(method, name, body) {
    try {
      const changed = await call(method, `groups/${encodeURIComponent(name)}`, { body, version: this.#wide.of(this) });
      this.#wide.changed(this, changed.version);
      this.#show(changed.body);
    } catch (refused) {
      if (refused.status === 412) {
        this.#take(await call('GET', 'groups'));
      }
      throw refused;
    }
  }

  #take({ body, version }) {
    this.#wide.read(this, version);
    this.#show(body);
  }

  #show(body) {
    this.#list.replaceChildren(
      body.groups.length
        ? rows('Groups', ['Name', 'What people see', 'Cameras', 'Full at', ''], body.groups.map((group) => [
            group.name,
            group.title,
            group.cameras.join(', '),
            group.capacity === undefined ? '' : number(group.capacity),
            el('span', { className: 'row' }, button('Change', () => this.#edit(group), { ariaLabel: `Change ${group.name}` }), button('Delete…', () => this.#remove(group), { ariaLabel: `Delete ${group.name}` })),
          ]))
        : el('p', { className: 'quiet' }, 'There is none: the cameras of each edge node stand together.'),
    );
  }

  #edit(group) {
    this.#name.input.value = group.name;
    this.#title.input.value = group.title === group.name ? '' : group.title;
    this.#cameras.input.value = group.cameras.join(', ');
    this.#capacity.input.value = group.capacity ?? '';
    this.#cameras.input.focus();
  }

  async #remove(group) {
    if (await ask(`Delete the group ${group.title}?`, 'Its cameras stay, and what was counted of them.', 'Delete')) {
      this.attempt(() => this.#change('DELETE', group.name), `${group.name} is deleted.`);
    }
  }
}
