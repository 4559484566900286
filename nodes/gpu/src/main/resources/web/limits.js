// How many people a place holds: as somebody has said; where nobody has, the fewest at which an alert on people
// there fires.
import { call } from './call.js';

const EVERY_MILLIS = 15_000;
const NEAR = 0.8;

export class Limits {
  #store;
  #full = new Map();
  #askedAt = -Infinity;

  /** @param store of the cameras and groups that they are of */
  constructor(store) {
    this.#store = store;
  }

  /** Asks the node now and then; to be called often. */
  async follow() {
    const now = performance.now();
    if (now - this.#askedAt < EVERY_MILLIS) {
      return;
    }
    this.#askedAt = now;
    const alerts = await call('GET', 'alerts').then((it) => it.body.alerts, () => null);
    if (alerts) {
      this.#full = fullOf(alerts);
    }
  }

  /** Of a camera or zone, node/camera[/zone]; undefined: nobody has said. */
  of(where) {
    return this.#said(where) ?? this.#full.get(where);
  }

  /** Of a group: its own, where all of it is shown, or that of its cameras together, where each has one. */
  ofGroup({ name, cameras }) {
    const group = this.#store.groups.find((it) => it.name === name);
    if (group?.capacity !== undefined && group.cameras === cameras.length) {
      return group.capacity;
    }
    const limits = cameras.map((it) => this.of(it.key));
    return limits.length && limits.every((it) => it !== undefined) ? limits.reduce((sum, it) => sum + it, 0) : undefined;
  }

  #said(where) {
    const [node, name, zone] = where.split('/');
    const camera = this.#store.cameras.get(`${node}/${name}`);
    return (zone === undefined ? camera : camera?.zones.find((it) => it.name === zone))?.capacity;
  }
}

function fullOf(alerts) {
  const full = new Map();
  for (const { rule } of alerts) {
    if (rule.measure === 'people') {
      full.set(rule.where, Math.min(rule.above, full.get(rule.where) ?? Infinity));
    }
  }
  return full;
}

/** Shows in a bar how full it is; nothing where that is not known. */
export function showLevel(bar, people, limit) {
  bar.hidden = people === undefined || limit === undefined;
  if (!bar.hidden) {
    const share = people / limit;
    bar.dataset.grade = share >= 1 ? 'full' : share >= NEAR ? 'near' : 'room';
    bar.style.setProperty('--share', Math.min(1, share).toFixed(3));
  }
}
