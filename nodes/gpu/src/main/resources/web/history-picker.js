// Which series, and which day or week of it; the address says so, so that it can be kept and sent.
import { button, el } from './dom.js';
import { groupSubject, iso, partOf } from './past.js';
import { beginOf, dayOf, mondayOf, plusDays } from './site-time.js';

// Of the year 9999, as the node takes it.
const LAST_MILLIS = 253_402_300_799_000;
const LONGEST_PART = 8 * 86_400_000;

export class Picker {
  element;
  kind;
  day;
  isCompared;
  /** A camera, a zone or a group; '': none yet. */
  series = '';
  /** A part of the day or week, in milliseconds; null: all of it. */
  part = null;
  /** The moment that the address asks for; null: none. */
  at = null;
  #zone;
  #changed;
  #wordsOf;
  #kept = null;
  #select = el('select', { id: 'series' });
  #date = el('input', { type: 'date', id: 'day', required: true });
  #compare = el('input', { type: 'checkbox', id: 'compare' });
  #kinds = {};

  /**
   * @param query of the address, which says what is looked at
   * @param wordsOf a camera or zone in words
   * @param changed somebody chose something else
   */
  constructor(query, zone, wordsOf, changed) {
    this.#zone = zone;
    this.#wordsOf = wordsOf;
    this.#changed = changed;
    this.#select.addEventListener('change', () => {
      this.series = this.#select.value;
      this.#show();
      this.#changed();
    });
    this.#date.addEventListener('change', () => this.#date.value && this.#go(this.#date.value));
    this.#compare.addEventListener('change', () => {
      this.isCompared = this.#compare.checked;
      this.#changed();
    });
    this.element = this.#make();
    this.take(query);
  }

  /** Takes what the address says; what it does not say is as where nothing was chosen. */
  take(query) {
    this.series = query.get('series') ?? this.#first();
    this.kind = query.get('span') === 'week' ? 'week' : 'day';
    this.at = momentOf(Number(query.get('at')));
    this.part = readPart(query);
    const day = query.get('day') ?? '';
    const shown = this.part?.from ?? this.at ?? Date.now();
    this.day = /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day)) ? day : dayOf(shown, this.#zone);
    this.isCompared = query.get('compared') !== 'no';
    this.#show();
  }

  /** What is looked at in words. */
  get label() {
    return this.#select.selectedOptions[0]?.textContent ?? '';
  }

  /** Whether what is looked at goes on at this moment. */
  get isNow() {
    const first = this.kind === 'week' ? mondayOf(this.#today()) : this.#today();
    return this.part ? this.part.to > Date.now() : this.day >= first;
  }

  /** Offers groups, and each camera with its zones. What was asked for stays, whether or not any is kept of it. */
  offer(kept, groups) {
    this.#kept = kept;
    const cameras = grouped(kept);
    this.#select.replaceChildren(
      ...(groups.length ? [el('optgroup', { label: 'Groups' }, ...groups.map(({ name, title }) => el('option', { value: groupSubject(name) }, `${title}, all cameras`)))] : []),
      ...[...cameras].map(([camera, all]) => el('optgroup', { label: this.#wordsOf(camera) }, ...all.map(({ series }) => el('option', { value: series }, this.#optionWords(series))))),
    );
    this.series ||= this.#first();
    this.#show();
  }

  /** What is looked at, for the address. */
  get query() {
    return new URLSearchParams({
      series: this.series,
      span: this.kind,
      day: this.day,
      ...(!this.isCompared && { compared: 'no' }),
      ...(this.part && { from: iso(this.part.from), to: iso(this.part.to) }),
      ...(this.at !== null && { at: this.at }),
    });
  }

  /** Looks at a part; null: at all of the day or week again. */
  look(part) {
    this.day = dayOf((part ?? this.part ?? {}).from ?? beginOf(this.day, this.#zone), this.#zone);
    this.part = part;
    this.#show();
    this.#changed();
  }

  #first() {
    return this.#kept?.[0]?.series ?? '';
  }

  #optionWords(series) {
    return cameraOf({ series }) === series ? `${this.#wordsOf(series)}, whole picture` : this.#wordsOf(series);
  }

  #today() {
    return dayOf(Date.now(), this.#zone);
  }

  #go(day) {
    this.day = day > this.#today() ? this.#today() : day;
    this.part = null;
    this.#show();
    this.#changed();
  }

  #make() {
    const step = (ways) => () => (this.part ? this.#shift(ways) : this.#go(plusDays(this.day, ways * (this.kind === 'week' ? 7 : 1))));
    for (const [kind, words] of [['day', 'Day'], ['week', 'Week']]) {
      this.#kinds[kind] = button(words, () => {
        this.kind = kind;
        this.part = null;
        this.#show();
        this.#changed();
      });
    }
    return el(
      'div',
      { className: 'picker', role: 'group', aria: { label: 'What is shown' }, hidden: true },
      el('label', { htmlFor: 'series' }, el('span', { className: 'unseen' }, 'Group, camera or zone'), this.#select),
      el('span', { className: 'joined' }, this.#kinds.day, this.#kinds.week),
      el(
        'span',
        { className: 'joined' },
        button('‹', step(-1), { ariaLabel: 'Earlier' }),
        el('label', { htmlFor: 'day' }, el('span', { className: 'unseen' }, 'Day'), this.#date),
        button('›', step(1), { ariaLabel: 'Later' }),
      ),
      button('Today', () => this.#go(this.#today())),
      el('label', { className: 'choice', htmlFor: 'compare' }, this.#compare, 'with the week before'),
    );
  }

  // A part goes on by its own length, but not past this moment.
  #shift(ways) {
    const { from, to } = this.part;
    const far = ways * (to - from);
    if (from + far <= Date.now()) {
      this.look({ from: from + far, to: to + far });
    }
  }

  #show() {
    this.#date.value = this.day;
    this.#date.max = this.#today();
    this.#compare.checked = this.isCompared;
    for (const [kind, it] of Object.entries(this.#kinds)) {
      it.setAttribute('aria-pressed', String(kind === this.kind));
    }
    this.#showSeries();
  }

  // What is named and not kept is named all the same: another one in its place would be taken for it.
  #showSeries() {
    this.#select.querySelector('.absent')?.remove();
    const isOffered = [...this.#select.options].some((it) => it.value === this.series);
    if (this.#kept && this.series && !isOffered) {
      const words = this.series.startsWith(groupSubject('')) ? this.series : this.#optionWords(this.series);
      this.#select.prepend(el('option', { value: this.series, className: 'absent' }, `${words} (nothing is kept)`));
    }
    this.#select.value = this.series;
    this.element.hidden = !this.#select.options.length;
  }
}

const momentOf = (millis) => (millis > 0 && millis < LAST_MILLIS ? millis : null);

function readPart(query) {
  const [from, to] = ['from', 'to'].map((it) => momentOf(Date.parse(query.get(it) ?? '')));
  const isPart = from !== null && to !== null && from < to && to - from <= LONGEST_PART;
  return isPart ? partOf(from, to) : null;
}

const cameraOf = ({ series }) => series.split('/').slice(0, 2).join('/');

function grouped(kept) {
  const all = new Map();
  for (const it of kept) {
    all.set(cameraOf(it), [...(all.get(cameraOf(it)) ?? []), it]);
  }
  return all;
}
