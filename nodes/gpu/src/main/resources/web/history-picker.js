// Which series, and which day or week of it; the address says so, so that it can be kept and sent.
import { button, el } from './dom.js';
import { groupSubject } from './past.js';
import { dayOf, mondayOf, plusDays } from './site-time.js';

const LAST_MILLIS = 8.64e15;

export class Picker {
  element;
  kind;
  day;
  isCompared;
  #zone;
  #changed;
  #wanted;
  #at;
  #series = el('select', { id: 'series' });
  #date = el('input', { type: 'date', id: 'day', required: true });
  #compare = el('input', { type: 'checkbox', id: 'compare' });
  #kinds = {};

  constructor(query, zone, changed) {
    this.#zone = zone;
    this.#changed = changed;
    this.#wanted = query.get('series');
    this.kind = query.get('span') === 'week' ? 'week' : 'day';
    const at = Number(query.get('at'));
    this.#at = at > 0 && at < LAST_MILLIS ? at : null;
    this.day = /^\d{4}-\d\d-\d\d$/.test(query.get('day') ?? '') ? query.get('day') : dayOf(this.#at ?? Date.now(), zone);
    this.isCompared = query.get('compared') !== 'no';
    this.#compare.checked = this.isCompared;
    this.#series.addEventListener('change', () => this.#changed());
    this.#date.addEventListener('change', () => this.#date.value && this.#go(this.#date.value));
    this.#compare.addEventListener('change', () => {
      this.isCompared = this.#compare.checked;
      this.#changed();
    });
    this.element = this.#make();
    this.#showKind();
  }

  get series() {
    return this.#series.value;
  }

  /** The same in words. */
  get label() {
    return this.#series.selectedOptions[0]?.textContent ?? '';
  }

  /** The moment that the address asks for; null: none. */
  get at() {
    return this.#at;
  }

  /** Whether what is looked at goes on at this moment. */
  get isNow() {
    const first = this.kind === 'week' ? mondayOf(this.#today()) : this.#today();
    return this.day >= first;
  }

  /** Offers groups, and each camera with its zones; the one that was looked at stays. */
  offer(kept, groups) {
    const before = this.series || this.#wanted;
    const cameras = grouped(kept);
    this.#series.replaceChildren(
      ...(groups.length ? [el('optgroup', { label: 'Groups' }, ...groups.map(({ name, title }) => el('option', { value: groupSubject(name) }, `${title}, all cameras`)))] : []),
      ...[...cameras].map(([camera, all]) =>
        el('optgroup', { label: camera }, ...all.map(({ series }) => el('option', { value: series }, series === camera ? `${camera}, whole picture` : `${camera.split('/')[1]}: ${series.split('/')[2]}`))),
      ),
    );
    const known = [...this.#series.options].map((it) => it.value);
    this.#series.value = known.includes(before) ? before : (kept[0]?.series ?? '');
    this.element.hidden = !kept.length;
  }

  /** Writes what is looked at into the address. */
  remember() {
    const query = new URLSearchParams({ series: this.series, span: this.kind, day: this.day, ...(!this.isCompared && { compared: 'no' }), ...(this.#at !== null && { at: this.#at }) });
    history.replaceState(null, '', `#/history?${query}`);
  }

  #today() {
    return dayOf(Date.now(), this.#zone);
  }

  #go(day) {
    this.day = day > this.#today() ? this.#today() : day;
    this.#date.value = this.day;
    this.#changed();
  }

  #make() {
    const step = (ways) => () => this.#go(plusDays(this.day, ways * (this.kind === 'week' ? 7 : 1)));
    for (const [kind, words] of [['day', 'Day'], ['week', 'Week']]) {
      this.#kinds[kind] = button(words, () => {
        this.kind = kind;
        this.#showKind();
        this.#changed();
      });
    }
    return el(
      'div',
      { className: 'picker', role: 'group', aria: { label: 'What is shown' }, hidden: true },
      el('label', { htmlFor: 'series' }, el('span', { className: 'unseen' }, 'Group, camera or zone'), this.#series),
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

  #showKind() {
    this.#date.value = this.day;
    this.#date.max = this.#today();
    for (const [kind, it] of Object.entries(this.#kinds)) {
      it.setAttribute('aria-pressed', String(kind === this.kind));
    }
  }
}

const cameraOf = ({ series }) => series.split('/').slice(0, 2).join('/');

function grouped(kept) {
  const all = new Map();
  for (const it of kept) {
    all.set(cameraOf(it), [...(all.get(cameraOf(it)) ?? []), it]);
  }
  return all;
}
