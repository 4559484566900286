// What cameras and zones are called: by people, and in addresses.

/** A camera's title; its own name, where nobody has given it one. */
export const titleOf = (camera) => camera.title ?? camera.name;

/** Where a camera is: beside its title, the whole of the name that stands in addresses. */
export const placeOf = (camera) => (camera.title === undefined ? camera.node : camera.key);

/** A camera, or a zone of one, in words with its name beside them: `North entrance (lobby/door): Queue`. */
export function placeWords(store, where) {
  const [node, name, zone] = where.split('/');
  const camera = store.cameras.get(`${node}/${name}`);
  const title = camera?.title === undefined ? `${node}/${name}` : `${camera.title} (${node}/${name})`;
  return zone === undefined ? title : `${title}: ${zoneTitle(camera, zone)}`;
}

const zoneTitle = (camera, zone) => camera?.zones.find((it) => it.name === zone)?.title ?? zone;
