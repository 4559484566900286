// What lies over a tile's picture beside its heat: alerts, zones.
import { alertShape, isFiring, sinceWords } from './alert-words.js';
import { bandSwatch, bandWords } from './bands.js';
import { shownWords } from './camera-words.js';
import { el } from './dom.js';
import { mark } from './marks.js';
import { number } from './words.js';

const MOST_ZONES = 3;
const BANDS = ['free', 'slowed', 'contact', 'critical'];

/** Shows a camera's alerts; whether any fires is told by the tile's border too. */
export class AlertNotes {
  element = el('ul', { className: 'notes', hidden: true, aria: { label: 'Alerts' } });
  #shown = '';

  update(tile, alerts) {
    const worst = alerts.find(isFiring);
    const key = JSON.stringify(alerts.map((it) => [it.name, it.severity, alertShape(it), sinceWords(it), it.blind]));
    if (key === this.#shown) {
      return;
    }
    this.#shown = key;
    tile.toggleAttribute('data-alert', Boolean(worst));
    if (worst) {
      tile.dataset.alert = worst.severity;
    }
    this.element.hidden = !alerts.length;
    this.element.replaceChildren(...alerts.map(note));
  }
}

function note(alert) {
  const blind = alert.blind ? ' · blind' : '';
  return el(
    'li',
    { className: 'note', data: { severity: isFiring(alert) ? alert.severity : 'none' } },
    mark(alertShape(alert)),
    el('b', {}, alert.name),
    ' ',
    el('span', { className: 'note-since' }, sinceWords(alert) + blind),
  );
}

/** Shows its zones, the densest first. */
export class ZoneNotes {
  element = el('ul', { className: 'zones', hidden: true, aria: { label: 'Zones' } });
  #limits;
  #shown = '';

  /** @param limits how many people each holds */
  constructor(limits) {
    this.#limits = limits;
  }

  update(tile, { key: camera, zones }, isCounted) {
    const told = isCounted ? zones.filter((zone) => zone.people !== undefined).map((zone) => this.#told(camera, zone)) : [];
    told.sort((a, b) => BANDS.indexOf(b.band) - BANDS.indexOf(a.band));
    const key = JSON.stringify(told);
    if (key === this.#shown) {
      return;
    }
    this.#shown = key;
    const more = told.length - MOST_ZONES;
    tile.dataset.band = told[0]?.band ?? '';
    this.element.hidden = !told.length;
    this.element.replaceChildren(
      ...told.slice(0, MOST_ZONES).map(zoneLine),
      ...(more > 0 ? [el('li', { className: 'zone-more' }, `${more} more`)] : []),
    );
  }

  #told(camera, zone) {
    const limit = this.#limits.of(`${camera}/${zone.name}`);
    return { title: zone.title, count: shownWords(zone), of: limit === undefined ? '' : ` of ${number(limit)}`, band: zone.band };
  }
}

const zoneLine = ({ title, count, of, band }) =>
  el(
    'li',
    { data: { band: band ?? '' } },
    band ? bandSwatch(band) : null,
    el('span', { className: 'zone-title' }, title),
    el('b', {}, count, of),
    band && band !== 'free' ? el('i', {}, bandWords[band]) : null,
  );
