// A camera's zones over its picture, each with its people, its density, and what that means.
import { bandPatterns, bandWords } from './bands.js';
import { el, set, svg, text } from './dom.js';
import { upperEdge } from './outline.js';
import { isMask } from './place.js';
import { densityWords, peopleWords } from './camera-words.js';

const GAP = 4;

export class ZoneLayer {
  #stage;
  #layer;
  #choose;
  #shown = new Map();
  #selected = null;
  #edited = null;

  /** @param choose told the name of a zone whose label is pressed */
  constructor(stage, choose) {
    this.#stage = stage;
    this.#choose = choose;
    stage.svg.append(bandPatterns());
    this.#layer = stage.layer('zones');
    stage.onView(() => this.#place());
  }

  /** Shows these from now on. */
  set zones(zones) {
    const names = new Set(zones.map((zone) => zone.name));
    for (const [name, shown] of this.#shown) {
      if (!names.has(name)) {
        shown.shape.remove();
        shown.label.remove();
        this.#shown.delete(name);
      }
    }
    for (const zone of zones) {
      const shown = this.#shown.get(zone.name) ?? this.#make(zone.name);
      shown.zone = zone;
      text(shown.title, zone.title);
    }
    this.#place();
  }

  /** Shows what is in them now: people, density and band by name. */
  update(counts) {
    for (const [name, shown] of this.#shown) {
      const count = isMask(shown.zone) ? null : counts.get(name);
      const band = isMask(shown.zone) ? 'mask' : (count?.band ?? 'none');
      set(shown.shape, { 'data-band': band });
      shown.label.dataset.band = band;
      text(shown.number, isMask(shown.zone) ? 'counts for nothing' : peopleWords(count));
      const isDense = count?.density !== undefined;
      text(shown.density, isDense ? `${densityWords(count.density)} · ${bandWords[count.band] ?? count.band}` : '');
      shown.density.hidden = !isDense;
    }
    this.#place();
  }

  set selected(name) {
    this.#selected = name;
    this.#mark();
  }

  /** The one that is being drawn anew is left out; the others stand back. */
  set edited(name) {
    this.#edited = name;
    this.#mark();
  }

  #mark() {
    for (const [name, { shape, label }] of this.#shown) {
      const isEdited = this.#edited === name;
      shape.classList.toggle('selected', this.#selected === name);
      shape.classList.toggle('back', this.#edited !== null);
      label.classList.toggle('selected', this.#selected === name);
      label.classList.toggle('back', this.#edited !== null);
      set(shape, { visibility: isEdited ? 'hidden' : 'visible' });
      label.hidden = isEdited;
    }
  }

  #make(name) {
    const shape = svg(
      'g',
      { class: 'zone' },
      svg('path', { class: 'fill' }),
      svg('path', { class: 'casing' }),
      svg('path', { class: 'line' }),
    );
    const title = el('span', { className: 'label-name' });
    const counted = el('span', { className: 'label-number' });
    const density = el('span', { className: 'label-density', hidden: true });
    const label = el(
      'button',
      { type: 'button', className: 'zone-label', data: { zone: name }, on: { click: () => this.#choose(name) } },
      title,
      counted,
      density,
    );
    this.#layer.append(shape);
    this.#stage.labels.append(label);
    const shown = { shape, label, title, number: counted, density };
    this.#shown.set(name, shown);
    this.#mark();
    return shown;
  }

  // Labels that would lie on each other go below each other.
  #place() {
    const taken = [];
    for (const { zone, shape, label } of this.#shown.values()) {
      const path = `M${zone.points.map((point) => this.#stage.toPixels(point)).join('L')}Z`;
      for (const part of shape.children) {
        set(part, { d: path });
      }
      const [x, y] = this.#stage.toPixels(upperEdge(zone.points));
      const box = { width: label.offsetWidth, height: label.offsetHeight };
      const within = (value, size, whole) => Math.max(GAP, Math.min(whole - size - GAP, value));
      const left = within(x - box.width / 2, box.width, this.#stage.width);
      let top = within(y - box.height - GAP, box.height, this.#stage.height);
      for (const other of taken.sort((a, b) => a.top - b.top)) {
        const isBeside = left >= other.right + GAP || left + box.width + GAP <= other.left;
        if (!isBeside && top < other.bottom + GAP && top + box.height + GAP > other.top) {
          top = other.bottom + GAP;
        }
      }
      taken.push({ left, top, right: left + box.width, bottom: top + box.height });
      label.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
    }
  }
}
