// The measured ground of cameras that are in sight, asked for one after another.
import { call } from './call.js';
import { GroundMap } from './ground-map.js';

const known = new Map();
let last = Promise.resolve();

// A camera's zones tell whether its ground is measured, and are others once it is.
const signOf = (camera) => JSON.stringify(camera.zones.map((it) => [it.name, it.density !== undefined]));

/** The ground of a camera; null: it is not measured, or not known yet. */
export function groundOf(camera) {
  const sign = signOf(camera);
  const found = known.get(camera.key);
  if (found?.sign === sign) {
    return found.map;
  }
  const asked = { sign, map: found?.map ?? null };
  known.set(camera.key, asked);
  if (camera.zones.some((it) => it.density !== undefined)) {
    last = last.then(() => ask(camera.key, asked));
  } else {
    asked.map = null;
  }
  return asked.map;
}

async function ask(key, asked) {
  const place = await call('GET', `cameras/${key}`).then((it) => it.body, () => null);
  asked.map = place?.ground ? GroundMap.of(place.ground.picture, place.ground.metres) : null;
}
