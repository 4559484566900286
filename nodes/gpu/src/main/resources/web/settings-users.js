// Who may sign in. A new user is sent a link, which signs them in once.
import { ask } from './ask.js';
import { call } from './call.js';
import { button, el } from './dom.js';
import { choice, Field } from './fields.js';
import { Part } from './settings-part.js';
import { rows } from './settings-rows.js';

export const ROLES = [
  ['viewer', 'Viewer: sees cameras'],
  ['operator', 'Operator: changes zones and alerts, too'],
  ['admin', 'Admin: users and tokens, too'],
];

export const camerasOf = (text) => text.split(/[\s,]+/).filter(Boolean);
export const cameraWords = (cameras) => (cameras.length ? cameras.join(', ') : 'all cameras');
export const CAMERAS_HINT = 'node/camera, or node/* for all of a node; several with commas. Left empty: all cameras.';

/** What to send to somebody who has no password yet: a link, with words and a button to copy it. */
export function linkFor(name, path) {
  const address = location.origin + path;
  return [
    el('p', {}, `Send ${name} this link. It works once, within an hour, and is not shown again:`),
    el('code', { className: 'secret' }, address),
    el('div', { className: 'row' }, button('Copy', () => navigator.clipboard?.writeText(address), { ariaLabel: `Copy the link for ${name}` })),
  ];
}

export class UsersPart extends Part {
  #who;
  #list = el('div', { className: 'scrolled' });
  #link = el('div', { className: 'card good', hidden: true });

  constructor(who) {
    super('Users', 'Whoever is added is given a link that signs them in once, within an hour; they set a password of their own here.');
    this.#who = who;
    const name = new Field('Name', el('input', { id: 'user-name', autocomplete: 'off', autocapitalize: 'none', spellcheck: false }), 'Letters, digits and . _ - @');
    const role = new Field('Role', choice('user-role', ROLES, 'viewer'));
    const cameras = new Field('Cameras', el('input', { id: 'user-cameras', autocomplete: 'off', spellcheck: false }), CAMERAS_HINT);
    const submit = async (event) => {
      event.preventDefault();
      const add = async () => {
        const body = { name: name.value, role: role.value, cameras: camerasOf(cameras.value) };
        const made = await call('POST', 'users', { body });
        this.#showLink(body.name, made.body.link);
        await this.#load();
      };
      if (await this.attempt(add, `${name.value} is added.`)) {
        event.target.reset();
      }
    };
    this.body.append(
      this.#list,
      this.#link,
      el(
        'form',
        { noValidate: true, on: { submit } },
        el('div', { className: 'fields' }, name.element, role.element, cameras.element),
        el('div', { className: 'row' }, el('button', { type: 'submit' }, 'Add the user')),
      ),
    );
  }

  load(signal) {
    return this.attempt(() => this.#load(signal));
  }

  async #load(signal) {
    const { users } = (await call('GET', 'users', { signal })).body;
    this.#list.replaceChildren(
      rows('Users', ['Name', 'Role', 'Sees', 'Password', ''], users.map((user) => [
        user.name,
        user.role,
        cameraWords(user.cameras),
        user.hasPassword ? 'yes' : 'none yet: comes by a link',
        user.name === this.#who.name ? 'you' : button('Remove…', () => this.#remove(user), { ariaLabel: `Remove ${user.name}` }),
      ])),
    );
  }

  #showLink(name, path) {
    this.#link.hidden = false;
    this.#link.replaceChildren(...linkFor(name, path));
  }

  async #remove(user) {
    if (await ask(`Remove ${user.name}?`, 'What they have open ends within two seconds, and they cannot sign in any more.', 'Remove')) {
      this.attempt(async () => {
        await call('DELETE', `users/${encodeURIComponent(user.name)}`);
        await this.#load();
      }, `${user.name} is removed.`);
    }
  }
}
