// All cameras: in which order and groups, how large, and which of them are asked for. One that is chosen
// has a page of its own: camera.js.
import { button, el } from './dom.js';
import { canBeRead, fit, PHONE } from './fit.js';
import { GroupCard, Groups } from './groups.js';
import { Store } from './store.js';
import { Tile } from './tile.js';
import { Turner } from './turner.js';
import { number, unit } from './words.js';

const MOST_UNGROUPED = 60;
const SEVERITY = { silent: 0, away: 1, lost: 2, waiting: 3, late: 4, live: 5 };
const PAST_EVERY = 4;
// Of a section's heading with what is around it, and of the wall itself.
const HEAD = 50;
const PADDING = 24;
// The share of a screen's height that cards of groups may take where nobody scrolls.
const MOST_CARDS = 1 / 3;
// Pictures a second, where they cost somebody's money or battery.
const THRIFTY = 2;
const EMPTY = `<div class="empty"><h2>No camera yet</h2>
  <p>This node waits for cameras. Start an edge node on the machine that a camera is at, and it
  appears here by itself:</p>
  <code>java -jar edge-node.jar --camera 0 --gpu-node THIS-MACHINE:7600</code></div>`;

export class Wall {
  #main;
  #store;
  #subscribe;
  #tiles = new Map();
  #visible = new Set();
  #watcher;
  #order = localStorage.getItem('order') ?? 'name';
  #chosen = null;
  #ticks = 0;
  #arranged = '';
  #sums = [];
  #groups;
  #group = null;
  #cards = [];
  #turner;
  #isTurned = false;
  /** The room, as #room tells it, in which cards of groups would take too much; null: none. */
  #crowded = null;

  constructor(main, store, subscribe) {
    this.#main = main;
    this.#store = store;
    this.#subscribe = subscribe;
    this.#groups = new Groups(store);
    this.#turner = new Turner(() => store.firing());
    this.#watcher = new IntersectionObserver((entries) => this.#seen(entries), { rootMargin: '80px' });
    new ResizeObserver(() => this.#fit()).observe(document.body);
    document.getElementById('now').append(this.#turner.element);
    main.addEventListener('click', (event) => this.#click(event.target));
  }

  get order() {
    return this.#order;
  }

  set order(order) {
    this.#order = order;
    localStorage.setItem('order', order);
    this.arrange();
  }

  /** Shows them in this order for now; what was chosen in this browser stays. */
  show(order) {
    this.#order = order;
    document.getElementById('order').value = order;
    this.arrange();
  }

  /** For a screen that nobody stands at: nothing is scrolled; what does not fit has pages, of so many seconds each. */
  showKiosk(isKiosk, seconds) {
    this.#turner.use(isKiosk, seconds);
    this.arrange();
  }

  /** Takes a key of the pages; whether it was one. */
  turnKey(key) {
    const isOurs = this.#turner.key(key);
    if (isOurs) {
      this.#isTurned = true;
      this.arrange();
    }
    return isOurs;
  }

  /** What the node is to send: the cameras that can be seen, the more often the fewer they are. */
  wanted() {
    const cameras = [...this.#visible];
    const usual = cameras.length <= 4 ? 10 : cameras.length <= 12 ? 5 : cameras.length <= 24 ? 2 : 1;
    const rate = isThrifty() ? Math.min(THRIFTY, usual) : usual;
    return { pictures: Object.fromEntries(cameras.sort().map((key) => [key, rate])) };
  }

  /** Shows the cameras of one group only; null: all, or all groups where the cameras are too many. */
  set group(name) {
    this.#group = name;
    this.arrange();
  }

  /** Puts the cameras in their order; those that stay where they are stay untouched. */
  async arrange() {
    await this.#groups.follow();
    if (!this.#store.isKnown || this.#main.hidden) {
      return;
    }
    const cards = this.#hasCards() ? this.#groups.all() : [];
    const sections = this.#turner.take(this.#sections(), (some) => this.#canBeRead(some, cards.length > 0));
    const arranged = JSON.stringify([
      sections.map((it) => [it.title, it.cameras.map((camera) => camera.key)]),
      cards.map((it) => [it.name, it.title]),
      this.#store.shown().length ? 0 : this.#store.hidden,
    ]);
    if (arranged !== this.#arranged) {
      this.#arranged = arranged;
      this.#build(sections, cards);
    }
    if (this.#isCrowded()) {
      await this.arrange();
    }
  }

  tick() {
    this.#ticks += 1;
    const style = getComputedStyle(document.documentElement);
    for (const tile of this.#tiles.values()) {
      const camera = this.#store.cameras.get(tile.camera.key);
      if (camera) {
        tile.update(camera, this.#store.showsPictures);
        if (this.#ticks % PAST_EVERY === 0 && this.#visible.has(camera.key)) {
          tile.drawPast(style);
        }
      }
    }
    for (const [element, group] of this.#sums) {
      this.#showSum(element, group);
    }
    if (this.#turner.tick()) {
      this.#isTurned = true;
      this.arrange();
    }
    if (this.#ticks % PAST_EVERY === 0 && (this.#order === 'trouble' || this.#order === 'full')) {
      this.arrange();
    }
    if (this.#cards.length) {
      const groups = this.#groups.all();
      this.#cards.forEach(([name, card]) => {
        const group = groups.find((it) => it.name === name);
        return group && card.update(group);
      });
    }
    this.#fit();
  }

  #showSum(element, { name, keys }) {
    const cameras = this.#store.shown().filter((it) => keys.has(it.key));
    const { people, counted, all } = this.#store.sum(cameras);
    const limit = this.#store.limits.ofGroup({ name, cameras });
    const of = limit === undefined ? '' : ` of ${number(limit)}`;
    element.textContent = `${number(people)}${of} ${unit(limit ?? people)}, ${counted} of ${all} cameras counted`;
  }

  paint(picture) {
    if (picture && !document.hidden) {
      this.#tiles.get(picture.camera)?.paint(picture);
    }
  }

  #click(target) {
    const key = target.closest('.tile')?.dataset.key;
    if (target.closest('a')) {
      this.#chosen = key ?? this.#chosen;
    } else if (target.closest('.hide')) {
      this.#store.hide(key);
      this.arrange();
    } else {
      this.choose(key);
    }
  }

  /** Goes to a camera's own page. */
  choose(key) {
    if (key) {
      this.#chosen = key;
      location.hash = `#/cameras/${key}`;
    }
  }

  /** Whoever comes back finds the camera that they came from. */
  set isShown(isShown) {
    this.#main.hidden = !isShown;
    if (isShown) {
      this.arrange();
      this.tick();
    }
  }

  focus() {
    (this.#tiles.get(this.#chosen) ?? this.#main).focus();
  }

  /** Moves to a neighbour. */
  move(step, rows) {
    const tiles = [...this.#main.querySelectorAll('.tile')];
    const columns = rows ? Number(getComputedStyle(this.#main).getPropertyValue('--columns')) || 1 : 1;
    const current = tiles.indexOf(document.activeElement.closest('.tile'));
    const next = tiles[current < 0 ? 0 : Math.max(0, Math.min(tiles.length - 1, current + step * columns))];
    this.#tiles.get(next?.dataset.key)?.focus();
  }

  /** What is shown below each other: one group, all of them, or the cameras without any. */
  #sections() {
    const sorted = (group) => ({ ...group, all: group.cameras, cameras: [...group.cameras].sort(this.#compare()) });
    const chosen = this.#group && this.#groups.of(this.#group);
    if (chosen) {
      return [sorted(chosen)];
    }
    if (this.#isTooMany()) {
      return [];
    }
    const all = this.#order === 'place' ? this.#groups.all() : [{ title: '', cameras: this.#store.shown() }];
    return all.map(sorted);
  }

  #isTooMany() {
    return !this.#turner.isOn && this.#store.shown().length > MOST_UNGROUPED;
  }

  // Sums of groups, where there are any, and the only thing that so many cameras begin with.
  #hasCards() {
    const isChosen = this.#group && this.#groups.of(this.#group);
    // Where each has a heading with its sum, cards would say the same on a screen that has no room to spare.
    const hasHeads = this.#turner.isOn && this.#order === 'place';
    const isCrowded = this.#turner.isOn && this.#crowded === this.#room();
    return !isChosen && !hasHeads && !isCrowded && (this.#isTooMany() || this.#groups.areMade);
  }

  // Where nobody scrolls, cards of many groups would leave no room for cameras: they are left out from then on.
  #isCrowded() {
    const isCrowded = this.#turner.isOn && this.#cardsHeight() > innerHeight * MOST_CARDS;
    if (isCrowded) {
      this.#crowded = this.#room();
    }
    return isCrowded;
  }

  #room() {
    return `${innerWidth} ${innerHeight} ${this.#groups.all().length}`;
  }

  #cardsHeight() {
    return this.#main.querySelector('.group-cards')?.offsetHeight ?? 0;
  }

  #compare() {
    const byName = (a, b) => a.key.localeCompare(b.key, undefined, { numeric: true });
    const people = (camera) => (Store.counts(camera) ? camera.people : -1);
    if (this.#order === 'full') {
      // By tens of a percent of each other, so that neighbours do not change places all the time.
      const step = (camera) => Math.round(Math.log2(people(camera) + 2) * 4);
      return (a, b) => step(b) - step(a) || byName(a, b);
    }
    if (this.#order === 'trouble') {
      return (a, b) => SEVERITY[a.state] - SEVERITY[b.state] || byName(a, b);
    }
    return byName;
  }

  #build(sections, groups) {
    const focused = document.activeElement?.closest('.tile')?.dataset.key;
    const shown = new Set(sections.flatMap((it) => it.cameras.map((camera) => camera.key)));
    [...this.#tiles.keys()].filter((key) => !shown.has(key)).forEach((key) => this.#forget(key));
    this.#sums = [];
    this.#cards = groups.map((group) => [group.name, new GroupCard(this.#store, group)]);
    this.#main.classList.toggle('turned', this.#isTurned);
    this.#isTurned = false;
    this.#main.classList.toggle('one-node', this.#store.isOneNode);
    this.#main.classList.toggle('overview', this.#isTooMany() && !sections.length);
    this.#main.replaceChildren(
      ...(groups.length ? [el('nav', { className: 'group-cards', aria: { label: 'Groups' } }, ...this.#cards.map(([, card]) => card.element))] : []),
      ...sections.map((section) => this.#section(section)),
    );
    if (!this.#store.shown().length && this.#store.hidden) {
      this.#main.replaceChildren(this.#allHidden());
    } else if (!this.#store.shown().length) {
      this.#main.innerHTML = EMPTY;
    }
    if (focused) {
      this.#tiles.get(focused)?.focus({ preventScroll: true });
    }
    this.#subscribe();
    this.tick();
  }

  #allHidden() {
    const { hidden } = this.#store;
    const show = () => {
      this.#store.unhideAll();
      this.arrange();
    };
    return el(
      'div',
      { className: 'empty' },
      el('h2', {}, hidden === 1 ? 'The only camera is hidden' : `All ${hidden} cameras are hidden`),
      el('p', {}, 'Whoever hid what is away, in this browser, did so until it is back: then it is shown by itself.'),
      el('p', {}, button(`Show ${hidden === 1 ? 'it' : 'them'}`, show)),
    );
  }

  // What it amounts to is told of all its cameras, also where some of them are on another page.
  #section({ name, title, all, cameras }) {
    const section = el('section', { className: 'group' });
    if (title) {
      const sum = el('span');
      const back = this.#group ? el('a', { className: 'button', href: '#/' }, '← All cameras') : null;
      section.append(el('h2', { className: 'group-head' }, back, title, sum));
      section.setAttribute('aria-label', title);
      this.#sums.push([sum, { name, keys: new Set(all.map((it) => it.key)) }]);
    }
    section.append(el('div', { className: 'tiles' }, ...cameras.map((camera) => this.#tile(camera).element)));
    return section;
  }

  #tile(camera) {
    let tile = this.#tiles.get(camera.key);
    if (!tile) {
      tile = new Tile(camera, this.#store.limits);
      this.#tiles.set(camera.key, tile);
      this.#watcher.observe(tile.element);
    }
    return tile;
  }

  #forget(key) {
    const tile = this.#tiles.get(key);
    this.#watcher.unobserve(tile.element);
    this.#tiles.delete(key);
    this.#visible.delete(key);
  }

  #seen(entries) {
    for (const entry of entries) {
      const key = entry.target.dataset.key;
      if (entry.isIntersecting) {
        this.#visible.add(key);
      } else {
        this.#visible.delete(key);
      }
    }
    this.#subscribe();
  }

  /** How much of the height is taken by sums and headings. */
  #taken() {
    let taken = 0;
    let end = this.#main.getBoundingClientRect().top;
    for (const tiles of this.#main.querySelectorAll('.tiles')) {
      const { top, bottom } = tiles.getBoundingClientRect();
      taken += top - end;
      end = bottom;
    }
    return taken;
  }

  // Of what is not there yet to be measured.
  #canBeRead(sections, hasCards) {
    const cameras = sections.flatMap((it) => it.cameras);
    const shape = Math.min(16 / 9, ...cameras.filter((it) => it.width && it.height).map((it) => it.width / it.height));
    const heads = sections.filter((it) => it.title).length * HEAD;
    const cards = hasCards ? this.#cardsHeight() : 0;
    return canBeRead(this.#main, sections.map((it) => it.cameras.length), shape, heads + cards + PADDING);
  }

  #fit() {
    if (!this.#main.hidden) {
      const counts = [...this.#main.querySelectorAll('.tiles')].map((it) => it.children.length);
      fit(this.#main, [...this.#tiles.values()], counts, this.#taken());
    }
  }
}

/** Whether somebody looks on a phone, or wants to save data. */
const isThrifty = () => navigator.connection?.saveData === true || innerWidth <= PHONE;
