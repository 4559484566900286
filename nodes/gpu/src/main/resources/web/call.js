// Asks the node, with the version of what is changed; a refusal is an error with its sentence.
import { shortTime } from './words.js';

export class Refused extends Error {
  constructor(status, sentence, { changedBy, changedAtMillis } = {}) {
    super(sentence);
    this.status = status;
    this.changedBy = changedBy;
    this.changedAtMillis = changedAtMillis;
  }

  /** Who changed something meanwhile, and when, as in 'ada changed this camera at 12:04'. */
  changed(what) {
    return this.changedBy === undefined
      ? `Somebody else changed ${what} meanwhile`
      : `${this.changedBy} changed ${what} at ${shortTime(this.changedAtMillis)}`;
  }
}

/** Answers { body, version }; the version is to be sent with the next change. */
export async function call(method, path, asked) {
  const answer = await answerTo(method, path, asked);
  const isJson = (answer.headers.get('Content-Type') ?? '').includes('json');
  return { body: isJson ? await answer.json() : null, version: answer.headers.get('ETag') };
}

/** The answer itself, for what is not JSON. */
export async function answerTo(method, path, { body, version, signal } = {}) {
  const headers = { ...(body && { 'Content-Type': 'application/json' }), ...(version && { 'If-Match': version }) };
  const answer = await fetch(`/api/v1/${path}`, {
    method,
    headers,
    body: body && JSON.stringify(body),
    cache: 'no-store',
    signal,
  }).catch((error) => {
    throw error.name === 'AbortError' ? error : new Refused(0, 'The node cannot be reached. Nothing was changed.');
  });
  if (!answer.ok) {
    const problem = await answer.json().catch(() => ({}));
    throw new Refused(answer.status, problem.detail ?? `The node answered ${answer.status}.`, problem);
  }
  return answer;
}
