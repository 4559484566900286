// A plain table of a settings part.
import { el } from './dom.js';

export const rows = (caption, heads, all) =>
  el(
    'table',
    { className: 'numbers left' },
    el('caption', { className: 'unseen' }, caption),
    el('thead', {}, el('tr', {}, ...heads.map((it) => (it ? el('th', { scope: 'col' }, it) : el('td'))))),
    el('tbody', {}, ...all.map(([first, ...others]) => el('tr', {}, el('th', { scope: 'row' }, first), ...others.map((it) => el('td', {}, it))))),
  );
