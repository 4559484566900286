// Which page is shown, by the address; one that is left closes what it opened. A page that has a state of
// its own writes it there with `keep`, and takes in what comes from there in `follow`.
import { tellPlace } from './title.js';
import { sayUnopened } from './unopened.js';

const NAME = '[A-Za-z0-9._-]{1,64}';
const CAMERA = new RegExp(`^#/cameras/(${NAME}/${NAME})$`);
const GROUP = new RegExp(`^#/groups/(${NAME})$`);

const PAGES = {
  '#/history': ['History', async () => (await import('./history.js')).HistoryPage],
  '#/alerts': ['Alerts', async () => (await import('./alerts.js')).AlertsPage],
  '#/settings': ['Settings', async () => (await import('./settings.js')).SettingsPage],
  '#/privacy': ['Privacy', async () => (await import('./privacy.js')).PrivacyPage],
};

const byId = (id) => document.getElementById(id);

export class Pages {
  #wall;
  #store;
  #subscribe;
  #view;
  #page = null;
  #shown = null;
  /** The path of the page that is open; null: the wall is, or another one is on its way. */
  #path = null;
  #who = { role: 'viewer' };
  #isBegun = false;
  #turns = 0;

  /**
   * @param subscribe what is wanted is another from now on
   * @param view is told what the wall's address says of how it is shown
   */
  constructor(wall, store, subscribe, view) {
    this.#view = view;
    this.#wall = wall;
    this.#store = store;
    this.#subscribe = subscribe;
    document.querySelector('.skip').addEventListener('click', (event) => this.#skip(event));
    addEventListener('hashchange', () => this.#turn());
    addEventListener('beforeunload', (event) => this.#page?.isChanged && event.preventDefault());
  }

  /** Shows the page that is asked for. `who`: name, role and cameras of who is signed in, and the time zone. */
  begin(who) {
    this.#who = who;
    if (!this.#isBegun) {
      this.#isBegun = true;
      this.#turn();
    }
  }

  /** Whether something is typed or drawn that is not saved. */
  get isChanged() {
    return Boolean(this.#page?.isChanged);
  }

  get isWall() {
    return this.#page === null;
  }

  /** What the node is to send: nothing while nobody looks. */
  wanted() {
    return document.hidden
      ? { state: false, pictures: {} }
      : { state: true, pictures: {}, ...(this.#page ?? this.#wall).wanted?.() };
  }

  tick() {
    (this.#page ?? this.#wall).tick?.();
  }

  paint(picture) {
    (this.#page ?? this.#wall).paint?.(picture);
  }

  #skip(event) {
    event.preventDefault();
    document.querySelector('main:not([hidden])').focus();
  }

  // What is drawn or typed is not lost by a step back.
  async #turn() {
    const asked = location.hash;
    if (asked === this.#shown) {
      return;
    }
    if (this.#page?.isChanged) {
      history.replaceState(null, '', this.#shown || '#/');
      if (!(await this.#page.leave())) {
        return;
      }
      history.replaceState(null, '', asked);
    }
    const isFirst = this.#shown === null;
    this.#shown = asked;
    const [path, query] = asked.split('?');
    if (this.#path === path && this.#page.follow) {
      this.#page.follow(new URLSearchParams(query));
      return;
    }
    await this.#show(asked, isFirst);
  }

  /**
   * Writes what a page shows into its address; `isStep`: one that can be gone back from. An address that
   * somebody has gone to meanwhile holds.
   */
  #keep(path, query, isStep) {
    const asked = `${path}?${query}`;
    if (location.hash === this.#shown && location.hash !== asked) {
      history[isStep ? 'pushState' : 'replaceState'](null, '', asked);
      this.#shown = location.hash;
    }
  }

  async #show(asked, isFirst) {
    const turn = (this.#turns += 1);
    this.#page?.close?.();
    this.#path = null;
    const [path, query] = asked.split('?');
    const isLeft = () => turn !== this.#turns;
    const [title, make] = await this.#find(path);
    if (isLeft()) {
      return;
    }
    // One that is left by now, and answered late, writes nothing.
    const keep = (...given) => !isLeft() && this.#keep(path, ...given);
    const page = make ? this.#made(path, () => make(new URLSearchParams(query), keep)) : null;
    this.#page = page;
    this.#path = page && path;
    this.#mark(path, title);
    this.#wall.group = GROUP.exec(path)?.[1] ?? null;
    this.#wall.isShown = !page;
    this.#view(new URLSearchParams(page ? '' : query));
    scrollTo(0, 0);
    this.#subscribe();
    if (!isFirst || page) {
      this.#focus();
    }
  }

  /** The title of what is shown there, and what makes it once its files are here; nothing makes the wall. */
  async #find(path) {
    const camera = CAMERA.exec(path)?.[1];
    if (camera) {
      const page = await this.#load(async () => (await import('./camera.js')).CameraPage);
      return [camera.split('/')[1], () => new page(byId('camera'), this.#store, camera, this.#who.role)];
    }
    if (!PAGES[path]) {
      return [];
    }
    const [title, load] = PAGES[path];
    const page = await this.#load(load);
    const given = { store: this.#store, who: this.#who };
    return [title, (query, keep) => new page(byId('page'), { ...given, query, keep })];
  }

  // What could not be had says so once it is made.
  async #load(load) {
    try {
      return await load();
    } catch (trouble) {
      return function () {
        throw trouble;
      };
    }
  }

  // A node that is away, or was replaced by another version, has not this page's files.
  #made(path, make) {
    try {
      return make();
    } catch (trouble) {
      console.warn(trouble);
      const main = byId(CAMERA.test(path) ? 'camera' : 'page');
      return sayUnopened(main, 'The node cannot be reached, or is another version by now.');
    }
  }

  #mark(path, title) {
    tellPlace(title ?? '');
    byId('camera').hidden = !this.#page || !CAMERA.test(path);
    byId('page').hidden = !this.#page || CAMERA.test(path);
    byId('now').hidden = Boolean(this.#page);
    const current = PAGES[path] ? path : '#/';
    for (const link of document.querySelectorAll('.places a')) {
      if (link.getAttribute('href') === current) {
        link.setAttribute('aria-current', 'page');
      } else {
        link.removeAttribute('aria-current');
      }
    }
  }

  // Who listens is told where they are; who came back to the wall stands at the camera they came from.
  #focus() {
    const main = document.querySelector('main:not([hidden])');
    if (!this.#page) {
      return this.#wall.focus();
    }
    const heading = main.querySelector('h2');
    if (heading && !main.contains(document.activeElement)) {
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    }
  }
}
