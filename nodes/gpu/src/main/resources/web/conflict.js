// Two people changed one camera: what the other one did, and what becomes of one's own drawing.
import { button, el } from './dom.js';

/**
 * @param changed who did, and when, in words
 * @param before the zones as this page had them, and `after`: as they are now
 * @param take what loads the other's version of the same zone; null: they have changed others
 */
export function conflictCard(changed, before, after, take, keep) {
  const changes = changesOf(before, after);
  return el(
    'section',
    { className: 'card warn', role: 'alert' },
    el('h4', {}, changed),
    changes.length ? el('ul', {}, ...changes.map((it) => el('li', {}, it))) : null,
    el('p', {}, `Your drawing is still here, and not saved yet.${take ? ' Theirs is shown below it.' : ''}`),
    el(
      'div',
      { className: 'row' },
      button(take ? 'Keep mine' : 'Go on', keep, { className: 'main' }),
      take ? button('Load theirs', take) : null,
    ),
  );
}

/** What differs between two lists of zones, as sentences. */
export function changesOf(before, after) {
  const old = new Map(before.map((zone) => [zone.name, zone]));
  const now = new Map(after.map((zone) => [zone.name, zone]));
  const changes = [];
  for (const [name, zone] of now) {
    const was = old.get(name);
    const { title } = zone;
    if (!was) {
      changes.push(`${title} was added.`);
    } else if (saidOf(was) !== saidOf(zone)) {
      changes.push(`${title} was changed.`);
    }
  }
  for (const [name, { title }] of old) {
    if (!now.has(name)) {
      changes.push(`${title} was deleted.`);
    }
  }
  return changes;
}

/** What people have said of a zone, as a text to compare. */
export const saidOf = ({ title, kind, points, capacity }) => JSON.stringify([title, kind, points, capacity]);
