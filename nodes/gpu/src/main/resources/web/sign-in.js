// The door: signs in by name and password or by a link, and makes the first account.
import { makeFirst, me, signIn, signInByLink, signOut } from './api.js';
import { ask as askWhether } from './ask.js';

const SHORTEST_PASSWORD = 12;
const SIGNED_OUT = 'signed-out';

const byId = (id) => document.getElementById(id);

/** Asks anew to sign in whom the node does not know any more; then they are where they were. */
export function comeInAgain() {
  sessionStorage.setItem(SIGNED_OUT, 'yes');
  location.reload();
}

/** Resolves once somebody is signed in. */
export async function openDoor(code = takeCode()) {
  const isBack = sessionStorage.getItem(SIGNED_OUT);
  sessionStorage.removeItem(SIGNED_OUT);
  if (code && (await comeInBy(code))) {
    return;
  }
  if (isBack) {
    byId('door-words').textContent =
      'You have been signed out, as happens when nothing is looked at for long. Sign in to go on where you were.';
  }
  await ask((name, password) => signIn(name, password));
}

/** Where somebody is signed in, and has followed a link, they say who it is to be; whether that is another. */
export async function offerLink(name) {
  const code = takeLink('/');
  const isChanged = code !== null && (await isForOther(name));
  if (isChanged) {
    await signOut();
    await openDoor(code);
  }
  return isChanged;
}

/** The same of a link that is followed in a page that is open, and begins anew for the other. */
export async function heedLink({ oldURL }) {
  const code = takeLink(new URL(oldURL).hash || '/');
  const who = code && (await me().catch(() => null));
  if (code && (!who || (await isForOther(who.name)))) {
    await signOut().catch(() => null);
    history.replaceState(null, '', `/#link=${code}`);
    location.reload();
  }
}

const isForOther = (name) =>
  askWhether('Sign in by the link?', `You are signed in as ${name} here. Sign in as the link’s user instead?`, 'Sign in by the link', `Stay ${name}`);

// One to make the first account is of no use where there is one.
function takeLink(back) {
  const isLink = location.hash.startsWith('#link=');
  const code = takeCode(back);
  return isLink ? code : null;
}

// The code leaves the address at once, so that nobody reads it over a shoulder or in a history.
function takeCode(back = '/') {
  const code = new URLSearchParams(location.hash.slice(1));
  const found = code.get('first') ?? code.get('link');
  if (found) {
    history.replaceState(null, '', back);
  }
  return found;
}

/** Comes in by a link's code; whether it was taken. */
async function comeInBy(code) {
  try {
    const answer = await signInByLink(code);
    if (answer?.kind === 'first') {
      await askFirst(code);
    }
    return true;
  } catch (refused) {
    say(refused.message);
    return false;
  }
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
