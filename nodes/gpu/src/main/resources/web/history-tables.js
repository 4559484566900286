// Numbers beside the curve: what days come to, their peaks, and the curve itself as a table.
import { el } from './dom.js';
import { meanOf } from './past.js';
import { inZone, number, span as lasting } from './words.js';

const HOUR = { seconds: 3_600, head: 'Hour', words: 'hour' };
const ROWS = [{ seconds: 60, head: 'Minute', words: 'minute' }, { seconds: 600, head: 'Ten minutes', words: 'ten minutes' }, HOUR];
const MOST_ROWS = 30;

const table = (className, caption, heads, rows) =>
  el(
    'table',
    { className },
    el('caption', {}, caption),
    el('thead', {}, el('tr', {}, ...heads.map((it) => el('th', { scope: 'col' }, it)))),
    el('tbody', {}, ...rows.map(([first, ...others]) => el('tr', {}, el('th', { scope: 'row' }, first), ...others.map((it) => el('td', {}, it))))),
  );

const peopleOr = (value) => (value === null ? 'no count' : number(value));
const dayAndTime = () => inZone({ weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });

/** What 1, 7 and 30 days come to. */
export function tallies(month) {
  const format = dayAndTime();
  const titles = { 1: 'Today', 7: '7 days', 30: '30 days' };
  return el(
    'section',
    { className: 'card' },
    el('h3', {}, 'Today, 7 and 30 days'),
    el('div', { className: 'scrolled' }, table('numbers', 'The days up to now', ['', 'Mean', 'Peak', 'When', 'Counted'], month.tallies.map(({ days, mean, peak, seconds }) => [
      titles[days],
      peopleOr(mean),
      peak ? number(peak.people) : 'no count',
      peak ? format.format(peak.atSecond * 1000) : '–',
      lasting(seconds * 1000),
    ]))),
  );
}

/** Each day's highest count, and when. */
export function peaks(month) {
  const day = inZone({ weekday: 'short', day: 'numeric', month: 'short' });
  const clock = inZone({ hour: '2-digit', minute: '2-digit' });
  const most = Math.max(1, ...month.peaks.map((it) => it.people));
  const rows = [...month.peaks].reverse().map((it) => [day.format(it.daySecond * 1000), bar(it.people, most), clock.format(it.atSecond * 1000)]);
  return el(
    'section',
    { className: 'card' },
    el('h3', {}, 'Peaks'),
    rows.length
      ? el('div', { className: 'scrolled tall', tabIndex: 0, role: 'region', aria: { label: 'Peaks of the last 30 days' } }, table('numbers', month.isGroup ? 'The fullest hour of each day: its mean' : 'The highest count of each day', ['Day', 'People', 'At'], rows))
      : el('p', {}, 'Nothing has been counted in 30 days.'),
  );
}

function bar(people, most) {
  const made = el('span', { className: 'peak-bar', aria: { hidden: true } });
  made.style.inlineSize = `${(people / most) * 64}px`;
  return el('span', { className: 'peak' }, made, number(people));
}

// Rows of a part of a day are as long as fills a table.
const rowOf = (span) => ROWS.find((it) => (span.to - span.from) / 1000 / it.seconds <= MOST_ROWS) ?? ROWS.at(-1);

/** The curve by hours, of a short part by minutes, for who cannot see it. */
export function asTable(span, axis) {
  const format = dayAndTime();
  const isGroup = axis.cameras !== undefined;
  const row = span.isPart ? rowOf(span) : HOUR;
  const pointsIn = new Map();
  for (const point of axis.points) {
    const at = Math.floor((point.at - span.from / 1000) / row.seconds);
    pointsIn.set(at, [...(pointsIn.get(at) ?? []), point]);
  }
  const count = Math.ceil((span.to - span.from) / 1000 / row.seconds);
  const rows = [...Array(count).keys()].map((at) => {
    const points = pointsIn.get(at) ?? [];
    const covered = points.reduce((sum, it) => sum + it.coveredSeconds, 0);
    return [
      format.format(span.from + at * row.seconds * 1000),
      points.length && !covered ? 'incomplete' : peopleOr(meanOf(points)),
      points.length ? number(Math.min(...points.map((it) => it.min))) : '–',
      points.length ? number(Math.max(...points.map((it) => it.max))) : '–',
      covered ? lasting(covered * 1000) : '–',
      ...(isGroup ? [points.length ? `${Math.min(...points.map((it) => it.cameras))} of ${axis.cameras}` : '–'] : []),
    ];
  });
  return el(
    'details',
    { className: 'card' },
    el('summary', {}, `The same as a table, by ${row.words}`),
    el('div', { className: 'scrolled' }, table('numbers', `People by ${row.words}`, [row.head, 'Mean', 'Least', 'Most', 'Counted', ...(isGroup ? ['Cameras'] : [])], rows)),
  );
}
