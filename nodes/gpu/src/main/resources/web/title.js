// What the browser's tab says: where one is, and before it what fires.
let place = 'Throng';
let firing = '';

// A tab that nobody sees hears nothing: what fired when it was left would stand there for days.
const show = () => (document.title = (document.hidden ? '' : firing) + place);

document.addEventListener('visibilitychange', show);

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
