// An alert's rule in words.
import { isFiring, isSilenced, sinceWords } from './alert-words.js';
import { number, shortTime, unit } from './words.js';

const short = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });

const MEASURED = {
  people: (value) => `${number(value)} ${unit(value)}`,
  density: (value) => `${short.format(value)} people per m²`,
  rise: (value) => `${value < 0 ? '−' : '+'}${number(Math.abs(value))} people a minute`,
};

export const lastingWords = (seconds) =>
  seconds >= 3600 && seconds % 3600 === 0 ? `${seconds / 3600} h` : seconds >= 60 && seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;

/** As in 'firing since 12:04, 84 people, above 80'. */
export function standsWords({ rule, value, ...alert }) {
  const told = [sinceWords(alert)];
  if (rule.measure === 'silence') {
    return isFiring(alert) ? `${told[0]}: no count comes` : 'quiet: counts come';
  }
  if (value !== undefined) {
    told.push(MEASURED[rule.measure](value));
  } else if (!alert.blind) {
    told.push('nothing measured');
  }
  if (alert.blind) {
    told.push('blind: no count tells whether still with reason');
  }
  told.push(alert.state === 'recovering' ? `below ${short.format(rule.below)}` : `${isFiring(alert) ? 'above' : 'fires from'} ${short.format(rule.above)}`);
  return told.join(', ');
}

/** What it waits for. */
export function ruleWords(rule) {
  if (rule.measure === 'silence') {
    return 'Fires where a camera gives no count, connected or broken off. One that has said goodbye is not missed.';
  }
  const above = MEASURED[rule.measure](rule.above).replace('+', '');
  const what = rule.measure === 'rise' ? `a rise of ${above}, over ${lastingWords(rule.overSeconds)}` : above;
  return `Fires at ${what} or more for ${lastingWords(rule.forSeconds)}; ends below ${short.format(rule.below)} for ${lastingWords(rule.clearForSeconds)}.`;
}

export const scheduleWords = ({ when }) => (when === 'always' ? 'At all times.' : `Only ${when}.`);

export const notifyWords = ({ notify }) => (notify.length ? `Tells ${notify.join(', ')}.` : 'Tells nobody; it is shown here and on the wall.');

export const silenceWords = (alert) => (isSilenced(alert) ? `Silenced until ${shortTime(alert.silencedUntilMillis)}: nobody is told.` : '');
