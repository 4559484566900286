// One's own password, and the door.
import { signOut } from './api.js';
import { call } from './call.js';
import { button, el } from './dom.js';
import { Field } from './fields.js';
import { Part } from './settings-part.js';

const SHORTEST = 12;
const secret = (id, autocomplete) => el('input', { id, type: 'password', autocomplete });

export class YouPart extends Part {
  constructor(who) {
    super('Your password', 'Another password signs you out of every other browser. Whoever came by a link and has none yet leaves the first field empty.');
    const old = new Field('The present one', secret('old-password', 'current-password'));
    const fresh = new Field('The new one', secret('new-password', 'new-password'), `${SHORTEST} characters or more.`);
    const again = new Field('The new one again', secret('again-password', 'new-password'));
    const submit = async (event) => {
      event.preventDefault();
      [old, fresh, again].forEach((it) => it.refuse());
      if (fresh.input.value.length < SHORTEST) {
        return fresh.refuse(`A password has ${SHORTEST} characters or more.`);
      }
      if (fresh.input.value !== again.input.value) {
        return again.refuse('The two passwords differ.');
      }
      const change = () => call('PUT', 'me/password', { body: { old: old.input.value, password: fresh.input.value } });
      if (await this.attempt(change, 'Your password is changed.')) {
        event.target.reset();
      }
    };
    const name = el('input', { type: 'text', name: 'username', autocomplete: 'username', value: who.name, hidden: true });
    this.body.append(
      el(
        'form',
        { noValidate: true, on: { submit } },
        name,
        el('div', { className: 'fields' }, old.element, fresh.element, again.element),
        el('div', { className: 'row' }, el('button', { type: 'submit', className: 'main' }, 'Change the password'), button('Sign out', leave)),
      ),
    );
  }
}

async function leave() {
  await signOut();
  location.reload();
}
