// Groups of cameras: those that operators have made, else one of each edge node.
import { isFiring } from './alert-words.js';
import { call } from './call.js';
import { el } from './dom.js';
import { showLevel } from './limits.js';
import { mark } from './marks.js';
import { Store } from './store.js';
import { TrendMark } from './trend-mark.js';
import { number, unit } from './words.js';

const OTHERS = 'others';

export class Groups {
  #store;
  #made = [];
  #known = '';
  #isAsking = false;

  constructor(store) {
    this.#store = store;
  }

  /** Asks for who is in which group, where the groups are others than before; to be called often. */
  async follow() {
    // A camera that comes or goes is another sum of the same group; the version tells of one that took its place.
    const known = JSON.stringify(this.#store.groups.map((it) => [it.name, it.title, it.version, it.cameras]));
    if (known !== this.#known && !this.#isAsking) {
      this.#isAsking = true;
      await this.#ask(known).finally(() => (this.#isAsking = false));
    }
  }

  // Without an answer those from before stand, until it is asked again.
  async #ask(known) {
    const made = known === '[]' ? [] : await call('GET', 'groups').then((it) => it.body.groups, () => null);
    if (made) {
      this.#made = made;
      this.#known = known;
    }
  }

  get areMade() {
    return this.#made.length > 0;
  }

  /** Each with its `name`, `title` and `cameras`; a camera in none is with the others. */
  all() {
    const shown = this.#store.shown();
    if (!this.#made.length) {
      const nodes = [...new Set(shown.map((it) => it.node))];
      return nodes
        .sort((a, b) => a.localeCompare(b, undefined, { numeric: true }))
        .map((node) => ({ name: node, title: node, cameras: shown.filter((it) => it.node === node) }));
    }
    const groups = this.#made.map(({ name, title, cameras }) => ({
      name,
      title,
      cameras: shown.filter((it) => cameras.includes(it.key) || cameras.includes(`${it.node}/*`)),
    }));
    const grouped = new Set(groups.flatMap((it) => it.cameras));
    const others = shown.filter((it) => !grouped.has(it));
    return [...groups, ...(others.length ? [{ name: OTHERS, title: 'In no group', cameras: others }] : [])].filter(
      (it) => it.cameras.length,
    );
  }

  of(name) {
    return this.all().find((it) => it.name === name);
  }
}

/** A group as one card: its sum, and what is wrong in it. */
export class GroupCard {
  element;
  #number = el('b', { className: 'number' });
  #unit = el('span', { className: 'unit' });
  #facts = el('span', { className: 'group-facts' });
  #trend = new TrendMark('trend');
  #level = el('span', { className: 'level', hidden: true });
  #store;
  #shown = '';

  constructor(store, group) {
    this.#store = store;
    this.element = el(
      'a',
      { className: 'group-card', href: `#/groups/${group.name}` },
      el('span', { className: 'group-title' }, group.title),
      el('span', { className: 'group-sum' }, this.#number, this.#unit, this.#trend.element),
      this.#facts,
      this.#level,
    );
  }

  update(group) {
    const { cameras } = group;
    const { people, counted, all, trend } = this.#store.sum(cameras);
    const limit = this.#store.limits.ofGroup(group);
    this.#number.textContent = counted ? number(people) : '–';
    this.#unit.textContent = limit === undefined ? unit(people) : `of ${number(limit)} ${unit(limit)}`;
    this.#trend.update(counted ? trend : {});
    showLevel(this.#level, counted ? people : undefined, limit);
    const firing = cameras.flatMap((it) => it.alerts.filter(isFiring));
    const silent = cameras.filter((it) => !Store.counts(it)).length;
    this.#showAlert(firing);
    const words = JSON.stringify([firing.map((it) => it.name), counted, all]);
    if (words === this.#shown) {
      return;
    }
    this.#shown = words;
    this.#facts.replaceChildren(
      ...(firing.length ? [el('b', { className: 'fires-here' }, mark(worstOf(firing)), firing.map((it) => it.name).join(', '))] : []),
      el('span', { className: silent ? '' : 'all' }, silent ? `${counted} of ${all} cameras counted` : `${all} ${all === 1 ? 'camera' : 'cameras'}`),
    );
  }

  #showAlert(firing) {
    const worst = worstOf(firing);
    if (worst) {
      this.element.dataset.alert = worst;
    } else {
      delete this.element.dataset.alert;
    }
  }
}

const worstOf = (firing) => ['critical', 'warning', 'info'].find((severity) => firing.some((it) => it.severity === severity));
