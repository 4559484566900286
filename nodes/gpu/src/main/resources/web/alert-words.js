// How an alert stands, in words.
import { shortTime } from './words.js';

export const isFiring = (alert) => alert.state === 'firing' || alert.state === 'recovering';

export const isSilenced = (alert) => alert.silencedUntilMillis > Date.now();

/** Its shape, which tells how grave it is without a colour. */
export function alertShape(alert) {
  if (isSilenced(alert)) {
    return 'silenced';
  }
  return isFiring(alert) ? (alert.severity ?? alert.rule.severity) : 'pending';
}

const STATES = { inactive: 'quiet', pending: 'about to fire', firing: 'firing', recovering: 'ending' };

/** Its state and since when. */
export const sinceWords = (alert) =>
  STATES[alert.state] + (alert.sinceMillis === undefined ? '' : ` since ${shortTime(alert.sinceMillis)}`);

/** All that is to be known at a glance. */
export function alertWords(alert) {
  const blind = alert.blind ? ', blind: no count' : '';
  const silenced = isSilenced(alert) ? `, silenced until ${shortTime(alert.silencedUntilMillis)}` : '';
  return sinceWords(alert) + blind + silenced;
}

/** The address of that moment in a camera's or zone's past; without one, that of the present day. */
export const pastAddress = (where, millis) =>
  `#/history?${new URLSearchParams({ series: where, ...(millis !== undefined && { at: Math.round(millis) }) })}`;
