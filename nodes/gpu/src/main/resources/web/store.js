// What is known of each camera, and what it amounts to at this moment.
import { isFiring } from './alert-words.js';
import { HistoryWatch } from './history-watch.js';
import { Limits } from './limits.js';

const SECONDS = 300;
const LATE_MILLIS = 2_000;
const SILENT_MILLIS = 10_000;
const INTERVALS = 3;
const MOVES = new Set(['rising', 'falling']);
// A share of the people who are there, a minute.
const STEADY = 0.02;
const GRAVITY = { critical: 0, warning: 1, info: 2 };

export class Store {
  cameras = new Map();
  groups = [];
  limits = new Limits(this);
  history = new HistoryWatch();
  showsPictures = true;
  isKnown = false;
  #hidden = new Set(JSON.parse(localStorage.getItem('hidden') ?? '[]'));

  /** Takes in each camera's state; those that are not named are gone. */
  update(states, groups = []) {
    this.groups = groups;
    const now = performance.now();
    const seen = new Set();
    for (const state of states) {
      seen.add(state.camera);
      const camera = this.#camera(state.camera);
      // The mean of a camera's first second comes after its count.
      const isNewest = state.countedAtMillis !== camera.countedAtMillis || camera.people === undefined;
      Object.assign(camera, blank(), state);
      camera.trend = { way: state.trend ?? 'unknown', change: state.peopleAMinute };
      camera.at = now;
      camera.recent.push(isNewest && state.people !== undefined ? state.people : null);
      camera.recent.shift();
    }
    for (const key of this.cameras.keys()) {
      if (!seen.has(key)) {
        this.cameras.delete(key);
      }
    }
    this.#unhide((key) => this.cameras.get(key)?.connected !== false);
    this.isKnown = true;
  }

  /** Those that are shown: all but cameras that are away and that somebody has hidden here. */
  shown() {
    return [...this.cameras.values()].filter((camera) => !this.#hidden.has(camera.key));
  }

  get hidden() {
    return this.#hidden.size;
  }

  /** Hides a camera that is away until it comes back. */
  hide(key) {
    this.#hidden.add(key);
    this.#keepHidden();
  }

  unhideAll() {
    this.#unhide(() => true);
  }

  #unhide(isOver) {
    const before = this.#hidden.size;
    for (const key of this.#hidden) {
      if (isOver(key)) {
        this.#hidden.delete(key);
      }
    }
    if (this.#hidden.size !== before) {
      this.#keepHidden();
    }
  }

  #keepHidden() {
    localStorage.setItem('hidden', JSON.stringify([...this.#hidden]));
  }

  /** Takes in the last minutes, as the node has them. */
  fill(message) {
    for (const [key, values] of Object.entries(message.cameras)) {
      this.#camera(key).recent = values;
    }
  }

  /** Judges every camera anew. */
  tick(isConnected) {
    const now = performance.now();
    const away = new Set(this.nodesAway());
    for (const camera of this.cameras.values()) {
      const passed = now - camera.at;
      camera.age = camera.ageMillis === undefined ? undefined : camera.ageMillis + passed;
      camera.isNodeAway = away.has(camera.node);
      camera.state = stateOf(camera, isConnected);
    }
  }

  get isOneNode() {
    return new Set([...this.cameras.values()].map((it) => it.node)).size <= 1;
  }

  /** The edge nodes of which no camera is connected. */
  nodesAway() {
    const all = [...this.cameras.values()];
    const here = new Set(all.filter((it) => it.connected).map((it) => it.node));
    return [...new Set(all.map((it) => it.node))].filter((node) => !here.has(node));
  }

  /** Whether its last count may be taken for the present one. */
  static counts(camera) {
    return camera.state === 'live' || camera.state === 'late';
  }

  /** Every alert that fires, the gravest first; each once. */
  firing() {
    const found = new Map();
    for (const camera of this.cameras.values()) {
      for (const alert of camera.alerts) {
        if (isFiring(alert)) {
          found.set(`${alert.name} ${alert.where}`, alert);
        }
      }
    }
    return [...found.values()].sort((a, b) => GRAVITY[a.severity] - GRAVITY[b.severity] || a.sinceMillis - b.sinceMillis);
  }

  sum(cameras = this.shown()) {
    let people = 0;
    let counted = 0;
    let change = 0;
    for (const camera of cameras.filter(Store.counts)) {
      counted += 1;
      people += camera.people;
      change += MOVES.has(camera.trend.way) ? (camera.trend.change ?? 0) : 0;
    }
    return { people, counted, all: cameras.length, trend: trendOf(people, change) };
  }

  #camera(key) {
    let camera = this.cameras.get(key);
    if (!camera) {
      const [node, ...name] = key.split('/');
      camera = {
        key,
        node,
        name: name.join('/'),
        state: 'waiting',
        trend: { way: 'unknown', change: 0 },
        zones: [],
        alerts: [],
        recent: new Array(SECONDS).fill(null),
        at: performance.now(),
      };
      this.cameras.set(key, camera);
    }
    return camera;
  }
}

// What a state leaves out is not known any more.
function blank() {
  return {
    title: undefined,
    capacity: undefined,
    countedBy: undefined,
    network: undefined,
    people: undefined,
    shown: undefined,
    low: undefined,
    high: undefined,
    factor: undefined,
    unconfirmed: undefined,
    peopleAMinute: undefined,
    zones: [],
    alerts: [],
    raw: undefined,
    ageMillis: undefined,
    countedAtMillis: undefined,
    intervalMillis: undefined,
    trouble: undefined,
  };
}

// Of many people a few come and go all the time.
function trendOf(people, change) {
  const isSteady = Math.abs(change) < Math.max(1, STEADY * people);
  return { way: isSteady ? 'steady' : change > 0 ? 'rising' : 'falling', change };
}

function stateOf(camera, isConnected) {
  const own = INTERVALS * (camera.intervalMillis ?? 0);
  if (!camera.connected) {
    return 'away';
  }
  if (!isConnected) {
    return 'lost';
  }
  if (camera.age === undefined) {
    return 'waiting';
  }
  if (camera.age > Math.max(SILENT_MILLIS, own)) {
    return 'silent';
  }
  // In its first second there is a picture's count, and none yet that masks and calibration are applied to.
  if (camera.people === undefined) {
    return 'waiting';
  }
  return camera.age > Math.max(LATE_MILLIS, own) ? 'late' : 'live';
}
