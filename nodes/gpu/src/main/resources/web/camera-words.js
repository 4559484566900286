// What the camera page says in words, as far as the wall does not.
import { inZone, number, unit } from './words.js';

const short = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1, minimumFractionDigits: 1 });
const factor = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2, minimumFractionDigits: 2 });

export const decimal = (value) => short.format(value);

export const factorWords = (value) => factor.format(value);

export const densityWords = (density) => `${short.format(density)} people/m²`;

/** An area, as exactly as it can be meant. */
export const areaWords = (metres) => `${metres < 10 ? short.format(metres) : number(metres)} m²`;

export const moment = (millis) =>
  inZone({ year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' }).format(millis);

/** The range in which so many people are, 95 times in 100. */
export const rangeWords = ({ low, high }) => `${number(low)}–${number(high)}`;

/** So many people, of a zone's or a camera's state; a dash where there is no count. */
export const peopleWords = (count) =>
  count?.people === undefined ? '–' : `${shownWords(count)} ${unit(shownOf(count))}`;

export const shownOf = (count) => count.shown ?? count.people;

/** The number alone, with the range in which it is, if that is known. */
export const shownWords = (count) =>
  `${number(shownOf(count))}${hasRange(count) ? ` (${rangeWords(count)})` : ''}`;

/** Whether more than one number may be the right one. */
export const hasRange = ({ low, high, ...count }) =>
  low !== undefined && (low !== high || low !== Math.round(shownOf(count)));
