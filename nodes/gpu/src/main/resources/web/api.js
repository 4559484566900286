// The node's API, as far as it is no stream.

async function send(method, path, body) {
  const answer = await fetch(`/api/v1/${path}`, {
    method,
    headers: body ? { 'Content-Type': 'application/json' } : {},
    body: body ? JSON.stringify(body) : undefined,
    cache: 'no-store',
  });
  if (!answer.ok) {
    const problem = await answer.json().catch(() => ({}));
    throw new Error(problem.detail ?? `The node answered ${answer.status}.`);
  }
  const isJson = (answer.headers.get('Content-Type') ?? '').includes('json');
  return isJson ? answer.json() : null;
}

/** Who is signed in here; null: nobody. */
export async function me() {
  const answer = await send('GET', 'me');
  return answer.name ? answer : null;
}

export const signIn = (name, password) => send('POST', 'sign-in', { name, password });

/** Signs in by a link's code; says `first` where it is for making the first account. */
export const signInByLink = (code) => send('POST', 'sign-in/link', { code });

export const makeFirst = (code, name, password) =>
  send('POST', 'sign-in/first', { code, name, password });

export const signOut = () => send('POST', 'sign-out');
