// What a measured ground tells, and what it cannot.
import { areaWords } from './camera-words.js';
import { el } from './dom.js';
import { isMask } from './place.js';

const HEADS = `Heads are not on the ground. The camera looks at people from the side, so a head is seen above
  and behind the feet that stand below it. Draw a zone around where feet stand, and a little up to where the
  heads of its last row are seen.`;

export const headsNote = () => el('p', { className: 'card' }, HEADS);

/** The area of each zone, or that it has none. */
export function areaList(zones, map) {
  const counted = zones.filter((zone) => !isMask(zone));
  if (!counted.length) {
    return el('p', { className: 'quiet' }, 'There is no zone yet whose area could be told.');
  }
  const rows = counted.map((zone) => {
    const metres = map?.squareMetres(zone.points) ?? null;
    const words = map === null ? '–' : metres === null ? 'beyond the horizon' : areaWords(metres);
    return el('div', { className: metres === null && map ? 'wrong' : '' }, el('dt', {}, zone.title), el('dd', {}, words));
  });
  return el('dl', { className: 'areas', aria: { label: 'Areas of the zones' } }, ...rows);
}
