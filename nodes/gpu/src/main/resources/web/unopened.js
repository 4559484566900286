// What stands where a page could not be had from the node: why, and a way to try again.
import { button, el } from './dom.js';

/** Says so there; what it answers stands for the page. */
export function sayUnopened(main, why) {
  main.replaceChildren(
    el('h2', {}, 'This page cannot be shown'),
    el('p', { className: 'refused', role: 'alert' }, why),
    button('Try again', () => location.reload()),
  );
  return { close: () => main.replaceChildren() };
}
