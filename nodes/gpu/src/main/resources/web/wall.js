// All cameras: in which order and groups, how large, and which of them are asked for. One that is chosen
// has a page of its own: camera.js.
import { fit } from './fit.js';
import { Store } from './store.js';
import { Tile } from './tile.js';
import { number, unit } from './words.js';

const MOST_UNGROUPED = 60;
const SEVERITY = { silent: 0, away: 1, lost: 2, waiting: 3, late: 4, live: 5 };
const PAST_EVERY = 4;
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

  constructor(main, store, subscribe) {
    this.#main = main;
    this.#store = store;
    this.#subscribe = subscribe;
    this.#watcher = new IntersectionObserver((entries) => this.#seen(entries), { rootMargin: '80px' });
    new ResizeObserver(() => this.#fit()).observe(document.body);
    main.addEventListener('click', (event) => this.#click(event.target));
    main.addEventListener('focusin', (event) => this.#tiles.get(event.target.dataset?.key)?.speak());
  }

  get order() {
    return this.#order;
  }

  set order(order) {
    this.#order = order;
    localStorage.setItem('order', order);
    this.arrange();
  }

  /** What the node is to send: the cameras that can be seen, the more often the fewer they are. */
  wanted() {
    if (document.hidden) {
      return { state: false, pictures: {} };
    }
    const cameras = [...this.#visible];
    const rate = cameras.length <= 4 ? 10 : cameras.length <= 12 ? 5 : cameras.length <= 24 ? 2 : 1;
    return { state: true, pictures: Object.fromEntries(cameras.sort().map((key) => [key, rate])) };
  }

  /** Puts the cameras in their order; those that stay where they are stay untouched. */
  arrange() {
    if (!this.#store.isKnown) {
      return;
    }
    const shown = new Set(this.#store.shown().map((camera) => camera.key));
    for (const key of this.#tiles.keys()) {
      if (!shown.has(key)) {
        this.#forget(key);
      }
    }
    const groups = this.#groups();
    const arranged = JSON.stringify(groups.map((group) => [group.place, group.cameras.map((it) => it.key)]));
    if (arranged !== this.#arranged) {
      this.#arranged = arranged;
      this.#build(groups);
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
    for (const [element, place] of this.#sums) {
      const { people, counted, all } = this.#store.sum(this.#of(place));
      element.textContent = `${number(people)} ${unit(people)}, ${counted} of ${all} cameras counted`;
    }
    if (this.#ticks % PAST_EVERY === 0 && (this.#order === 'trouble' || this.#order === 'full')) {
      this.arrange();
    }
    this.#fit();
  }

  paint(picture) {
    if (picture && !document.hidden) {
      this.#tiles.get(picture.camera)?.paint(picture);
    }
  }

  #click(target) {
    const key = target.closest('.tile')?.dataset.key;
    if (target.closest('.hide')) {
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
      this.tick();
      this.#tiles.get(this.#chosen)?.element.focus();
    }
  }

  /** Moves to a neighbour. */
  move(step, rows) {
    const tiles = [...this.#main.querySelectorAll('.tile')];
    const columns = rows ? Number(getComputedStyle(this.#main).getPropertyValue('--columns')) || 1 : 1;
    const current = tiles.indexOf(document.activeElement);
    const next = tiles[current < 0 ? 0 : Math.max(0, Math.min(tiles.length - 1, current + step * columns))];
    next?.focus();
  }

  #groups() {
    const cameras = this.#store.shown();
    const isGrouped = this.#order === 'place' || cameras.length > MOST_UNGROUPED;
    const places = isGrouped ? [...new Set(cameras.map((it) => it.node))].sort() : [''];
    return places.map((place) => ({ place, cameras: this.#of(place).sort(this.#compare()) }));
  }

  #of(place) {
    return this.#store.shown().filter((it) => !place || it.node === place);
  }

  #compare() {
    const byName = (a, b) => a.key.localeCompare(b.key, undefined, { numeric: true });
    const people = (camera) => (Store.counts(camera) ? (camera.people ?? 0) : -1);
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

  #build(groups) {
    const focused = document.activeElement?.dataset?.key;
    this.#sums = [];
    const sections = groups.map(({ place, cameras }) => this.#section(place, cameras));
    this.#main.replaceChildren(...sections);
    if (!this.#store.shown().length) {
      this.#main.innerHTML = EMPTY;
    }
    if (focused) {
      this.#tiles.get(focused)?.element.focus({ preventScroll: true });
    }
    this.#subscribe();
    this.tick();
  }

  #section(place, cameras) {
    const section = document.createElement('section');
    section.className = 'group';
    if (place) {
      const head = document.createElement('h2');
      const sum = document.createElement('span');
      head.className = 'group-head';
      head.append(place, sum);
      section.append(head);
      section.setAttribute('aria-label', place);
      this.#sums.push([sum, place]);
    }
    const tiles = document.createElement('div');
    tiles.className = 'tiles';
    tiles.append(...cameras.map((camera) => this.#tile(camera).element));
    section.append(tiles);
    return section;
  }

  #tile(camera) {
    let tile = this.#tiles.get(camera.key);
    if (!tile) {
      tile = new Tile(camera);
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

  #fit() {
    if (!this.#main.hidden) {
      fit(this.#main, [...this.#tiles.values()], this.#sums.length > 1);
    }
  }
}
