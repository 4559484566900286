// Tokens: what programs show in place of a user. One is told once; only its digest is kept.
import { ask } from './ask.js';
import { call } from './call.js';
import { button, el } from './dom.js';
import { choice, Field } from './fields.js';
import { Part } from './settings-part.js';
import { rows } from './settings-rows.js';
import { CAMERAS_HINT, camerasOf, cameraWords, ROLES } from './settings-users.js';
import { shortTime } from './words.js';

export class TokensPart extends Part {
  #list = el('div', { className: 'scrolled' });
  #secret = el('div', { className: 'card good', hidden: true });

  constructor() {
    super('Tokens', 'A program sends one as Authorization: Bearer throng_… It needs no password and has a role and cameras as a user has.');
    const name = new Field('What it is for', el('input', { id: 'token-name', autocomplete: 'off' }), 'As grafana, or the display at the gate.');
    const role = new Field('Role', choice('token-role', ROLES, 'viewer'));
    const cameras = new Field('Cameras', el('input', { id: 'token-cameras', autocomplete: 'off', spellcheck: false }), CAMERAS_HINT);
    const submit = async (event) => {
      event.preventDefault();
      name.refuse(name.value ? '' : 'Say what it is for.');
      if (!name.value) {
        return;
      }
      const make = async () => {
        const made = await call('POST', 'tokens', { body: { name: name.value, role: role.value, cameras: camerasOf(cameras.value) } });
        this.#show(made.body.token);
        await this.#load();
      };
      if (await this.attempt(make, 'The token is made.')) {
        event.target.reset();
      }
    };
    this.body.append(
      this.#list,
      this.#secret,
      el(
        'form',
        { noValidate: true, on: { submit } },
        el('div', { className: 'fields' }, name.element, role.element, cameras.element),
        el('div', { className: 'row' }, el('button', { type: 'submit' }, 'Make the token')),
      ),
    );
  }

  load(signal) {
    return this.attempt(() => this.#load(signal));
  }

  async #load(signal) {
    const { tokens } = (await call('GET', 'tokens', { signal })).body;
    this.#list.replaceChildren(
      tokens.length
        ? rows('Tokens', ['For', 'Role', 'Sees', 'Made', ''], tokens.map((token) => [
            token.name,
            token.role,
            cameraWords(token.cameras),
            shortTime(token.createdMillis),
            button('Remove…', () => this.#remove(token), { ariaLabel: `Remove ${token.name}` }),
          ]))
        : el('p', { className: 'quiet' }, 'There is none.'),
    );
  }

  #show(token) {
    this.#secret.hidden = false;
    this.#secret.replaceChildren(
      el('p', {}, 'This is the token. It is not shown again:'),
      el('code', { className: 'secret' }, token),
      el('div', { className: 'row' }, button('Copy', () => navigator.clipboard?.writeText(token))),
    );
  }

  async #remove(token) {
    if (await ask(`Remove the token of ${token.name}?`, 'Whoever uses it is let in no more.', 'Remove')) {
      this.attempt(async () => {
        await call('DELETE', `tokens/${token.id}`);
        await this.#load();
      }, `The token of ${token.name} is removed.`);
    }
  }
}
