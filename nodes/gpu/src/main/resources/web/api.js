// Who is signed in, and how one comes in and goes.
import { call } from './call.js';

const send = async (method, path, body, signal) => (await call(method, path, { body, signal })).body;

/** Who is signed in here; null: nobody. */
export async function me(signal) {
  const answer = await send('GET', 'me', undefined, signal);
  return answer.name ? answer : null;
}

export const signIn = (name, password) => send('POST', 'sign-in', { name, password });

/** Signs in by a link's code; says `first` where it is for making the first account. */
export const signInByLink = (code) => send('POST', 'sign-in/link', { code });

export const makeFirst = (code, name, password) =>
  send('POST', 'sign-in/first', { code, name, password });

/** Why the node takes no further page's socket, which no browser tells; '': it takes one. */
export const noRoom = (signal) =>
  send('GET', 'live/room', undefined, signal).then(
    () => '',
    (refused) => (refused.status === 503 ? refused.message : ''),
  );

export const signOut = () => send('POST', 'sign-out');
