// What the browser's tab says: where one is, and before it what fires.
let place = 'Throng';
let firing = '';

const show = () => (document.title = firing + place);

/** @param words '' on the wall */
export function tellPlace(words) {
  place = words ? `${words} – Throng` : 'Throng';
  show();
}

/** @param names of all alerts that fire */
export function tellFiring(names) {
  firing = names.length ? `● ${names.length === 1 ? names[0] : `${names.length} alerts`} – ` : '';
  show();
}
