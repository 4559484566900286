// A whole camera in words, for who cannot see it.
import { alertWords } from './alert-words.js';
import { bandWords } from './bands.js';
import { hasRange, peopleWords, shownOf } from './camera-words.js';
import { number, stateWords, trendWords, unit, whyWords } from './words.js';

/** @param limit how many people it holds, if that is known */
export function spoken(camera, limit) {
  const isCounted = camera.state === 'live' || camera.state === 'late';
  const parts = isCounted ? [countSpoken(camera, limit), ...zonesSpoken(camera)] : [whyWords(camera)[0]];
  const where = camera.title === undefined ? `${camera.name} at ${camera.node}` : `${camera.title}, ${camera.key}`;
  return `${where}: ${[...alertsSpoken(camera), ...parts].join('; ')}`;
}

function countSpoken(camera, limit) {
  const range = hasRange(camera) ? `from ${number(camera.low)} to ${number(camera.high)}, ` : '';
  const trend = trendWords(camera.trend);
  const told = trend ? `${camera.trend.way}${trend === camera.trend.way ? '' : `, ${trend}`}, ` : '';
  const of = limit === undefined ? '' : ` of ${number(limit)}`;
  return `${number(shownOf(camera))}${of} ${unit(limit ?? shownOf(camera))}, ${range}${told}${stateWords(camera)}`;
}

const zonesSpoken = (camera) =>
  camera.zones
    .filter((zone) => zone.people !== undefined)
    .map((zone) => `${zone.title}: ${peopleWords(zone)}${zone.band ? `, ${bandWords[zone.band]}` : ''}`);

const alertsSpoken = (camera) => camera.alerts.map((alert) => `${alert.severity} alert ${alert.name} ${alertWords(alert)}`);
