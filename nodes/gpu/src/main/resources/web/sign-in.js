// The door: signs in by name and password or by a link, and makes the first account.
import { makeFirst, signIn, signInByLink } from './api.js';

const SHORTEST_PASSWORD = 12;
const SIGNED_OUT = 'signed-out';

const byId = (id) => document.getElementById(id);

/** Asks anew to sign in whom the node does not know any more; then they are where they were. */
export function comeInAgain() {
  sessionStorage.setItem(SIGNED_OUT, 'yes');
  location.reload();
}

/** Resolves once somebody is signed in. */
export async function openDoor() {
  const isBack = sessionStorage.getItem(SIGNED_OUT);
  sessionStorage.removeItem(SIGNED_OUT);
  const code = takeCode();
  if (code) {
    try {
      const answer = await signInByLink(code);
      if (answer?.kind !== 'first') {
        return;
      }
      await askFirst(code);
      return;
    } catch (refused) {
      say(refused.message);
    }
  }
  if (isBack) {
    byId('door-words').textContent =
      'You have been signed out, as happens when nothing is looked at for long. Sign in to go on where you were.';
  }
  await ask((name, password) => signIn(name, password));
}

// The code leaves the address at once, so that nobody reads it over a shoulder or in a history.
function takeCode() {
  const code = new URLSearchParams(location.hash.slice(1));
  const found = code.get('first') ?? code.get('link');
  if (found) {
    history.replaceState(null, '', '/');
  }
  return found;
}

function askFirst(code) {
  byId('door-words').textContent =
    `Welcome. Make the first account: it may do everything, and add others. ` +
    `A password has ${SHORTEST_PASSWORD} characters or more.`;
  byId('door-again').hidden = false;
  byId('door-button').textContent = 'Make the account';
  byId('password').autocomplete = 'new-password';
  return ask(async (name, password) => {
    if (password.length < SHORTEST_PASSWORD) {
      throw new Error(`A password has ${SHORTEST_PASSWORD} characters or more.`);
    }
    if (password !== byId('again').value) {
      throw new Error('The two passwords differ.');
    }
    await makeFirst(code, name, password);
  });
}

function ask(enter) {
  byId('door').hidden = false;
  byId('name').focus();
  return new Promise((resolve) => {
    byId('sign-in').addEventListener('submit', async (event) => {
      event.preventDefault();
      say('');
      byId('door-button').disabled = true;
      try {
        await enter(byId('name').value.trim(), byId('password').value);
        byId('door').hidden = true;
        byId('sign-in').reset();
        resolve();
      } catch (refused) {
        say(refused.message);
        byId('password').select();
      } finally {
        byId('door-button').disabled = false;
      }
    });
  });
}

function say(sentence) {
  byId('door-wrong').textContent = sentence;
}
