// The pages of a screen that nobody stands at, where it has more cameras than can be read on it at once: they
// turn by themselves, and stand still for a while once somebody presses a key or an alert begins to fire.
import { isFiring } from './alert-words.js';
import { el, text } from './dom.js';

const USUAL_SECONDS = 20;
const LEAST_SECONDS = 5;
const MOST_SECONDS = 3_600;
const STILL_MILLIS = 60_000;
// However many alerts begin to fire, a page stays for so many of those.
const MOST_STILLS = 3;

export class Turner {
  element = el('p', { className: 'turning', hidden: true });
  #isOn = false;
  #everyMillis = 0;
  #pages = [];
  #at = 0;
  #shownAt = 0;
  #turnAt = 0;
  #stillUntil = 0;
  #isStopped = false;
  #firing = null;
  #alertsNow;

  /** @param alertsNow answers all alerts that fire */
  constructor(alertsNow) {
    this.#alertsNow = alertsNow;
  }

  get isOn() {
    return this.#isOn;
  }

  /** @param seconds for each page, as an address has it; null: the usual time */
  use(isOn, seconds) {
    const asked = Number(seconds ?? USUAL_SECONDS);
    this.#isOn = isOn;
    this.#everyMillis = 1000 * (asked >= LEAST_SECONDS && asked <= MOST_SECONDS ? asked : USUAL_SECONDS);
    this.#turnLater();
    this.#isStopped = false;
    this.#firing = null;
    this.#pages = [];
    this.element.hidden = true;
  }

  /**
   * What is to be shown now.
   *
   * @param sections each with its title and cameras
   * @param isFitting whether such sections fit on the screen and can be read
   */
  take(sections, isFitting) {
    this.#pages = this.#isOn ? pagesOf(sections, isFitting) : [sections];
    this.#at %= this.#pages.length;
    this.#heed();
    return this.#pages[this.#at];
  }

  /** Turns the page if it is time; whether it did. To be called often. */
  tick() {
    const now = performance.now();
    const isTime = this.#pages.length > 1 && !this.#isStopped && now >= this.#turnAt;
    if (isTime) {
      this.#turn(1);
    }
    this.#show(now);
    return isTime;
  }

  /** Takes a key; whether it was one of these. Any key has the pages stand still for a while. */
  key(key) {
    const act = { PageDown: () => this.#turn(1), PageUp: () => this.#turn(-1), p: () => (this.#isStopped = !this.#isStopped) }[key];
    if (this.#pages.length < 2) {
      return false;
    }
    act?.();
    this.#still();
    if (key === 'p' && !this.#isStopped) {
      this.#turnLater();
    }
    this.#show(performance.now());
    return Boolean(act);
  }

  #turn(ways) {
    this.#at = (this.#at + ways + this.#pages.length) % this.#pages.length;
    this.#turnLater();
  }

  #turnLater() {
    this.#shownAt = performance.now();
    this.#turnAt = this.#shownAt + this.#everyMillis;
    this.#stillUntil = 0;
  }

  #still(latest = Infinity) {
    const until = performance.now() + Math.max(STILL_MILLIS, this.#everyMillis);
    this.#turnAt = Math.max(this.#turnAt, Math.min(until, latest));
    this.#stillUntil = this.#turnAt;
  }

  // Not for those that fired when the screen was switched on.
  #heed() {
    const firing = new Set(this.#alertsNow().map((it) => `${it.name} ${it.where}`));
    if (this.#firing && [...firing].some((it) => !this.#firing.has(it))) {
      this.#still(this.#shownAt + MOST_STILLS * Math.max(STILL_MILLIS, this.#everyMillis));
    }
    this.#firing = firing;
  }

  #show(now) {
    this.element.hidden = this.#pages.length < 2;
    if (!this.element.hidden) {
      const isStill = now < this.#stillUntil;
      const how = this.#isStopped ? ' · stopped' : isStill ? ' · standing still' : '';
      text(this.element, `Page ${this.#at + 1} of ${this.#pages.length}${how}`);
    }
  }
}

/** As few as can be read; cameras on which an alert fires are the first of each, on half of it at most. */
function pagesOf(sections, isFitting) {
  if (isFitting(sections)) {
    return [sections];
  }
  const all = sections.flatMap(({ cameras, ...section }) => cameras.map((camera) => ({ section, camera })));
  let firing = all.filter(({ camera }) => camera.alerts.some(isFiring));
  for (;;) {
    const rest = all.filter((it) => !firing.includes(it));
    for (let count = 1; count <= Math.max(1, rest.length); count += 1) {
      const size = Math.ceil(rest.length / count);
      const pages = Array.from({ length: Math.ceil(rest.length / size) || 1 }, (_, i) => joined([...firing, ...rest.slice(i * size, (i + 1) * size)]));
      const isShared = firing.length <= size || !rest.length;
      if ((isShared && pages.every(isFitting)) || (!firing.length && size <= 1)) {
        return pages;
      }
    }
    // They would leave too little room: some of them turn with the others.
    firing = firing.slice(0, Math.floor(firing.length / 2));
  }
}

/** Cameras in the sections that they are of. */
function joined(placed) {
  const sections = new Map();
  for (const { section, camera } of placed) {
    const found = sections.get(section) ?? { ...section, cameras: [] };
    found.cameras.push(camera);
    sections.set(section, found);
  }
  return [...sections.values()];
}
