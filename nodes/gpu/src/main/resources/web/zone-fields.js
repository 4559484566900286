// The fields of a zone's form, and what a zone is called.
import { button, el } from './dom.js';
import { amount } from './fields.js';
import { isMask } from './place.js';
import { PointTools } from './point-tools.js';

const LONGEST = 80;
const LONGEST_NAME = 48;
const KEYS = 'Keys: arrows move, with Shift farther; Enter adds, Delete removes, Ctrl+Z takes back, Esc leaves.';

/** All parts, by name; `form` holds them. */
export function zoneFields(zone, title, told) {
  const parts = {
    hint: el('p', { className: 'hint' }),
    undo: button('Undo', told.undo, { title: 'Ctrl+Z' }),
    redo: button('Redo', told.redo, { title: 'Ctrl+Y' }),
    end: button('Close the outline', told.end),
    point: new PointTools({ nudge: told.nudge, remove: told.removePoint }),
    refused: el('p', { className: 'refused', role: 'alert' }),
    conflict: el('div'),
    people: el('b', {}, '–'),
    facts: el('span', { className: 'quiet' }),
    title: el('input', { id: 'zone-title', autocomplete: 'off', maxLength: LONGEST, value: title }),
    capacity: amount('zone-capacity', zone?.capacity, { min: 1, max: 1_000_000, step: 1, inputMode: 'numeric' }),
    counted: choice('zone', !zone || !isMask(zone), told.changed),
    mask: choice('mask', Boolean(zone) && isMask(zone), told.changed),
    save: el('button', { type: 'submit', className: 'main' }, 'Save'),
  };
  parts.form = el(
    'form',
    { className: 'panel-part zone-form', noValidate: true, on: { submit: told.submit } },
    el('h3', {}, zone ? `Change ${zone.title}` : 'A new zone'),
    parts.hint,
    el('div', { className: 'row' }, parts.undo, parts.redo, parts.end),
    parts.point.element,
    parts.refused,
    parts.conflict,
    el('p', { className: 'zone-now' }, parts.people, ' ', parts.facts),
    el('div', {}, el('label', { htmlFor: 'zone-title' }, 'Name'), parts.title),
    el('div', {}, el('label', { htmlFor: 'zone-capacity' }, 'Full at how many people (may be left empty)'), parts.capacity),
    el(
      'fieldset',
      {},
      el('legend', {}, 'Kind'),
      labelled(parts.counted, 'Zone', 'its people are counted by themselves'),
      labelled(parts.mask, 'Mask', 'its people count for nothing'),
    ),
    el(
      'div',
      { className: 'row' },
      parts.save,
      button('Cancel', told.leave),
      zone ? button('Delete', told.remove, { className: 'far' }) : null,
    ),
    el('p', { className: 'hint keys' }, KEYS),
  );
  return parts;
}

const choice = (value, checked, changed) =>
  el('input', { type: 'radio', name: 'zone-kind', value, checked, on: { change: changed } });

const labelled = (input, title, words) =>
  el('label', { className: 'choice' }, input, el('span', {}, el('b', {}, title), `: ${words}`));

// They stand in places of their own where zones are addressed.
const TAKEN = ['alert', 'available', 'count', 'density', 'preview'];

/** What stands for a title in addresses, series and topics. */
export function nameFor(title, zones) {
  const plain = title
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '')
    .slice(0, LONGEST_NAME);
  const base = plain || 'zone';
  const taken = new Set([...TAKEN, ...zones.map((zone) => zone.name)]);
  let name = base;
  for (let n = 2; taken.has(name); n += 1) {
    name = `${base}-${n}`;
  }
  return name;
}

/** A title that no zone has yet. */
export function freeTitle(zones) {
  const titles = new Set(zones.map((zone) => zone.title));
  let n = 1;
  while (titles.has(`Zone ${n}`)) {
    n += 1;
  }
  return `Zone ${n}`;
}
