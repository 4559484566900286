// Hour by weekday: when it is full. Each cell has its number, so that no colour is needed to read it.
import { el } from './dom.js';
import { inferno } from './heat.js';
import { number, unit } from './words.js';

const HOURS = [...Array(24).keys()];
const DAYS = [1, 2, 3, 4, 5, 6, 7];
// 2024-01-01 was a Monday.
const name = (length) => (day) =>
  new Intl.DateTimeFormat(undefined, { weekday: length, timeZone: 'UTC' }).format(Date.UTC(2024, 0, day));
const short = name('short');
const long = name('long');

export function weekMap({ weeks, hours }) {
  const by = new Map(hours.map((it) => [`${it.day} ${it.hour}`, it]));
  const most = Math.max(1, ...hours.map((it) => it.mean));
  return el(
    'section',
    { className: 'card' },
    el('h3', {}, 'Hour by weekday'),
    el('p', { className: 'quiet' }, `The mean of each hour over the last ${weeks} weeks.`),
    ...(hours.length ? [el('p', {}, inWords(hours)), el('div', { className: 'scrolled' }, table(by, most)), legend(most)] : [el('p', {}, 'Nothing has been counted in that time.')]),
  );
}

function inWords(hours) {
  const sorted = [...hours].sort((a, b) => b.mean - a.mean);
  const told = (it) => `${long(it.day)} ${clock(it.hour)}–${clock((it.hour + 1) % 24)}, ${number(it.mean)} ${unit(it.mean)}`;
  return `Fullest: ${told(sorted[0])}. Emptiest: ${told(sorted.at(-1))}.`;
}

const clock = (hour) => `${String(hour).padStart(2, '0')}:00`;

// A phone held upright has room for seven columns, not for 24.
function table(by, most) {
  const isUpright = matchMedia('(max-width: 700px)').matches;
  const [rows, columns] = isUpright ? [HOURS, DAYS] : [DAYS, HOURS];
  const head = (it) => (columns === DAYS ? short(it) : String(it));
  const side = (it) => (rows === DAYS ? short(it) : String(it));
  const cellOf = (row, column) => cell(by.get(rows === DAYS ? `${row} ${column}` : `${column} ${row}`), most);
  return el(
    'table',
    { className: 'week' },
    el('caption', { className: 'unseen' }, 'People in the mean, by weekday and hour'),
    el('thead', {}, el('tr', {}, el('td'), ...columns.map((it) => el('th', { scope: 'col' }, head(it))))),
    el(
      'tbody',
      {},
      ...rows.map((row) => el('tr', {}, el('th', { scope: 'row' }, side(row)), ...columns.map((column) => cellOf(row, column)))),
    ),
  );
}

function cell(hour, most) {
  if (!hour) {
    return el('td', { className: 'none', title: 'no count' }, '–');
  }
  const made = el('td', { title: `${number(hour.mean)} ${unit(hour.mean)} in the mean, ${number(hour.max)} at most` }, number(hour.mean));
  paint(made, hour.mean / most);
  return made;
}

function paint(element, share) {
  const [red, green, blue] = inferno(share);
  element.style.backgroundColor = `rgb(${red} ${green} ${blue})`;
  element.style.color = luminance(red, green, blue) > AS_FAR_FROM_BLACK_AS_FROM_WHITE ? '#000000' : '#ffffff';
}

// As WCAG has it: of black and white the one with more contrast, which then is above 4.5.
const AS_FAR_FROM_BLACK_AS_FROM_WHITE = 0.179;
const linear = (part) => (part <= 10.31 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
const luminance = (red, green, blue) => 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);

function legend(most) {
  const steps = [0, 0.25, 0.5, 0.75, 1].map((share) => {
    const step = el('span', {}, number(share * most));
    paint(step, share);
    return step;
  });
  return el('p', { className: 'week-legend' }, 'People: ', ...steps, el('span', { className: 'none' }, '– no count'));
}
