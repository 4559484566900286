// A camera's zones as a list: what is in them now, and the way to draw, change, and delete one.
import { askRemoval } from './ask.js';
import { bandSwatch, bandWords } from './bands.js';
import { areaWords, densityWords, peopleWords } from './camera-words.js';
import { button, el, text } from './dom.js';
import { isMask } from './place.js';
import { number } from './words.js';
import { ZoneForm } from './zone-form.js';

const EMPTY = `A zone is a part of the picture whose people are counted by themselves: a platform, a queue,
  the front of a stage. A mask is a part whose people count for nothing: a screen, a mirror, a poster.`;

export class ZonesPanel {
  #page;
  #layer;
  #list = el('ul', { className: 'zone-list' });
  #empty = el('p', { className: 'quiet' }, EMPTY);
  #draw;
  #overview;
  #form = null;
  #rows = new Map();
  #counts = new Map();
  #selected = null;

  /** @param page what all panels work with: camera.js */
  constructor(page, layer) {
    this.#page = page;
    this.#layer = layer;
    this.#draw = button('Draw a zone', () => this.edit(null), { className: 'main' });
    this.#overview = el('div', { className: 'panel-part' }, this.#empty, this.#list, this.#draw);
    this.element = el('div', {}, this.#overview);
  }

  /** What is being drawn; null: nothing is. */
  get form() {
    return this.#form;
  }

  /** Shows the zones as they are known now. */
  refresh() {
    const { zones } = this.#page.place;
    this.#rows.clear();
    this.#list.replaceChildren(...zones.map((zone) => this.#row(zone)));
    this.#empty.hidden = zones.length > 0;
    this.#draw.hidden = !this.#page.mayEdit || !this.#page.place.isKnown;
    this.#layer.zones = zones;
    this.update(this.#counts);
  }

  /** Shows what is in them now. */
  update(counts) {
    this.#counts = counts;
    this.#layer.update(counts);
    for (const { zone, swatch, facts } of this.#rows.values()) {
      const count = counts.get(zone.name);
      const band = isMask(zone) ? 'mask' : (count?.band ?? 'none');
      if (swatch.dataset.band !== band) {
        swatch.dataset.band = band;
        swatch.replaceChildren(bandSwatch(band));
      }
      text(facts, factsOf(zone, count));
    }
  }

  select(name) {
    this.#selected = this.#selected === name ? null : name;
    this.#layer.selected = this.#selected;
    for (const [other, { row }] of this.#rows) {
      row.setAttribute('aria-pressed', String(other === this.#selected));
      if (other === this.#selected) {
        row.scrollIntoView({ block: 'nearest' });
      }
    }
  }

  /** Opens the form on a zone; null: on a new one. */
  edit(zone) {
    this.#overview.hidden = true;
    this.#form = new ZoneForm(this.#page, zone, {
      theirs: () => (this.#layer.edited = ''),
      done: (said) => this.#closed(said),
    });
    this.#layer.edited = zone?.name ?? '';
    this.element.append(this.#form.element);
    this.#form.begin();
  }

  /** Leaves what is being drawn, if that is agreed to; whether it was. */
  async leave() {
    return this.#form ? this.#form.leave() : true;
  }

  #closed(said) {
    this.#form.element.remove();
    this.#form = null;
    this.#overview.hidden = false;
    this.#layer.edited = null;
    this.#page.refresh();
    this.#page.say(said);
    (this.#draw.hidden ? this.#list.querySelector('button') : this.#draw)?.focus();
  }

  #row(zone) {
    const swatch = el('span', { className: 'zone-swatch' });
    const facts = el('span', { className: 'zone-facts' });
    const row = el(
      'button',
      { type: 'button', className: 'zone-row', aria: { pressed: String(zone.name === this.#selected) }, on: { click: () => this.select(zone.name) } },
      swatch,
      el('span', { className: 'zone-name' }, zone.title),
      facts,
    );
    const tools = this.#page.mayEdit
      ? [
          button('Change', () => this.edit(zone), { aria: { label: `Change ${zone.title}` } }),
          button('Delete', () => this.#remove(zone), { aria: { label: `Delete ${zone.title}` } }),
        ]
      : [];
    this.#rows.set(zone.name, { zone, row, swatch, facts });
    return el('li', {}, row, el('span', { className: 'row' }, ...tools));
  }

  async #remove(zone) {
    if (await askRemoval(zone.title)) {
      await this.#page.change((place) => place.removeZone(zone.name), `${zone.title} is deleted.`);
    }
  }
}

function factsOf(zone, count) {
  if (isMask(zone)) {
    return 'mask: counts for nothing';
  }
  const parts = [count?.people === undefined ? 'no count' : peopleWords(count)];
  if (count?.density !== undefined) {
    parts.push(`${densityWords(count.density)} ${bandWords[count.band] ?? count.band}`);
  }
  if (zone.capacity !== undefined) {
    parts.push(`full at ${number(zone.capacity)}`);
  }
  if (zone.squareMetres !== undefined) {
    parts.push(areaWords(zone.squareMetres));
  }
  return parts.join(' · ');
}
