// A question that is to be answered before something is lost.
import { button, el } from './dom.js';

/** Whether the answer is `yes`; closing it is a no. */
export function ask(title, words, yes, no = 'Cancel') {
  return new Promise((resolve) => {
    const answer = (value) => () => {
      resolve(value);
      dialog.close();
    };
    const dialog = el(
      'dialog',
      { className: 'ask', aria: { label: title }, on: { close: () => (resolve(false), dialog.remove()) } },
      el('h2', {}, title),
      el('p', {}, words),
      el('div', { className: 'row end' }, button(no, answer(false)), button(yes, answer(true), { className: 'main' })),
    );
    // Keys of the page below do nothing meanwhile.
    dialog.addEventListener('keydown', (event) => event.stopPropagation());
    document.body.append(dialog);
    dialog.showModal();
  });
}

export const askRemoval = (zone) =>
  ask(`Delete ${zone}?`, 'Nothing is counted in it any more. Its history is kept.', 'Delete');
